/* test-model-parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-model-parser.h"

#include "model-list.h"
#include "sy-error.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *json;
  const char *ids;
} ShapeCase;

/* All the shapes that servers write a list in. */
static const ShapeCase shapes[] = {
  { "openai", "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}", "a b" },
  { "array", "[{\"id\":\"a\"},{\"id\":\"b\"}]", "a b" },
  { "ollama", "{\"models\":[{\"name\":\"a:8b\",\"model\":\"a:8b\"}]}", "a:8b" },
  { "ollama-name", "{\"models\":[{\"name\":\"a:8b\"}]}", "a:8b" },
  { "gemini",
    "{\"models\":[{\"name\":\"models/gemini-2.5-pro\",\"displayName\":\"Gemini 2.5 Pro\","
    "\"supportedGenerationMethods\":[\"generateContent\"]},{\"name\":\"models/aqa\","
    "\"supportedGenerationMethods\":[\"generateAnswer\"]}],\"nextPageToken\":\"x\"}",
    "gemini-2.5-pro" },
  { "gemini-compatible",
    "{\"object\":\"list\",\"data\":[{\"id\":\"models/gemini-2.5-pro\",\"object\":\"model\"}]}",
    "gemini-2.5-pro" },
  { "both", "{\"models\":[{\"name\":\"x\"}],\"data\":[{\"id\":\"a\"}]}", "a" },
  { "both-data-empty", "{\"models\":[{\"name\":\"x\"}],\"data\":[]}", "x" },
  { "both-models-empty", "{\"models\":[],\"data\":[{\"id\":\"a\"}]}", "a" },
  { "both-data-null", "{\"models\":[{\"name\":\"x\"}],\"data\":null}", "x" },
  { "anthropic",
    "{\"data\":[{\"type\":\"model\",\"id\":\"claude-sonnet-5\",\"display_name\":\"Sonnet\","
    "\"created_at\":\"2026-02-19T00:00:00Z\"}],\"has_more\":false}", "claude-sonnet-5" },
  { "empty", "{\"data\":[]}", "" },
  { "empty-array", "[]", "" },
  { "empty-models", "{\"models\":[]}", "" },
  { "empty-ollama", "{\"object\":\"list\",\"data\":null}", "" },
  { "byte-order-mark", "\357\273\277{\"data\":[{\"id\":\"a\"}]}", "a" },
  { "only-vectors", "{\"data\":[{\"id\":\"text-embedding-3-small\"}]}", "" },
  { "bad-utf8", "{\"data\":[{\"id\":\"a\\u0062\"},{\"id\":\"x\377\"},{\"id\":\"c\"}]}", "ab c" },

  { "nothing", "", NULL },
  { "blank", " \n", NULL },
  { "null", "null", NULL },
  { "number", "7", NULL },
  { "text", "\"a\"", NULL },
  { "web-page", "<!DOCTYPE html><html><body>Log in</body></html>", NULL },
  { "garbage", "\001\002\377\376garbage", NULL },
  { "cut", "{\"data\":[{\"id\":\"a\"},{\"id\":", NULL },
  { "data-null", "{\"data\":null}", NULL },
  { "data-object", "{\"data\":{\"id\":\"a\"}}", NULL },
  { "data-text", "{\"data\":\"a\"}", NULL },
  { "error", "{\"error\":{\"message\":\"no\",\"code\":401}}", NULL },
  { "error-array", "[{\"error\":{\"message\":\"no\",\"code\":400}}]", NULL },
  { "strings", "[\"a\",\"b\"]", NULL },
  { "no-ids", "{\"data\":[{\"title\":\"a\"},{}]}", NULL },
};

