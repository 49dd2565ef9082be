/* test-provider-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-provider-list.h"

#include "sy-error.h"
#include "sy-json.h"
#include "sy-keyring-memory.h"
#include "support-spin.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char           *folder;
  char           *path;
  GListModel     *presets;
  SyProviderList *list;
  GError         *error;
  guint           pending;
} Fixture;

static GListModel *
make_presets (void)
{
  static const char json[] =
    "{\"presets\":["
    "{\"id\":\"openrouter\",\"name\":\"OpenRouter\",\"format\":\"openai-chat\","
    "\"api-base\":\"https://openrouter.ai/api/v1/chat/completions\",\"model\":\"a/b\","
    "\"key\":\"required\"},"
    "{\"id\":\"demo\",\"name\":\"Demo\",\"format\":\"openai-chat\",\"api-base\":\"demo:\","
    "\"model\":\"demo/x\",\"key\":\"none\"},"
    "{\"id\":\"custom\",\"name\":\"Custom\",\"format\":\"openai-chat\",\"key\":\"optional\"}]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return sy_preset_parse_list (bytes, NULL);
}

static void
make_list (Fixture *fixture)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);

  fixture->list = sy_provider_list_new (file, fixture->presets);
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->folder = g_build_filename (g_get_user_config_dir (), "sythoria", NULL);
  fixture->path = g_build_filename (fixture->folder, "providers.json", NULL);
  fixture->presets = make_presets ();
  make_list (fixture);
}

static gboolean
is_idle (gpointer data)
{
  return ((Fixture *) data)->pending == 0;
}

static void
wait_for (Fixture *fixture)
{
  g_assert_true (support_spin_until (is_idle, fixture, 5000));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_assert_cmpint (sy_provider_list_load_finish (SY_PROVIDER_LIST (object), result,
                                                 &fixture->error),
                   ==, fixture->error == NULL);
  fixture->pending--;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_assert_cmpint (sy_provider_list_save_finish (SY_PROVIDER_LIST (object), result,
                                                 &fixture->error),
                   ==, fixture->error == NULL);
  fixture->pending--;
}

static void
start_save (Fixture *fixture)
{
  fixture->pending++;
  sy_provider_list_save_async (fixture->list, NULL, saved_cb, fixture);
}

static void
load (Fixture *fixture)
{
  fixture->pending++;
  sy_provider_list_load_async (fixture->list, NULL, loaded_cb, fixture);
  wait_for (fixture);
}

static void
save (Fixture *fixture)
{
  start_save (fixture);
  wait_for (fixture);
}

static void
drop_list (Fixture *fixture)
{
  support_spin_for (20);
  g_assert_finalize_object (fixture->list);
  fixture->list = NULL;
}

/* The next start of the program. */
static void
restart (Fixture *fixture)
{
  drop_list (fixture);
  make_list (fixture);
  load (fixture);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  drop_list (fixture);
  g_assert_finalize_object (fixture->presets);
  g_clear_error (&fixture->error);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
write_file (Fixture    *fixture,
            const char *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
read_file (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (fixture->path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static guint
get_mode (const char *path)
{
  GStatBuf buf;

  g_assert_cmpint (g_stat (path, &buf), ==, 0);

  return buf.st_mode & 0777;
}

static SyProvider *
ensure (Fixture    *fixture,
        const char *id)
{
  return sy_provider_list_ensure (fixture->list, sy_preset_list_find (fixture->presets, id));
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
  demo = ensure (fixture, "demo");
  custom = ensure (fixture, "custom");

  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpstr (sy_provider_get_id (demo), ==, "demo");
  g_assert_true (g_uuid_string_is_valid (sy_provider_get_id (custom)));
  g_assert_true (ensure (fixture, "demo") == demo);
  g_assert_true (ensure (fixture, "custom") == custom);
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
  sy_provider_list_set_default (fixture->list, ensure (fixture, "openrouter"));
  g_assert_cmpuint (notified, ==, 0);
  g_assert_true (sy_provider_list_get_configured (fixture->list));

  sy_provider_list_set_default (fixture->list, ensure (fixture, "demo"));
  sy_provider_list_set_default (fixture->list, ensure (fixture, "demo"));
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (configured, ==, 1);
  g_assert_true (sy_provider_list_get_default (fixture->list) == ensure (fixture, "demo"));
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  load (fixture);
  g_assert_no_error (fixture->error);
  g_assert_false (sy_provider_list_get_configured (fixture->list));

  /* Nothing was chosen, so nothing is written either. */
  save (fixture);
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

  load (fixture);
  sampling->temperature = 0.7;
  provider = ensure (fixture, "custom");
  custom_id = g_strdup (sy_provider_get_id (provider));
  sy_provider_set_name (provider, "Näme \"q\"");
  g_assert_true (sy_provider_set_api_base (provider, "http://127.0.0.1:9/v1", NULL));
  sy_provider_set_model_id (provider, "model 🎉");
  sy_provider_set_sampling (provider, sampling);
  sy_provider_set_model_id (ensure (fixture, "openrouter"), "");
  sy_provider_list_set_default (fixture->list, provider);
  save (fixture);
  g_assert_no_error (fixture->error);

  restart (fixture);
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
  g_assert_true (ensure (fixture, "custom") == provider);
  g_assert_cmpstr (sy_provider_get_model_id (ensure (fixture, "openrouter")), ==, "");
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

  write_file (fixture, text);
  load (fixture);
  support_spin_for (300);
  save (fixture);
  after = read_file (fixture);
  g_assert_cmpstr (after, ==, text);
}

/* What is missing is as the preset has it. */
static void
test_minimal (Fixture       *fixture,
              gconstpointer  data)
{
  SyProvider *provider;

  write_file (fixture, "{\"version\":1,\"default\":\"demo\","
                       "\"providers\":[{\"id\":\"demo\",\"preset\":\"demo\"}]}");
  load (fixture);
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

      load (fixture);
      g_assert_no_error (fixture->error);
      before = umask (masks[i]);
      sy_provider_set_model_id (ensure (fixture, "openrouter"), i % 2 ? "x" : "y");
      save (fixture);
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
      drop_list (fixture);
      make_list (fixture);
    }
}

static void
test_autosave (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *text = NULL;

  load (fixture);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *model_id = g_strdup_printf ("model-%u", i);

      sy_provider_set_model_id (ensure (fixture, "openrouter"), model_id);
    }
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  support_spin_for (500);
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "model-49"));
}

