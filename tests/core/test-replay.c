/* test-replay.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-replay.h"

#include <string.h>

#define MAX_PIECES 8

#define TEXT(text, rest) "{\"type\":\"reasoning.text\",\"text\":\"" text "\"" rest "}"

typedef struct
{
  const char *name;
  const char *pieces[MAX_PIECES];
  const char *details;
} MergeCase;

static const MergeCase merge_cases[] = {
  { "consecutive",
    { TEXT ("I th", ",\"index\":0"), TEXT ("ink ", ",\"index\":0"), TEXT ("so", ",\"index\":0") },
    "[" TEXT ("I think so", ",\"index\":0") "]" },
  { "missing-members-are-learnt",
    { TEXT ("a", ",\"format\":null"),
      TEXT ("b", ",\"index\":0,\"format\":\"anthropic-claude-v1\"") },
    "[" TEXT ("ab", ",\"format\":\"anthropic-claude-v1\",\"index\":0") "]" },
  { "other-index",
    { TEXT ("a", ",\"index\":0"), TEXT ("b", ",\"index\":1") },
    "[" TEXT ("a", ",\"index\":0") "," TEXT ("b", ",\"index\":1") "]" },
  { "other-id",
    { TEXT ("a", ",\"id\":\"x\""), TEXT ("b", ",\"id\":\"y\"") },
    "[" TEXT ("a", ",\"id\":\"x\"") "," TEXT ("b", ",\"id\":\"y\"") "]" },
  { "other-format",
    { TEXT ("a", ",\"format\":\"f\""), TEXT ("b", ",\"format\":\"g\"") },
    "[" TEXT ("a", ",\"format\":\"f\"") "," TEXT ("b", ",\"format\":\"g\"") "]" },
  { "signature-of-its-own",
    { TEXT ("a", ",\"index\":0"),
      "{\"type\":\"reasoning.text\",\"signature\":\"s\",\"index\":0}" },
    "[" TEXT ("a", ",\"index\":0,\"signature\":\"s\"") "]" },
  { "signature-behind-others",
    { TEXT ("a", ",\"index\":0,\"signature\":null"),
      "{\"type\":\"reasoning.encrypted\",\"data\":\"d\",\"index\":1}",
      "{\"type\":\"reasoning.text\",\"text\":\"\",\"signature\":\"s\",\"index\":0}" },
    "[" TEXT ("a", ",\"index\":0,\"signature\":\"s\"")
    ",{\"type\":\"reasoning.encrypted\",\"data\":\"d\",\"index\":1}]" },
  { "signature-ends-a-text",
    { TEXT ("a", ""), "{\"type\":\"reasoning.text\",\"signature\":\"s\"}", TEXT ("b", ""),
      "{\"type\":\"reasoning.text\",\"signature\":\"t\"}" },
    "[" TEXT ("a", ",\"signature\":\"s\"") "," TEXT ("b", ",\"signature\":\"t\"") "]" },
  { "signature-of-nothing",
    { "{\"type\":\"reasoning.text\",\"signature\":\"s\"}" },
    "[{\"type\":\"reasoning.text\",\"signature\":\"s\"}]" },
  { "others-stay-apart",
    { "{\"type\":\"reasoning.encrypted\",\"data\":\"d\"}",
      "{\"type\":\"reasoning.encrypted\",\"data\":\"e\"}",
      "{\"type\":\"reasoning.summary\",\"summary\":\"s\"}",
      "{\"type\":\"reasoning.summary\",\"summary\":\"t\"}" },
    "[{\"type\":\"reasoning.encrypted\",\"data\":\"d\"},"
    "{\"type\":\"reasoning.encrypted\",\"data\":\"e\"},"
    "{\"type\":\"reasoning.summary\",\"summary\":\"s\"},"
    "{\"type\":\"reasoning.summary\",\"summary\":\"t\"}]" },
  { "not-consecutive",
    { TEXT ("a", ""), "{\"type\":\"reasoning.encrypted\",\"data\":\"d\"}", TEXT ("b", "") },
    "[" TEXT ("a", "") ",{\"type\":\"reasoning.encrypted\",\"data\":\"d\"}," TEXT ("b", "") "]" },
  { "a-list", { "[" TEXT ("a", "") "," TEXT ("b", "") "]" }, "[" TEXT ("ab", "") "]" },
  { "an-empty-list", { "[]" }, "[]" },
  { "nonsense",
    { "1", "\"text\"", "null", "{}", "{\"type\":5}", "{\"type\":\"reasoning.text\",\"text\":7}",
      TEXT ("a", "") },
    "[1,\"text\",null,{},{\"type\":5},{\"type\":\"reasoning.text\",\"text\":\"a\"}]" },
  { "every-byte",
    { TEXT ("\\u0001\\\"\\\\/\\n\xc3\xa9", ""), TEXT ("\xf0\x9f\x8e\x89\xe2\x80\xa8", "") },
    "[" TEXT ("\\u0001\\\"\\\\/\\n\xc3\xa9\xf0\x9f\x8e\x89\xe2\x80\xa8", "") "]" },
};

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);

  return node;
}

static void
assert_same (JsonNode   *node,
             const char *expected)
{
  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *same = NULL;
  g_autoptr(JsonNode) other = parse (expected);

  /* Both through the same writer: what counts is every byte of every string, and the order. */
  same = json_to_string (other, FALSE);
  g_assert_cmpstr (text, ==, same);
}

