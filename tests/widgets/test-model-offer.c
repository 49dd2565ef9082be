/* test-model-offer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-offer.h"

#include "setup-fixture.h"
#include "widget-support.h"

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  SyProvider   *other;
  SyModelMarks *marks;
  SyModelOffer *offer;
} Fixture;

/* Two that are set up, and one that is not. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  SetupFixture *setup = &fixture->setup;

  setup_fixture_set_up (setup, NULL);
  fixture->provider = setup_fixture_add (setup, "openrouter");
  fixture->other = setup_fixture_add (setup, "ollama");
  fixture->marks = sy_provider_get_marks (fixture->provider);
  setup_fixture_show (setup, fixture->provider, SY_HEALTH_CONNECTED);
  setup_fixture_show (setup, fixture->other, SY_HEALTH_CONNECTED);
  setup_fixture_show (setup, setup_fixture_add (setup, "openai"), SY_HEALTH_NOT_SET_UP);
  sy_provider_set_model_id (fixture->other, "other");
  fixture->offer = sy_model_offer_new (setup->healths, setup->catalogs);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->offer);
  setup_fixture_tear_down (&fixture->setup, NULL);
}

static void
open_offer (Fixture    *fixture,
            const char *model_id)
{
  sy_model_offer_open (fixture->offer, fixture->provider, model_id, NULL);
}

/* "a b | c": a bar where another provider's begin. */
static void
assert_offered (Fixture    *fixture,
                const char *expected)
{
  GListModel *models = sy_model_offer_get_models (fixture->offer);
  g_autoptr(GString) found = g_string_new (NULL);
  SyProvider *last = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (models, i);
      SyProvider *provider = sy_model_offer_get_provider (fixture->offer, i);

      g_string_append_printf (found, "%s%s",
                              i == 0 ? "" : provider != last ? " | " : " ",
                              sy_model_get_id (model));
      last = provider;
    }

  g_assert_cmpstr (found->str, ==, expected);
}

/* A list of ten is offered whole, favourites and recents first; one more makes it short. */
static void
test_short (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const ten[] = {
    "v/a", "v/b", "v/c", "v/d", "v/e", "v/f", "v/g", "v/h", "v/i", "v/j", NULL,
  };
  static const char *const eleven[] = {
    "v/a", "v/b", "v/c", "v/d", "v/e", "v/f", "v/g", "v/h", "v/i", "v/j", "v/k", NULL,
  };

  sy_model_marks_set_favourite (fixture->marks, "v/h", TRUE);
  sy_model_marks_add_recent (fixture->marks, "v/h");
  sy_model_marks_add_recent (fixture->marks, "v/i");
  sy_model_marks_add_recent (fixture->marks, "v/gone");

  setup_fixture_list (&fixture->setup, fixture->provider, ten);
  open_offer (fixture, "v/g");
  assert_offered (fixture, "v/h v/i v/g v/a v/b v/c v/d v/e v/f v/j | other");

  /* What comes while it is open comes into it. */
  setup_fixture_list (&fixture->setup, fixture->provider, eleven);
  assert_offered (fixture, "v/h v/i v/g v/a v/b | other");

  /* However many are at hand, all of them are. */
  sy_model_marks_set_favourite (fixture->marks, "v/k", TRUE);
  sy_model_marks_set_favourite (fixture->marks, "v/j", TRUE);
  sy_model_marks_set_favourite (fixture->marks, "v/f", TRUE);
  open_offer (fixture, "v/e");
  assert_offered (fixture, "v/h v/k v/j v/f v/i v/e | other");
}

/* What is in use and in no list, like a variant, can be taken again. */
static void
test_unlisted (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const ids[] = { "v/a", "v/b", NULL };
  static const char *const own_ids[] = { "x", "y", NULL };

  open_offer (fixture, "v/a:nitro");
  assert_offered (fixture, "v/a:nitro | other");

  setup_fixture_list (&fixture->setup, fixture->provider, ids);
  assert_offered (fixture, "v/a:nitro v/a v/b | other");
  open_offer (fixture, "");
  assert_offered (fixture, "v/a v/b | other");

  /* Where it is not in use, only what is listed is offered. */
  setup_fixture_list (&fixture->setup, fixture->other, own_ids);
  assert_offered (fixture, "v/a v/b | x y");
  sy_model_offer_open (fixture->offer, fixture->other, "other", NULL);
  assert_offered (fixture, "other x y | v/a v/b");
}

