/* sy-key-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-key-editor"

#include "config.h"

#include "sy-key-editor.h"

#include "sy-api-key.h"
#include "sy-error.h"
#include "sy-keyring.h"
#include "sy-page-link.h"
#include "sy-row-state.h"

#include <glib/gi18n.h>

/* What the button of the note does. */
typedef enum
{
  OFFER_NONE,
  OFFER_GET_KEY,
  OFFER_ADOPT,
  OFFER_UNLOCK,
} Offer;

struct _SyKeyEditor
{
  GObject       parent_instance;

  SyWorkspace  *workspace;
  GtkEditable  *row;
  SyNoteRow    *note;
  SyHealth     *health;
  SyProvider   *provider;
  GSignalGroup *health_signals;
  GSignalGroup *provider_signals;

  /* Why the last thing that was asked for was not done, until something else is. */
  char         *failure;
  Offer         offer;
  gboolean      edited;
  gboolean      bad;
  gboolean      filling;
};

G_DEFINE_FINAL_TYPE (SyKeyEditor, sy_key_editor, G_TYPE_OBJECT)

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef gboolean (*FinishFunc) (SyWorkspace   *workspace,
                                GAsyncResult  *result,
                                GError       **error);

/* The answer of the keyring may come when another provider is shown. */
typedef struct
{
  SyKeyEditor *editor;
  SyProvider  *provider;
  FinishFunc   finish;
} Request;

static Request *
request_new (SyKeyEditor *self,
             FinishFunc   finish)
{
  Request *request = g_new (Request, 1);

  request->editor = g_object_ref (self);
  request->provider = g_object_ref (self->provider);
  request->finish = finish;

  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->editor);
  g_object_unref (request->provider);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static SyKeyNeed
get_key_need (SyKeyEditor *self)
{
  return sy_preset_get_key_need (sy_provider_get_preset (self->provider));
}

static SyKeyringState
get_keyring_state (SyKeyEditor *self)
{
  return sy_keyring_get_state (sy_workspace_get_keyring (self->workspace));
}

static const char *
get_key_page (SyKeyEditor *self)
{
  return sy_preset_get_key_page (sy_provider_get_preset (self->provider));
}

/* The same button never stands twice on a page. */
static gboolean
is_offered_elsewhere (SyKeyEditor *self,
                      SyAction     action)
{
  g_autoptr(SyAdvice) advice = NULL;

  if (sy_health_get_state (self->health) != SY_HEALTH_ERROR)
    return FALSE;

  advice = sy_health_dup_advice (self->health);
  for (guint i = 0; advice != NULL && i < advice->n_actions; i++)
    {
      if (advice->actions[i] == action)
        return TRUE;
    }

  return FALSE;
}

static Offer
find_offer (SyKeyEditor *self)
{
  if (get_keyring_state (self) == SY_KEYRING_LOCKED)
    return sy_health_get_state (self->health) != SY_HEALTH_LOCKED ? OFFER_UNLOCK : OFFER_NONE;

  if (sy_provider_get_key_state (self->provider) == SY_KEY_STATE_OTHER_ORIGIN &&
      *sy_provider_get_origin (self->provider) != '\0')
    return OFFER_ADOPT;

  if (get_key_page (self) != NULL && !is_offered_elsewhere (self, SY_ACTION_GET_KEY))
    return OFFER_GET_KEY;

  return OFFER_NONE;
}

static char *
dup_offer_label (SyKeyEditor *self)
{
  g_autofree char *host = NULL;

  switch (self->offer)
    {
    case OFFER_GET_KEY:
      return g_strdup (_("Get a Key"));

    case OFFER_ADOPT:
      host = sy_provider_dup_host (self->provider);
      /* Translators: %s is the name of a host: the key that was saved for another one
       * is used for it from now on */
      return g_strdup_printf (_("Use the Saved Key for %s"), host);

    case OFFER_UNLOCK:
      return g_strdup (_("Unlock"));

    case OFFER_NONE:
    default:
      return NULL;
    }
}

static char *
dup_missing_text (SyKeyEditor *self)
{
  g_autoptr(GError) error = NULL;

  if (get_key_need (self) == SY_KEY_OPTIONAL)
    return g_strdup (_("Only if the server asks for one"));

  error = sy_provider_no_key_error (self->provider);

  return g_strdup (error->message);
}

