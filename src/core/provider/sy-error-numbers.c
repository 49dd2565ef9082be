/* sy-error-numbers.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-error-numbers"

#include "config.h"

#include "sy-error-numbers.h"

#include "sy-utf8.h"

#include <string.h>

/* Bytes; the numbers stand at the start. */
#define MAX_WORDS 1000

/* Of a number, with its commas; no model counts that far. */
#define MAX_DIGITS 15

#define HAVE "(?<have>[0-9][0-9,]*)"
#define MOST "(?<most>[0-9][0-9,]*)"

/* Each in the words of the server it is from. */
static const char *const excess_patterns[] = {
  /* OpenAI, OpenRouter, vLLM, xAI */
  "maximum (?:context|prompt) length is " MOST "\\b.*?"
  "(?:requested(?: about)?|resulted in|request has|contains) " HAVE "\\b",
  /* llama.cpp */
  "request \\(" HAVE " tokens\\) exceeds the available context size \\(" MOST " tokens\\)",
  /* Anthropic */
  HAVE " tokens? > " MOST "\\b",
  /* Gemini */
  "token count \\(" HAVE "\\) exceeds .*?\\(" MOST "\\)",
  /* Mistral */
  "contains " HAVE " tokens\\b.*? with " MOST " maximum context",
  /* LM Studio */
  "first " HAVE " tokens\\b.*?context length of only " MOST "\\b",
  /* Groq */
  "limit " MOST ", requested " HAVE "\\b",
};

static const char affordable_pattern[] = "can only afford " HAVE "\\b";

static GMatchInfo *
match (const char *pattern,
       const char *words)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_DOTALL, 0, NULL);
  GMatchInfo *info = NULL;

  g_assert (regex != NULL);

  if (!g_regex_match (regex, words, 0, &info))
    g_clear_pointer (&info, g_match_info_free);

  return info;
}

static gint64
fetch_number (const GMatchInfo *info,
              const char       *name)
{
  g_autofree char *text = g_match_info_fetch_named (info, name);
  g_auto(GStrv) groups = text != NULL ? g_strsplit (text, ",", -1) : NULL;
  g_autofree char *digits = groups != NULL ? g_strjoinv ("", groups) : NULL;

  if (digits == NULL || *digits == '\0' || strlen (digits) > MAX_DIGITS)
    return -1;

  return g_ascii_strtoll (digits, NULL, 10);
}

static char *
dup_start (const char *words)
{
  gsize length = strnlen (words, MAX_WORDS);

  return g_strndup (words, sy_utf8_complete (words, length));
}

/**
 * sy_error_numbers_get_affordable:
 * @words: (nullable): what a server said about money, valid UTF-8
 *
 * Returns: the tokens that can still be paid, in OpenRouter's words; -1 when they
 *   are not told
 */
gint64
sy_error_numbers_get_affordable (const char *words)
{
  g_autoptr(GMatchInfo) info = NULL;
  g_autofree char *start = NULL;

  if (words == NULL)
    return -1;

  start = dup_start (words);
  info = match (affordable_pattern, start);

  return info != NULL ? fetch_number (info, "have") : -1;
}

/**
 * sy_error_numbers_get_excess:
 * @words: (nullable): what a server said about something too long, valid UTF-8
 *
 * Returns: by how many tokens it is too long; -1 when that is not told
 */
gint64
sy_error_numbers_get_excess (const char *words)
{
  g_autofree char *start = NULL;

  if (words == NULL)
    return -1;

  start = dup_start (words);
  for (gsize i = 0; i < G_N_ELEMENTS (excess_patterns); i++)
    {
      g_autoptr(GMatchInfo) info = match (excess_patterns[i], start);
      gint64 have = info != NULL ? fetch_number (info, "have") : -1;
      gint64 most = info != NULL ? fetch_number (info, "most") : -1;

      if (have >= 0 && most >= 0)
        return have > most ? have - most : -1;
    }

  return -1;
}