/* Kinds that a list without output kinds tells by the name alone. */
static const char *const not_chat[] = {
  "text-embedding-3-large", "text-embedding-004", "gemini-embedding-001", "mistral-embed",
  "nomic-embed-text:latest", "nvidia/nv-embed-v1", "whisper-1", "whisper-large-v3",
  "distil-whisper-large-v3-en", "tts-1-hd", "gpt-4o-mini-tts", "playai-tts-arabic", "dall-e-3",
  "gpt-image-1", "chatgpt-image-latest", "grok-2-image-1212", "imagen-4.0-generate-001",
  "veo-3.0-generate", "sora-2", "gpt-4o-realtime-preview", "gpt-realtime",
  "gpt-realtime-2025-08-28", "gpt-4o-transcribe", "gpt-4o-mini-transcribe",
  "omni-moderation-latest", "mistral-moderation-2411", "davinci-002", "babbage-002",
};

static const char *const chat[] = {
  "gpt-4o", "gpt-4.1-mini", "o3-mini", "chatgpt-4o-latest", "claude-sonnet-5", "gemini-2.5-pro",
  "gemini-2.5-flash-image", "llama3.2:latest", "openai/gpt-oss-20b", "mistral-large-latest",
  "deepseek-chat", "grok-4", "meta/llama-3.3-70b-instruct", "gpt-4o-audio-preview",
};

static char *
join_ids (GPtrArray *models)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < models->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            sy_model_get_id (g_ptr_array_index (models, i)));

  return g_string_free_and_steal (g_steal_pointer (&ids));
}

static SyModel *
find (GPtrArray  *models,
      const char *id)
{
  for (guint i = 0; i < models->len; i++)
    {
      SyModel *model = g_ptr_array_index (models, i);

      if (g_str_equal (sy_model_get_id (model), id))
        return model;
    }

  return NULL;
}

static GPtrArray *
parse (const char  *json,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return sy_model_parser_parse (bytes, error);
}

static void
test_shape (gconstpointer data)
{
  const ShapeCase *shape = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) models = parse (shape->json, &error);
  g_autofree char *ids = NULL;

  if (shape->ids == NULL)
    {
      g_assert_error (error, SY_ERROR, SY_ERROR_PROTOCOL);
      g_assert_null (models);
      return;
    }

  g_assert_no_error (error);
  ids = join_ids (models);
  g_assert_cmpstr (ids, ==, shape->ids);
}

static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (not_chat) + G_N_ELEMENTS (chat); i++)
    {
      gboolean is_chat = i >= G_N_ELEMENTS (not_chat);
      const char *id = is_chat ? chat[i - G_N_ELEMENTS (not_chat)] : not_chat[i];
      g_autofree char *json = g_strdup_printf ("{\"data\":[{\"id\":\"%s\"}]}", id);
      g_autoptr(GPtrArray) models = parse (json, NULL);

      g_test_message ("%s", id);
      g_assert_nonnull (models);
      g_assert_cmpuint (models->len, ==, is_chat ? 1 : 0);
    }
}

/* What OpenRouter says counts more than what an id looks like. */
static void
test_kinds_said (void)
{
  g_autoptr(GPtrArray) models =
    parse ("{\"data\":[{\"id\":\"openai/gpt-4o-realtime\","
           "\"architecture\":{\"output_modalities\":[\"TEXT\",\"image\"]}}]}", NULL);

  g_assert_nonnull (models);
  g_assert_cmpuint (models->len, ==, 1);
  g_assert_cmpuint (sy_model_get_outputs (models->pdata[0]), ==,
                    SY_MODEL_OUTPUT_TEXT | SY_MODEL_OUTPUT_IMAGE);
}

static void
assert_name (GPtrArray  *models,
             const char *id,
             const char *name)
{
  SyModel *model = find (models, id);

  g_assert_nonnull (model);
  g_assert_cmpstr (sy_model_get_name (model), ==, name);
}

static void
assert_created (GPtrArray  *models,
                const char *id,
                gint64      created)
{
  SyModel *model = find (models, id);

  g_assert_nonnull (model);
  g_assert_cmpint (sy_model_get_created (model), ==, created);
}

static GPtrArray *
parse_file (const char *name)
{
  g_autoptr(GBytes) json = model_list_load (name);
  g_autoptr(GError) error = NULL;
  GPtrArray *models = sy_model_parser_parse (json, &error);

  g_assert_no_error (error);

  return models;
}