static void
add_details (SyReplay    *replay,
             const char **pieces)
{
  for (gsize i = 0; i < MAX_PIECES && pieces[i] != NULL; i++)
    {
      g_autoptr(JsonNode) raw = parse (pieces[i]);

      sy_replay_add_detail (replay, raw);
    }
}

static void
test_replay_merge (gconstpointer data)
{
  const MergeCase *merge_case = data;
  g_autoptr(SyReplay) replay = sy_replay_new ();
  g_autofree char *expected = NULL;

  expected = g_strconcat ("{\"family\":\"f\",\"reasoning_details\":", merge_case->details, "}",
                          NULL);
  add_details (replay, (const char **) merge_case->pieces);

  /* Asking does not change what is kept. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(JsonNode) json = sy_replay_to_json (replay, "f");

      assert_same (json, expected);
    }
}

static void
test_replay_grows (void)
{
  g_autoptr(SyReplay) replay = sy_replay_new ();
  const char *first[MAX_PIECES] = { TEXT ("a", ""), TEXT ("b", "") };
  const char *second[MAX_PIECES] = { TEXT ("c", "") };
  g_autoptr(JsonNode) before = NULL;
  g_autoptr(JsonNode) after = NULL;

  add_details (replay, first);
  before = sy_replay_to_json (replay, NULL);
  add_details (replay, second);
  after = sy_replay_to_json (replay, NULL);

  assert_same (before, "{\"reasoning_details\":[" TEXT ("ab", "") "]}");
  assert_same (after, "{\"reasoning_details\":[" TEXT ("abc", "") "]}");
}

static void
test_replay_many_signatures (void)
{
  g_autoptr(SyReplay) replay = sy_replay_new ();
  g_autoptr(JsonNode) json = NULL;
  JsonArray *details;

  /* Texts that never match their signatures: neither is lost. */
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = g_strdup_printf (TEXT ("a", ",\"index\":%u"), i);
      g_autofree char *signature = NULL;
      g_autoptr(JsonNode) text_node = parse (text);
      g_autoptr(JsonNode) signature_node = NULL;

      signature = g_strdup_printf ("{\"type\":\"reasoning.text\",\"signature\":\"s\","
                                   "\"index\":%u}", i + 100000);
      signature_node = parse (signature);
      sy_replay_add_detail (replay, text_node);
      sy_replay_add_detail (replay, signature_node);
    }

  json = sy_replay_to_json (replay, NULL);
  details = json_object_get_array_member (json_node_get_object (json), "reasoning_details");
  g_assert_cmpuint (json_array_get_length (details), ==, 4000);
}

typedef struct
{
  const char *name;
  const char *kept;
  const char *family;
  const char *sent;
} SendCase;

#define CLAUDE(rest) TEXT ("a", ",\"format\":\"anthropic-claude-v1\"" rest)
#define GEMINI(rest) TEXT ("a", ",\"format\":\"google-gemini-v1\"" rest)
#define KEPT(details) "{\"family\":\"f\",\"reasoning_details\":[" details "]}"
#define SENT(details) "{\"reasoning_details\":[" details "]}"

