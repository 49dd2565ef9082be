/* sy-provider-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-page"

#include "config.h"

#include "sy-provider-page.h"

#include "sy-api-key.h"
#include "sy-error.h"
#include "sy-keyring.h"
#include "sy-note-row.h"
#include "sy-trust.h"
#include "sy-url.h"
#include "sy-utf8.h"

#include <glib/gi18n.h>

/* spec 2: what is typed is taken over this long after the last edit. */
#define COMMIT_DELAY_MS 500

/* The rows of "API Format", in this order. */
static const SyFormatKind formats[] = { SY_FORMAT_OPENAI_CHAT };

struct _SyProviderPage
{
  AdwPreferencesPage  parent_instance;

  AdwComboRow        *preset_row;
  GtkEditable        *key_row;
  SyNoteRow          *key_note;
  GtkEditable        *base_row;
  SyNoteRow          *base_note;
  GtkEditable        *model_row;
  AdwComboRow        *format_row;

  SyWorkspace        *workspace;
  SyProvider         *provider;
  GSignalGroup       *provider_signals;
  guint               commit_id;
  char               *refused_origin;
  gboolean            key_edited;
  gboolean            key_bad;
  gboolean            filling;
};

G_DEFINE_FINAL_TYPE (SyProviderPage, sy_provider_page, ADW_TYPE_PREFERENCES_PAGE)

/* What the person types into takes the state: the row around it has no focus. */
static void
set_bad (GtkEditable *row,
         gboolean     bad)
{
  GtkEditable *text = gtk_editable_get_delegate (row);

  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (text),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static SyKeyNeed
get_key_need (SyProviderPage *self)
{
  return sy_preset_get_key_need (sy_provider_get_preset (self->provider));
}

static void
show_saved (SyProviderPage *self)
{
  SyKeyring *keyring = sy_workspace_get_keyring (self->workspace);

  if (sy_keyring_get_state (keyring) == SY_KEYRING_UNAVAILABLE)
    sy_note_row_show (self->key_note, SY_NOTE_PLAIN, _("No keyring: kept until you quit"));
  else
    sy_note_row_show (self->key_note, SY_NOTE_GOOD, _("Saved in your keyring"));
}

static void
show_missing (SyProviderPage *self)
{
  g_autoptr(GError) error = NULL;

  if (get_key_need (self) == SY_KEY_OPTIONAL)
    {
      sy_note_row_show (self->key_note, SY_NOTE_PLAIN, _("Only if the server asks for one"));
      return;
    }

  error = sy_provider_no_key_error (self->provider);
  sy_note_row_show (self->key_note, SY_NOTE_PLAIN, error->message);
}

static void
update_key_note (SyProviderPage *self)
{
  SyKeyring *keyring = sy_workspace_get_keyring (self->workspace);

  /* What is wrong with the text in the row matters more than what is kept. */
  if (self->key_bad)
    return;

  if (get_key_need (self) == SY_KEY_NONE)
    {
      sy_note_row_show (self->key_note, SY_NOTE_PLAIN, NULL);
      return;
    }

  switch (sy_provider_get_key_state (self->provider))
    {
    case SY_KEY_STATE_SAVED:
      show_saved (self);
      break;

    case SY_KEY_STATE_NONE:
    case SY_KEY_STATE_OTHER_ORIGIN:
      show_missing (self);
      break;

    case SY_KEY_STATE_UNKNOWN:
    default:
      sy_note_row_show (self->key_note, SY_NOTE_PLAIN,
                        sy_keyring_get_state (keyring) == SY_KEYRING_LOCKED ? _("Keyring locked")
                                                                            : NULL);
      break;
    }
}

/* The answer of the keyring may come when another provider is shown. */
typedef struct
{
  SyProviderPage *page;
  SyProvider     *provider;
} KeySave;

static KeySave *
key_save_new (SyProviderPage *page)
{
  KeySave *save = g_new (KeySave, 1);

  save->page = g_object_ref (page);
  save->provider = g_object_ref (page->provider);

  return save;
}

static void
key_save_free (KeySave *save)
{
  g_object_unref (save->page);
  g_object_unref (save->provider);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeySave, key_save_free)

static void
key_stored_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(KeySave) save = user_data;
  g_autoptr(GError) error = NULL;

  sy_workspace_store_key_finish (SY_WORKSPACE (object), result, &error);

  if (save->provider != save->page->provider)
    return;

  if (error != NULL)
    sy_note_row_show (save->page->key_note, SY_NOTE_BAD, error->message);
  else
    update_key_note (save->page);
}

static void
commit_key (SyProviderPage *self)
{
  g_autoptr(GError) error = NULL;
  char *key;

  self->key_edited = FALSE;
  key = sy_api_key_clean (gtk_editable_get_text (self->key_row), &error);
  self->key_bad = key == NULL;
  set_bad (self->key_row, self->key_bad);

  if (key == NULL)
    sy_note_row_show (self->key_note, SY_NOTE_BAD, error->message);
  else if (*key != '\0')
    sy_workspace_store_key_async (self->workspace, self->provider, key,
                                  key_stored_cb, key_save_new (self));
  else
    update_key_note (self);

  sy_keyring_free_key (key);
}

