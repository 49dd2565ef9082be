/* test-context.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-context.h"

#include "sy-error.h"
#include "sy-message.h"

#include <string.h>

#define PRESET(id, dialect) \
  "{\"id\":\"" id "\",\"name\":\"" id "\",\"api-base\":\"https://" id ".example/v1\"," \
  "\"model\":\"m\",\"format\":\"openai-chat\",\"dialect\":\"" dialect "\"," \
  "\"auth-header\":\"Authorization\",\"key\":\"none\",\"local\":false," \
  "\"silence-seconds\":120}"

static const char presets_json[] =
  "{\"version\":1,\"presets\":["
  PRESET ("router", "openrouter") "," PRESET ("openai", "openai") "," PRESET ("box", "generic")
  "]}";

typedef struct
{
  GListModel     *presets;
  SyProvider     *provider;
  GListStore     *messages;
  SyConversation *conversation;
  SyChatDefaults *defaults;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GBytes) json = g_bytes_new_static (presets_json, sizeof presets_json - 1);
  g_autoptr(GError) error = NULL;

  fixture->presets = sy_preset_parse_list (json, &error);
  g_assert_no_error (error);
  fixture->provider = sy_provider_new ("router", sy_preset_list_find (fixture->presets, "router"));
  fixture->messages = g_list_store_new (SY_TYPE_MESSAGE);
  fixture->conversation = sy_conversation_new ("conversation");
  fixture->defaults = sy_chat_defaults_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->messages);
  g_assert_finalize_object (fixture->provider);
  g_assert_finalize_object (fixture->conversation);
  g_assert_finalize_object (fixture->defaults);
  g_object_unref (fixture->presets);
}

static SyRequest *
build (Fixture    *fixture,
       SyProvider *provider,
       const char *model_id,
       gint64      max_tokens)
{
  return sy_context_build (G_LIST_MODEL (fixture->messages), fixture->conversation,
                           fixture->defaults, provider, model_id, max_tokens);
}

static SyMessage *
add (Fixture    *fixture,
     SyRole      role,
     const char *text)
{
  g_autoptr(SyMessage) message = sy_message_new ("id", NULL, role, 0);

  sy_message_append (message, text, -1);
  g_list_store_append (fixture->messages, message);

  /* The list has it. */
  return message;
}

static void
add_reply (Fixture        *fixture,
           const char     *text,
           SyMessageState  state)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_SERVER, "never sent");
  SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, text);

  sy_message_finish (reply, state, 0, state == SY_MESSAGE_FAILED ? error : NULL);
}

static void
assert_turn (SyRequest  *request,
             guint       index,
             SyRole      role,
             const char *text)
{
  SyTurn *turn;

  g_assert_cmpuint (index, <, request->turns->len);
  turn = g_ptr_array_index (request->turns, index);
  g_assert_cmpint (turn->role, ==, role);
  g_assert_cmpstr (turn->text, ==, text);
}

static void
test_context_order (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(SyRequest) request = NULL;

  add (fixture, SY_ROLE_SYSTEM, "Be brief.");
  add (fixture, SY_ROLE_USER, "One?");
  add_reply (fixture, "One.", SY_MESSAGE_COMPLETE);
  add (fixture, SY_ROLE_USER, "Two?");
  add (fixture, SY_ROLE_ASSISTANT, "");

  request = build (fixture, fixture->provider, "a/model", 0);

  g_assert_cmpstr (request->model_id, ==, "a/model");
  g_assert_cmpint (request->dialect, ==, SY_DIALECT_OPENROUTER);
  g_assert_cmpuint (request->turns->len, ==, 4);
  assert_turn (request, 0, SY_ROLE_SYSTEM, "Be brief.");
  assert_turn (request, 1, SY_ROLE_USER, "One?");
  assert_turn (request, 2, SY_ROLE_ASSISTANT, "One.");
  assert_turn (request, 3, SY_ROLE_USER, "Two?");
}

