/* sy-advice-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-advice-text"

#include "config.h"

#include "sy-advice-text.h"

#include "sy-error.h"
#include "sy-url.h"
#include "sy-utf8.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer speeches of a server are for "Details". */
#define MAX_WORDS 300

/* Everything a text is made of. */
typedef struct
{
  const GError *error;
  SyErrorFacts  facts;
  const char   *service;
  const char   *model_id;
  gboolean      has_text;
} Case;

typedef struct
{
  SyError     code;
  const char *title;
  void      (*tell) (GString    *text,
                     const Case *c);
} Row;

/* Takes @sentence, which is a whole one. */
static void
add (GString *text,
     char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static char *
format_number (gint64 number)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

/* Words of ours that end without a full stop, or those of a server. */
static void
add_message (GString    *text,
             const char *message)
{
  gboolean closed = g_str_has_suffix (message, ".") || g_str_has_suffix (message, "!") ||
                    g_str_has_suffix (message, "?") || g_str_has_suffix (message, "…");

  add (text, g_strconcat (message, closed ? NULL : ".", NULL));
}

/* The full stop inside would meet the one behind the quotation mark. */
static char *
dup_words (const char *said)
{
  char *words = sy_utf8_ellipsize (said, MAX_WORDS);

  if (g_str_has_suffix (words, ".") && !g_str_has_suffix (words, ".."))
    words[strlen (words) - 1] = '\0';

  return words;
}

static void
add_words (GString    *text,
           const Case *c)
{
  g_autofree char *words = c->facts.words != NULL ? dup_words (c->facts.words) : NULL;

  if (words == NULL || *words == '\0')
    return;

  if (c->facts.provider != NULL)
    /* Translators: %1$s is the name of a provider behind a router, %2$s its words */
    add (text, g_strdup_printf (_("%1$s says: “%2$s”."), c->facts.provider, words));
  else
    /* Translators: %s is what the server said */
    add (text, g_strdup_printf (_("The server says: “%s”."), words));
}

static void
tell_message (GString    *text,
              const Case *c)
{
  add_message (text, c->error->message);
}

static void
tell_invalid_url (GString    *text,
                  const Case *c)
{
  add_message (text, c->error->message);
  add (text, g_strdup (_("The API base can be corrected in Settings.")));
}

static void
tell_insecure (GString    *text,
               const Case *c)
{
  if (c->facts.host != NULL)
    /* Translators: %s is the name of a host */
    add (text, g_strdup_printf (_("Everything, your key too, would travel unencrypted to %s, so "
                                  "nothing was sent."), c->facts.host));
  else
    add_message (text, c->error->message);
  add (text, g_strdup (_("Use an address that begins with https, or allow this one in "
                         "Settings.")));
}

static void
tell_auth (GString    *text,
           const Case *c)
{
  if (c->service != NULL)
    /* Translators: %s is the name of a service */
    add (text, g_strdup_printf (_("%s refused the key."), c->service));
  add (text, g_strdup (_("It may be mistyped, disabled or expired, or made for another "
                         "server.")));
  add_words (text, c);
}

static void
add_balance (GString    *text,
             const Case *c)
{
  if (c->service != NULL && c->has_text)
    /* Translators: %s is the name of a service */
    add (text, g_strdup_printf (_("The answer stopped because the %s balance does not cover the "
                                  "rest."), c->service));
  else if (c->service != NULL)
    /* Translators: %s is the name of a service */
    add (text, g_strdup_printf (_("The %s balance does not cover this request."), c->service));
  else if (c->has_text)
    add (text, g_strdup (_("The answer stopped because the balance does not cover the rest.")));
  else
    add (text, g_strdup (_("The balance does not cover this request.")));
}

static void
tell_payment (GString    *text,
              const Case *c)
{
  g_autofree char *number = format_number (c->facts.tokens);

  add_balance (text, c);
  if (c->facts.tokens > 0)
    /* Translators: %s is a number of tokens */
    add (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                             "Up to %s token is still affordable.",
                                             "Up to %s tokens are still affordable.",
                                             (gulong) c->facts.tokens), number));
  else
    add_words (text, c);
}

