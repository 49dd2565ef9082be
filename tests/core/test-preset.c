/* test-preset.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-preset.h"

#include "sy-error.h"
#include "sy-url.h"

#include <string.h>

static GListModel *
parse (const char  *json,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return sy_preset_parse_list (bytes, error);
}

static GListModel *
parse_real (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "presets.json", NULL);
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *presets;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);
  presets = parse (json, &error);
  g_assert_no_error (error);

  return presets;
}

/* @value: JSON of the member "key-page". */
static GListModel *
parse_page (const char *value)
{
  g_autofree char *json =
    g_strdup_printf ("{\"presets\":[{\"id\":\"i\",\"name\":\"N\",\"format\":\"openai-chat\","
                     "\"key-page\":%s}]}", value);
  g_autoptr(GError) error = NULL;
  GListModel *presets = parse (json, &error);

  g_assert_no_error (error);

  return presets;
}

static void
test_openrouter (void)
{
  GListModel *presets = parse_real ();
  g_autoptr(SyPreset) preset = g_list_model_get_item (presets, 0);

  g_assert_cmpstr (sy_preset_get_id (preset), ==, "openrouter");
  g_assert_cmpstr (sy_preset_get_name (preset), ==, "OpenRouter");
  g_assert_cmpstr (sy_preset_get_api_base (preset), ==,
                   "https://openrouter.ai/api/v1/chat/completions");
  g_assert_cmpstr (sy_preset_get_model_id (preset), ==, "anthropic/claude-3.5-sonnet");
  g_assert_cmpint (sy_preset_get_format (preset), ==, SY_FORMAT_OPENAI_CHAT);
  g_assert_cmpint (sy_preset_get_dialect (preset), ==, SY_DIALECT_OPENROUTER);
  g_assert_cmpstr (sy_preset_get_auth_header (preset), ==, "Authorization");
  g_assert_cmpint (sy_preset_get_key_need (preset), ==, SY_KEY_REQUIRED);
  g_assert_false (sy_preset_get_is_custom (preset));
  g_assert_false (sy_preset_get_is_local (preset));
  g_assert_cmpuint (sy_preset_get_silence_ms (preset), ==, 120000);
  g_assert_cmpstr (sy_preset_get_key_page (preset), ==, "https://openrouter.ai/keys");
  g_assert_cmpstr (sy_preset_get_credits_page (preset), ==, "https://openrouter.ai/credits");
  g_assert_cmpstr (sy_preset_get_models_page (preset), ==, "https://openrouter.ai/models");
  g_assert_cmpstr (sy_preset_get_privacy_page (preset), ==,
                   "https://openrouter.ai/settings/privacy");

  g_clear_object (&preset);
  g_assert_finalize_object (presets);
}

static void
test_others (void)
{
  GListModel *presets = parse_real ();
  SyPreset *preset = sy_preset_list_find (presets, "openai");

  g_assert_nonnull (preset);
  g_assert_cmpint (sy_preset_get_dialect (preset), ==, SY_DIALECT_OPENAI);
  g_assert_cmpstr (sy_preset_get_model_id (preset), ==, "gpt-4o");
  g_assert_nonnull (sy_preset_get_key_page (preset));
  g_assert_null (sy_preset_get_privacy_page (preset));

  preset = sy_preset_list_find (presets, "demo");
  g_assert_nonnull (preset);
  g_assert_cmpstr (sy_preset_get_api_base (preset), ==, "demo:");
  g_assert_cmpint (sy_preset_get_key_need (preset), ==, SY_KEY_NONE);
  g_assert_true (sy_preset_get_is_local (preset));
  g_assert_cmpuint (sy_preset_get_silence_ms (preset), ==, 20000);

  preset = sy_preset_list_find (presets, "custom");
  g_assert_nonnull (preset);
  g_assert_true (sy_preset_get_is_custom (preset));
  g_assert_cmpstr (sy_preset_get_api_base (preset), ==, "");
  g_assert_cmpstr (sy_preset_get_model_id (preset), ==, "");
  g_assert_cmpint (sy_preset_get_key_need (preset), ==, SY_KEY_OPTIONAL);

  g_assert_null (sy_preset_list_find (presets, "nobody"));
  g_assert_null (sy_preset_list_find (presets, NULL));
  g_assert_finalize_object (presets);
}

/* An API base of ours has to be what it would be normalised to. */
static void
test_api_bases (void)
{
  GListModel *presets = parse_real ();
  guint n_items = g_list_model_get_n_items (presets);

  g_assert_cmpuint (n_items, >=, 4);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(SyPreset) preset = g_list_model_get_item (presets, i);
      const SyFormat *format = sy_format_get (sy_preset_get_format (preset));
      const char *api_base = sy_preset_get_api_base (preset);
      g_autofree char *normalized = NULL;
      g_autoptr(GError) error = NULL;

      if (*api_base == '\0')
        continue;

      normalized = sy_url_normalize (api_base, format->endpoint, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (normalized, ==, api_base);
    }

  g_assert_finalize_object (presets);
}

