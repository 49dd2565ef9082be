/* test-model-remark.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-remark.h"

#include "catalog-fixture.h"
#include "model-list.h"

/* Noon of 1 March 2031, in seconds since 1970. */
#define NOW G_GINT64_CONSTANT (1930132800)
#define DAY (24 * 60 * 60)

#define LIST \
  "{\"data\":[" \
  "{\"id\":\"v/whole\",\"name\":\"V: Whole\"," \
  "\"pricing\":{\"prompt\":\"0.000003\",\"completion\":\"0.000015\"}}," \
  "{\"id\":\"v/whole:free\",\"name\":\"V: Whole (free)\"," \
  "\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}}," \
  "{\"id\":\"v/router\",\"name\":\"Router\",\"pricing\":{\"prompt\":\"-1\",\"completion\":\"-1\"}}," \
  "{\"id\":\"v/bare\"}," \
  "{\"id\":\"~v/whole-latest\",\"alias_target\":{\"name\":\"V: Other\",\"slug\":\"v/whole\"}}," \
  "{\"id\":\"~v/far-latest\",\"alias_target\":{\"name\":\"Far\",\"slug\":\"v/far\"}}," \
  "{\"id\":\"~v/dim-latest\",\"alias_target\":{\"slug\":\"v/dim\"}}," \
  "{\"id\":\"v/moved\",\"alias_target\":{\"slug\":\"v/whole\"}}," \
  "{\"id\":\"v/lost\",\"alias_target\":{\"name\":\"Gone\",\"slug\":\"v/gone\"}}," \
  "{\"id\":\"v/itself\",\"alias_target\":{\"slug\":\"v/itself\"}}," \
  "{\"id\":\"v/leaving\",\"expiration_date\":\"2031-03-09\"}," \
  "{\"id\":\"v/today\",\"expiration_date\":\"2031-03-01\"}," \
  "{\"id\":\"v/left\",\"expiration_date\":\"2031-02-28\"}]}"

typedef CatalogFixture Fixture;

static void
load (Fixture *fixture)
{
  catalog_fixture_answer_ok (fixture, LIST);
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait (fixture);
  g_assert_true (sy_catalog_get_known (fixture->catalog));
}

static void
assert_remark (Fixture           *fixture,
               const char        *id,
               SyModelRemarkKind  kind,
               const char        *text,
               const char        *instead)
{
  g_autoptr(SyModelRemark) remark = sy_model_remark_new (fixture->catalog, id,
                                                         NOW * G_USEC_PER_SEC);

  g_assert_cmpstr (remark->text, ==, text);
  g_assert_cmpint (remark->kind, ==, kind);
  g_assert_cmpstr (remark->instead != NULL ? sy_model_get_id (remark->instead) : NULL, ==,
                   instead);
}

