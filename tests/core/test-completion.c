/* test-completion.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "completion-fixture.h"

#include "sy-error.h"

#include <string.h>

typedef struct
{
  const char *file;
  gsize       text;
  gsize       reasoning;
  guint       tool_calls;
  int         code;
  const char *reason;
  const char *message;
} Capture;

static const Capture captures[] = {
  { "llama-stream.txt", 60, 0, 0, -1, "stop", NULL },
  { "llama-length.txt", 22, 0, 0, -1, "length", NULL },
  { "llama-ping.txt", 18, 0, 0, -1, "length", NULL },
  { "llama-think-stream.txt", 28, 32, 0, -1, "stop", NULL },
  { "llama-tool-stream.txt", 0, 0, 9, -1, "tool_calls", NULL },
  { "llama-midstream-error-a.txt", 1330, 0, 0, SY_ERROR_TOO_LONG, NULL,
    "The conversation is too long: Context size has been exceeded." },
  { "llama-toolong.txt", 0, 0, 0, SY_ERROR_TOO_LONG, NULL,
    "The conversation is too long: request (8010 tokens) exceeds the available context size "
    "(1024 tokens), try increasing it" },
  { "llama-wrongkey.txt", 0, 0, 0, SY_ERROR_AUTH, NULL,
    "The API key was not accepted: Invalid API Key" },
  { "llama-loading-health.txt", 0, 0, 0, SY_ERROR_LOADING, NULL,
    "The server is still loading the model: Loading model" },
  { "aimock-402.txt", 0, 0, 0, SY_ERROR_PAYMENT, NULL,
    "Out of credits: Insufficient credits. Add more using https://openrouter.ai/credits" },
  { "aimock-429.txt", 0, 0, 0, SY_ERROR_RATE_LIMITED, NULL,
    "Too many requests: Rate limit reached for gpt-4o in organization org-x on requests per min "
    "(RPM): Limit 3, Used 3, Requested 1. Please try again in 20s." },
  { "portkey-down.txt", 0, 0, 0, SY_ERROR_SERVER, NULL,
    "The provider has a problem: Message: fetch failed Cause: Error: bad port Name: TypeError" },

  /* Answers of another API. */
  { "llama-models.txt", 0, 0, 0, SY_ERROR_PROTOCOL, NULL, NULL },
  { "aimock-models.txt", 0, 0, 0, SY_ERROR_PROTOCOL, NULL, NULL },
  { "aimock-anthropic.txt", 0, 0, 0, SY_ERROR_PROTOCOL, NULL, NULL },
  { "aimock-ollama-chat.txt", 0, 0, 0, SY_ERROR_PROTOCOL, NULL, NULL },
  { "aimock-ollama-tags.txt", 0, 0, 0, SY_ERROR_PROTOCOL, NULL, NULL },
};

static char *
load_capture (const char *name,
              gsize      *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "captures", name, NULL);
  g_autoptr(GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);

  return bytes;
}

static void
test_captures (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (captures); i++)
    {
      const Capture *capture = &captures[i];
      g_auto(Fixture) fixture = { 0 };
      g_autofree char *bytes = NULL;
      gsize length;

      g_test_message ("%s", capture->file);
      fixture_init (&fixture);
      bytes = load_capture (capture->file, &length);
      fixture_run (&fixture, bytes, length);

      fixture_assert_outcome (&fixture, capture->code, capture->reason);
      g_assert_cmpuint (fixture.text->len, ==, capture->text);
      g_assert_cmpuint (fixture.reasoning->len, ==, capture->reasoning);
      g_assert_cmpuint (fixture.tool_calls, ==, capture->tool_calls);
      if (capture->message != NULL)
        g_assert_cmpstr (sy_completion_get_error (fixture.completion)->message, ==,
                         capture->message);
    }
}