/* Each word counts, in the id, the name or the vendor of any model of any provider. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *found;
  } cases[] = {
    { "sonnet", "anthropic/claude-sonnet-4.5" },
    { "ANTHROPIC Sonnet", "anthropic/claude-sonnet-4.5" },
    { "claude 4.5", "anthropic/claude-sonnet-4.5" },
    { "meta chat", "meta-llama/llama-x" },
    { "llama-x llama", "meta-llama/llama-x" },
    { "oth", "other" },
    { "o", "anthropic/claude-sonnet-4.5 nobody/unnamed | other" },
    { "sonnet chat", "" },
  };

  setup_fixture_list_json (&fixture->setup, fixture->provider,
                           "{\"data\":["
                           "{\"id\":\"anthropic/claude-sonnet-4.5\","
                           "\"name\":\"Anthropic: Claude Sonnet 4.5\"},"
                           "{\"id\":\"meta-llama/llama-x\",\"name\":\"Meta: The Chat\"},"
                           "{\"id\":\"nobody/unnamed\"}]}");
  open_offer (fixture, "nobody/unnamed");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_true (sy_model_offer_set_search (fixture->offer, cases[i].text));
      assert_offered (fixture, cases[i].found);
      g_assert_false (sy_model_offer_set_search (fixture->offer, cases[i].text));
    }

  g_assert_true (sy_model_offer_set_search (fixture->offer, ""));
  g_assert_cmpuint (g_list_model_get_n_items (sy_model_offer_get_models (fixture->offer)), ==, 4);
}

/* All of the long list are searched, not those that are at hand. */
static void
test_search_all (Fixture       *fixture,
                 gconstpointer  data)
{
  setup_fixture_list_many (&fixture->setup, fixture->provider, 500);
  open_offer (fixture, "vendor-7/model-0007");
  assert_offered (fixture, "vendor-7/model-0007 vendor-0/model-0000 vendor-1/model-0001 "
                           "vendor-2/model-0002 vendor-3/model-0003 | other");
  sy_model_offer_set_search (fixture->offer, "vendor-9 49");
  assert_offered (fixture, "vendor-9/model-0049 vendor-9/model-0149 vendor-9/model-0249 "
                           "vendor-9/model-0349 vendor-9/model-0449 vendor-9/model-0499");
  sy_model_offer_set_search (fixture->offer, "model");
  g_assert_cmpuint (g_list_model_get_n_items (sy_model_offer_get_models (fixture->offer)), ==, 500);
  g_assert_null (sy_model_offer_get_provider (fixture->offer, 500));
}

/* In place of a refused one only its provider's are offered, all, the nearest first. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const ids[] = { "v/one", "v/two", "v/three", NULL };

  setup_fixture_list (&fixture->setup, fixture->provider, ids);
  sy_model_offer_open (fixture->offer, fixture->provider, NULL, "v/tree");
  g_assert_cmpuint (g_list_model_get_n_items (sy_model_offer_get_models (fixture->offer)), ==, 3);
  g_assert_true (sy_model_offer_set_search (fixture->offer, "three"));
  assert_offered (fixture, "v/three");
  g_assert_true (sy_model_offer_set_search (fixture->offer, ""));
  open_offer (fixture, "v/one");
  assert_offered (fixture, "v/one v/two v/three | other");
}

/* Closed it is empty, whatever happens. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const ids[] = { "v/a", "v/b", NULL };

  assert_offered (fixture, "");
  open_offer (fixture, "v/a");
  assert_offered (fixture, "v/a | other");
  sy_model_offer_close (fixture->offer);
  assert_offered (fixture, "");
  setup_fixture_list (&fixture->setup, fixture->provider, ids);
  setup_fixture_show (&fixture->setup, fixture->other, SY_HEALTH_LOCKED);
  g_assert_true (sy_model_offer_set_search (fixture->offer, "b"));
  assert_offered (fixture, "");

  open_offer (fixture, "v/a");
  assert_offered (fixture, "v/b");
}

#define ADD(name, func) \
  g_test_add ("/model-offer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("short", test_short);
  ADD ("unlisted", test_unlisted);
  ADD ("search", test_search);
  ADD ("search-all", test_search_all);
  ADD ("refused", test_refused);
  ADD ("closed", test_closed);

  return g_test_run ();
}
