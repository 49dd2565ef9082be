/* test-context.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-context.h"

#include "sy-error.h"

static const char presets_json[] =
  "{\"version\":1,\"presets\":[{\"id\":\"router\",\"name\":\"Router\","
  "\"api-base\":\"https://router.example/v1/chat/completions\",\"model\":\"m\","
  "\"format\":\"openai-chat\",\"dialect\":\"openrouter\",\"auth-header\":\"Authorization\","
  "\"key\":\"none\",\"local\":false,\"silence-seconds\":120}]}";

typedef struct
{
  SyProvider *provider;
  GListStore *messages;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GBytes) json = g_bytes_new_static (presets_json, sizeof presets_json - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) presets = sy_preset_parse_list (json, &error);

  g_assert_no_error (error);
  fixture->provider = sy_provider_new ("router", sy_preset_list_find (presets, "router"));
  fixture->messages = g_list_store_new (SY_TYPE_MESSAGE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->messages);
  g_assert_finalize_object (fixture->provider);
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

  request = sy_context_build (G_LIST_MODEL (fixture->messages), fixture->provider, "a/model");

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

  add_reply (fixture, "failed half", SY_MESSAGE_FAILED);
  add_reply (fixture, "", SY_MESSAGE_FAILED);
  add_reply (fixture, "stopped half", SY_MESSAGE_CANCELLED);
  add_reply (fixture, " \n ", SY_MESSAGE_CANCELLED);
  add_reply (fixture, "cut half", SY_MESSAGE_INTERRUPTED);
  add_reply (fixture, "", SY_MESSAGE_COMPLETE);
  add (fixture, SY_ROLE_ASSISTANT, "being written");

  request = sy_context_build (G_LIST_MODEL (fixture->messages), fixture->provider, "m");

  g_assert_cmpuint (request->turns->len, ==, 3);
  assert_turn (request, 0, SY_ROLE_ASSISTANT, "failed half");
  assert_turn (request, 1, SY_ROLE_ASSISTANT, "stopped half");
  assert_turn (request, 2, SY_ROLE_ASSISTANT, "cut half");
}

static void
test_context_replay (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char *models[] = { "m", "other", "m" };
  static const SyMessageState states[] = {
    SY_MESSAGE_COMPLETE, SY_MESSAGE_COMPLETE, SY_MESSAGE_INTERRUPTED,
  };
  g_autoptr(JsonNode) detail = json_from_string ("{\"signature\":\"s\"}", NULL);
  g_autoptr(SyRequest) request = NULL;
  g_autofree char *replay = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, "text");

      sy_message_set_model_id (reply, models[i]);
      sy_message_add_detail (reply, detail);
      sy_message_finish (reply, states[i], 0, NULL);
    }

  request = sy_context_build (G_LIST_MODEL (fixture->messages), fixture->provider, "m");

  g_assert_cmpuint (request->turns->len, ==, 3);
  replay = json_to_string (((SyTurn *) g_ptr_array_index (request->turns, 0))->replay, FALSE);
  g_assert_cmpstr (replay, ==, "{\"reasoning_details\":[{\"signature\":\"s\"}]}");
  g_assert_null (((SyTurn *) g_ptr_array_index (request->turns, 1))->replay);
  g_assert_null (((SyTurn *) g_ptr_array_index (request->turns, 2))->replay);
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

  request = sy_context_build (G_LIST_MODEL (fixture->messages), fixture->provider, "m");
  g_assert_true (sy_sampling_equal (request->sampling, sampling));

  /* What is asked does not change with the settings. */
  sy_provider_set_sampling (fixture->provider, NULL);
  g_assert_true (sy_sampling_equal (request->sampling, sampling));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/context/order", test_context_order);
  ADD ("/context/ended-replies", test_context_ended_replies);
  ADD ("/context/replay", test_context_replay);
  ADD ("/context/sampling", test_context_sampling);
#undef ADD

  return g_test_run ();
}
