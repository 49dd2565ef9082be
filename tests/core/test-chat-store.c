/* test-chat-store.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "chat-fixture.h"
#include "store-fixture.h"

#include "sy-conversation-record.h"
#include "sy-message-record.h"

#include <string.h>

#define CHECKPOINT_MS 800
#define ID            "conversation"

/* A session whose conversation is kept. */
typedef struct
{
  Fixture      chat;
  StoreFixture store;
} Both;

static void
open_store (Both *both)
{
  g_autoptr(GError) error = NULL;

  store_fixture_open (&both->store, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Both          *both,
        gconstpointer  data)
{
  chat_set_up (&both->chat, data);
  store_fixture_set_up (&both->store, data);
  open_store (both);
  sy_conversation_set_store (chat_get_conversation (&both->chat), both->store.store, FALSE);
}

static gboolean
is_saved (gpointer data)
{
  return g_atomic_int_get (&G_OBJECT (data)->ref_count) == 1;
}

/* As at the end of the program; what was said is said no more. */
static void
end_session (Both *both)
{
  SyConversation *conversation = chat_get_conversation (&both->chat);

  sy_conversation_save (conversation);
  g_object_ref (conversation);
  g_assert_finalize_object (both->chat.session);
  both->chat.session = NULL;
  assert_happens (is_saved, conversation);
  g_object_unref (conversation);
}

static void
tear_down (Both          *both,
           gconstpointer  data)
{
  if (both->chat.session != NULL)
    end_session (both);
  store_fixture_tear_down (&both->store, data);
  chat_tear_down (&both->chat, data);
}

/* The next start of the program. */
static void
start_again (Both *both)
{
  end_session (both);
  g_assert_true (store_fixture_close (&both->store));
  open_store (both);
}

/* A session over what was kept, of which only the last texts are here. */
static void
open_session (Both  *both,
              guint  n_loaded)
{
  g_autoptr(SyStorePage) page = store_fixture_page (&both->store, ID, n_loaded);
  g_autoptr(SyConversation) conversation = sy_conversation_new_from_record (page->conversation);
  g_autoptr(SyMessageWindow) messages =
    sy_message_window_new_from_records (conversation, both->store.store, page->messages);
  SyChatServices services = {
    .providers = both->chat.providers,
    .keyring = both->chat.keyring,
    .http = both->chat.http,
    .redact = both->chat.redact,
    .clock = SY_CLOCK (both->chat.clock),
    .network = G_NETWORK_MONITOR (both->chat.network),
  };

  sy_conversation_set_store (conversation, both->store.store, TRUE);
  both->chat.session = sy_chat_session_new (messages, &services);
}

static void
test_kept (Both          *both,
           gconstpointer  data)
{
  g_autoptr(SyStorePage) page = NULL;
  SyMessageRecord *reply;

  chat_script (&both->chat, RAW_OK_STREAM
               "data: {\"model\":\"served\",\"choices\":[{\"delta\":{\"reasoning\":\"Hm.\","
               "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm.\"}]}}]}\n\n"
               TEXT ("Hello") FINISH
               "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"cost\":0.000002}}\n\n" DONE);
  chat_send (&both->chat, "Who are you?");
  assert_happens (chat_is_idle, &both->chat);
  start_again (both);

  page = store_fixture_page (&both->store, ID, 2);
  g_assert_cmpstr (page->conversation->title, ==, "Who are you?");
  g_assert_cmpstr (page->conversation->model_id, ==, "none/model");
  g_assert_cmpint (page->conversation->total_cost, ==, 2000000);
  g_assert_cmpuint (page->messages->len, ==, 2);
  reply = g_ptr_array_index (page->messages, 1);
  g_assert_cmpstr (reply->text, ==, "Hello");
  g_assert_cmpstr (reply->reasoning, ==, "Hm.");
  g_assert_cmpint (reply->state, ==, SY_RECORD_COMPLETE);
  g_assert_cmpstr (reply->served_model, ==, "served");
  g_assert_cmpstr (reply->finish_reason, ==, "stop");
  g_assert_cmpint (reply->usage->prompt_tokens, ==, 3);
  g_assert_nonnull (strstr (reply->replay, "reasoning.text"));
}

/* Before anything is asked, the person's message is in the file. */
static void
test_message_first (Both          *both,
                    gconstpointer  data)
{
  static const RawStep steps[] = { { RAW_HOLD }, { RAW_SEND, WHOLE ("x") } };
  const char *sql = "SELECT count (*) FROM body WHERE text = 'Keep this'";

  raw_server_add_script (both->chat.server, steps, G_N_ELEMENTS (steps));
  chat_send (&both->chat, "Keep this");
  assert_happens (chat_has_request, &both->chat);
  g_assert_cmpint (store_fixture_ask (both->store.path, sql), ==, 1);

  raw_server_release (both->chat.server);
  assert_happens (chat_is_idle, &both->chat);
}

/* What came is kept every 800 ms; a program that is gone says nothing more. */
static void
test_checkpoint (Both          *both,
                 gconstpointer  data)
{
  static const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM TEXT ("Hel") },
    { RAW_HOLD },
    { RAW_SEND, TEXT ("lo") },
    { RAW_HOLD },
  };
  const char *sql = "SELECT coalesce (sum (length (text)), 0) FROM piece";

  raw_server_add_script (both->chat.server, steps, G_N_ELEMENTS (steps));
  chat_send (&both->chat, "x");
  assert_happens (chat_has_text, &both->chat);
  g_assert_cmpint (store_fixture_ask (both->store.path, sql), ==, 0);

  sy_fake_clock_advance (both->chat.clock, CHECKPOINT_MS);
  g_ptr_array_unref (store_fixture_list (&both->store));
  g_assert_cmpint (store_fixture_ask (both->store.path, sql), ==, 3);

  /* Nothing new is nothing to write. */
  sy_fake_clock_advance (both->chat.clock, CHECKPOINT_MS);
  g_ptr_array_unref (store_fixture_list (&both->store));
  g_assert_cmpint (store_fixture_ask (both->store.path, "SELECT count (*) FROM piece"), ==, 1);
}