static void
test_context_ended_replies (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(SyRequest) request = NULL;

  add (fixture, SY_ROLE_USER, "1");
  add_reply (fixture, "failed half", SY_MESSAGE_FAILED);
  add (fixture, SY_ROLE_USER, "2");
  add_reply (fixture, "stopped half", SY_MESSAGE_CANCELLED);
  add (fixture, SY_ROLE_USER, "3");
  add_reply (fixture, "cut half", SY_MESSAGE_INTERRUPTED);
  add (fixture, SY_ROLE_USER, "4");
  add (fixture, SY_ROLE_ASSISTANT, "being written");

  request = build (fixture, fixture->provider, "m", 0);

  g_assert_cmpuint (request->turns->len, ==, 7);
  assert_turn (request, 1, SY_ROLE_ASSISTANT, "failed half");
  assert_turn (request, 3, SY_ROLE_ASSISTANT, "stopped half");
  assert_turn (request, 5, SY_ROLE_ASSISTANT, "cut half");
  assert_turn (request, 6, SY_ROLE_USER, "4");
}

static void
test_context_merged (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(SyRequest) request = NULL;
  g_autoptr(JsonNode) detail = json_from_string ("{}", NULL);

  add (fixture, SY_ROLE_SYSTEM, "Be brief.");
  add (fixture, SY_ROLE_SYSTEM, "Be kind.");
  add (fixture, SY_ROLE_USER, "1");
  add_reply (fixture, "", SY_MESSAGE_FAILED);
  add (fixture, SY_ROLE_USER, "2\n");
  add_reply (fixture, " \n ", SY_MESSAGE_CANCELLED);
  add (fixture, SY_ROLE_USER, "3");
  for (guint i = 0; i < 2; i++)
    {
      SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, "Yes.");

      sy_message_set_provider_id (reply, "router");
      sy_message_set_model_id (reply, "m");
      sy_message_add_detail (reply, detail);
      sy_message_finish (reply, SY_MESSAGE_COMPLETE, 0, NULL);
    }
  add_reply (fixture, "", SY_MESSAGE_COMPLETE);

  request = build (fixture, fixture->provider, "m", 0);

  g_assert_cmpuint (request->turns->len, ==, 3);
  assert_turn (request, 0, SY_ROLE_SYSTEM, "Be brief.\n\nBe kind.");
  assert_turn (request, 1, SY_ROLE_USER, "1\n\n2\n\n\n3");
  assert_turn (request, 2, SY_ROLE_ASSISTANT, "Yes.\n\nYes.");
  g_assert_null (((SyTurn *) g_ptr_array_index (request->turns, 2))->replay);
}

static void
test_context_nothing (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(SyRequest) request = NULL;

  request = build (fixture, fixture->provider, "m", 0);
  g_assert_cmpuint (request->turns->len, ==, 0);
}

typedef struct
{
  const char     *name;
  const char     *provider_id;
  const char     *model_id;
  SyMessageState  state;
  gboolean        sent;
} ReplayCase;

static const ReplayCase replay_cases[] = {
  { "same", "router", "anthropic/claude-opus-4", SY_MESSAGE_COMPLETE, TRUE },
  { "same-family", "router", "~anthropic/claude-sonnet-latest", SY_MESSAGE_COMPLETE, TRUE },
  { "variant", "router", "anthropic/claude-opus-4:thinking", SY_MESSAGE_COMPLETE, TRUE },
  { "other-family", "router", "openai/gpt-5", SY_MESSAGE_COMPLETE, FALSE },
  { "other-provider", "box", "anthropic/claude-opus-4", SY_MESSAGE_COMPLETE, FALSE },
  { "unknown-provider", NULL, "anthropic/claude-opus-4", SY_MESSAGE_COMPLETE, FALSE },
  { "interrupted", "router", "anthropic/claude-opus-4", SY_MESSAGE_INTERRUPTED, FALSE },
  { "failed", "router", "anthropic/claude-opus-4", SY_MESSAGE_FAILED, FALSE },
  { "cancelled", "router", "anthropic/claude-opus-4", SY_MESSAGE_CANCELLED, FALSE },
};

static void
test_context_replay (Fixture       *fixture,
                     gconstpointer  data)
{
  const ReplayCase *replay_case = data;
  g_autoptr(JsonNode) detail = json_from_string ("{\"data\":\"d\"}", NULL);
  SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, "text");
  g_autoptr(SyRequest) request = NULL;
  SyTurn *turn;

  sy_message_set_provider_id (reply, replay_case->provider_id);
  sy_message_set_model_id (reply, replay_case->model_id);
  sy_message_add_detail (reply, detail);
  sy_message_finish (reply, replay_case->state, 0, NULL);

  request = build (fixture, fixture->provider, "anthropic/claude-opus-4", 0);

  g_assert_cmpuint (request->turns->len, ==, 1);
  turn = g_ptr_array_index (request->turns, 0);

  if (replay_case->sent)
    {
      g_autofree char *replay = json_to_string (turn->replay, FALSE);

      g_assert_cmpstr (replay, ==, "{\"reasoning_details\":[{\"data\":\"d\"}]}");
    }
  else
    {
      g_assert_null (turn->replay);
    }
}

