/* sy-workspace.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-workspace"

#include "config.h"

#include "sy-workspace-private.h"

#include "sy-catalog-cache.h"
#include "sy-keyring-fallback.h"

#include <string.h>

/* How long the end waits for a key to be saved; a keyring may be asking something. */
#define CLOSE_TIMEOUT_MS 3000

/* To watch the network is to ask the system first.  The first frame need not wait for
 * that, and what comes to light then must be no change to a request under way.
 */
#define NETWORK_DELAY_MS 2000

G_DEFINE_FINAL_TYPE (SyWorkspace, sy_workspace, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_WORST_HEALTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GListModel *
load_presets (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GListModel *presets;

  bytes = g_resources_lookup_data (RESOURCE_PATH "/presets.json", 0, &error);
  g_assert_no_error (error);
  presets = sy_preset_parse_list (bytes, &error);
  g_assert_no_error (error);

  return presets;
}

static GFile *
get_providers_file (void)
{
  return g_file_new_build_filename (g_get_user_config_dir (), "sythoria", "providers.json", NULL);
}

static GFile *
get_cache_folder (void)
{
  return g_file_new_build_filename (g_get_user_cache_dir (), "sythoria", "models", NULL);
}

static gboolean
has_demo (SyWorkspace *self)
{
  GListModel *model = G_LIST_MODEL (self->providers);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (model, i);

      if (sy_preset_get_is_demo (sy_provider_get_preset (provider)))
        return TRUE;
    }

  return FALSE;
}

/* The Demo runs from the moment somebody chose it, until the end. */
static void
ensure_demo (SyWorkspace *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *prefix = NULL;

  if (self->demo != NULL || !has_demo (self))
    return;

  prefix = g_uuid_string_random ();
  self->demo = sy_demo_server_new (prefix);

  if (sy_demo_server_start (self->demo, &error))
    {
      sy_http_set_alias (self->http, "demo", sy_demo_server_get_base (self->demo));
    }
  else
    {
      g_warning ("The Demo cannot start: %s", error->message);
      g_clear_object (&self->demo);
    }
}

static void
read_key_states (SyWorkspace *self)
{
  GListModel *model = G_LIST_MODEL (self->providers);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (model, i);

      sy_provider_read_key_state (provider, self->keyring);
    }
}

static void
providers_changed_cb (SyWorkspace *self,
                      guint        position,
                      guint        removed,
                      guint        added,
                      GListModel  *model)
{
  g_assert (SY_IS_WORKSPACE (self));

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (model, i);

      sy_provider_read_key_state (provider, self->keyring);
    }

  ensure_demo (self);
}

static void
worst_health_changed_cb (SyWorkspace *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORST_HEALTH]);
}

