/* sy-health-answer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-health-answer"

#include "config.h"

#include "sy-health-answer.h"

#include "sy-answer-error.h"
#include "sy-error.h"
#include "sy-http-error.h"
#include "sy-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
has_error (JsonObject *object)
{
  JsonNode *error = json_object_get_member (object, "error");

  return error != NULL && !JSON_NODE_HOLDS_NULL (error);
}

/* OpenAI's form, Ollama's and Gemini's own, and Together's bare array. */
static gboolean
is_model_list (JsonNode *node)
{
  JsonObject *object = sy_json_node_object (node);

  return sy_json_node_array (node) != NULL ||
         sy_json_get_array (object, "data") != NULL ||
         sy_json_get_array (object, "models") != NULL;
}

static gboolean
has_words (const GError *error,
           const char   *piece)
{
  const char *words = sy_error_get_facts (error).words;
  g_autofree char *lower = words != NULL ? g_ascii_strdown (words, -1) : NULL;

  return lower != NULL && strstr (lower, piece) != NULL;
}

static gboolean
is_listed (guint        status,
           const guint *refused,
           guint        n_refused)
{
  for (guint i = 0; i < n_refused; i++)
    {
      if (refused[i] == status)
        return TRUE;
    }

  return FALSE;
}

/* A 400 is about the key only where it says so: "Incorrect API key provided" is xAI's. */
static gboolean
is_refusal (const GError *error,
            const guint  *refused,
            guint         n_refused)
{
  guint status = sy_error_get_facts (error).status;

  if (g_error_matches (error, SY_ERROR, SY_ERROR_AUTH))
    return TRUE;
  if (!is_listed (status, refused, n_refused))
    return FALSE;
  if (status == 400)
    return has_words (error, "api key");

  return g_error_matches (error, SY_ERROR, SY_ERROR_FORBIDDEN) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_BAD_REQUEST);
}

/* OpenAI's restricted keys can chat, but not read the list: "Missing scopes: ...". */
static gboolean
is_limit (const GError *error)
{
  return g_error_matches (error, SY_ERROR, SY_ERROR_FORBIDDEN) &&
         has_words (error, "missing scopes");
}

static GError *
as_refusal (GError *error)
{
  g_autoptr(GError) owned = error;
  SyErrorFacts facts;

  if (g_error_matches (owned, SY_ERROR, SY_ERROR_AUTH))
    return g_steal_pointer (&owned);

  facts = sy_error_get_facts (owned);

  return sy_error_new_facts (SY_ERROR_AUTH, _("The API key was not accepted"), &facts);
}

static GError *
new_error (SyFetchAnswer *answer,
           SyHealthShape  shape,
           SyRedact      *redact)
{
  if (sy_answer_is_redirect (answer->stream))
    return sy_answer_error_new_redirect (answer->stream, redact);

  if (sy_answer_is_success (answer->stream) && shape == SY_HEALTH_SHAPE_ERROR)
    return sy_http_error_from_body ((const char *) answer->body->data, answer->body->len, redact);

  return sy_answer_error_new (answer->stream, answer->body, redact);
}

/**
 * sy_health_answer_find_shape:
 * @body: the body of an answer
 * @path: what was asked for: "models" is a list, all else an object
 *
 * A pure function: it may run in a thread, as the lists of some are megabytes long.
 *
 * Returns: what the body looks like
 */
SyHealthShape
sy_health_answer_find_shape (GByteArray *body,
                             const char *path)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object = NULL;

  g_return_val_if_fail (body != NULL, SY_HEALTH_SHAPE_OTHER);
  g_return_val_if_fail (path != NULL, SY_HEALTH_SHAPE_OTHER);

  if (body->len > 0)
    node = sy_json_parse ((const char *) body->data, body->len, NULL);

  object = sy_json_node_object (node);

  if (object != NULL && has_error (object))
    return SY_HEALTH_SHAPE_ERROR;

  if (g_str_has_suffix (path, "models") ? is_model_list (node) : object != NULL)
    return SY_HEALTH_SHAPE_GOOD;

  return SY_HEALTH_SHAPE_OTHER;
}

/**
 * sy_health_answer_judge:
 * @answer: what a server answered
 * @shape: what the body of @answer looks like
 * @refused: (array length=n_refused) (nullable): statuses that mean "key refused" there
 * @n_refused: how many
 * @redact: takes keys out of errors
 * @error: return location: why it is not good; %SY_ERROR_AUTH when the key was refused
 *
 * Returns: what the answer means
 */
SyHealthVerdict
sy_health_answer_judge (SyFetchAnswer  *answer,
                        SyHealthShape   shape,
                        const guint    *refused,
                        guint           n_refused,
                        SyRedact       *redact,
                        GError        **error)
{
  g_autoptr(GError) found = NULL;

  g_return_val_if_fail (answer != NULL, SY_HEALTH_VERDICT_BAD);
  g_return_val_if_fail (SY_IS_REDACT (redact), SY_HEALTH_VERDICT_BAD);
  g_return_val_if_fail (error == NULL || *error == NULL, SY_HEALTH_VERDICT_BAD);

  if (sy_answer_is_success (answer->stream) && shape == SY_HEALTH_SHAPE_GOOD)
    return SY_HEALTH_VERDICT_GOOD;

  found = new_error (answer, shape, redact);

  if (is_limit (found))
    return SY_HEALTH_VERDICT_LIMITED;

  if (is_refusal (found, refused, n_refused))
    {
      g_propagate_error (error, as_refusal (g_steal_pointer (&found)));
      return SY_HEALTH_VERDICT_REFUSED;
    }

  g_propagate_error (error, g_steal_pointer (&found));
  return SY_HEALTH_VERDICT_BAD;
}
