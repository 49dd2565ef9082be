/* test-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-facts.h"

#include "sy-error.h"

#include <string.h>

#define DOT "  \302\267  "

static SyMessage *
new_reply (void)
{
  return sy_message_new ("reply", "question", SY_ROLE_ASSISTANT, 0);
}

static void
assert_text (SyMessage  *message,
             const char *expected)
{
  g_autofree char *text = sy_facts_dup_text (message);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_outcome (SyMessage  *message,
                const char *expected)
{
  g_autofree char *outcome = sy_facts_dup_outcome (message);

  g_assert_cmpstr (outcome, ==, expected);
}

static void
test_facts_all (void)
{
  SyUsage usage = SY_USAGE_INIT;
  SyMessage *message = new_reply ();

  usage.completion_tokens = 412;
  usage.cost = SY_MONEY_DOLLAR / 100;
  sy_message_set_model_id (message, "asked/model");
  sy_message_set_served_model (message, "served/model");
  sy_message_set_usage (message, &usage);
  sy_message_append (message, "Text", -1);
  sy_message_finish (message, SY_MESSAGE_COMPLETE, 2345678, NULL);

  assert_text (message, "served/model" DOT "412 tokens" DOT "$0.01" DOT "2.3 s");
  assert_outcome (message, NULL);
  g_assert_finalize_object (message);
}

static void
test_facts_unknown (void)
{
  SyUsage usage = SY_USAGE_INIT;
  SyMessage *message = new_reply ();

  assert_text (message, "");

  sy_message_set_model_id (message, "asked/model");
  assert_text (message, "asked/model");

  sy_message_set_usage (message, &usage);
  assert_text (message, "asked/model");

  usage.prompt_tokens = 12;
  sy_message_set_usage (message, &usage);
  assert_text (message, "asked/model");

  g_assert_finalize_object (message);
}

static void
test_facts_tokens (void)
{
  static const struct
  {
    gint64      tokens;
    const char *text;
  } cases[] = {
    { 0, "0 tokens" },
    { 1, "1 token" },
    { 2, "2 tokens" },
    { 123456, "123456 tokens" },
    { G_MAXINT64, "9223372036854775807 tokens" },
    { -1, "" },
    { G_MININT64, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SyUsage usage = SY_USAGE_INIT;
      SyMessage *message = new_reply ();

      usage.completion_tokens = cases[i].tokens;
      sy_message_set_usage (message, &usage);
      assert_text (message, cases[i].text);
      g_assert_finalize_object (message);
    }
}

static void
test_facts_cost (void)
{
  static const struct
  {
    SyMoney     cost;
    const char *text;
  } cases[] = {
    { SY_MONEY_UNKNOWN, "" },
    { 0, "$0.00" },
    { 1, "<$0.0001" },
    { 12 * SY_MONEY_DOLLAR, "$12.00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SyUsage usage = SY_USAGE_INIT;
      SyMessage *message = new_reply ();

      usage.cost = cases[i].cost;
      sy_message_set_usage (message, &usage);
      assert_text (message, cases[i].text);
      g_assert_finalize_object (message);
    }
}

/* How long it takes is known when it is over, not before. */
static void
test_facts_duration (void)
{
  SyMessage *message = new_reply ();

  assert_text (message, "");
  sy_message_finish (message, SY_MESSAGE_COMPLETE, 61 * G_USEC_PER_SEC, NULL);
  assert_text (message, "61.0 s");

  g_assert_finalize_object (message);
}

static void
test_facts_stopped (void)
{
  SyMessage *message = new_reply ();

  sy_message_append (message, "Half", -1);
  sy_message_finish (message, SY_MESSAGE_CANCELLED, G_USEC_PER_SEC, NULL);
  assert_text (message, "1.0 s" DOT "Stopped");
  assert_outcome (message, NULL);

  g_assert_finalize_object (message);
}

static void
test_facts_failed (void)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_AUTH, "a<b> & c");
  SyMessage *message = new_reply ();

  assert_outcome (message, NULL);
  sy_message_finish (message, SY_MESSAGE_FAILED, G_USEC_PER_SEC, error);
  assert_outcome (message, NULL);
  assert_text (message, "");
  g_assert_finalize_object (message);

  message = new_reply ();
  sy_message_append (message, "Half", -1);
  sy_message_finish (message, SY_MESSAGE_FAILED, G_USEC_PER_SEC, error);
  assert_text (message, "Incomplete");
  g_assert_finalize_object (message);

  message = new_reply ();
  sy_message_finish (message, SY_MESSAGE_FAILED, 0, NULL);
  assert_outcome (message, "The reply failed");
  g_assert_finalize_object (message);
}

