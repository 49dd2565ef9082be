/* sy-demo-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-reply"

#include "config.h"

#include "sy-demo-reply.h"

#include "sy-demo-chunk.h"
#include "sy-demo-facts.h"
#include "sy-json.h"

#include <string.h>

/* More often than this nobody can see; faster models send several tokens. */
#define SHORTEST_TICK 10

/* After so many tokens comes the event that cannot be read. */
#define GARBAGE_AT 10

/* One reply that is being streamed.  It ends with its message, or when the client
 * goes away. */
typedef struct
{
  const SyDemoScript *script;
  SoupServerMessage  *message;
  char               *id;
  gint64              created;

  char               *text;
  const char         *next;
  gboolean            thinking;
  gint64              first_at;
  gint64              n_prompt;
  gint64              n_thought;
  gint64              n_sent;

  GSource            *timer;
  GSource            *hangup;
} Reply;

static void
reply_free (Reply *reply)
{
  g_source_destroy (reply->timer);
  g_source_unref (reply->timer);
  if (reply->hangup != NULL)
    g_source_destroy (reply->hangup);
  g_clear_pointer (&reply->hangup, g_source_unref);
  g_signal_handlers_disconnect_by_data (reply->message, reply);
  g_object_unref (reply->message);
  g_free (reply->text);
  g_free (reply->id);
  g_free (reply);
}

/* Four bytes a token, as a rule of thumb for any tokenizer. */
static gint64
count_prompt (JsonObject *request)
{
  JsonArray *messages = sy_json_get_array (request, "messages");
  guint n_messages = messages != NULL ? json_array_get_length (messages) : 0;
  gsize n_bytes = 0;

  for (guint i = 0; i < n_messages; i++)
    {
      JsonObject *message = sy_json_array_object (messages, i);
      JsonArray *parts = sy_json_get_array (message, "content");
      const char *content = sy_json_get_string (message, "content");
      guint n_parts = parts != NULL ? json_array_get_length (parts) : 0;

      n_bytes += content != NULL ? strlen (content) : 0;

      for (guint j = 0; j < n_parts; j++)
        {
          content = sy_json_get_string (sy_json_array_object (parts, j), "text");
          n_bytes += content != NULL ? strlen (content) : 0;
        }
    }

  return (gint64) (n_bytes / 4 + 4 * n_messages);
}

static gint64
count_tokens (const char *text)
{
  gint64 n = 0;

  for (gsize length; (length = sy_demo_script_next_token (text)) > 0; text += length)
    n++;

  return n;
}

static JsonBuilder *
begin_chunk (const Reply *reply,
             const char  *kind)
{
  return sy_demo_chunk_begin (kind, reply->id, reply->script->model, reply->created);
}

/* In play money. */
static void
add_usage (JsonBuilder        *builder,
           const SyDemoScript *script,
           gint64              n_prompt,
           gint64              n_completion,
           gint64              n_thought)
{
  const SyDemoFacts *facts = sy_demo_facts_find (script->model);

  sy_demo_chunk_add_usage (builder, n_prompt, n_completion, n_thought,
                           sy_demo_facts_get_cost (facts, n_prompt, n_completion));
}

static const char *
get_finish (const SyDemoScript *script)
{
  return script->finish != NULL ? script->finish : "stop";
}

static void
append (Reply *reply,
        char  *text)
{
  soup_message_body_append_take (soup_server_message_get_response_body (reply->message),
                                 (guchar *) text, strlen (text));
}

static void
append_event (Reply       *reply,
              JsonBuilder *builder)
{
  g_autofree char *json = sy_demo_chunk_end (builder);

  append (reply, g_strdup_printf ("data: %s\n\n", json));
}

static void
append_garbage (Reply *reply)
{
  append (reply, g_strdup_printf ("data: {\"id\":\"%s\",\"choices\":[{\"del\n\n", reply->id));
}

