/* sy-provider-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-list"

#include "config.h"

#include "sy-provider-list.h"

#include "sy-error.h"
#include "sy-json.h"
#include "sy-provider-entry.h"
#include "sy-provider-file.h"
#include "sy-provider-json.h"
#include "sy-provider-name.h"
#include "sy-provider-saver.h"
#include "sy-trust.h"

#include <glib/gi18n-lib.h>

#define MAX_PROVIDERS 1000

struct _SyProviderList
{
  GObject          parent_instance;

  GFile           *file;
  GListModel      *presets;
  SyTrust         *trust;
  GPtrArray       *providers;
  SyProvider      *default_provider;
  gboolean         configured;

  /* Entries of the file that this version has no preset or format for. */
  GPtrArray       *foreign;
  gboolean         load_begun;
  gboolean         loading;

  /* Nothing is written over a file that was not read, or not understood. */
  SyProviderSaver *saver;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyProviderList, sy_provider_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_DEFAULT,
  PROP_CONFIGURED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
mark_configured (SyProviderList *self)
{
  if (self->configured)
    return;

  self->configured = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFIGURED]);
}

static void
mark_changed (SyProviderList *self)
{
  if (self->loading)
    return;

  sy_provider_saver_queue (self->saver);
  mark_configured (self);
}

/* A key alone makes a provider that can be used: the next start has to know. */
static void
key_state_cb (SyProviderList *self,
              GParamSpec     *pspec,
              SyProvider     *provider)
{
  if (!self->configured && sy_provider_get_key_state (provider) == SY_KEY_STATE_SAVED)
    mark_changed (self);
}

