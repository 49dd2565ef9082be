/* test-provider-origins.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "provider-list-fixture.h"

#include "sy-json.h"
#include "sy-trust.h"
#include "support-spin.h"

#include <glib/gstdio.h>

#define FINGERPRINT \
  "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:" \
  "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF"

/* The list as the program makes it. */
static SyTrust *
add_trust (Fixture *fixture)
{
  SyTrust *trust = sy_trust_new ();

  sy_provider_list_set_trust (fixture->list, trust);

  return trust;
}

static void
test_origins (Fixture       *fixture,
              gconstpointer  data)
{
  SyTrust *trust = add_trust (fixture);
  SyProvider *provider;

  fixture_load (fixture);
  provider = fixture_ensure (fixture, "custom");
  g_assert_true (sy_provider_get_trust (provider) == trust);
  g_assert_true (sy_provider_get_trust (fixture_ensure (fixture, "openrouter")) == trust);

  sy_trust_allow_plain (trust, "http://box.example:8080");
  sy_trust_set_certificate (trust, "https://192.168.1.5", FINGERPRINT);
  g_assert_true (sy_provider_set_api_base (provider, "http://box.example:8080/v1", NULL));
  g_assert_true (sy_provider_list_get_configured (fixture->list));
  fixture_save (fixture);
  g_assert_no_error (fixture->error);
  fixture_drop_list (fixture);
  g_assert_finalize_object (trust);

  fixture_make_list (fixture);
  trust = add_trust (fixture);
  fixture_load (fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (sy_trust_get_allows_plain (trust, "http://box.example:8080"));
  g_assert_false (sy_trust_get_allows_plain (trust, "http://box.example"));
  g_assert_cmpstr (sy_trust_get_certificate (trust, "https://192.168.1.5"), ==, FINGERPRINT);
  g_assert_cmpstr (sy_provider_get_origin (fixture_ensure (fixture, "custom")), ==,
                   "http://box.example:8080");

  /* Written without being asked to; what was read is not a change. */
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  support_spin_for (300);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  sy_trust_allow_plain (trust, "http://other.example");
  fixture_wait_for_text (fixture, "http://other.example");

  fixture_drop_list (fixture);
  g_assert_finalize_object (trust);
  fixture_make_list (fixture);
}

static void
test_origins_ill_typed (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char *const ill_typed[] = { "7", "null", "[]", "\"x\"", "{}", "true" };

  for (gsize i = 0; i < G_N_ELEMENTS (ill_typed); i++)
    {
      g_autofree char *file =
        g_strdup_printf ("{\"version\":1,\"origins\":%s,\"providers\":["
                         "{\"id\":\"u\",\"preset\":\"custom\",\"model\":\"m\"}]}", ill_typed[i]);
      SyTrust *trust = add_trust (fixture);

      fixture_write_file (fixture, file);
      fixture_load (fixture);
      g_assert_no_error (fixture->error);
      g_assert_null (sy_trust_to_json (trust));
      g_assert_nonnull (sy_provider_list_find (fixture->list, "u"));
      fixture_drop_list (fixture);
      g_assert_finalize_object (trust);
      fixture_make_list (fixture);
    }
}

static void
test_origins_hostile (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char text[] =
    "{\"version\":1,\"default\":\"u\",\"origins\":{"
    "\"http://a.example\":{\"plain\":\"true\"},\"http://b.example\":7,"
    "\"http://c.example/v1\":{\"plain\":true},\"http://D.example\":{\"plain\":true},"
    "\"\":{\"plain\":true},\"javascript:\":{\"plain\":true},"
    "\"https://e.example\":{\"certificate\":\"AB\"},"
    "\"http://good.example\":{\"plain\":true,\"certificate\":[],\"new\":1}},"
    "\"providers\":["
    "{\"id\":\"t\",\"preset\":\"custom\",\"api-base\":\"http://a.example/v1\"},"
    "{\"id\":\"u\",\"preset\":\"custom\",\"api-base\":\"http://good.example/v1\"}]}";
  SyTrust *trust = add_trust (fixture);
  g_autoptr(JsonNode) origins = NULL;

  fixture_write_file (fixture, text);
  fixture_load (fixture);
  g_assert_no_error (fixture->error);
  origins = sy_trust_to_json (trust);
  g_assert_cmpuint (json_object_get_size (sy_json_node_object (origins)), ==, 1);
  g_assert_true (sy_trust_get_allows_plain (trust, "http://good.example"));
  g_assert_cmpstr (sy_provider_get_api_base (sy_provider_list_find (fixture->list, "t")), ==, "");
  g_assert_cmpstr (sy_provider_get_origin (sy_provider_list_find (fixture->list, "u")), ==,
                   "http://good.example");
  fixture_drop_list (fixture);
  g_assert_finalize_object (trust);
  fixture_make_list (fixture);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_setup, func, fixture_teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/provider-origins/round-trip", test_origins);
  ADD ("/provider-origins/ill-typed", test_origins_ill_typed);
  ADD ("/provider-origins/hostile", test_origins_hostile);

  return g_test_run ();
}
