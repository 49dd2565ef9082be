/* test-http-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-http-error.h"

#include "sy-error.h"

#include <string.h>

#define KEY "hunter2/0123456789abcdef"

typedef struct
{
  guint       status;
  const char *body;
  SyError     code;
  const char *message;
} Case;

static const Case cases[] = {
  { 400, "{\"error\":{\"code\":400,\"message\":\"x is not a valid model ID\"}}",
    SY_ERROR_NO_MODEL, "The server offers no such model: x is not a valid model ID" },
  { 401, "{\"error\":{\"message\":\"No auth credentials found\",\"code\":401}}",
    SY_ERROR_AUTH, "The API key was not accepted: No auth credentials found" },
  { 402, "", SY_ERROR_PAYMENT, "Out of credits (HTTP status 402)" },
  { 403, "{\"error\":\"no\"}", SY_ERROR_FORBIDDEN, "The server does not allow this request: no" },
  { 404, "<html><body>nginx</body></html>", SY_ERROR_WRONG_BASE,
    "The server answered with a web page instead of JSON, so the API base may be wrong" },
  { 404, "", SY_ERROR_WRONG_BASE, "There is no API at the API base (HTTP status 404)" },
  { 405, "", SY_ERROR_WRONG_BASE, "The API base does not accept chat requests (HTTP status 405)" },
  { 408, "", SY_ERROR_SERVER, "The provider took too long (HTTP status 408)" },
  { 413, "", SY_ERROR_TOO_LONG, "The conversation is too long (HTTP status 413)" },
  { 418, "plain words", SY_ERROR_BAD_REQUEST, "The server refused the request: plain words" },
  { 422, "{\"detail\":\"bad\"}", SY_ERROR_BAD_REQUEST, "The server refused the request: bad" },
  { 429, "{\"error\":{\"message\":\"wait\"}}", SY_ERROR_RATE_LIMITED, "Too many requests: wait" },
  { 500, "\n<!DOCTYPE html>", SY_ERROR_SERVER, "The provider has a problem (HTTP status 500)" },
  { 502, "{\"error\":{\"message\":\"<html>bad gateway</html>\"}}", SY_ERROR_SERVER,
    "The provider is down or gave an invalid answer (HTTP status 502)" },
  { 503, "{\"title\":\"busy\",\"status\":503}", SY_ERROR_SERVER,
    "The provider is not available now: busy" },
  { 524, "", SY_ERROR_SERVER, "The provider took too long (HTTP status 524)" },
  { 529, "", SY_ERROR_SERVER, "The provider is overloaded (HTTP status 529)" },
  { 599, "{}", SY_ERROR_SERVER, "The provider has a problem (HTTP status 599)" },
  { 101, "", SY_ERROR_PROTOCOL,
    "The server gave an answer that is none of this API (HTTP status 101)" },

  /* Bodies that are nothing. */
  { 500, "{\"error\":null}", SY_ERROR_SERVER, "The provider has a problem (HTTP status 500)" },
  { 500, "{\"error\":{\"message\":7}}", SY_ERROR_SERVER,
    "The provider has a problem (HTTP status 500)" },
  { 500, "[]", SY_ERROR_SERVER, "The provider has a problem (HTTP status 500)" },
  { 500, "   ", SY_ERROR_SERVER, "The provider has a problem (HTTP status 500)" },

  /* The status counts, not what the body calls it. */
  { 401, "{\"error\":{\"code\":500,\"message\":\"m\"}}", SY_ERROR_AUTH,
    "The API key was not accepted: m" },
};

static void
test_status (void)
{
  SyRedact *redact = sy_redact_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error =
        sy_http_error_from_status (cases[i].status, 20, cases[i].body, strlen (cases[i].body),
                                   redact);
      SyErrorFacts facts = sy_error_get_facts (error);

      g_assert_error (error, SY_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpuint (facts.status, ==, cases[i].status);
      g_assert_cmpint (facts.retry_after, ==, 20);
      g_assert_cmpstr (facts.body, ==, cases[i].body);
      g_assert_null (facts.provider);
    }

  g_assert_finalize_object (redact);
}