static void
test_facts_outcome (void)
{
  static const struct
  {
    SyMessageState  state;
    const char     *reason;
    const char     *text;
    const char     *outcome;
  } cases[] = {
    { SY_MESSAGE_COMPLETE, "stop", "Text", NULL },
    { SY_MESSAGE_COMPLETE, NULL, "Text", NULL },
    { SY_MESSAGE_COMPLETE, "something_new", "Text", NULL },
    { SY_MESSAGE_COMPLETE, "stop", "", "The model returned nothing" },
    { SY_MESSAGE_COMPLETE, "length", "Te", "The reply was cut off at the maximum length" },
    { SY_MESSAGE_COMPLETE, "length", "", "The reply was cut off at the maximum length" },
    { SY_MESSAGE_COMPLETE, "content_filter", "Te", "The provider stopped this reply" },
    { SY_MESSAGE_COMPLETE, "refusal", "", "The provider stopped this reply" },
    { SY_MESSAGE_INTERRUPTED, NULL, "Te", "Interrupted before the answer was complete" },
    { SY_MESSAGE_INTERRUPTED, NULL, "", "Interrupted before the answer was complete" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SyMessage *message = new_reply ();

      sy_message_append (message, cases[i].text, -1);
      sy_message_set_finish_reason (message, cases[i].reason);
      assert_outcome (message, NULL);
      sy_message_finish (message, cases[i].state, 0, NULL);
      assert_outcome (message, cases[i].outcome);
      g_assert_finalize_object (message);
    }
}

static void
test_facts_skipped (void)
{
  SyMessage *message = new_reply ();

  sy_message_append (message, "Text", -1);
  sy_message_set_skipped (message, 1);
  assert_text (message, "");
  sy_message_finish (message, SY_MESSAGE_COMPLETE, G_USEC_PER_SEC, NULL);
  assert_text (message, "1.0 s" DOT "1 unreadable event");
  g_assert_finalize_object (message);

  message = new_reply ();
  sy_message_set_skipped (message, 2);
  sy_message_finish (message, SY_MESSAGE_INTERRUPTED, G_USEC_PER_SEC, NULL);
  assert_text (message, "1.0 s" DOT "2 unreadable events");
  g_assert_finalize_object (message);
}

static SyMessage *
new_failed (SyError             code,
            const SyErrorFacts *facts)
{
  g_autoptr(GError) error = sy_error_new_facts (code, "It failed: a<b>", facts);
  SyMessage *message = new_reply ();

  sy_message_finish (message, SY_MESSAGE_FAILED, 0, error);

  return message;
}

static void
assert_details (SyMessage  *message,
                const char *expected)
{
  g_autofree char *details = sy_facts_dup_details (message, NULL);

  g_assert_cmpstr (details, ==, expected);
}

static void
test_facts_details (void)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;
  SyMessage *message = new_failed (SY_ERROR_NETWORK, NULL);

  assert_details (message, "It failed: a<b>");
  g_assert_finalize_object (message);

  facts.status = 503;
  facts.provider = "DeepInfra & Co";
  facts.host = "api.example";
  facts.certificate = "AB:CD";
  facts.issuer = "Somebody";
  facts.body = "{\"error\":\n\"<b>\"}\n";
  message = new_failed (SY_ERROR_SERVER, &facts);
  sy_message_set_generation_id (message, "gen-1<b>");
  assert_details (message,
                  "Status: 503\n"
                  "Provider: DeepInfra & Co\n"
                  "Host: api.example\n"
                  "Generation: gen-1<b>\n"
                  "Certificate: AB:CD\n"
                  "Issuer: Somebody\n"
                  "\n"
                  "{\"error\":\n\"<b>\"}");
  g_assert_finalize_object (message);
}

/* What is shown of a long body ends between two characters. */
static void
test_facts_long_body (void)
{
  for (guint extra = 0; extra < 4; extra++)
    {
      g_autoptr(GString) body = g_string_new (NULL);
      SyErrorFacts facts = SY_ERROR_FACTS_INIT;
      g_autofree char *details = NULL;
      SyMessage *message;

      for (guint i = 0; i < 4096 - 6 + extra; i++)
        g_string_append_c (body, 'x');
      for (guint i = 0; i < 3000; i++)
        g_string_append (body, "€");

      facts.body = body->str;
      message = new_failed (SY_ERROR_SERVER, &facts);
      details = sy_facts_dup_details (message, NULL);
      g_assert_true (g_utf8_validate (details, -1, NULL));
      g_assert_cmpuint (strlen (details), <, 4200);
      g_assert_nonnull (strstr (details, "€\n… and "));
      g_assert_finalize_object (message);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/facts/all", test_facts_all);
  g_test_add_func ("/facts/unknown", test_facts_unknown);
  g_test_add_func ("/facts/tokens", test_facts_tokens);
  g_test_add_func ("/facts/cost", test_facts_cost);
  g_test_add_func ("/facts/duration", test_facts_duration);
  g_test_add_func ("/facts/stopped", test_facts_stopped);
  g_test_add_func ("/facts/failed", test_facts_failed);
  g_test_add_func ("/facts/outcome", test_facts_outcome);
  g_test_add_func ("/facts/skipped", test_facts_skipped);
  g_test_add_func ("/facts/details", test_facts_details);
  g_test_add_func ("/facts/long-body", test_facts_long_body);

  return g_test_run ();
}
