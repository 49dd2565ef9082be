/* sy-provider-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-page"

#include "config.h"

#include "sy-provider-page.h"

#include "sy-account-group.h"
#include "sy-base-editor.h"
#include "sy-connection-row.h"
#include "sy-error.h"
#include "sy-key-editor.h"
#include "sy-keyring.h"
#include "sy-model-browser.h"
#include "sy-model-browsing.h"
#include "sy-model-editor.h"
#include "sy-page-link.h"
#include "sy-provider-choices.h"
#include "sy-removal-dialog.h"
#include "sy-row-state.h"
#include "sy-trust.h"

#include <glib/gi18n.h>

/* spec 2: what is typed is taken over this long after the last edit. */
#define COMMIT_DELAY_MS 500

/* The rows of "API Format", in this order. */
static const SyFormatKind formats[] = { SY_FORMAT_OPENAI_CHAT };

struct _SyProviderPage
{
  AdwPreferencesPage  parent_instance;

  AdwBanner          *banner;
  AdwComboRow        *preset_row;
  SyNoteRow          *default_note;
  GtkEditable        *name_row;
  GtkEditable        *key_row;
  SyNoteRow          *key_note;
  GtkEditable        *base_row;
  SyNoteRow          *base_note;
  AdwEntryRow        *model_row;
  SyNoteRow          *model_note;
  AdwComboRow        *format_row;
  SyConnectionRow    *connection_row;
  SyAccountGroup     *account_group;
  GtkWidget          *removal_group;
  GtkWidget          *remove_key_row;
  GtkWidget          *remove_provider_row;

  SyWorkspace        *workspace;
  SyProviderChoices  *choices;
  SyProvider         *provider;
  SyHealth           *health;
  GSignalGroup       *provider_signals;
  GSignalGroup       *health_signals;
  SyKeyEditor        *key;
  SyBaseEditor       *base;
  SyModelEditor      *model;
  guint               commit_id;
  gboolean            filling;
  gboolean            narrow;
};

G_DEFINE_FINAL_TYPE (SyProviderPage, sy_provider_page, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A key belongs to the origin that stands below it.  Until that is a good one, and
 * written to its end, the key waits in its row.
 */
static void
take_over (SyProviderPage *self,
           gboolean        final)
{
  gboolean base_in_use = sy_base_editor_commit (self->base);

  if (gtk_widget_get_visible (GTK_WIDGET (self->name_row)))
    sy_provider_set_name (self->provider, gtk_editable_get_text (self->name_row));

  sy_model_editor_commit (self->model);

  if (sy_key_editor_get_edited (self->key) && base_in_use &&
      (final || !sy_row_state_has_focus (self->base_row)))
    sy_key_editor_commit (self->key);
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
base_left_cb (SyProviderPage *self)
{
  if (sy_key_editor_get_edited (self->key))
    queue_commit (self);
}

static void
base_allowed_cb (SyProviderPage *self)
{
  g_clear_handle_id (&self->commit_id, g_source_remove);
  take_over (self, TRUE);
}

static void
name_changed_cb (SyProviderPage *self)
{
  queue_commit (self);
}

static guint
find_format (SyFormatKind kind)
{
  guint position = 0;

  while (position < G_N_ELEMENTS (formats) && formats[position] != kind)
    position++;

  return position;
}

/* A banner that is not revealed is still there for a screen reader. */
static void
update_banner (SyProviderPage *self)
{
  SyKeyring *keyring = sy_workspace_get_keyring (self->workspace);
  gboolean unavailable = sy_keyring_get_state (keyring) == SY_KEYRING_UNAVAILABLE;

  gtk_widget_set_visible (GTK_WIDGET (self->banner), unavailable);
  adw_banner_set_revealed (self->banner, unavailable);
}

/* Opened for a conversation's provider, it may not be that of the next one. */
static void
update_default (SyProviderPage *self)
{
  SyProviderList *providers = sy_workspace_get_providers (self->workspace);
  SyProvider *provider = sy_provider_list_get_default (providers);
  g_autofree char *text = NULL;

  if (self->provider == provider)
    {
      sy_note_row_show (self->default_note, SY_NOTE_PLAIN, NULL);
      return;
    }

  /* Translators: %s is the name of a provider. */
  text = g_strdup_printf (_("New chats use %s"), sy_provider_get_name (provider));
  sy_note_row_show_button (self->default_note, SY_NOTE_PLAIN, text, _("Use for New Chats"));
}

static void
update_removal (SyProviderPage *self)
{
  SyKeyState state = sy_provider_get_key_state (self->provider);
  gboolean has_key = state == SY_KEY_STATE_SAVED || state == SY_KEY_STATE_OTHER_ORIGIN;
  gboolean is_custom = sy_preset_get_is_custom (sy_provider_get_preset (self->provider));

  gtk_widget_set_visible (self->remove_key_row, has_key);
  gtk_widget_set_visible (self->remove_provider_row, is_custom);
  gtk_widget_set_visible (self->removal_group, has_key || is_custom);
}

static void
update_account (SyProviderPage *self)
{
  sy_account_group_set_account (self->account_group, sy_health_get_account (self->health));
}

static void
update_name (SyProviderPage *self)
{
  const char *name = sy_provider_get_name (self->provider);

  if (sy_row_state_has_focus (self->name_row))
    return;

  self->filling = TRUE;
  gtk_editable_set_text (self->name_row, name);
  self->filling = FALSE;
}

static void
fill (SyProviderPage *self)
{
  SyPreset *preset = sy_provider_get_preset (self->provider);

  self->filling = TRUE;
  sy_provider_choices_set_current (self->choices, self->provider);
  adw_combo_row_set_selected (self->preset_row,
                              sy_provider_choices_find (self->choices, self->provider));
  gtk_editable_set_text (self->name_row, sy_provider_get_name (self->provider));
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), sy_preset_get_is_custom (preset));
  adw_combo_row_set_selected (self->format_row,
                              find_format (sy_provider_get_format (self->provider)));
  self->filling = FALSE;

  update_default (self);
  update_removal (self);
  update_account (self);
}

