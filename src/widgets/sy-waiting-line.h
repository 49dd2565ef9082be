/* sy-waiting-line.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SY_TYPE_WAITING_LINE (sy_waiting_line_get_type ())

G_DECLARE_FINAL_TYPE (SyWaitingLine, sy_waiting_line, SY, WAITING_LINE, AdwBin)

GtkWidget  *sy_waiting_line_new       (void);
const char *sy_waiting_line_get_text  (SyWaitingLine *self);
void        sy_waiting_line_set_text  (SyWaitingLine *self,
                                       const char    *text);
void        sy_waiting_line_set_retry (SyWaitingLine *self,
                                       const GError  *error,
                                       gint64         retry_at);
void        sy_waiting_line_set_since (SyWaitingLine *self,
                                       gint64         monotonic);
char       *sy_waiting_line_dup_retry (const GError  *error,
                                       gint64         retry_at);

G_END_DECLS
