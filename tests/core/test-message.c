/* test-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-message.h"

#include "sy-error.h"

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
watch (SyMessage  *message,
       const char *property,
       guint      *count)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *count = 0;
  g_signal_connect (message, signal, G_CALLBACK (count_cb), count);
}

static void
test_message_new (void)
{
  SyMessage *user = sy_message_new ("u", NULL, SY_ROLE_USER, 12);
  SyMessage *reply = sy_message_new ("r", "u", SY_ROLE_ASSISTANT, 34);

  g_assert_cmpstr (sy_message_get_id (reply), ==, "r");
  g_assert_cmpstr (sy_message_get_parent_id (reply), ==, "u");
  g_assert_null (sy_message_get_parent_id (user));
  g_assert_cmpint (sy_message_get_role (user), ==, SY_ROLE_USER);
  g_assert_cmpint (sy_message_get_role (reply), ==, SY_ROLE_ASSISTANT);
  g_assert_cmpint (sy_message_get_state (user), ==, SY_MESSAGE_COMPLETE);
  g_assert_cmpint (sy_message_get_state (reply), ==, SY_MESSAGE_STREAMING);
  g_assert_cmpint (sy_message_get_created_at (reply), ==, 34);
  g_assert_cmpint (sy_message_get_duration (reply), ==, 0);
  g_assert_cmpuint (sy_message_get_length (reply), ==, 0);
  g_assert_cmpstr (sy_message_get_text (reply), ==, "");
  g_assert_true (sy_message_get_loaded (reply));
  g_assert_null (sy_message_get_reasoning (reply));
  g_assert_null (sy_message_get_usage (reply));
  g_assert_cmpint (sy_message_get_cost (reply), ==, SY_MONEY_UNKNOWN);
  g_assert_null (sy_message_get_error (reply));
  g_assert_null (sy_message_get_replay (reply));
  g_assert_null (sy_message_get_extras (reply));
  g_assert_null (sy_message_get_provider_id (reply));
  g_assert_null (sy_message_get_generation_id (reply));
  g_assert_cmpuint (sy_message_get_skipped (reply), ==, 0);
  g_assert_null (sy_message_get_values (reply));

  g_assert_finalize_object (user);
  g_assert_finalize_object (reply);
}

static void
test_message_text (void)
{
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  SyDocument *document;
  guint count;

  watch (message, "length", &count);
  sy_message_append (message, "Hel", 3);
  sy_message_append (message, "lo…", -1);
  sy_message_append (message, "", -1);
  sy_message_append (message, "not this", 0);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpstr (sy_message_get_text (message), ==, "Hello…");
  g_assert_cmpuint (sy_message_get_length (message), ==, 8);

  document = sy_message_get_document (message);
  g_assert_true (sy_message_get_document (message) == document);
  g_assert_cmpstr (sy_document_get_source (document), ==, "Hello…");
  g_assert_false (sy_document_get_complete (document));

  sy_message_append (message, " there, not here", 6);
  g_assert_cmpuint (count, ==, 3);
  g_assert_true (sy_message_get_text (message) == sy_document_get_source (document));
  g_assert_cmpstr (sy_message_get_text (message), ==, "Hello… there");
  g_assert_cmpuint (sy_message_get_length (message), ==, 14);

  sy_message_finish (message, SY_MESSAGE_COMPLETE, 0, NULL);
  g_assert_true (sy_document_get_complete (document));
  g_assert_cmpstr (sy_message_get_text (message), ==, "Hello… there");

  g_assert_finalize_object (message);
}

static void
test_message_drop_document (void)
{
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  SyDocument *old;
  guint count;

  watch (message, "document", &count);
  sy_message_drop_document (message);
  g_assert_cmpuint (count, ==, 0);

  sy_message_append (message, "first", -1);
  old = g_object_ref (sy_message_get_document (message));
  sy_message_drop_document (message);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (sy_message_get_text (message), ==, "first");
  g_assert_cmpuint (sy_message_get_length (message), ==, 5);

  /* It still grows, with and without a document. */
  sy_message_append (message, " second", -1);
  g_assert_true (sy_message_get_document (message) != old);
  sy_message_append (message, " third", -1);
  g_assert_cmpstr (sy_document_get_source (sy_message_get_document (message)), ==,
                   "first second third");
  g_assert_cmpstr (sy_document_get_source (old), ==, "first");
  g_assert_finalize_object (old);

  sy_message_drop_document (message);
  sy_message_finish (message, SY_MESSAGE_CANCELLED, 0, NULL);
  g_assert_true (sy_document_get_complete (sy_message_get_document (message)));
  g_assert_cmpstr (sy_message_get_text (message), ==, "first second third");

  g_assert_finalize_object (message);
}

