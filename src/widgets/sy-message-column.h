/* sy-message-column.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-message-item.h"

G_BEGIN_DECLS

/* Look: above the first message, in px. */
#define SY_MESSAGE_COLUMN_TOP 18

typedef struct _SyMessageColumn SyMessageColumn;

/**
 * SyMessageColumnFunc:
 * @message: one of the list
 *
 * Returns: (transfer full): what it consists of
 */
typedef SyRows *(*SyMessageColumnFunc) (SyMessage *message,
                                        gpointer   user_data);

SyMessageColumn *sy_message_column_new             (GtkWidget           *parent);
void             sy_message_column_free            (SyMessageColumn     *self);
void             sy_message_column_set_func        (SyMessageColumn     *self,
                                                    SyMessageColumnFunc  func,
                                                    gpointer             user_data);
void             sy_message_column_set_messages    (SyMessageColumn     *self,
                                                    GListModel          *messages);
void             sy_message_column_change          (SyMessageColumn     *self,
                                                    guint                position,
                                                    guint                removed,
                                                    guint                added);
guint            sy_message_column_get_n_messages  (SyMessageColumn     *self);
guint            sy_message_column_get_first       (SyMessageColumn     *self);
guint            sy_message_column_get_n_items     (SyMessageColumn     *self);
SyMessageItem   *sy_message_column_get_item        (SyMessageColumn     *self,
                                                    guint                position);
SyMessageItem   *sy_message_column_ensure_item     (SyMessageColumn     *self,
                                                    guint                position);
void             sy_message_column_update          (SyMessageColumn     *self,
                                                    SyRows              *rows);
void             sy_message_column_update_estimate (SyMessageColumn     *self,
                                                    guint                position);
gint64           sy_message_column_get_height      (SyMessageColumn     *self);
gint64           sy_message_column_get_y           (SyMessageColumn     *self);
gint64           sy_message_column_get_row_y       (SyMessageColumn     *self,
                                                    guint                position,
                                                    guint                row);
void             sy_message_column_set_place       (SyMessageColumn     *self,
                                                    guint                position,
                                                    guint                row,
                                                    gint64               y);
void             sy_message_column_scroll          (SyMessageColumn     *self,
                                                    gint64               y,
                                                    gint64               step,
                                                    gboolean             near);
gboolean         sy_message_column_lay_out         (SyMessageColumn     *self,
                                                    int                  width,
                                                    int                  height,
                                                    gboolean             at_bottom);
void             sy_message_column_place           (SyMessageColumn     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyMessageColumn, sy_message_column_free)

G_END_DECLS
