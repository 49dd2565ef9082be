/* sy-model-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-editor"

#include "config.h"

#include "sy-model-editor.h"

#include "sy-model-completion.h"
#include "sy-model-remark.h"
#include "sy-row-state.h"

#include <glib/gi18n.h>

/* As many as stand in one or two lines. */
#define MAX_NEAREST 3

struct _SyModelEditor
{
  GObject            parent_instance;

  GtkEditable       *row;
  SyNoteRow         *note;
  SyCatalog         *catalog;
  SyProvider        *provider;
  SyClock           *clock;
  SyModelCompletion *completion;
  GSignalGroup      *catalog_signals;
  GSignalGroup      *provider_signals;

  char              *replacement;
  gboolean           edited;
  gboolean           filling;
};

G_DEFINE_FINAL_TYPE (SyModelEditor, sy_model_editor, G_TYPE_OBJECT)

enum
{
  EDITED,
  BROWSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_offer (SyModelEditor       *self,
            const SyModelRemark *remark)
{
  g_autofree char *label = NULL;

  g_set_str (&self->replacement, sy_model_get_id (remark->instead));
  /* Translators: a button; %s is the name of a model */
  label = g_strdup_printf (_("Use %s"), sy_model_get_name (remark->instead));
  sy_note_row_show_button (self->note, SY_NOTE_BAD, remark->text, label);
}

static void
show_nearest (SyModelEditor *self,
              const char    *id)
{
  g_autoptr(GPtrArray) models = sy_catalog_find_nearest (self->catalog, id, MAX_NEAREST);
  const char *ids[MAX_NEAREST + 1] = { NULL };

  for (guint i = 0; i < MIN (models->len, MAX_NEAREST); i++)
    ids[i] = sy_model_get_id (g_ptr_array_index (models, i));

  sy_note_row_set_choices (self->note, ids);
}

static SyModelRemark *
create_remark (SyModelEditor *self,
               const char    *id)
{
  return sy_model_remark_new (self->catalog, id, sy_clock_get_now (self->clock));
}

static void
update (SyModelEditor *self)
{
  g_autoptr(SyModelRemark) remark = NULL;
  const char *id;

  if (self->catalog == NULL || self->row == NULL)
    return;

  id = sy_provider_get_model_id (self->provider);
  remark = create_remark (self, id);
  sy_note_row_set_choices (self->note, NULL);
  g_clear_pointer (&self->replacement, g_free);

  if (remark->instead != NULL)
    show_offer (self, remark);
  else if (remark->kind != SY_MODEL_REMARK_NONE)
    sy_note_row_show_button (self->note,
                             remark->kind == SY_MODEL_REMARK_RETIRING ? SY_NOTE_CAUTION
                                                                      : SY_NOTE_PLAIN,
                             remark->text, _("Browse Models"));
  else if (sy_catalog_get_known (self->catalog))
    sy_note_row_show_button (self->note, SY_NOTE_PLAIN, _("Any model of the list, or any other"),
                             _("Browse Models"));
  else
    sy_note_row_show (self->note, SY_NOTE_PLAIN, NULL);

  if (remark->kind == SY_MODEL_REMARK_UNLISTED)
    show_nearest (self, id);
}

static void
fill (SyModelEditor *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->row, sy_provider_get_model_id (self->provider));
  self->filling = FALSE;

  self->edited = FALSE;
}

/* A server may have told its first model meanwhile.  What is being typed stays. */
static void
model_id_changed_cb (SyModelEditor *self)
{
  g_autofree char *typed = NULL;

  g_assert (SY_IS_MODEL_EDITOR (self));

  if (self->row == NULL)
    return;

  typed = g_strstrip (g_strdup (gtk_editable_get_text (self->row)));
  if (!self->edited && !g_str_equal (typed, sy_provider_get_model_id (self->provider)))
    fill (self);

  update (self);
}

static void
changed_cb (SyModelEditor *self)
{
  g_assert (SY_IS_MODEL_EDITOR (self));

  if (self->filling)
    return;

  self->edited = TRUE;
  g_signal_emit (self, signals[EDITED], 0);
}

static void
use (SyModelEditor *self,
     const char    *id)
{
  sy_row_state_grab_focus (self->row);
  self->edited = FALSE;
  sy_provider_set_model_id (self->provider, id);
  fill (self);
}

static void
clicked_cb (SyModelEditor *self)
{
  g_autofree char *id = g_steal_pointer (&self->replacement);

  g_assert (SY_IS_MODEL_EDITOR (self));

  if (id != NULL)
    use (self, id);
  else
    g_signal_emit (self, signals[BROWSE], 0);
}

