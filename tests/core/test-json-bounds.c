/* test-json-bounds.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-error.h"
#include "sy-json.h"
#include "sy-json-bounds.h"

#include <stdio.h>
#include <string.h>

#define MB (1024 * 1024)

/* Of one event. */
#define MAX_TEXT (24 * MB)

/* What the whole process may take. */
#define MAX_MEMORY (150 * MB)

/* A sanitizer takes memory of its own. */
#if defined (__SANITIZE_ADDRESS__)
#define IS_SANITIZED TRUE
#elif defined (__has_feature)
#define IS_SANITIZED __has_feature (address_sanitizer)
#else
#define IS_SANITIZED FALSE
#endif

/* Each makes a document of @first, @again as often as is wanted with commas, and @last. */
typedef struct
{
  const char *first;
  const char *again;
  const char *last;
} Shape;

static const Shape shapes[] = {
  { "[", "{}", "]" },
  { "[", "[]", "]" },
  { "[", "1", "]" },
  { "[", "\"\"", "]" },
  { "[", "[1]", "]" },
  { "[", "{\"a\":1}", "]" },
  { "[", "{\"a\":\"\"}", "]" },
  { "[", "{\"a\":{}}", "]" },
  { "[", "{\"a\":[1]}", "]" },
  { "[", "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", "]" },
  { "{", "\"a\":1", "}" },
  { "{\"choices\":[{\"delta\":{\"tool_calls\":[", "{}", "]}}]}" },
};

static GString *
make (const Shape *shape,
      gsize        n_times)
{
  GString *text = g_string_new (shape->first);

  for (gsize i = 0; i < n_times; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append (text, shape->again);
    }
  g_string_append (text, shape->last);

  return text;
}

static GString *
make_full (const Shape *shape)
{
  return make (shape, MAX_TEXT / (strlen (shape->again) + 1) - strlen (shape->first));
}

static gboolean
fits (GString *text)
{
  return sy_json_bounds_check (text->str, text->len);
}

/* The largest of its shape that is read. */
static GString *
make_largest (const Shape *shape)
{
  const gsize again = strlen (shape->again) + 1;
  g_autoptr(GString) full = make_full (shape);
  gsize low = 0;
  gsize high = full->len / again;

  while (low + 1 < high)
    {
      gsize middle = low + (high - low) / 2;

      if (sy_json_bounds_check (full->str, middle * again))
        low = middle;
      else
        high = middle;
    }

  return make (shape, low - strlen (shape->first));
}

/* An event that is full of anything is too much, and one as large that is one text not. */
static void
test_full (void)
{
  g_autofree char *image = g_strnfill (MAX_TEXT - 16, '{');
  g_autoptr(GString) text = g_string_new ("{\"url\":\"");

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(GString) full = make_full (&shapes[i]);

      g_test_message ("%s", shapes[i].again);
      g_assert_false (fits (full));
    }

  g_string_append (text, image);
  g_string_append (text, "\"}");
  g_assert_true (fits (text));
}

/* Those of a large list of models, as OpenRouter's are, but shorter. */
static void
test_models (void)
{
  static const char model[] =
    "{\"id\":\"some/model-4:free\",\"name\":\"Some: Model 4\",\"created\":1795354245,"
    "\"description\":\"\\\"Large\\\", {old}, [new].\",\"context_length\":131072,\"architecture\":"
    "{\"modality\":\"text+image->text\",\"input_modalities\":[\"text\",\"image\",\"file\"],"
    "\"output_modalities\":[\"text\"],\"tokenizer\":\"Other\",\"instruct_type\":null},"
    "\"pricing\":{\"prompt\":\"0.00000025\",\"completion\":\"0.000002\",\"request\":\"0\","
    "\"image\":\"0\",\"web_search\":\"0\",\"internal_reasoning\":\"0\"},\"top_provider\":"
    "{\"context_length\":131072,\"max_completion_tokens\":16384,\"is_moderated\":false},"
    "\"per_request_limits\":null,\"supported_parameters\":[\"include_reasoning\",\"max_tokens\","
    "\"presence_penalty\",\"reasoning\",\"repetition_penalty\",\"response_format\",\"seed\","
    "\"stop\",\"structured_outputs\",\"temperature\",\"tool_choice\",\"tools\",\"top_k\","
    "\"top_p\",\"frequency_penalty\",\"logit_bias\",\"logprobs\",\"min_p\",\"top_logprobs\"],"
    "\"default_parameters\":{\"temperature\":0.6,\"top_p\":0.95},\"links\":{\"a\":1,\"b\":2}}";
  const Shape shape = { "{\"data\":[", model, "]}" };
  g_autoptr(GString) text = make (&shape, 5000);

  g_assert_true (fits (text));
}