static void
test_message_user (void)
{
  SyMessage *message = sy_message_new ("u", NULL, SY_ROLE_USER, 0);

  sy_message_append (message, "Hello", -1);
  sy_message_append (message, " you", -1);
  g_assert_cmpstr (sy_message_get_text (message), ==, "Hello you");
  g_assert_true (sy_document_get_complete (sy_message_get_document (message)));

  g_test_expect_message ("sy-message", G_LOG_LEVEL_CRITICAL, "*can_append*");
  sy_message_append (message, " late", -1);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (sy_message_get_text (message), ==, "Hello you");

  g_assert_finalize_object (message);
}

static void
test_message_finish (void)
{
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  g_autoptr(GError) error = NULL;
  guint state;
  guint duration;

  error = g_error_new_literal (SY_ERROR, SY_ERROR_SERVER, "Trouble");
  watch (message, "state", &state);
  watch (message, "duration", &duration);
  sy_message_append (message, "half", -1);
  sy_message_finish (message, SY_MESSAGE_FAILED, 1500, error);

  g_assert_cmpuint (state, ==, 1);
  g_assert_cmpuint (duration, ==, 1);
  g_assert_cmpint (sy_message_get_state (message), ==, SY_MESSAGE_FAILED);
  g_assert_cmpint (sy_message_get_duration (message), ==, 1500);
  g_assert_error (sy_message_get_error (message), SY_ERROR, SY_ERROR_SERVER);
  g_assert_true (sy_message_get_error (message) != error);
  g_assert_cmpstr (sy_message_get_text (message), ==, "half");

  g_test_expect_message ("sy-message", G_LOG_LEVEL_CRITICAL, "*can_append*");
  sy_message_append (message, "late", -1);
  g_test_assert_expected_messages ();

  g_test_expect_message ("sy-message", G_LOG_LEVEL_CRITICAL, "*SY_MESSAGE_STREAMING*");
  sy_message_append_reasoning (message, "late", -1);
  g_test_assert_expected_messages ();

  g_test_expect_message ("sy-message", G_LOG_LEVEL_CRITICAL, "*SY_MESSAGE_STREAMING*");
  sy_message_finish (message, SY_MESSAGE_COMPLETE, 0, NULL);
  g_test_assert_expected_messages ();

  g_assert_cmpint (sy_message_get_state (message), ==, SY_MESSAGE_FAILED);
  g_assert_cmpstr (sy_message_get_text (message), ==, "half");
  g_assert_finalize_object (message);
}

