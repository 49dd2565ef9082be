/* test-model-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-model-writer.h"

#include "model-list.h"
#include "sy-json.h"
#include "sy-model-parser.h"
#include "sy-model-redact.h"

#include <string.h>

#define KEY "hunter2/0123456789abcdef"

/* Far above what it takes, and far below what a quadratic way would. */
#define MANY_SECONDS 20

static GPtrArray *
parse (GBytes *json)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *models = sy_model_parser_parse (json, &error);

  g_assert_no_error (error);

  return models;
}

static GPtrArray *
parse_entry (const char *entry)
{
  g_autofree char *json = g_strdup_printf ("[%s]", entry);
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return parse (bytes);
}

static void
assert_kept (GPtrArray *models)
{
  g_autoptr(GBytes) json = sy_model_writer_write (models);
  g_autoptr(GPtrArray) again = parse (json);

  g_assert_cmpuint (again->len, ==, models->len);
  for (guint i = 0; i < models->len; i++)
    {
      if (!sy_model_equal (models->pdata[i], again->pdata[i]))
        g_test_fail_printf ("%s is another one", sy_model_get_id (models->pdata[i]));
    }
}

static void
test_file (gconstpointer name)
{
  g_autoptr(GBytes) json = model_list_load (name);
  g_autoptr(GPtrArray) models = parse (json);

  g_assert_cmpuint (models->len, >, 0);
  assert_kept (models);
}

/* What other servers say is kept in OpenRouter's words. */
static void
test_shapes (void)
{
  static const char *const entries[] = {
    "{\"id\":\"a\"}",
    "{\"id\":\"a\",\"name\":\"a\"}",
    "{\"id\":\"/a/b\",\"name\":\"/a/b\"}",
    "{\"id\":\"/a/b\",\"name\":\" \"}",
    "{\"id\":\"/a/b/\"}",
    "{\"id\":\"a  b\"}",
    "{\"id\":\"models/models/a\"}",
    "{\"name\":\"models/a\",\"displayName\":\"A\",\"description\":\"x\",\"inputTokenLimit\":1048576,"
    "\"outputTokenLimit\":65536,\"thinking\":true,"
    "\"supportedGenerationMethods\":[\"generateContent\"]}",
    "{\"id\":\"a\",\"capabilities\":{\"vision\":true,\"function_calling\":true,"
    "\"completion_chat\":true},\"max_context_length\":32768,\"deprecation\":\"2027-01-31T00:00:00Z\"}",
    "{\"model\":\"a:8b\",\"name\":\"b\",\"capabilities\":[\"completion\",\"tools\",\"thinking\"]}",
    "{\"id\":\"a\",\"type\":\"vlm\",\"capabilities\":[\"tool_use\"],\"max_context_length\":4096}",
    "{\"id\":\"a\",\"type\":\"chat\",\"display_name\":\"A\",\"context_length\":131072,"
    "\"pricing\":{\"hourly\":0,\"input\":0.18,\"output\":0.59,\"base\":0}}",
    "{\"id\":\"a\",\"context_window\":131072,\"max_completion_tokens\":32768}",
    "{\"id\":\"a\",\"meta\":{\"n_ctx_train\":40960}}",
    "{\"id\":\"a\",\"pricing\":{}}",
    "{\"id\":\"a\",\"pricing\":{\"prompt\":\"9223372.036854775807\",\"discount\":0.1}}",
    "{\"id\":\"a\",\"pricing\":{\"overrides\":[{\"min_prompt_tokens\":0,\"image\":-1},"
    "{\"utc_end\":\"0000\",\"utc_days\":[1,\"sun\"],\"audio\":\"1e-12\"}]}}",
    "{\"id\":\"a\",\"description\":\"\\\"\\\\ \\n\\u00e9\\ud83c\\udf89\\ufffd\\u007f<b>\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr(GPtrArray) models = parse_entry (entries[i]);

      g_test_message ("%s", entries[i]);
      g_assert_cmpuint (models->len, ==, 1);
      assert_kept (models);
    }
}

static void
test_none (void)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GBytes) json = sy_model_writer_write (none);

  g_assert_cmpmem (g_bytes_get_data (json, NULL), g_bytes_get_size (json), "{\"data\":[]}", 11);
  assert_kept (none);
}

/* Anything that reads OpenRouter's list can read this one. */
static void
test_openrouter_shape (void)
{
  g_autoptr(GPtrArray) models =
    parse_entry ("{\"id\":\"a\",\"type\":\"vlm\",\"context_window\":5,\"pricing\":{\"input\":2}}");
  g_autoptr(GBytes) json = sy_model_writer_write (models);
  static const char expected[] =
    "{\"data\":[{\"id\":\"a\",\"context_length\":5,"
    "\"architecture\":{\"input_modalities\":[\"image\"],\"output_modalities\":[\"text\"]},"
    "\"top_provider\":{},\"pricing\":{\"prompt\":\"0.000002000000\"}}]}";

  g_assert_cmpmem (g_bytes_get_data (json, NULL), g_bytes_get_size (json),
                   expected, strlen (expected));
}