/* A reply with everything a reply can have. */
static void
add_rich_reply (Fixture    *fixture,
                const char *provider_id,
                const char *model_id)
{
  g_autoptr(JsonNode) detail = NULL;
  g_autoptr(JsonNode) file = json_from_string ("{\"type\":\"file\"}", NULL);
  g_autoptr(JsonNode) image = json_from_string ("{\"type\":\"image_url\"}", NULL);
  g_autoptr(JsonNode) call = json_from_string ("{\"function\":{\"name\":\"secret_tool\"}}", NULL);
  SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, "Because.");

  detail = json_from_string ("{\"type\":\"reasoning.text\",\"text\":\"Thought\","
                             "\"signature\":\"s\"}", NULL);
  sy_message_set_provider_id (reply, provider_id);
  sy_message_set_model_id (reply, model_id);
  sy_message_append_reasoning (reply, "Thought", -1);
  sy_message_add_detail (reply, detail);
  sy_message_add_annotation (reply, file);
  sy_message_add_image (reply, image);
  sy_message_add_tool_call (reply, 0, call);
  sy_message_finish (reply, SY_MESSAGE_COMPLETE, 0, NULL);
}

#define MESSAGES(replay) \
  "\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}," \
  "{\"role\":\"assistant\",\"content\":\"Because.\"" replay "}," \
  "{\"role\":\"user\",\"content\":\"And?\\n\\nAnd?\"}]"
#define OWN_REPLAY \
  ",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Thought\"," \
  "\"signature\":\"s\"}],\"annotations\":[{\"type\":\"file\"}]"

/* What a server gets of a conversation that another one, or it itself, wrote; OpenAI would
 * refuse what it does not know. */
static void
test_context_switched (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char *const ids[] = { "router", "openai", "box" };

  add (fixture, SY_ROLE_USER, "Why?");
  add_rich_reply (fixture, data, "m-1");
  add (fixture, SY_ROLE_USER, "And?");
  add_reply (fixture, "", SY_MESSAGE_FAILED);
  add (fixture, SY_ROLE_USER, "And?");

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      SyPreset *preset = sy_preset_list_find (fixture->presets, ids[i]);
      g_autoptr(SyProvider) provider = sy_provider_new (ids[i], preset);
      g_autoptr(SyRequest) request = NULL;
      g_autoptr(GBytes) body = NULL;
      gboolean gets_replay = i != 1 && g_strcmp0 (ids[i], data) == 0;
      const char *messages = gets_replay ? MESSAGES (OWN_REPLAY) : MESSAGES ("");
      g_autofree char *text = NULL;

      request = build (fixture, provider, "m-2", 0);
      body = sy_format_get (SY_FORMAT_OPENAI_CHAT)->build (request);
      text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
      g_assert_nonnull (strstr (text, messages));
      g_assert_null (strstr (text, "secret_tool"));
      g_assert_null (strstr (text, "never sent"));
      g_assert_null (strstr (text, "image_url"));
    }
}

static void
test_context_max_tokens (Fixture       *fixture,
                         gconstpointer  data)
{
  static const char *const ids[] = { "router", "openai", "box" };

  add (fixture, SY_ROLE_USER, "Hi");

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      SyPreset *preset = sy_preset_list_find (fixture->presets, ids[i]);
      g_autoptr(SyProvider) provider = sy_provider_new (ids[i], preset);
      g_autoptr(SySampling) sampling = sy_sampling_new ();
      g_autoptr(SyRequest) request = NULL;
      g_autoptr(GBytes) body = NULL;
      g_autofree char *text = NULL;

      sampling->max_tokens = 99;
      sy_provider_set_sampling (provider, sampling);
      request = build (fixture, provider, "m", 1234);
      body = sy_format_get (SY_FORMAT_OPENAI_CHAT)->build (request);
      text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
      g_assert_nonnull (strstr (text, "_tokens\":1234"));
      g_assert_null (strstr (text, "99"));
    }
}

