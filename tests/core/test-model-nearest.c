/* test-model-nearest.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-model-nearest.h"

#include "model-list.h"
#include "sy-model-words.h"

#include <string.h>

#define CURRENT "models/openrouter-current.json"

typedef struct
{
  const char *list;
  const char *id;
  const char *nearest;
} Case;

static const Case nearest_cases[] = {
  /* The seed's ids, in a list that has dropped them. */
  { CURRENT, "anthropic/claude-3.5-sonnet",
    "anthropic/claude-sonnet-4.5 anthropic/claude-sonnet-5 ~anthropic/claude-sonnet-latest" },
  { CURRENT, "google/gemini-pro-1.5",
    "google/gemini-2.5-pro ~google/gemini-pro-latest" },
  { CURRENT, "google/gemini-2.0-flash", "google/gemini-2.5-flash google/gemini-3.5-flash" },
  { CURRENT, "google/gemini-2.0-flash-001", "google/gemini-2.5-flash" },
  { CURRENT, "meta-llama/llama-3.1-70b-instruct", "meta-llama/llama-3.3-70b-instruct" },
  { CURRENT, "mistralai/mistral-large", "mistralai/mistral-large-2512" },
  { CURRENT, "deepseek/deepseek-chat", "~deepseek/deepseek-flash-latest" },

  /* Slips of the finger. */
  { CURRENT, "anthropic/claude-sonet-4.5", "anthropic/claude-sonnet-4.5" },
  { CURRENT, "antropic/claud-sonnet-4.5", "anthropic/claude-sonnet-4.5" },
  { CURRENT, "openai/gpt-4o-mni", "openai/gpt-4o-mini" },
  { CURRENT, "openai/gpt4o", "openai/gpt-4o" },
  { CURRENT, "openai/GPT-4O", "openai/gpt-4o" },
  { CURRENT, "googel/gemini-2.5-pro", "google/gemini-2.5-pro" },
  { CURRENT, "openai/gpt-oss-20b:fre", "openai/gpt-oss-20b:free" },

  /* Dots, dashes, blanks and underscores. */
  { CURRENT, "anthropic/claude-sonnet-4-5", "anthropic/claude-sonnet-4.5" },
  { CURRENT, "anthropic/claude_sonnet_4.5", "anthropic/claude-sonnet-4.5" },
  { CURRENT, "anthropic/Claude Sonnet 4.5", "anthropic/claude-sonnet-4.5" },
  { CURRENT, "anthropic/claude-4.5-sonnet", "anthropic/claude-sonnet-4.5" },
  { CURRENT, "meta-llama/llama3.3-70b-instruct", "meta-llama/llama-3.3-70b-instruct" },
  { CURRENT, "mistralai/mistral-medium-3.5", "mistralai/mistral-medium-3-5" },

  /* Another vendor's prefix, a part of one, or none. */
  { CURRENT, "meta/llama-3.3-70b-instruct", "meta-llama/llama-3.3-70b-instruct" },
  { CURRENT, "mistral/mistral-medium-3-5", "mistralai/mistral-medium-3-5" },
  { CURRENT, "xai/grok-4", "x-ai/grok-4.3" },
  { CURRENT, "openai/claude-sonnet-5", "anthropic/claude-sonnet-5" },
  { CURRENT, "anthropic/gpt-4o", "openai/gpt-4o" },
  { CURRENT, "gemini/gemini-2.5-pro", "google/gemini-2.5-pro" },
  { CURRENT, "openrouter/openai/gpt-4o", "openai/gpt-4o" },
  { CURRENT, "claude-sonnet-5", "anthropic/claude-sonnet-5" },
  { CURRENT, "sonnet-4.5", "anthropic/claude-sonnet-4.5" },
  { CURRENT, "gpt-4o-mini", "openai/gpt-4o-mini" },
  { CURRENT, "models/gemini-2.5-pro", "google/gemini-2.5-pro" },
  { CURRENT, "llama-3.3-70b", "meta-llama/llama-3.3-70b-instruct" },

  /* One of the list is its own nearest. */
  { CURRENT, "openai/gpt-4o:extended", "openai/gpt-4o:extended openai/gpt-4o" },
  { CURRENT, "qwen/qwen3.7-plus", "qwen/qwen3.7-plus" },

  /* The vendor is all that is known: its newest come first when nothing else tells. */
  { CURRENT, "openrouter/quasar", "openrouter/auto" },
};