/* The time is bounded in seconds only: what it takes is another test's. */
static void
test_many (void)
{
  g_autoptr(GBytes) json = model_list_generate (5000);
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GPtrArray) models = parse (json);

  g_assert_cmpuint (models->len, ==, 5000);
  assert_kept (models);
  g_test_message ("%" G_GINT64_FORMAT " us", g_get_monotonic_time () - start);
  g_assert_cmpint (g_get_monotonic_time () - start, <, MANY_SECONDS * G_USEC_PER_SEC);
}

static void
test_redact_nothing (void)
{
  g_autoptr(GBytes) json = model_list_load ("models/catalogue.json");
  g_autoptr(GPtrArray) models = parse (json);
  SyRedact *redact = sy_redact_new ();

  sy_redact_add_key (redact, KEY);
  for (guint i = 0; i < models->len; i++)
    {
      g_autoptr(SyModel) same = sy_model_redact (models->pdata[i], redact);

      g_assert_true (same == models->pdata[i]);
    }
  g_assert_finalize_object (redact);
}

static void
assert_redacted (const SyModelFacts *facts)
{
  g_assert_cmpstr (facts->id, ==, "v/a");
  g_assert_cmpstr (facts->name, ==, "Of ***");
  g_assert_cmpstr (facts->description, ==, "One\n*** two");
  g_assert_cmpstr (facts->knowledge_cutoff, ==, "***");
  g_assert_cmpint (facts->context_length, ==, 5);
  g_assert_cmpint (facts->created, ==, 7);
  g_assert_cmpuint (facts->caps, ==, SY_MODEL_CAP_TOOLS | SY_MODEL_CAP_REASONING);
  g_assert_cmpstr (facts->parameters[0], ==, "tools");
  g_assert_null (facts->parameters[1]);
  g_assert_null (facts->efforts);
  g_assert_null (facts->default_effort);
  g_assert_null (facts->alias_target);
  g_assert_null (facts->alias_name);
  g_assert_cmpint (sy_pricing_get (facts->pricing, SY_PRICE_PROMPT), ==, SY_MONEY_DOLLAR);
}

static void
test_redact (void)
{
  g_autoptr(GPtrArray) models =
    parse_entry ("{\"id\":\"v/a\",\"name\":\"Of " KEY "\",\"description\":\"One\\n" KEY " two\","
                 "\"created\":7,\"context_length\":5,\"pricing\":{\"prompt\":\"1\"},"
                 "\"supported_parameters\":[\"tools\",\"" KEY "\"],\"knowledge_cutoff\":\"" KEY "\","
                 "\"reasoning\":{\"supported_efforts\":[\"" KEY "\"],\"default_effort\":\"" KEY "\"},"
                 "\"alias_target\":{\"slug\":\"v/" KEY "\",\"name\":\"B\"}}");
  g_autoptr(GPtrArray) of_key = parse_entry ("{\"id\":\"v/" KEY "\"}");
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  SyRedact *redact = sy_redact_new ();

  sy_redact_add_key (redact, KEY);
  g_assert_null (sy_model_redact (of_key->pdata[0], redact));
  g_ptr_array_add (kept, sy_model_redact (models->pdata[0], redact));
  assert_redacted (sy_model_get_facts (kept->pdata[0]));
  assert_kept (kept);
  g_assert_finalize_object (redact);
}

/* "Bearer x" grows by its mask. */
static void
test_redact_longer (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *entry = NULL;
  g_autoptr(GPtrArray) models = NULL;
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  SyRedact *redact = sy_redact_new ();

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "Bearer x ");
  entry = g_strdup_printf ("{\"id\":\"a\",\"name\":\"%s\",\"description\":\"%s\"}",
                           text->str, text->str);
  models = parse_entry (entry);
  g_ptr_array_add (kept, sy_model_redact (models->pdata[0], redact));

  g_assert_cmpuint (strlen (sy_model_get_name (kept->pdata[0])), <=, 256);
  g_assert_null (strstr (sy_model_get_name (kept->pdata[0]), "x"));
  assert_kept (kept);
  g_assert_finalize_object (redact);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/model-writer/catalogue", "models/catalogue.json", test_file);
  g_test_add_data_func ("/model-writer/current", "models/openrouter-current.json", test_file);
  g_test_add_data_func ("/model-writer/quirks", "models/quirks.json", test_file);
  g_test_add_func ("/model-writer/shapes", test_shapes);
  g_test_add_func ("/model-writer/none", test_none);
  g_test_add_func ("/model-writer/openrouter-shape", test_openrouter_shape);
  g_test_add_func ("/model-writer/many", test_many);
  g_test_add_func ("/model-writer/redact-nothing", test_redact_nothing);
  g_test_add_func ("/model-writer/redact", test_redact);
  g_test_add_func ("/model-writer/redact-longer", test_redact_longer);

  return g_test_run ();
}