static void
test_quirks (void)
{
  static const char ids[] =
    "vendor/whole vendor/bare vendor/nulls vendor/wrong-types vendor/null-kinds vendor/odd-kinds "
    "vendor/empty-kinds vendor/arrow vendor/whole:free vendor/speaker vendor/float-date "
    "vendor/text-date vendor/milliseconds vendor/past vendor/huge-date vendor/iso-date "
    "vendor/no-date vendor/lines vendor/markup vendor/surrogate vendor/none-of-a-name "
    "größe/modell vendor/by-name vendor/by-model gemini-of-google "
    "/srv/models/My Models/tiny.gguf tiny-q4.gguf ~vendor/family-latest vendor/mistral-like "
    "vendor/ollama-like vendor/gemini-like vendor/together-chat";
  g_autoptr(GPtrArray) models = parse_file ("models/quirks.json");
  g_autofree char *found = join_ids (models);

  g_assert_cmpstr (found, ==, ids);
}

static void
test_quirks_names (void)
{
  g_autoptr(GPtrArray) models = parse_file ("models/quirks.json");

  assert_name (models, "vendor/whole", "Vendor: Whole");
  assert_name (models, "vendor/bare", "vendor/bare");
  assert_name (models, "vendor/wrong-types", "vendor/wrong-types");
  assert_name (models, "vendor/lines", "One name on one\357\277\275 line");
  assert_name (models, "vendor/markup", "a<b>&\"'");
  assert_name (models, "vendor/surrogate", "half \357\277\275 here");
  assert_name (models, "vendor/none-of-a-name", "vendor/none-of-a-name");
  assert_name (models, "vendor/iso-date", "Vendor ISO");
  assert_name (models, "vendor/by-model", "vendor/by-model");
  assert_name (models, "/srv/models/My Models/tiny.gguf", "tiny.gguf");
  assert_name (models, "tiny-q4.gguf", "tiny-q4.gguf");

  g_assert_cmpstr (sy_model_get_vendor (find (models, "vendor/whole")), ==, "vendor");
  g_assert_cmpstr (sy_model_get_vendor (find (models, "~vendor/family-latest")), ==, "vendor");
  g_assert_cmpstr (sy_model_get_vendor (find (models, "tiny-q4.gguf")), ==, "");
  g_assert_cmpstr (sy_model_get_vendor (find (models, "/srv/models/My Models/tiny.gguf")), ==, "");
}

static void
test_quirks_facts (void)
{
  g_autoptr(GPtrArray) models = parse_file ("models/quirks.json");

  assert_created (models, "vendor/whole", 1700000000);
  assert_created (models, "vendor/bare", 0);
  assert_created (models, "vendor/wrong-types", 0);
  assert_created (models, "vendor/float-date", 1700000000);
  assert_created (models, "vendor/text-date", 1700000000);
  assert_created (models, "vendor/milliseconds", 0);
  assert_created (models, "vendor/past", 0);
  assert_created (models, "vendor/huge-date", 0);
  assert_created (models, "vendor/iso-date", 1739923200);
  assert_created (models, "vendor/no-date", 0);

  g_assert_cmpuint (sy_model_get_outputs (find (models, "vendor/bare")), ==, SY_MODEL_OUTPUT_TEXT);
  g_assert_cmpuint (sy_model_get_outputs (find (models, "vendor/speaker")), ==,
                    SY_MODEL_OUTPUT_TEXT | SY_MODEL_OUTPUT_AUDIO);
  g_assert_cmpuint (sy_model_get_outputs (find (models, "vendor/odd-kinds")), ==,
                    SY_MODEL_OUTPUT_TEXT | SY_MODEL_OUTPUT_OTHER);
  g_assert_cmpuint (sy_model_get_outputs (find (models, "vendor/arrow")), ==,
                    SY_MODEL_OUTPUT_TEXT | SY_MODEL_OUTPUT_IMAGE);
}