/* Scheme, host and port of what stands in the row, NULL when it is no address. */
static char *
dup_typed_origin (SyProviderPage *self)
{
  g_autofree char *line = sy_utf8_clean_line (gtk_editable_get_text (self->base_row));

  return sy_url_dup_origin (line);
}

static void
show_refused_base (SyProviderPage *self,
                   const GError   *error)
{
  g_autofree char *origin = NULL;

  if (g_error_matches (error, SY_ERROR, SY_ERROR_INSECURE))
    origin = dup_typed_origin (self);

  g_set_str (&self->refused_origin, origin);
  set_bad (self->base_row, TRUE);
  sy_note_row_show_button (self->base_note, SY_NOTE_BAD, error->message,
                           origin != NULL ? _("Use Anyway") : NULL);
}

/* Who allowed plain http is reminded of it as long as it is used. */
static void
show_used_base (SyProviderPage *self)
{
  const char *api_base = sy_provider_get_api_base (self->provider);
  g_autoptr(GError) risk = NULL;

  if (sy_url_is_insecure (api_base))
    risk = sy_api_base_insecure_error (api_base);

  g_clear_pointer (&self->refused_origin, g_free);
  set_bad (self->base_row, FALSE);
  sy_note_row_show (self->base_note, SY_NOTE_CAUTION, risk != NULL ? risk->message : NULL);
}

/* Returns whether the address in the row is the one in use. */
static gboolean
commit_base (SyProviderPage *self)
{
  g_autoptr(GError) error = NULL;

  if (!sy_provider_set_api_base (self->provider, gtk_editable_get_text (self->base_row), &error))
    {
      show_refused_base (self, error);
      return FALSE;
    }

  show_used_base (self);

  return *sy_provider_get_origin (self->provider) != '\0';
}

static gboolean
is_editing_base (SyProviderPage *self)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (GTK_WIDGET (self->base_row));

  return (flags & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* A key belongs to the origin that stands below it.  Until that is a good one, and
 * written to its end, the key waits in its row.
 */
static void
take_over (SyProviderPage *self,
           gboolean        final)
{
  gboolean base_in_use = commit_base (self);

  sy_provider_set_model_id (self->provider, gtk_editable_get_text (self->model_row));

  if (self->key_edited && base_in_use && (final || !is_editing_base (self)))
    commit_key (self);
}

static void
commit_now_cb (gpointer user_data)
{
  SyProviderPage *self = SY_PROVIDER_PAGE (user_data);

  self->commit_id = 0;
  take_over (self, FALSE);
}

static void
queue_commit (SyProviderPage *self)
{
  if (self->filling)
    return;

  g_clear_handle_id (&self->commit_id, g_source_remove);
  self->commit_id = g_timeout_add_once (COMMIT_DELAY_MS, commit_now_cb, self);
}

static void
key_changed_cb (SyProviderPage *self)
{
  if (!self->filling)
    self->key_edited = TRUE;

  queue_commit (self);
}

static void
base_changed_cb (SyProviderPage *self)
{
  queue_commit (self);
}

static void
base_left_cb (SyProviderPage *self)
{
  if (self->key_edited)
    queue_commit (self);
}

/* What was typed since the note was shown may lead to another host than it names. */
static void
use_anyway_cb (SyProviderPage *self)
{
  g_autofree char *allowed = g_steal_pointer (&self->refused_origin);
  g_autofree char *typed = dup_typed_origin (self);
  GtkEditable *text = gtk_editable_get_delegate (self->base_row);

  if (allowed != NULL && g_strcmp0 (allowed, typed) == 0)
    sy_trust_allow_plain (sy_workspace_get_trust (self->workspace), allowed);

  /* The button goes away, and the focus with it. */
  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  g_clear_handle_id (&self->commit_id, g_source_remove);
  take_over (self, TRUE);
}

static void
model_changed_cb (SyProviderPage *self)
{
  queue_commit (self);
}

static guint
find_preset (SyProviderPage *self,
             SyPreset       *preset)
{
  GListModel *presets = adw_combo_row_get_model (self->preset_row);

  for (guint i = 0; i < g_list_model_get_n_items (presets); i++)
    {
      g_autoptr(SyPreset) candidate = g_list_model_get_item (presets, i);

      if (candidate == preset)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static guint
find_format (SyFormatKind kind)
{
  guint position = 0;

  while (position < G_N_ELEMENTS (formats) && formats[position] != kind)
    position++;

  return position;
}

/* Opened for a conversation's provider, it may not be that of the next one. */
static void
update_default (SyProviderPage *self)
{
  SyProviderList *providers = sy_workspace_get_providers (self->workspace);
  SyProvider *provider = sy_provider_list_get_default (providers);
  g_autofree char *subtitle = NULL;

  if (self->provider != provider)
    /* Translators: %s is the name of a provider. */
    subtitle = g_strdup_printf (_("New chats use %s"), sy_provider_get_name (provider));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->preset_row),
                               subtitle != NULL ? subtitle : "");
}

static void
fill (SyProviderPage *self)
{
  SyPreset *preset = sy_provider_get_preset (self->provider);

  self->filling = TRUE;
  adw_combo_row_set_selected (self->preset_row, find_preset (self, preset));
  gtk_editable_set_text (self->key_row, "");
  gtk_editable_set_text (self->base_row, sy_provider_get_api_base (self->provider));
  gtk_editable_set_text (self->model_row, sy_provider_get_model_id (self->provider));
  adw_combo_row_set_selected (self->format_row,
                              find_format (sy_provider_get_format (self->provider)));
  self->filling = FALSE;

  self->key_edited = FALSE;
  self->key_bad = FALSE;
  set_bad (self->key_row, FALSE);
  show_used_base (self);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), get_key_need (self) != SY_KEY_NONE);
  gtk_editable_set_editable (self->base_row, !sy_preset_get_is_demo (preset));
  update_key_note (self);
  update_default (self);
}

