/* sy-catalog-cache.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-cache"

#include "config.h"

#include "sy-catalog-cache.h"

#include "sy-catalog-file.h"
#include "sy-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_BYTES   (32 * 1024 * 1024)
#define MAX_ID      64
#define FOLDER_MODE 0700
#define FILE_MODE   0600

/* What is to be done with one file: loaded for @load, which finds @copy or @error; replaced
 * by @copy; or removed, when there is nothing of that. */
typedef struct
{
  char          *path;
  char          *address;
  GTask         *load;
  SyCatalogCopy *copy;
  GError        *error;
} Job;

struct _SyCatalogCache
{
  GObject      parent_instance;

  char        *folder;

  /* Of one thread: a file is loaded as it was stored before, and removed after that. */
  GThreadPool *worker;
};

G_DEFINE_FINAL_TYPE (SyCatalogCache, sy_catalog_cache, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job->address);
  g_clear_object (&job->load);
  g_clear_pointer (&job->copy, sy_catalog_copy_unref);
  g_clear_error (&job->error);
  g_free (job);
}

/* Nothing but a file of this folder; our ids are words and UUIDs. */
static char *
dup_path (SyCatalogCache *self,
          const char     *provider_id)
{
  g_autofree char *name = NULL;
  gsize length = strlen (provider_id);

  if (length == 0 || length > MAX_ID)
    return NULL;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (provider_id[i]) && provider_id[i] != '-' && provider_id[i] != '_')
        return NULL;
    }

  name = g_strconcat (provider_id, ".json", NULL);

  return g_build_filename (self->folder, name, NULL);
}

static GBytes *
read_contents (const char  *path,
               GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info = NULL;

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    return NULL;

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_STORE, "This is no file of a usual size");
      return NULL;
    }

  return g_file_load_bytes (file, NULL, NULL, error);
}

static gboolean
loaded_cb (gpointer user_data)
{
  Job *job = user_data;

  if (job->copy != NULL)
    g_task_return_pointer (job->load, g_steal_pointer (&job->copy),
                           (GDestroyNotify) sy_catalog_copy_unref);
  else
    g_task_return_error (job->load, g_steal_pointer (&job->error));

  return G_SOURCE_REMOVE;
}

/* Takes @job.  Whoever waits for it is let go of where they wait, not in this thread. */
static void
load (Job *job)
{
  g_autoptr(GBytes) contents = read_contents (job->path, &job->error);
  g_autoptr(GSource) source = g_idle_source_new ();

  if (contents != NULL)
    job->copy = sy_catalog_file_read (contents, job->address, &job->error);

  g_source_set_priority (source, g_task_get_priority (job->load));
  g_source_set_callback (source, loaded_cb, job, (GDestroyNotify) job_free);
  g_source_attach (source, g_task_get_context (job->load));
}

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, FOLDER_MODE) == 0)
    return TRUE;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

/* Without a cache everything works, only later. */
static void
store (Job *job)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) contents = sy_catalog_file_write (job->copy, job->address);
  gsize size;
  const char *data = g_bytes_get_data (contents, &size);

  if (size > MAX_BYTES)
    g_unlink (job->path);
  else if (!make_folder (job->path, &error) ||
           !g_file_set_contents_full (job->path, data, (gssize) size,
                                      G_FILE_SET_CONTENTS_CONSISTENT, FILE_MODE, &error))
    g_debug ("A model list is not kept: %s", error->message);
}

static void
work (gpointer data,
      gpointer user_data)
{
  Job *job = data;

  if (job->load != NULL)
    {
      load (job);
      return;
    }

  if (job->copy != NULL)
    store (job);
  else
    g_unlink (job->path);

  job_free (job);
}

/* Takes @job. */
static void
push (SyCatalogCache *self,
      Job            *job)
{
  g_thread_pool_push (self->worker, job, NULL);
}

