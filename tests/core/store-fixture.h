/* store-fixture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-fake-clock.h"
#include "sy-store.h"

G_BEGIN_DECLS

/* A store in a folder of its own. */
typedef struct
{
  char        *folder;
  char        *path;
  SyFakeClock *clock;
  SyStore     *store;
} StoreFixture;

void                  store_fixture_set_up        (StoreFixture   *fixture,
                                                   gconstpointer   data);
void                  store_fixture_tear_down     (StoreFixture   *fixture,
                                                   gconstpointer   data);
gboolean              store_fixture_open          (StoreFixture   *fixture,
                                                   const char     *vfs,
                                                   GError        **error);
gboolean              store_fixture_close         (StoreFixture   *fixture);
void                  store_fixture_drop          (StoreFixture   *fixture);
GPtrArray            *store_fixture_list          (StoreFixture   *fixture);
SyStorePage          *store_fixture_page          (StoreFixture   *fixture,
                                                   const char     *id,
                                                   guint           n_loaded);
char                 *store_fixture_dup_titles    (StoreFixture   *fixture);
char                 *store_fixture_dup_texts     (StoreFixture   *fixture,
                                                   const char     *id);
void                  store_fixture_put           (StoreFixture   *fixture,
                                                   const char     *id,
                                                   const char     *title,
                                                   gint64          updated_at);
void                  store_fixture_say           (StoreFixture   *fixture,
                                                   const char     *conversation,
                                                   const char     *id,
                                                   const char     *parent,
                                                   SyRecordRole    role,
                                                   const char     *text);
void                  store_fixture_end           (StoreFixture   *fixture,
                                                   const char     *id,
                                                   SyRecordState   state);
void                  store_fixture_in_thread     (void          (*func) (gpointer data),
                                                   gpointer        data);
int                   store_fixture_ask           (const char     *path,
                                                   const char     *sql);

G_END_DECLS