static void
append_token (Reply *reply)
{
  gsize length = sy_demo_script_next_token (reply->next);
  g_autofree char *token = g_strndup (reply->next, length);
  g_autoptr(JsonBuilder) builder = begin_chunk (reply, "chat.completion.chunk");

  if (reply->thinking)
    sy_demo_chunk_add_choice (builder, "delta", "", token, NULL);
  else
    sy_demo_chunk_add_choice (builder, "delta", token, NULL, NULL);
  append_event (reply, builder);

  reply->next += length;
  reply->n_sent++;
  reply->n_thought += reply->thinking;

  if (reply->thinking && *reply->next == '\0')
    {
      reply->thinking = FALSE;
      reply->next = reply->text;
    }

  if (reply->script->fault == SY_DEMO_FAULT_GARBAGE && reply->n_sent == GARBAGE_AT)
    append_garbage (reply);
}

static void
append_finish (Reply *reply)
{
  g_autoptr(JsonBuilder) finish = begin_chunk (reply, "chat.completion.chunk");
  g_autoptr(JsonBuilder) usage = begin_chunk (reply, "chat.completion.chunk");

  sy_demo_chunk_add_choice (finish, "delta", "", NULL, get_finish (reply->script));
  append_event (reply, finish);

  sy_demo_chunk_add_choice (usage, NULL, NULL, NULL, NULL);
  add_usage (usage, reply->script, reply->n_prompt, reply->n_sent, reply->n_thought);
  append_event (reply, usage);
}

static void
append_error (Reply *reply)
{
  g_autoptr(JsonBuilder) builder = begin_chunk (reply, "chat.completion.chunk");

  sy_demo_chunk_add_choice (builder, "delta", "", NULL, "error");
  sy_demo_chunk_add_error (builder, "The engine of this demo ran out of steam");
  append_event (reply, builder);
}

static void
append_end (Reply *reply)
{
  if (reply->script->fault == SY_DEMO_FAULT_ERROR)
    append_error (reply);
  else
    append_finish (reply);

  append (reply, g_strdup ("data: [DONE]\n\n"));
}

/* May find the client gone: the reply is not to be touched after this. */
static void
complete (Reply *reply)
{
  soup_message_body_complete (soup_server_message_get_response_body (reply->message));
  soup_server_message_unpause (reply->message);
}

/* libsoup does not look at the connection before there is something to write. */
static gboolean
hangup_cb (GSocket      *socket,
           GIOCondition  condition,
           gpointer      user_data)
{
  if (g_socket_get_available_bytes (socket) <= 0)
    complete (user_data);

  return G_SOURCE_REMOVE;
}

static void
fall_silent (Reply *reply)
{
  GSocket *socket = soup_server_message_get_socket (reply->message);

  reply->hangup = g_socket_create_source (socket, G_IO_IN | G_IO_HUP, NULL);
  g_source_set_callback (reply->hangup, G_SOURCE_FUNC (hangup_cb), reply, NULL);
  g_source_set_static_name (reply->hangup, "sy-demo-reply hangup");
  g_source_attach (reply->hangup, g_main_context_get_thread_default ());
}

static void
end (Reply *reply)
{
  switch (reply->script->fault)
    {
    case SY_DEMO_FAULT_CUT:
      g_socket_shutdown (soup_server_message_get_socket (reply->message), TRUE, TRUE, NULL);
      complete (reply);
      break;

    case SY_DEMO_FAULT_SILENCE:
      fall_silent (reply);
      break;

    case SY_DEMO_FAULT_NONE:
    case SY_DEMO_FAULT_GARBAGE:
    case SY_DEMO_FAULT_ERROR:
    default:
      append_end (reply);
      complete (reply);
      break;
    }
}

