/* test-advice.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-advice.h"

#include "sy-error.h"
#include "sy-http-error.h"

#include <string.h>

#define KEY "hunter2/0123456789abcdef"

/* The last of its enumeration. */
#define LAST_CODE SY_ERROR_STORE

typedef struct
{
  GListModel *presets;
  SyPreset   *router;
  SyPreset   *custom;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char json[] =
    "{\"version\":1,\"presets\":["
    "{\"id\":\"router\",\"name\":\"OpenRouter\",\"api-base\":\"https://openrouter.ai/api/v1\","
    "\"model\":\"a/b\",\"suggested\":[],\"format\":\"openai-chat\",\"dialect\":\"openrouter\","
    "\"auth-header\":\"Authorization\",\"key\":\"required\",\"models-path\":\"models\","
    "\"key-page\":\"https://openrouter.ai/keys\","
    "\"credits-page\":\"https://openrouter.ai/credits\","
    "\"models-page\":\"https://openrouter.ai/models\","
    "\"privacy-page\":\"https://openrouter.ai/settings/privacy\","
    "\"local\":false,\"silence-seconds\":120},"
    "{\"id\":\"custom\",\"name\":\"Custom\",\"api-base\":\"\",\"model\":\"\",\"suggested\":[],"
    "\"format\":\"openai-chat\",\"dialect\":\"generic\",\"auth-header\":\"Authorization\","
    "\"key\":\"optional\",\"models-path\":\"models\",\"local\":false,"
    "\"silence-seconds\":120}]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, sizeof json - 1);
  g_autoptr(GError) error = NULL;

  fixture->presets = sy_preset_parse_list (bytes, &error);
  g_assert_no_error (error);
  fixture->router = sy_preset_list_find (fixture->presets, "router");
  fixture->custom = sy_preset_list_find (fixture->presets, "custom");
  g_assert_nonnull (fixture->router);
  g_assert_nonnull (fixture->custom);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->presets);
}

static GError *
make_error (SyError             code,
            const SyErrorFacts *facts)
{
  return sy_error_new_facts (code, "It did not work", facts);
}

/* One word per action, in their order. */
static char *
dup_actions (const SyAdvice *advice)
{
  static const char *const names[] = {
    "key-settings", "settings", "get-key", "credits", "page", "privacy", "model", "trust", "retry",
    "tokens",
  };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < advice->n_actions; i++)
    {
      g_assert_cmpuint (advice->actions[i], <, G_N_ELEMENTS (names));
      g_string_append_printf (line, "%s%s", i > 0 ? " " : "", names[advice->actions[i]]);
    }

  return g_string_free_and_steal (line);
}

static void
assert_sane_text (const char *text)
{
  static const char *const never[] = { "%", "  ", "..", " .", "(null)", "“”", "!", "\n", "lease" };

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_true (g_ascii_isupper (text[0]));
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    {
      if (strstr (text, never[i]) != NULL)
        g_error ("\"%s\" is in: %s", never[i], text);
    }
}

static void
assert_sane (const SyAdvice *advice)
{
  g_auto(GStrv) words = g_strsplit (advice->title, " ", -1);

  g_assert_cmpuint (g_strv_length (words), >=, 2);
  g_assert_cmpuint (g_strv_length (words), <=, 6);
  g_assert_false (g_str_has_suffix (advice->title, "."));
  assert_sane_text (advice->text);

  g_assert_cmpuint (advice->n_actions, >=, 1);
  g_assert_cmpuint (advice->n_actions, <=, 3);
  for (guint i = 0; i < advice->n_actions; i++)
    {
      g_autofree char *label = sy_advice_dup_label (advice, i);

      g_assert_cmpuint (strlen (label), >, 3);
      g_assert_null (strchr (label, '%'));
      for (guint j = 0; j < i; j++)
        g_assert_cmpint (advice->actions[i], !=, advice->actions[j]);
    }
}

static const char *const models[] = { "a/b", "c/d", NULL };
static const char *const reasons[] = { "violence", "hate", NULL };
static const char *const nothing[] = { NULL };

/* Facts that are all there, in part, empty, and not there. */
static const SyErrorFacts all_facts[] = {
  { .retry_after = -1, .tokens = -1 },
  { .status = 503, .retry_after = 20, .tokens = 617, .provider = "Acme", .words = "No.",
    .host = "192.168.1.5", .parameter = "top_p", .models = models, .reasons = reasons,
    .certificate = "AB:CD", .issuer = "Me", .upstream = TRUE },
  { .status = 504, .retry_after = 1, .tokens = 1, .words = "No?", .host = "api.example.com",
    .certificate = "AB:CD" },
  { .status = 500, .retry_after = 0, .tokens = 0, .words = "", .models = nothing,
    .reasons = nothing, .upstream = TRUE },
};

