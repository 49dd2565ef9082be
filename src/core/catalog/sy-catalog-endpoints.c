/* sy-catalog-endpoints.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-endpoints"

#include "config.h"

#include "sy-catalog-private.h"

#include "sy-endpoint-request.h"

static void
endpoints_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *endpoints = sy_endpoint_request_finish (SY_PROVIDER (object), result, &error);

  if (endpoints != NULL)
    g_task_return_pointer (task, endpoints, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sy_catalog_has_endpoints:
 * @self: a model list
 *
 * Returns: whether the server tells who serves a model
 */
gboolean
sy_catalog_has_endpoints (SyCatalog *self)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), FALSE);

  return sy_preset_get_has_endpoints (sy_provider_get_preset (self->provider));
}

/**
 * sy_catalog_load_endpoints_async:
 * @self: a model list that has endpoints
 * @id: the id of one of its models
 * @cancellable: (nullable): gives up
 * @callback: called once
 * @user_data: for @callback
 *
 * Asks the server who serves a model.  Nothing of it is kept: it changes all the time.
 */
void
sy_catalog_load_endpoints_async (SyCatalog           *self,
                                 const char          *id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SY_IS_CATALOG (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_catalog_load_endpoints_async);
  sy_endpoint_request_async (self->provider, &self->services, id, cancellable, endpoints_cb,
                             g_steal_pointer (&task));
}

/**
 * sy_catalog_load_endpoints_finish:
 * @self: the model list
 * @result: what the callback was given
 * @error: return location: a #SyError in words for the person, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type SyEndpoint): those who serve the model, in the
 *   server's order; perhaps none
 */
GPtrArray *
sy_catalog_load_endpoints_finish (SyCatalog     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