static void
test_properties (void)
{
  GListModel *presets =
    parse ("{\"presets\":[{\"id\":\"i\",\"name\":\"N\",\"api-base\":\"https://h/v1\","
           "\"model\":\"m\",\"format\":\"openai-chat\"}]}", NULL);
  g_autoptr(SyPreset) preset = g_list_model_get_item (presets, 0);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *api_base = NULL;
  g_autofree char *model_id = NULL;

  g_object_get (preset, "id", &id, "name", &name, "api-base", &api_base, "model-id", &model_id,
                NULL);
  g_assert_cmpstr (id, ==, "i");
  g_assert_cmpstr (name, ==, "N");
  g_assert_cmpstr (api_base, ==, "https://h/v1");
  g_assert_cmpstr (model_id, ==, "m");

  g_object_unref (presets);
  g_assert_finalize_object (g_steal_pointer (&preset));
}

static void
test_fallbacks (void)
{
  GListModel *presets =
    parse ("{\"presets\":[{\"id\":\"i\",\"name\":\"N\",\"format\":\"openai-chat\",\"new\":{},"
           "\"dialect\":\"klingon\",\"key\":7,\"silence-seconds\":-5,\"model\":null}]}", NULL);
  SyPreset *preset = sy_preset_list_find (presets, "i");

  g_assert_nonnull (preset);
  g_assert_cmpstr (sy_preset_get_api_base (preset), ==, "");
  g_assert_cmpstr (sy_preset_get_model_id (preset), ==, "");
  g_assert_cmpstr (sy_preset_get_auth_header (preset), ==, "Authorization");
  g_assert_cmpint (sy_preset_get_dialect (preset), ==, SY_DIALECT_GENERIC);
  g_assert_cmpint (sy_preset_get_key_need (preset), ==, SY_KEY_OPTIONAL);
  g_assert_cmpuint (sy_preset_get_silence_ms (preset), ==, 1000);
  g_assert_finalize_object (presets);
}

/* Only what a browser may be sent to. */
static void
test_pages (void)
{
  static const char *const bad[] = {
    "7", "null", "[\"https://h/keys\"]", "\"\"", "\"h/keys\"", "\"http://h/keys\"",
    "\"file:///etc/passwd\"", "\"javascript:alert(1)\"", "\"https:\"", "\"https:///keys\"",
    "\"https://me:secret@h/keys\"", "\" https://h/keys\"", "\"https-h://h\"",
  };
  static const char *const good[] = {
    "https://h", "https://h:8443/keys?tab=1#new", "HTTPS://h/keys",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GListModel *presets = parse_page (bad[i]);

      g_assert_null (sy_preset_get_key_page (sy_preset_list_find (presets, "i")));
      g_assert_finalize_object (presets);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"%s\"", good[i]);
      GListModel *presets = parse_page (member);

      g_assert_cmpstr (sy_preset_get_key_page (sy_preset_list_find (presets, "i")), ==, good[i]);
      g_assert_finalize_object (presets);
    }
}

static void
test_unknown_format (void)
{
  GListModel *presets =
    parse ("{\"presets\":[{\"id\":\"a\",\"name\":\"A\",\"format\":\"telepathy\"},"
           "{\"id\":\"b\",\"name\":\"B\",\"format\":\"openai-chat\"},"
           "{\"id\":\"c\",\"name\":\"C\"}]}", NULL);

  g_assert_cmpuint (g_list_model_get_n_items (presets), ==, 1);
  g_assert_nonnull (sy_preset_list_find (presets, "b"));
  g_assert_finalize_object (presets);
}

#define TWICE_THE_SAME_ID \
  "{\"presets\":[{\"id\":\"a\",\"name\":\"a\",\"format\":\"openai-chat\"}," \
  "{\"id\":\"a\",\"name\":\"b\",\"format\":\"openai-chat\"}]}"

static void
test_broken (void)
{
  static const char *const texts[] = {
    "", "{", "[]", "{}", "{\"presets\":{}}", "{\"presets\":[7]}", "{\"presets\":[{}]}",
    "{\"presets\":[{\"id\":\"a\",\"format\":\"openai-chat\"}]}",
    "{\"presets\":[{\"name\":\"a\",\"format\":\"openai-chat\"}]}",
    "{\"presets\":[{\"id\":\"\",\"name\":\"a\",\"format\":\"openai-chat\"}]}",
    TWICE_THE_SAME_ID,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (texts[i], &error));
      g_assert_error (error, SY_ERROR, SY_ERROR_STORE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/preset/openrouter", test_openrouter);
  g_test_add_func ("/preset/others", test_others);
  g_test_add_func ("/preset/api-bases", test_api_bases);
  g_test_add_func ("/preset/properties", test_properties);
  g_test_add_func ("/preset/fallbacks", test_fallbacks);
  g_test_add_func ("/preset/pages", test_pages);
  g_test_add_func ("/preset/unknown-format", test_unknown_format);
  g_test_add_func ("/preset/broken", test_broken);

  return g_test_run ();
}
