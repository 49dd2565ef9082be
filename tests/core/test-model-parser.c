/* test-model-parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-model-parser.h"

#include "model-list.h"
#include "sy-error.h"

#include <string.h>

#define CATALOGUE "models/catalogue.json"

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

/* The shapes of the other servers, and what their own words mean. */
static const struct
{
  const char  *json;
  SyModelCaps  caps;
  gint64       context_length;
  gint64       max_output;
} servers[] = {
  { "{\"id\":\"openai\",\"object\":\"model\",\"owned_by\":\"x\"}", 0, 0, 0 },
  { "{\"id\":\"mistral\",\"max_context_length\":32768,\"capabilities\":{\"vision\":true,"
    "\"function_calling\":true,\"reasoning\":false,\"completion_chat\":true}}",
    SY_MODEL_CAP_VISION | SY_MODEL_CAP_TOOLS, 32768, 0 },
  { "{\"name\":\"ollama:8b\",\"capabilities\":[\"completion\",\"vision\",\"tools\",\"thinking\"]}",
    SY_MODEL_CAP_VISION | SY_MODEL_CAP_TOOLS | SY_MODEL_CAP_REASONING, 0, 0 },
  { "{\"id\":\"lm-studio\",\"type\":\"vlm\",\"capabilities\":[\"tool_use\"],"
    "\"max_context_length\":131072}", SY_MODEL_CAP_VISION | SY_MODEL_CAP_TOOLS, 131072, 0 },
  { "{\"name\":\"models/gemini\",\"inputTokenLimit\":1048576,\"outputTokenLimit\":65536,"
    "\"thinking\":true}", SY_MODEL_CAP_REASONING, 1048576, 65536 },
  { "{\"id\":\"anthropic\",\"type\":\"model\",\"max_input_tokens\":200000,"
    "\"max_tokens\":64000,\"capabilities\":{\"image_input\":{\"supported\":true},"
    "\"pdf_input\":{\"supported\":true},\"thinking\":{\"supported\":false}}}",
    SY_MODEL_CAP_VISION | SY_MODEL_CAP_FILES, 200000, 64000 },
  { "{\"id\":\"together\",\"type\":\"chat\",\"context_length\":8192}", 0, 8192, 0 },
  { "{\"id\":\"groq\",\"context_window\":131072,\"max_completion_tokens\":32768}",
    0, 131072, 32768 },
  { "{\"id\":\"llama.cpp\",\"meta\":{\"n_ctx_train\":40960,\"n_ctx\":4096}}", 0, 40960, 0 },
  { "{\"id\":\"llama.cpp\",\"meta\":{\"n_ctx\":4096}}", 0, 4096, 0 },
  { "{\"id\":\"vllm\",\"max_model_len\":16384}", 0, 16384, 0 },
};

static void
test_servers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_autofree char *json = g_strdup_printf ("[%s]", servers[i].json);
      g_autoptr(GPtrArray) models = parse (json, NULL);
      SyModel *model = models->pdata[0];

      g_test_message ("%s", servers[i].json);
      g_assert_cmpuint (sy_model_get_caps (model), ==, servers[i].caps);
      g_assert_cmpint (sy_model_get_context_length (model), ==, servers[i].context_length);
      g_assert_cmpint (sy_model_get_max_output (model), ==, servers[i].max_output);
    }
}

static void
test_server_texts (void)
{
  g_autoptr(GPtrArray) models =
    parse ("[{\"id\":\"a\",\"description\":\"Of Gemini\",\"displayName\":\"A\","
           "\"deprecation\":\"2027-01-31T12:00:00Z\"},"
           "{\"id\":\"b\",\"retires_at\":\"2027-02-28\",\"display_name\":\"B\"}]", NULL);
  const SyModelFacts *a = sy_model_get_facts (models->pdata[0]);
  const SyModelFacts *b = sy_model_get_facts (models->pdata[1]);

  g_assert_cmpstr (a->name, ==, "A");
  g_assert_cmpstr (a->description, ==, "Of Gemini");
  g_assert_cmpstr (a->retires_on, ==, "2027-01-31");
  g_assert_cmpstr (b->name, ==, "B");
  g_assert_cmpstr (b->retires_on, ==, "2027-02-28");
}

static const SyModelFacts *
facts_of (GPtrArray  *models,
          const char *id)
{
  SyModel *model = find (models, id);

  g_assert_nonnull (model);

  return sy_model_get_facts (model);
}

static void
assert_price (const SyModelFacts *facts,
              SyPriceKind         kind,
              SyMoney             price)
{
  g_assert_nonnull (facts->pricing);
  g_assert_cmpint (sy_pricing_get (facts->pricing, kind), ==, price);
}

