/* sy-http-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-http-error"

#include "config.h"

#include "sy-http-error.h"

#include "sy-error.h"
#include "sy-json.h"
#include "sy-utf8.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BODY     (1024 * 1024)
#define MAX_WORDS    400
#define MAX_MESSAGE  500
#define MAX_PROVIDER 80

/* How deep an error may be wrapped: OpenRouter puts the body of the server
 * behind it, as text, into its own. */
#define MAX_NESTING 8

typedef struct
{
  guint       status;
  SyError     code;
  const char *title;
} Row;

static const Row rows[] = {
  { 400, SY_ERROR_BAD_REQUEST, N_("The server refused the request") },
  { 401, SY_ERROR_AUTH, N_("The API key was not accepted") },
  { 402, SY_ERROR_PAYMENT, N_("Out of credits") },
  { 403, SY_ERROR_FORBIDDEN, N_("The server does not allow this request") },
  { 404, SY_ERROR_NOT_FOUND, N_("The server knows no such model or address") },
  { 405, SY_ERROR_BAD_REQUEST, N_("The API base does not accept chat requests") },
  { 408, SY_ERROR_SERVER, N_("The provider took too long") },
  { 413, SY_ERROR_BAD_REQUEST, N_("The conversation is too large for the server") },
  { 429, SY_ERROR_RATE_LIMITED, N_("Too many requests") },
  { 502, SY_ERROR_SERVER, N_("The provider is down or gave an invalid answer") },
  { 503, SY_ERROR_SERVER, N_("The provider is not available now") },
  { 504, SY_ERROR_SERVER, N_("The provider took too long") },
  { 524, SY_ERROR_SERVER, N_("The provider took too long") },
  { 529, SY_ERROR_SERVER, N_("The provider is overloaded") },
};

static const Row any_client_error = {
  0, SY_ERROR_BAD_REQUEST, N_("The server refused the request"),
};
static const Row any_server_error = {
  0, SY_ERROR_SERVER, N_("The provider has a problem"),
};
static const Row any_other_status = {
  0, SY_ERROR_PROTOCOL, N_("The server gave an answer that is none of this API"),
};

/* What a body says, before anything is redacted or cut. */
typedef struct
{
  guint  code;
  char  *words;
  char  *provider;
} Finding;

static void find_in_node (Finding  *finding,
                          JsonNode *node,
                          guint     depth);

static const Row *
find_row (guint status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].status == status)
        return &rows[i];
    }

  if (status >= 400 && status < 500)
    return &any_client_error;
  if (status == 0 || (status >= 500 && status < 600))
    return &any_server_error;

  return &any_other_status;
}

static gboolean
is_markup (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '<';
}

static void
take_words (Finding    *finding,
            const char *text)
{
  if (finding->words != NULL || text == NULL || is_markup (text))
    return;
  if (text[strspn (text, " \t\r\n")] != '\0')
    finding->words = g_strdup (text);
}

/* "code" is the status for OpenRouter and llama.cpp, as a number or its text,
 * and a word for OpenAI. */
static void
take_code (Finding    *finding,
           JsonObject *error)
{
  gint64 code = sy_json_get_int (error, "code", 0);

  if (finding->code == 0 && code >= 400 && code <= 599)
    finding->code = (guint) code;
}

static void
find_in_text (Finding    *finding,
              const char *text,
              guint       depth)
{
  g_autoptr(JsonNode) node = NULL;
  char first;

  if (text == NULL)
    return;

  first = text[strspn (text, " \t\r\n")];
  if (first == '{' || first == '[')
    node = sy_json_parse (text, -1, NULL);
  if (node != NULL)
    find_in_node (finding, node, depth + 1);
  else
    take_words (finding, text);
}

/* OpenRouter says only "Provider returned error"; what happened is in
 * metadata.raw: text, JSON as text, or an object. */
static void
find_in_metadata (Finding    *finding,
                  JsonObject *error,
                  guint       depth)
{
  JsonObject *metadata = sy_json_get_object (error, "metadata");
  const char *message = sy_json_get_string (error, "message");

  if (metadata == NULL)
    return;

  if (finding->provider == NULL)
    finding->provider = sy_json_dup_string (metadata, "provider_name");
  if (message == NULL || g_ascii_strcasecmp (message, "Provider returned error") != 0)
    return;

  if (sy_json_get_object (metadata, "raw") != NULL)
    find_in_node (finding, json_object_get_member (metadata, "raw"), depth + 1);
  else
    find_in_text (finding, sy_json_get_string (metadata, "raw"), depth);
}

static void
find_in_choices (Finding    *finding,
                 JsonObject *object,
                 guint       depth)
{
  JsonObject *choice = sy_json_array_object (sy_json_get_array (object, "choices"), 0);

  if (choice != NULL && json_object_has_member (choice, "error"))
    find_in_node (finding, json_object_get_member (choice, "error"), depth + 1);
}

/* Some proxies answer an object of one member, whatever they call it. */
static void
find_only_member (Finding    *finding,
                  JsonObject *object)
{
  g_autoptr(GList) members = NULL;

  if (json_object_get_size (object) != 1)
    return;

  members = json_object_get_members (object);
  take_words (finding, sy_json_get_string (object, members->data));
}

