/* test-preset.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-preset.h"

#include "sy-error.h"
#include "sy-json.h"
#include "sy-url.h"

#include <string.h>

static GListModel *
parse (const char  *json,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return sy_preset_parse_list (bytes, error);
}

static char *
read_real (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "presets.json", NULL);
  g_autoptr(GError) error = NULL;
  char *json = NULL;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);

  return json;
}

static GListModel *
parse_real (void)
{
  g_autofree char *json = read_real ();
  g_autoptr(GError) error = NULL;
  GListModel *presets;

  presets = parse (json, &error);
  g_assert_no_error (error);

  return presets;
}

/* @members: JSON of what a row has beside its id. */
static SyPreset *
parse_row (const char *members)
{
  g_autofree char *json =
    g_strdup_printf ("{\"presets\":[{\"id\":\"i\",\"name\":\"N\",\"format\":\"openai-chat\",%s}]}",
                     members);
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) presets = parse (json, &error);

  g_assert_no_error (error);

  return g_list_model_get_item (presets, 0);
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

  g_assert_true (sy_preset_suggests (preset, "openai/gpt-4o"));
  g_assert_false (sy_preset_suggests (preset, "openai/gpt-4"));
  g_assert_false (sy_preset_suggests (preset, NULL));
  g_assert_false (sy_preset_suggests (sy_preset_list_find (presets, "custom"), ""));
  g_assert_cmpstr (sy_preset_get_key_prefix (preset), ==, "sk-or-v1-");
  g_assert_cmpuint (sy_preset_get_key_length (preset), ==, 73);
  g_assert_true (sy_preset_get_has_account (preset));
  g_assert_cmpstr (sy_preset_get_models_path (preset), ==, "models");
  g_assert_cmpstr (sy_preset_get_model_patterns (preset)[0], ==, NULL);
  g_assert_cmpstr (sy_preset_get_other_bases (preset)[0], ==, NULL);

  g_clear_object (&preset);
  g_assert_finalize_object (presets);
}

/* The six rows of the seed, with its notes. */
static void
test_suggested (void)
{
  static const char *const rows[][2] = {
    { "anthropic/claude-3.5-sonnet", "Balanced Claude model" },
    { "openai/gpt-4o", "GPT-4o via OpenRouter" },
    { "meta-llama/llama-3.1-70b-instruct", "Open-source, strong all-rounder" },
    { "mistralai/mistral-large", "European provider, good multilingual" },
    { "google/gemini-pro-1.5", "Gemini via OpenRouter" },
    { "deepseek/deepseek-chat", "Cost-effective, strong coding" },
  };
  GListModel *presets = parse_real ();
  SyPreset *preset = sy_preset_list_find (presets, "openrouter");

  g_assert_cmpuint (sy_preset_get_n_suggested (preset), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpstr (sy_preset_get_suggested_id (preset, i), ==, rows[i][0]);
      g_assert_cmpstr (sy_preset_get_suggested_note (preset, i), ==, rows[i][1]);
    }

  g_assert_finalize_object (presets);
}

/* What a service is asked to prove a key, and what its refusals look like; "" is none. */
typedef struct
{
  const char *id;
  const char *name;
  const char *api_base;
  const char *model_id;
  const char *pattern;
  SyKeyNeed   key_need;
  const char *proof;
  gboolean    with_key;
  guint       refused;
  gboolean    is_local;
} Row;

