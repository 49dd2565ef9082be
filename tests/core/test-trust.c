/* test-trust.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-json.h"
#include "sy-trust.h"

#define AA  "AA:BB:CC:DD:EE:FF:00:11"
#define ONE AA ":" AA ":" AA ":" AA
#define TWO AA ":" AA ":" AA ":00:00:00:00:00:00:00:00"

#define BOX   "https://192.168.1.5:8443"
#define PLAIN "http://box.local:8080"

static void
count_cb (SyTrust *trust,
          guint   *count)
{
  (*count)++;
}

static SyTrust *
new_counted (guint *count)
{
  SyTrust *trust = sy_trust_new ();

  g_signal_connect (trust, "changed", G_CALLBACK (count_cb), count);

  return trust;
}

static void
test_decide (void)
{
  guint n_changed = 0;
  g_autoptr(SyTrust) trust = new_counted (&n_changed);

  g_assert_false (sy_trust_get_allows_plain (trust, PLAIN));
  g_assert_null (sy_trust_get_certificate (trust, BOX));
  g_assert_null (sy_trust_to_json (trust));

  sy_trust_allow_plain (trust, PLAIN);
  g_assert_cmpuint (n_changed, ==, 1);
  sy_trust_allow_plain (trust, PLAIN);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (sy_trust_get_allows_plain (trust, PLAIN));
  g_assert_null (sy_trust_get_certificate (trust, PLAIN));

  /* Port and scheme are part of whom one trusts. */
  g_assert_false (sy_trust_get_allows_plain (trust, "http://box.local"));
  g_assert_false (sy_trust_get_allows_plain (trust, "https://box.local:8080"));

  sy_trust_set_certificate (trust, BOX, ONE);
  g_assert_cmpuint (n_changed, ==, 2);
  sy_trust_set_certificate (trust, BOX, ONE);
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpstr (sy_trust_get_certificate (trust, BOX), ==, ONE);
  g_assert_false (sy_trust_get_allows_plain (trust, BOX));
  g_assert_null (sy_trust_get_certificate (trust, "https://192.168.1.5"));

  sy_trust_set_certificate (trust, BOX, TWO);
  g_assert_cmpuint (n_changed, ==, 3);
  g_assert_cmpstr (sy_trust_get_certificate (trust, BOX), ==, TWO);

  g_assert_finalize_object (g_steal_pointer (&trust));
}

static void
test_json (void)
{
  guint n_changed = 0;
  g_autoptr(SyTrust) trust = new_counted (&n_changed);
  g_autoptr(SyTrust) other = sy_trust_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;

  sy_trust_set_certificate (other, BOX, ONE);
  sy_trust_allow_plain (other, PLAIN);
  node = sy_trust_to_json (other);
  text = json_to_string (node, FALSE);
  g_assert_cmpstr (text, ==,
                   "{\"" PLAIN "\":{\"plain\":true},\"" BOX "\":{\"certificate\":\"" ONE "\"}}");

  /* What was there before is forgotten. */
  sy_trust_allow_plain (trust, "http://10.0.0.1");
  sy_trust_read_json (trust, node);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_false (sy_trust_get_allows_plain (trust, "http://10.0.0.1"));
  g_assert_true (sy_trust_get_allows_plain (trust, PLAIN));
  g_assert_cmpstr (sy_trust_get_certificate (trust, BOX), ==, ONE);

  sy_trust_read_json (trust, NULL);
  g_assert_null (sy_trust_to_json (trust));
  g_assert_finalize_object (g_steal_pointer (&trust));
  g_assert_finalize_object (g_steal_pointer (&other));
}

static void
test_hostile (void)
{
  static const char * const cases[] = {
    "[]", "7", "null", "\"" BOX "\"", "{}",
    "{\"" PLAIN "\":true}",
    "{\"" PLAIN "\":null}",
    "{\"" PLAIN "\":[{\"plain\":true}]}",
    "{\"" PLAIN "\":{\"plain\":1}}",
    "{\"" PLAIN "\":{\"plain\":\"true\"}}",
    "{\"" PLAIN "\":{\"plain\":false}}",
    "{\"" PLAIN "\":{}}",
    "{\"" PLAIN "/\":{\"plain\":true}}",
    "{\"HTTP://box.local:8080\":{\"plain\":true}}",
    "{\"http://box.local:80\":{\"plain\":true}}",
    "{\"http://user@box.local\":{\"plain\":true}}",
    "{\"box.local\":{\"plain\":true}}",
    "{\"*\":{\"plain\":true}}",
    "{\"\":{\"plain\":true}}",
    "{\"" BOX "\":{\"plain\":true}}",
    "{\"" BOX "\":{\"certificate\":7}}",
    "{\"" BOX "\":{\"certificate\":null}}",
    "{\"" BOX "\":{\"certificate\":\"\"}}",
    "{\"" BOX "\":{\"certificate\":\"" AA "\"}}",
    "{\"" BOX "\":{\"certificate\":\"" ONE ":AA\"}}",
    "{\"" BOX "\":{\"certificate\":\"" AA ":" AA ":" AA ":aa:BB:CC:DD:EE:FF:00:11\"}}",
    "{\"" BOX "\":{\"certificate\":\"" AA ":" AA ":" AA ":AAABB:CC:DD:EE:FF:00:11\"}}",
    "{\"" BOX "\":{\"certificate\":\"" AA ":" AA ":" AA ":GG:BB:CC:DD:EE:FF:00:11\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_changed = 0;
      g_autoptr(SyTrust) trust = new_counted (&n_changed);
      g_autoptr(JsonNode) node = json_from_string (cases[i], NULL);

      g_test_message ("%s", cases[i]);
      sy_trust_read_json (trust, node);
      g_assert_null (sy_trust_to_json (trust));
      g_assert_cmpuint (n_changed, ==, 0);
      g_assert_finalize_object (g_steal_pointer (&trust));
    }
}

static void
test_unknown_members (void)
{
  g_autoptr(SyTrust) trust = sy_trust_new ();
  g_autoptr(JsonNode) node = NULL;

  node = json_from_string ("{\"x\":[],\"" PLAIN "\":{\"later\":{},\"plain\":true},"
                           "\"" BOX "\":{\"certificate\":\"" ONE "\",\"plain\":true}}", NULL);
  sy_trust_read_json (trust, node);

  g_assert_true (sy_trust_get_allows_plain (trust, PLAIN));
  g_assert_cmpstr (sy_trust_get_certificate (trust, BOX), ==, ONE);
  g_assert_false (sy_trust_get_allows_plain (trust, BOX));
  g_assert_finalize_object (g_steal_pointer (&trust));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/trust/decide", test_decide);
  g_test_add_func ("/trust/json", test_json);
  g_test_add_func ("/trust/hostile", test_hostile);
  g_test_add_func ("/trust/unknown-members", test_unknown_members);

  return g_test_run ();
}