static void
test_every_code (Fixture       *fixture,
                 gconstpointer  data)
{
  SyPreset *presets[] = { NULL, fixture->router, fixture->custom };
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint code = 0; code <= LAST_CODE; code++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (all_facts) * G_N_ELEMENTS (presets) * 4; i++)
        {
          const SyErrorFacts *facts = &all_facts[i % G_N_ELEMENTS (all_facts)];
          gsize rest = i / G_N_ELEMENTS (all_facts);
          g_autoptr(GError) error = make_error (code, facts);
          g_autoptr(SyAdvice) advice =
            sy_advice_new (error, presets[rest % G_N_ELEMENTS (presets)],
                           rest / 6 == 0 ? NULL : "a/b", rest / 3 % 2 == 1);

          assert_sane (advice);
          if (facts->certificate == NULL)
            g_hash_table_add (titles, g_strdup (advice->title));
        }
    }

  g_assert_cmpuint (g_hash_table_size (titles), ==, LAST_CODE + 1);
}

static void
test_other_domain (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "It broke");
  g_autoptr(SyAdvice) advice = sy_advice_new (error, NULL, NULL, FALSE);
  g_autofree char *actions = dup_actions (advice);

  assert_sane (advice);
  g_assert_cmpstr (advice->title, ==, "Something went wrong");
  g_assert_cmpstr (advice->text, ==, "It broke.");
  g_assert_cmpstr (actions, ==, "retry");
  g_assert_cmpint (advice->tokens, ==, -1);
}

typedef struct
{
  SyError       code;
  SyErrorFacts  facts;
  gboolean      has_text;
  const char   *title;
  const char   *text;
  const char   *actions;
} Case;

static const Case cases[] = {
  { SY_ERROR_PAYMENT, { .status = 402, .retry_after = -1, .tokens = 617, .words = "Too dear" },
    TRUE, "Out of credits",
    "The answer stopped because the OpenRouter balance does not cover the rest. Up to 617 tokens "
    "are still affordable. Nothing you wrote or received is lost.", "credits tokens" },
  { SY_ERROR_PAYMENT, { .status = 402, .retry_after = -1, .tokens = 1 }, FALSE, "Out of credits",
    "The OpenRouter balance does not cover this request. Up to 1 token is still affordable.",
    "credits tokens" },
  { SY_ERROR_PAYMENT, { .status = 402, .retry_after = -1, .tokens = -1, .words = "Too dear." },
    FALSE, "Out of credits",
    "The OpenRouter balance does not cover this request. The server says: “Too dear”.",
    "credits retry" },
  { SY_ERROR_AUTH, { .status = 401, .retry_after = -1, .tokens = -1, .words = "User not found." },
    FALSE, "The API key was not accepted",
    "OpenRouter refused the key. It may be mistyped, disabled or expired, or made "
    "for another server. The server says: “User not found”.", "key-settings get-key retry" },
  { SY_ERROR_FORBIDDEN, { .status = 403, .retry_after = -1, .tokens = -1 }, FALSE,
    "Request not allowed",
    "The server does not allow this request. The model may have terms that have to be accepted "
    "first, or the key may be meant for something else.", "page model retry" },
  { SY_ERROR_MODERATION, { .status = 403, .retry_after = -1, .tokens = -1, .reasons = reasons },
    FALSE, "Content was flagged",
    "The content of this conversation was flagged, so the model did not answer it. The reason "
    "given is: violence, hate.", "page model retry" },
  { SY_ERROR_NO_MODEL, { .status = 404, .retry_after = -1, .tokens = -1, .models = models }, FALSE,
    "No such model",
    "The server offers no model “x/y”. It may be mistyped or no longer offered. The server "
    "suggests these instead: a/b, c/d.", "model page retry" },
  { SY_ERROR_DATA_POLICY, { .status = 404, .retry_after = -1, .tokens = -1 }, FALSE,
    "Ruled out by privacy settings",
    "The privacy settings of your OpenRouter account rule out everybody who serves this model. "
    "They can be changed there.", "privacy model retry" },
  { SY_ERROR_TOO_LONG, { .status = 400, .retry_after = -1, .tokens = 12, .words = "Long" }, FALSE,
    "Conversation too long",
    "The conversation is 12 tokens longer than the model can take. A new conversation has room "
    "again, and so does a model with a larger context.", "settings retry" },
  { SY_ERROR_RATE_LIMITED,
    { .status = 429, .retry_after = 1, .tokens = -1, .provider = "Acme", .upstream = TRUE }, FALSE,
    "Too many requests",
    "Acme has too much to do. The limit is that of this provider, not of your account. It asked "
    "to wait for 1 second.", "retry model" },
  { SY_ERROR_QUOTA, { .status = 429, .retry_after = -1, .tokens = -1 }, FALSE, "Limit used up",
    "A daily limit or the quota of the account is used up. Trying again at once does not help.",
    "credits retry" },
  { SY_ERROR_SERVER, { .status = 502, .retry_after = -1, .tokens = -1, .provider = "Acme",
                       .words = "overheated" }, TRUE, "Trouble at the provider",
    "Acme is down or gave an invalid answer. Acme says: “overheated”. Trying again in a moment "
    "often helps. Nothing you wrote or received is lost.", "retry model" },
  { SY_ERROR_REDIRECT, { .status = 302, .retry_after = -1, .tokens = -1, .host = "example.org" },
    FALSE, "API base leads elsewhere",
    "The API base leads on to example.org, where an answer was expected. The key was not sent "
    "there. The API base can be corrected in Settings.", "settings retry" },
  { SY_ERROR_NETWORK, { .retry_after = -1, .tokens = -1 }, FALSE, "Connection failed",
    "It did not work. The network connection of this computer or the server itself may be the "
    "cause.", "retry" },
  { SY_ERROR_TLS, { .retry_after = -1, .tokens = -1, .host = "192.168.1.5", .issuer = "Me",
                    .certificate = "AB:CD" }, FALSE, "Certificate not trusted",
    "The certificate of 192.168.1.5 is not trusted. It was issued by “Me” and has the SHA-256 "
    "fingerprint AB:CD. Trust it only when this is your own server and the fingerprint is the one "
    "it has.", "trust retry" },
  { SY_ERROR_TLS, { .retry_after = -1, .tokens = -1, .host = "fd00::1", .certificate = "AB:CD" },
    FALSE, "Certificate not trusted",
    "The certificate of fd00::1 is not trusted. It has the SHA-256 fingerprint AB:CD. Trust it "
    "only when this is your own server and the fingerprint is the one it has.", "trust retry" },
  { SY_ERROR_TLS, { .retry_after = -1, .tokens = -1, .host = "api.example.com", .issuer = "Me",
                    .certificate = "AB:CD" }, FALSE, "Certificate not trusted",
    "The certificate of api.example.com is not trusted. It was issued by “Me” and has the SHA-256 "
    "fingerprint AB:CD. The server may be set up wrongly, or somebody may be listening in. "
    "Nothing was sent.", "retry" },
};

