/* key-fixture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "key-fixture.h"

#include "support-spin.h"
#include "sy-provider-keys.h"

#include <string.h>

#define PATIENCE_MS 5000

static const char presets_json[] =
  "{\"presets\":["
  "{\"id\":\"keyed\",\"name\":\"Keyed\",\"format\":\"openai-chat\",\"key\":\"required\","
  "\"api-base\":\"" KEY_HOME "/v1/chat/completions\",\"auth-header\":\"Authorization\"},"
  "{\"id\":\"custom\",\"name\":\"Custom\",\"format\":\"openai-chat\",\"key\":\"optional\"}]}";

GListModel *
key_fixture_make_presets (void)
{
  g_autoptr(GBytes) json = g_bytes_new_static (presets_json, strlen (presets_json));
  g_autoptr(GError) error = NULL;
  GListModel *presets = sy_preset_parse_list (json, &error);

  g_assert_no_error (error);

  return presets;
}

static void
changed_cb (KeyFixture *fixture)
{
  fixture->n_changed++;
}

/* @preset_id: "keyed" when it is NULL. */
void
key_fixture_set_up (KeyFixture    *fixture,
                    gconstpointer  preset_id)
{
  const char *id = preset_id != NULL ? preset_id : "keyed";

  fixture->presets = key_fixture_make_presets ();
  fixture->provider = sy_provider_new (id, sy_preset_list_find (fixture->presets, id));
  fixture->fake = fake_keyring_new ();
  fixture->keyring = SY_KEYRING (fixture->fake);
  sy_provider_read_key_state (fixture->provider, fixture->keyring);
  g_signal_connect_swapped (fixture->provider, "key-changed", G_CALLBACK (changed_cb), fixture);
}

void
key_fixture_tear_down (KeyFixture    *fixture,
                       gconstpointer  preset_id)
{
  support_spin_for (20);
  g_assert_finalize_object (fixture->provider);
  g_assert_finalize_object (fixture->fake);
  g_assert_finalize_object (fixture->presets);
}

void
key_fixture_ready_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

/* For what key_fixture_ready_cb() keeps. */
GAsyncResult *
key_fixture_wait (GAsyncResult **kept)
{
  g_assert_true (support_spin_until (is_set, kept, PATIENCE_MS));

  return *kept;
}

void
key_fixture_move (KeyFixture *fixture,
                  const char *address)
{
  g_autoptr(GError) error = NULL;

  sy_provider_set_api_base (fixture->provider, address, &error);
  g_assert_no_error (error);
}

gboolean
key_fixture_store (KeyFixture  *fixture,
                   const char  *key,
                   GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_provider_keys_store_async (fixture->keyring, fixture->provider, key, NULL,
                                key_fixture_ready_cb, &result);

  return sy_provider_keys_store_finish (fixture->keyring, key_fixture_wait (&result), error);
}

gboolean
key_fixture_adopt (KeyFixture  *fixture,
                   GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_provider_keys_adopt_async (fixture->keyring, fixture->provider, NULL,
                                key_fixture_ready_cb, &result);

  return sy_provider_keys_adopt_finish (fixture->keyring, key_fixture_wait (&result), error);
}

gboolean
key_fixture_remove (KeyFixture  *fixture,
                    GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_provider_keys_remove_async (fixture->keyring, fixture->provider, NULL,
                                 key_fixture_ready_cb, &result);

  return sy_provider_keys_remove_finish (fixture->keyring, key_fixture_wait (&result), error);
}

char *
key_fixture_look_up (KeyFixture  *fixture,
                     GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_provider_keys_lookup_async (fixture->keyring, fixture->provider, NULL,
                                 key_fixture_ready_cb, &result);

  return sy_provider_keys_lookup_finish (fixture->keyring, key_fixture_wait (&result), error);
}

/* For the present origin, as whoever asks the server gets it. */
void
key_fixture_assert_key (KeyFixture *fixture,
                        const char *expected)
{
  g_autoptr(GError) error = NULL;
  char *key = key_fixture_look_up (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, expected);
  sy_keyring_free_key (key);
}
