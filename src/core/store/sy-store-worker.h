/* sy-store-worker.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-database.h"

G_BEGIN_DECLS

/**
 * SyStoreWorker:
 *
 * The one thread that works with the database, a job after the other.
 */
typedef struct _SyStoreWorker SyStoreWorker;

/**
 * SyStoreJob:
 * @worker: whose thread this is
 * @task: has the job's data, and is returned here
 *
 * Something to do on the worker's thread.
 */
typedef void (*SyStoreJob) (SyStoreWorker *worker,
                            GTask         *task);

SyStoreWorker *sy_store_worker_new          (void);
void           sy_store_worker_free         (SyStoreWorker *self);
void           sy_store_worker_push         (SyStoreWorker *self,
                                             SyStoreJob     job,
                                             GTask         *task);
SyDatabase    *sy_store_worker_get_database (SyStoreWorker *self);
void           sy_store_worker_set_database (SyStoreWorker *self,
                                             SyDatabase    *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyStoreWorker, sy_store_worker_free)

G_END_DECLS