static void
test_texts (Fixture       *fixture,
            gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = make_error (cases[i].code, &cases[i].facts);
      g_autoptr(SyAdvice) advice =
        sy_advice_new (error, fixture->router, "x/y", cases[i].has_text);
      g_autofree char *actions = dup_actions (advice);

      g_assert_cmpstr (advice->title, ==, cases[i].title);
      g_assert_cmpstr (advice->text, ==, cases[i].text);
      g_assert_cmpstr (actions, ==, cases[i].actions);
    }
}

/* A page that the preset does not have makes no button, and "Custom" is nobody. */
static void
test_without_pages (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const actions[] = {
    "tokens", "key-settings retry", "model retry", "model retry", "model retry", "model retry",
  };
  static const SyError codes[] = {
    SY_ERROR_PAYMENT, SY_ERROR_AUTH, SY_ERROR_FORBIDDEN, SY_ERROR_MODERATION, SY_ERROR_NO_MODEL,
    SY_ERROR_DATA_POLICY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      SyErrorFacts facts = SY_ERROR_FACTS_INIT;
      g_autoptr(GError) error = NULL;
      g_autoptr(SyAdvice) advice = NULL;
      g_autofree char *seen = NULL;

      facts.tokens = 5;
      error = make_error (codes[i], &facts);
      advice = sy_advice_new (error, fixture->custom, "x/y", FALSE);
      seen = dup_actions (advice);

      g_assert_cmpstr (seen, ==, actions[i]);
      g_assert_null (strstr (advice->text, "Custom"));
    }
}

static void
test_labels (Fixture       *fixture,
             gconstpointer  data)
{
  static const gint64 tokens[] = { 1, 617 };
  static const char *const labels[] = { "Retry with 1 Token", "Retry with 617 Tokens" };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      SyErrorFacts facts = SY_ERROR_FACTS_INIT;
      g_autoptr(GError) error = NULL;
      g_autoptr(SyAdvice) advice = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      facts.tokens = tokens[i];
      error = make_error (SY_ERROR_PAYMENT, &facts);
      advice = sy_advice_new (error, fixture->router, NULL, FALSE);
      first = sy_advice_dup_label (advice, 0);
      second = sy_advice_dup_label (advice, 1);

      g_assert_cmpstr (first, ==, "Add Credits");
      g_assert_cmpstr (second, ==, labels[i]);
      g_assert_cmpint (advice->tokens, ==, tokens[i]);
    }
}

