/* sy-store-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-file"

#include "config.h"

#include "sy-store-file.h"

#include "sy-store-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_BACKUPS 2

/* As SQLite's file format has it. */
#define HEADER_LENGTH      100
#define VERSION_OFFSET     60
#define APPLICATION_OFFSET 68

static void
set_system_error (GError     **error,
                  const char  *path)
{
  int saved_errno = errno;
  SyDatabaseError code = SY_DATABASE_ERROR_READ_ONLY;

  if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    code = SY_DATABASE_ERROR_FULL;
  else if (saved_errno == EIO)
    code = SY_DATABASE_ERROR_IO;

  g_set_error (error, SY_DATABASE_ERROR, code, "%s: %s", path, g_strerror (saved_errno));
}

/**
 * sy_store_file_prepare:
 * @path: of the database
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Makes the folder and the file unless they are there, for nobody but the person to
 * read.  SQLite gives the files beside it the same mode.
 *
 * Returns: whether both are there and can be written to
 */
gboolean
sy_store_file_prepare (const char  *path,
                       GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_chmod (folder, 0700) != 0)
    {
      set_system_error (error, folder);
      return FALSE;
    }

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0 || fchmod (fd, 0600) != 0)
    {
      set_system_error (error, path);
      g_clear_fd (&fd, NULL);
      return FALSE;
    }

  return g_clear_fd (&fd, NULL);
}

static guint32
read_number (const guchar *bytes)
{
  guint32 number;

  memcpy (&number, bytes, sizeof number);

  return GUINT32_FROM_BE (number);
}

/**
 * sy_store_file_get_version:
 * @path: of the database
 *
 * Looks at the version of a file without SQLite, which might write to it.
 *
 * Returns: the version; 0 when the file is not ours, or its header can't be read
 */
int
sy_store_file_get_version (const char *path)
{
  guchar header[HEADER_LENGTH];
  g_autofd int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0 || read (fd, header, sizeof header) != sizeof header ||
      read_number (header + APPLICATION_OFFSET) != SY_STORE_APPLICATION_ID)
    return 0;

  return (int) MIN (read_number (header + VERSION_OFFSET), G_MAXINT);
}

/* "sythoria-damaged-2026-11-24.db"; a second one of the same day has a number. */
static char *
make_dated_path (const char *path,
                 const char *what,
                 gint64      now)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".db"));
  char *dated = g_strdup_printf ("%s-%s-%s.db", stem, what, day);

  for (guint i = 2; g_file_test (dated, G_FILE_TEST_EXISTS) && i < 1000; i++)
    {
      g_free (dated);
      dated = g_strdup_printf ("%s-%s-%s-%u.db", stem, what, day, i);
    }

  return dated;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The newest copies are those whose names come last. */
static void
remove_old_backups (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *own_name = g_path_get_basename (path);
  g_autofree char *stem = g_strndup (own_name, strlen (own_name) - strlen (".db"));
  g_autofree char *prefix = g_strconcat (stem, "-before-", NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".db"))
        g_ptr_array_add (names, g_strdup (name));
    }

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i + N_BACKUPS < names->len; i++)
    {
      g_autofree char *old = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      g_unlink (old);
    }
}

/**
 * sy_store_file_back_up:
 * @path: of the database
 * @database: the same, open
 * @now: microseconds since 1970
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Copies the database beside itself, under a name with the date, and keeps the last
 * two copies.
 *
 * Returns: whether there is a whole copy
 */
gboolean
sy_store_file_back_up (const char  *path,
                       SyDatabase  *database,
                       gint64       now,
                       GError     **error)
{
  g_autofree char *copy = make_dated_path (path, "before", now);

  if (!sy_database_run (database, error, "VACUUM INTO ?", "s", copy))
    {
      g_unlink (copy);
      return FALSE;
    }

  if (g_chmod (copy, 0600) != 0)
    {
      set_system_error (error, copy);
      return FALSE;
    }

  remove_old_backups (path);

  return TRUE;
}

/**
 * sy_store_file_set_aside:
 * @path: of the database, which nobody has open
 * @now: microseconds since 1970
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Renames a database, and what SQLite keeps beside it, to a name with the date.
 *
 * Returns: (transfer full) (nullable): its new path
 */
char *
sy_store_file_set_aside (const char  *path,
                         gint64       now,
                         GError     **error)
{
  static const char *const suffixes[] = { "-wal", "-shm" };
  g_autofree char *aside = make_dated_path (path, "damaged", now);

  if (g_rename (path, aside) != 0)
    {
      set_system_error (error, path);
      return NULL;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        g_warning ("What belongs to a damaged database stays behind: %s", g_strerror (errno));
    }

  return g_steal_pointer (&aside);
}

static char *
make_mark_path (const char *path)
{
  return g_strconcat (path, "-damaged", NULL);
}

/**
 * sy_store_file_mark_damaged:
 * @path: of a database that is in use
 *
 * Leaves a note for the next start that the file is damaged.
 */
void
sy_store_file_mark_damaged (const char *path)
{
  g_autofree char *mark = make_mark_path (path);
  g_autofd int fd = g_open (mark, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    g_warning ("Damage can't be noted: %s", g_strerror (errno));
}

/**
 * sy_store_file_take_mark:
 * @path: of a database
 *
 * Returns: whether there was such a note; it is gone then
 */
gboolean
sy_store_file_take_mark (const char *path)
{
  g_autofree char *mark = make_mark_path (path);

  return g_unlink (mark) == 0;
}