static void
test_interrupted (Both          *both,
                  gconstpointer  data)
{
  static const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM TEXT ("Half") }, { RAW_HOLD } };
  SyMessage *reply;

  raw_server_add_script (both->chat.server, steps, G_N_ELEMENTS (steps));
  chat_send (&both->chat, "x");
  assert_happens (chat_has_text, &both->chat);
  start_again (both);

  open_session (both, 2);
  reply = chat_get_reply (&both->chat);
  g_assert_cmpstr (sy_message_get_text (reply), ==, "Half");
  g_assert_cmpint (sy_message_get_state (reply), ==, SY_MESSAGE_INTERRUPTED);
  g_assert_true (sy_chat_session_get_can_retry (both->chat.session));
}

/* Values of its own, and those that were sent. */
static void
test_values (Both          *both,
             gconstpointer  data)
{
  SyConversation *conversation = chat_get_conversation (&both->chat);
  g_autoptr(SyStorePage) page = NULL;
  g_autoptr(SyConversation) loaded = sy_conversation_new (ID);
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  SyMessageRecord *reply;

  sampling->temperature = 0.5;
  sy_conversation_set_sampling (conversation, sampling);
  sy_conversation_set_system_prompt (conversation, "Be brief");
  chat_script (&both->chat, WHOLE ("One."));
  chat_send (&both->chat, "x");
  assert_happens (chat_is_idle, &both->chat);
  start_again (both);

  page = store_fixture_page (&both->store, ID, 2);
  reply = g_ptr_array_index (page->messages, 1);
  g_assert_nonnull (strstr (reply->values, "0.5"));
  sy_conversation_load (loaded, page->conversation);
  g_assert_cmpstr (sy_conversation_get_system_prompt (loaded), ==, "Be brief");
  g_assert_true (sy_sampling_equal (sy_conversation_get_sampling (loaded), sampling));
}