static void
tell_forbidden (GString    *text,
                const Case *c)
{
  add (text, g_strdup (_("The server does not allow this request. The model may have terms that "
                         "have to be accepted first, or the key may be meant for something "
                         "else.")));
  add_words (text, c);
}

static void
tell_moderation (GString    *text,
                 const Case *c)
{
  add (text, g_strdup (_("The content of this conversation was flagged, so the model did not "
                         "answer it.")));
  if (c->facts.reasons != NULL && c->facts.reasons[0] != NULL)
    {
      g_autofree char *reasons = g_strjoinv (", ", (char **) c->facts.reasons);

      /* Translators: %s is one or several reasons, in the words of a server */
      add (text, g_strdup_printf (_("The reason given is: %s."), reasons));
    }
  add_words (text, c);
}

static void
tell_region (GString    *text,
             const Case *c)
{
  add (text, g_strdup (_("This model or service is not offered in the country or region that "
                         "the request came from. A VPN or a proxy can be the cause.")));
  add_words (text, c);
}

static void
tell_not_found (GString    *text,
                const Case *c)
{
  add (text, g_strdup (_("The server knows no such model or address. The API base and the model "
                         "ID can be checked in Settings.")));
  add_words (text, c);
}

static void
tell_no_model (GString    *text,
               const Case *c)
{
  if (c->model_id != NULL && *c->model_id != '\0')
    /* Translators: %s is the id of a model */
    add (text, g_strdup_printf (_("The server offers no model “%s”. It may be mistyped or no "
                                  "longer offered."), c->model_id));
  else
    add (text, g_strdup (_("The server offers no such model. It may be mistyped or no longer "
                           "offered.")));

  if (c->facts.models != NULL && c->facts.models[0] != NULL)
    {
      g_autofree char *models = g_strjoinv (", ", (char **) c->facts.models);

      /* Translators: %s is the id of one or several models */
      add (text, g_strdup_printf (_("The server suggests these instead: %s."), models));
    }
  add_words (text, c);
}

static void
tell_no_endpoint (GString    *text,
                  const Case *c)
{
  if (c->model_id != NULL && *c->model_id != '\0')
    /* Translators: %s is the id of a model */
    add (text, g_strdup_printf (_("The model “%s” is known, but nobody serves it with what this "
                                  "request needs. Another model may do."), c->model_id));
  else
    add (text, g_strdup (_("The model is known, but nobody serves it with what this request "
                           "needs. Another model may do.")));
  add_words (text, c);
}

static void
tell_data_policy (GString    *text,
                  const Case *c)
{
  if (c->service != NULL)
    /* Translators: %s is the name of a service */
    add (text, g_strdup_printf (_("The privacy settings of your %s account rule out everybody who "
                                  "serves this model. They can be changed there."), c->service));
  else
    add (text, g_strdup (_("The privacy settings of your account rule out everybody who serves "
                           "this model. They can be changed there.")));
  add_words (text, c);
}

static void
tell_parameter (GString    *text,
                const Case *c)
{
  if (c->facts.parameter != NULL)
    /* Translators: %s is the name of a parameter in the API, like top_p */
    add (text, g_strdup_printf (_("The model does not support the parameter “%s”, or not with "
                                  "this value. It can be changed in Settings."),
                                c->facts.parameter));
  else
    add (text, g_strdup (_("The model does not support one of the parameters, or not with this "
                           "value. They can be changed in Settings.")));
  add_words (text, c);
}

static void
tell_too_long (GString    *text,
               const Case *c)
{
  g_autofree char *number = format_number (c->facts.tokens);

  if (c->facts.tokens > 0)
    /* Translators: %s is a number of tokens */
    add (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                             "The conversation is %s token longer than the model "
                                             "can take.",
                                             "The conversation is %s tokens longer than the model "
                                             "can take.",
                                             (gulong) c->facts.tokens), number));
  else
    add (text, g_strdup (_("The conversation is longer than the model or the server can take.")));
  add (text, g_strdup (_("A new conversation has room again, and so does a model with a larger "
                         "context.")));
  if (c->facts.tokens <= 0)
    add_words (text, c);
}