/* All of them, in the order in which they are offered. */
static const Row rows[] = {
  { "openrouter", "OpenRouter", "https://openrouter.ai/api/v1/chat/completions",
    "anthropic/claude-3.5-sonnet", NULL, SY_KEY_REQUIRED, "key", TRUE, 401, FALSE },
  { "openai", "OpenAI", "https://api.openai.com/v1/chat/completions",
    "gpt-4o", NULL, SY_KEY_REQUIRED, "models", TRUE, 401, FALSE },
  { "gemini", "Google Gemini",
    "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions",
    "", "gemini-*-pro*", SY_KEY_REQUIRED, "models", TRUE, 400, FALSE },
  { "mistral", "Mistral", "https://api.mistral.ai/v1/chat/completions",
    "mistral-large-latest", NULL, SY_KEY_REQUIRED, "models", TRUE, 401, FALSE },
  { "deepseek", "DeepSeek", "https://api.deepseek.com/v1/chat/completions",
    "deepseek-chat", NULL, SY_KEY_REQUIRED, "models", TRUE, 401, FALSE },
  { "nvidia", "NVIDIA NIM", "https://integrate.api.nvidia.com/v1/chat/completions",
    "meta/llama-3.3-70b-instruct", NULL, SY_KEY_REQUIRED, NULL, FALSE, 0, FALSE },
  { "groq", "Groq", "https://api.groq.com/openai/v1/chat/completions",
    "", "*", SY_KEY_REQUIRED, "models", TRUE, 401, FALSE },
  { "xai", "xAI", "https://api.x.ai/v1/chat/completions",
    "", "grok-*", SY_KEY_REQUIRED, "models", TRUE, 401, FALSE },
  { "together", "Together", "https://api.together.xyz/v1/chat/completions",
    "", "*", SY_KEY_REQUIRED, "models", TRUE, 401, FALSE },
  { "ollama", "Ollama (local)", "http://localhost:11434/v1/chat/completions",
    "", "*", SY_KEY_NONE, "/api/version", FALSE, 0, TRUE },
  { "lmstudio", "LM Studio (local)", "http://localhost:1234/v1/chat/completions",
    "", "*", SY_KEY_OPTIONAL, "models", TRUE, 401, TRUE },
  { "llamacpp", "llama.cpp (local)", "http://localhost:8080/v1/chat/completions",
    "", "*", SY_KEY_OPTIONAL, "/props", TRUE, 401, TRUE },
  { "demo", "Demo (offline)", "demo:",
    "demo/markdown-tour", NULL, SY_KEY_NONE, "models", FALSE, 0, TRUE },
  { "custom", "Custom", "", "", NULL, SY_KEY_OPTIONAL, NULL, FALSE, 0, FALSE },
};

static void
assert_proof (const Row *row,
              SyPreset  *preset)
{
  const SyProof *proof = sy_preset_get_proof (preset);

  g_assert_cmpstr (proof->path, ==, row->proof);
  if (row->proof == NULL)
    return;

  g_assert_cmpint (proof->with_key, ==, row->with_key);
  g_assert_false (sy_proof_is_refusal (proof, 200));
  g_assert_false (sy_proof_is_refusal (proof, 404));
  g_assert_false (sy_proof_is_refusal (proof, 500));
  if (row->refused != 0)
    g_assert_true (sy_proof_is_refusal (proof, row->refused));
}

static void
assert_row (const Row *row,
            SyPreset  *preset)
{
  g_test_message ("%s", row->id);
  g_assert_cmpstr (sy_preset_get_id (preset), ==, row->id);
  g_assert_cmpstr (sy_preset_get_name (preset), ==, row->name);
  g_assert_cmpstr (sy_preset_get_api_base (preset), ==, row->api_base);
  g_assert_cmpstr (sy_preset_get_model_id (preset), ==, row->model_id);
  g_assert_cmpstr (sy_preset_get_model_patterns (preset)[0], ==, row->pattern);
  g_assert_cmpint (sy_preset_get_format (preset), ==, SY_FORMAT_OPENAI_CHAT);
  g_assert_cmpint (sy_preset_get_key_need (preset), ==, row->key_need);
  g_assert_cmpint (sy_preset_get_is_local (preset), ==, row->is_local);
  g_assert_cmpstr (sy_preset_get_models_path (preset), ==, "models");
  g_assert_cmpint (sy_preset_get_has_account (preset), ==, g_str_equal (row->id, "openrouter"));
  g_assert_cmpint (sy_preset_get_has_endpoints (preset), ==,
                   g_str_equal (row->id, "openrouter") || g_str_equal (row->id, "demo"));
  g_assert_cmpint (sy_preset_get_key_page (preset) != NULL, ==, row->key_need == SY_KEY_REQUIRED);
  assert_proof (row, preset);
}

static void
test_all (void)
{
  GListModel *presets = parse_real ();

  g_assert_cmpuint (g_list_model_get_n_items (presets), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(SyPreset) preset = g_list_model_get_item (presets, i);

      assert_row (&rows[i], preset);
    }

  g_assert_finalize_object (presets);
}