/* Who changes what a list shows does not know the rest, and leaves it as it is. */
static void
test_listed (Both          *both,
             gconstpointer  data)
{
  SyConversation *conversation = chat_get_conversation (&both->chat);
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(SyStorePage) page = NULL;
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autoptr(SyConversation) listed = NULL;

  sampling->temperature = 0.5;
  sy_conversation_set_sampling (conversation, sampling);
  sy_conversation_set_system_prompt (conversation, "Be brief");
  start_again (both);

  records = store_fixture_list (&both->store);
  listed = sy_conversation_new_from_record (g_ptr_array_index (records, 0));
  sy_conversation_set_store (listed, both->store.store, TRUE);
  sy_conversation_set_pinned (listed, TRUE);
  sy_conversation_save (listed);
  assert_happens (is_saved, listed);

  page = store_fixture_page (&both->store, ID, 0);
  g_assert_true (page->conversation->pinned);
  g_assert_cmpstr (page->conversation->system_prompt, ==, "Be brief");
  g_assert_nonnull (page->conversation->values);

  /* What is known now can be taken away. */
  sy_conversation_set_store (listed, NULL, TRUE);
  sy_conversation_load (listed, page->conversation);
  sy_conversation_set_store (listed, both->store.store, TRUE);
  sy_conversation_set_system_prompt (listed, NULL);
  sy_conversation_save (listed);
  assert_happens (is_saved, listed);
  g_clear_pointer (&page, sy_store_page_free);
  page = store_fixture_page (&both->store, ID, 0);
  g_assert_null (page->conversation->system_prompt);
}

/* What is written and what is read are kept beside the rest, also before there is a message. */
static void
test_view (Both          *both,
           gconstpointer  data)
{
  SyConversation *conversation = chat_get_conversation (&both->chat);
  g_autoptr(SyConversation) loaded = sy_conversation_new (ID);
  g_autoptr(SyStorePage) page = NULL;
  double offset;

  sy_conversation_set_draft (conversation, "Not sent");
  sy_conversation_set_place (conversation, "message", 12.5);
  start_again (both);

  page = store_fixture_page (&both->store, ID, 0);
  sy_conversation_load (loaded, page->conversation);
  g_assert_cmpstr (sy_conversation_get_draft (loaded), ==, "Not sent");
  g_assert_cmpstr (sy_conversation_get_place (loaded, &offset), ==, "message");
  g_assert_cmpfloat (offset, ==, 12.5);

  /* Nothing is written without a change, and an empty draft is none. */
  sy_conversation_set_store (loaded, both->store.store, TRUE);
  sy_conversation_set_draft (loaded, "Not sent");
  sy_conversation_set_place (loaded, "message", 12.4);
  g_assert_true (is_saved (loaded));
  sy_conversation_set_draft (loaded, "");
  sy_conversation_set_place (loaded, NULL, 3);
  assert_happens (is_saved, loaded);

  g_clear_pointer (&page, sy_store_page_free);
  page = store_fixture_page (&both->store, ID, 0);
  g_assert_null (page->conversation->draft);
  g_assert_null (page->conversation->place_id);
  g_assert_cmpfloat (page->conversation->place_offset, ==, 0);
}

/* What was written before there was a store is kept with the rest. */
static void
test_view_before (Both          *both,
                  gconstpointer  data)
{
  g_autoptr(SyConversation) conversation = sy_conversation_new ("early");
  g_autoptr(SyStorePage) page = NULL;

  sy_conversation_set_draft (conversation, "Not sent");
  sy_conversation_set_store (conversation, both->store.store, FALSE);
  sy_conversation_save (conversation);

  page = store_fixture_page (&both->store, "early", 0);
  g_assert_cmpstr (page->conversation->draft, ==, "Not sent");
}

