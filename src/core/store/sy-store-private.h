/* sy-store-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-store.h"
#include "sy-store-queue.h"
#include "sy-store-worker.h"

G_BEGIN_DECLS

struct _SyStore
{
  GObject        parent_instance;

  char          *path;
  char          *vfs;
  SyClock       *clock;
  SyStoreWorker *worker;
  gboolean       is_open;
  GError        *error;
  char          *set_aside;
  gboolean       damaged;
  GCancellable  *check;

  /* What is to be written since the main loop turned last.  All of it goes into one transaction. */
  GPtrArray     *writes;
  guint          idle_id;
  guint          retry_timeout;

  /* Only seen by the worker's thread. */
  SyStoreQueue  *queue;
  gboolean       unsynced;
};

GTask *sy_store_new_task      (SyStore             *self,
                               gpointer             tag,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data);
void   sy_store_push_question (SyStore             *self,
                               SyStoreJob           job,
                               GTask               *task);

G_END_DECLS