static void
show_provider (SyProviderPage *self,
               SyProvider     *provider)
{
  SyHealthList *healths = sy_workspace_get_healths (self->workspace);
  SyCatalogList *catalogs = sy_workspace_get_catalogs (self->workspace);

  g_clear_handle_id (&self->commit_id, g_source_remove);
  g_set_object (&self->provider, provider);
  g_set_object (&self->health, sy_health_list_find (healths, provider));
  g_signal_group_set_target (self->provider_signals, provider);
  g_signal_group_set_target (self->health_signals, self->health);
  sy_base_editor_set_provider (self->base, provider);
  sy_key_editor_set_health (self->key, self->health);
  sy_model_editor_set_catalog (self->model, sy_catalog_list_find (catalogs, provider));
  sy_connection_row_set_health (self->connection_row, self->health);
  fill (self);
}

/* Returns: (transfer none) (nullable): the provider behind a choice, made when it is new */
static SyProvider *
ensure_provider (SyProviderPage   *self,
                 SyProviderChoice *choice)
{
  SyProviderList *providers = sy_workspace_get_providers (self->workspace);
  SyPreset *preset = sy_provider_choice_get_preset (choice);
  SyProvider *provider = sy_provider_choice_get_provider (choice);

  if (provider != NULL)
    return provider;

  return sy_preset_get_is_custom (preset) ? sy_provider_list_add_custom (providers)
                                          : sy_provider_list_ensure (providers, preset);
}

static void
preset_selected_cb (SyProviderPage *self)
{
  SyProviderChoice *choice = adw_combo_row_get_selected_item (self->preset_row);
  SyProvider *provider;

  if (self->filling || choice == NULL || sy_provider_choices_get_updating (self->choices))
    return;

  sy_provider_page_commit (self);
  provider = ensure_provider (self, choice);
  if (provider == NULL)
    provider = self->provider;

  sy_provider_list_set_default (sy_workspace_get_providers (self->workspace), provider);
  show_provider (self, provider);
}

/* The provider that is shown may be gone, or stand elsewhere in the list. */
static void
choices_changed_cb (SyProviderPage *self)
{
  SyProviderList *providers = sy_workspace_get_providers (self->workspace);

  g_assert (SY_IS_PROVIDER_PAGE (self));

  if (sy_provider_list_find (providers, sy_provider_get_id (self->provider)) == self->provider)
    fill (self);
  else
    show_provider (self, sy_provider_list_get_default (providers));
}

static void
format_selected_cb (SyProviderPage *self)
{
  guint position = adw_combo_row_get_selected (self->format_row);

  if (!self->filling && self->provider != NULL && position < G_N_ELEMENTS (formats))
    sy_provider_set_format (self->provider, formats[position]);
}

