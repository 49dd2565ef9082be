/* sy-row-state.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-row-state"

#include "config.h"

#include "sy-row-state.h"

/**
 * sy_row_state_set_bad:
 * @row: an entry row
 * @bad: whether what stands in it cannot be used
 *
 * What the person types into takes the state: the row around it has no focus.
 */
void
sy_row_state_set_bad (GtkEditable *row,
                      gboolean     bad)
{
  GtkEditable *text;

  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  text = gtk_editable_get_delegate (row);
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (text),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/**
 * sy_row_state_set_note:
 * @row: an entry row
 * @note: the line below it, which says how its value is doing
 */
void
sy_row_state_set_note (GtkEditable *row,
                       SyNoteRow   *note)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));
  g_return_if_fail (SY_IS_NOTE_ROW (note));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_editable_get_delegate (row)),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, note, NULL,
                                  -1);
}

gboolean
sy_row_state_has_focus (GtkEditable *row)
{
  g_return_val_if_fail (ADW_IS_ENTRY_ROW (row), FALSE);

  return (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/**
 * sy_row_state_grab_focus:
 * @row: an entry row
 *
 * For a button that goes away when it is pressed, and the focus with it.
 */
void
sy_row_state_grab_focus (GtkEditable *row)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  gtk_text_grab_focus_without_selecting (GTK_TEXT (gtk_editable_get_delegate (row)));
}

/**
 * sy_row_state_set_action:
 * @row: a row that is a button
 * @callback: what it does, called with @object alone
 * @object: (type GObject): as long as it lives
 *
 * Assistive technology presses what has an action: a #AdwButtonRow has none of its own.
 */
void
sy_row_state_set_action (GtkWidget *row,
                         GCallback  callback,
                         gpointer   object)
{
  g_autoptr(GSimpleActionGroup) group = NULL;
  g_autoptr(GSimpleAction) action = NULL;

  g_return_if_fail (ADW_IS_BUTTON_ROW (row));
  g_return_if_fail (G_IS_OBJECT (object));

  group = g_simple_action_group_new ();
  action = g_simple_action_new ("press", NULL);
  g_signal_connect_object (action, "activate", callback, object, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (row, "row", G_ACTION_GROUP (group));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "row.press");
}