static void
test_facts (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_auto(Fixture) limited = { 0 };
  g_autofree char *bytes = NULL;
  const SyUsage *usage;
  SyErrorFacts facts;
  gsize length;

  fixture_init (&fixture);
  bytes = load_capture ("llama-tool-stream.txt", &length);
  fixture_run (&fixture, bytes, length);
  usage = sy_completion_get_usage (fixture.completion);
  g_assert_cmpint (usage->prompt_tokens, ==, 166);
  g_assert_cmpint (usage->completion_tokens, ==, 25);
  g_assert_cmpint (usage->cached_tokens, ==, 57);
  g_assert_cmpstr (sy_completion_get_served_model (fixture.completion), ==, "tiny-tool");

  fixture_init (&limited);
  g_clear_pointer (&bytes, g_free);
  bytes = load_capture ("aimock-429.txt", &length);
  fixture_run (&limited, bytes, length);
  facts = sy_error_get_facts (sy_completion_get_error (limited.completion));
  g_assert_cmpuint (facts.status, ==, 429);
  g_assert_cmpint (facts.retry_after, ==, 20);
  g_assert_nonnull (strstr (facts.body, "rate_limit_exceeded"));
}

/* A capture cut at many places: an error before its first event, then interrupted
 * with the text so far, after the finish reason complete. */
static void
test_cut (void)
{
  g_autofree char *bytes = NULL;
  const char *body;
  const char *reason;
  gsize length;

  bytes = load_capture ("llama-stream.txt", &length);
  body = strstr (bytes, "\r\n\r\n") + 4;
  reason = strstr (bytes, "\"finish_reason\":\"stop\"");
  g_assert_nonnull (reason);

  for (gsize at = 1; at < length; at += 61)
    {
      g_auto(Fixture) fixture = { 0 };
      const GError *error;

      fixture_init (&fixture);
      fixture_run (&fixture, bytes, at);
      error = sy_completion_get_error (fixture.completion);

      /* libsoup takes cut headers for whole ones: then the answer was empty. */
      if (bytes + at < body)
        g_assert_true (g_error_matches (error, SY_ERROR, SY_ERROR_NETWORK) ||
                       g_error_matches (error, SY_ERROR, SY_ERROR_PROTOCOL));
      else if (bytes + at > body + strlen ("xxx\r\ndata: "))
        g_assert_no_error (error);

      if (bytes + at < reason)
        g_assert_null (sy_completion_get_finish_reason (fixture.completion));
      else if (bytes + at > reason + 400)
        g_assert_cmpstr (sy_completion_get_finish_reason (fixture.completion), ==, "stop");
    }
}

typedef struct
{
  const char *what;
  const char *bytes;
  int         code;
  const char *reason;
  const char *text;
} Answer;

static const Answer answers[] = {
  { "stream", RAW_OK_STREAM TEXT ("a") TEXT ("b") FINISH ("stop") DONE, -1, "stop", "ab" },
  { "[DONE] without text", RAW_OK_STREAM DONE, -1, NULL, "" },
  { "comments only", RAW_OK_STREAM ": ping\n\n: ping\n\n", -1, NULL, "" },
  { "another 2xx", HEAD ("201 Created", "text/event-stream") TEXT ("a") FINISH ("stop"), -1,
    "stop", "a" },
  { "document", HEAD ("200 OK", "application/json") " {\"model\":\"m\",\"choices\":[{\"message\":"
    "{\"content\":\"whole\"},\"finish_reason\":\"stop\"}]}", -1, "stop", "whole" },
  { "cut document", HEAD ("200 OK", "application/json") "{\"choices\":[{\"mess",
    SY_ERROR_PROTOCOL, NULL, "" },
  { "error in a document", HEAD ("200 OK", "application/json")
    "{\"error\":{\"code\":402,\"message\":\"pay\"},\"user_id\":\"u\"}", SY_ERROR_PAYMENT, NULL, "" },
  { "error in the stream", RAW_OK_STREAM TEXT ("a") EVENT ("{\"error\":{\"code\":502,\"message\":"
    "\"boom\"},\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}")
    TEXT ("b") DONE, SY_ERROR_SERVER, NULL, "a" },
  { "first event is an error", RAW_OK_STREAM EVENT ("{\"error\":{\"code\":401,\"message\":"
    "\"Key " FIXTURE_KEY "\"}}"), SY_ERROR_AUTH, NULL, "" },
  { "html", HEAD ("200 OK", "text/html") "<!DOCTYPE html><html>", SY_ERROR_WRONG_BASE, NULL, "" },
  { "nothing", RAW_OK_STREAM, SY_ERROR_PROTOCOL, NULL, "" },
  { "no content", "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", SY_ERROR_PROTOCOL, NULL,
    "" },
  { "words", HEAD ("200 OK", "text/plain") "Ollama is running", SY_ERROR_PROTOCOL, NULL, "" },
  { "redirect", "HTTP/1.1 302 Found\r\nLocation: https://login.example/x\r\n"
    "Content-Length: 0\r\n\r\n", SY_ERROR_REDIRECT, NULL, "" },
  { "redirect without host", "HTTP/1.1 307 Moved\r\nLocation: /v2\r\nContent-Length: 0\r\n\r\n",
    SY_ERROR_REDIRECT, NULL, "" },
  { "redirect to nowhere", "HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n",
    SY_ERROR_REDIRECT, NULL, "" },
  { "html under 404", HEAD ("404 Not Found", "text/html") "<html>nginx</html>",
    SY_ERROR_WRONG_BASE, NULL, "" },
  { "empty under 500", HEAD ("500 Oh", "text/html"), SY_ERROR_SERVER, NULL, "" },
  { "cut error body", "HTTP/1.1 402 Pay\r\nContent-Length: 500\r\n\r\n{\"error\":{\"mess",
    SY_ERROR_PAYMENT, NULL, "" },
  { "key in an error", HEAD ("401 No", "application/json") "{\"error\":{\"message\":\"Bad " FIXTURE_KEY
    "\"}}", SY_ERROR_AUTH, NULL, "" },
  { "no http", "SSH-2.0-OpenSSH_9.9\r\n", -2, NULL, "" },
};