static void
use_nearest_cb (SyModelEditor *self,
                const char    *text)
{
  g_autofree char *id = g_strdup (text);

  g_assert (SY_IS_MODEL_EDITOR (self));

  use (self, id);
}

static void
sy_model_editor_dispose (GObject *object)
{
  SyModelEditor *self = SY_MODEL_EDITOR (object);

  g_clear_object (&self->catalog_signals);
  g_clear_object (&self->provider_signals);
  g_clear_object (&self->completion);
  g_clear_object (&self->catalog);
  g_clear_object (&self->provider);
  g_clear_object (&self->clock);
  g_clear_weak_pointer (&self->row);
  g_clear_weak_pointer (&self->note);
  g_clear_pointer (&self->replacement, g_free);

  G_OBJECT_CLASS (sy_model_editor_parent_class)->dispose (object);
}

static void
sy_model_editor_class_init (SyModelEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_model_editor_dispose;

  /**
   * SyModelEditor::edited:
   *
   * The person has typed: see sy_model_editor_commit().
   */
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SyModelEditor::browse:
   *
   * The person wants to see all models.
   */
  signals[BROWSE] = g_signal_new ("browse", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sy_model_editor_init (SyModelEditor *self)
{
  self->catalog_signals = g_signal_group_new (SY_TYPE_CATALOG);
  g_signal_group_connect_swapped (self->catalog_signals, "items-changed",
                                  G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->catalog_signals, "notify::state",
                                  G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->catalog_signals, "notify::known",
                                  G_CALLBACK (update), self);

  self->provider_signals = g_signal_group_new (SY_TYPE_PROVIDER);
  g_signal_group_connect_swapped (self->provider_signals, "notify::model-id",
                                  G_CALLBACK (model_id_changed_cb), self);
}

/**
 * sy_model_editor_new:
 * @row: where an id is typed
 * @note: the line below it
 * @clock: tells how long a model is still there
 *
 * The model of a provider.  Any id may be typed; one that the server does not list is
 * remarked on, and never changed unasked.
 *
 * Returns: (transfer full): an editor that outlives its rows
 */
SyModelEditor *
sy_model_editor_new (AdwEntryRow *row,
                     SyNoteRow   *note,
                     SyClock     *clock)
{
  SyModelEditor *self;

  g_return_val_if_fail (ADW_IS_ENTRY_ROW (row), NULL);
  g_return_val_if_fail (SY_IS_NOTE_ROW (note), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  self = g_object_new (SY_TYPE_MODEL_EDITOR, NULL);
  g_set_object (&self->clock, clock);
  g_set_weak_pointer (&self->row, GTK_EDITABLE (row));
  g_set_weak_pointer (&self->note, note);
  self->completion = sy_model_completion_new (row);
  sy_row_state_set_note (GTK_EDITABLE (row), note);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (note, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (note, "choice", G_CALLBACK (use_nearest_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * sy_model_editor_set_catalog:
 * @catalog: the models of the provider whose model it is
 *
 * Shows another provider.  What was typed for the one before is gone.
 */
void
sy_model_editor_set_catalog (SyModelEditor *self,
                             SyCatalog     *catalog)
{
  g_return_if_fail (SY_IS_MODEL_EDITOR (self));
  g_return_if_fail (SY_IS_CATALOG (catalog));

  g_set_object (&self->catalog, catalog);
  g_set_object (&self->provider, sy_catalog_get_provider (catalog));
  g_signal_group_set_target (self->catalog_signals, catalog);
  g_signal_group_set_target (self->provider_signals, self->provider);
  sy_model_completion_set_models (self->completion, G_LIST_MODEL (catalog));
  fill (self);
  update (self);
}

/**
 * sy_model_editor_use:
 * @id: a model that was chosen elsewhere
 *
 * Takes it in place of what is typed.
 */
void
sy_model_editor_use (SyModelEditor *self,
                     const char    *id)
{
  g_return_if_fail (SY_IS_MODEL_EDITOR (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (self->provider != NULL);

  if (self->row != NULL)
    use (self, id);
}

/**
 * sy_model_editor_commit:
 *
 * Has the provider use the id in the row.
 */
void
sy_model_editor_commit (SyModelEditor *self)
{
  g_return_if_fail (SY_IS_MODEL_EDITOR (self));
  g_return_if_fail (self->provider != NULL);

  if (!self->edited)
    return;

  self->edited = FALSE;
  sy_provider_set_model_id (self->provider, gtk_editable_get_text (self->row));
}
