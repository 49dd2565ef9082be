/* sy-bubble-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-text-block.h"

G_BEGIN_DECLS

#define SY_TYPE_BUBBLE_ROW (sy_bubble_row_get_type ())

G_DECLARE_FINAL_TYPE (SyBubbleRow, sy_bubble_row, SY, BUBBLE_ROW, GtkWidget)

GtkWidget *sy_bubble_row_new (GtkWidget *block,
                              gboolean   first,
                              gboolean   last);

G_END_DECLS