static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const Answer *answer = &answers[i];
      g_auto(Fixture) fixture = { 0 };

      g_test_message ("%s", answer->what);
      fixture_init (&fixture);
      fixture_run (&fixture, answer->bytes, strlen (answer->bytes));

      if (answer->code == -2)
        g_assert_nonnull (sy_completion_get_error (fixture.completion));
      else
        fixture_assert_outcome (&fixture, answer->code, answer->reason);
      g_assert_cmpstr (fixture.text->str, ==, answer->text);
      g_assert_cmpuint (raw_server_get_n_requests (fixture.server), ==, 1);
    }
}

static void
test_redirect_names_the_host (void)
{
  g_auto(Fixture) fixture = { 0 };
  const char *bytes = "HTTP/1.1 302 Found\r\nLocation: https://login.example/x\r\n"
                      "Content-Length: 0\r\n\r\n";

  fixture_init (&fixture);
  fixture_run (&fixture, bytes, strlen (bytes));
  g_assert_cmpstr (sy_completion_get_error (fixture.completion)->message, ==,
                   "The API base answered with a redirect to login.example. It may be wrong");
  g_assert_cmpuint (sy_error_get_facts (sy_completion_get_error (fixture.completion)).status, ==,
                    302);
}

static void
test_refused_connection (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *api_base = NULL;
  RawServer *gone = raw_server_new ();

  fixture_init (&fixture);
  api_base = raw_server_dup_url (gone, "/v1");
  raw_server_free (gone);
  g_assert_true (sy_provider_set_api_base (fixture.provider, api_base, NULL));

  fixture_start (&fixture);
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, SY_ERROR_REFUSED, NULL);
}

