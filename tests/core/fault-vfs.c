/* fault-vfs.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-vfs.h"

#include <string.h>

/* A disk that fails: the system's VFS, of which writing, syncing and cutting files fails from some
 * call on.  The calls are counted in all threads.
 */
typedef struct
{
  sqlite3_file  base;
  sqlite3_file *real;
} FaultFile;

static sqlite3_vfs fault_vfs;
static sqlite3_vfs *real_vfs;
static int fault_result;
static int n_left;
static int n_failed;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

/* What a call that writes returns in place of being carried out. */
static int
check (void)
{
  int result = g_atomic_int_get (&fault_result);

  if (result == SQLITE_OK || g_atomic_int_add (&n_left, -1) > 0)
    return SQLITE_OK;

  g_atomic_int_inc (&n_failed);

  return result;
}

static int
fault_close (sqlite3_file *file)
{
  sqlite3_file *real = get_real (file);
  int result = real->pMethods->xClose (real);

  g_free (real);

  return result;
}

static int
fault_read (sqlite3_file  *file,
            void          *buffer,
            int            amount,
            sqlite3_int64  offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), buffer, amount, offset);
}

static int
fault_write (sqlite3_file  *file,
             const void    *buffer,
             int            amount,
             sqlite3_int64  offset)
{
  int result = check ();

  if (result != SQLITE_OK)
    return result;

  return get_real (file)->pMethods->xWrite (get_real (file), buffer, amount, offset);
}

static int
fault_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  int result = check ();

  return result != SQLITE_OK ? result
                             : get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
fault_sync (sqlite3_file *file,
            int           flags)
{
  int result = check ();

  return result != SQLITE_OK ? result : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
fault_file_size (sqlite3_file  *file,
                 sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
fault_lock (sqlite3_file *file,
            int           level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
fault_unlock (sqlite3_file *file,
              int           level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
fault_check_reserved_lock (sqlite3_file *file,
                           int          *result)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), result);
}

static int
fault_file_control (sqlite3_file *file,
                    int           operation,
                    void         *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
fault_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
fault_shm_map (sqlite3_file   *file,
               int             page,
               int             page_size,
               int             extend,
               void volatile **address)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, page_size, extend, address);
}

static int
fault_shm_lock (sqlite3_file *file,
                int           offset,
                int           n_locks,
                int           flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n_locks, flags);
}

static void
fault_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
fault_shm_unmap (sqlite3_file *file,
                 int           delete)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), delete);
}

static const sqlite3_io_methods fault_methods = {
  .iVersion = 2,
  .xClose = fault_close,
  .xRead = fault_read,
  .xWrite = fault_write,
  .xTruncate = fault_truncate,
  .xSync = fault_sync,
  .xFileSize = fault_file_size,
  .xLock = fault_lock,
  .xUnlock = fault_unlock,
  .xCheckReservedLock = fault_check_reserved_lock,
  .xFileControl = fault_file_control,
  .xSectorSize = fault_sector_size,
  .xDeviceCharacteristics = fault_characteristics,
  .xShmMap = fault_shm_map,
  .xShmLock = fault_shm_lock,
  .xShmBarrier = fault_shm_barrier,
  .xShmUnmap = fault_shm_unmap,
};

static int
fault_open (sqlite3_vfs  *vfs,
            const char   *name,
            sqlite3_file *file,
            int           flags,
            int          *out_flags)
{
  FaultFile *self = (FaultFile *) file;
  int result;

  self->base.pMethods = NULL;
  self->real = g_malloc0 ((gsize) real_vfs->szOsFile);
  result = real_vfs->xOpen (real_vfs, name, self->real, flags, out_flags);

  if (result == SQLITE_OK)
    self->base.pMethods = &fault_methods;
  else
    g_clear_pointer (&self->real, g_free);

  return result;
}

/**
 * fault_vfs_register:
 *
 * Makes the VFS known under %FAULT_VFS; it works until it is told not to.
 */
void
fault_vfs_register (void)
{
  if (real_vfs != NULL)
    return;

  real_vfs = sqlite3_vfs_find (NULL);
  fault_vfs = *real_vfs;
  fault_vfs.szOsFile = sizeof (FaultFile);
  fault_vfs.zName = FAULT_VFS;
  fault_vfs.xOpen = fault_open;
  sqlite3_vfs_register (&fault_vfs, FALSE);
}

/**
 * fault_vfs_fail:
 * @result: what fails, such as %SQLITE_FULL
 * @after: how many calls go well before
 */
void
fault_vfs_fail (int   result,
                guint after)
{
  g_atomic_int_set (&n_left, (int) after);
  g_atomic_int_set (&n_failed, 0);
  g_atomic_int_set (&fault_result, result);
}

void
fault_vfs_heal (void)
{
  g_atomic_int_set (&fault_result, SQLITE_OK);
}

/**
 * fault_vfs_get_n_failed:
 *
 * Returns: how many calls failed since it was told to
 */
guint
fault_vfs_get_n_failed (void)
{
  return (guint) g_atomic_int_get (&n_failed);
}