static void
use_for_new_chats_cb (SyProviderPage *self)
{
  SyProviderList *providers = sy_workspace_get_providers (self->workspace);

  /* The button goes away, and the focus with it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->preset_row));
  sy_provider_list_set_default (providers, self->provider);
}

static void
refresh_cb (SyProviderPage *self)
{
  sy_provider_page_commit (self);
  sy_health_check_now (self->health);
}

static void
unlock_cb (SyProviderPage *self)
{
  sy_key_editor_unlock (self->key);
}

static void
open_page (SyProviderPage *self,
           const char     *address)
{
  if (address != NULL)
    sy_page_link_open (GTK_WIDGET (self), address, sy_page_link_show_toast);
}

static void
add_credits_cb (SyProviderPage *self)
{
  open_page (self, sy_preset_get_credits_page (sy_provider_get_preset (self->provider)));
}

/* The certificate that was shown is pinned for the server that showed it. */
static void
trust_certificate (SyProviderPage *self)
{
  SyErrorFacts facts = sy_error_get_facts (sy_health_get_error (self->health));

  if (facts.certificate == NULL ||
      g_strcmp0 (facts.origin, sy_provider_get_origin (self->provider)) != 0)
    return;

  sy_trust_set_certificate (sy_workspace_get_trust (self->workspace),
                            facts.origin, facts.certificate);
  sy_health_check_now (self->health);
}

static void
connection_action_cb (SyProviderPage *self,
                      int             action)
{
  SyPreset *preset = sy_provider_get_preset (self->provider);

  if (action == SY_ACTION_GET_KEY)
    open_page (self, sy_preset_get_key_page (preset));
  else if (action == SY_ACTION_ADD_CREDITS)
    open_page (self, sy_preset_get_credits_page (preset));
  else if (action == SY_ACTION_TRUST_CERTIFICATE && sy_health_get_error (self->health) != NULL)
    trust_certificate (self);
}

static guint
count_conversations (SyProviderPage *self)
{
  return sy_workspace_count_conversations (self->workspace, self->provider);
}

static void
remove_key_response_cb (SyProviderPage *self,
                        const char     *response)
{
  if (g_str_equal (response, SY_REMOVAL_RESPONSE))
    sy_key_editor_remove (self->key);
}

static void
remove_key_cb (SyProviderPage *self)
{
  AdwAlertDialog *dialog = sy_removal_dialog_new_for_key (self->provider,
                                                          count_conversations (self));

  g_signal_connect_object (dialog, "response",
                           G_CALLBACK (remove_key_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
provider_removed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(SyProviderPage) self = user_data;
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog;
  AdwToast *toast;

  if (sy_workspace_remove_provider_finish (SY_WORKSPACE (object), result, &error))
    return;

  dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  if (dialog == NULL)
    return;

  toast = adw_toast_new (error->message);
  adw_toast_set_use_markup (toast, FALSE);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
}

static void
remove_provider_response_cb (SyProviderPage *self,
                             const char     *response)
{
  if (!g_str_equal (response, SY_REMOVAL_RESPONSE))
    return;

  /* What was typed for it is not kept behind its back. */
  g_clear_handle_id (&self->commit_id, g_source_remove);
  sy_key_editor_clear (self->key);
  sy_workspace_remove_provider_async (self->workspace, self->provider,
                                      provider_removed_cb, g_object_ref (self));
}

static void
remove_provider_cb (SyProviderPage *self)
{
  AdwAlertDialog *dialog = sy_removal_dialog_new_for_provider (self->provider,
                                                               count_conversations (self));

  g_signal_connect_object (dialog, "response",
                           G_CALLBACK (remove_provider_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
set_narrow (SyProviderPage *self,
            gboolean        narrow)
{
  narrow = !!narrow;
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  sy_account_group_set_narrow (self->account_group, narrow);
  sy_connection_row_set_narrow (self->connection_row, narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
sy_provider_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SyProviderPage *self = SY_PROVIDER_PAGE (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_provider_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SyProviderPage *self = SY_PROVIDER_PAGE (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_provider_page_dispose (GObject *object)
{
  SyProviderPage *self = SY_PROVIDER_PAGE (object);

  g_clear_handle_id (&self->commit_id, g_source_remove);
  g_clear_object (&self->provider_signals);
  g_clear_object (&self->health_signals);
  g_clear_object (&self->key);
  g_clear_object (&self->base);
  g_clear_object (&self->model);
  g_clear_object (&self->health);
  g_clear_object (&self->provider);

  /* libadwaita 1.7 takes it off itself, when the template has done so already. */
  adw_preferences_page_set_banner (ADW_PREFERENCES_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_PROVIDER_PAGE);
  g_clear_object (&self->choices);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sy_provider_page_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, banner);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, preset_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, default_note);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, key_note);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, base_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, base_note);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, model_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, model_note);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, format_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, connection_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, account_group);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, removal_group);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, remove_key_row);
  gtk_widget_class_bind_template_child (widget_class, SyProviderPage, remove_provider_row);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, preset_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_for_new_chats_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, connection_action_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_credits_cb);
}

static void
sy_provider_page_class_init (SyProviderPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_provider_page_dispose;
  object_class->get_property = sy_provider_page_get_property;
  object_class->set_property = sy_provider_page_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SY_TYPE_ACCOUNT_GROUP);
  g_type_ensure (SY_TYPE_CONNECTION_ROW);
  g_type_ensure (SY_TYPE_NOTE_ROW);
  g_type_ensure (SY_TYPE_PROVIDER_CHOICE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/sy-provider-page.ui");
  bind_rows (widget_class);
  bind_callbacks (widget_class);
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
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  list_formats (self);
  self->filling = FALSE;

  sy_row_state_set_action (self->remove_key_row, G_CALLBACK (remove_key_cb), self);
  sy_row_state_set_action (self->remove_provider_row, G_CALLBACK (remove_provider_cb), self);

  self->provider_signals = g_signal_group_new (SY_TYPE_PROVIDER);
  g_signal_group_connect_swapped (self->provider_signals, "notify::key-state",
                                  G_CALLBACK (update_removal), self);
  g_signal_group_connect_swapped (self->provider_signals, "notify::name",
                                  G_CALLBACK (update_name), self);

  self->health_signals = g_signal_group_new (SY_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify::account",
                                  G_CALLBACK (update_account), self);
}

static void
browsed_cb (SyProviderPage *self,
            const char     *model_id,
            SyModelBrowser *browser)
{
  g_assert (SY_IS_PROVIDER_PAGE (self));

  if (sy_model_browser_get_provider (browser) == self->provider)
    sy_model_editor_use (self->model, model_id);
}

static void
browse_models_cb (SyProviderPage *self)
{
  AdwDialog *browser;

  g_assert (SY_IS_PROVIDER_PAGE (self));

  sy_provider_page_commit (self);
  browser = sy_model_browsing_new (self->workspace, self->provider,
                                   sy_provider_get_model_id (self->provider));
  g_signal_connect_object (browser, "picked", G_CALLBACK (browsed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (browser, GTK_WIDGET (self));
}

static void
create_editors (SyProviderPage *self)
{
  self->key = sy_key_editor_new (self->workspace, self->key_row, self->key_note);
  self->base = sy_base_editor_new (sy_workspace_get_trust (self->workspace),
                                   self->base_row, self->base_note);
  self->model = sy_model_editor_new (self->model_row, self->model_note,
                                     sy_workspace_get_clock (self->workspace));

  g_signal_connect_object (self->key, "edited",
                           G_CALLBACK (queue_commit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->base, "edited",
                           G_CALLBACK (queue_commit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->base, "left",
                           G_CALLBACK (base_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->base, "allowed",
                           G_CALLBACK (base_allowed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "edited",
                           G_CALLBACK (queue_commit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "browse",
                           G_CALLBACK (browse_models_cb), self, G_CONNECT_SWAPPED);
}

static void
list_choices (SyProviderPage *self)
{
  self->choices = sy_provider_choices_new (sy_workspace_get_providers (self->workspace));

  self->filling = TRUE;
  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (self->choices));
  self->filling = FALSE;

  /* After the row, which counts positions as they were before. */
  g_signal_connect_object (self->choices, "items-changed",
                           G_CALLBACK (choices_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * sy_provider_page_set_workspace:
 * @workspace: whose providers are shown and changed
 * @provider: (nullable): the one to show first, without making it the default;
 *   the default when %NULL
 *
 * May be called once.
 */
void
sy_provider_page_set_workspace (SyProviderPage *self,
                                SyWorkspace    *workspace,
                                SyProvider     *provider)
{
  SyProviderList *providers;

  g_return_if_fail (SY_IS_PROVIDER_PAGE (self));
  g_return_if_fail (self->workspace == NULL);
  g_return_if_fail (SY_IS_WORKSPACE (workspace));
  g_return_if_fail (provider == NULL || SY_IS_PROVIDER (provider));

  self->workspace = g_object_ref (workspace);
  providers = sy_workspace_get_providers (workspace);
  create_editors (self);
  list_choices (self);
  show_provider (self, provider != NULL ? provider : sy_provider_list_get_default (providers));
  update_banner (self);

  g_signal_connect_object (providers, "notify::default",
                           G_CALLBACK (update_default), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sy_workspace_get_keyring (workspace), "notify::state",
                           G_CALLBACK (update_banner), self,
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

  if (self->commit_id == 0 && (self->key == NULL || !sy_key_editor_get_edited (self->key)))
    return;

  g_clear_handle_id (&self->commit_id, g_source_remove);
  take_over (self, TRUE);
}
