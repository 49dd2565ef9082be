/* sy-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-error"

#include "config.h"

#include "sy-error.h"

typedef struct
{
  guint  status;
  int    retry_after;
  char  *provider;
  char  *body;
} SyErrorPrivate;

static void
sy_error_private_init (SyErrorPrivate *priv)
{
  priv->retry_after = -1;
}

static void
sy_error_private_copy (const SyErrorPrivate *src,
                       SyErrorPrivate       *dest)
{
  dest->status = src->status;
  dest->retry_after = src->retry_after;
  dest->provider = g_strdup (src->provider);
  dest->body = g_strdup (src->body);
}

static void
sy_error_private_clear (SyErrorPrivate *priv)
{
  g_clear_pointer (&priv->provider, g_free);
  g_clear_pointer (&priv->body, g_free);
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

      priv->status = facts->status;
      priv->retry_after = facts->retry_after;
      priv->provider = g_strdup (facts->provider);
      priv->body = g_strdup (facts->body);
    }

  return error;
}

/**
 * sy_error_get_facts:
 * @error: (nullable): any error
 *
 * Returns: the facts of @error, borrowed from it; no status, no body and a
 *   retry_after of -1 when it is of another domain
 */
SyErrorFacts
sy_error_get_facts (const GError *error)
{
  SyErrorFacts facts = { 0, -1, NULL, NULL };

  if (error != NULL && error->domain == SY_ERROR)
    {
      const SyErrorPrivate *priv = sy_error_get_private (error);

      facts.status = priv->status;
      facts.retry_after = priv->retry_after;
      facts.provider = priv->provider;
      facts.body = priv->body;
    }

  return facts;
}
