/* sy-error-rules.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-error-rules"

#include "config.h"

#include "sy-error-rules.h"

#include "sy-utf8.h"

#include <string.h>

/* Bytes of a speech that are compared; what counts stands at the start. */
#define MAX_COMPARED 1000

typedef enum
{
  SAID_BY_OWN = 0,
  SAID_BY_ANY,
} Speaker;

typedef struct
{
  guint       status;
  const char *tag;
  const char *words;
  SyError     code;
  Speaker     speaker;
} Rule;

typedef struct
{
  const char *tag;
  guint       status;
} Standing;

typedef struct
{
  guint   status;
  SyError code;
} StatusRow;

typedef struct
{
  const char *text;
  const char *name;
} Parameter;

/* The first that fits counts.  A @tag is compared as a whole, @words are in lower case
 * and may have any text around; both may have "*" in them, and 0 or NULL fits
 * everything.  What the provider behind a router says is about the request, not about
 * the account: only a few rules listen to it. */
static const Rule rules[] = {
  /* OpenRouter's "availability" and "metadata" */
  { 0, "wrong_endpoint", NULL, SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 0, "model_deprecated", NULL, SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 0, "free_variant_ended", NULL, SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 0, "model_unavailable_upstream", NULL, SY_ERROR_NO_ENDPOINT, SAID_BY_OWN },
  { 0, "constraint_filtered", NULL, SY_ERROR_NO_ENDPOINT, SAID_BY_OWN },
  { 0, "privacy_restricted", NULL, SY_ERROR_DATA_POLICY, SAID_BY_OWN },
  { 0, "region_restricted", NULL, SY_ERROR_REGION, SAID_BY_OWN },
  { 0, "capacity_exhausted", NULL, SY_ERROR_RATE_LIMITED, SAID_BY_OWN },
  { 0, "temporarily_unavailable", NULL, SY_ERROR_SERVER, SAID_BY_OWN },
  { 0, NULL, "data policy", SY_ERROR_DATA_POLICY, SAID_BY_OWN },
  { 0, NULL, "no endpoints found", SY_ERROR_NO_ENDPOINT, SAID_BY_OWN },
  { 0, NULL, "no endpoints available", SY_ERROR_NO_ENDPOINT, SAID_BY_OWN },
  { 0, NULL, "no allowed providers", SY_ERROR_NO_ENDPOINT, SAID_BY_OWN },
  { 0, "no_endpoints", NULL, SY_ERROR_NO_ENDPOINT, SAID_BY_OWN },
  { 403, NULL, "key limit exceeded", SY_ERROR_PAYMENT, SAID_BY_OWN },

  /* The key: a 400 at Gemini */
  { 0, "invalid_api_key", NULL, SY_ERROR_AUTH, SAID_BY_OWN },
  { 0, "API_KEY_*", NULL, SY_ERROR_AUTH, SAID_BY_OWN },
  { 400, NULL, "api key not valid", SY_ERROR_AUTH, SAID_BY_OWN },
  { 400, NULL, "api key expired", SY_ERROR_AUTH, SAID_BY_OWN },

  /* The terms, at Groq */
  { 0, "model_terms_required", NULL, SY_ERROR_FORBIDDEN, SAID_BY_OWN },

  /* The place */
  { 0, "unsupported_country_region_territory", NULL, SY_ERROR_REGION, SAID_BY_ANY },
  { 0, NULL, "location is not supported", SY_ERROR_REGION, SAID_BY_ANY },
  { 403, NULL, "not available in your", SY_ERROR_REGION, SAID_BY_OWN },
  { 403, NULL, "region*not supported", SY_ERROR_REGION, SAID_BY_OWN },

  /* The content; "content_filter" and ResponsibleAIPolicyViolation are Azure's. */
  { 0, "content_policy_violation", NULL, SY_ERROR_MODERATION, SAID_BY_ANY },
  { 0, "content_filter", NULL, SY_ERROR_MODERATION, SAID_BY_ANY },
  { 0, "ResponsibleAIPolicyViolation", NULL, SY_ERROR_MODERATION, SAID_BY_ANY },
  { 0, "refusal", NULL, SY_ERROR_MODERATION, SAID_BY_OWN },
  { 403, NULL, "flagged", SY_ERROR_MODERATION, SAID_BY_OWN },
  { 400, NULL, "was flagged", SY_ERROR_MODERATION, SAID_BY_OWN },

  /* The length; a 413 at Groq, a 429 at OpenAI, a 400 nearly everywhere, and llama.cpp
   * also runs out of it in the middle of a reply. */
  { 0, "context_length_exceeded", NULL, SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, "token_limit_exceeded", NULL, SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, "string_too_long", NULL, SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, "string_above_max_length", NULL, SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, "exceed_context_size_error", NULL, SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, "payload_too_large", NULL, SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, "request_too_large", NULL, SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 413, NULL, NULL, SY_ERROR_TOO_LONG, SAID_BY_OWN },
  { 429, NULL, "request too large for", SY_ERROR_TOO_LONG, SAID_BY_OWN },
  { 0, NULL, "maximum context length", SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, NULL, "maximum prompt length", SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, NULL, "exceeds the available context size", SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, NULL, "context size has been exceeded", SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, NULL, "prompt is too long", SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, NULL, "exceed context limit", SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, NULL, "input token count*exceeds", SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, NULL, "too large for model with*maximum context", SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, NULL, "loaded with context length of only", SY_ERROR_TOO_LONG, SAID_BY_ANY },
  { 0, NULL, "reduce the length of the messages", SY_ERROR_TOO_LONG, SAID_BY_ANY },

  /* The account */
  { 0, "insufficient_quota", NULL, SY_ERROR_QUOTA, SAID_BY_OWN },
  { 0, "billing_hard_limit_reached", NULL, SY_ERROR_QUOTA, SAID_BY_OWN },
  { 429, NULL, "free-models-per-day", SY_ERROR_QUOTA, SAID_BY_OWN },
  { 429, "*PerDay*", NULL, SY_ERROR_QUOTA, SAID_BY_OWN },
  { 429, NULL, "requests per day", SY_ERROR_QUOTA, SAID_BY_OWN },
  { 429, NULL, "tokens per day", SY_ERROR_QUOTA, SAID_BY_OWN },
  { 0, "billing_error", NULL, SY_ERROR_PAYMENT, SAID_BY_OWN },
  { 0, "payment_required", NULL, SY_ERROR_PAYMENT, SAID_BY_OWN },
  { 400, NULL, "credit balance is too low", SY_ERROR_PAYMENT, SAID_BY_OWN },

  /* One parameter */
  { 0, "unsupported_parameter", NULL, SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, "unsupported_value", NULL, SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, "unknown_parameter", NULL, SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, "extra_forbidden", NULL, SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, NULL, "unsupported parameter", SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, NULL, "unsupported value", SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, NULL, "unrecognized request argument", SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, NULL, "unknown name*cannot find field", SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, NULL, "extra inputs are not permitted", SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, NULL, "does not support*parameter", SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 0, NULL, "does not support thinking", SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 400, NULL, "is unsupported", SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 400, NULL, "is not supported", SY_ERROR_PARAMETER, SAID_BY_ANY },
  { 400, NULL, "is deprecated for this model", SY_ERROR_PARAMETER, SAID_BY_ANY },

  /* The address; llama.cpp, OpenAI, Express, Go and FastAPI know no such path. */
  { 404, NULL, "file not found", SY_ERROR_WRONG_BASE, SAID_BY_OWN },
  { 404, NULL, "invalid url", SY_ERROR_WRONG_BASE, SAID_BY_OWN },
  { 404, NULL, "cannot post", SY_ERROR_WRONG_BASE, SAID_BY_OWN },
  { 404, NULL, "404 page not found", SY_ERROR_WRONG_BASE, SAID_BY_OWN },
  { 404, NULL, "route*not found", SY_ERROR_WRONG_BASE, SAID_BY_OWN },

  /* The model; "try pulling" is Ollama's, invalid_model Mistral's, "not exist"
   * DeepSeek's and vLLM's. */
  { 0, "model_not_found", NULL, SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 0, "model_not_available", NULL, SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 0, "model_decommissioned", NULL, SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 0, "invalid_model", NULL, SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 0, NULL, "is not a valid model id", SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 0, NULL, "try pulling it", SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 400, NULL, "invalid model", SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 400, NULL, "model not exist", SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 404, NULL, "model*not exist", SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 404, NULL, "model*not found", SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 404, NULL, "no longer available", SY_ERROR_NO_MODEL, SAID_BY_OWN },
  { 404, "not_found_error", "model", SY_ERROR_NO_MODEL, SAID_BY_OWN },

  /* The moment; "Loading model" is llama.cpp's, "currently loading" that of Hugging
   * Face. */
  { 503, NULL, "loading model", SY_ERROR_LOADING, SAID_BY_ANY },
  { 503, NULL, "currently loading", SY_ERROR_LOADING, SAID_BY_ANY },
};

