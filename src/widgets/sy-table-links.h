/* sy-table-links.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _SyTableLinks SyTableLinks;

/**
 * SyTableLinksFunc:
 * @widget: what shows the table
 * @cell: one of its cells
 * @origin: (out): where the text of the cell is in @widget
 */
typedef void (*SyTableLinksFunc) (GtkWidget        *widget,
                                  guint             cell,
                                  graphene_point_t *origin);

SyTableLinks *sy_table_links_new           (GtkWidget        *widget,
                                            GArray           *cells,
                                            SyTableLinksFunc  get_origin);
void          sy_table_links_free          (SyTableLinks     *self);
gboolean      sy_table_links_update        (SyTableLinks     *self);
gboolean      sy_table_links_focus         (SyTableLinks     *self,
                                            GtkDirectionType  direction);
void          sy_table_links_activate      (SyTableLinks     *self);
gboolean      sy_table_links_query_tooltip (SyTableLinks     *self,
                                            int               x,
                                            int               y,
                                            gboolean          keyboard,
                                            GtkTooltip       *tooltip);
void          sy_table_links_draw          (SyTableLinks     *self,
                                            GtkSnapshot      *snapshot,
                                            const GdkRGBA    *colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyTableLinks, sy_table_links_free)

G_END_DECLS