/* A known model is one of those suggested; without one the list has to tell. */
static void
test_models (void)
{
  GListModel *presets = parse_real ();

  for (guint i = 0; i < g_list_model_get_n_items (presets); i++)
    {
      g_autoptr(SyPreset) preset = g_list_model_get_item (presets, i);
      const char *model_id = sy_preset_get_model_id (preset);
      gboolean is_suggested = FALSE;

      for (guint j = 0; j < sy_preset_get_n_suggested (preset); j++)
        {
          g_assert_cmpstr (sy_preset_get_suggested_id (preset, j), !=, "");
          g_assert_cmpstr (sy_preset_get_suggested_note (preset, j), !=, "");
          is_suggested |= g_str_equal (sy_preset_get_suggested_id (preset, j), model_id);
        }

      g_assert_true (is_suggested || *model_id == '\0');
      g_assert_true (*model_id != '\0' || sy_preset_get_is_custom (preset) ||
                     sy_preset_get_model_patterns (preset)[0] != NULL);
    }

  g_assert_finalize_object (presets);
}

/* In the file for the version that has its format. */
static void
test_anthropic (void)
{
  g_autofree char *json = read_real ();
  g_autoptr(JsonNode) root = sy_json_parse (json, -1, NULL);
  JsonArray *entries = sy_json_get_array (sy_json_node_object (root), "presets");
  GListModel *presets = parse_real ();
  JsonObject *row = sy_json_array_object (entries, 2);

  g_assert_cmpstr (sy_json_get_string (row, "id"), ==, "anthropic");
  g_assert_cmpstr (sy_json_get_string (row, "format"), ==, "anthropic-messages");
  g_assert_null (sy_preset_list_find (presets, "anthropic"));
  g_assert_cmpuint (json_array_get_length (entries), ==, G_N_ELEMENTS (rows) + 1);

  g_assert_finalize_object (presets);
}

/* Servers on this computer that were moved: other addresses of the same sort, on it. */
static void
test_other_bases (void)
{
  GListModel *presets = parse_real ();
  SyPreset *preset = sy_preset_list_find (presets, "llamacpp");

  g_assert_cmpstr (sy_preset_get_other_bases (preset)[0], ==,
                   "http://localhost:9931/v1/chat/completions");
  g_assert_cmpstr (sy_preset_get_other_bases (preset)[1], ==, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (presets); i++)
    {
      g_autoptr(SyPreset) each = g_list_model_get_item (presets, i);

      for (const char *const *base = sy_preset_get_other_bases (each); *base != NULL; base++)
        {
          g_autofree char *normalized = sy_url_normalize (*base, "chat/completions", NULL);

          g_assert_true (sy_preset_get_is_local (each));
          g_assert_true (sy_url_is_loopback (*base));
          g_assert_cmpstr (normalized, ==, *base);
        }
    }

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

  g_assert_cmpuint (n_items, ==, G_N_ELEMENTS (rows));
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
test_proof (void)
{
  g_autoptr(SyPreset) preset =
    parse_row ("\"proof\":{\"path\":\"p\",\"key\":true,"
               "\"refused\":[401,\"403\",400.5,null,-7,99999,403]}");
  const SyProof *proof = sy_preset_get_proof (preset);

  g_assert_cmpstr (proof->path, ==, "p");
  g_assert_true (proof->with_key);
  g_assert_true (sy_proof_is_refusal (proof, 401));
  g_assert_true (sy_proof_is_refusal (proof, 403));
  g_assert_false (sy_proof_is_refusal (proof, 400));
  g_assert_false (sy_proof_is_refusal (proof, 404));
  g_assert_finalize_object (g_steal_pointer (&preset));
}

static void
test_proof_ill_typed (void)
{
  static const char *const texts[] = {
    "7", "null", "[]", "\"key\"", "{}", "{\"path\":7}", "{\"path\":\"\"}", "{\"path\":null}",
    "{\"refused\":[401]}", "{\"key\":true}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *members = g_strdup_printf ("\"proof\":%s", texts[i]);
      g_autoptr(SyPreset) preset = parse_row (members);

      g_assert_null (sy_preset_get_proof (preset)->path);
      g_assert_false (sy_preset_get_proof (preset)->with_key);
      g_assert_false (sy_proof_is_refusal (sy_preset_get_proof (preset), 401));
    }

  for (gsize i = 0; i < 3; i++)
    {
      static const char *const refused[] = { "7", "{}", "[[401],{}]" };
      g_autofree char *members =
        g_strdup_printf ("\"proof\":{\"path\":\"p\",\"key\":\"yes\",\"refused\":%s}",
                         refused[i]);
      g_autoptr(SyPreset) preset = parse_row (members);

      g_assert_cmpstr (sy_preset_get_proof (preset)->path, ==, "p");
      g_assert_false (sy_preset_get_proof (preset)->with_key);
      g_assert_cmpuint (sy_preset_get_proof (preset)->n_refused, ==, 0);
    }
}