static void
test_message_facts (void)
{
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  SyUsage usage = SY_USAGE_INIT;
  guint n_usage;
  guint n_cost;
  guint n_reasoning;

  watch (message, "usage", &n_usage);
  watch (message, "cost", &n_cost);
  watch (message, "reasoning", &n_reasoning);

  sy_message_append_reasoning (message, "I thi", -1);
  sy_message_append_reasoning (message, "nk so", 2);
  sy_message_append_reasoning (message, "", -1);
  g_assert_cmpstr (sy_message_get_reasoning (message), ==, "I think");
  g_assert_cmpuint (n_reasoning, ==, 2);
  g_assert_cmpuint (sy_message_get_length (message), ==, 0);

  usage.prompt_tokens = 3;
  sy_message_set_usage (message, &usage);
  sy_message_set_usage (message, &usage);
  g_assert_cmpuint (n_usage, ==, 1);
  g_assert_cmpuint (n_cost, ==, 0);

  usage.cost = 77;
  sy_message_set_usage (message, &usage);
  g_assert_cmpuint (n_usage, ==, 2);
  g_assert_cmpuint (n_cost, ==, 1);
  g_assert_cmpint (sy_message_get_cost (message), ==, 77);
  g_assert_cmpint (sy_message_get_usage (message)->prompt_tokens, ==, 3);

  sy_message_set_model_id (message, "a/b");
  sy_message_set_served_model (message, "a/b-2025");
  sy_message_set_finish_reason (message, "length");
  g_assert_cmpstr (sy_message_get_model_id (message), ==, "a/b");
  g_assert_cmpstr (sy_message_get_served_model (message), ==, "a/b-2025");
  g_assert_cmpstr (sy_message_get_finish_reason (message), ==, "length");

  watch (message, "generation-id", &n_usage);
  watch (message, "skipped", &n_cost);
  for (guint i = 0; i < 2; i++)
    {
      sy_message_set_provider_id (message, "openrouter");
      sy_message_set_generation_id (message, "gen-1");
      sy_message_set_skipped (message, 2);
    }
  g_assert_cmpstr (sy_message_get_provider_id (message), ==, "openrouter");
  g_assert_cmpstr (sy_message_get_generation_id (message), ==, "gen-1");
  g_assert_cmpuint (sy_message_get_skipped (message), ==, 2);
  g_assert_cmpuint (n_usage, ==, 1);
  g_assert_cmpuint (n_cost, ==, 1);

  g_assert_finalize_object (message);
}

static void
test_message_values (void)
{
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  guint count;

  watch (message, "values", &count);
  sy_message_set_values (message, "{\"top-p\":1}");
  sy_message_set_values (message, "{\"top-p\":1}");
  g_assert_cmpstr (sy_message_get_values (message), ==, "{\"top-p\":1}");
  g_assert_cmpuint (count, ==, 1);

  g_assert_finalize_object (message);
}

static void
test_message_replay (void)
{
  static const char detail[] =
    "{\"type\":\"reasoning.text\",\"text\":\"a\\nb\",\"n\":[1,2.5,null,true,{\"z\":1,\"a\":[]}]}";
  static const char expected[] =
    "{\"reasoning_details\":["
    "{\"type\":\"reasoning.text\",\"text\":\"a\\nb\",\"n\":[1,2.5,null,true,{\"z\":1,\"a\":[]}]},"
    "\"bare\"]}";
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  g_autoptr(JsonNode) raw = json_from_string (detail, NULL);
  g_autoptr(JsonNode) bare = json_node_init_string (json_node_alloc (), "bare");
  g_autofree char *before = NULL;
  g_autofree char *kept = NULL;
  guint count;

  watch (message, "replay", &count);
  sy_message_add_detail (message, raw);
  sy_message_add_detail (message, bare);
  g_assert_cmpuint (count, ==, 1);

  /* What comes of the original no longer matters. */
  before = json_to_string (sy_message_get_replay (message), FALSE);
  json_array_add_int_element (json_object_get_array_member (json_node_get_object (raw), "n"), 9);
  json_object_remove_member (json_node_get_object (raw), "text");
  g_clear_pointer (&raw, json_node_unref);

  kept = json_to_string (sy_message_get_replay (message), FALSE);
  g_assert_cmpstr (kept, ==, before);
  g_assert_cmpstr (kept, ==, expected);

  g_assert_finalize_object (message);
}