static void
tell_bad_request (GString    *text,
                  const Case *c)
{
  add (text, g_strdup (_("The server understood the request and refused it.")));
  add_words (text, c);
  if (c->facts.words == NULL)
    add (text, g_strdup (_("It gave no reason. The model ID and the values in Settings are worth "
                           "a look.")));
}

static void
add_wait (GString    *text,
          const Case *c)
{
  if (c->facts.retry_after <= 0)
    return;

  /* Translators: %d is a number of seconds */
  add (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "It asked to wait for %d second.",
                                           "It asked to wait for %d seconds.",
                                           (gulong) c->facts.retry_after),
                              c->facts.retry_after));
}

static void
tell_rate_limited (GString    *text,
                   const Case *c)
{
  if (c->facts.upstream && c->facts.provider != NULL)
    /* Translators: %s is the name of a provider behind a router */
    add (text, g_strdup_printf (_("%s has too much to do. The limit is that of this provider, not "
                                  "of your account."), c->facts.provider));
  else if (c->facts.upstream)
    add (text, g_strdup (_("The provider of this model has too much to do. The limit is that of "
                           "the provider, not of your account.")));
  else
    add (text, g_strdup (_("The server takes no more requests of your account for the "
                           "moment.")));
  add_wait (text, c);
  add_words (text, c);
}

static void
tell_quota (GString    *text,
            const Case *c)
{
  add (text, g_strdup (_("A daily limit or the quota of the account is used up. Trying again at "
                         "once does not help.")));
  add_words (text, c);
}

static char *
dup_named_trouble (const char *name,
                   guint       status)
{
  switch (status)
    {
    case 408:
    case 504:
    case 524:
      /* Translators: %s is the name of a provider */
      return g_strdup_printf (_("%s took too long to answer."), name);

    case 502:
      /* Translators: %s is the name of a provider */
      return g_strdup_printf (_("%s is down or gave an invalid answer."), name);

    case 503:
      /* Translators: %s is the name of a provider */
      return g_strdup_printf (_("%s is not available for the moment."), name);

    case 529:
      /* Translators: %s is the name of a provider */
      return g_strdup_printf (_("%s is overloaded."), name);

    default:
      /* Translators: %s is the name of a provider */
      return g_strdup_printf (_("%s has a problem."), name);
    }
}

static char *
dup_trouble (guint status)
{
  switch (status)
    {
    case 408:
    case 504:
    case 524:
      return g_strdup (_("The server took too long to answer."));

    case 502:
      return g_strdup (_("The server is down or gave an invalid answer."));

    case 503:
      return g_strdup (_("The server is not available for the moment."));

    case 529:
      return g_strdup (_("The server is overloaded."));

    default:
      return g_strdup (_("The server has a problem."));
    }
}

static void
tell_server (GString    *text,
             const Case *c)
{
  const char *name = c->facts.provider != NULL ? c->facts.provider : c->service;

  add (text, name != NULL ? dup_named_trouble (name, c->facts.status)
                          : dup_trouble (c->facts.status));
  add_words (text, c);
  add (text, g_strdup (_("Trying again in a moment often helps.")));
}

static void
tell_loading (GString    *text,
              const Case *c)
{
  add (text, g_strdup (_("The server is up and still loads the model. A large one can take some "
                         "minutes.")));
}

static void
tell_redirect (GString    *text,
               const Case *c)
{
  if (c->facts.host != NULL)
    /* Translators: %s is the name of a host */
    add (text, g_strdup_printf (_("The API base leads on to %s, where an answer was expected. The "
                                  "key was not sent there."), c->facts.host));
  else
    add (text, g_strdup (_("The API base leads on to another address, where an answer was "
                           "expected. The key was not sent there.")));
  add (text, g_strdup (_("The API base can be corrected in Settings.")));
}

