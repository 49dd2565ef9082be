/* sy-plain-rows.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-message.h"
#include "sy-rows.h"

G_BEGIN_DECLS

#define SY_TYPE_PLAIN_ROWS (sy_plain_rows_get_type ())

G_DECLARE_FINAL_TYPE (SyPlainRows, sy_plain_rows, SY, PLAIN_ROWS, GObject)

/**
 * SyPlainTextFunc:
 *
 * Returns: (nullable): a text of a message, to which more may be added
 */
typedef const char *(*SyPlainTextFunc) (SyMessage *message);

/**
 * SyPlainRowFunc:
 * @block: a piece of the text
 * @first: whether it is the first one
 * @last: whether it is the last one so far
 *
 * Returns: (transfer floating): what the piece is in
 */
typedef GtkWidget *(*SyPlainRowFunc) (GtkWidget *block,
                                      gboolean   first,
                                      gboolean   last);

SyPlainRows *sy_plain_rows_new    (SyMessage       *message,
                                   SyPlainTextFunc  get_text,
                                   SyPlainRowFunc   create_row);
void         sy_plain_rows_update (SyPlainRows     *self);

G_END_DECLS