/* From the wire to the card. */
static void
test_hostile_words (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const bodies[] = {
    "{\"error\":{\"message\":\"Key " KEY " and sk-or-v1-abcdef0123456789 are %s %n odd\"}}",
    "{\"error\":{\"message\":\"<b>" KEY "</b>\"}}",
    "{\"error\":{\"message\":\"line\\none\\u0007 \\u202eback\"}}",
    "{\"error\":{\"message\":\"" KEY "\",\"metadata\":{\"reasons\":[\"" KEY "\"]}}}",
    "{\"error\":{\"message\":\"Provider returned error\",\"metadata\":{\"provider_name\":\"" KEY
    "\",\"raw\":\"<html>" KEY "\"}}}",
  };
  SyRedact *redact = sy_redact_new ();

  sy_redact_add_key (redact, KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GError) error =
        sy_http_error_from_status (403, -1, bodies[i], strlen (bodies[i]), redact);
      g_autoptr(SyAdvice) advice = sy_advice_new (error, fixture->router, NULL, TRUE);

      g_assert_null (strstr (advice->text, KEY));
      g_assert_null (strstr (advice->text, "sk-or"));
      g_assert_null (strchr (advice->text, '<'));
      g_assert_null (strchr (advice->text, '\n'));
      g_assert_null (strchr (advice->text, '\a'));
      g_assert_null (strstr (advice->text, "\u202e"));
      g_assert_true (g_str_has_suffix (advice->text, " Nothing you wrote or received is lost."));
    }

  g_assert_finalize_object (redact);
}

typedef struct
{
  SyError code;
  guint   status;
  guint   attempts;
} RetryCase;

static void
test_retryable (void)
{
  static const RetryCase retries[] = {
    { SY_ERROR_SERVER, 0, 3 }, { SY_ERROR_SERVER, 408, 3 }, { SY_ERROR_SERVER, 500, 3 },
    { SY_ERROR_SERVER, 501, 0 }, { SY_ERROR_SERVER, 502, 3 }, { SY_ERROR_SERVER, 503, 3 },
    { SY_ERROR_SERVER, 504, 3 }, { SY_ERROR_SERVER, 505, 0 }, { SY_ERROR_SERVER, 524, 3 },
    { SY_ERROR_SERVER, 529, 3 }, { SY_ERROR_LOADING, 503, 3 }, { SY_ERROR_RATE_LIMITED, 429, 1 },
    { SY_ERROR_QUOTA, 429, 0 }, { SY_ERROR_AUTH, 401, 0 }, { SY_ERROR_PAYMENT, 402, 0 },
    { SY_ERROR_FORBIDDEN, 403, 0 }, { SY_ERROR_NO_MODEL, 404, 0 }, { SY_ERROR_TOO_LONG, 413, 0 },
    { SY_ERROR_BAD_REQUEST, 400, 0 }, { SY_ERROR_PARAMETER, 400, 0 }, { SY_ERROR_NETWORK, 0, 0 },
    { SY_ERROR_TIMEOUT, 0, 0 }, { SY_ERROR_TLS, 0, 0 }, { SY_ERROR_WRONG_BASE, 404, 0 },
  };
  guint attempts = 7;

  g_assert_false (sy_advice_is_retryable (NULL, &attempts));
  g_assert_cmpuint (attempts, ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (retries); i++)
    {
      SyErrorFacts facts = SY_ERROR_FACTS_INIT;
      g_autoptr(GError) error = NULL;

      facts.status = retries[i].status;
      error = make_error (retries[i].code, &facts);
      g_assert_cmpint (sy_advice_is_retryable (error, &attempts), ==, retries[i].attempts > 0);
      g_assert_cmpuint (attempts, ==, retries[i].attempts);
      g_assert_cmpint (sy_advice_is_retryable (error, NULL), ==, retries[i].attempts > 0);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/advice/every-code", test_every_code);
  g_test_add_func ("/advice/other-domain", test_other_domain);
  ADD ("/advice/texts", test_texts);
  ADD ("/advice/without-pages", test_without_pages);
  ADD ("/advice/labels", test_labels);
  ADD ("/advice/hostile-words", test_hostile_words);
  g_test_add_func ("/advice/retryable", test_retryable);

  return g_test_run ();
}
