/* sy-message-item.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-message.h"
#include "sy-rows.h"

G_BEGIN_DECLS

#define SY_TYPE_MESSAGE_ITEM (sy_message_item_get_type ())

G_DECLARE_FINAL_TYPE (SyMessageItem, sy_message_item, SY, MESSAGE_ITEM, GtkWidget)

GtkWidget *sy_message_item_new             (SyMessage     *message,
                                            SyRows        *rows);
int        sy_message_item_estimate_height (SyMessage     *message,
                                            int            width);
SyMessage *sy_message_item_get_message     (SyMessageItem *self);
SyRows    *sy_message_item_get_rows        (SyMessageItem *self);
GtkWidget *sy_message_item_get_row         (SyMessageItem *self,
                                            guint          row);
guint      sy_message_item_get_n_rows      (SyMessageItem *self);
void       sy_message_item_set_position    (SyMessageItem *self,
                                            guint          position,
                                            guint          n_items);
void       sy_message_item_set_row_width   (SyMessageItem *self,
                                            int            width);
int        sy_message_item_get_row_height  (SyMessageItem *self);
int        sy_message_item_get_row_offset  (SyMessageItem *self,
                                            guint          row);
guint      sy_message_item_find_row        (SyMessageItem *self,
                                            int            y,
                                            int           *inside);
guint      sy_message_item_get_focus_row   (SyMessageItem *self);
gboolean   sy_message_item_focus_row       (SyMessageItem *self,
                                            guint          row);
guint      sy_message_item_lay_down        (SyMessageItem *self,
                                            guint          row,
                                            gint64        *y,
                                            gint64         limit);
guint      sy_message_item_lay_up          (SyMessageItem *self,
                                            guint          row,
                                            gint64        *y,
                                            gint64         limit);
void       sy_message_item_place           (SyMessageItem *self,
                                            gint64         y);
void       sy_message_item_trim            (SyMessageItem *self,
                                            guint          first,
                                            guint          end,
                                            gboolean       growing);

G_END_DECLS