/* Changes while a write runs, and several who wait: the last state wins. */
static void
test_last_state_wins (Fixture       *fixture,
                      gconstpointer  data)
{
  load (fixture);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *model_id = g_strdup_printf ("model-%u", i);
      g_autofree char *text = NULL;

      sy_provider_set_model_id (ensure (fixture, "openrouter"), "before");
      start_save (fixture);
      start_save (fixture);
      sy_provider_set_model_id (ensure (fixture, "openrouter"), model_id);
      start_save (fixture);
      wait_for (fixture);
      g_assert_no_error (fixture->error);

      text = read_file (fixture);
      g_assert_nonnull (strstr (text, model_id));
    }
}

/* Saving at quit waits for a write that was under way, and for nothing else. */
static void
test_save_waits (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *text = NULL;

  load (fixture);
  sy_provider_set_model_id (ensure (fixture, "openrouter"), "one");
  start_save (fixture);
  start_save (fixture);
  wait_for (fixture);
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "\"one\""));
}

static void
test_write_fails (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *text = NULL;

  load (fixture);

  /* A file stands where the folder should be. */
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->folder, "x", -1, NULL));
  sy_provider_set_model_id (ensure (fixture, "openrouter"), "kept");
  save (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);

  /* It is still to be written. */
  g_assert_cmpint (g_remove (fixture->folder), ==, 0);
  save (fixture);
  g_assert_no_error (fixture->error);
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "\"kept\""));
}

static void
test_before_loading (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *text = NULL;

  write_file (fixture, "{\"version\":1,\"providers\":[]}");
  sy_provider_set_model_id (ensure (fixture, "openrouter"), "early");
  save (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
  support_spin_for (200);
  text = read_file (fixture);
  g_assert_cmpstr (text, ==, "{\"version\":1,\"providers\":[]}");

  /* It is written as soon as that is safe. */
  load (fixture);
  support_spin_for (300);
  g_clear_pointer (&text, g_free);
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "early"));
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  static const char text[] = "{\"version\":2,\"providers\":[{\"id\":\"demo\"}],\"magic\":true}";
  g_autofree char *after = NULL;

  write_file (fixture, text);
  load (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);

  sy_provider_set_model_id (ensure (fixture, "openrouter"), "x");
  save (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
  support_spin_for (300);
  after = read_file (fixture);
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

      write_file (fixture, texts[i]);
      load (fixture);
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
      sy_provider_set_model_id (ensure (fixture, "openrouter"), "new");
      save (fixture);
      g_assert_no_error (fixture->error);
      restart (fixture);
      g_assert_cmpstr (sy_provider_get_model_id (ensure (fixture, "openrouter")), ==, "new");

      g_assert_cmpint (g_remove (aside_path), ==, 0);
      g_assert_cmpint (g_remove (fixture->path), ==, 0);
      drop_list (fixture);
      make_list (fixture);
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
      write_file (fixture, "{");
      load (fixture);
      g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
      drop_list (fixture);
      make_list (fixture);
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

  write_file (fixture, text);
  load (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 3);

  provider = sy_provider_list_get_default (fixture->list);
  g_assert_cmpstr (sy_provider_get_id (provider), ==, "openrouter");
  g_assert_cmpstr (sy_provider_get_name (provider), ==, "OpenRouter");
  g_assert_cmpstr (sy_provider_get_origin (provider), ==, "https://openrouter.ai");
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "a/b");
  g_assert_cmpstr (sy_provider_get_api_base (ensure (fixture, "demo")), ==, "demo:");

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

  write_file (fixture, text);
  load (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);

  sy_provider_set_model_id (ensure (fixture, "openrouter"), "x");
  save (fixture);
  after = read_file (fixture);
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

  write_file (fixture, blanks);
  load (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_STORE);
  sy_provider_set_model_id (ensure (fixture, "openrouter"), "x");
  save (fixture);
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

  load (fixture);
  sy_keyring_store_async (keyring, "openrouter", sy_provider_get_origin (provider), "label",
                          "sk-secret", NULL, NULL, NULL);
  sy_provider_read_key_state (provider, keyring);
  g_assert_true (support_spin_until (is_configured, fixture->list, 2000));
  save (fixture);
  text = read_file (fixture);
  g_assert_null (strstr (text, "secret"));

  restart (fixture);
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

  load (fixture);
  sy_provider_set_model_id (ensure (fixture, "openrouter"), "last words");
  start_save (fixture);
  list = g_steal_pointer (&fixture->list);
  g_object_unref (list);
  wait_for (fixture);
  g_assert_no_error (fixture->error);
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "last words"));
  make_list (fixture);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  fixture->pending++;
  sy_provider_list_load_async (fixture->list, cancellable, loaded_cb, fixture);
  wait_for (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, setup, func, teardown)

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
