/* sy-layout-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SyLayoutTextFunc:
 * @widget: a widget that shows text
 * @origin: (out): where the layout stands in the widget, 0,0 if it is left alone
 *
 * Returns: (transfer full): the layout that has all text of the widget
 */
typedef PangoLayout *(*SyLayoutTextFunc) (GtkAccessibleText *widget,
                                          graphene_point_t  *origin);

void     sy_layout_text_implement       (GtkAccessibleTextInterface    *iface,
                                         SyLayoutTextFunc               get_layout);
GBytes  *sy_layout_text_dup_contents    (PangoLayout                   *layout,
                                         guint                          start,
                                         guint                          end);
GBytes  *sy_layout_text_dup_contents_at (PangoLayout                   *layout,
                                         guint                          offset,
                                         GtkAccessibleTextGranularity   granularity,
                                         guint                         *start,
                                         guint                         *end);
void     sy_layout_text_get_style       (PangoLayout                   *layout,
                                         char                        ***names,
                                         char                        ***values);
gboolean sy_layout_text_get_extents     (PangoLayout                   *layout,
                                         guint                          start,
                                         guint                          end,
                                         graphene_rect_t               *extents);
gboolean sy_layout_text_get_offset      (PangoLayout                   *layout,
                                         const graphene_point_t        *point,
                                         guint                         *offset);

G_END_DECLS