static void
test_context_sampling (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(SyRequest) request = NULL;
  g_autoptr(SySampling) sampling = sy_sampling_new ();

  sampling->temperature = 0.25;
  sampling->max_tokens = 99;
  sy_provider_set_sampling (fixture->provider, sampling);
  add (fixture, SY_ROLE_USER, "Hi");

  request = build (fixture, fixture->provider, "m", 0);
  g_assert_true (sy_sampling_equal (request->sampling, sampling));

  /* What is asked does not change with the settings. */
  sy_provider_set_sampling (fixture->provider, NULL);
  g_assert_true (sy_sampling_equal (request->sampling, sampling));
}

static void
assert_body (SyRequest  *request,
             const char *expected)
{
  g_autoptr(GBytes) body = sy_format_get (SY_FORMAT_OPENAI_CHAT)->build (request);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_assert_cmpstr (text, ==, expected);
}

#define BODY(system, values) \
  "{\"model\":\"m\",\"messages\":[" system "{\"role\":\"user\",\"content\":\"Hi\"}]," \
  "\"stream\":true,\"stream_options\":{\"include_usage\":true}" values "}"
#define SYSTEM(text) "{\"role\":\"system\",\"content\":\"" text "\"},"

/* A value that nobody set is not in the body, whoever could have set it. */
static void
test_context_body (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autoptr(SyRequest) nothing = NULL;
  g_autoptr(SyRequest) defaults = NULL;
  g_autoptr(SyRequest) own = NULL;

  add (fixture, SY_ROLE_USER, "Hi");
  nothing = build (fixture, fixture->provider, "m", 0);
  assert_body (nothing, BODY ("", ""));

  sampling->temperature = 0.5;
  sampling->max_tokens = 99;
  sy_chat_defaults_set_sampling (fixture->defaults, sampling);
  sy_chat_defaults_set_system_prompt (fixture->defaults, "Be brief.");
  defaults = build (fixture, fixture->provider, "m", 0);
  assert_body (defaults, BODY (SYSTEM ("Be brief."),
                               ",\"temperature\":0.5,\"max_tokens\":99"));

  sampling->temperature = 0.25;
  sampling->max_tokens = 0;
  sy_conversation_set_sampling (fixture->conversation, sampling);
  sy_conversation_set_system_prompt (fixture->conversation, "");
  own = build (fixture, fixture->provider, "m", 0);
  assert_body (own, BODY ("", ",\"temperature\":0.25,\"max_tokens\":99"));
}

/* What is told first stands before all else, as one turn. */
static void
test_context_system_prompt (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(SyRequest) request = NULL;

  add (fixture, SY_ROLE_SYSTEM, "Be kind.");
  add (fixture, SY_ROLE_USER, "Hi");
  sy_conversation_set_system_prompt (fixture->conversation, " Be brief.\n");
  request = build (fixture, fixture->provider, "m", 0);

  g_assert_cmpuint (request->turns->len, ==, 2);
  assert_turn (request, 0, SY_ROLE_SYSTEM, " Be brief.\n\n\nBe kind.");
  assert_turn (request, 1, SY_ROLE_USER, "Hi");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, func) \
  g_test_add ("/context/" path, Fixture, data, set_up, func, tear_down)
  ADD ("order", NULL, test_context_order);
  ADD ("ended-replies", NULL, test_context_ended_replies);
  ADD ("merged", NULL, test_context_merged);
  ADD ("nothing", NULL, test_context_nothing);
  ADD ("switched/from-router", "router", test_context_switched);
  ADD ("switched/from-openai", "openai", test_context_switched);
  ADD ("switched/from-box", "box", test_context_switched);
  ADD ("max-tokens", NULL, test_context_max_tokens);
  ADD ("sampling", NULL, test_context_sampling);
  ADD ("body", NULL, test_context_body);
  ADD ("system-prompt", NULL, test_context_system_prompt);
#undef ADD

  for (gsize i = 0; i < G_N_ELEMENTS (replay_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/context/replay/", replay_cases[i].name, NULL);

      g_test_add (path, Fixture, &replay_cases[i], set_up, test_context_replay, tear_down);
    }

  return g_test_run ();
}