static const Case replacement_cases[] = {
  { CURRENT, "anthropic/claude-3.5-sonnet", "~anthropic/claude-sonnet-latest" },
  { CURRENT, "anthropic/claude-3.5-sonnet:beta", "~anthropic/claude-sonnet-latest" },
  { CURRENT, "anthropic/claude-3.7-sonnet", "~anthropic/claude-sonnet-latest" },
  { CURRENT, "anthropic/claude-3.5-haiku", "~anthropic/claude-haiku-latest" },
  { CURRENT, "anthropic/claude-3-opus", "~anthropic/claude-opus-latest" },
  { CURRENT, "Anthropic/Claude-3.5-Sonnet", "~anthropic/claude-sonnet-latest" },
  { CURRENT, "google/gemini-pro-1.5", "~google/gemini-pro-latest" },
  { CURRENT, "google/gemini-2.0-flash", "~google/gemini-flash-latest" },
  { CURRENT, "openai/gpt-4-turbo", "~openai/gpt-latest" },
  { CURRENT, "openai/gpt-3.5-mini", "~openai/gpt-mini-latest" },
  { CURRENT, "~anthropic/claude-sonnet-old-latest", "~anthropic/claude-sonnet-latest" },

  /* No alias fits: the newest that writes and does nothing else. */
  { CURRENT, "anthropic/claude-2", "anthropic/claude-fable-5.1" },
  { CURRENT, "google/palm-2", "google/gemini-3.5-flash" },
  { CURRENT, "deepseek/deepseek-chat", "deepseek/deepseek-v4.1-flash" },
  { CURRENT, "meta-llama/llama-3.1-70b-instruct", "meta-llama/llama-3.3-70b-instruct" },

  /* What was free is replaced by what is free, where there is such a thing. */
  { CURRENT, "google/gemini-2.0-flash-exp:free", "google/gemma-3-27b-it:free" },
  { CURRENT, "openai/gpt-oss-120b:free", "openai/gpt-oss-20b:free" },
  { CURRENT, "anthropic/claude-3-haiku:free", "~anthropic/claude-haiku-latest" },

  { CURRENT, "antropic/claude-3.5-sonnet", NULL },
  { CURRENT, "nobody/model", NULL },
  { CURRENT, "claude-3.5-sonnet", NULL },
  { CURRENT, "", NULL },
  { CURRENT, "/", NULL },
  { CURRENT, "~", NULL },
};

static void
test_nearest (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(GListModel) models = model_list_parse_file (test->list);
  g_auto(GStrv) expected = g_strsplit (test->nearest, " ", -1);
  g_autoptr(GPtrArray) nearest = sy_model_nearest_find (models, test->id, 3);

  g_assert_cmpuint (nearest->len, ==, 3);
  for (guint i = 0; expected[i] != NULL; i++)
    g_assert_cmpstr (sy_model_get_id (nearest->pdata[i]), ==, expected[i]);
}

static void
test_replacement (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(GListModel) models = model_list_parse_file (test->list);
  g_autoptr(SyModel) model = sy_model_nearest_find_replacement (models, test->id);

  g_assert_cmpstr (model != NULL ? sy_model_get_id (model) : NULL, ==, test->nearest);
}

/* Lists of one vendor have no prefixes. */
static void
test_without_vendors (void)
{
  static const char *const ids[] = {
    "gpt-6-astra", "gpt-4o-mini", "gpt-4o", "o3-mini", "chatgpt-4o-latest", NULL,
  };
  static const struct
  {
    const char *id;
    const char *nearest;
  } cases[] = {
    { "openai/gpt-4o", "gpt-4o" },
    { "gpt-4-o", "gpt-4o" },
    { "gpt4o-mini", "gpt-4o-mini" },
    { "o1-mini", "o3-mini" },
    { "gpt-6", "gpt-6-astra" },
    { "chatgpt4o", "chatgpt-4o-latest" },
  };
  g_autoptr(GListModel) models = model_list_from_ids (ids);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) nearest = sy_model_nearest_find (models, cases[i].id, 1);

      g_test_message ("%s", cases[i].id);
      g_assert_cmpuint (nearest->len, ==, 1);
      g_assert_cmpstr (sy_model_get_id (nearest->pdata[0]), ==, cases[i].nearest);
      g_assert_null (sy_model_nearest_find_replacement (models, cases[i].id));
    }
}