/* The status that a word stands for where no number is given, in the words of
 * OpenAI, Anthropic, OpenRouter's "error_type", and Gemini. */
static const Standing standings[] = {
  { "invalid_request_error", 400 }, { "authentication_error", 401 }, { "permission_error", 403 },
  { "not_found_error", 404 }, { "rate_limit_error", 429 }, { "rate_limit_exceeded", 429 },
  { "insufficient_quota", 429 }, { "api_error", 500 }, { "server_error", 500 },
  { "timeout_error", 504 }, { "overloaded_error", 529 }, { "unavailable_error", 503 },

  { "authentication", 401 }, { "permission_denied", 403 }, { "not_found", 404 },
  { "precondition_failed", 412 }, { "unprocessable", 422 }, { "invalid_request", 400 },
  { "invalid_prompt", 400 }, { "max_tokens_exceeded", 400 }, { "invalid_image", 400 },
  { "image_too_large", 400 }, { "image_too_small", 400 }, { "unsupported_image_format", 400 },
  { "image_download_failed", 400 }, { "image_not_found", 404 }, { "provider_overloaded", 503 },
  { "provider_unavailable", 502 }, { "server", 500 }, { "timeout", 504 }, { "unmapped", 500 },

  { "INVALID_ARGUMENT", 400 }, { "FAILED_PRECONDITION", 400 }, { "UNAUTHENTICATED", 401 },
  { "PERMISSION_DENIED", 403 }, { "NOT_FOUND", 404 }, { "RESOURCE_EXHAUSTED", 429 },
  { "INTERNAL", 500 }, { "UNAVAILABLE", 503 }, { "DEADLINE_EXCEEDED", 504 },
};

