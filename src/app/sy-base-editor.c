/* sy-base-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-base-editor"

#include "config.h"

#include "sy-base-editor.h"

#include "sy-error.h"
#include "sy-row-state.h"
#include "sy-url.h"
#include "sy-utf8.h"

#include <glib/gi18n.h>

struct _SyBaseEditor
{
  GObject       parent_instance;

  SyTrust      *trust;
  GtkEditable  *row;
  SyNoteRow    *note;
  SyProvider   *provider;
  GSignalGroup *provider_signals;

  char         *refused_origin;
  gboolean      edited;
  gboolean      filling;
  gboolean      committing;
};

G_DEFINE_FINAL_TYPE (SyBaseEditor, sy_base_editor, G_TYPE_OBJECT)

enum
{
  EDITED,
  LEFT,
  ALLOWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Scheme, host and port of what stands in the row, NULL when it is no address. */
static char *
dup_typed_origin (SyBaseEditor *self)
{
  g_autofree char *line = sy_utf8_clean_line (gtk_editable_get_text (self->row));

  return sy_url_dup_origin (line);
}

static void
show_refused (SyBaseEditor *self,
              const GError *error)
{
  g_autofree char *origin = NULL;

  if (g_error_matches (error, SY_ERROR, SY_ERROR_INSECURE))
    origin = dup_typed_origin (self);

  g_set_str (&self->refused_origin, origin);
  sy_row_state_set_bad (self->row, TRUE);
  sy_note_row_show_button (self->note, SY_NOTE_BAD, error->message,
                           origin != NULL ? _("Use Anyway") : NULL);
}

/* Who allowed plain http is reminded of it as long as it is used. */
static void
show_used (SyBaseEditor *self)
{
  const char *api_base = sy_provider_get_api_base (self->provider);
  g_autoptr(GError) risk = NULL;

  if (sy_url_is_insecure (api_base))
    risk = sy_api_base_insecure_error (api_base);

  g_clear_pointer (&self->refused_origin, g_free);
  sy_row_state_set_bad (self->row, FALSE);
  sy_note_row_show (self->note, SY_NOTE_CAUTION, risk != NULL ? risk->message : NULL);
}

static void
fill (SyBaseEditor *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->row, sy_provider_get_api_base (self->provider));
  self->filling = FALSE;

  self->edited = FALSE;
  show_used (self);
}

/* A local server may be found at another port.  What is being typed stays. */
static void
api_base_changed_cb (SyBaseEditor *self)
{
  g_assert (SY_IS_BASE_EDITOR (self));

  if (self->row != NULL && !self->edited && !self->committing)
    fill (self);
}

static void
changed_cb (SyBaseEditor *self)
{
  g_assert (SY_IS_BASE_EDITOR (self));

  if (self->filling)
    return;

  self->edited = TRUE;
  g_signal_emit (self, signals[EDITED], 0);
}

static void
left_cb (SyBaseEditor *self)
{
  g_assert (SY_IS_BASE_EDITOR (self));

  g_signal_emit (self, signals[LEFT], 0);
}

/* What was typed since the note was shown may lead to another host than it names. */
static void
use_anyway_cb (SyBaseEditor *self)
{
  g_autofree char *allowed = g_steal_pointer (&self->refused_origin);
  g_autofree char *typed = dup_typed_origin (self);

  if (allowed != NULL && g_strcmp0 (allowed, typed) == 0)
    sy_trust_allow_plain (self->trust, allowed);

  sy_row_state_grab_focus (self->row);
  g_signal_emit (self, signals[ALLOWED], 0);
}

static void
sy_base_editor_dispose (GObject *object)
{
  SyBaseEditor *self = SY_BASE_EDITOR (object);

  g_clear_object (&self->provider_signals);
  g_clear_object (&self->provider);
  g_clear_object (&self->trust);
  g_clear_weak_pointer (&self->row);
  g_clear_weak_pointer (&self->note);
  g_clear_pointer (&self->refused_origin, g_free);

  G_OBJECT_CLASS (sy_base_editor_parent_class)->dispose (object);
}

static void
sy_base_editor_class_init (SyBaseEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = sy_base_editor_dispose;

  /**
   * SyBaseEditor::edited:
   *
   * The person has typed: see sy_base_editor_commit().
   */
  signals[EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  /**
   * SyBaseEditor::left:
   *
   * The person has done with typing.
   */
  signals[LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  /**
   * SyBaseEditor::allowed:
   *
   * The person has decided to use the address although it is a risk.
   */
  signals[ALLOWED] = g_signal_new ("allowed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
sy_base_editor_init (SyBaseEditor *self)
{
  self->provider_signals = g_signal_group_new (SY_TYPE_PROVIDER);
  g_signal_group_connect_swapped (self->provider_signals, "notify::api-base",
                                  G_CALLBACK (api_base_changed_cb), self);
}

/**
 * sy_base_editor_new:
 * @trust: what was decided about origins
 * @row: where an address is typed
 * @note: the line below it
 *
 * The API base of a provider.
 *
 * Returns: (transfer full): an editor that outlives its rows
 */
SyBaseEditor *
sy_base_editor_new (SyTrust     *trust,
                    GtkEditable *row,
                    SyNoteRow   *note)
{
  SyBaseEditor *self;
  GtkEventController *focus;

  g_return_val_if_fail (SY_IS_TRUST (trust), NULL);
  g_return_val_if_fail (ADW_IS_ENTRY_ROW (row), NULL);
  g_return_val_if_fail (SY_IS_NOTE_ROW (note), NULL);

  self = g_object_new (SY_TYPE_BASE_EDITOR, NULL);
  g_set_object (&self->trust, trust);
  g_set_weak_pointer (&self->row, row);
  g_set_weak_pointer (&self->note, note);
  sy_row_state_set_note (row, note);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (note, "clicked", G_CALLBACK (use_anyway_cb), self, G_CONNECT_SWAPPED);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);

  return self;
}

/**
 * sy_base_editor_set_provider:
 * @provider: whose address it is
 *
 * Shows another provider.  What was typed for the one before is gone.
 */
void
sy_base_editor_set_provider (SyBaseEditor *self,
                             SyProvider   *provider)
{
  g_return_if_fail (SY_IS_BASE_EDITOR (self));
  g_return_if_fail (SY_IS_PROVIDER (provider));

  g_set_object (&self->provider, provider);
  g_signal_group_set_target (self->provider_signals, provider);
  gtk_editable_set_editable (self->row,
                             !sy_preset_get_is_demo (sy_provider_get_preset (provider)));
  fill (self);
}

/**
 * sy_base_editor_commit:
 *
 * Moves the provider to the address in the row, if it is a good one.
 *
 * Returns: whether that is the address in use now
 */
gboolean
sy_base_editor_commit (SyBaseEditor *self)
{
  g_autoptr(GError) error = NULL;
  gboolean used;

  g_return_val_if_fail (SY_IS_BASE_EDITOR (self), FALSE);
  g_return_val_if_fail (self->provider != NULL, FALSE);

  self->committing = TRUE;
  used = sy_provider_set_api_base (self->provider, gtk_editable_get_text (self->row), &error);
  self->committing = FALSE;

  if (!used)
    {
      show_refused (self, error);
      return FALSE;
    }

  self->edited = FALSE;
  show_used (self);

  return *sy_provider_get_origin (self->provider) != '\0';
}
