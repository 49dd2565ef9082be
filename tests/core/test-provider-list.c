/* test-provider-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "provider-list-fixture.h"

#include "sy-error.h"
#include "sy-json.h"
#include "sy-keyring-memory.h"
#include "support-spin.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static guint
get_mode (const char *path)
{
  GStatBuf buf;

  g_assert_cmpint (g_stat (path, &buf), ==, 0);

  return buf.st_mode & 0777;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(SyProvider) provider = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->list)) == SY_TYPE_PROVIDER);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 1));
  g_assert_true (provider == sy_provider_list_get_default (fixture->list));
  g_assert_true (provider == sy_provider_list_find (fixture->list, "openrouter"));
  g_assert_null (sy_provider_list_find (fixture->list, "demo"));
  g_assert_null (sy_provider_list_find (fixture->list, NULL));
  g_assert_false (sy_provider_list_get_configured (fixture->list));
  g_assert_true (sy_provider_list_get_presets (fixture->list) == fixture->presets);
}

static void
test_ensure (Fixture       *fixture,
             gconstpointer  data)
{
  SyProvider *demo;
  SyProvider *custom;
  guint changed = 0;

  g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (count_cb), &changed);
  demo = fixture_ensure (fixture, "demo");
  custom = fixture_ensure (fixture, "custom");

  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpstr (sy_provider_get_id (demo), ==, "demo");
  g_assert_true (g_uuid_string_is_valid (sy_provider_get_id (custom)));
  g_assert_true (fixture_ensure (fixture, "demo") == demo);
  g_assert_true (fixture_ensure (fixture, "custom") == custom);
  g_assert_cmpuint (changed, ==, 2);
  g_assert_false (sy_provider_list_get_configured (fixture->list));
}

static void
test_default (Fixture       *fixture,
              gconstpointer  data)
{
  guint notified = 0;
  guint configured = 0;

  g_signal_connect_swapped (fixture->list, "notify::default", G_CALLBACK (count_cb), &notified);
  g_signal_connect_swapped (fixture->list, "notify::configured", G_CALLBACK (count_cb),
                            &configured);

  /* Choosing what was the default anyway is a choice. */
  sy_provider_list_set_default (fixture->list, fixture_ensure (fixture, "openrouter"));
  g_assert_cmpuint (notified, ==, 0);
  g_assert_true (sy_provider_list_get_configured (fixture->list));

  sy_provider_list_set_default (fixture->list, fixture_ensure (fixture, "demo"));
  sy_provider_list_set_default (fixture->list, fixture_ensure (fixture, "demo"));
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (configured, ==, 1);
  g_assert_true (sy_provider_list_get_default (fixture->list) == fixture_ensure (fixture, "demo"));
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  fixture_load (fixture);
  g_assert_no_error (fixture->error);
  g_assert_false (sy_provider_list_get_configured (fixture->list));

  /* Nothing was chosen, so nothing is written either. */
  fixture_save (fixture);
  g_assert_no_error (fixture->error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autofree char *custom_id = NULL;
  SyProvider *provider;

  fixture_load (fixture);
  sampling->temperature = 0.7;
  provider = fixture_ensure (fixture, "custom");
  custom_id = g_strdup (sy_provider_get_id (provider));
  sy_provider_set_name (provider, "Näme \"q\"");
  g_assert_true (sy_provider_set_api_base (provider, "http://127.0.0.1:9/v1", NULL));
  sy_provider_set_model_id (provider, "model 🎉");
  sy_provider_set_sampling (provider, sampling);
  sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "");
  sy_provider_list_set_default (fixture->list, provider);
  fixture_save (fixture);
  g_assert_no_error (fixture->error);

  fixture_restart (fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (sy_provider_list_get_configured (fixture->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2);

  provider = sy_provider_list_get_default (fixture->list);
  g_assert_cmpstr (sy_provider_get_id (provider), ==, custom_id);
  g_assert_cmpstr (sy_provider_get_name (provider), ==, "Näme \"q\"");
  g_assert_cmpstr (sy_provider_get_api_base (provider), ==,
                   "http://127.0.0.1:9/v1/chat/completions");
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "model 🎉");
  g_assert_cmpfloat (sy_provider_get_sampling (provider)->temperature, ==, 0.7);
  g_assert_true (fixture_ensure (fixture, "custom") == provider);
  g_assert_cmpstr (sy_provider_get_model_id (fixture_ensure (fixture, "openrouter")), ==, "");
}

