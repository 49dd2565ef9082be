/* sy-row-state.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-note-row.h"

G_BEGIN_DECLS

void     sy_row_state_set_bad    (GtkEditable *row,
                                  gboolean     bad);
void     sy_row_state_set_note   (GtkEditable *row,
                                  SyNoteRow   *note);
gboolean sy_row_state_has_focus  (GtkEditable *row);
void     sy_row_state_grab_focus (GtkEditable *row);
void     sy_row_state_set_action (GtkWidget   *row,
                                  GCallback    callback,
                                  gpointer     object);

G_END_DECLS
