/* sy-demo-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-reply"

#include "config.h"

#include "sy-demo-reply.h"

#include "sy-json.h"

#include <string.h>

/* What a middling model costs: pico-dollars for one token. */
#define PROMPT_PRICE     200000
#define COMPLETION_PRICE 800000

/* More often than this nobody can see; faster models send several tokens. */
#define SHORTEST_TICK 10

/* One reply that is being streamed.  It ends with its message, or when the client
 * goes away. */
typedef struct
{
  SoupServerMessage *message;
  char              *id;
  const char        *model;
  gint64             created;

  char              *text;
  const char        *next;
  guint              rate;
  gint64             first_at;
  gint64             n_prompt;
  gint64             n_sent;

  GSource           *timer;
} Reply;

static void
reply_free (Reply *reply)
{
  g_source_destroy (reply->timer);
  g_source_unref (reply->timer);
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

static void
set_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
set_number (JsonBuilder *builder,
            const char  *name,
            gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static JsonBuilder *
begin_object (const Reply *reply,
              const char  *kind)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  set_member (builder, "id", reply->id);
  set_member (builder, "object", kind);
  set_number (builder, "created", reply->created);
  set_member (builder, "model", reply->model);
  set_member (builder, "provider", "Demo");
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);

  return builder;
}

static void
add_choice (JsonBuilder *builder,
            const char  *payload,
            const char  *content,
            const char  *finish_reason)
{
  json_builder_begin_object (builder);
  set_number (builder, "index", 0);
  json_builder_set_member_name (builder, payload);
  json_builder_begin_object (builder);
  set_member (builder, "role", "assistant");
  set_member (builder, "content", content);
  json_builder_end_object (builder);
  set_member (builder, "finish_reason", finish_reason);
  set_member (builder, "native_finish_reason", finish_reason);
  set_member (builder, "logprobs", NULL);
  json_builder_end_object (builder);
}

static void
add_usage (JsonBuilder *builder,
           gint64       n_prompt,
           gint64       n_completion)
{
  gint64 cost = n_prompt * PROMPT_PRICE + n_completion * COMPLETION_PRICE;

  json_builder_set_member_name (builder, "usage");
  json_builder_begin_object (builder);
  set_number (builder, "prompt_tokens", n_prompt);
  set_number (builder, "completion_tokens", n_completion);
  set_number (builder, "total_tokens", n_prompt + n_completion);
  json_builder_set_member_name (builder, "cost");
  json_builder_add_double_value (builder, (double) cost / 1e12);
  json_builder_end_object (builder);
}

static char *
end_object (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
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
  g_autofree char *json = end_object (builder);

  append (reply, g_strdup_printf ("data: %s\n\n", json));
}

static void
append_token (Reply *reply)
{
  gsize length = sy_demo_script_next_token (reply->next);
  g_autofree char *token = g_strndup (reply->next, length);
  g_autoptr(JsonBuilder) builder = begin_object (reply, "chat.completion.chunk");

  add_choice (builder, "delta", token, NULL);
  json_builder_end_array (builder);
  append_event (reply, builder);

  reply->next += length;
  reply->n_sent++;
}

static void
append_end (Reply *reply)
{
  g_autoptr(JsonBuilder) finish = begin_object (reply, "chat.completion.chunk");
  g_autoptr(JsonBuilder) usage = begin_object (reply, "chat.completion.chunk");

  add_choice (finish, "delta", "", "stop");
  json_builder_end_array (finish);
  append_event (reply, finish);

  json_builder_end_array (usage);
  add_usage (usage, reply->n_prompt, reply->n_sent);
  append_event (reply, usage);

  append (reply, g_strdup ("data: [DONE]\n\n"));
  soup_message_body_complete (soup_server_message_get_response_body (reply->message));
}

static gboolean
tick_cb (gpointer user_data)
{
  Reply *reply = user_data;
  gint64 elapsed = g_get_monotonic_time () - reply->first_at;
  gint64 due = elapsed < 0 ? 0 : elapsed * reply->rate / G_USEC_PER_SEC + 1;
  gboolean done;

  if (reply->n_sent >= due)
    return G_SOURCE_CONTINUE;

  while (reply->n_sent < due && *reply->next != '\0')
    append_token (reply);

  done = *reply->next == '\0';
  if (done)
    append_end (reply);

  /* May find the client gone: the reply is not to be touched after this. */
  soup_server_message_unpause (reply->message);

  return done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
gone_cb (Reply *reply)
{
  reply_free (reply);
}

static void
start_timer (Reply *reply)
{
  guint interval = MAX (1000 / reply->rate, SHORTEST_TICK);

  reply->timer = g_timeout_source_new (interval);
  g_source_set_callback (reply->timer, tick_cb, reply, NULL);
  g_source_set_static_name (reply->timer, "sy-demo-reply tick");
  g_source_attach (reply->timer, g_main_context_get_thread_default ());
}

static void
stream (const SyDemoScript *script,
        JsonObject         *request,
        SoupServerMessage  *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  Reply *reply = g_new0 (Reply, 1);

  reply->message = g_object_ref (message);
  reply->id = g_strdup_printf ("gen-%" G_GINT64_FORMAT "-%08x",
                               g_get_real_time () / G_USEC_PER_SEC, g_random_int ());
  reply->model = script->model;
  reply->created = g_get_real_time () / G_USEC_PER_SEC;
  reply->text = sy_demo_script_dup_text (script);
  reply->next = reply->text;
  reply->rate = script->rate;
  reply->first_at = g_get_monotonic_time () + (gint64) script->delay * 1000;
  reply->n_prompt = count_prompt (request);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, "text/event-stream", NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-cache");
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
  g_autofree char *id = g_strdup_printf ("gen-%08x", g_random_int ());
  Reply reply = { .id = id, .model = script->model };
  g_autoptr(JsonBuilder) builder = NULL;
  char *json;

  reply.created = g_get_real_time () / G_USEC_PER_SEC;
  builder = begin_object (&reply, "chat.completion");
  add_choice (builder, "message", text, "stop");
  json_builder_end_array (builder);
  add_usage (builder, count_prompt (request), count_tokens (text));
  json = end_object (builder);

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
 * in every chunk, and has the usage in a last chunk without choices; or one JSON
 * object when the request does not ask for a stream.
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
