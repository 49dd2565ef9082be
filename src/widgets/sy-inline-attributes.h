/* sy-inline-attributes.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sy-inline.h"

G_BEGIN_DECLS

PangoAttrList *sy_inline_attributes_new (SyInline  *inline_,
                                         guint      start,
                                         guint      end,
                                         GtkWidget *widget);

G_END_DECLS