static SyProvider *
add_provider (SyProviderList *self,
              const char     *id,
              SyPreset       *preset)
{
  SyProvider *provider = sy_provider_new (id, preset);

  sy_provider_set_trust (provider, self->trust);
  g_signal_connect_object (provider, "changed", G_CALLBACK (mark_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (provider, "notify::key-state", G_CALLBACK (key_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sy_provider_get_marks (provider), "changed",
                           G_CALLBACK (mark_changed), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->providers, provider);
  g_list_model_items_changed (G_LIST_MODEL (self), self->providers->len - 1, 0, 1);

  return provider;
}

static GBytes *
build_file (GObject *object)
{
  SyProviderList *self = SY_PROVIDER_LIST (object);
  JsonNode *origins = self->trust != NULL ? sy_trust_to_json (self->trust) : NULL;

  return sy_provider_json_build (G_LIST_MODEL (self), self->default_provider, self->foreign,
                                 origins);
}

static void
load_entry (SyProviderList *self,
            JsonNode       *node)
{
  JsonObject *entry = sy_json_node_object (node);
  const char *id = sy_json_get_string (entry, "id");
  SyPreset *preset;
  SyProvider *provider;

  if (entry == NULL)
    return;

  preset = sy_provider_entry_find_preset (entry, self->presets);
  if (preset == NULL)
    {
      g_ptr_array_add (self->foreign, json_node_copy (node));
      return;
    }

  provider = sy_provider_list_find (self, id);
  if (provider == NULL)
    provider = add_provider (self, id, preset);
  sy_provider_entry_apply (provider, entry);
}

static void
load_entries (SyProviderList *self,
              JsonObject     *root)
{
  JsonArray *entries = sy_json_get_array (root, "providers");
  guint length = MIN (json_array_get_length (entries), MAX_PROVIDERS);
  SyProvider *provider;

  self->loading = TRUE;

  /* An address may need what was decided about it. */
  if (self->trust != NULL)
    sy_trust_read_json (self->trust, json_object_get_member (root, "origins"));

  for (guint i = 0; i < length; i++)
    load_entry (self, json_array_get_element (entries, i));

  provider = sy_provider_list_find (self, sy_json_get_string (root, "default"));
  if (provider != NULL)
    sy_provider_list_set_default (self, provider);
  self->loading = FALSE;

  mark_configured (self);
}

static void
aside_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyProviderList *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;

  name = sy_provider_file_set_aside_finish (G_FILE (object), result, &error);
  if (name == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  sy_provider_saver_allow (self->saver);
  g_task_return_new_error (task, SY_ERROR, SY_ERROR_STORE,
                             /* Translators: %s is the new name of a file. */
                             _("The saved providers were damaged and could not be read. "
                               "The file is kept as “%s”"), name);
}

static void
load_contents (SyProviderList *self,
               GBytes         *contents,
               GTask          *task)
{
  g_autoptr(JsonNode) root = NULL;

  switch (sy_provider_json_parse (contents, &root))
    {
    case SY_PROVIDER_JSON_NEWER:
      g_task_return_new_error (task, SY_ERROR, SY_ERROR_STORE,
                               _("The saved providers were written by a newer version. "
                                 "They are not used and not changed"));
      break;

    case SY_PROVIDER_JSON_GOOD:
      load_entries (self, json_node_get_object (root));
      sy_provider_saver_allow (self->saver);
      g_task_return_boolean (task, TRUE);
      break;

    case SY_PROVIDER_JSON_DAMAGED:
    default:
      sy_provider_file_set_aside_async (self->file, aside_cb, g_object_ref (task));
      break;
    }
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyProviderList *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) contents = NULL;

  contents = sy_provider_file_read_finish (G_FILE (object), result, &error);
  if (contents != NULL)
    {
      load_contents (self, contents, task);
    }
  else if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    {
      sy_provider_saver_allow (self->saver);
      g_task_return_boolean (task, TRUE);
    }
}

static GType
sy_provider_list_get_item_type (GListModel *model)
{
  return SY_TYPE_PROVIDER;
}

static guint
sy_provider_list_get_n_items (GListModel *model)
{
  return SY_PROVIDER_LIST (model)->providers->len;
}

static gpointer
sy_provider_list_get_item (GListModel *model,
                           guint       position)
{
  SyProviderList *self = SY_PROVIDER_LIST (model);

  if (position >= self->providers->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->providers, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sy_provider_list_get_item_type;
  iface->get_n_items = sy_provider_list_get_n_items;
  iface->get_item = sy_provider_list_get_item;
}

static void
sy_provider_list_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SyProviderList *self = SY_PROVIDER_LIST (object);

  switch (prop_id)
    {
    case PROP_DEFAULT:
      g_value_set_object (value, self->default_provider);
      break;

    case PROP_CONFIGURED:
      g_value_set_boolean (value, self->configured);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_provider_list_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SyProviderList *self = SY_PROVIDER_LIST (object);

  switch (prop_id)
    {
    case PROP_DEFAULT:
      sy_provider_list_set_default (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_provider_list_finalize (GObject *object)
{
  SyProviderList *self = SY_PROVIDER_LIST (object);

  g_clear_object (&self->default_provider);
  g_clear_object (&self->file);
  g_clear_object (&self->presets);
  g_clear_object (&self->trust);
  g_clear_pointer (&self->providers, g_ptr_array_unref);
  g_clear_pointer (&self->foreign, g_ptr_array_unref);
  g_clear_pointer (&self->saver, sy_provider_saver_free);

  G_OBJECT_CLASS (sy_provider_list_parent_class)->finalize (object);
}

static void
sy_provider_list_class_init (SyProviderListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sy_provider_list_get_property;
  object_class->set_property = sy_provider_list_set_property;
  object_class->finalize = sy_provider_list_finalize;

  properties[PROP_DEFAULT] =
    g_param_spec_object ("default", NULL, NULL, SY_TYPE_PROVIDER,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONFIGURED] =
    g_param_spec_boolean ("configured", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_provider_list_init (SyProviderList *self)
{
  self->providers = g_ptr_array_new_with_free_func (g_object_unref);
  self->foreign = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
}

/**
 * sy_provider_list_new:
 * @file: providers.json, on this computer; it need not exist
 * @presets: a list of #SyPreset with at least one
 *
 * Makes a list with one provider, that of the first preset, which is the default.
 * Nothing is read before sy_provider_list_load_async(), and nothing is written
 * before that.
 *
 * Returns: (transfer full): a list of #SyProvider
 */
SyProviderList *
sy_provider_list_new (GFile      *file,
                      GListModel *presets)
{
  g_autoptr(SyPreset) first = NULL;
  SyProviderList *self;

  g_return_val_if_fail (G_IS_FILE (file) && g_file_is_native (file), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (presets), NULL);

  first = g_list_model_get_item (presets, 0);
  g_return_val_if_fail (SY_IS_PRESET (first), NULL);

  self = g_object_new (SY_TYPE_PROVIDER_LIST, NULL);
  self->file = g_object_ref (file);
  self->presets = g_object_ref (presets);
  self->saver = sy_provider_saver_new (file, G_OBJECT (self), build_file);
  self->default_provider = g_object_ref (sy_provider_list_ensure (self, first));

  return self;
}

/**
 * sy_provider_list_set_trust:
 * @self: a list that was not loaded yet
 * @trust: what was decided about origins
 *
 * Fills @trust from the file, writes it there when it changes, and gives it to
 * every provider.
 */
void
sy_provider_list_set_trust (SyProviderList *self,
                            SyTrust        *trust)
{
  g_return_if_fail (SY_IS_PROVIDER_LIST (self));
  g_return_if_fail (SY_IS_TRUST (trust));
  g_return_if_fail (self->trust == NULL && !self->load_begun);

  self->trust = g_object_ref (trust);
  g_signal_connect_object (trust, "changed", G_CALLBACK (mark_changed), self,
                           G_CONNECT_SWAPPED);

  for (guint i = 0; i < self->providers->len; i++)
    sy_provider_set_trust (g_ptr_array_index (self->providers, i), trust);
}

/**
 * sy_provider_list_get_presets:
 * @self: a list
 *
 * Returns: (transfer none): the presets providers can be made from
 */
GListModel *
sy_provider_list_get_presets (SyProviderList *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER_LIST (self), NULL);

  return self->presets;
}

/**
 * sy_provider_list_find:
 * @self: a list
 * @id: (nullable): a provider's id
 *
 * Returns: (transfer none) (nullable): the provider of that id
 */
SyProvider *
sy_provider_list_find (SyProviderList *self,
                       const char     *id)
{
  g_return_val_if_fail (SY_IS_PROVIDER_LIST (self), NULL);

  for (guint i = 0; i < self->providers->len; i++)
    {
      SyProvider *provider = g_ptr_array_index (self->providers, i);

      if (g_strcmp0 (sy_provider_get_id (provider), id) == 0)
        return provider;
    }

  return NULL;
}

/**
 * sy_provider_list_ensure:
 * @self: a list
 * @preset: one of its presets
 *
 * Returns: (transfer none): the provider of @preset, made when there is none; a
 *   custom one gets an id of its own
 */
SyProvider *
sy_provider_list_ensure (SyProviderList *self,
                         SyPreset       *preset)
{
  g_autofree char *uuid = NULL;

  g_return_val_if_fail (SY_IS_PROVIDER_LIST (self), NULL);
  g_return_val_if_fail (SY_IS_PRESET (preset), NULL);

  for (guint i = 0; i < self->providers->len; i++)
    {
      SyProvider *provider = g_ptr_array_index (self->providers, i);

      if (sy_provider_get_preset (provider) == preset)
        return provider;
    }

  if (!sy_preset_get_is_custom (preset))
    return add_provider (self, sy_preset_get_id (preset), preset);

  uuid = g_uuid_string_random ();
  return add_provider (self, uuid, preset);
}

static SyPreset *
find_custom_preset (SyProviderList *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->presets); i++)
    {
      g_autoptr(SyPreset) preset = g_list_model_get_item (self->presets, i);

      /* The list keeps it alive. */
      if (sy_preset_get_is_custom (preset))
        return preset;
    }

  return NULL;
}

/**
 * sy_provider_list_add_custom:
 * @self: a list
 *
 * Makes one more provider for a service the person names.  It is not the default one.
 *
 * Returns: (transfer none) (nullable): the provider; %NULL when there is no preset for
 *   it, or there are as many as a file may have
 */
SyProvider *
sy_provider_list_add_custom (SyProviderList *self)
{
  SyPreset *preset;
  SyProvider *provider;
  g_autofree char *uuid = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (SY_IS_PROVIDER_LIST (self), NULL);

  preset = find_custom_preset (self);
  if (preset == NULL || self->providers->len >= MAX_PROVIDERS)
    return NULL;

  uuid = g_uuid_string_random ();
  name = sy_provider_name_dup_free (G_LIST_MODEL (self), sy_preset_get_name (preset));
  provider = add_provider (self, uuid, preset);
  sy_provider_set_name (provider, name);
  mark_changed (self);

  return provider;
}

/**
 * sy_provider_list_remove:
 * @self: a list
 * @provider: one of its providers that the person has made
 *
 * When it was the default one, that of the first preset is from now on.
 */
void
sy_provider_list_remove (SyProviderList *self,
                         SyProvider     *provider)
{
  g_autoptr(SyProvider) removed = NULL;
  guint position;

  g_return_if_fail (SY_IS_PROVIDER_LIST (self));
  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (sy_preset_get_is_custom (sy_provider_get_preset (provider)));
  g_return_if_fail (g_ptr_array_find (self->providers, provider, &position));

  if (self->default_provider == provider)
    {
      g_autoptr(SyPreset) first = g_list_model_get_item (self->presets, 0);

      sy_provider_list_set_default (self, sy_provider_list_ensure (self, first));
    }

  removed = g_object_ref (provider);
  g_signal_handlers_disconnect_by_data (provider, self);
  g_ptr_array_remove_index (self->providers, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  mark_changed (self);
}

/**
 * sy_provider_list_get_default:
 * @self: a list
 *
 * Returns: (transfer none): the provider new conversations begin with
 */
SyProvider *
sy_provider_list_get_default (SyProviderList *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER_LIST (self), NULL);

  return self->default_provider;
}

/**
 * sy_provider_list_set_default:
 * @self: a list
 * @provider: one of its providers
 *
 * Choosing is a choice even when it was the default before: "configured" becomes
 * %TRUE.
 */
void
sy_provider_list_set_default (SyProviderList *self,
                              SyProvider     *provider)
{
  g_return_if_fail (SY_IS_PROVIDER_LIST (self));
  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (g_ptr_array_find (self->providers, provider, NULL));

  if (g_set_object (&self->default_provider, provider))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEFAULT]);
  else if (self->configured)
    return;

  mark_changed (self);
}

/**
 * sy_provider_list_get_configured:
 * @self: a list
 *
 * Returns: whether a person ever chose, changed or saved anything in it
 */
gboolean
sy_provider_list_get_configured (SyProviderList *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER_LIST (self), FALSE);

  return self->configured;
}

/**
 * sy_provider_list_load_async:
 * @self: a list that was not loaded before
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads the file; from then on changes are written by themselves.  Providers whose
 * preset or format this version does not have are not listed, and written back as
 * they were.  A damaged file is set aside; one of a newer version stays, and
 * nothing is written then.
 */
void
sy_provider_list_load_async (SyProviderList      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SY_IS_PROVIDER_LIST (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  g_return_if_fail (!self->load_begun);

  self->load_begun = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_provider_list_load_async);
  sy_provider_file_read_async (self->file, cancellable, read_cb, g_steal_pointer (&task));
}

/**
 * sy_provider_list_load_finish:
 * @self: a list
 * @result: what the callback was given
 * @error: return location: %SY_ERROR_STORE in words for the person, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when the file was read or there is none; with an error the list
 *   holds what it held before
 */
gboolean
sy_provider_list_load_finish (SyProviderList  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (SY_IS_PROVIDER_LIST (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sy_provider_list_save_async:
 * @self: a list
 * @cancellable: (nullable): stops the waiting, not the writing
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes what is not written yet, after a write that is under way.  For quitting;
 * otherwise changes are written by themselves.
 */
void
sy_provider_list_save_async (SyProviderList      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SY_IS_PROVIDER_LIST (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_provider_list_save_async);
  sy_provider_saver_flush (self->saver, g_steal_pointer (&task));
}

/**
 * sy_provider_list_save_finish:
 * @self: a list
 * @result: what the callback was given
 * @error: return location: %SY_ERROR_STORE or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether everything is written
 */
gboolean
sy_provider_list_save_finish (SyProviderList  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (SY_IS_PROVIDER_LIST (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