static void
test_request (void)
{
  g_auto(Fixture) fixture = { 0 };
  const char *bytes = RAW_OK_STREAM TEXT ("a") FINISH ("stop");
  g_autofree char *request = NULL;

  fixture_init (&fixture);
  fixture_run (&fixture, bytes, strlen (bytes));
  request = raw_server_dup_request (fixture.server, 0);

  g_assert_true (g_str_has_prefix (request, "POST /v1/chat/completions HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "Authorization: Bearer " FIXTURE_KEY "\r\n"));
  g_assert_nonnull (strstr (request, "Accept: text/event-stream\r\n"));
  g_assert_nonnull (strstr (request, "Content-Type: application/json\r\n"));
  g_assert_nonnull (strstr (request, "\r\n\r\n{\"model\":\"some/model\",\"messages\":[{\"role\":"
                                     "\"user\",\"content\":\"Hello\"}],\"stream\":true,"));
}

static void
test_no_key (void)
{
  g_auto(Fixture) fixture = { 0 };
  const char *bytes = RAW_OK_STREAM TEXT ("a") FINISH ("stop");
  g_autoptr(SyRequest) request = sy_request_new ("m", NULL, SY_DIALECT_GENERIC);
  g_autofree char *sent = NULL;

  fixture_init (&fixture);
  fixture_serve (&fixture, bytes, strlen (bytes));
  sy_completion_start (fixture.completion, fixture.provider, NULL, request);
  fixture_finish (&fixture);
  sent = raw_server_dup_request (fixture.server, 0);
  g_assert_null (strstr (sent, "Authorization"));
}

/* What is changed after the start is for the next request. */
static void
test_values_are_taken (void)
{
  g_auto(Fixture) fixture = { 0 };
  const char *bytes = RAW_OK_STREAM TEXT ("a") FINISH ("stop");

  fixture_init (&fixture);
  fixture_serve (&fixture, bytes, strlen (bytes));
  fixture_start (&fixture);
  g_assert_true (sy_provider_set_api_base (fixture.provider, "https://other.example/v1", NULL));
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, -1, "stop");
}

/* The reply is seen growing, and the states come in order. */
static void
test_states (void)
{
  static const RawStep steps[] = {
    { RAW_HOLD, NULL, 0, 0 },
    { RAW_SEND, RAW_OK_STREAM ": ping\n\n", 0, 0 },
    { RAW_HOLD, NULL, 0, 0 },
    { RAW_SEND, EVENT ("{\"model\":\"m\"}") TEXT ("first"), 0, 0 },
    { RAW_HOLD, NULL, 0, 0 },
    { RAW_SEND, TEXT (" second") FINISH ("stop") DONE, 0, 0 },
    { RAW_CLOSE, NULL, 0, 0 },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
  fixture_wait (&fixture, fixture_has_request);
  g_assert_cmpint (sy_completion_get_state (fixture.completion), ==, SY_COMPLETION_CONNECTING);

  raw_server_release (fixture.server);
  fixture_wait (&fixture, fixture_is_waiting);
  support_spin_for (50);
  g_assert_true (fixture_is_waiting (&fixture));

  raw_server_release (fixture.server);
  fixture_wait (&fixture, fixture_has_delta);
  support_spin_for (50);
  g_assert_cmpint (sy_completion_get_state (fixture.completion), ==, SY_COMPLETION_STREAMING);
  g_assert_cmpstr (fixture.text->str, ==, "first");
  g_assert_cmpuint (fixture.finished, ==, 0);

  raw_server_release (fixture.server);
  fixture_finish (&fixture);
  g_assert_cmpstr (fixture.text->str, ==, "first second");
}

/* Bytes one by one: every split there is. */
static void
test_slowly (void)
{
  static const RawStep steps[] = {
    { RAW_SEND_SLOWLY, RAW_OK_STREAM TEXT ("hé🎉") FINISH ("stop") DONE, 0, 0 },
    { RAW_CLOSE, NULL, 0, 0 },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, -1, "stop");
  g_assert_cmpstr (fixture.text->str, ==, "hé🎉");
}

/* A connection that breaks is an error only when nothing came before. */
static void
test_reset (void)
{
  static const RawStep before[] = {
    { RAW_SEND, RAW_OK_STREAM, 0, 0 },
    { RAW_WAIT, NULL, 0, 20 },
    { RAW_RESET, NULL, 0, 0 },
  };
  static const RawStep after[] = {
    { RAW_SEND, RAW_OK_STREAM TEXT ("a"), 0, 0 },
    { RAW_HOLD, NULL, 0, 0 },
    { RAW_RESET, NULL, 0, 0 },
  };
  g_auto(Fixture) early = { 0 };
  g_auto(Fixture) late = { 0 };

  fixture_init (&early);
  fixture_start_steps (&early, before, G_N_ELEMENTS (before));
  fixture_finish (&early);
  fixture_assert_outcome (&early, SY_ERROR_NETWORK, NULL);

  fixture_init (&late);
  fixture_start_steps (&late, after, G_N_ELEMENTS (after));
  fixture_wait (&late, fixture_has_delta);
  raw_server_release (late.server);
  fixture_finish (&late);
  fixture_assert_outcome (&late, -1, NULL);
  g_assert_cmpstr (late.text->str, ==, "a");
}

/* An endless line ends at 24 MB, and the connection with it. */
static void
test_endless_line (void)
{
  static const char *const starts[] = {
    RAW_OK_STREAM "data: ", RAW_OK_STREAM "x", RAW_OK_STREAM "{\"a\":\"",
  };
  g_autofree char *block = g_strnfill (1024 * 1024, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_auto(Fixture) fixture = { 0 };
      RawStep steps[32];

      steps[0] = (RawStep) { RAW_SEND, starts[i], 0, 0 };
      for (gsize j = 1; j < G_N_ELEMENTS (steps) - 1; j++)
        steps[j] = (RawStep) { RAW_SEND, block, 1024 * 1024, 0 };
      steps[G_N_ELEMENTS (steps) - 1] = (RawStep) { RAW_WAIT_CLOSE, NULL, 0, 0 };

      fixture_init (&fixture);
      fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
      fixture_finish (&fixture);
      fixture_assert_outcome (&fixture, SY_ERROR_TOO_LARGE, NULL);
      g_assert_cmpuint (fixture.deltas, ==, 0);
    }
}

static void
test_huge_error (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *block = g_strnfill (1024 * 1024, 'a');
  RawStep steps[6];

  steps[0] = (RawStep) { RAW_SEND, HEAD ("500 Oh", "text/plain"), 0, 0 };
  for (gsize i = 1; i < G_N_ELEMENTS (steps) - 1; i++)
    steps[i] = (RawStep) { RAW_SEND, block, 1024 * 1024, 0 };
  steps[G_N_ELEMENTS (steps) - 1] = (RawStep) { RAW_WAIT_CLOSE, NULL, 0, 0 };

  fixture_init (&fixture);
  fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, SY_ERROR_SERVER, NULL);
  g_assert_cmpuint (strlen (sy_error_get_facts (sy_completion_get_error (fixture.completion)).body),
                    ==, 1024 * 1024);
}

/* Silence is an error even after text: nobody knows whether more would come. */
static void
test_silence (void)
{
  static const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM TEXT ("a"), 0, 0 },
    { RAW_WAIT_CLOSE, NULL, 0, 0 },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
  fixture_wait (&fixture, fixture_has_delta);
  support_spin_for (50);
  sy_fake_clock_advance (fixture.clock, 121000);
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, SY_ERROR_TIMEOUT, NULL);
  g_assert_cmpstr (fixture.text->str, ==, "a");
  g_assert_true (support_spin_until (fixture_is_closed, &fixture, 1000));
}