static void
test_openrouter (void)
{
  g_autoptr(GPtrArray) models = parse_file ("openrouter-models-2026-01.json");
  SyModel *first = models->pdata[0];

  g_assert_cmpuint (models->len, ==, 347);
  g_assert_cmpstr (sy_model_get_id (first), ==, "arcee-ai/trinity-large-preview:free");
  g_assert_cmpstr (sy_model_get_name (first), ==, "Arcee AI: Trinity Large Preview (free)");
  g_assert_cmpint (sy_model_get_created (first), ==, 1769552670);
  g_assert_nonnull (find (models, "anthropic/claude-3.5-sonnet"));
}

static void
test_openrouter_current (void)
{
  g_autoptr(GPtrArray) models = parse_file ("models/openrouter-current.json");

  g_assert_null (find (models, "anthropic/claude-3.5-sonnet"));
  g_assert_nonnull (find (models, "~anthropic/claude-sonnet-latest"));
  g_assert_null (find (models, "openai/gpt-6-astra:batch"));
}

/* The body of an answer as it was recorded; these two are not in chunks, or in one. */
static void
assert_capture (const char *name,
                const char *id)
{
  g_autofree char *file = g_strconcat ("captures/", name, NULL);
  g_autoptr(GBytes) answer = model_list_load (file);
  const char *data = g_bytes_get_data (answer, NULL);
  const char *start = g_strstr_len (data, (gssize) g_bytes_get_size (answer), "\r\n\r\n{");
  const char *end;
  g_autofree char *body = NULL;
  g_autoptr(GPtrArray) models = NULL;

  if (start == NULL)
    start = g_strstr_len (data, (gssize) g_bytes_get_size (answer), "\r\n{");
  g_assert_nonnull (start);

  start = strchr (start, '{');
  end = g_strrstr_len (start, (gssize) (g_bytes_get_size (answer) - (gsize) (start - data)), "}");
  body = g_strndup (start, (gsize) (end + 1 - start));
  models = parse (body, NULL);

  g_assert_nonnull (models);
  g_assert_cmpuint (models->len, ==, 1);
  g_assert_cmpstr (sy_model_get_id (models->pdata[0]), ==, id);
}

static void
test_captures (void)
{
  assert_capture ("llama-models.txt", "tiny-chat");
  assert_capture ("aimock-models.txt", "rig-reasoner");
  assert_capture ("aimock-ollama-tags.txt", "rig-reasoner");
}

static void
test_bounds (void)
{
  g_autofree char *id = g_strnfill (256, 'x');
  g_autofree char *long_id = g_strnfill (257, 'x');
  g_autofree char *long_name = g_strnfill (100000, 'n');
  g_autofree char *json = g_strdup_printf ("{\"data\":[{\"id\":\"%s\",\"name\":\"é%s\"},"
                                           "{\"id\":\"%s\"}]}", id, long_name, long_id);
  g_autofree char *two_bytes = g_strdup_printf ("[{\"id\":\"a\",\"name\":\"%.255sé\"}]", long_name);
  g_autoptr(GPtrArray) models = parse (json, NULL);
  g_autoptr(GPtrArray) cut = parse (two_bytes, NULL);

  g_assert_cmpuint (models->len, ==, 1);
  g_assert_cmpstr (sy_model_get_id (models->pdata[0]), ==, id);
  g_assert_cmpuint (strlen (sy_model_get_name (models->pdata[0])), ==, 256);

  g_assert_cmpuint (strlen (sy_model_get_name (cut->pdata[0])), ==, 255);
  g_assert_true (g_utf8_validate (sy_model_get_name (cut->pdata[0]), -1, NULL));
}

static void
test_many (void)
{
  g_autoptr(GBytes) json = model_list_generate (5000);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) models = sy_model_parser_parse (json, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 5000);
}

