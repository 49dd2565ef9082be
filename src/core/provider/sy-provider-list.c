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

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION       1
#define SAVE_DELAY_MS 100
#define MAX_PROVIDERS 1000
#define MAX_ID        128

/* Nothing is written over a file that was not read, or not understood. */
typedef enum
{
  FILE_UNREAD,
  FILE_OURS,
  FILE_KEEP,
} FileState;

struct _SyProviderList
{
  GObject     parent_instance;

  GFile      *file;
  GListModel *presets;
  GPtrArray  *providers;
  SyProvider *default_provider;
  gboolean    configured;

  /* Entries of the file that this version has no preset or format for. */
  GPtrArray  *foreign;
  FileState   file_state;
  gboolean    loading;

  gboolean    dirty;
  gboolean    writing;
  guint       save_id;
  GPtrArray  *served;
  GPtrArray  *waiting;
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

static void start_write (SyProviderList *self);

static void
save_timeout_cb (gpointer user_data)
{
  SyProviderList *self = user_data;

  self->save_id = 0;
  if (!self->writing)
    start_write (self);
}

static void
schedule_save (SyProviderList *self)
{
  if (self->dirty && !self->loading && self->file_state == FILE_OURS && self->save_id == 0)
    self->save_id = g_timeout_add_once (SAVE_DELAY_MS, save_timeout_cb, self);
}

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

  self->dirty = TRUE;
  mark_configured (self);
  schedule_save (self);
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

  g_signal_connect_object (provider, "changed", G_CALLBACK (mark_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (provider, "notify::key-state", G_CALLBACK (key_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->providers, provider);
  g_list_model_items_changed (G_LIST_MODEL (self), self->providers->len - 1, 0, 1);

  return provider;
}

static GBytes *
build_file (SyProviderList *self)
{
  g_autoptr(JsonObject) root = json_object_new ();
  g_autoptr(JsonNode) node = NULL;
  JsonArray *entries = json_array_new ();
  g_autofree char *json = NULL;
  char *text;

  for (guint i = 0; i < self->providers->len; i++)
    json_array_add_element (entries,
                            sy_provider_entry_build (g_ptr_array_index (self->providers, i)));
  for (guint i = 0; i < self->foreign->len; i++)
    json_array_add_element (entries, json_node_copy (g_ptr_array_index (self->foreign, i)));

  json_object_set_int_member (root, "version", VERSION);
  json_object_set_string_member (root, "default", sy_provider_get_id (self->default_provider));
  json_object_set_array_member (root, "providers", entries);

  node = json_node_init_object (json_node_alloc (), root);
  json = json_to_string (node, TRUE);
  text = g_strdup_printf ("%s\n", json);

  return g_bytes_new_take (text, strlen (text));
}

/* Takes @tasks. */
static void
return_tasks (GPtrArray    *tasks,
              const GError *error)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }

  g_ptr_array_unref (tasks);
}

static GPtrArray *
steal_tasks (GPtrArray **tasks)
{
  GPtrArray *stolen = *tasks;

  *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  return stolen;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SyProviderList) self = user_data;
  g_autoptr(GError) error = NULL;

  self->writing = FALSE;
  if (!sy_provider_file_write_finish (G_FILE (object), result, &error))
    {
      self->dirty = TRUE;
      if (self->served->len == 0)
        g_warning ("%s", error->message);
    }

  return_tasks (steal_tasks (&self->served), error);
  if (self->writing)
    return;

  /* After a failure only somebody who asks makes it try again. */
  if (self->dirty && (error == NULL || self->waiting->len > 0))
    start_write (self);
  else
    return_tasks (steal_tasks (&self->waiting), NULL);
}

static void
start_write (SyProviderList *self)
{
  g_autoptr(GBytes) contents = build_file (self);
  GPtrArray *served = self->served;

  g_assert (!self->writing);
  g_assert (served->len == 0);

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->dirty = FALSE;
  self->writing = TRUE;
  self->served = self->waiting;
  self->waiting = served;
  sy_provider_file_write_async (self->file, contents, written_cb, g_object_ref (self));
}