/* What was read is not a change. */
static void
test_reading_writes_nothing (Fixture       *fixture,
                             gconstpointer  data)
{
  static const char text[] = "{\"version\":1,\"providers\":[{\"id\":\"demo\",\"preset\":\"demo\","
                             "\"format\":\"openai-chat\",\"model\":\"demo/y\"}],"
                             "\"default\":\"demo\"}";
  g_autofree char *after = NULL;

  fixture_write_file (fixture, text);
  fixture_load (fixture);
  support_spin_for (300);
  fixture_save (fixture);
  after = fixture_read_file (fixture);
  g_assert_cmpstr (after, ==, text);
}

/* What is missing is as the preset has it. */
static void
test_minimal (Fixture       *fixture,
              gconstpointer  data)
{
  SyProvider *provider;

  fixture_write_file (fixture, "{\"version\":1,\"default\":\"demo\","
                       "\"providers\":[{\"id\":\"demo\",\"preset\":\"demo\"}]}");
  fixture_load (fixture);
  g_assert_no_error (fixture->error);

  provider = sy_provider_list_get_default (fixture->list);
  g_assert_cmpstr (sy_provider_get_id (provider), ==, "demo");
  g_assert_cmpstr (sy_provider_get_api_base (provider), ==, "demo:");
  g_assert_cmpint (sy_provider_get_format (provider), ==, SY_FORMAT_OPENAI_CHAT);
}

static void
test_modes (Fixture       *fixture,
            gconstpointer  data)
{
  static const mode_t masks[] = { 0000, 0022, 0077, 0277 };

  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      mode_t before;

      fixture_load (fixture);
      g_assert_no_error (fixture->error);
      before = umask (masks[i]);
      sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), i % 2 ? "x" : "y");
      fixture_save (fixture);
      umask (before);

      g_assert_no_error (fixture->error);
      g_assert_cmphex (get_mode (fixture->folder), ==, 0700);
      g_assert_cmphex (get_mode (fixture->path), ==, 0600);

      if (i == 1)
        {
          /* A file that was open to all is closed by the next write. */
          g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
        }
      else
        {
          g_assert_cmpint (g_remove (fixture->path), ==, 0);
          g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
        }
      fixture_drop_list (fixture);
      fixture_make_list (fixture);
    }
}

static void
test_autosave (Fixture       *fixture,
               gconstpointer  data)
{
  fixture_load (fixture);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *model_id = g_strdup_printf ("model-%u", i);

      sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), model_id);
    }
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  fixture_wait_for_text (fixture, "model-49");
}

/* Changes while a write runs, and several who wait: the last state wins. */
static void
test_last_state_wins (Fixture       *fixture,
                      gconstpointer  data)
{
  fixture_load (fixture);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *model_id = g_strdup_printf ("model-%u", i);
      g_autofree char *text = NULL;

      sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "before");
      fixture_start_save (fixture);
      fixture_start_save (fixture);
      sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), model_id);
      fixture_start_save (fixture);
      fixture_wait (fixture);
      g_assert_no_error (fixture->error);

      text = fixture_read_file (fixture);
      g_assert_nonnull (strstr (text, model_id));
    }
}

/* Saving at quit waits for a write that was under way, and for nothing else. */
static void
test_save_waits (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *text = NULL;

  fixture_load (fixture);
  sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "one");
  fixture_start_save (fixture);
  fixture_start_save (fixture);
  fixture_wait (fixture);
  text = fixture_read_file (fixture);
  g_assert_nonnull (strstr (text, "\"one\""));
}

static void
test_write_fails (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *text = NULL;

  fixture_load (fixture);

  /* A file stands where the folder should be. */
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->folder, "x", -1, NULL));
  sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "kept");
  fixture_save (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);

  /* It is still to be written. */
  g_assert_cmpint (g_remove (fixture->folder), ==, 0);
  fixture_save (fixture);
  g_assert_no_error (fixture->error);
  text = fixture_read_file (fixture);
  g_assert_nonnull (strstr (text, "\"kept\""));
}