static void
test_too_many (void)
{
  g_autoptr(GString) json = g_string_new ("[");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) models = NULL;

  for (guint i = 0; i < 20001; i++)
    g_string_append_printf (json, "%s{\"id\":\"m%u\"}", i > 0 ? "," : "", i);

  g_string_append (json, "]");
  bytes = g_bytes_new_static (json->str, json->len);
  models = sy_model_parser_parse (bytes, NULL);

  g_assert_nonnull (models);
  g_assert_cmpuint (models->len, ==, 20000);
}

/* However an answer is cut, it is a list or an error, and never more than the whole. */
static void
test_cuts (void)
{
  g_autoptr(GBytes) json = model_list_load ("models/quirks.json");
  gsize length = g_bytes_get_size (json);

  for (gsize n = 0; n < length - 2; n++)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (json, 0, n);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) models = sy_model_parser_parse (part, &error);

      g_assert_null (models);
      g_assert_error (error, SY_ERROR, SY_ERROR_PROTOCOL);
    }
}

/* Every byte of an answer may be another one. */
static void
test_changes (void)
{
  g_autoptr(GBytes) json = model_list_load ("models/quirks.json");
  gsize length;
  const char *data = g_bytes_get_data (json, &length);
  g_autofree char *changed = g_memdup2 (data, length);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (changed, length);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) models = NULL;

      changed[i] = (char) g_test_rand_int_range (0, 256);
      models = sy_model_parser_parse (bytes, &error);
      changed[i] = data[i];

      g_assert_true ((models == NULL) == (error != NULL));
      for (guint k = 0; models != NULL && k < models->len; k++)
        {
          g_assert_true (g_utf8_validate (sy_model_get_id (models->pdata[k]), -1, NULL));
          g_assert_true (g_utf8_validate (sy_model_get_name (models->pdata[k]), -1, NULL));
        }
    }
}

static void
test_model (void)
{
  SyModelFacts facts = { .id = "v/a", .created = 5, .outputs = SY_MODEL_OUTPUT_TEXT };
  SyModel *model = sy_model_new (&facts);
  SyModel *same = sy_model_new (&facts);
  SyModel *other;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *vendor = NULL;
  gint64 created;
  guint outputs;

  facts.name = "A";
  other = sy_model_new (&facts);
  g_object_get (model, "id", &id, "name", &name, "vendor", &vendor, "created", &created,
                "outputs", &outputs, NULL);

  g_assert_cmpstr (id, ==, "v/a");
  g_assert_cmpstr (name, ==, "v/a");
  g_assert_cmpstr (vendor, ==, "v");
  g_assert_cmpint (created, ==, 5);
  g_assert_cmpuint (outputs, ==, SY_MODEL_OUTPUT_TEXT);
  g_assert_true (sy_model_get_is_chat (model));
  g_assert_true (sy_model_equal (model, same));
  g_assert_false (sy_model_equal (model, other));

  g_assert_finalize_object (model);
  g_assert_finalize_object (same);
  g_assert_finalize_object (other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strconcat ("/model-parser/shape/", shapes[i].name, NULL);

      g_test_add_data_func (path, &shapes[i], test_shape);
    }

  g_test_add_func ("/model-parser/kinds", test_kinds);
  g_test_add_func ("/model-parser/kinds-said", test_kinds_said);
  g_test_add_func ("/model-parser/quirks", test_quirks);
  g_test_add_func ("/model-parser/quirks-names", test_quirks_names);
  g_test_add_func ("/model-parser/quirks-facts", test_quirks_facts);
  g_test_add_func ("/model-parser/openrouter", test_openrouter);
  g_test_add_func ("/model-parser/openrouter-current", test_openrouter_current);
  g_test_add_func ("/model-parser/captures", test_captures);
  g_test_add_func ("/model-parser/bounds", test_bounds);
  g_test_add_func ("/model-parser/many", test_many);
  g_test_add_func ("/model-parser/too-many", test_too_many);
  g_test_add_func ("/model-parser/cuts", test_cuts);
  g_test_add_func ("/model-parser/changes", test_changes);
  g_test_add_func ("/model-parser/model", test_model);

  return g_test_run ();
}
