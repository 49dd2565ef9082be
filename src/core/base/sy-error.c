/* sy-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-error"

#include "config.h"

#include "sy-error.h"

/* Every pointer in it is owned. */
typedef struct
{
  SyErrorFacts facts;
} SyErrorPrivate;

static void
sy_error_private_init (SyErrorPrivate *priv)
{
  const SyErrorFacts nothing = SY_ERROR_FACTS_INIT;

  priv->facts = nothing;
}

static const char *const *
dup_list (const char *const *list)
{
  return (const char *const *) g_strdupv ((char **) list);
}

static void
copy_facts (SyErrorFacts       *dest,
            const SyErrorFacts *src)
{
  *dest = *src;
  dest->provider = g_strdup (src->provider);
  dest->body = g_strdup (src->body);
  dest->host = g_strdup (src->host);
  dest->words = g_strdup (src->words);
  dest->parameter = g_strdup (src->parameter);
  dest->models = dup_list (src->models);
  dest->reasons = dup_list (src->reasons);
  dest->certificate = g_strdup (src->certificate);
  dest->issuer = g_strdup (src->issuer);
  dest->origin = g_strdup (src->origin);
}

static void
sy_error_private_copy (const SyErrorPrivate *src,
                       SyErrorPrivate       *dest)
{
  copy_facts (&dest->facts, &src->facts);
}

static void
sy_error_private_clear (SyErrorPrivate *priv)
{
  g_free ((char *) priv->facts.provider);
  g_free ((char *) priv->facts.body);
  g_free ((char *) priv->facts.host);
  g_free ((char *) priv->facts.words);
  g_free ((char *) priv->facts.parameter);
  g_strfreev ((char **) priv->facts.models);
  g_strfreev ((char **) priv->facts.reasons);
  g_free ((char *) priv->facts.certificate);
  g_free ((char *) priv->facts.issuer);
  g_free ((char *) priv->facts.origin);
  sy_error_private_init (priv);
}

/* GLib's macro reaches the private part with a cast that clang warns of. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (SyError, sy_error)
#pragma GCC diagnostic pop

/**
 * sy_error_new_facts:
 * @code: what went wrong
 * @message: what a person is told, redacted and valid UTF-8
 * @facts: (nullable): what the server's answer said; copied
 *
 * Returns: (transfer full): an error that carries @facts through copies,
 *   prefixes and tasks
 */
GError *
sy_error_new_facts (SyError             code,
                    const char         *message,
                    const SyErrorFacts *facts)
{
  GError *error = NULL;

  g_return_val_if_fail (message != NULL, NULL);

  error = g_error_new_literal (SY_ERROR, code, message);

  if (facts != NULL)
    {
      SyErrorPrivate *priv = sy_error_get_private (error);

      copy_facts (&priv->facts, facts);
    }

  return error;
}

/**
 * sy_error_get_facts:
 * @error: (nullable): any error
 *
 * Returns: the facts of @error, borrowed from it; those of
 *   %SY_ERROR_FACTS_INIT when it is of another domain
 */
SyErrorFacts
sy_error_get_facts (const GError *error)
{
  const SyErrorFacts nothing = SY_ERROR_FACTS_INIT;

  if (error == NULL || error->domain != SY_ERROR)
    return nothing;

  return sy_error_get_private (error)->facts;
}
