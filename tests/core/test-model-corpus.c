/* test-model-corpus.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A list that OpenRouter gave out, with all its 347 models.  It is no part of the project:
 * without it these tests are skipped.
 */

#include "model-list.h"
#include "sy-model-nearest.h"
#include "sy-model-parser.h"
#include "sy-model-redact.h"
#include "sy-model-writer.h"

#define JANUARY  "openrouter-models-2026-01.json"
#define N_MODELS 347

typedef struct
{
  const char *id;
  const char *model;
} Case;

static const Case nearest_cases[] = {
  { "google/gemini-2.0-flash", "google/gemini-2.0-flash-001" },
  { "google/gemini-pro-1.5", "google/gemini-2.5-pro" },
};

static const Case replacement_cases[] = {
  { "anthropic/claude-2", "anthropic/claude-opus-4.5" },
  { "google/gemini-pro-1.5", "google/gemini-3-flash-preview" },
};

/* Returns %FALSE and marks the test as skipped when there is no list. */
static gboolean
load (GBytes **json)
{
  *json = model_list_load_corpus (JANUARY);

  if (*json == NULL)
    g_test_skip ("no corpus: meson setup -Dcorpus=FOLDER");

  return *json != NULL;
}

static GPtrArray *
parse (GBytes *json)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *models = sy_model_parser_parse (json, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, N_MODELS);

  return models;
}

static void
test_parse (void)
{
  g_autoptr(GBytes) json = NULL;
  g_autoptr(GPtrArray) models = NULL;
  SyModel *first;

  if (!load (&json))
    return;

  models = parse (json);
  first = models->pdata[0];

  g_assert_cmpstr (sy_model_get_id (first), ==, "arcee-ai/trinity-large-preview:free");
  g_assert_cmpstr (sy_model_get_name (first), ==, "Arcee AI: Trinity Large Preview (free)");
  g_assert_cmpint (sy_model_get_created (first), ==, 1769552670);
  g_assert_true (sy_pricing_get_is_free (sy_model_get_pricing (first)));
}

static void
test_write (void)
{
  g_autoptr(GBytes) json = NULL;
  g_autoptr(GBytes) written = NULL;
  g_autoptr(GPtrArray) models = NULL;
  g_autoptr(GPtrArray) again = NULL;

  if (!load (&json))
    return;

  models = parse (json);
  written = sy_model_writer_write (models);
  again = parse (written);

  for (guint i = 0; i < models->len; i++)
    g_assert_true (sy_model_equal (models->pdata[i], again->pdata[i]));
}

/* Nothing that a real list says looks like a key. */
static void
test_redact (void)
{
  g_autoptr(GBytes) json = NULL;
  g_autoptr(GPtrArray) models = NULL;
  SyRedact *redact;

  if (!load (&json))
    return;

  models = parse (json);
  redact = sy_redact_new ();
  sy_redact_add_key (redact, "hunter2/0123456789abcdef");

  for (guint i = 0; i < models->len; i++)
    {
      g_autoptr(SyModel) same = sy_model_redact (models->pdata[i], redact);

      g_assert_true (same == models->pdata[i]);
    }
  g_assert_finalize_object (redact);
}

static void
test_nearest (void)
{
  g_autoptr(GBytes) json = NULL;
  g_autoptr(GListModel) models = NULL;

  if (!load (&json))
    return;

  models = model_list_parse (json);

  for (gsize i = 0; i < G_N_ELEMENTS (nearest_cases); i++)
    {
      g_autoptr(GPtrArray) nearest = sy_model_nearest_find (models, nearest_cases[i].id, 3);

      g_assert_cmpuint (nearest->len, ==, 3);
      g_assert_cmpstr (sy_model_get_id (nearest->pdata[0]), ==, nearest_cases[i].model);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (replacement_cases); i++)
    {
      g_autoptr(SyModel) model =
        sy_model_nearest_find_replacement (models, replacement_cases[i].id);

      g_assert_nonnull (model);
      g_assert_cmpstr (sy_model_get_id (model), ==, replacement_cases[i].model);
    }
}

/* It has what the seed has for its default. */
static void
test_seed (void)
{
  g_autoptr(GBytes) json = NULL;
  g_autoptr(GPtrArray) models = NULL;
  guint n_found = 0;

  if (!load (&json))
    return;

  models = parse (json);
  for (guint i = 0; i < models->len; i++)
    n_found += g_str_equal (sy_model_get_id (models->pdata[i]), "anthropic/claude-3.5-sonnet");

  g_assert_cmpuint (n_found, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/corpus/parse", test_parse);
  g_test_add_func ("/corpus/write", test_write);
  g_test_add_func ("/corpus/redact", test_redact);
  g_test_add_func ("/corpus/nearest", test_nearest);
  g_test_add_func ("/corpus/seed", test_seed);

  return g_test_run ();
}
