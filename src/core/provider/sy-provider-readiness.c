/* sy-provider-readiness.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-readiness"

#include "config.h"

#include "sy-provider.h"

#include "sy-error.h"

#include <glib/gi18n-lib.h>

static gboolean
misses_key (SyProvider *self)
{
  SyKeyState state = sy_provider_get_key_state (self);

  return sy_preset_get_key_need (sy_provider_get_preset (self)) == SY_KEY_REQUIRED &&
         (state == SY_KEY_STATE_NONE || state == SY_KEY_STATE_OTHER_ORIGIN);
}

/**
 * sy_provider_check_ready:
 * @self: a provider
 * @model_id: (nullable): the model that would be asked
 * @error: return location for an error
 *
 * Says why nothing can be sent, before it is tried.  A key that may or may not be
 * there counts as there: its lookup will tell.
 *
 * Returns: %FALSE with %SY_ERROR_SETUP when something has to be filled in, or with
 *   %SY_ERROR_INSECURE when nobody allowed plain http to that host
 */
gboolean
sy_provider_check_ready (SyProvider  *self,
                         const char  *model_id,
                         GError     **error)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (*sy_provider_get_api_base (self) == '\0')
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_SETUP, _("Enter an API base in Settings"));
      return FALSE;
    }

  if (!sy_api_base_check (sy_provider_get_api_base (self), sy_provider_get_trust (self), error))
    return FALSE;

  if (model_id == NULL || *model_id == '\0')
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_SETUP, _("Choose a model ID in Settings"));
      return FALSE;
    }

  if (misses_key (self))
    {
      g_propagate_error (error, sy_provider_no_key_error (self));
      return FALSE;
    }

  return TRUE;
}

/**
 * sy_provider_no_key_error:
 * @self: a provider
 *
 * Returns: (transfer full): a %SY_ERROR_SETUP that names the host a key is
 *   missing for
 */
GError *
sy_provider_no_key_error (SyProvider *self)
{
  g_autofree char *host = NULL;

  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  host = sy_provider_dup_host (self);

  return g_error_new (SY_ERROR, SY_ERROR_SETUP, _("No key for %s yet"), host);
}
