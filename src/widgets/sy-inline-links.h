/* sy-inline-links.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-inline.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SY_INLINE_LINKS_NONE G_MAXUINT

const SyInlineSpan *sy_inline_links_get       (SyInline              *inline_,
                                               guint                  start,
                                               guint                  end,
                                               guint                  span);
guint               sy_inline_links_find      (SyInline              *inline_,
                                               guint                  start,
                                               guint                  end,
                                               guint                  from,
                                               int                    step);
const SyInlineSpan *sy_inline_links_find_at   (SyInline              *inline_,
                                               guint                  start,
                                               guint                  end,
                                               PangoLayout           *layout,
                                               double                 x,
                                               double                 y);
void                sy_inline_links_draw_ring (GtkSnapshot           *snapshot,
                                               const graphene_rect_t *bounds,
                                               const GdkRGBA         *colour);
void                sy_inline_links_install   (GtkWidgetClass        *widget_class,
                                               GCallback              activate);

G_END_DECLS