static void
test_before_loading (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *text = NULL;

  fixture_write_file (fixture, "{\"version\":1,\"providers\":[]}");
  sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "early");
  fixture_save (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
  support_spin_for (200);
  text = fixture_read_file (fixture);
  g_assert_cmpstr (text, ==, "{\"version\":1,\"providers\":[]}");

  /* It is written as soon as that is safe. */
  fixture_load (fixture);
  fixture_wait_for_text (fixture, "early");
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  static const char text[] = "{\"version\":2,\"providers\":[{\"id\":\"demo\"}],\"magic\":true}";
  g_autofree char *after = NULL;

  fixture_write_file (fixture, text);
  fixture_load (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);

  sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "x");
  fixture_save (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
  support_spin_for (300);
  after = fixture_read_file (fixture);
  g_assert_cmpstr (after, ==, text);
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const texts[] = {
    "", "{", "[]", "7", "{}", "{\"version\":1}", "{\"version\":1,\"providers\":{}}",
    "{\"version\":0,\"providers\":[]}", "{\"version\":\"x\",\"providers\":[]}", "\xff\xfe",
    "{\"version\":1,\"providers\":[",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GDir) dir = NULL;
      g_autofree char *aside = NULL;
      g_autofree char *aside_path = NULL;
      g_autofree char *kept = NULL;

      fixture_write_file (fixture, texts[i]);
      fixture_load (fixture);
      g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
      g_assert_nonnull (strstr (fixture->error->message, "providers.json.damaged-"));
      g_assert_false (sy_provider_list_get_configured (fixture->list));
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

      dir = g_dir_open (fixture->folder, 0, NULL);
      aside = g_strdup (g_dir_read_name (dir));
      g_assert_nonnull (strstr (fixture->error->message, aside));
      aside_path = g_build_filename (fixture->folder, aside, NULL);
      g_assert_true (g_file_get_contents (aside_path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, texts[i]);

      /* From here on it works as if there had been none. */
      sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "new");
      fixture_save (fixture);
      g_assert_no_error (fixture->error);
      fixture_restart (fixture);
      g_assert_cmpstr (sy_provider_get_model_id (fixture_ensure (fixture, "openrouter")), ==, "new");

      g_assert_cmpint (g_remove (aside_path), ==, 0);
      g_assert_cmpint (g_remove (fixture->path), ==, 0);
      fixture_drop_list (fixture);
      fixture_make_list (fixture);
    }
}

/* Two in one second do not take each other's name. */
static void
test_damaged_twice (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  guint n_files = 0;

  for (guint i = 0; i < 3; i++)
    {
      fixture_write_file (fixture, "{");
      fixture_load (fixture);
      g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
      fixture_drop_list (fixture);
      fixture_make_list (fixture);
    }

  dir = g_dir_open (fixture->folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, 3);
}

static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  static const char text[] =
    "{\"version\":1,\"default\":\"gone\",\"providers\":[7,null,[],{},"
    "{\"id\":\"openrouter\",\"preset\":\"openrouter\",\"format\":\"openai-chat\","
    "\"api-base\":\"http://evil.example/v1\",\"model\":7,\"name\":[],\"sampling\":\"hot\"},"
    "{\"id\":\"demo\",\"preset\":\"demo\",\"format\":\"openai-chat\","
    "\"api-base\":\"https://evil.example/\"},"
    "{\"id\":\"alias\",\"preset\":\"openrouter\",\"format\":\"openai-chat\"},"
    "{\"id\":\"demo\",\"preset\":\"custom\",\"format\":\"openai-chat\"},"
    "{\"id\":\"\",\"preset\":\"custom\",\"format\":\"openai-chat\"},"
    "{\"id\":\"u\",\"preset\":\"custom\",\"format\":\"openai-chat\",\"api-base\":\"javascript:\","
    "\"model\":\"m\\u0007\\ud800\",\"sampling\":{\"temperature\":1e999}}]}";
  SyProvider *provider;

  fixture_write_file (fixture, text);
  fixture_load (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 3);

  provider = sy_provider_list_get_default (fixture->list);
  g_assert_cmpstr (sy_provider_get_id (provider), ==, "openrouter");
  g_assert_cmpstr (sy_provider_get_name (provider), ==, "OpenRouter");
  g_assert_cmpstr (sy_provider_get_origin (provider), ==, "https://openrouter.ai");
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "a/b");
  g_assert_cmpstr (sy_provider_get_api_base (fixture_ensure (fixture, "demo")), ==, "demo:");

  provider = sy_provider_list_find (fixture->list, "u");
  g_assert_cmpstr (sy_provider_get_api_base (provider), ==, "");
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "m\xef\xbf\xbd");
}

