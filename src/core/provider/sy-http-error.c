/* sy-http-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-http-error"

#include "config.h"

#include "sy-http-error.h"

#include "sy-error.h"
#include "sy-error-finding.h"
#include "sy-error-numbers.h"
#include "sy-error-rules.h"
#include "sy-utf8.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BODY        (1024 * 1024)
#define MAX_WORDS       400
#define MAX_MESSAGE     500
#define MAX_NAME        80
#define MAX_FLAGGED     100
#define MAX_MODELS      8
#define MAX_REASONS     8
#define MAX_RETRY_AFTER 86400
#define MAX_DATE        64

typedef struct
{
  SyError     code;
  guint       status;
  const char *title;
} Row;

/* The first that fits counts; 0 is any status. */
static const Row rows[] = {
  { SY_ERROR_AUTH, 0, N_("The API key was not accepted") },
  { SY_ERROR_PAYMENT, 0, N_("Out of credits") },
  { SY_ERROR_FORBIDDEN, 0, N_("The server does not allow this request") },
  { SY_ERROR_MODERATION, 0, N_("The content was flagged") },
  { SY_ERROR_REGION, 0, N_("This is not offered in your region") },
  { SY_ERROR_NOT_FOUND, 0, N_("The server knows no such model or address") },
  { SY_ERROR_NO_MODEL, 0, N_("The server offers no such model") },
  { SY_ERROR_NO_ENDPOINT, 0, N_("Nobody serves this model for this request") },
  { SY_ERROR_DATA_POLICY, 0, N_("The privacy settings of the account rule out this model") },
  { SY_ERROR_PARAMETER, 0, N_("The model does not support a parameter") },
  { SY_ERROR_TOO_LONG, 0, N_("The conversation is too long") },
  { SY_ERROR_RATE_LIMITED, 0, N_("Too many requests") },
  { SY_ERROR_QUOTA, 0, N_("The limit of the account is used up") },
  { SY_ERROR_LOADING, 0, N_("The server is still loading the model") },
  { SY_ERROR_WRONG_BASE, 405, N_("The API base does not accept chat requests") },
  { SY_ERROR_WRONG_BASE, 0, N_("There is no API at the API base") },
  { SY_ERROR_PROXY, 0, N_("The proxy asks for a password") },
  { SY_ERROR_SERVER, 408, N_("The provider took too long") },
  { SY_ERROR_SERVER, 502, N_("The provider is down or gave an invalid answer") },
  { SY_ERROR_SERVER, 503, N_("The provider is not available now") },
  { SY_ERROR_SERVER, 504, N_("The provider took too long") },
  { SY_ERROR_SERVER, 524, N_("The provider took too long") },
  { SY_ERROR_SERVER, 529, N_("The provider is overloaded") },
  { SY_ERROR_SERVER, 0, N_("The provider has a problem") },
  { SY_ERROR_BAD_REQUEST, 0, N_("The server refused the request") },
  { SY_ERROR_PROTOCOL, 0, N_("The server gave an answer that is none of this API") },
};

static const char *
find_title (SyError code,
            guint   status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].code == code && (rows[i].status == 0 || rows[i].status == status))
        return _(rows[i].title);
    }

  return _("The server gave an answer that is none of this API");
}

/* Marks that turn the direction of the text around them, or have no look at all, but
 * for those that join letters. */
static gboolean
is_invisible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return (type == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d) ||
         type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
         type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* Where a web page begins in @text. */
static gsize
find_page (const char *text)
{
  static const char *const starts[] = { "<html", "<!doctype", "<head", "<body" };
  gsize length = strlen (text);

  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
        {
          if (g_ascii_strncasecmp (p, starts[i], strlen (starts[i])) == 0)
            return p - text;
        }
    }

  return length;
}