static void
sy_workspace_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SyWorkspace *self = SY_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_WORST_HEALTH:
      g_value_set_object (value, sy_workspace_get_worst_health (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_workspace_dispose (GObject *object)
{
  SyWorkspace *self = SY_WORKSPACE (object);

  if (self->demo != NULL)
    sy_demo_server_stop (self->demo);

  if (self->clock != NULL)
    {
      sy_clock_clear_timeout (self->clock, &self->close_timeout);
      sy_clock_clear_timeout (self->clock, &self->network_timeout);
    }
  g_clear_object (&self->key_cancellable);
  g_clear_object (&self->blank);
  g_clear_pointer (&self->reply_proofs, g_hash_table_unref);
  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_object (&self->demo);
  g_clear_object (&self->conversation_keeper);
  g_clear_object (&self->conversations);
  g_clear_object (&self->worst_health);
  g_clear_object (&self->catalog_keeper);
  g_clear_object (&self->catalogs);
  g_clear_object (&self->healths);
  g_clear_object (&self->providers);
  g_clear_object (&self->keyring);
  g_clear_object (&self->http);
  g_clear_object (&self->network);
  g_clear_object (&self->quirks);
  g_clear_object (&self->chat_defaults);
  g_clear_object (&self->trust);
  g_clear_object (&self->redact);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sy_workspace_parent_class)->dispose (object);
}

static void
sy_workspace_class_init (SyWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_workspace_dispose;
  object_class->get_property = sy_workspace_get_property;

  properties[PROP_WORST_HEALTH] =
    g_param_spec_object ("worst-health", NULL, NULL,
                         SY_TYPE_HEALTH,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
create_healths (SyWorkspace *self)
{
  SyHealthServices health = {
    self->keyring, self->http, self->redact, self->clock, G_NETWORK_MONITOR (self->network),
  };
  g_autoptr(GFile) folder = get_cache_folder ();
  g_autoptr(SyCatalogCache) cache = sy_catalog_cache_new (folder);
  SyCatalogServices catalog = {
    .http = self->http,
    .redact = self->redact,
    .clock = self->clock,
    .keyring = self->keyring,
    .cache = cache,
  };

  self->healths = sy_health_list_new (self->providers, &health);
  self->catalogs = sy_catalog_list_new (self->providers, &catalog);
  self->catalog_keeper = sy_catalog_keeper_new (self->providers, self->healths, self->catalogs,
                                                self->clock);
  self->worst_health = sy_worst_health_new (self->providers, self->healths);
  g_signal_connect_object (self->worst_health, "notify::health",
                           G_CALLBACK (worst_health_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
dup_key (const char *key)
{
  return sy_keyring_dup_key (key, strlen (key));
}

static void
sy_workspace_init (SyWorkspace *self)
{
  g_autoptr(GListModel) presets = load_presets ();
  g_autoptr(GFile) file = get_providers_file ();

  self->clock = sy_clock_new ();
  self->redact = sy_redact_new ();
  sy_redact_set_memory (self->redact, dup_key, sy_keyring_free_key);
  self->trust = sy_trust_new ();
  self->quirks = sy_quirks_new ();
  self->chat_defaults = sy_chat_defaults_new ();
  self->network = sy_network_monitor_new (NULL);
  self->http = sy_http_new (self->clock);
  sy_http_set_trust (self->http, self->trust);
  sy_http_set_network (self->http, G_NETWORK_MONITOR (self->network));
  self->keyring = sy_keyring_fallback_new ();
  self->providers = sy_provider_list_new (file, presets);
  sy_provider_list_set_trust (self->providers, self->trust);
  self->conversations = sy_conversation_list_new ();
  self->conversation_keeper = sy_conversation_keeper_new (self->conversations, self->clock);
  self->key_cancellable = g_cancellable_new ();
  self->sessions = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->reply_proofs = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);

  g_signal_connect_object (self->providers, "items-changed",
                           G_CALLBACK (providers_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keyring, "notify::state",
                           G_CALLBACK (read_key_states), self,
                           G_CONNECT_SWAPPED);
  create_healths (self);
}

SyWorkspace *
sy_workspace_new (void)
{
  return g_object_new (SY_TYPE_WORKSPACE, NULL);
}

SyProviderList *
sy_workspace_get_providers (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return self->providers;
}

SyKeyring *
sy_workspace_get_keyring (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return self->keyring;
}

SyClock *
sy_workspace_get_clock (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return self->clock;
}

SyHealthList *
sy_workspace_get_healths (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return self->healths;
}

SyCatalogList *
sy_workspace_get_catalogs (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return self->catalogs;
}

/**
 * sy_workspace_get_chat_defaults:
 *
 * Returns: (transfer none): what holds for conversations that say nothing else
 */
SyChatDefaults *
sy_workspace_get_chat_defaults (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return self->chat_defaults;
}

/**
 * sy_workspace_get_worst_health:
 *
 * Returns: (transfer none) (nullable): the worst of the connections that matter now
 */
SyHealth *
sy_workspace_get_worst_health (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return self->worst_health != NULL ? sy_worst_health_get_health (self->worst_health) : NULL;
}

/**
 * sy_workspace_set_open_session:
 * @session: (nullable): the one the window shows
 */
void
sy_workspace_set_open_session (SyWorkspace   *self,
                               SyChatSession *session)
{
  g_return_if_fail (SY_IS_WORKSPACE (self));

  sy_worst_health_set_open (self->worst_health, session);
}

/**
 * sy_workspace_set_visible:
 * @visible: whether a window can be seen, so that connections are worth checking
 */
void
sy_workspace_set_visible (SyWorkspace *self,
                          gboolean     visible)
{
  g_return_if_fail (SY_IS_WORKSPACE (self));

  sy_health_list_set_visible (self->healths, visible);
}

/**
 * sy_workspace_set_background_checks:
 * @background: whether connections are checked without being asked to
 */
void
sy_workspace_set_background_checks (SyWorkspace *self,
                                    gboolean     background)
{
  g_return_if_fail (SY_IS_WORKSPACE (self));

  sy_health_list_set_background (self->healths, background);
}

/**
 * sy_workspace_set_identify:
 * @identify: whether OpenRouter is told which program asks
 */
void
sy_workspace_set_identify (SyWorkspace *self,
                           gboolean     identify)
{
  g_return_if_fail (SY_IS_WORKSPACE (self));

  sy_http_set_identify (self->http, identify);
}

/**
 * sy_workspace_count_conversations:
 * @provider: (nullable): one provider, or %NULL for all of them
 *
 * Returns: how many conversations are held with it
 */
guint
sy_workspace_count_conversations (SyWorkspace *self,
                                  SyProvider  *provider)
{
  GListModel *model;
  const char *id;
  guint n_found = 0;

  g_return_val_if_fail (SY_IS_WORKSPACE (self), 0);
  g_return_val_if_fail (provider == NULL || SY_IS_PROVIDER (provider), 0);

  model = G_LIST_MODEL (self->conversations);
  id = provider != NULL ? sy_provider_get_id (provider) : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(SyConversation) conversation = g_list_model_get_item (model, i);

      if (id == NULL || g_strcmp0 (sy_conversation_get_provider_id (conversation), id) == 0)
        n_found++;
    }

  return n_found;
}

SyTrust *
sy_workspace_get_trust (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return self->trust;
}

SyConversationList *
sy_workspace_get_conversations (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return self->conversations;
}

static void
start_network_cb (gpointer user_data)
{
  SyWorkspace *self = SY_WORKSPACE (user_data);

  self->network_timeout = 0;
  sy_network_monitor_start (self->network);
}

/* Waits for both: what the window shows first is up to both. */
static void
loaded_one (GTask *task)
{
  SyWorkspace *self = g_task_get_source_object (task);

  if (--self->n_loading > 0)
    return;

  if (self->load_error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->load_error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
conversations_loaded_cb (GObject      *object,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);

  /* The store tells what is wrong with it for as long as it is. */
  sy_conversation_keeper_load_finish (SY_CONVERSATION_KEEPER (object), result, NULL);
  loaded_one (task);
}

static void
providers_loaded_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SyWorkspace *self = g_task_get_source_object (task);

  sy_provider_list_load_finish (SY_PROVIDER_LIST (object), result, &self->load_error);
  ensure_demo (self);
  read_key_states (self);
  sy_health_list_start (self->healths);
  self->network_timeout = sy_clock_add_timeout (self->clock, NETWORK_DELAY_MS,
                                                start_network_cb, self);
  loaded_one (task);
}

/**
 * sy_workspace_load_async:
 *
 * Reads what is kept of providers and conversations.  Also after an error
 * everything works; the error says what could not be read of the providers.
 */
void
sy_workspace_load_async (SyWorkspace         *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SY_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_workspace_load_async);
  self->n_loading = 2;
  sy_conversation_keeper_load_async (self->conversation_keeper,
                                     conversations_loaded_cb, g_object_ref (task));
  sy_provider_list_load_async (self->providers, NULL,
                               providers_loaded_cb, g_steal_pointer (&task));
}

gboolean
sy_workspace_load_finish (SyWorkspace   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
conversations_closed_cb (GObject      *object,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = g_task_get_task_data (task);
  g_autoptr(GError) store_error = NULL;

  if (!sy_conversation_keeper_close_finish (SY_CONVERSATION_KEEPER (object), result, &store_error))
    g_warning ("Conversations were not saved: %s", store_error->message);

  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SyWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!sy_provider_list_save_finish (SY_PROVIDER_LIST (object), result, &error))
    g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);

  sy_conversation_keeper_close_async (self->conversation_keeper,
                                      conversations_closed_cb, g_steal_pointer (&task));
}

static void
finish_close (SyWorkspace *self)
{
  sy_clock_clear_timeout (self->clock, &self->close_timeout);

  if (self->close_task != NULL)
    sy_provider_list_save_async (self->providers, NULL,
                                 save_cb, g_steal_pointer (&self->close_task));
}

static void
close_timeout_cb (gpointer user_data)
{
  SyWorkspace *self = SY_WORKSPACE (user_data);

  self->close_timeout = 0;
  g_cancellable_cancel (self->key_cancellable);
  finish_close (self);
}

/* The last thing that was done with a key is done. */
void
sy_workspace_key_tasks_done (SyWorkspace *self)
{
  finish_close (self);
}

/**
 * sy_workspace_close_async:
 *
 * Stops every reply, closes its connection and saves what is not saved yet.
 * Takes three seconds at most.
 */
void
sy_workspace_close_async (SyWorkspace         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GHashTableIter iter;
  gpointer session;

  g_return_if_fail (SY_IS_WORKSPACE (self));
  g_return_if_fail (self->close_task == NULL);

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    sy_chat_session_stop (session);

  self->close_task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->close_task, sy_workspace_close_async);

  if (self->n_key_tasks == 0)
    finish_close (self);
  else
    self->close_timeout = sy_clock_add_timeout (self->clock, CLOSE_TIMEOUT_MS,
                                                close_timeout_cb, self);
}

gboolean
sy_workspace_close_finish (SyWorkspace   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