static void
test_no_body (void)
{
  g_autoptr(GError) error = sy_http_error_from_status (503, -1, NULL, 0, NULL);
  SyErrorFacts facts = sy_error_get_facts (error);

  g_assert_error (error, SY_ERROR, SY_ERROR_SERVER);
  g_assert_cmpint (facts.retry_after, ==, -1);
  g_assert_cmpstr (facts.body, ==, "");
}

/* OpenRouter's "Provider returned error", with what is behind it in each shape. */
static void
test_behind_a_router (void)
{
  static const char *const raws[] = {
    "\"overheated\"",
    "\"{\\\"error\\\":{\\\"message\\\":\\\"overheated\\\"}}\"",
    "\"{\\\"message\\\":\\\"overheated\\\"}\"",
    "\"{\\\"detail\\\":\\\"overheated\\\"}\"",
    "\"{\\\"error\\\":\\\"overheated\\\"}\"",
    "{\"error\":{\"message\":\"overheated\"}}",
    "\"[{\\\"error\\\":{\\\"message\\\":\\\"overheated\\\"}}]\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (raws); i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{\"error\":{\"code\":502,\"message\":\"Provider returned error\","
                         "\"metadata\":{\"provider_name\":\"Acme\\n\",\"raw\":%s}}}", raws[i]);
      g_autoptr(GError) error = sy_http_error_from_body (body, strlen (body), NULL);

      g_assert_error (error, SY_ERROR, SY_ERROR_SERVER);
      g_assert_cmpstr (error->message, ==,
                       "The provider is down or gave an invalid answer. Acme says: overheated");
      g_assert_cmpstr (sy_error_get_facts (error).provider, ==, "Acme");
      g_assert_cmpuint (sy_error_get_facts (error).status, ==, 502);
    }
}

static void
test_router_says_nothing (void)
{
  const char *body = "{\"error\":{\"code\":502,\"message\":\"Provider returned error\","
                     "\"metadata\":{\"provider_name\":\"Acme\",\"raw\":\"<html>\"}}}";
  g_autoptr(GError) error = sy_http_error_from_body (body, strlen (body), NULL);

  g_assert_cmpstr (error->message, ==,
                   "The provider is down or gave an invalid answer. Acme says: "
                   "Provider returned error");
}

static void
test_nested_without_end (void)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (body, "{\"error\":");
  g_string_append (body, "\"deep\"");
  for (guint i = 0; i < 500; i++)
    g_string_append (body, "}");

  error = sy_http_error_from_body (body->str, body->len, NULL);
  g_assert_error (error, SY_ERROR, SY_ERROR_SERVER);
  g_assert_cmpstr (error->message, ==, "The provider has a problem");
}

static void
test_redacted (void)
{
  const char *body = "{\"error\":{\"message\":\"Key " KEY " is\\nodd\",\"code\":401}}";
  SyRedact *redact = sy_redact_new ();
  g_autoptr(GError) error = NULL;

  sy_redact_add_key (redact, KEY);
  error = sy_http_error_from_status (401, -1, body, strlen (body), redact);

  g_assert_null (strstr (error->message, KEY));
  g_assert_null (strstr (sy_error_get_facts (error).body, KEY));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (error->message, "odd"));
  g_assert_finalize_object (redact);
}

static void
test_bounded (void)
{
  g_autofree char *words = g_strnfill (5000, 'w');
  g_autofree char *body = g_strdup_printf ("{\"error\":{\"message\":\"%s\"}}", words);
  g_autofree char *huge = g_malloc (3 * 1024 * 1024);
  g_autoptr(GError) error = sy_http_error_from_status (500, -1, body, strlen (body), NULL);
  g_autoptr(GError) binary = NULL;

  g_assert_cmpint (g_utf8_strlen (error->message, -1), <=, 500);
  g_assert_true (g_str_has_suffix (error->message, "…"));
  g_assert_cmpstr (sy_error_get_facts (error).body, ==, body);

  memset (huge, 0xff, 3 * 1024 * 1024);
  binary = sy_http_error_from_status (500, -1, huge, 3 * 1024 * 1024, NULL);
  g_assert_true (g_utf8_validate (binary->message, -1, NULL));
  g_assert_true (g_utf8_validate (sy_error_get_facts (binary).body, -1, NULL));
  g_assert_cmpuint (strlen (sy_error_get_facts (binary).body), <=, 1024 * 1024);
}