/* What is in a string is none of it, and what is behind one is. */
static void
test_strings (void)
{
  static const struct
  {
    const char *start;
    gboolean    is_text;
  } cases[] = {
    { "[\"", TRUE },
    { "[\"\\\"", TRUE },
    { "[\"\\\\\\\"", TRUE },
    { "[\"\\u0022", TRUE },
    { "[\"]\",[\"", TRUE },
    { "[\"\"", FALSE },
    { "[\"\\\\\"", FALSE },
    { "[\"\\\"\"", FALSE },
    { "", FALSE },
  };
  g_autofree char *filler = g_strnfill (2 * MB, '{');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (cases[i].start, filler, NULL);
      gsize length = strlen (text);
      g_autofree char *exact = g_memdup2 (text, length);

      g_test_message ("%s", cases[i].start);
      g_assert_true (sy_json_bounds_check (exact, length) == cases[i].is_text);
    }
}

/* Cut behind a backslash, there is nothing to read on. */
static void
test_cut (void)
{
  const gsize length = 2 * MB;
  g_autofree char *text = g_malloc (length);

  memset (text, ' ', length);
  memcpy (text, "[\"a", 3);
  text[length - 1] = '\\';
  g_assert_true (sy_json_bounds_check (text, length));
  g_assert_true (sy_json_bounds_check (text, 0));
}

/* Whoever reads JSON asks for it. */
static void
test_load (void)
{
  g_autoptr(GString) full = make_full (&shapes[0]);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonParser) parser = sy_json_parser_new ();
  g_autoptr(SyJsonRepair) repair = sy_json_repair_new ();

  g_assert_null (sy_json_parse (full->str, (gssize) full->len, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_PROTOCOL);
  g_assert_null (sy_json_load (parser, repair, full->str, full->len));
  g_assert_nonnull (sy_json_load (parser, repair, "{}", 2));
}

/* The most this process ever had in memory; 0 where that is not known. */
static gsize
get_peak (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;
  gsize kilobytes = 0;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;

  line = strstr (status, "VmHWM:");

  return line != NULL && sscanf (line, "VmHWM: %zu kB", &kilobytes) == 1 ? kilobytes * 1024 : 0;
}

/* In a process of its own: what is read of the shape takes no more than it may. */
static void
test_memory (gconstpointer data)
{
  const Shape *shape = data;
  g_autoptr(GString) text = NULL;
  g_autoptr(JsonNode) node = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  text = make_largest (shape);
  node = sy_json_parse (text->str, (gssize) text->len, NULL);
  g_assert_nonnull (node);
  g_test_message ("%s: %zu MB", shape->again, get_peak () / MB);
  g_assert_cmpuint (get_peak (), <, MAX_MEMORY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/json-bounds/full", test_full);
  g_test_add_func ("/json-bounds/models", test_models);
  g_test_add_func ("/json-bounds/strings", test_strings);
  g_test_add_func ("/json-bounds/cut", test_cut);
  g_test_add_func ("/json-bounds/load", test_load);

  for (guint i = 0; i < G_N_ELEMENTS (shapes) && !IS_SANITIZED && get_peak () > 0; i++)
    {
      g_autofree char *path = g_strdup_printf ("/json-bounds/memory/%u", i);

      g_test_add_data_func (path, &shapes[i], test_memory);
    }

  return g_test_run ();
}