static void
find_in_object (Finding    *finding,
                JsonObject *object,
                guint       depth)
{
  static const char *const names[] = { "message", "detail", "title", "error" };

  take_code (finding, object);
  if (json_object_has_member (object, "error"))
    find_in_node (finding, json_object_get_member (object, "error"), depth + 1);
  find_in_metadata (finding, object, depth);
  find_in_choices (finding, object, depth);

  for (gsize i = 0; i < G_N_ELEMENTS (names) && finding->words == NULL; i++)
    take_words (finding, sy_json_get_string (object, names[i]));
  if (finding->words == NULL)
    find_only_member (finding, object);
}

static void
find_in_node (Finding  *finding,
              JsonNode *node,
              guint     depth)
{
  if (node == NULL || depth > MAX_NESTING)
    return;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      find_in_object (finding, json_node_get_object (node), depth);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      /* Gemini's layer for OpenAI clients wraps the error into an array. */
      if (json_array_get_length (array) > 0)
        find_in_node (finding, json_array_get_element (array, 0), depth + 1);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      find_in_text (finding, json_node_get_string (node), depth);
    }
}

/* One line, redacted and bounded. */
static char *
polish (SyRedact   *redact,
        const char *text,
        gsize       max_chars)
{
  g_autofree char *clean = NULL;

  if (text == NULL)
    return NULL;

  clean = sy_redact_text (redact, text, -1);
  for (char *p = clean; *p != '\0'; p++)
    {
      if (g_ascii_iscntrl (*p))
        *p = ' ';
    }

  return sy_utf8_ellipsize (g_strstrip (clean), max_chars);
}

static char *
make_message (const Row  *row,
              guint       status,
              const char *provider,
              const char *words,
              gboolean    markup)
{
  const char *title = _(row->title);

  if (words != NULL && provider != NULL)
    /* Translators: what happened, who says so, and the words of the server. */
    return g_strdup_printf (_("%1$s. %2$s says: %3$s"), title, provider, words);
  if (words != NULL)
    /* Translators: what happened, and the words of the server. */
    return g_strdup_printf (_("%1$s: %2$s"), title, words);
  if (markup && status < 500)
    /* Translators: what happened. */
    return g_strdup_printf (_("%s. It answered with a web page instead of JSON, so the API base "
                              "may be wrong"), title);
  if (status != 0)
    /* Translators: what happened, and the number of the HTTP status. */
    return g_strdup_printf (_("%1$s (HTTP status %2$u)"), title, status);

  return g_strdup (title);
}

static GError *
make_error (guint       status,
            int         retry_after,
            const char *body,
            gsize       length,
            SyRedact   *redact)
{
  g_autoptr(SyRedact) shapes_only = NULL;
  g_autofree char *valid = sy_utf8_make_valid (body, (gssize) MIN (length, MAX_BODY));
  g_autofree char *safe_body = NULL;
  g_autofree char *provider = NULL;
  g_autofree char *words = NULL;
  g_autofree char *message = NULL;
  g_autofree char *bounded = NULL;
  SyErrorFacts facts = { 0 };
  Finding finding = { 0 };
  const Row *row;

  if (redact == NULL)
    redact = shapes_only = sy_redact_new ();

  find_in_text (&finding, valid, 0);
  if (status == 0)
    status = finding.code;
  row = find_row (status);

  safe_body = sy_redact_text (redact, valid, -1);
  if (strlen (safe_body) > MAX_BODY)
    safe_body[sy_utf8_complete (safe_body, MAX_BODY)] = '\0';
  provider = polish (redact, finding.provider, MAX_PROVIDER);
  words = polish (redact, finding.words, MAX_WORDS);
  message = make_message (row, status, provider, words, is_markup (valid));
  bounded = sy_utf8_ellipsize (message, MAX_MESSAGE);

  facts.status = status;
  facts.retry_after = retry_after;
  facts.provider = provider;
  facts.body = safe_body;

  g_free (finding.words);
  g_free (finding.provider);

  return sy_error_new_facts (row->code, bounded, &facts);
}

/**
 * sy_http_error_from_status:
 * @status: HTTP status that is no success
 * @retry_after: seconds of the Retry-After header, -1 without one
 * @body: (nullable) (array length=length): what the server sent with it
 * @length: bytes of @body; what is over 1 MB is not looked at
 * @redact: (nullable): takes keys out of everything; %NULL knows only their
 *   shapes
 *
 * Makes an answer that is an error into something a person can read: what
 * happened, and the server's own words when there are some.  Understands the
 * bodies of OpenRouter, OpenAI, llama.cpp and what looks like them; HTML is
 * never shown.
 *
 * Returns: (transfer full): a #SyError with its facts
 */
GError *
sy_http_error_from_status (guint       status,
                           int         retry_after,
                           const char *body,
                           gsize       length,
                           SyRedact   *redact)
{
  g_return_val_if_fail (status != 0, NULL);
  g_return_val_if_fail (body != NULL || length == 0, NULL);
  g_return_val_if_fail (redact == NULL || SY_IS_REDACT (redact), NULL);

  return make_error (status, retry_after, body != NULL ? body : "", length, redact);
}

/**
 * sy_http_error_from_body:
 * @body: (array length=length): an event or a document that reports an error
 * @length: bytes of @body
 * @redact: (nullable): as in sy_http_error_from_status()
 *
 * The same for an error under HTTP status 200.  Its "code" stands for the
 * status when it is one.
 *
 * Returns: (transfer full): a #SyError with its facts
 */
GError *
sy_http_error_from_body (const char *body,
                         gsize       length,
                         SyRedact   *redact)
{
  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail (redact == NULL || SY_IS_REDACT (redact), NULL);

  return make_error (0, -1, body, length, redact);
}