static const StatusRow statuses[] = {
  { 401, SY_ERROR_AUTH },
  { 402, SY_ERROR_PAYMENT },
  { 403, SY_ERROR_FORBIDDEN },
  { 404, SY_ERROR_NOT_FOUND },
  { 405, SY_ERROR_WRONG_BASE },
  { 407, SY_ERROR_PROXY },
  { 408, SY_ERROR_SERVER },
  { 429, SY_ERROR_RATE_LIMITED },
  { 451, SY_ERROR_REGION },
};

/* Parameters that are sent, as servers write them into a sentence.  "reasoning" is also
 * a word of the language. */
static const Parameter parameters[] = {
  { "temperature", "temperature" },
  { "top_p", "top_p" },
  { "max_tokens", "max_tokens" },
  { "max_completion_tokens", "max_completion_tokens" },
  { "reasoning_effort", "reasoning_effort" },
  { "'reasoning'", "reasoning" },
  { "\"reasoning\"", "reasoning" },
  { "`reasoning`", "reasoning" },
  { "reasoning.effort", "reasoning.effort" },
  { "does not support thinking", "reasoning_effort" },
  { "stream_options", "stream_options" },
  { "reasoning_details", "messages.reasoning_details" },
  { "reasoning_content", "messages.reasoning_content" },
};

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* Where @word stands as a whole one. */
static const char *
find_word (const char *text,
           const char *word)
{
  gsize length = strlen (word);

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    {
      if ((p == text || !is_word_char (p[-1])) && !is_word_char (p[length]))
        return p;
    }

  return NULL;
}

/* The first one is meant: "'max_tokens' is not supported, use 'max_completion_tokens'". */
static const char *
find_in_words (const char *words)
{
  const char *found = NULL;
  const char *first = NULL;

  if (words == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      const char *place = find_word (words, parameters[i].text);

      if (place != NULL && (first == NULL || place < first))
        {
          first = place;
          found = parameters[i].name;
        }
    }

  return found;
}