static gboolean
tick_cb (gpointer user_data)
{
  Reply *reply = user_data;
  gint64 elapsed = g_get_monotonic_time () - reply->first_at;
  gint64 due = elapsed < 0 ? 0 : elapsed * reply->script->rate / G_USEC_PER_SEC + 1;

  if (reply->n_sent >= due)
    return G_SOURCE_CONTINUE;

  /* A turn of its own: by then the last words are on their way. */
  if (*reply->next == '\0')
    {
      end (reply);
      return G_SOURCE_REMOVE;
    }

  while (reply->n_sent < due && *reply->next != '\0')
    append_token (reply);
  soup_server_message_unpause (reply->message);

  return G_SOURCE_CONTINUE;
}

static void
gone_cb (Reply *reply)
{
  reply_free (reply);
}

static void
start_timer (Reply *reply)
{
  guint interval = MAX (1000 / reply->script->rate, SHORTEST_TICK);

  reply->timer = g_timeout_source_new (interval);
  g_source_set_callback (reply->timer, tick_cb, reply, NULL);
  g_source_set_static_name (reply->timer, "sy-demo-reply tick");
  g_source_attach (reply->timer, g_main_context_get_thread_default ());
}

static char *
make_id (void)
{
  return g_strdup_printf ("gen-%" G_GINT64_FORMAT "-%08x",
                          g_get_real_time () / G_USEC_PER_SEC, g_random_int ());
}

static Reply *
reply_new (const SyDemoScript *script,
           JsonObject         *request,
           SoupServerMessage  *message)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->script = script;
  reply->message = g_object_ref (message);
  reply->id = make_id ();
  reply->created = g_get_real_time () / G_USEC_PER_SEC;
  reply->text = sy_demo_script_dup_text (script);
  reply->thinking = script->reasoning != NULL;
  reply->next = reply->thinking ? script->reasoning : reply->text;
  reply->first_at = g_get_monotonic_time () + (gint64) script->delay * 1000;
  reply->n_prompt = count_prompt (request);

  return reply;
}

static void
stream (const SyDemoScript *script,
        JsonObject         *request,
        SoupServerMessage  *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  Reply *reply = reply_new (script, request, message);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, "text/event-stream", NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-cache");
  soup_message_headers_replace (headers, "X-Generation-Id", reply->id);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (body, FALSE);
  append (reply, g_strdup (": DEMO PROCESSING\n\n"));

  g_signal_connect_swapped (message, "finished", G_CALLBACK (gone_cb), reply);
  g_signal_connect_swapped (message, "disconnected", G_CALLBACK (gone_cb), reply);
  start_timer (reply);
}

static void
respond (const SyDemoScript *script,
         JsonObject         *request,
         SoupServerMessage  *message)
{
  g_autofree char *text = sy_demo_script_dup_text (script);
  g_autofree char *id = make_id ();
  gint64 n_thought = script->reasoning != NULL ? count_tokens (script->reasoning) : 0;
  Reply reply = { .script = script, .id = id };
  g_autoptr(JsonBuilder) builder = NULL;
  char *json;

  reply.created = g_get_real_time () / G_USEC_PER_SEC;
  builder = begin_chunk (&reply, "chat.completion");
  sy_demo_chunk_add_choice (builder, "message", text, script->reasoning, get_finish (script));
  add_usage (builder, script, count_prompt (request), n_thought + count_tokens (text), n_thought);
  json = sy_demo_chunk_end (builder);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE,
                                    json, strlen (json));
}

/**
 * sy_demo_reply_send:
 * @script: what the model says, and how fast
 * @request: the body of the request
 * @message: the message to answer, in its server's own thread
 *
 * Answers as OpenRouter does: a stream that starts with a comment, names the role
 * in every chunk, and has the usage in a last chunk without choices, with what goes
 * wrong in it; or one JSON object when the request does not ask for a stream.
 */
void
sy_demo_reply_send (const SyDemoScript *script,
                    JsonObject         *request,
                    SoupServerMessage  *message)
{
  g_return_if_fail (script != NULL);
  g_return_if_fail (request != NULL);
  g_return_if_fail (SOUP_IS_SERVER_MESSAGE (message));

  if (sy_json_get_boolean (request, "stream", FALSE))
    stream (script, request, message);
  else
    respond (script, request, message);
}