static void
tell_wrong_base (GString    *text,
                 const Case *c)
{
  add (text, g_strdup (_("At the API base there is a web page or nothing at all, where an API was "
                         "expected. The address of an API often ends with “/v1”.")));
  add_words (text, c);
}

static void
tell_host_not_found (GString    *text,
                     const Case *c)
{
  if (c->facts.host != NULL)
    /* Translators: %s is the name of a host */
    add (text, g_strdup_printf (_("There is no host named “%s”, or its address could not be "
                                  "looked up."), c->facts.host));
  else
    add_message (text, c->error->message);
  add (text, g_strdup (_("The name in the API base may be mistyped, or this computer may be "
                         "offline.")));
}

static void
tell_refused (GString    *text,
              const Case *c)
{
  if (c->facts.host != NULL)
    /* Translators: %s is the name of a host */
    add (text, g_strdup_printf (_("The connection was refused by %s."), c->facts.host));
  else
    add_message (text, c->error->message);
  add (text, g_strdup (_("The server may not be running, or listen on another port.")));
}

static void
tell_network (GString    *text,
              const Case *c)
{
  add_message (text, c->error->message);
  add (text, g_strdup (_("The network connection of this computer or the server itself may be "
                         "the cause.")));
}

static void
tell_proxy (GString    *text,
            const Case *c)
{
  add_message (text, c->error->message);
  add (text, g_strdup (_("The proxy is set in the network settings of the system.")));
}

static void
add_certificate (GString    *text,
                 const Case *c)
{
  if (c->facts.issuer != NULL)
    /* Translators: the name of a host, who issued its certificate, and a fingerprint */
    add (text, g_strdup_printf (_("The certificate of %1$s is not trusted. It was issued by "
                                  "“%2$s” and has the SHA-256 fingerprint %3$s."),
                                c->facts.host, c->facts.issuer, c->facts.certificate));
  else
    /* Translators: the name of a host, and the fingerprint of its certificate */
    add (text, g_strdup_printf (_("The certificate of %1$s is not trusted. It has the SHA-256 "
                                  "fingerprint %2$s."), c->facts.host, c->facts.certificate));
}

static void
tell_tls (GString    *text,
          const Case *c)
{
  gboolean named = c->facts.certificate != NULL && c->facts.host != NULL;

  if (named)
    add_certificate (text, c);
  else
    add_message (text, c->error->message);

  if (named && sy_advice_text_is_private (c->facts.host))
    add (text, g_strdup (_("Trust it only when this is your own server and the fingerprint is "
                           "the one it has.")));
  else
    add (text, g_strdup (_("The server may be set up wrongly, or somebody may be listening in. "
                           "Nothing was sent.")));
}

static void
tell_protocol (GString    *text,
               const Case *c)
{
  add_message (text, c->error->message);
  add (text, g_strdup (_("The API base may be that of another kind of server.")));
}

