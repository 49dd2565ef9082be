/* sy-provider-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-file"

#include "config.h"

#include "sy-provider-file.h"

#include "sy-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The file has a few hundred bytes per provider. */
#define MAX_SIZE    (4 * 1024 * 1024)
#define FOLDER_MODE 0700
#define FILE_MODE   0600
#define MAX_ASIDE   100

static gboolean
check_size (GFile         *file,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GFileInfo) info = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                            cancellable, error);
  if (info == NULL)
    return FALSE;

  if (g_file_info_get_size (info) > MAX_SIZE)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _("it is too large"));
      return FALSE;
    }

  return TRUE;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  g_autoptr(GError) reason = NULL;
  GBytes *contents = NULL;

  if (check_size (source, cancellable, &reason))
    contents = g_file_load_bytes (source, cancellable, NULL, &reason);

  if (contents != NULL || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_pointer (task, contents, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, SY_ERROR, SY_ERROR_STORE,
                             /* Translators: name of a file, and the reason. */
                             _("“%1$s” cannot be read: %2$s"),
                             g_file_peek_path (source), reason->message);
}

/* A folder that is there already is the person's own affair. */
static gboolean
make_folder (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;

  if (g_mkdir_with_parents (folder, FOLDER_MODE) == 0 && g_chmod (folder, FOLDER_MODE) == 0)
    return TRUE;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static gboolean
write_file (const char  *path,
            GBytes      *contents,
            GError     **error)
{
  gsize size;
  const char *data = g_bytes_get_data (contents, &size);

  if (!make_folder (path, error) ||
      !g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT,
                                 FILE_MODE, error))
    return FALSE;

  /* The umask may have taken away even our own right to read it. */
  if (g_chmod (path, FILE_MODE) == 0)
    return TRUE;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  const char *path = g_file_peek_path (source);
  g_autoptr(GError) reason = NULL;

  if (write_file (path, data, &reason))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, SY_ERROR, SY_ERROR_STORE,
                             /* Translators: name of a file, and the reason. */
                             _("“%1$s” cannot be written: %2$s"), path, reason->message);
}

static char *
dup_aside_path (const char *path,
                guint       attempt)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");

  if (attempt == 0)
    return g_strdup_printf ("%s.damaged-%s", path, date);

  return g_strdup_printf ("%s.damaged-%s-%u", path, date, attempt + 1);
}

static void
set_aside_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  const char *path = g_file_peek_path (source);
  g_autoptr(GError) reason = NULL;

  for (guint i = 0; i < MAX_ASIDE; i++)
    {
      g_autofree char *aside = dup_aside_path (path, i);
      g_autoptr(GFile) target = g_file_new_for_path (aside);

      g_clear_error (&reason);
      if (g_file_move (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &reason))
        {
          g_task_return_pointer (task, g_path_get_basename (aside), g_free);
          return;
        }

      if (!g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
        break;
    }

  g_task_return_new_error (task, SY_ERROR, SY_ERROR_STORE,
                           /* Translators: name of a file, and the reason. */
                           _("“%1$s” is damaged and cannot be set aside: %2$s"),
                           path, reason->message);
}

/**
 * sy_provider_file_read_async:
 * @file: the file, on this computer
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads the file in a thread.
 */
void
sy_provider_file_read_async (GFile               *file,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_provider_file_read_async);
  g_task_run_in_thread (task, read_thread);
}

/**
 * sy_provider_file_read_finish:
 * @file: the file
 * @result: what the callback was given
 * @error: return location: %SY_ERROR_STORE or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the contents; %NULL without an error when
 *   there is no such file
 */
GBytes *
sy_provider_file_read_finish (GFile         *file,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sy_provider_file_write_async:
 * @file: the file, on this computer
 * @contents: what will be in it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Replaces the file in one step, in a thread.  Only the person can read it, and
 * only they can enter a folder that is made for it.
 */
void
sy_provider_file_write_async (GFile               *file,
                              GBytes              *contents,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (contents != NULL);

  task = g_task_new (file, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_provider_file_write_async);
  g_task_set_task_data (task, g_bytes_ref (contents), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, write_thread);
}

/**
 * sy_provider_file_write_finish:
 * @file: the file
 * @result: what the callback was given
 * @error: return location: %SY_ERROR_STORE
 *
 * Returns: whether it was written; if not, the old one is still there
 */
gboolean
sy_provider_file_write_finish (GFile         *file,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sy_provider_file_set_aside_async:
 * @file: a file that cannot be understood
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Gives the file a name with the date, so that nothing in it is lost.
 */
void
sy_provider_file_set_aside_async (GFile               *file,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_provider_file_set_aside_async);
  g_task_run_in_thread (task, set_aside_thread);
}

/**
 * sy_provider_file_set_aside_finish:
 * @file: the file
 * @result: what the callback was given
 * @error: return location: %SY_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): its new name, without the folder
 */
char *
sy_provider_file_set_aside_finish (GFile         *file,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
