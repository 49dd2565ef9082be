/* sy-note-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SyNoteKind:
 * @SY_NOTE_PLAIN: a calm remark
 * @SY_NOTE_GOOD: all is well
 * @SY_NOTE_CAUTION: the value above is used, but has a risk
 * @SY_NOTE_BAD: the value above cannot be used
 */
typedef enum
{
  SY_NOTE_PLAIN,
  SY_NOTE_GOOD,
  SY_NOTE_CAUTION,
  SY_NOTE_BAD,
} SyNoteKind;

#define SY_TYPE_NOTE_ROW (sy_note_row_get_type ())

G_DECLARE_FINAL_TYPE (SyNoteRow, sy_note_row, SY, NOTE_ROW, AdwPreferencesRow)

GtkWidget  *sy_note_row_new         (void);
const char *sy_note_row_get_text    (SyNoteRow  *self);
void        sy_note_row_show        (SyNoteRow  *self,
                                     SyNoteKind  kind,
                                     const char *text);
void        sy_note_row_show_button (SyNoteRow  *self,
                                     SyNoteKind  kind,
                                     const char *text,
                                     const char *label);
void        sy_note_row_set_choices (SyNoteRow         *self,
                                     const char *const *choices);

G_END_DECLS