/* What this version cannot use is there for the one that can. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  static const char text[] =
    "{\"version\":1,\"default\":\"anthropic\",\"providers\":["
    "{\"id\":\"anthropic\",\"preset\":\"anthropic\",\"format\":\"anthropic\",\"z\":[1,null]},"
    "{\"id\":\"u\",\"preset\":\"custom\",\"format\":\"telepathy\",\"name\":\"Mine\"}]}";
  g_autofree char *after = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonArray *entries;
  JsonObject *entry;

  fixture_write_file (fixture, text);
  fixture_load (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);

  sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "x");
  fixture_save (fixture);
  after = fixture_read_file (fixture);
  node = sy_json_parse (after, -1, NULL);
  entries = sy_json_get_array (sy_json_node_object (node), "providers");
  g_assert_cmpuint (json_array_get_length (entries), ==, 3);

  entry = sy_json_array_object (entries, 1);
  g_assert_cmpstr (sy_json_get_string (entry, "id"), ==, "anthropic");
  g_assert_cmpuint (json_array_get_length (sy_json_get_array (entry, "z")), ==, 2);
  entry = sy_json_array_object (entries, 2);
  g_assert_cmpstr (sy_json_get_string (entry, "format"), ==, "telepathy");
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *blanks = g_strnfill (5 * 1024 * 1024, ' ');

  fixture_write_file (fixture, blanks);
  fixture_load (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
  sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "x");
  fixture_save (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
}

static gboolean
is_configured (gpointer data)
{
  return sy_provider_list_get_configured (data);
}

/* A key alone is enough to be configured, also at the next start; and it is in no
 * file. */
static void
test_key (Fixture       *fixture,
          gconstpointer  data)
{
  SyKeyring *keyring = sy_keyring_memory_new ();
  SyProvider *provider = sy_provider_list_get_default (fixture->list);
  g_autofree char *text = NULL;

  fixture_load (fixture);
  sy_keyring_store_async (keyring, "openrouter", sy_provider_get_origin (provider), "label",
                          "sk-secret", NULL, NULL, NULL);
  sy_provider_read_key_state (provider, keyring);
  g_assert_true (support_spin_until (is_configured, fixture->list, 2000));
  fixture_save (fixture);
  text = fixture_read_file (fixture);
  g_assert_null (strstr (text, "secret"));

  fixture_restart (fixture);
  g_assert_true (sy_provider_list_get_configured (fixture->list));
  g_assert_finalize_object (keyring);
}

/* The list may go while its write is under way: it is written all the same. */
static void
test_dropped_while_writing (Fixture       *fixture,
                            gconstpointer  data)
{
  SyProviderList *list;
  g_autofree char *text = NULL;

  fixture_load (fixture);
  sy_provider_set_model_id (fixture_ensure (fixture, "openrouter"), "last words");
  fixture_start_save (fixture);
  list = g_steal_pointer (&fixture->list);
  g_object_unref (list);
  fixture_wait (fixture);
  g_assert_no_error (fixture->error);
  text = fixture_read_file (fixture);
  g_assert_nonnull (strstr (text, "last words"));
  fixture_make_list (fixture);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  fixture_load_with (fixture, cancellable);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_setup, func, fixture_teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/provider-list/new", test_new);
  ADD ("/provider-list/ensure", test_ensure);
  ADD ("/provider-list/default", test_default);
  ADD ("/provider-list/no-file", test_no_file);
  ADD ("/provider-list/round-trip", test_round_trip);
  ADD ("/provider-list/reading-writes-nothing", test_reading_writes_nothing);
  ADD ("/provider-list/minimal", test_minimal);
  ADD ("/provider-list/modes", test_modes);
  ADD ("/provider-list/autosave", test_autosave);
  ADD ("/provider-list/last-state-wins", test_last_state_wins);
  ADD ("/provider-list/save-waits", test_save_waits);
  ADD ("/provider-list/write-fails", test_write_fails);
  ADD ("/provider-list/before-loading", test_before_loading);
  ADD ("/provider-list/newer", test_newer);
  ADD ("/provider-list/damaged", test_damaged);
  ADD ("/provider-list/damaged-twice", test_damaged_twice);
  ADD ("/provider-list/hostile", test_hostile);
  ADD ("/provider-list/foreign", test_foreign);
  ADD ("/provider-list/too-large", test_too_large);
  ADD ("/provider-list/key", test_key);
  ADD ("/provider-list/dropped-while-writing", test_dropped_while_writing);
  ADD ("/provider-list/cancel", test_cancel);

  return g_test_run ();
}