/* One line, redacted and bounded; NULL when nothing is left. */
static char *
polish (SyRedact   *redact,
        const char *text,
        gsize       max_chars)
{
  g_autofree char *clean = NULL;
  g_autoptr(GString) line = NULL;
  gboolean gap = FALSE;

  if (text == NULL)
    return NULL;

  clean = sy_redact_text (redact, text, -1);
  clean[find_page (clean)] = '\0';
  line = g_string_new (NULL);
  for (const char *p = clean; *p != '\0' && line->len < MAX_BODY; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || is_invisible (c))
        {
          gap = TRUE;
          continue;
        }
      if (gap && line->len > 0)
        g_string_append_c (line, ' ');
      gap = FALSE;
      g_string_append_unichar (line, c);
    }

  return line->len > 0 ? sy_utf8_ellipsize (line->str, max_chars) : NULL;
}

static GStrv
polish_list (SyRedact  *redact,
             GPtrArray *items,
             guint      max_items)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (items->len == 0)
    return NULL;

  for (guint i = 0; i < MIN (items->len, max_items); i++)
    {
      char *item = polish (redact, g_ptr_array_index (items, i), MAX_NAME);

      if (item != NULL)
        g_strv_builder_take (builder, item);
    }

  return g_strv_builder_end (builder);
}

/* An id is whole or none: what redacting changed was no id. */
static GStrv
pick_models (SyRedact  *redact,
             GPtrArray *models)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (models->len == 0)
    return NULL;

  for (guint i = 0; i < MIN (models->len, MAX_MODELS); i++)
    {
      const char *id = g_ptr_array_index (models, i);
      g_autofree char *clean = sy_redact_text (redact, id, -1);

      if (g_str_equal (id, clean))
        g_strv_builder_add (builder, id);
    }

  return g_strv_builder_end (builder);
}

static char *
dup_words (SyRedact             *redact,
           const SyErrorFinding *finding)
{
  char *words = polish (redact, sy_error_finding_get_words (finding), MAX_WORDS);
  g_autofree char *flagged = polish (redact, finding->flagged, MAX_FLAGGED);
  char *both;

  if (words == NULL || flagged == NULL)
    return words;

  /* Translators: the words of a server, and what it flagged in the conversation */
  both = g_strdup_printf (_("%1$s (flagged: “%2$s”)"), words, flagged);
  g_free (words);

  return both;
}

static gint64
find_tokens (const SyErrorFinding *finding,
             SyError               code)
{
  const char *words = sy_error_finding_get_words (finding);

  if (code == SY_ERROR_PAYMENT)
    return sy_error_numbers_get_affordable (words);
  if (code != SY_ERROR_TOO_LONG)
    return -1;
  if (finding->n_context >= 0 && finding->n_prompt > finding->n_context)
    return finding->n_prompt - finding->n_context;

  return sy_error_numbers_get_excess (words);
}

static char *
make_message (SyError               code,
              const SyErrorFacts   *facts,
              const SyErrorFinding *finding)
{
  const char *title = find_title (code, facts->status);

  if (facts->words != NULL && facts->provider != NULL)
    /* Translators: what happened, who says so, and the words of the server. */
    return g_strdup_printf (_("%1$s. %2$s says: %3$s"), title, facts->provider, facts->words);
  if (facts->words != NULL)
    /* Translators: what happened, and the words of the server. */
    return g_strdup_printf (_("%1$s: %2$s"), title, facts->words);
  if (finding->is_markup && code == SY_ERROR_WRONG_BASE)
    return g_strdup (_("The server answered with a web page instead of JSON, so the API base may "
                       "be wrong"));
  if (facts->status != 0)
    /* Translators: what happened, and the number of the HTTP status. */
    return g_strdup_printf (_("%1$s (HTTP status %2$u)"), title, facts->status);

  return g_strdup (title);
}