static const Row rows[] = {
  { SY_ERROR_SETUP, N_("Setup not finished"), tell_message },
  { SY_ERROR_INVALID_URL, N_("API base not usable"), tell_invalid_url },
  { SY_ERROR_INSECURE, N_("Unencrypted connection not used"), tell_insecure },
  { SY_ERROR_AUTH, N_("The API key was not accepted"), tell_auth },
  { SY_ERROR_PAYMENT, N_("Out of credits"), tell_payment },
  { SY_ERROR_FORBIDDEN, N_("Request not allowed"), tell_forbidden },
  { SY_ERROR_MODERATION, N_("Content was flagged"), tell_moderation },
  { SY_ERROR_REGION, N_("Not available here"), tell_region },
  { SY_ERROR_NOT_FOUND, N_("Nothing found there"), tell_not_found },
  { SY_ERROR_NO_MODEL, N_("No such model"), tell_no_model },
  { SY_ERROR_NO_ENDPOINT, N_("No provider available"), tell_no_endpoint },
  { SY_ERROR_DATA_POLICY, N_("Ruled out by privacy settings"), tell_data_policy },
  { SY_ERROR_PARAMETER, N_("Parameter not supported"), tell_parameter },
  { SY_ERROR_TOO_LONG, N_("Conversation too long"), tell_too_long },
  { SY_ERROR_BAD_REQUEST, N_("Request was refused"), tell_bad_request },
  { SY_ERROR_RATE_LIMITED, N_("Too many requests"), tell_rate_limited },
  { SY_ERROR_QUOTA, N_("Limit used up"), tell_quota },
  { SY_ERROR_SERVER, N_("Trouble at the provider"), tell_server },
  { SY_ERROR_LOADING, N_("Model is still loading"), tell_loading },
  { SY_ERROR_REDIRECT, N_("API base leads elsewhere"), tell_redirect },
  { SY_ERROR_WRONG_BASE, N_("No API found there"), tell_wrong_base },
  { SY_ERROR_NETWORK, N_("Connection failed"), tell_network },
  { SY_ERROR_HOST_NOT_FOUND, N_("Host not found"), tell_host_not_found },
  { SY_ERROR_REFUSED, N_("Connection was refused"), tell_refused },
  { SY_ERROR_PROXY, N_("Proxy does not work"), tell_proxy },
  { SY_ERROR_TLS, N_("No secure connection"), tell_tls },
  { SY_ERROR_TIMEOUT, N_("No answer in time"), tell_network },
  { SY_ERROR_PROTOCOL, N_("Answer not understood"), tell_protocol },
  { SY_ERROR_TOO_LARGE, N_("Answer too large"), tell_message },
  { SY_ERROR_KEYRING_LOCKED, N_("Keyring is locked"), tell_message },
  { SY_ERROR_KEYRING_UNAVAILABLE, N_("No keyring available"), tell_message },
  { SY_ERROR_STORE, N_("File not accessible"), tell_message },
};

static const Row any_other = { 0, N_("Something went wrong"), tell_message };

static const Row *
find_row (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_error_matches (error, SY_ERROR, (int) rows[i].code))
        return &rows[i];
    }

  return &any_other;
}

/* "Custom" and "Demo" are no names of anybody. */
static const char *
get_service (SyPreset *preset)
{
  if (preset == NULL || sy_preset_get_is_custom (preset) || sy_preset_get_is_demo (preset))
    return NULL;

  return sy_preset_get_name (preset);
}

/**
 * sy_advice_text_is_private:
 * @host: (nullable): the name or address of a host
 *
 * Returns: whether it is in a network that the public Internet does not reach
 */
gboolean
sy_advice_text_is_private (const char *host)
{
  g_autofree char *url = NULL;

  if (host == NULL)
    return FALSE;

  if (strchr (host, ':') != NULL && *host != '[')
    url = g_strdup_printf ("https://[%s]/", host);
  else
    url = g_strdup_printf ("https://%s/", host);

  return sy_url_is_private (url);
}

/**
 * sy_advice_text_dup_title:
 * @error: what went wrong
 *
 * Returns: (transfer full): that in two to five words
 */
char *
sy_advice_text_dup_title (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (sy_error_get_facts (error).certificate != NULL)
    return g_strdup (_("Certificate not trusted"));

  return g_strdup (_(find_row (error)->title));
}

/**
 * sy_advice_text_dup:
 * @error: what went wrong
 * @preset: (nullable): what the provider was made from
 * @model_id: (nullable): the model that was asked
 * @has_text: whether a part of the reply is there
 *
 * Returns: (transfer full): what happened, the likely cause and what to do, in
 *   whole sentences
 */
char *
sy_advice_text_dup (const GError *error,
                    SyPreset     *preset,
                    const char   *model_id,
                    gboolean      has_text)
{
  GString *text = NULL;
  Case c = { error, SY_ERROR_FACTS_INIT, NULL, model_id, has_text };

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (preset == NULL || SY_IS_PRESET (preset), NULL);

  c.facts = sy_error_get_facts (error);
  c.service = get_service (preset);

  text = g_string_new (NULL);
  find_row (error)->tell (text, &c);
  if (has_text)
    add (text, g_strdup (_("Nothing you wrote or received is lost.")));

  return g_string_free_and_steal (text);
}
