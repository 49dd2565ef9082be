/* key-fixture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-keyring.h"
#include "sy-provider.h"

G_BEGIN_DECLS

#define KEY      "sk-test-0123456789abcdef"
#define KEY_HOME "https://home.example"

/**
 * KeyFixture:
 * @keyring: @fake, unless a test takes another
 * @provider: of the preset "keyed", whose server is at home, or "custom", which has none
 * @n_changed: how often its key has changed
 *
 * A provider, and who keeps its keys.
 */
typedef struct
{
  GListModel  *presets;
  FakeKeyring *fake;
  SyKeyring   *keyring;
  SyProvider  *provider;
  guint        n_changed;
} KeyFixture;

GListModel   *key_fixture_make_presets (void);
void          key_fixture_set_up       (KeyFixture     *fixture,
                                        gconstpointer   preset_id);
void          key_fixture_tear_down    (KeyFixture     *fixture,
                                        gconstpointer   preset_id);
void          key_fixture_ready_cb     (GObject        *object,
                                        GAsyncResult   *result,
                                        gpointer        user_data);
GAsyncResult *key_fixture_wait         (GAsyncResult  **kept);
void          key_fixture_move         (KeyFixture     *fixture,
                                        const char     *address);
gboolean      key_fixture_store        (KeyFixture     *fixture,
                                        const char     *key,
                                        GError        **error);
gboolean      key_fixture_adopt        (KeyFixture     *fixture,
                                        GError        **error);
gboolean      key_fixture_remove       (KeyFixture     *fixture,
                                        GError        **error);
char         *key_fixture_look_up      (KeyFixture     *fixture,
                                        GError        **error);
void          key_fixture_assert_key   (KeyFixture     *fixture,
                                        const char     *expected);

G_END_DECLS