/* What is kept of the key; %NULL as long as nobody knows. */
static char *
dup_text (SyKeyEditor *self,
          SyNoteKind  *kind)
{
  *kind = SY_NOTE_PLAIN;

  if (self->failure != NULL)
    {
      *kind = SY_NOTE_BAD;
      return g_strdup (self->failure);
    }

  switch (sy_provider_get_key_state (self->provider))
    {
    case SY_KEY_STATE_SAVED:
      if (get_keyring_state (self) == SY_KEYRING_UNAVAILABLE)
        return g_strdup (_("Kept until you quit"));
      *kind = SY_NOTE_GOOD;
      return g_strdup (_("Saved in your keyring"));

    case SY_KEY_STATE_NONE:
    case SY_KEY_STATE_OTHER_ORIGIN:
      return dup_missing_text (self);

    case SY_KEY_STATE_UNKNOWN:
    default:
      if (get_keyring_state (self) == SY_KEYRING_LOCKED)
        return g_strdup (_("Keyring locked"));
      return NULL;
    }
}

static void
update (SyKeyEditor *self)
{
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  SyNoteKind kind;
  gboolean refused;

  if (self->health == NULL || self->row == NULL)
    return;

  refused = sy_health_get_state (self->health) == SY_HEALTH_ERROR &&
            g_error_matches (sy_health_get_error (self->health), SY_ERROR, SY_ERROR_AUTH);
  sy_row_state_set_bad (self->row, self->bad || refused);

  /* What is wrong with the text in the row matters more than what is kept. */
  if (self->bad)
    return;

  if (get_key_need (self) == SY_KEY_NONE)
    {
      sy_note_row_show (self->note, SY_NOTE_PLAIN, NULL);
      return;
    }

  self->offer = find_offer (self);
  text = dup_text (self, &kind);
  label = dup_offer_label (self);
  sy_note_row_show_button (self->note, kind, text != NULL || label == NULL ? text : "", label);
}

static void
set_failure (SyKeyEditor  *self,
             const GError *error)
{
  g_set_str (&self->failure, error != NULL ? error->message : NULL);
  update (self);
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(GError) error = NULL;

  request->finish (SY_WORKSPACE (object), result, &error);

  if (request->provider == request->editor->provider)
    set_failure (request->editor, error);
}

static void
changed_cb (SyKeyEditor *self)
{
  g_assert (SY_IS_KEY_EDITOR (self));

  if (self->filling)
    return;

  self->edited = TRUE;
  g_signal_emit (self, signals[EDITED], 0);
}

static void
offer_cb (SyKeyEditor *self)
{
  g_assert (SY_IS_KEY_EDITOR (self));

  switch (self->offer)
    {
    case OFFER_GET_KEY:
      sy_page_link_open (GTK_WIDGET (self->row), get_key_page (self), sy_page_link_show_toast);
      break;

    case OFFER_ADOPT:
      sy_row_state_grab_focus (self->row);
      sy_workspace_adopt_key_async (self->workspace, self->provider, done_cb,
                                    request_new (self, sy_workspace_adopt_key_finish));
      break;

    case OFFER_UNLOCK:
      sy_key_editor_unlock (self);
      break;

    case OFFER_NONE:
    default:
      break;
    }
}

static void
sy_key_editor_dispose (GObject *object)
{
  SyKeyEditor *self = SY_KEY_EDITOR (object);

  g_clear_object (&self->health_signals);
  g_clear_object (&self->provider_signals);
  g_clear_object (&self->health);
  g_clear_object (&self->provider);
  g_clear_object (&self->workspace);
  g_clear_weak_pointer (&self->row);
  g_clear_weak_pointer (&self->note);
  g_clear_pointer (&self->failure, g_free);

  G_OBJECT_CLASS (sy_key_editor_parent_class)->dispose (object);
}

