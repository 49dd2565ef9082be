/* stream-client.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One reply on its way from a socket into a message, as a session has it. */

#include "stream-client.h"

#include "sy-completion.h"
#include "sy-message.h"

#include <string.h>

struct _StreamClient
{
  SyCompletion *completion;
  SyMessage    *message;
  gboolean      finished;
};

static void
delta_cb (StreamClient  *self,
          const SyDelta *delta)
{
  if (delta->kind == SY_DELTA_TEXT)
    sy_message_append (self->message, delta->text, (gssize) delta->length);
  else if (delta->kind == SY_DELTA_SERVED)
    sy_message_set_served_model (self->message, delta->text);
  else if (delta->kind == SY_DELTA_FINISH)
    sy_message_set_finish_reason (self->message, delta->text);
}

static void
finished_cb (StreamClient *self,
             SyCompletion *completion)
{
  const GError *error = sy_completion_get_error (completion);

  if (error != NULL)
    g_error ("the stream failed: %s", error->message);

  sy_message_finish (self->message, SY_MESSAGE_COMPLETE, 0, NULL);
  self->finished = TRUE;
}

static SyProvider *
make_provider (const char *url)
{
  static const char json[] = "{\"presets\":[{\"id\":\"custom\",\"name\":\"Custom\","
                             "\"format\":\"openai-chat\",\"silence-seconds\":120}]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr(GListModel) presets = sy_preset_parse_list (bytes, NULL);
  SyProvider *provider = sy_provider_new ("id", sy_preset_list_find (presets, "custom"));

  if (!sy_provider_set_api_base (provider, url, NULL))
    g_error ("%s is no API base", url);

  return provider;
}

/* Asks for so many tokens, so many of them a second; see stream-server.c. */
StreamClient *
stream_client_start (SyHttp     *http,
                     SyRedact   *redact,
                     const char *url,
                     guint64     n_events,
                     guint       rate)
{
  g_autofree char *model = g_strdup_printf ("bench/%" G_GUINT64_FORMAT "/%u", n_events, rate);
  g_autoptr(SyRequest) request = sy_request_new (model, NULL, SY_DIALECT_GENERIC);
  g_autoptr(SyProvider) provider = make_provider (url);
  StreamClient *self = g_new0 (StreamClient, 1);

  self->message = sy_message_new ("reply", NULL, SY_ROLE_ASSISTANT, 0);
  self->completion = sy_completion_new (http, redact);
  g_signal_connect_swapped (self->completion, "delta", G_CALLBACK (delta_cb), self);
  g_signal_connect_swapped (self->completion, "finished", G_CALLBACK (finished_cb), self);

  sy_request_add_turn (request, SY_ROLE_USER, "Hello", NULL);
  sy_completion_start (self->completion, provider, NULL, request);

  return self;
}

gboolean
stream_client_is_finished (StreamClient *self)
{
  return self->finished;
}

/* The bytes of text that have come so far. */
gsize
stream_client_get_length (StreamClient *self)
{
  return sy_message_get_length (self->message);
}

void
stream_client_free (StreamClient *self)
{
  g_signal_handlers_disconnect_by_data (self->completion, self);
  g_object_unref (self->completion);
  g_object_unref (self->message);
  g_free (self);
}