/* Some servers keep the line open and say nothing more, not even "[DONE]". */
static void
test_silence_after_reason (void)
{
  static const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM TEXT ("a") FINISH ("stop"), 0, 0 },
    { RAW_WAIT_CLOSE, NULL, 0, 0 },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
  fixture_wait (&fixture, fixture_has_delta);
  support_spin_for (50);
  sy_fake_clock_advance (fixture.clock, 121000);
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, -1, "stop");
  g_assert_cmpstr (fixture.text->str, ==, "a");
}

/* Of a text that could still become "<think>" nothing is lost. */
static void
test_silence_after_angle (void)
{
  static const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM TEXT ("a") TEXT ("1 <"), 0, 0 },
    { RAW_WAIT_CLOSE, NULL, 0, 0 },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
  fixture_wait (&fixture, fixture_has_delta);
  support_spin_for (50);
  sy_fake_clock_advance (fixture.clock, 121000);
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, SY_ERROR_TIMEOUT, NULL);
  g_assert_cmpstr (fixture.text->str, ==, "a1 <");
}

/* The computer slept in the middle of a reply, and its connection did not outlive that. */
static void
test_sleep (void)
{
  static const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM TEXT ("a"), 0, 0 },
    { RAW_WAIT_CLOSE, NULL, 0, 0 },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
  fixture_wait (&fixture, fixture_has_delta);
  support_spin_for (50);
  sy_fake_clock_sleep (fixture.clock, 3600 * 1000);
  sy_fake_clock_advance (fixture.clock, 3000);
  sy_fake_clock_advance (fixture.clock, 10000);
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, -1, NULL);
  g_assert_cmpstr (fixture.text->str, ==, "a");
  g_assert_true (support_spin_until (fixture_is_closed, &fixture, 1000));
}