static void
show_provider (SyProviderPage *self,
               SyProvider     *provider)
{
  g_set_object (&self->provider, provider);
  g_signal_group_set_target (self->provider_signals, provider);
  fill (self);
}

static void
preset_selected_cb (SyProviderPage *self)
{
  SyProviderList *providers;
  SyPreset *preset = adw_combo_row_get_selected_item (self->preset_row);
  SyProvider *provider;

  if (self->filling || preset == NULL)
    return;

  sy_provider_page_commit (self);
  providers = sy_workspace_get_providers (self->workspace);
  provider = sy_provider_list_ensure (providers, preset);
  sy_provider_list_set_default (providers, provider);
  show_provider (self, provider);
}

static void
format_selected_cb (SyProviderPage *self)
{
  guint position = adw_combo_row_get_selected (self->format_row);

  if (!self->filling && self->provider != NULL && position < G_N_ELEMENTS (formats))
    sy_provider_set_format (self->provider, formats[position]);
}

static void
sy_provider_page_dispose (GObject *object)
{
  SyProviderPage *self = SY_PROVIDER_PAGE (object);

  g_clear_handle_id (&self->commit_id, g_source_remove);
  g_clear_object (&self->provider_signals);
  g_clear_object (&self->provider);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->refused_origin, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_PROVIDER_PAGE);

  G_OBJECT_CLASS (sy_provider_page_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, preset_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, key_note);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, base_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, base_note);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, model_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, format_row);
}

static void
sy_provider_page_class_init (SyProviderPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_provider_page_dispose;

  g_type_ensure (SY_TYPE_NOTE_ROW);
  g_type_ensure (SY_TYPE_PRESET);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/sy-provider-page.ui");
  bind_rows (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, preset_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, base_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_anyway_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_selected_cb);
}

static void
describe (GtkEditable *row,
          SyNoteRow   *note)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_editable_get_delegate (row)),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, note, NULL,
                                  -1);
}

static void
list_formats (SyProviderPage *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_string_list_append (names, sy_format_get (formats[i])->name);

  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
}

static void
sy_provider_page_init (SyProviderPage *self)
{
  GtkEventController *focus;

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  list_formats (self);
  self->filling = FALSE;

  describe (self->key_row, self->key_note);
  describe (self->base_row, self->base_note);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave",
                           G_CALLBACK (base_left_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->base_row), focus);

  self->provider_signals = g_signal_group_new (SY_TYPE_PROVIDER);
  g_signal_group_connect_swapped (self->provider_signals, "notify::key-state",
                                  G_CALLBACK (update_key_note), self);
}

/**
 * sy_provider_page_set_workspace:
 * @workspace: whose providers are shown and changed
 * @provider: (nullable): the one to show first, without making it the default;
 *   the default when %NULL
 */
void
sy_provider_page_set_workspace (SyProviderPage *self,
                                SyWorkspace    *workspace,
                                SyProvider     *provider)
{
  SyProviderList *providers;

  g_return_if_fail (SY_IS_PROVIDER_PAGE (self));
  g_return_if_fail (SY_IS_WORKSPACE (workspace));
  g_return_if_fail (provider == NULL || SY_IS_PROVIDER (provider));

  g_set_object (&self->workspace, workspace);
  providers = sy_workspace_get_providers (workspace);

  self->filling = TRUE;
  adw_combo_row_set_model (self->preset_row, sy_provider_list_get_presets (providers));
  self->filling = FALSE;
  show_provider (self, provider != NULL ? provider : sy_provider_list_get_default (providers));

  g_signal_connect_object (sy_workspace_get_keyring (workspace), "notify::state",
                           G_CALLBACK (update_key_note), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sy_provider_page_commit:
 *
 * Takes over what was typed and is still waiting to be taken over.
 */
void
sy_provider_page_commit (SyProviderPage *self)
{
  g_return_if_fail (SY_IS_PROVIDER_PAGE (self));

  if (self->commit_id == 0 && !self->key_edited)
    return;

  g_clear_handle_id (&self->commit_id, g_source_remove);
  take_over (self, TRUE);
}