static void
sy_catalog_cache_finalize (GObject *object)
{
  SyCatalogCache *self = SY_CATALOG_CACHE (object);

  /* What is to be done is still done, and not waited for. */
  g_thread_pool_free (self->worker, FALSE, FALSE);
  g_free (self->folder);

  G_OBJECT_CLASS (sy_catalog_cache_parent_class)->finalize (object);
}

static void
sy_catalog_cache_class_init (SyCatalogCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sy_catalog_cache_finalize;
}

static void
sy_catalog_cache_init (SyCatalogCache *self)
{
  self->worker = g_thread_pool_new (work, NULL, 1, FALSE, NULL);
}

/**
 * sy_catalog_cache_new:
 * @folder: where the files are; made when there is something to keep
 *
 * Keeps the model lists of providers over the end of the program.  Files are read and
 * written in a thread, one after the other, in the order in which that is asked for.
 *
 * Returns: (transfer full): the model lists on the disk
 */
SyCatalogCache *
sy_catalog_cache_new (GFile *folder)
{
  SyCatalogCache *self;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);
  g_return_val_if_fail (g_file_peek_path (folder) != NULL, NULL);

  self = g_object_new (SY_TYPE_CATALOG_CACHE, NULL);
  self->folder = g_file_get_path (folder);

  return self;
}

/**
 * sy_catalog_cache_load_async:
 * @self: the cache
 * @provider_id: whose list
 * @address: where that is now: what came from elsewhere is not loaded
 * @cancellable: (nullable): gives up
 * @callback: called once
 * @user_data: for @callback
 *
 * Reads a model list that was kept.
 */
void
sy_catalog_cache_load_async (SyCatalogCache      *self,
                             const char          *provider_id,
                             const char          *address,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  char *path;
  Job *job;

  g_return_if_fail (SY_IS_CATALOG_CACHE (self));
  g_return_if_fail (provider_id != NULL);
  g_return_if_fail (address != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_catalog_cache_load_async);

  path = dup_path (self, provider_id);
  if (path == NULL)
    {
      g_task_return_new_error_literal (task, SY_ERROR, SY_ERROR_STORE,
                                       "Nothing is kept under this name");
      return;
    }

  job = g_new0 (Job, 1);
  job->path = path;
  job->address = g_strdup (address);
  job->load = g_steal_pointer (&task);
  push (self, job);
}

/**
 * sy_catalog_cache_load_finish:
 * @self: the cache
 * @result: what the callback was given
 * @error: return location: why there is none, in words for a log
 *
 * Returns: (transfer full): the list that was kept last
 */
SyCatalogCopy *
sy_catalog_cache_load_finish (SyCatalogCache  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (SY_IS_CATALOG_CACHE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sy_catalog_cache_store:
 * @self: the cache
 * @provider_id: whose list
 * @address: where it came from
 * @copy: the list, without a key in it; referenced
 *
 * Keeps it in the place of what was kept before.
 */
void
sy_catalog_cache_store (SyCatalogCache *self,
                        const char     *provider_id,
                        const char     *address,
                        SyCatalogCopy  *copy)
{
  char *path;
  Job *job;

  g_return_if_fail (SY_IS_CATALOG_CACHE (self));
  g_return_if_fail (provider_id != NULL);
  g_return_if_fail (address != NULL);
  g_return_if_fail (copy != NULL);

  path = dup_path (self, provider_id);
  if (path == NULL)
    return;

  job = g_new0 (Job, 1);
  job->path = path;
  job->address = g_strdup (address);
  job->copy = sy_catalog_copy_ref (copy);
  push (self, job);
}

/**
 * sy_catalog_cache_remove:
 * @self: the cache
 * @provider_id: whose list is not kept any more
 */
void
sy_catalog_cache_remove (SyCatalogCache *self,
                         const char     *provider_id)
{
  char *path;
  Job *job;

  g_return_if_fail (SY_IS_CATALOG_CACHE (self));
  g_return_if_fail (provider_id != NULL);

  path = dup_path (self, provider_id);
  if (path == NULL)
    return;

  job = g_new0 (Job, 1);
  job->path = path;
  push (self, job);
}