/* After [DONE] the connection is closed, though the server keeps it open. */
static void
test_done_closes (void)
{
  static const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM TEXT ("a") FINISH ("stop") DONE, 0, 0 },
    { RAW_WAIT_CLOSE, NULL, 0, 0 },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, -1, "stop");
  g_assert_true (support_spin_until (fixture_is_closed, &fixture, 1000));
}

/* Two at once do not disturb each other, and stopping one leaves the other. */
static void
test_two (void)
{
  static const RawStep held[] = {
    { RAW_SEND, RAW_OK_STREAM TEXT ("a"), 0, 0 },
    { RAW_HOLD, NULL, 0, 0 },
    { RAW_SEND, TEXT ("b") FINISH ("stop") DONE, 0, 0 },
    { RAW_CLOSE, NULL, 0, 0 },
  };
  g_auto(Fixture) one = { 0 };
  g_auto(Fixture) two = { 0 };

  fixture_init (&one);
  fixture_init (&two);
  fixture_start_steps (&one, held, G_N_ELEMENTS (held));
  fixture_start_steps (&two, held, G_N_ELEMENTS (held));
  fixture_wait (&one, fixture_has_delta);
  fixture_wait (&two, fixture_has_delta);

  sy_completion_cancel (one.completion);
  fixture_finish (&one);
  raw_server_release (two.server);
  fixture_finish (&two);
  fixture_assert_outcome (&two, -1, "stop");
  g_assert_cmpstr (two.text->str, ==, "ab");
  g_assert_cmpstr (one.text->str, ==, "a");
}

static void
test_properties (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *reason = NULL;
  g_autofree char *served = NULL;
  g_autoptr(SyUsage) usage = NULL;
  g_autoptr(GError) error = NULL;
  SyCompletionState state;
  const char *bytes = RAW_OK_STREAM EVENT ("{\"model\":\"m\",\"usage\":{\"prompt_tokens\":3}}")
                      TEXT ("a") FINISH ("stop");

  fixture_init (&fixture);
  g_assert_null (sy_completion_get_usage (fixture.completion));
  g_assert_null (sy_completion_get_served_model (fixture.completion));
  fixture_run (&fixture, bytes, strlen (bytes));

  g_object_get (fixture.completion, "state", &state, "finish-reason", &reason, "usage", &usage,
                "served-model", &served, "error", &error, NULL);
  g_assert_cmpint (state, ==, SY_COMPLETION_FINISHED);
  g_assert_cmpstr (reason, ==, "stop");
  g_assert_cmpstr (served, ==, "m");
  g_assert_cmpint (usage->prompt_tokens, ==, 3);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/completion/captures", test_captures);
  g_test_add_func ("/completion/facts", test_facts);
  g_test_add_func ("/completion/cut", test_cut);
  g_test_add_func ("/completion/answers", test_answers);
  g_test_add_func ("/completion/redirect-names-the-host", test_redirect_names_the_host);
  g_test_add_func ("/completion/refused-connection", test_refused_connection);
  g_test_add_func ("/completion/request", test_request);
  g_test_add_func ("/completion/no-key", test_no_key);
  g_test_add_func ("/completion/values-are-taken", test_values_are_taken);
  g_test_add_func ("/completion/states", test_states);
  g_test_add_func ("/completion/done-closes", test_done_closes);
  g_test_add_func ("/completion/slowly", test_slowly);
  g_test_add_func ("/completion/reset", test_reset);
  g_test_add_func ("/completion/silence", test_silence);
  g_test_add_func ("/completion/silence/after-reason", test_silence_after_reason);
  g_test_add_func ("/completion/silence/after-angle", test_silence_after_angle);
  g_test_add_func ("/completion/sleep", test_sleep);
  g_test_add_func ("/completion/endless-line", test_endless_line);
  g_test_add_func ("/completion/huge-error", test_huge_error);
  g_test_add_func ("/completion/two", test_two);
  g_test_add_func ("/completion/properties", test_properties);

  return g_test_run ();
}