static const SendCase send_cases[] = {
  { "signed", KEPT (CLAUDE (",\"signature\":\"s\"")), "f", SENT (CLAUDE (",\"signature\":\"s\"")) },
  { "unsigned", KEPT (CLAUDE ("")), "f", NULL },
  { "unsigned-by-null", KEPT (CLAUDE (",\"signature\":null")), "f", NULL },
  { "unsigned-by-nothing", KEPT (CLAUDE (",\"signature\":\"\"")), "f", NULL },
  { "unsigned-gemini",
    KEPT (GEMINI ("") ",{\"type\":\"reasoning.encrypted\",\"data\":\"d\","
          "\"format\":\"google-gemini-v1\"}"), "f",
    SENT ("{\"type\":\"reasoning.encrypted\",\"data\":\"d\",\"format\":\"google-gemini-v1\"}") },
  { "unsigned-elsewhere", KEPT (TEXT ("a", ",\"format\":\"unknown\"")), "f",
    SENT (TEXT ("a", ",\"format\":\"unknown\"")) },
  { "empty", KEPT (""), "f", SENT ("") },
  { "other-family", KEPT (TEXT ("a", "")), "g", NULL },
  { "no-family", KEPT (TEXT ("a", "")), NULL, NULL },
  { "unknown-family", "{\"reasoning_details\":[1]}", "f", NULL },
  { "citation", "{\"family\":\"f\",\"annotations\":[{\"type\":\"url_citation\"}]}", "f", NULL },
  { "file",
    "{\"family\":\"f\",\"annotations\":[{\"type\":\"url_citation\"},"
    "{\"type\":\"file\",\"file\":{\"hash\":\"h\",\"content\":[{\"text\":\"t\"}]}},7]}", "f",
    "{\"annotations\":[{\"type\":\"file\",\"file\":{\"hash\":\"h\","
    "\"content\":[{\"text\":\"t\"}]}}]}" },
  { "ill-typed", "{\"family\":\"f\",\"reasoning_details\":5,\"annotations\":{}}", "f", NULL },
  { "more-than-ours", "{\"family\":\"f\",\"reasoning_details\":[],\"content\":\"no\"}", "f",
    SENT ("") },
  { "no-object", "[]", "f", NULL },
};

static void
test_replay_send (gconstpointer data)
{
  const SendCase *send_case = data;
  g_autoptr(JsonNode) kept = parse (send_case->kept);
  g_autoptr(JsonNode) sent = sy_replay_dup_sendable (kept, send_case->family);

  if (send_case->sent != NULL)
    assert_same (sent, send_case->sent);
  else
    g_assert_null (sent);

  assert_same (kept, send_case->kept);
}

static void
test_replay_nothing (void)
{
  g_autoptr(SyReplay) replay = sy_replay_new ();
  g_autoptr(JsonNode) json = sy_replay_to_json (replay, NULL);

  assert_same (json, "{}");
  g_assert_null (sy_replay_dup_sendable (NULL, "f"));
}

static void
test_replay_annotations (void)
{
  static const char file[] = "{\"type\":\"file\",\"file\":{\"hash\":\"h\",\"content\":[]}}";
  g_autoptr(SyReplay) replay = sy_replay_new ();
  g_autoptr(JsonNode) raw = parse (file);
  g_autoptr(JsonNode) json = NULL;

  sy_replay_add_annotation (replay, raw);
  json_object_remove_member (json_node_get_object (raw), "file");
  sy_replay_add_annotation (replay, raw);

  json = sy_replay_to_json (replay, "f");
  assert_same (json, "{\"family\":\"f\",\"annotations\":["
                     "{\"type\":\"file\",\"file\":{\"hash\":\"h\",\"content\":[]}},"
                     "{\"type\":\"file\"}]}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (merge_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/replay/merge/", merge_cases[i].name, NULL);

      g_test_add_data_func (path, &merge_cases[i], test_replay_merge);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (send_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/replay/send/", send_cases[i].name, NULL);

      g_test_add_data_func (path, &send_cases[i], test_replay_send);
    }

  g_test_add_func ("/replay/grows", test_replay_grows);
  g_test_add_func ("/replay/many-signatures", test_replay_many_signatures);
  g_test_add_func ("/replay/nothing", test_replay_nothing);
  g_test_add_func ("/replay/annotations", test_replay_annotations);

  return g_test_run ();
}
