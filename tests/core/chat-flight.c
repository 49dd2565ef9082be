/* chat-flight.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "chat-flight.h"

/* As many as there are connections to one host. */
#define MAX_IN_FLIGHT 16

/* An answer takes a millisecond; with this the slowest machine is patient enough. */
#define PATIENCE_EACH 50

typedef struct
{
  Fixture      *fixture;
  ChatOverFunc  func;
  gpointer      user_data;
  guint         n_answers;
  guint         n_begun;
  guint         n_over;
  GQueue        landed;
} Airport;

/* A conversation of one message and its reply. */
typedef struct
{
  Airport         *airport;
  guint            number;
  SyConversation  *conversation;
  SyMessageWindow *messages;
  SyChatSession   *session;
} Flight;

static void
state_cb (SyChatSession *session,
          GParamSpec    *pspec,
          Flight        *flight)
{
  SyChatState state = sy_chat_session_get_state (session);

  if (state == SY_CHAT_IDLE || state == SY_CHAT_RETRYING)
    g_queue_push_tail (&flight->airport->landed, flight);
}

static void
begin (Airport *self)
{
  Flight *flight = g_new0 (Flight, 1);
  Fixture *fixture = self->fixture;
  g_autofree char *text = g_strdup_printf ("%u", self->n_begun);
  g_autoptr(GError) error = NULL;
  SyChatServices services = {
    .providers = fixture->providers,
    .keyring = fixture->keyring,
    .http = fixture->http,
    .redact = fixture->redact,
    .clock = SY_CLOCK (fixture->clock),
    .network = G_NETWORK_MONITOR (fixture->network),
  };

  flight->airport = self;
  flight->number = self->n_begun++;
  flight->conversation = sy_conversation_new (text);
  flight->messages = sy_message_window_new (flight->conversation);
  flight->session = sy_chat_session_new (flight->messages, &services);
  sy_chat_session_send (flight->session, text, &error);
  g_assert_no_error (error);
  g_signal_connect (flight->session, "notify::state", G_CALLBACK (state_cb), flight);
}

/* Time stands still, so an attempt that is planned is never made. */
static gboolean
give_up (Flight *flight)
{
  gboolean retried = sy_chat_session_get_state (flight->session) == SY_CHAT_RETRYING;

  g_signal_handlers_disconnect_by_data (flight->session, flight);
  sy_chat_session_stop (flight->session);
  g_assert_cmpint (sy_chat_session_get_state (flight->session), ==, SY_CHAT_IDLE);

  return retried;
}

static void
land (Airport *self,
      Flight  *flight)
{
  gboolean retried = give_up (flight);
  GListModel *messages = G_LIST_MODEL (flight->messages);
  g_autoptr(SyMessage) reply = g_list_model_get_item (messages, 1);

  g_assert_cmpuint (g_list_model_get_n_items (messages), ==, 2);
  self->func (flight->number, reply, retried, self->user_data);
  g_assert_finalize_object (flight->session);
  g_assert_finalize_object (flight->messages);
  g_assert_finalize_object (flight->conversation);
  g_assert_finalize_object (g_steal_pointer (&reply));
  g_free (flight);
  self->n_over++;
}

static gboolean
is_over (gpointer data)
{
  Airport *self = data;
  Flight *flight = NULL;

  while ((flight = g_queue_pop_head (&self->landed)) != NULL)
    land (self, flight);

  while (self->n_begun < self->n_answers && self->n_begun - self->n_over < MAX_IN_FLIGHT)
    begin (self);

  return self->n_over == self->n_answers;
}

/* Asks for @n_answers answers, many at once, each in a conversation of its own. */
void
chat_run_flights (Fixture      *fixture,
                  guint         n_answers,
                  AnswerFunc    answer_func,
                  ChatOverFunc  over_func,
                  gpointer      user_data)
{
  g_autoptr(AnswerServer) server = answer_server_new (answer_func, user_data);
  g_autofree char *base = answer_server_dup_url (server, "/v1");
  g_autoptr(GError) error = NULL;
  Airport airport = {
    .fixture = fixture,
    .func = over_func,
    .user_data = user_data,
    .n_answers = n_answers,
    .landed = G_QUEUE_INIT,
  };

  sy_provider_set_api_base (fixture->provider, base, &error);
  g_assert_no_error (error);
  g_assert_true (support_spin_until (is_over, &airport, PATIENCE + n_answers * PATIENCE_EACH));
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
}