static void
test_message_family (void)
{
  static const struct
  {
    const char *asked;
    const char *served;
    const char *family;
  } cases[] = {
    { "~anthropic/claude-sonnet-latest", NULL, "anthropic/claude" },
    { "openrouter/auto", "anthropic/claude-sonnet-4.5", "anthropic/claude" },
    { "gpt-5", "gpt-5-2025-08-07", "gpt" },
    { "anthropic/claude-opus", "claude-opus-4-20250514", "anthropic/claude" },
    { "local", "/models/qwen3.gguf", "local" },
    { NULL, "a/b-c", "a/b" },
  };
  g_autoptr(JsonNode) detail = json_from_string ("{}", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
      JsonObject *replay;

      sy_message_add_detail (message, detail);
      replay = json_node_get_object (sy_message_get_replay (message));
      g_assert_false (json_object_has_member (replay, "family"));

      sy_message_set_model_id (message, cases[i].asked);
      sy_message_set_served_model (message, cases[i].served);
      replay = json_node_get_object (sy_message_get_replay (message));
      g_assert_cmpstr (json_object_get_string_member (replay, "family"), ==, cases[i].family);

      g_assert_finalize_object (message);
    }
}

static void
test_message_kept (void)
{
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  g_autoptr(JsonNode) annotation = json_from_string ("{\"type\":\"file\"}", NULL);
  g_autoptr(JsonNode) image = json_from_string ("{\"type\":\"image_url\"}", NULL);
  g_autoptr(JsonNode) call = json_from_string ("{\"function\":{\"name\":\"f\","
                                               "\"arguments\":\"1\"}}", NULL);
  g_autofree char *replay = NULL;
  g_autofree char *extras = NULL;
  guint n_replay;
  guint n_extras;

  watch (message, "replay", &n_replay);
  watch (message, "extras", &n_extras);
  sy_message_add_annotation (message, annotation);
  sy_message_add_image (message, image);
  g_assert_nonnull (sy_message_get_extras (message));
  sy_message_add_tool_call (message, 2, call);
  sy_message_add_tool_call (message, 2, call);

  replay = json_to_string (sy_message_get_replay (message), FALSE);
  extras = json_to_string (sy_message_get_extras (message), FALSE);
  g_assert_cmpstr (replay, ==, "{\"annotations\":[{\"type\":\"file\"}]}");
  g_assert_cmpstr (extras, ==,
                   "{\"images\":[{\"type\":\"image_url\"}],\"tool_calls\":["
                   "{\"function\":{\"name\":\"f\",\"arguments\":\"11\"},\"index\":2}]}");
  g_assert_true (sy_message_get_extras (message) == sy_message_get_extras (message));
  g_assert_cmpuint (n_replay, ==, 1);
  g_assert_cmpuint (n_extras, ==, 1);

  g_assert_finalize_object (message);
}

static void
test_message_rethink (gconstpointer data)
{
  gboolean with_document = GPOINTER_TO_INT (data);
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  g_autoptr(SyDocument) document = NULL;
  guint n_documents;
  guint n_reasonings;
  guint n_lengths;

  watch (message, "document", &n_documents);
  watch (message, "reasoning", &n_reasonings);
  sy_message_rethink (message);
  g_assert_cmpuint (n_reasonings, ==, 0);

  sy_message_append_reasoning (message, "First. ", -1);
  sy_message_append (message, "Hm, let", -1);
  if (with_document)
    document = g_object_ref (sy_message_get_document (message));
  sy_message_append (message, " me see.", -1);

  watch (message, "length", &n_lengths);
  n_reasonings = 0;
  sy_message_rethink (message);
  g_assert_cmpuint (n_documents, ==, with_document ? 1 : 0);
  g_assert_cmpuint (n_reasonings, ==, 1);
  g_assert_cmpuint (n_lengths, ==, 1);
  g_assert_cmpstr (sy_message_get_reasoning (message), ==, "First. Hm, let me see.");
  g_assert_cmpstr (sy_message_get_text (message), ==, "");
  g_assert_cmpuint (sy_message_get_length (message), ==, 0);
  if (with_document)
    g_assert_cmpstr (sy_document_get_source (document), ==, "Hm, let me see.");

  sy_message_append (message, "Yes.", -1);
  g_assert_cmpstr (sy_document_get_source (sy_message_get_document (message)), ==, "Yes.");
  sy_message_finish (message, SY_MESSAGE_COMPLETE, 0, NULL);

  g_test_expect_message ("sy-message", G_LOG_LEVEL_CRITICAL, "*SY_MESSAGE_STREAMING*");
  sy_message_rethink (message);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (sy_message_get_text (message), ==, "Yes.");

  g_assert_finalize_object (message);
}

