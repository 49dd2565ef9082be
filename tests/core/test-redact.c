/* test-redact.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-redact.h"

#include <string.h>

#define KEY "sy-test-ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789"

typedef struct
{
  const char *text;
  const char *redacted;
} Case;

static void
assert_redacted (SyRedact   *redact,
                 const Case *cases,
                 gsize       n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *redacted = sy_redact_text (redact, cases[i].text, -1);

      g_assert_cmpstr (redacted, ==, cases[i].redacted);
    }
}

static void
test_keys (void)
{
  static const Case cases[] = {
    { "", "" },
    { "nothing to hide", "nothing to hide" },
    { KEY, "***" },
    { "key " KEY " end", "key *** end" },
    { KEY KEY, "***" },
    { "start sy-test-ABCDEF... end", "start ***... end" },
    { "end ...YZ-0123456789", "end ...***" },
    { "sy-test-ABC", "sy-test-ABC" },
    { "sy-test-ABCD", "***" },
    { "Z-0123456789", "***" },
    { "-0123456789", "-0123456789" },
    { "sy-test-sy-test-ABCDEFGH", "sy-test-***" },
    { "a short one: pass!", "a short one: ***!" },
    { "passport", "***port" },
    { "abc", "abc" },
    { "aaaaaaaaaaaaaaaaaaaaaaaab", "***" },
  };
  g_autoptr(SyRedact) redact = sy_redact_new ();

  sy_redact_add_key (redact, KEY);
  sy_redact_add_key (redact, KEY);
  sy_redact_add_key (redact, "pass");
  sy_redact_add_key (redact, "abc");
  sy_redact_add_key (redact, "");
  sy_redact_add_key (redact, "aaaaaaaaaaaaaaaaaaab");

  assert_redacted (redact, cases, G_N_ELEMENTS (cases));
  g_assert_finalize_object (g_steal_pointer (&redact));
}

static void
test_shapes (void)
{
  static const Case cases[] = {
    { "Incorrect API key provided: sk-abcd****wxyz. Get one.",
      "Incorrect API key provided: ***. Get one." },
    { "sk-or-v1-0123456789abcdef", "***" },
    { "'sk-ant-api03-xy_z'", "'***'" },
    { "{\"m\":\"a\\nsk-0123456789\"}", "{\"m\":\"a\\n***\"}" },
    { "%20sk-0123456789", "%20***" },
    { "a task-force and a risk-taker", "a task-force and a risk-taker" },
    { "sk-", "sk-" },
    { "starts with sk-...", "starts with sk-..." },
    { "Authorization: Bearer abc.def-ghi==", "Authorization: Bearer ***" },
    { "authorization: bearer  0123", "authorization: bearer  ***" },
    { "Bearer ", "Bearer " },
    { "nvapi-0123456789_x", "***" },
    { "key=AIzaSyA0123456789", "key=***" },
    { "xAIzaSyA0123456789", "x***" },
    { "sk-aaaa nvapi-bbbb", "*** ***" },
    { "sk-a\303\244", "sk-a\303\244" },
  };
  g_autoptr(SyRedact) redact = sy_redact_new ();

  assert_redacted (redact, cases, G_N_ELEMENTS (cases));
}

static void
test_any_bytes (void)
{
  g_autoptr(SyRedact) redact = sy_redact_new ();
  g_autofree char *redacted = NULL;
  g_autofree char *cut = NULL;

  sy_redact_add_key (redact, "p\303\244ssword-\303\244-0123");

  redacted = sy_redact_text (redact, "a\0\377 sk-0123456789", 17);
  g_assert_cmpstr (redacted, ==, "a\357\277\275\357\277\275 ***");

  /* A part of twelve bytes that begins inside of a character. */
  cut = sy_redact_text (redact, "x\303\244sword-\303\244-0123", -1);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_null (strstr (cut, "0123"));
}

static void
test_is_linear (void)
{
  const gsize size = 4 * 1024 * 1024;
  g_autoptr(SyRedact) redact = sy_redact_new ();
  g_autofree char *text = g_malloc (size);
  g_autofree char *key = g_strnfill (200, 'a');
  gint64 start = g_get_monotonic_time ();

  key[100] = 'b';
  sy_redact_add_key (redact, key);

  for (guint round = 0; round < 3; round++)
    {
      static const char * const fills[] = { "a", "sk-.", "Bearer " };
      gsize length = strlen (fills[round]);
      g_autofree char *redacted = NULL;

      for (gsize i = 0; i < size; i++)
        text[i] = fills[round][i % length];

      redacted = sy_redact_text (redact, text, size);
      g_assert_cmpuint (strlen (redacted), <=, size);
    }

  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

/* Names are shown beside a reply. */
static void
test_names (void)
{
  g_autoptr(SyRedact) redact = sy_redact_new ();
  g_autofree char *long_name = g_strnfill (1024 * 1024, 'x');
  g_autofree char *name = NULL;
  g_autofree char *bounded = NULL;

  sy_redact_add_key (redact, "hunter2/0123456789abcdef");
  name = sy_redact_name (redact, " gen-1\r\nBearer hunter2/0123456789abcdef\n");
  g_assert_true (g_str_has_prefix (name, "gen-1  "));
  g_assert_null (strpbrk (name, "\r\n"));
  g_assert_null (strstr (name, "hunter2"));

  bounded = sy_redact_name (redact, long_name);
  g_assert_cmpint (g_utf8_strlen (bounded, -1), ==, 200);
}

static guint n_copies;

static char *
dup_counted (const char *key)
{
  n_copies++;

  return g_strdup (key);
}

static void
free_counted (char *key)
{
  n_copies--;
  g_free (key);
}

/* Who keeps keys says where the copies are, and gets each of them back. */
static void
test_memory (void)
{
  SyRedact *redact = sy_redact_new ();
  g_autofree char *text = NULL;

  sy_redact_set_memory (redact, dup_counted, free_counted);
  sy_redact_add_key (redact, "own-key-0123456789");
  sy_redact_add_key (redact, "own-key-0123456789");
  sy_redact_add_key (redact, "another-key-9876543210");
  g_assert_cmpuint (n_copies, ==, 2);

  text = sy_redact_text (redact, "it is own-key-0123456789", -1);
  g_assert_null (strstr (text, "0123456789"));

  g_assert_finalize_object (redact);
  g_assert_cmpuint (n_copies, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/redact/keys", test_keys);
  g_test_add_func ("/redact/shapes", test_shapes);
  g_test_add_func ("/redact/any-bytes", test_any_bytes);
  g_test_add_func ("/redact/names", test_names);
  g_test_add_func ("/redact/linear", test_is_linear);
  g_test_add_func ("/redact/memory", test_memory);

  return g_test_run ();
}
