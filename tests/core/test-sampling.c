/* test-sampling.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-sampling.h"

#include "sy-json.h"

#include <math.h>

static SySampling *
parse (const char *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = sy_json_parse (json, -1, &error);

  g_assert_no_error (error);

  return sy_sampling_from_json (sy_json_node_object (node));
}

static void
assert_unset (const SySampling *sampling)
{
  g_assert_true (isnan (sampling->temperature));
  g_assert_true (isnan (sampling->top_p));
  g_assert_cmpint (sampling->max_tokens, ==, 0);
  g_assert_null (sampling->effort);
}

static void
test_new (void)
{
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autoptr(SySampling) same = sy_sampling_copy (sampling);
  g_autoptr(JsonNode) node = sy_sampling_to_json (sampling);
  g_autofree char *json = json_to_string (node, FALSE);

  assert_unset (sampling);
  assert_unset (same);
  g_assert_true (sy_sampling_equal (sampling, same));
  g_assert_cmpstr (json, ==, "{}");
}

static void
test_equal (void)
{
  static const char *const values[] = {
    "{}",
    "{\"temperature\":0}",
    "{\"temperature\":0.5}",
    "{\"top-p\":0.5}",
    "{\"max-tokens\":5}",
    "{\"effort\":\"low\"}",
    "{\"effort\":\"high\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
        {
          g_autoptr(SySampling) a = parse (values[i]);
          g_autoptr(SySampling) b = parse (values[j]);

          g_assert_cmpint (sy_sampling_equal (a, b), ==, i == j);
        }
    }
}

static void
test_round_trip (void)
{
  g_autoptr(SySampling) sampling =
    parse ("{\"temperature\":0.7,\"top-p\":1,\"max-tokens\":4096,\"effort\":\"xhigh\",\"x\":1}");
  g_autoptr(JsonNode) node = sy_sampling_to_json (sampling);
  g_autoptr(SySampling) back = sy_sampling_from_json (sy_json_node_object (node));
  g_autoptr(SySampling) none = sy_sampling_from_json (NULL);

  g_assert_cmpfloat (sampling->temperature, ==, 0.7);
  g_assert_cmpfloat (sampling->top_p, ==, 1.0);
  g_assert_cmpint (sampling->max_tokens, ==, 4096);
  g_assert_cmpstr (sampling->effort, ==, "xhigh");
  g_assert_true (sy_sampling_equal (sampling, back));
  assert_unset (none);
}

static void
test_out_of_range (void)
{
  static const char *const values[] = {
    "{\"temperature\":-0.1,\"top-p\":-0.1,\"max-tokens\":-1,\"effort\":\"\"}",
    "{\"temperature\":2.1,\"top-p\":1.1,\"max-tokens\":100000001,\"effort\":\"a b\"}",
    "{\"temperature\":\"hot\",\"top-p\":null,\"max-tokens\":{},\"effort\":7}",
    "{\"temperature\":[],\"top-p\":true,\"max-tokens\":0,\"effort\":\"abcdefghijklmnopq\"}",
    "{\"effort\":\"HIGH\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(SySampling) sampling = parse (values[i]);

      assert_unset (sampling);
    }
}

static void
assert_json (const SySampling *sampling,
             const char       *expected)
{
  g_autoptr(JsonNode) node = sy_sampling_to_json (sampling);
  g_autofree char *json = json_to_string (node, FALSE);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_is_set (void)
{
  static const char *const values[] = {
    "{\"temperature\":0}", "{\"top-p\":0}", "{\"max-tokens\":1}", "{\"effort\":\"none\"}",
  };
  g_autoptr(SySampling) none = sy_sampling_new ();

  g_assert_false (sy_sampling_is_set (none));
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(SySampling) sampling = parse (values[i]);

      g_assert_true (sy_sampling_is_set (sampling));
    }
}

static void
test_merge (void)
{
  static const struct
  {
    const char *first;
    const char *fallback;
    const char *merged;
  } cases[] = {
    { "{}", "{}", "{}" },
    { "{\"temperature\":0.0}", "{\"temperature\":0.5}", "{\"temperature\":0.0}" },
    { "{}", "{\"temperature\":0.5}", "{\"temperature\":0.5}" },
    { "{\"top-p\":0.0}", "{\"top-p\":0.5}", "{\"top-p\":0.0}" },
    { "{}", "{\"top-p\":0.5}", "{\"top-p\":0.5}" },
    { "{\"max-tokens\":1}", "{\"max-tokens\":2}", "{\"max-tokens\":1}" },
    { "{}", "{\"max-tokens\":2}", "{\"max-tokens\":2}" },
    { "{\"effort\":\"none\"}", "{\"effort\":\"high\"}", "{\"effort\":\"none\"}" },
    { "{}", "{\"effort\":\"high\"}", "{\"effort\":\"high\"}" },
    { "{\"temperature\":0.5}", "{\"max-tokens\":2}", "{\"temperature\":0.5,\"max-tokens\":2}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SySampling) first = parse (cases[i].first);
      g_autoptr(SySampling) fallback = parse (cases[i].fallback);
      g_autoptr(SySampling) merged = sy_sampling_merge (first, fallback);
      g_autoptr(SySampling) alone = sy_sampling_merge (first, NULL);
      g_autoptr(SySampling) none = sy_sampling_merge (NULL, fallback);

      assert_json (merged, cases[i].merged);
      g_assert_true (sy_sampling_equal (alone, first));
      g_assert_true (sy_sampling_equal (none, fallback));
    }
}

static void
test_boxed (void)
{
  g_autoptr(SySampling) sampling = parse ("{\"effort\":\"low\"}");
  g_auto(GValue) value = G_VALUE_INIT;
  SySampling *held;

  g_value_init (&value, SY_TYPE_SAMPLING);
  g_value_set_boxed (&value, sampling);
  held = g_value_get_boxed (&value);

  g_assert_true (held != sampling);
  g_assert_true (sy_sampling_equal (held, sampling));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sampling/new", test_new);
  g_test_add_func ("/sampling/equal", test_equal);
  g_test_add_func ("/sampling/round-trip", test_round_trip);
  g_test_add_func ("/sampling/out-of-range", test_out_of_range);
  g_test_add_func ("/sampling/is-set", test_is_set);
  g_test_add_func ("/sampling/merge", test_merge);
  g_test_add_func ("/sampling/boxed", test_boxed);

  return g_test_run ();
}