/* For how long it was thought, and how long it took until anything came. */
static void
test_message_times (void)
{
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  guint n_thought;
  guint n_first;

  watch (message, "reasoning-duration", &n_thought);
  watch (message, "first-delta", &n_first);
  g_assert_cmpint (sy_message_get_reasoning_since (message), ==, 0);
  g_assert_cmpint (sy_message_get_reasoning_duration (message), ==, 0);
  g_assert_cmpint (sy_message_get_first_delta (message), ==, 0);
  sy_message_end_reasoning (message, 50);
  g_assert_cmpuint (n_thought, ==, 0);

  sy_message_begin_reasoning (message, 100);
  sy_message_begin_reasoning (message, 120);
  g_assert_cmpint (sy_message_get_reasoning_since (message), ==, 100);
  sy_message_end_reasoning (message, 150);
  g_assert_cmpint (sy_message_get_reasoning_since (message), ==, 0);
  g_assert_cmpint (sy_message_get_reasoning_duration (message), ==, 50);
  g_assert_cmpuint (n_thought, ==, 1);

  /* Thought once more, in between; and a clock that went back. */
  sy_message_begin_reasoning (message, 200);
  sy_message_end_reasoning (message, 207);
  sy_message_begin_reasoning (message, 300);
  sy_message_end_reasoning (message, 200);
  g_assert_cmpint (sy_message_get_reasoning_duration (message), ==, 57);

  sy_message_set_first_delta (message, 33);
  sy_message_set_first_delta (message, 33);
  g_assert_cmpint (sy_message_get_first_delta (message), ==, 33);
  g_assert_cmpuint (n_first, ==, 1);
  g_assert_finalize_object (message);
}

static void
test_message_properties (void)
{
  SyMessage *message = sy_message_new ("r", "u", SY_ROLE_ASSISTANT, 1);
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (message), &n_pspecs);
  g_assert_cmpuint (n_pspecs, ==, 24);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      g_assert_cmpint (pspecs[i]->flags & (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY), ==,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY);
      g_object_get_property (G_OBJECT (message), pspecs[i]->name, &value);
      g_assert_true (G_VALUE_HOLDS (&value, pspecs[i]->value_type));
    }

  g_assert_finalize_object (message);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/message/new", test_message_new);
  g_test_add_func ("/message/text", test_message_text);
  g_test_add_func ("/message/drop-document", test_message_drop_document);
  g_test_add_func ("/message/user", test_message_user);
  g_test_add_func ("/message/finish", test_message_finish);
  g_test_add_func ("/message/facts", test_message_facts);
  g_test_add_func ("/message/values", test_message_values);
  g_test_add_func ("/message/replay", test_message_replay);
  g_test_add_func ("/message/family", test_message_family);
  g_test_add_func ("/message/kept", test_message_kept);
  g_test_add_data_func ("/message/rethink/text", GINT_TO_POINTER (FALSE), test_message_rethink);
  g_test_add_data_func ("/message/rethink/document", GINT_TO_POINTER (TRUE),
                        test_message_rethink);
  g_test_add_func ("/message/times", test_message_times);
  g_test_add_func ("/message/properties", test_message_properties);

  return g_test_run ();
}