static void
sy_key_editor_class_init (SyKeyEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_key_editor_dispose;

  /**
   * SyKeyEditor::edited:
   *
   * The person has typed: see sy_key_editor_commit().
   */
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sy_key_editor_init (SyKeyEditor *self)
{
  self->health_signals = g_signal_group_new (SY_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify::state",
                                  G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->health_signals, "notify::error",
                                  G_CALLBACK (update), self);

  self->provider_signals = g_signal_group_new (SY_TYPE_PROVIDER);
  g_signal_group_connect_swapped (self->provider_signals, "notify::key-state",
                                  G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->provider_signals, "notify::origin",
                                  G_CALLBACK (update), self);
}

/**
 * sy_key_editor_new:
 * @workspace: keeps the keys
 * @row: where a key is typed
 * @note: the line below it
 *
 * The key of a provider: typed, kept, used elsewhere, removed.  A key that is kept is
 * never put back into the row.
 *
 * Returns: (transfer full): an editor that outlives its rows
 */
SyKeyEditor *
sy_key_editor_new (SyWorkspace *workspace,
                   GtkEditable *row,
                   SyNoteRow   *note)
{
  SyKeyEditor *self;

  g_return_val_if_fail (SY_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (ADW_IS_ENTRY_ROW (row), NULL);
  g_return_val_if_fail (SY_IS_NOTE_ROW (note), NULL);

  self = g_object_new (SY_TYPE_KEY_EDITOR, NULL);
  g_set_object (&self->workspace, workspace);
  g_set_weak_pointer (&self->row, row);
  g_set_weak_pointer (&self->note, note);
  sy_row_state_set_note (row, note);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (note, "clicked", G_CALLBACK (offer_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sy_workspace_get_keyring (workspace), "notify::state",
                           G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * sy_key_editor_set_health:
 * @health: of the provider whose key it is
 *
 * Shows another provider.  What was typed for the one before is gone.
 */
void
sy_key_editor_set_health (SyKeyEditor *self,
                          SyHealth    *health)
{
  g_return_if_fail (SY_IS_KEY_EDITOR (self));
  g_return_if_fail (SY_IS_HEALTH (health));

  g_set_object (&self->health, health);
  g_set_object (&self->provider, sy_health_get_provider (health));
  g_signal_group_set_target (self->health_signals, health);
  g_signal_group_set_target (self->provider_signals, self->provider);
  gtk_widget_set_visible (GTK_WIDGET (self->row), get_key_need (self) != SY_KEY_NONE);
  sy_key_editor_clear (self);
}

/**
 * sy_key_editor_get_edited:
 *
 * Returns: whether something stands in the row that was not taken over
 */
gboolean
sy_key_editor_get_edited (SyKeyEditor *self)
{
  g_return_val_if_fail (SY_IS_KEY_EDITOR (self), FALSE);

  return self->edited;
}

/**
 * sy_key_editor_commit:
 *
 * Keeps what was typed, for the present origin of the provider, which must have one.
 */
void
sy_key_editor_commit (SyKeyEditor *self)
{
  g_autoptr(GError) error = NULL;
  char *key;

  g_return_if_fail (SY_IS_KEY_EDITOR (self));
  g_return_if_fail (self->provider != NULL && *sy_provider_get_origin (self->provider) != '\0');

  self->edited = FALSE;
  g_clear_pointer (&self->failure, g_free);
  key = sy_api_key_clean (gtk_editable_get_text (self->row), &error);
  self->bad = key == NULL;

  if (key == NULL)
    sy_note_row_show (self->note, SY_NOTE_BAD, error->message);
  else if (*key != '\0')
    sy_workspace_store_key_async (self->workspace, self->provider, key, done_cb,
                                  request_new (self, sy_workspace_store_key_finish));

  update (self);
  sy_keyring_free_key (key);
}

/**
 * sy_key_editor_clear:
 *
 * Empties the row, which removes no key.
 */
void
sy_key_editor_clear (SyKeyEditor *self)
{
  g_return_if_fail (SY_IS_KEY_EDITOR (self));

  self->filling = TRUE;
  gtk_editable_set_text (self->row, "");
  self->filling = FALSE;

  self->edited = FALSE;
  self->bad = FALSE;
  g_clear_pointer (&self->failure, g_free);
  update (self);
}

/**
 * sy_key_editor_remove:
 *
 * Removes the provider's key, and what stands in the row.
 */
void
sy_key_editor_remove (SyKeyEditor *self)
{
  g_return_if_fail (SY_IS_KEY_EDITOR (self));
  g_return_if_fail (self->provider != NULL);

  sy_key_editor_clear (self);
  sy_workspace_remove_key_async (self->workspace, self->provider, done_cb,
                                 request_new (self, sy_workspace_remove_key_finish));
}

/**
 * sy_key_editor_unlock:
 *
 * Has the person unlock the keyring.
 */
void
sy_key_editor_unlock (SyKeyEditor *self)
{
  g_return_if_fail (SY_IS_KEY_EDITOR (self));
  g_return_if_fail (self->provider != NULL);

  sy_workspace_unlock_async (self->workspace, done_cb,
                             request_new (self, sy_workspace_unlock_finish));
}