/* A list without an end does not fill the memory. */
static void
test_proof_many (void)
{
  g_autoptr(GString) members = g_string_new ("\"proof\":{\"path\":\"p\",\"refused\":[401");
  g_autoptr(SyPreset) preset = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (members, ",500");
  g_string_append (members, "]}");
  preset = parse_row (members->str);
  g_assert_cmpuint (sy_preset_get_proof (preset)->n_refused, <, 100);
  g_assert_true (sy_proof_is_refusal (sy_preset_get_proof (preset), 401));
}

static void
test_lists_ill_typed (void)
{
  static const char *const texts[] = { "7", "null", "{}", "\"x\"", "[]", "[7,null,{},[]]" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *members =
        g_strdup_printf ("\"model-patterns\":%s,\"other-api-bases\":%s,\"suggested\":%s,"
                         "\"key-prefix\":%s,\"key-length\":\"x\",\"account\":%s",
                         texts[i], texts[i], texts[i], i == 3 ? "7" : texts[i], texts[i]);
      g_autoptr(SyPreset) preset = parse_row (members);

      g_assert_null (sy_preset_get_model_patterns (preset)[0]);
      g_assert_null (sy_preset_get_other_bases (preset)[0]);
      g_assert_cmpuint (sy_preset_get_n_suggested (preset), ==, 0);
      g_assert_null (sy_preset_get_key_prefix (preset));
      g_assert_cmpuint (sy_preset_get_key_length (preset), ==, 0);
      g_assert_false (sy_preset_get_has_account (preset));
    }
}

static void
test_lists_of_some (void)
{
  g_autoptr(SyPreset) preset =
    parse_row ("\"model-patterns\":[7,\"a-*\",null,\"*\"],\"key-length\":-3,"
               "\"suggested\":[7,{\"note\":\"n\"},{\"id\":7},{\"id\":\"x\"},"
               "{\"id\":\"y\",\"note\":\"of y\"},{\"id\":\"z\",\"note\":7}]");

  g_assert_cmpstr (sy_preset_get_model_patterns (preset)[0], ==, "a-*");
  g_assert_cmpstr (sy_preset_get_model_patterns (preset)[1], ==, "*");
  g_assert_null (sy_preset_get_model_patterns (preset)[2]);
  g_assert_cmpuint (sy_preset_get_key_length (preset), ==, 0);
  g_assert_cmpuint (sy_preset_get_n_suggested (preset), ==, 3);
  g_assert_cmpstr (sy_preset_get_suggested_id (preset, 1), ==, "y");
  g_assert_cmpstr (sy_preset_get_suggested_note (preset, 0), ==, "");
  g_assert_cmpstr (sy_preset_get_suggested_note (preset, 1), ==, "of y");
  g_assert_cmpstr (sy_preset_get_suggested_note (preset, 2), ==, "");
  g_clear_object (&preset);

  preset = parse_row ("\"key-length\":99999999");
  g_assert_cmpuint (sy_preset_get_key_length (preset), <=, 4096);
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
  g_test_add_func ("/preset/suggested", test_suggested);
  g_test_add_func ("/preset/all", test_all);
  g_test_add_func ("/preset/models", test_models);
  g_test_add_func ("/preset/anthropic", test_anthropic);
  g_test_add_func ("/preset/other-bases", test_other_bases);
  g_test_add_func ("/preset/others", test_others);
  g_test_add_func ("/preset/api-bases", test_api_bases);
  g_test_add_func ("/preset/properties", test_properties);
  g_test_add_func ("/preset/fallbacks", test_fallbacks);
  g_test_add_func ("/preset/pages", test_pages);
  g_test_add_func ("/preset/proof/read", test_proof);
  g_test_add_func ("/preset/proof/ill-typed", test_proof_ill_typed);
  g_test_add_func ("/preset/proof/many", test_proof_many);
  g_test_add_func ("/preset/lists/ill-typed", test_lists_ill_typed);
  g_test_add_func ("/preset/lists/some", test_lists_of_some);
  g_test_add_func ("/preset/unknown-format", test_unknown_format);
  g_test_add_func ("/preset/broken", test_broken);

  return g_test_run ();
}