/* A preset has one provider of its own id; custom ones have any other. */
static gboolean
is_id_of (SyProviderList *self,
          const char     *id,
          SyPreset       *preset)
{
  if (id == NULL || *id == '\0' || strlen (id) > MAX_ID)
    return FALSE;
  if (!sy_preset_get_is_custom (preset))
    return g_str_equal (id, sy_preset_get_id (preset));

  return sy_preset_list_find (self->presets, id) == NULL;
}

/* What a file does not say is as the preset has it. */
static gboolean
has_known_format (JsonObject *entry)
{
  const char *format = sy_json_get_string (entry, "format");

  return format == NULL || sy_format_find (format) != NULL;
}

static void
load_entry (SyProviderList *self,
            JsonNode       *node)
{
  JsonObject *entry = sy_json_node_object (node);
  const char *id = sy_json_get_string (entry, "id");
  SyPreset *preset = sy_preset_list_find (self->presets, sy_json_get_string (entry, "preset"));
  SyProvider *provider;

  if (entry == NULL)
    return;

  if (preset == NULL || !is_id_of (self, id, preset) || !has_known_format (entry))
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
  self->file_state = name != NULL ? FILE_OURS : FILE_KEEP;
  schedule_save (self);

  if (name == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
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
  gsize size;
  const char *data = g_bytes_get_data (contents, &size);
  g_autoptr(JsonNode) node = sy_json_parse (data != NULL ? data : "", (gssize) size, NULL);
  JsonObject *root = sy_json_node_object (node);
  gint64 version = sy_json_get_int (root, "version", 0);

  if (version > VERSION)
    {
      self->file_state = FILE_KEEP;
      g_task_return_new_error (task, SY_ERROR, SY_ERROR_STORE,
                               _("The saved providers were written by a newer version. "
                                 "They are not used and not changed"));
      return;
    }

  if (version < 1 || sy_json_get_array (root, "providers") == NULL)
    {
      sy_provider_file_set_aside_async (self->file, aside_cb, g_object_ref (task));
      return;
    }

  self->file_state = FILE_OURS;
  load_entries (self, root);
  schedule_save (self);
  g_task_return_boolean (task, TRUE);
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
      self->file_state = FILE_KEEP;
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    {
      self->file_state = FILE_OURS;
      schedule_save (self);
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
sy_provider_list_dispose (GObject *object)
{
  SyProviderList *self = SY_PROVIDER_LIST (object);

  g_clear_handle_id (&self->save_id, g_source_remove);

  G_OBJECT_CLASS (sy_provider_list_parent_class)->dispose (object);
}

static void
sy_provider_list_finalize (GObject *object)
{
  SyProviderList *self = SY_PROVIDER_LIST (object);

  g_clear_object (&self->default_provider);
  g_clear_object (&self->file);
  g_clear_object (&self->presets);
  g_clear_pointer (&self->providers, g_ptr_array_unref);
  g_clear_pointer (&self->foreign, g_ptr_array_unref);
  g_clear_pointer (&self->served, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (sy_provider_list_parent_class)->finalize (object);
}

static void
sy_provider_list_class_init (SyProviderListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sy_provider_list_get_property;
  object_class->set_property = sy_provider_list_set_property;
  object_class->dispose = sy_provider_list_dispose;
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
  self->served = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
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
  self->default_provider = g_object_ref (sy_provider_list_ensure (self, first));

  return self;
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
  g_return_if_fail (self->file_state == FILE_UNREAD);

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

  if (!self->dirty && !self->writing)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (self->file_state != FILE_OURS)
    {
      g_task_return_new_error (task, SY_ERROR, SY_ERROR_STORE,
                               _("The providers are not saved, because the file of before "
                                 "was not read"));
      return;
    }

  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (!self->writing)
    start_write (self);
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
