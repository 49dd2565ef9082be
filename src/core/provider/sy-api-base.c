/* sy-api-base.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-api-base"

#include "config.h"

#include "sy-api-base.h"

#include "sy-error.h"
#include "sy-trust.h"
#include "sy-url.h"
#include "sy-utf8.h"

#include <glib/gi18n-lib.h>

#define DEMO_BASE "demo:"

/**
 * sy_api_base_clean:
 * @text: (nullable): what was typed; see sy_url_normalize()
 * @preset: what it was typed for
 * @format: the format its endpoint speaks
 * @error: return location: %SY_ERROR_INVALID_URL
 *
 * "demo:" belongs to the Demo and the Demo to "demo:"; a custom provider may have
 * none.
 *
 * Returns: (transfer full) (nullable): the address requests go to, or ""
 */
char *
sy_api_base_clean (const char    *text,
                   SyPreset      *preset,
                   SyFormatKind   format,
                   GError       **error)
{
  g_autofree char *line = NULL;
  g_autofree char *api_base = NULL;
  gboolean is_demo;

  g_return_val_if_fail (SY_IS_PRESET (preset), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  line = sy_utf8_clean_line (text != NULL ? text : "");
  if (*line == '\0' && sy_preset_get_is_custom (preset))
    return g_steal_pointer (&line);

  api_base = sy_url_normalize (line, sy_format_get (format)->endpoint, error);
  if (api_base == NULL)
    return NULL;

  is_demo = sy_preset_get_is_demo (preset);
  if (g_str_equal (api_base, DEMO_BASE) != is_demo)
    {
      g_set_error (error, SY_ERROR, SY_ERROR_INVALID_URL,
                   is_demo ? _("The Demo has no other address than “%s”")
                           : _("Only the Demo has the address “%s”"),
                   DEMO_BASE);
      return NULL;
    }

  return g_steal_pointer (&api_base);
}

/**
 * sy_api_base_check:
 * @api_base: a result of sy_api_base_clean()
 * @trust: (nullable): what was decided about origins; nothing when %NULL
 * @error: return location: %SY_ERROR_INSECURE with the host in its facts
 *
 * Returns: whether anything may be sent there: plain http beyond loopback only
 *   after somebody decided so
 */
gboolean
sy_api_base_check (const char  *api_base,
                   SyTrust     *trust,
                   GError     **error)
{
  g_autofree char *origin = NULL;

  g_return_val_if_fail (api_base != NULL, FALSE);
  g_return_val_if_fail (trust == NULL || SY_IS_TRUST (trust), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!sy_url_is_insecure (api_base))
    return TRUE;

  origin = sy_url_dup_origin (api_base);
  if (trust != NULL && sy_trust_get_allows_plain (trust, origin))
    return TRUE;

  g_propagate_error (error, sy_api_base_insecure_error (api_base));
  return FALSE;
}

/**
 * sy_api_base_insecure_error:
 * @api_base: a plain http address beyond loopback
 *
 * Returns: (transfer full): a %SY_ERROR_INSECURE that says what that means
 */
GError *
sy_api_base_insecure_error (const char *api_base)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;
  g_autofree char *host = NULL;
  g_autofree char *message = NULL;

  g_return_val_if_fail (api_base != NULL, NULL);
  g_return_val_if_fail (sy_url_is_insecure (api_base), NULL);

  host = sy_url_dup_host (api_base);
  facts.host = host;
  /* Translators: %s is the name of a host. */
  message = g_strdup_printf (_("Everything, your key too, is sent unencrypted to %s"), host);

  return sy_error_new_facts (SY_ERROR_INSECURE, message, &facts);
}

/**
 * sy_api_base_dup_url:
 * @api_base: the address of an endpoint, or "demo:"
 * @path: "models" is beside the endpoint, "/props" below the origin
 *
 * What an API has beside its endpoint: "models" of "https://host/v1/chat/completions" is
 * "https://host/v1/models", "/props" of it is "https://host/props".
 *
 * Returns: (transfer full) (nullable): its address; %NULL when @api_base is none
 */
char *
sy_api_base_dup_url (const char *api_base,
                     const char *path)
{
  g_autofree char *origin = NULL;

  g_return_val_if_fail (api_base != NULL, NULL);
  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  if (*path != '/')
    return sy_url_endpoint (api_base, path);

  origin = sy_url_dup_origin (api_base);
  if (origin == NULL)
    return NULL;

  /* The Demo's origin is the word before its paths. */
  return g_strconcat (origin, g_str_has_suffix (origin, ":") ? path + 1 : path, NULL);
}
