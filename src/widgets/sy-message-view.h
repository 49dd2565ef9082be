/* sy-message-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-message-column.h"

G_BEGIN_DECLS

#define SY_TYPE_MESSAGE_VIEW (sy_message_view_get_type ())

G_DECLARE_FINAL_TYPE (SyMessageView, sy_message_view, SY, MESSAGE_VIEW, GtkWidget)

GtkWidget       *sy_message_view_new           (void);
SyMessageColumn *sy_message_view_get_column    (SyMessageView *self);
GListModel      *sy_message_view_get_messages  (SyMessageView *self);
void             sy_message_view_set_messages  (SyMessageView *self,
                                                GListModel    *messages);
gboolean         sy_message_view_get_at_bottom (SyMessageView *self);
void             sy_message_view_set_at_bottom (SyMessageView *self,
                                                gboolean       at_bottom);
void             sy_message_view_set_place     (SyMessageView *self,
                                                guint          position,
                                                guint          row,
                                                gint64         y);
void             sy_message_view_update        (SyMessageView *self,
                                                SyRows        *rows);
void             sy_message_view_move_to       (SyMessageView *self,
                                                guint          position);

G_END_DECLS
