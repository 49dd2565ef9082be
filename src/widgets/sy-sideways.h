/* sy-sideways.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SY_TYPE_SIDEWAYS (sy_sideways_get_type ())

G_DECLARE_FINAL_TYPE (SySideways, sy_sideways, SY, SIDEWAYS, GObject)

SySideways *sy_sideways_new           (GtkWidget     *widget,
                                       GtkAdjustment *adjustment,
                                       gboolean       left_to_right);
void        sy_sideways_set_focusable (SySideways    *self,
                                       gboolean       focusable);
void        sy_sideways_set_scrollbar (SySideways    *self,
                                       gboolean       scrollbar);
void        sy_sideways_allocate      (SySideways    *self,
                                       int            width,
                                       int            height);
void        sy_sideways_configure     (GtkAdjustment *adjustment,
                                       int            width,
                                       int            page);

G_END_DECLS