/* A file can say anything. */
static void
test_far_place (Both          *both,
                gconstpointer  data)
{
  g_autoptr(SyStorePage) page = NULL;

  sy_conversation_set_place (chat_get_conversation (&both->chat), "message", 1e300);
  start_again (both);

  page = store_fixture_page (&both->store, ID, 0);
  g_assert_cmpfloat (page->conversation->place_offset, <=, 1e9);
}

/* The whole history is sent, also what nobody has looked at. */
static void
test_history (Both          *both,
              gconstpointer  data)
{
  g_autofree char *turns = NULL;

  chat_script (&both->chat, WHOLE ("One."));
  chat_script (&both->chat, WHOLE ("Two."));
  chat_send (&both->chat, "First?");
  assert_happens (chat_is_idle, &both->chat);
  start_again (both);

  open_session (both, 0);
  g_assert_false (sy_message_get_loaded (chat_get_message (&both->chat, 0)));
  chat_send (&both->chat, "Second?");
  assert_happens (chat_is_idle, &both->chat);
  chat_assert_reply (&both->chat, SY_MESSAGE_COMPLETE, "Two.");
  turns = chat_dup_turns (&both->chat, 1);
  g_assert_cmpstr (turns, ==, "user: First?\nassistant: One.\nuser: Second?\n");
}

static void
test_retry (Both          *both,
            gconstpointer  data)
{
  g_autofree char *texts = NULL;

  chat_script (&both->chat, WHOLE ("One."));
  chat_script (&both->chat, WHOLE ("Two."));
  chat_send (&both->chat, "First?");
  assert_happens (chat_is_idle, &both->chat);
  sy_chat_session_retry (both->chat.session, 0);
  assert_happens (chat_is_idle, &both->chat);
  start_again (both);

  texts = store_fixture_dup_texts (&both->store, ID);
  g_assert_cmpstr (texts, ==, "First?|Two.");
}

/* Stopping while the texts are on their way is stopping. */
static void
test_stop_at_once (Both          *both,
                   gconstpointer  data)
{
  chat_send (&both->chat, "x");
  sy_chat_session_stop (both->chat.session);
  support_spin_for (100);
  chat_assert_reply (&both->chat, SY_MESSAGE_CANCELLED, "");
  g_assert_cmpuint (raw_server_get_n_requests (both->chat.server), ==, 0);
}

static void
test_error (Both          *both,
            gconstpointer  data)
{
  const GError *error;
  SyErrorFacts facts;

  chat_script (&both->chat,
               "HTTP/1.1 402 Payment Required\r\nContent-Type: application/json\r\n"
               "Connection: close\r\n\r\n{\"error\":{\"code\":402,\"message\":\"No credits\"}}");
  chat_send (&both->chat, "x");
  assert_happens (chat_is_idle, &both->chat);
  start_again (both);

  open_session (both, 2);
  error = sy_message_get_error (chat_get_reply (&both->chat));
  g_assert_error (error, SY_ERROR, SY_ERROR_PAYMENT);
  facts = sy_error_get_facts (error);
  g_assert_cmpuint (facts.status, ==, 402);
  g_assert_cmpstr (facts.words, ==, "No credits");
}

#define ADD(name, func) g_test_add (name, Both, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/chat-store/kept", test_kept);
  ADD ("/chat-store/message-first", test_message_first);
  ADD ("/chat-store/checkpoint", test_checkpoint);
  ADD ("/chat-store/interrupted", test_interrupted);
  ADD ("/chat-store/values", test_values);
  ADD ("/chat-store/listed", test_listed);
  ADD ("/chat-store/view", test_view);
  ADD ("/chat-store/view-before", test_view_before);
  ADD ("/chat-store/far-place", test_far_place);
  ADD ("/chat-store/history", test_history);
  ADD ("/chat-store/retry", test_retry);
  ADD ("/chat-store/stop-at-once", test_stop_at_once);
  ADD ("/chat-store/error", test_error);

  return g_test_run ();
}