static void
test_listed (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const cases[][2] = {
    { "v/whole", "Whole · $3.00 in, $15.00 out per million" },
    { "v/whole:free", "Whole · free" },
    { "v/router", "Router · price varies" },
    { "v/bare", "v/bare" },
    { "v/itself", "v/itself" },
    { "v/whole:nitro", "Whole · fastest provider first" },
    { "v/whole:floor", "Whole · cheapest provider first" },
    { "v/whole:exacto", "Whole · best provider for tools first" },
    { "v/whole:online", "Whole · with web search" },
    { "v/whole:free:online", "Whole · with web search" },
    { "v/whole:other", "Whole · $3.00 in, $15.00 out per million" },
    { "v/whole@preset/mine", "Whole · $3.00 in, $15.00 out per million" },
    { "v/whole:nitro@preset/mine", "Whole · $3.00 in, $15.00 out per million" },
    { "@preset/mine", "A preset of your account" },
  };

  load (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_remark (fixture, cases[i][0], SY_MODEL_REMARK_LISTED, cases[i][1], NULL);
}

/* A name that moves on is named as what it stands for is in the list. */
static void
test_alias (Fixture       *fixture,
            gconstpointer  data)
{
  load (fixture);
  assert_remark (fixture, "~v/whole-latest", SY_MODEL_REMARK_LISTED, "Now Whole", NULL);
  assert_remark (fixture, "~v/whole-latest:nitro", SY_MODEL_REMARK_LISTED, "Now Whole", NULL);
  assert_remark (fixture, "~v/far-latest", SY_MODEL_REMARK_LISTED, "Now Far", NULL);
  assert_remark (fixture, "~v/dim-latest", SY_MODEL_REMARK_LISTED, "Now v/dim", NULL);
}

static void
test_renamed (Fixture       *fixture,
              gconstpointer  data)
{
  load (fixture);
  assert_remark (fixture, "v/moved", SY_MODEL_REMARK_RENAMED, "Renamed to v/whole", "v/whole");
  assert_remark (fixture, "v/lost", SY_MODEL_REMARK_RENAMED, "Renamed to v/gone", NULL);
}

static void
assert_days (Fixture    *fixture,
             const char *id,
             gint64      now,
             int         days)
{
  g_autoptr(SyModelRemark) remark = sy_model_remark_new (fixture->catalog, id,
                                                         now * G_USEC_PER_SEC);

  g_assert_cmpint (remark->kind, ==, SY_MODEL_REMARK_RETIRING);
  g_assert_cmpint (remark->days_left, ==, days);
}

/* It is there to the end of its day. */
static void
test_retiring (Fixture       *fixture,
               gconstpointer  data)
{
  load (fixture);
  assert_remark (fixture, "v/leaving", SY_MODEL_REMARK_RETIRING, "Retires on 9 March 2031", NULL);
  assert_remark (fixture, "v/leaving:nitro", SY_MODEL_REMARK_RETIRING,
                 "Retires on 9 March 2031", NULL);
  assert_remark (fixture, "v/today", SY_MODEL_REMARK_RETIRING, "Retires on 1 March 2031", NULL);
  assert_remark (fixture, "v/left", SY_MODEL_REMARK_RETIRING, "Was to retire on 28 February 2031",
                 NULL);

  assert_days (fixture, "v/leaving", NOW, 8);
  assert_days (fixture, "v/today", NOW, 0);
  assert_days (fixture, "v/today", NOW + DAY / 2 - 1, 0);
  assert_days (fixture, "v/today", NOW + DAY / 2, -1);
  assert_days (fixture, "v/left", NOW, -1);
}

static void
test_unlisted (Fixture       *fixture,
               gconstpointer  data)
{
  load (fixture);
  assert_remark (fixture, "v/unheard", SY_MODEL_REMARK_UNLISTED, "Not in the list of models",
                 NULL);
  assert_remark (fixture, "v/bare:free", SY_MODEL_REMARK_UNLISTED, "Not in the list of models",
                 NULL);
  assert_remark (fixture, "", SY_MODEL_REMARK_NONE, NULL, NULL);
}

/* What the preset still suggests was in the list once. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GBytes) list = model_list_load ("models/openrouter-current.json");

  catalog_fixture_answer (fixture, "200 OK", "Content-Type: application/json\r\n", list);
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait (fixture);

  assert_remark (fixture, "anthropic/claude-3.5-sonnet", SY_MODEL_REMARK_GONE, "No longer listed",
                 "~anthropic/claude-sonnet-latest");
  assert_remark (fixture, "anthropic/claude-3.7-sonnet", SY_MODEL_REMARK_UNLISTED,
                 "Not in the list of models", NULL);
  assert_remark (fixture, "anthropic/claude-3.5-sonnet:nitro", SY_MODEL_REMARK_UNLISTED,
                 "Not in the list of models", NULL);
}

/* Of a vendor that the list does not know, nothing can be offered instead. */
static void
test_gone_for_good (Fixture       *fixture,
                    gconstpointer  data)
{
  load (fixture);
  assert_remark (fixture, "anthropic/claude-3.5-sonnet", SY_MODEL_REMARK_UNLISTED,
                 "Not in the list of models", NULL);
}

/* Whatever was typed or saved, it is no part of a text with a meaning of its own. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const ids[] = {
    " ", "/", ":", "::::", "~", "@", ":nitro", "models/", "%s%n%1$s", "<b>v/whole</b>",
    "v/whole\n", "v/whole/../bare", "V/WHOLE", "\xc3\xa4/\xf0\x9f\x98\x80", "v/whole:free:batch",
  };
  g_autofree char *colons = g_strnfill (3000, ':');
  g_autofree char *variants = g_strconcat ("v/whole", colons, "nitro", NULL);

  load (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *title = sy_model_remark_dup_title (fixture->catalog, ids[i]);

      g_assert_cmpstr (title, ==, ids[i]);
      assert_remark (fixture, ids[i], SY_MODEL_REMARK_UNLISTED, "Not in the list of models", NULL);
    }

  assert_remark (fixture, colons, SY_MODEL_REMARK_UNLISTED, "Not in the list of models", NULL);
  assert_remark (fixture, variants, SY_MODEL_REMARK_LISTED, "Whole · fastest provider first",
                 NULL);
}

/* Gemini's ids have a prefix or none; Ollama's need no ":latest". */
static void
test_other_servers (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *title = NULL;

  catalog_fixture_answer_ok (fixture, "{\"data\":[{\"id\":\"gemini-pro\",\"name\":\"Gemini Pro\"},"
                                      "{\"id\":\"llama3.2:latest\"}]}");
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait (fixture);

  assert_remark (fixture, "models/gemini-pro", SY_MODEL_REMARK_LISTED, "Gemini Pro", NULL);
  title = sy_model_remark_dup_title (fixture->catalog, "models/gemini-pro");
  g_assert_cmpstr (title, ==, "Gemini Pro");
  assert_remark (fixture, "llama3.2:latest", SY_MODEL_REMARK_LISTED, "llama3.2:latest", NULL);
  assert_remark (fixture, "llama3.2", SY_MODEL_REMARK_NONE, NULL, NULL);
}

/* Without a list nothing is known of any model. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  assert_remark (fixture, "v/whole", SY_MODEL_REMARK_NONE, NULL, NULL);
  assert_remark (fixture, "@preset/mine", SY_MODEL_REMARK_NONE, NULL, NULL);
}

static void
test_title (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const cases[][2] = {
    { "v/whole", "Whole" },
    { "v/whole:free", "Whole (free)" },
    { "v/whole:nitro", "Whole :nitro" },
    { "v/whole:free:online", "Whole (free) :online" },
    { "v/whole@preset/mine", "Whole @preset/mine" },
    { "v/unheard:nitro", "v/unheard:nitro" },
    { "@preset/mine", "@preset/mine" },
    { "", "" },
  };

  load (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = sy_model_remark_dup_title (fixture->catalog, cases[i][0]);
      g_autofree char *alone = sy_model_remark_dup_title (NULL, cases[i][0]);

      g_assert_cmpstr (title, ==, cases[i][1]);
      g_assert_cmpstr (alone, ==, cases[i][0]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/model-remark/" name, Fixture, "openrouter", catalog_fixture_setup, func, \
              catalog_fixture_teardown)
  ADD ("listed", test_listed);
  ADD ("alias", test_alias);
  ADD ("renamed", test_renamed);
  ADD ("retiring", test_retiring);
  ADD ("unlisted", test_unlisted);
  ADD ("gone", test_gone);
  ADD ("gone-for-good", test_gone_for_good);
  ADD ("hostile", test_hostile);
  ADD ("other-servers", test_other_servers);
  ADD ("unknown", test_unknown);
  ADD ("title", test_title);
#undef ADD

  return g_test_run ();
}
