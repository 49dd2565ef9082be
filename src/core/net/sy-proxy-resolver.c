/* sy-proxy-resolver.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-proxy-resolver"

#include "config.h"

#include "sy-proxy-resolver.h"

#include "sy-url.h"

struct _SyProxyResolver
{
  GObject         parent_instance;

  GProxyResolver *system;
};

static const char * const direct[] = { "direct://", NULL };

/* Not looked for before it is needed: it loads modules and reads settings, for which
 * the start of the program need not wait.
 */
static GProxyResolver *
get_system (SyProxyResolver *self)
{
  if (self->system == NULL)
    self->system = g_object_ref (g_proxy_resolver_get_default ());

  return self->system;
}

static void
system_lookup_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  char **proxies = NULL;

  proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (object), result, &error);

  if (proxies == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, proxies, (GDestroyNotify) g_strfreev);
}

static gboolean
sy_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
sy_proxy_resolver_lookup (GProxyResolver  *resolver,
                          const char      *uri,
                          GCancellable    *cancellable,
                          GError         **error)
{
  SyProxyResolver *self = SY_PROXY_RESOLVER (resolver);

  if (sy_url_is_loopback (uri))
    return g_strdupv ((char **) direct);

  return g_proxy_resolver_lookup (get_system (self), uri, cancellable, error);
}

static void
sy_proxy_resolver_lookup_async (GProxyResolver      *resolver,
                                const char          *uri,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  SyProxyResolver *self = SY_PROXY_RESOLVER (resolver);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sy_proxy_resolver_lookup_async);

  if (sy_url_is_loopback (uri))
    g_task_return_pointer (task, g_strdupv ((char **) direct), (GDestroyNotify) g_strfreev);
  else
    g_proxy_resolver_lookup_async (get_system (self), uri, cancellable,
                                   system_lookup_cb, g_steal_pointer (&task));
}

static char **
sy_proxy_resolver_lookup_finish (GProxyResolver  *resolver,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_assert (g_task_is_valid (result, resolver));

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = sy_proxy_resolver_is_supported;
  iface->lookup = sy_proxy_resolver_lookup;
  iface->lookup_async = sy_proxy_resolver_lookup_async;
  iface->lookup_finish = sy_proxy_resolver_lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SyProxyResolver, sy_proxy_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      proxy_resolver_iface_init))

static void
sy_proxy_resolver_dispose (GObject *object)
{
  SyProxyResolver *self = SY_PROXY_RESOLVER (object);

  g_clear_object (&self->system);

  G_OBJECT_CLASS (sy_proxy_resolver_parent_class)->dispose (object);
}

static void
sy_proxy_resolver_class_init (SyProxyResolverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_proxy_resolver_dispose;
}

static void
sy_proxy_resolver_init (SyProxyResolver *self)
{
}

/**
 * sy_proxy_resolver_new:
 * @system: (nullable): asked about all hosts beyond loopback, the system's own when %NULL
 *
 * Returns: (transfer full): a resolver that never sends what is for this computer
 *   through a proxy
 */
SyProxyResolver *
sy_proxy_resolver_new (GProxyResolver *system)
{
  SyProxyResolver *self = NULL;

  g_return_val_if_fail (system == NULL || G_IS_PROXY_RESOLVER (system), NULL);

  self = g_object_new (SY_TYPE_PROXY_RESOLVER, NULL);
  g_set_object (&self->system, system);

  return self;
}