static gboolean
is_sent (const char *parameter)
{
  for (gsize i = 0; parameter != NULL && i < G_N_ELEMENTS (parameters); i++)
    {
      if (g_str_equal (parameters[i].name, parameter))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_tag (const SyErrorVoice *voice,
         const char         *pattern)
{
  for (guint i = 0; i < voice->tags->len; i++)
    {
      if (g_pattern_match_simple (pattern, g_ptr_array_index (voice->tags, i)))
        return TRUE;
    }

  return FALSE;
}

/* @words: in lower case */
static gboolean
has_words (const char *words,
           const char *piece)
{
  g_autofree char *pattern = NULL;

  if (words == NULL)
    return FALSE;
  if (strchr (piece, '*') == NULL)
    return strstr (words, piece) != NULL;

  pattern = g_strdup_printf ("*%s*", piece);

  return g_pattern_match_simple (pattern, words);
}

static char *
dup_compared (const SyErrorVoice *voice)
{
  g_autofree char *start = NULL;

  if (voice->words == NULL)
    return NULL;

  start = g_strndup (voice->words,
                     sy_utf8_complete (voice->words, strnlen (voice->words, MAX_COMPARED)));

  return g_ascii_strdown (start, -1);
}

static guint
find_standing (const SyErrorVoice *voice)
{
  for (guint i = 0; i < voice->tags->len; i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (standings); j++)
        {
          if (g_str_equal (standings[j].tag, g_ptr_array_index (voice->tags, i)))
            return standings[j].status;
        }
    }

  return 0;
}

/* "is not supported" says nothing when it is not about a parameter that is sent: it may
 * be pictures. */
static gboolean
is_sound (const SyErrorFinding *finding,
          const Rule           *rule)
{
  return rule->code != SY_ERROR_PARAMETER || rule->tag != NULL ||
         is_sent (sy_error_rules_find_parameter (finding));
}

static gboolean
fits (const Rule         *rule,
      guint               status,
      const SyErrorVoice *voice,
      const char         *words)
{
  return (rule->status == 0 || rule->status == status) &&
         (rule->tag == NULL || has_tag (voice, rule->tag)) &&
         (rule->words == NULL || has_words (words, rule->words));
}

static const Rule *
find_rule (const SyErrorFinding *finding,
           guint                 status)
{
  g_autofree char *own = dup_compared (&finding->own);
  g_autofree char *behind = dup_compared (&finding->behind);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];

      if ((fits (rule, status, &finding->own, own) ||
           (rule->speaker == SAID_BY_ANY && fits (rule, status, &finding->behind, behind))) &&
          is_sound (finding, rule))
        return rule;
    }

  return NULL;
}

/* A page, or a 404 without a word of an API: there is none at that address. */
static gboolean
is_no_api (const SyErrorFinding *finding,
           guint                 status)
{
  if (finding->is_markup)
    return status < 400 || status == 400 || status == 404 || status == 410;

  return status == 404 && (!finding->is_json || sy_error_finding_get_words (finding) == NULL ||
                           g_ascii_strcasecmp (sy_error_finding_get_words (finding),
                                               "not found") == 0);
}

static SyError
judge_status (guint status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      if (statuses[i].status == status)
        return statuses[i].code;
    }

  if (status >= 400 && status < 500)
    return SY_ERROR_BAD_REQUEST;
  if (status == 0 || (status >= 500 && status < 600))
    return SY_ERROR_SERVER;

  return SY_ERROR_PROTOCOL;
}

/**
 * sy_error_rules_find_status:
 * @finding: what a body says
 * @status: the HTTP status that came with it, 0 when that was a success
 *
 * Returns: @status, else the status in the body, as a number or as the word that stands
 *   for one; 0 without any
 */
guint
sy_error_rules_find_status (const SyErrorFinding *finding,
                            guint                 status)
{
  g_return_val_if_fail (finding != NULL, 0);

  if (status != 0)
    return status;

  return finding->status != 0 ? finding->status : find_standing (&finding->own);
}

/**
 * sy_error_rules_judge:
 * @finding: what a body says
 * @status: the status of sy_error_rules_find_status()
 *
 * Source: the references of the APIs, and what their servers were seen to say.
 *
 * Returns: what that means
 */
SyError
sy_error_rules_judge (const SyErrorFinding *finding,
                      guint                 status)
{
  const Rule *rule;

  g_return_val_if_fail (finding != NULL, SY_ERROR_PROTOCOL);

  rule = find_rule (finding, status);
  if (rule != NULL)
    return rule->code;
  if (finding->reasons->len > 0 && (status == 400 || status == 403))
    return SY_ERROR_MODERATION;
  if (is_no_api (finding, status))
    return SY_ERROR_WRONG_BASE;

  return judge_status (status);
}

/**
 * sy_error_rules_find_parameter:
 * @finding: what a body says
 *
 * Returns: (transfer none) (nullable): the parameter it is about, which may only be
 *   named in its words
 */
const char *
sy_error_rules_find_parameter (const SyErrorFinding *finding)
{
  const char *name;

  g_return_val_if_fail (finding != NULL, NULL);

  if (finding->parameter != NULL)
    return finding->parameter;

  name = find_in_words (finding->own.words);

  return name != NULL ? name : find_in_words (finding->behind.words);
}
