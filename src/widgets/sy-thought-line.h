/* sy-thought-line.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-message.h"

G_BEGIN_DECLS

#define SY_TYPE_THOUGHT_LINE (sy_thought_line_get_type ())

G_DECLARE_FINAL_TYPE (SyThoughtLine, sy_thought_line, SY, THOUGHT_LINE, AdwBin)

GtkWidget *sy_thought_line_new         (void);
void       sy_thought_line_set_message (SyThoughtLine *self,
                                        SyMessage     *message);
gboolean   sy_thought_line_get_open    (SyThoughtLine *self);
void       sy_thought_line_set_open    (SyThoughtLine *self,
                                        gboolean       open);

G_END_DECLS