static GError *
make_error (guint       status,
            int         retry_after,
            const char *body,
            gsize       length,
            SyRedact   *known)
{
  g_autoptr(SyRedact) redact = known != NULL ? g_object_ref (known) : sy_redact_new ();
  g_autofree char *valid = sy_utf8_make_valid (body, (gssize) MIN (length, MAX_BODY));
  g_autoptr(SyErrorFinding) finding = sy_error_finding_new (valid);
  g_autofree char *safe_body = sy_redact_text (redact, valid, -1);
  g_autofree char *provider = polish (redact, finding->provider, MAX_NAME);
  g_autofree char *words = dup_words (redact, finding);
  g_auto(GStrv) models = pick_models (redact, finding->models);
  g_auto(GStrv) reasons = polish_list (redact, finding->reasons, MAX_REASONS);
  g_autofree char *parameter = NULL;
  g_autofree char *message = NULL;
  g_autofree char *bounded = NULL;
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;
  SyError code;

  if (strlen (safe_body) > MAX_BODY)
    safe_body[sy_utf8_complete (safe_body, MAX_BODY)] = '\0';

  facts.status = sy_error_rules_find_status (finding, status);
  code = sy_error_rules_judge (finding, facts.status);
  if (code == SY_ERROR_PARAMETER)
    parameter = polish (redact, sy_error_rules_find_parameter (finding), MAX_NAME);

  facts.retry_after = retry_after >= 0 ? retry_after : finding->retry_after;
  facts.provider = provider;
  facts.body = safe_body;
  facts.tokens = find_tokens (finding, code);
  facts.words = words;
  facts.parameter = parameter;
  facts.models = (const char *const *) models;
  facts.reasons = (const char *const *) reasons;
  facts.upstream = finding->upstream;

  message = make_message (code, &facts, finding);
  bounded = sy_utf8_ellipsize (message, MAX_MESSAGE);

  return sy_error_new_facts (code, bounded, &facts);
}

static int
find_month (const char *name)
{
  static const char *const months[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    {
      if (g_ascii_strcasecmp (months[i], name) == 0)
        return (int) i + 1;
    }

  return 0;
}

static int
parse_number (const char *text)
{
  guint64 number;

  return g_ascii_string_to_unsigned (text, 10, 0, 9999, &number, NULL) ? (int) number : -1;
}

/* The three shapes of RFC 9110, 5.6.7, which differ in the order and in what stands
 * between: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" and
 * "Sun Nov  6 08:49:37 1994". */
static GDateTime *
parse_http_date (const char *text)
{
  g_auto(GStrv) pieces = g_strsplit_set (text, " ,-:", -1);
  const char *words[7] = { NULL };
  gsize n_words = 0;
  gboolean month_first;
  int year;

  for (gsize i = 0; pieces[i] != NULL && n_words < G_N_ELEMENTS (words); i++)
    {
      if (*pieces[i] != '\0')
        words[n_words++] = pieces[i];
    }

  if (n_words < G_N_ELEMENTS (words))
    return NULL;

  month_first = find_month (words[1]) != 0;
  year = parse_number (words[month_first ? 6 : 3]);
  if (year >= 0 && year < 100)
    year += year < 70 ? 2000 : 1900;

  return g_date_time_new_utc (year,
                              find_month (words[month_first ? 1 : 2]),
                              parse_number (words[month_first ? 2 : 1]),
                              parse_number (words[month_first ? 3 : 4]),
                              parse_number (words[month_first ? 4 : 5]),
                              parse_number (words[month_first ? 5 : 6]));
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
 * The same for an error under HTTP status 200.  Its "code" or "type" stands for
 * the status when it is one.
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

/**
 * sy_http_error_parse_retry_after:
 * @header: (nullable): value of a Retry-After header
 * @now_us: wall clock, in microseconds since 1970
 *
 * Source: RFC 9110, 10.2.3.
 *
 * Returns: the seconds to wait, 0 when that time is over and a day at most; -1
 *   without a header that says how long
 */
int
sy_http_error_parse_retry_after (const char *header,
                                 gint64      now_us)
{
  g_autoptr(GDateTime) date = NULL;
  guint64 seconds;
  gint64 wait;

  if (header == NULL || strlen (header) > MAX_DATE)
    return -1;

  if (g_ascii_string_to_unsigned (header, 10, 0, G_MAXUINT64, &seconds, NULL))
    return (int) MIN (seconds, MAX_RETRY_AFTER);

  date = parse_http_date (header);
  if (date == NULL)
    return -1;

  wait = g_date_time_to_unix (date) - now_us / G_USEC_PER_SEC;

  return (int) CLAMP (wait, 0, MAX_RETRY_AFTER);
}