typedef struct
{
  const char *body;
  guint       status;
  SyError     code;
} BodyCase;

static void
test_body_codes (void)
{
  static const BodyCase bodies[] = {
    { "{\"error\":{\"code\":402,\"message\":\"m\"}}", 402, SY_ERROR_PAYMENT },
    { "{\"error\":{\"code\":\"402\",\"message\":\"m\"}}", 402, SY_ERROR_PAYMENT },
    { "{\"error\":{\"code\":\"odd\",\"message\":\"m\"}}", 0, SY_ERROR_SERVER },
    { "{\"error\":{\"code\":200,\"message\":\"m\"}}", 0, SY_ERROR_SERVER },
    { "{\"error\":{\"code\":99999999999,\"message\":\"m\"}}", 0, SY_ERROR_SERVER },
    { "{\"error\":{\"message\":\"m\"},\"code\":401}", 401, SY_ERROR_AUTH },
    { "[{\"error\":{\"code\":429,\"message\":\"m\"}}]", 429, SY_ERROR_RATE_LIMITED },
    { "{\"choices\":[{\"error\":{\"code\":503,\"message\":\"m\"}}]}", 503, SY_ERROR_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GError) error =
        sy_http_error_from_body (bodies[i].body, strlen (bodies[i].body), NULL);

      g_assert_error (error, SY_ERROR, (int) bodies[i].code);
      g_assert_cmpuint (sy_error_get_facts (error).status, ==, bodies[i].status);
      g_assert_true (g_str_has_suffix (error->message, ": m"));
    }
}

typedef struct
{
  const char *header;
  int         seconds;
} RetryAfterCase;

static void
test_retry_after (void)
{
  /* 1994-11-06T08:49:00Z */
  static const gint64 now = G_GINT64_CONSTANT (784111740) * G_USEC_PER_SEC;
  static const RetryAfterCase headers[] = {
    { "0", 0 },
    { "20", 20 },
    { "86400", 86400 },
    { "999999999999", 86400 },
    { "Sun, 06 Nov 1994 08:49:37 GMT", 37 },
    { "Sunday, 06-Nov-94 08:49:37 GMT", 37 },
    { "Sun Nov  6 08:49:37 1994", 37 },
    { "Sun Nov 16 08:49:37 1994", 86400 },
    { "Sun, 06 Nov 1994 08:48:37 GMT", 0 },
    { "Sun, 06 Nov 2094 08:49:37 GMT", 86400 },

    { NULL, -1 },
    { "", -1 },
    { " ", -1 },
    { "-1", -1 },
    { "1.5", -1 },
    { "20 seconds", -1 },
    { "99999999999999999999999999", -1 },
    { "Sun, 31 Feb 1994 08:49:37 GMT", -1 },
    { "Sun, 06 Nov 1994 25:49:37 GMT", -1 },
    { "Sun, 06 Nov 99999999 08:49:37 GMT", -1 },
    { "Sun, 06 Foo 1994 08:49:37 GMT", -1 },
    { "Sun, 06 Nov 1994", -1 },
    { "a b c d e f g h i j", -1 },
    { ",,,,,,,::::----", -1 },
    { "Sun, 06 Nov 1994 08:49:37 GMT and a lot that no date has behind it, so it is none", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    g_assert_cmpint (sy_http_error_parse_retry_after (headers[i].header, now), ==,
                     headers[i].seconds);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/http-error/status", test_status);
  g_test_add_func ("/http-error/no-body", test_no_body);
  g_test_add_func ("/http-error/behind-a-router", test_behind_a_router);
  g_test_add_func ("/http-error/router-says-nothing", test_router_says_nothing);
  g_test_add_func ("/http-error/nested-without-end", test_nested_without_end);
  g_test_add_func ("/http-error/redacted", test_redacted);
  g_test_add_func ("/http-error/bounded", test_bounded);
  g_test_add_func ("/http-error/body-codes", test_body_codes);
  g_test_add_func ("/http-error/retry-after", test_retry_after);

  return g_test_run ();
}
