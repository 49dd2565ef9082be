/* sy-row-spares.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _SyRowSpares SyRowSpares;

SyRowSpares *sy_row_spares_new       (GtkWidget   *parent);
void         sy_row_spares_free      (SyRowSpares *self);
void         sy_row_spares_clear     (SyRowSpares *self);
void         sy_row_spares_add       (SyRowSpares *self,
                                      GtkWidget   *row);
GtkWidget   *sy_row_spares_get_first (SyRowSpares *self);
GtkWidget   *sy_row_spares_take      (SyRowSpares *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyRowSpares, sy_row_spares_free)

G_END_DECLS
