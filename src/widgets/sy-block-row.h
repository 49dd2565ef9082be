/* sy-block-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sy-container.h"

G_BEGIN_DECLS

#define SY_TYPE_BLOCK_ROW (sy_block_row_get_type ())

G_DECLARE_FINAL_TYPE (SyBlockRow, sy_block_row, SY, BLOCK_ROW, GtkWidget)

GtkWidget *sy_block_row_new           (GtkWidget         *child);
int        sy_block_row_get_inset     (const SyContainer *container,
                                       GtkWidget         *widget);
GtkWidget *sy_block_row_get_child     (SyBlockRow        *self);
void       sy_block_row_update        (SyBlockRow        *self);
void       sy_block_row_set_edges     (SyBlockRow        *self,
                                       gboolean           first,
                                       gboolean           last);
int        sy_block_row_get_height    (SyBlockRow        *self,
                                       int                width);
void       sy_block_row_place         (SyBlockRow        *self,
                                       int                y,
                                       int                width,
                                       int                height);
gboolean   sy_block_row_get_placed    (SyBlockRow        *self);
int        sy_block_row_get_gap       (SyBlockRow        *self);
void       sy_block_row_set_gap       (SyBlockRow        *self,
                                       int                gap);
void       sy_block_row_set_container (SyBlockRow        *self,
                                       const SyContainer *container,
                                       const SyContainer *before);

G_END_DECLS
