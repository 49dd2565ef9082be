/* sy-http-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-http-message"

#include "config.h"

#include "sy-http-message.h"

#include "sy-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer ones are not worth a question that depends on them. */
#define MAX_CONDITION 256

static gboolean
is_printable (const char *key)
{
  for (; *key != '\0'; key++)
    {
      if (!g_ascii_isprint (*key))
        return FALSE;
    }

  return TRUE;
}

/* What a server once said, perhaps read from a file. */
static void
set_condition (SoupMessage *message,
               const char  *name,
               const char  *value)
{
  if (value != NULL && *value != '\0' && strlen (value) <= MAX_CONDITION && is_printable (value))
    soup_message_headers_replace (soup_message_get_request_headers (message), name, value);
}

static gboolean
set_key (SoupMessage  *message,
         const char   *name,
         const char   *key,
         GError      **error)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  char *value = NULL;

  if (!is_printable (key))
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_SETUP,
                           _("The API key contains characters that no key has"));
      return FALSE;
    }

  if (g_ascii_strcasecmp (name, "Authorization") != 0)
    {
      soup_message_headers_replace (headers, name, key);
      return TRUE;
    }

  value = g_strdup_printf ("Bearer %s", key);
  soup_message_headers_replace (headers, name, value);
  explicit_bzero (value, strlen (value));
  g_free (value);

  return TRUE;
}

static void
misdirected_cb (SoupMessage *message,
                gpointer     user_data)
{
  /* libsoup would send the request a second time. */
  g_signal_stop_emission_by_name (message, "got-body");
}

/* What all requests have in common; NULL when @url is none. */
static SoupMessage *
message_new (const char  *method,
             const char  *url,
             GError     **error)
{
  SoupMessage *message = soup_message_new (method, url);

  if (message == NULL)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_INVALID_URL,
                           _("This is not a web address like https://host/path"));
      return NULL;
    }

  /* libsoup would go on with a GET and without the body, and with the key. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  /* It would read the body of a 401, however long, before it gives the answer out. */
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  soup_message_add_status_code_handler (message, "got-body", SOUP_STATUS_MISDIRECTED_REQUEST,
                                        G_CALLBACK (misdirected_cb), NULL);

  /* How long the head of the answer was tells whether it is whole. */
  soup_message_add_flags (message, SOUP_MESSAGE_COLLECT_METRICS);

  return message;
}

/**
 * sy_http_message_new_post:
 * @url: where to: @post has the address before aliases
 * @post: what to send
 * @error: return location: %SY_ERROR_INVALID_URL or %SY_ERROR_SETUP
 *
 * Returns: (transfer full): the request as libsoup sends it
 */
SoupMessage *
sy_http_message_new_post (const char        *url,
                          const SyHttpPost  *post,
                          GError           **error)
{
  g_autoptr(SoupMessage) message = NULL;
  SoupMessageHeaders *headers = NULL;

  g_return_val_if_fail (url != NULL, NULL);
  g_return_val_if_fail (post != NULL, NULL);

  message = message_new (SOUP_METHOD_POST, url, error);

  if (message == NULL)
    return NULL;

  /* Of HTTP/2 it reads at its own priority, which starves the frame clock. */
  soup_message_set_force_http1 (message, TRUE);

  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", post->accept);

  /* Proxies hold a stream back to compress it. */
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");

  if (post->auth_header != NULL && post->key != NULL &&
      !set_key (message, post->auth_header, post->key, error))
    return NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", post->body);

  return g_steal_pointer (&message);
}

/**
 * sy_http_message_new_get:
 * @url: where to: @get has the address before aliases
 * @get: what to ask for
 * @error: return location: %SY_ERROR_INVALID_URL or %SY_ERROR_SETUP
 *
 * Returns: (transfer full): the request as libsoup sends it
 */
SoupMessage *
sy_http_message_new_get (const char       *url,
                         const SyHttpGet  *get,
                         GError          **error)
{
  g_autoptr(SoupMessage) message = NULL;

  g_return_val_if_fail (url != NULL, NULL);
  g_return_val_if_fail (get != NULL, NULL);

  message = message_new (SOUP_METHOD_GET, url, error);

  if (message == NULL)
    return NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Accept", "application/json");

  /* libsoup would unpack it in the main thread, where a long list costs a frame. */
  soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Accept-Encoding", "gzip");
  set_condition (message, "If-None-Match", get->if_none_match);
  set_condition (message, "If-Modified-Since", get->if_modified_since);

  if (get->auth_header != NULL && get->key != NULL &&
      !set_key (message, get->auth_header, get->key, error))
    return NULL;

  return g_steal_pointer (&message);
}

/**
 * sy_http_message_may_identify:
 * @origin: scheme, host and port a request goes to
 *
 * Who is told about the program goes by the origin alone, whatever preset the provider
 * was made from.
 *
 * Returns: whether it is OpenRouter's own
 */
gboolean
sy_http_message_may_identify (const char *origin)
{
  g_return_val_if_fail (origin != NULL, FALSE);

  return g_str_equal (origin, "https://openrouter.ai");
}

/**
 * sy_http_message_identify:
 * @message: a request to OpenRouter
 *
 * Names the program, not the person.
 */
void
sy_http_message_identify (SoupMessage *message)
{
  SoupMessageHeaders *headers = NULL;

  g_return_if_fail (SOUP_IS_MESSAGE (message));

  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "HTTP-Referer", "https://sythoria.com");
  soup_message_headers_replace (headers, "X-OpenRouter-Title", "Sythoria");
}