static void
assert_words (const char *const *words,
              const char        *expected)
{
  g_autofree char *joined = words != NULL ? g_strjoinv (" ", (GStrv) words) : NULL;

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_whole (void)
{
  g_autoptr(GPtrArray) models = parse_file (CATALOGUE);
  const SyModelFacts *facts = facts_of (models, "vendor/whole");

  g_assert_cmpstr (facts->name, ==, "Vendor: Whole");
  g_assert_cmpstr (facts->description, ==, "Reads *everything*.\n\n- first\n- second thing");
  g_assert_cmpint (facts->created, ==, 1767225600);
  g_assert_cmpuint (facts->caps, ==,
                    SY_MODEL_CAP_VISION | SY_MODEL_CAP_FILES | SY_MODEL_CAP_TOOLS |
                    SY_MODEL_CAP_REASONING | SY_MODEL_CAP_MODERATED);
  g_assert_cmpint (facts->context_length, ==, 1000000);
  g_assert_cmpint (facts->max_output, ==, 64000);
  assert_price (facts, SY_PRICE_CACHE_WRITE, 3750000);
  assert_price (facts, SY_PRICE_AUDIO_CACHE, 400000);
  assert_words (facts->parameters,
                "include_reasoning max_tokens reasoning stop temperature tool_choice tools");
  g_assert_null (facts->efforts);
  g_assert_null (facts->retires_on);
  g_assert_cmpstr (facts->knowledge_cutoff, ==, "2025-06-30");
  g_assert_null (facts->alias_target);
}

static void
assert_bare (const SyModelFacts *facts)
{
  g_assert_cmpstr (facts->name, ==, facts->id);
  g_assert_null (facts->description);
  g_assert_cmpint (facts->created, ==, 0);
  g_assert_cmpint (facts->context_length, ==, 0);
  g_assert_cmpint (facts->max_output, ==, 0);
  g_assert_null (facts->parameters);
  g_assert_null (facts->efforts);
  g_assert_null (facts->default_effort);
  g_assert_null (facts->retires_on);
  g_assert_null (facts->knowledge_cutoff);
  g_assert_null (facts->alias_target);
  g_assert_null (facts->alias_name);
}

static void
test_missing (void)
{
  static const char *const ids[] = {
    "vendor/bare", "vendor/nulls", "vendor/inner-nulls", "vendor/wrong-types", "vendor/no-numbers",
    "vendor/empty-texts",
  };
  g_autoptr(GPtrArray) models = parse_file (CATALOGUE);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_bare (facts_of (models, ids[i]));

  g_assert_null (facts_of (models, "vendor/nulls")->pricing);
  g_assert_cmpuint (facts_of (models, "vendor/wrong-types")->caps, ==, 0);
  assert_price (facts_of (models, "vendor/inner-nulls"), SY_PRICE_PROMPT, SY_MONEY_UNKNOWN);
}

static void
test_prices (void)
{
  g_autoptr(GPtrArray) models = parse_file (CATALOGUE);
  const SyModelFacts *exponents = facts_of (models, "vendor/exponents");

  assert_price (facts_of (models, "vendor/router"), SY_PRICE_PROMPT, SY_PRICE_VARIES);
  assert_price (facts_of (models, "vendor/negative-number"), SY_PRICE_COMPLETION, SY_PRICE_VARIES);
  assert_price (facts_of (models, "vendor/free-numbers"), SY_PRICE_COMPLETION, 0);
  assert_price (facts_of (models, "vendor/half-priced"), SY_PRICE_PROMPT, SY_MONEY_UNKNOWN);
  assert_price (facts_of (models, "vendor/unreadable-prices"), SY_PRICE_IMAGE, SY_MONEY_UNKNOWN);
  assert_price (exponents, SY_PRICE_PROMPT, 490000);
  assert_price (exponents, SY_PRICE_COMPLETION, 2500000);
  g_assert_cmpint (exponents->context_length, ==, 131072);
  g_assert_cmpint (exponents->created, ==, 1767225600);

  g_assert_true (sy_pricing_get_is_free (facts_of (models, "vendor/free:free")->pricing));
  g_assert_cmpuint (sy_pricing_get_n_tiers (facts_of (models, "vendor/nights")->pricing), ==, 2);
  g_assert_cmpfloat (sy_pricing_get_discount (facts_of (models, "vendor/discounted")->pricing), ==,
                     0.25);
}

static void
test_marks (void)
{
  g_autoptr(GPtrArray) models = parse_file (CATALOGUE);
  const SyModelFacts *thinker = facts_of (models, "vendor/thinker");
  const SyModelFacts *odd = facts_of (models, "vendor/odd-parameters");
  const SyModelFacts *alias = facts_of (models, "~vendor/whole-latest");

  g_assert_cmpuint (thinker->caps, ==, SY_MODEL_CAP_TOOLS | SY_MODEL_CAP_REASONING |
                                       SY_MODEL_CAP_REASONING_ALWAYS);
  assert_words (thinker->efforts, "high medium low");
  g_assert_cmpstr (thinker->default_effort, ==, "medium");
  g_assert_cmpuint (g_strv_length ((GStrv) odd->parameters), ==, 2);
  g_assert_cmpuint (strlen (odd->parameters[1]), ==, 64);
  assert_words (odd->efforts, "high");
  g_assert_null (odd->default_effort);
  g_assert_cmpuint (facts_of (models, "vendor/arrow")->caps, ==,
                    SY_MODEL_CAP_VISION | SY_MODEL_CAP_AUDIO | SY_MODEL_CAP_VIDEO);
  g_assert_cmpuint (facts_of (models, "vendor/loud-kinds")->caps, ==, SY_MODEL_CAP_VIDEO);
  g_assert_cmpstr (alias->alias_target, ==, "vendor/whole");
  g_assert_cmpstr (alias->alias_name, ==, "Vendor: Whole");
  g_assert_null (facts_of (models, "vendor/alias-of-nothing")->alias_name);
  g_assert_cmpint (facts_of (models, "vendor/context-of-provider")->context_length, ==, 32768);
}

static void
test_dates (void)
{
  g_autoptr(GPtrArray) models = parse_file (CATALOGUE);

  g_assert_cmpstr (facts_of (models, "vendor/retiring")->retires_on, ==, "2027-03-31");
  g_assert_cmpstr (facts_of (models, "vendor/retiring-with-time")->retires_on, ==, "2027-03-31");
  g_assert_null (facts_of (models, "vendor/never-retiring")->retires_on);
  g_assert_null (facts_of (models, "vendor/retiring-soon")->retires_on);
  g_assert_cmpstr (facts_of (models, "vendor/cutoff")->knowledge_cutoff, ==, "June 2025");
}

static void
test_hidden (void)
{
  g_autoptr(GPtrArray) models = parse_file (CATALOGUE);

  g_assert_null (find (models, "vendor/whole:batch"));
  g_assert_null (find (models, "vendor/painter"));
  g_assert_null (find (models, "vendor/vectors"));
  g_assert_nonnull (find (models, "models/odd"));
  g_assert_nonnull (find (models, "two  blanks"));
  g_assert_cmpuint (models->len, ==, 36);
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

/* Cut between two characters, with its lines. */
static void
test_long_description (void)
{
  g_autofree char *long_text = g_strnfill (8191, 'd');
  g_autofree char *json = g_strdup_printf ("[{\"id\":\"a\",\"description\":\"%sé\"},"
                                           "{\"id\":\"b\",\"description\":\"\\n%.8190s\\n\\nx\"}]",
                                           long_text, long_text);
  g_autoptr(GPtrArray) models = parse (json, NULL);

  g_assert_cmpstr (facts_of (models, "a")->description, ==, long_text);
  g_assert_cmpuint (strlen (facts_of (models, "b")->description), ==, 8190);
}

static void
test_many_parameters (void)
{
  g_autoptr(GString) json = g_string_new ("[{\"id\":\"a\",\"supported_parameters\":[\"p\"");
  g_autoptr(GPtrArray) models = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (json, ",\"p%u\"", i);
  g_string_append (json, ",\"tools\"]}]");
  models = parse (json->str, NULL);

  g_assert_cmpuint (g_strv_length ((GStrv) facts_of (models, "a")->parameters), ==, 64);
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
  g_test_add_func ("/model-parser/servers", test_servers);
  g_test_add_func ("/model-parser/server-texts", test_server_texts);
  g_test_add_func ("/model-parser/whole", test_whole);
  g_test_add_func ("/model-parser/missing", test_missing);
  g_test_add_func ("/model-parser/prices", test_prices);
  g_test_add_func ("/model-parser/marks", test_marks);
  g_test_add_func ("/model-parser/dates", test_dates);
  g_test_add_func ("/model-parser/hidden", test_hidden);
  g_test_add_func ("/model-parser/openrouter-current", test_openrouter_current);
  g_test_add_func ("/model-parser/captures", test_captures);
  g_test_add_func ("/model-parser/bounds", test_bounds);
  g_test_add_func ("/model-parser/long-description", test_long_description);
  g_test_add_func ("/model-parser/many-parameters", test_many_parameters);
  g_test_add_func ("/model-parser/many", test_many);
  g_test_add_func ("/model-parser/too-many", test_too_many);
  g_test_add_func ("/model-parser/cuts", test_cuts);
  g_test_add_func ("/model-parser/changes", test_changes);
  g_test_add_func ("/model-parser/model", test_model);

  return g_test_run ();
}