/* Whatever was asked, all that is asked for comes, each once. */
static void
test_all (void)
{
  static const char *const ids[] = {
    "", "/", "~", ":", "a/b/c/d", "---", "0", "vendor/", "/model", "größe/modell",
    "openai/gpt-4o", "x",
  };
  g_autoptr(GListModel) models = model_list_parse_file (CURRENT);
  guint n_models = g_list_model_get_n_items (models);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(GPtrArray) none = sy_model_nearest_find (models, ids[i], 0);
      g_autoptr(GPtrArray) all = sy_model_nearest_find (models, ids[i], G_MAXUINT);
      g_autoptr(GPtrArray) few = sy_model_nearest_find (models, ids[i], 5);
      g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

      g_assert_cmpuint (none->len, ==, 0);
      g_assert_cmpuint (all->len, ==, n_models);
      g_assert_cmpuint (few->len, ==, 5);

      for (guint k = 0; k < all->len; k++)
        g_assert_true (g_hash_table_add (seen, all->pdata[k]));
      for (guint k = 0; k < few->len; k++)
        g_assert_true (few->pdata[k] == all->pdata[k]);
    }
}

static void
test_empty_list (void)
{
  g_autoptr(GListStore) models = g_list_store_new (SY_TYPE_MODEL);
  g_autoptr(GPtrArray) nearest = sy_model_nearest_find (G_LIST_MODEL (models), "a/b", 3);

  g_assert_cmpuint (nearest->len, ==, 0);
  g_assert_null (sy_model_nearest_find_replacement (G_LIST_MODEL (models), "a/b"));
}

/* Nothing that a list may hold is longer than what is compared of it. */
static void
test_long_ids (void)
{
  g_autofree char *many_words = NULL;
  g_autofree char *long_word = g_strnfill (4000, 'w');
  g_autoptr(GString) words = g_string_new ("v/");
  SyModelWords left;
  SyModelWords right;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (words, "%c-%u.", 'a' + i % 26, i);
  many_words = g_string_free_and_steal (g_steal_pointer (&words));

  sy_model_words_init (&left, many_words);
  sy_model_words_init (&right, long_word);

  g_assert_cmpuint (strlen (left.name), <, SY_MODEL_WORDS_MAX);
  g_assert_cmpuint (strlen (right.family), <, SY_MODEL_WORDS_MAX);
  g_assert_cmpuint (sy_model_words_get_distance (&left, &left), ==, 0);
  g_assert_cmpuint (sy_model_words_get_distance (&left, &right), >, 0);
}

static void
test_words (void)
{
  SyModelWords words;

  sy_model_words_init (&words, "Meta-Llama/Llama3.1_70B--instruct:free");
  g_assert_cmpstr (words.vendor, ==, "metallama");
  g_assert_cmpstr (words.family, ==, "llama");
  g_assert_cmpstr (words.name, ==, "llama-3-1-70b-instruct");
  g_assert_cmpstr (words.words, ==, "instruct llama");
  g_assert_cmpstr (words.numbers, ==, "3 1 70b");
  g_assert_cmpstr (words.variant, ==, "free");
  g_assert_false (words.is_alias);

  sy_model_words_init (&words, "~anthropic/claude-sonnet-latest");
  g_assert_cmpstr (words.vendor, ==, "anthropic");
  g_assert_cmpstr (words.words, ==, "claude sonnet");
  g_assert_true (words.is_alias);
}

/* The bound is far above what it takes, and far below what a quadratic one would. */
static void
test_many (void)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GListModel) models = NULL;
  gint64 start;

  for (guint i = 0; i < 5000; i++)
    g_ptr_array_add (ids, g_strdup_printf ("vendor-%u/family-%u-%u-instruct", i % 50, i % 7, i));
  g_ptr_array_add (ids, NULL);
  models = model_list_from_ids ((const char *const *) ids->pdata);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(GPtrArray) nearest =
        sy_model_nearest_find (models, "vendor-7/family-0-4207", 3);

      g_assert_cmpstr (sy_model_get_id (nearest->pdata[0]), ==, "vendor-7/family-0-4207-instruct");
    }
  g_test_message ("%" G_GINT64_FORMAT " us each", (g_get_monotonic_time () - start) / 5);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (nearest_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/model-nearest/find/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &nearest_cases[i], test_nearest);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (replacement_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/model-nearest/replacement/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &replacement_cases[i], test_replacement);
    }

  g_test_add_func ("/model-nearest/without-vendors", test_without_vendors);
  g_test_add_func ("/model-nearest/all", test_all);
  g_test_add_func ("/model-nearest/empty-list", test_empty_list);
  g_test_add_func ("/model-nearest/long-ids", test_long_ids);
  g_test_add_func ("/model-nearest/words", test_words);
  g_test_add_func ("/model-nearest/many", test_many);

  return g_test_run ();
}
