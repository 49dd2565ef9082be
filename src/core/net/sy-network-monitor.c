/* sy-network-monitor.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-network-monitor"

#include "config.h"

#include "sy-network-monitor.h"

struct _SyNetworkMonitor
{
  GObject          parent_instance;

  GNetworkMonitor *system;
  gboolean         started;
};

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static void
changed_cb (SyNetworkMonitor *self,
            gboolean          available,
            GNetworkMonitor  *system)
{
  g_assert (SY_IS_NETWORK_MONITOR (self));

  g_signal_emit_by_name (self, "network-changed", available);
}

static void
notify_cb (SyNetworkMonitor *self,
           GParamSpec       *pspec,
           GNetworkMonitor  *system)
{
  g_assert (SY_IS_NETWORK_MONITOR (self));

  g_object_notify (G_OBJECT (self), pspec->name);
}

/* The system's own asks D-Bus or the kernel before it can say anything. */
static GNetworkMonitor *
get_system (SyNetworkMonitor *self)
{
  if (self->system == NULL)
    self->system = g_object_ref (g_network_monitor_get_default ());

  if (self->started)
    return self->system;

  self->started = TRUE;
  g_signal_connect_object (self->system, "network-changed",
                           G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->system, "notify",
                           G_CALLBACK (notify_cb), self,
                           G_CONNECT_SWAPPED);

  return self->system;
}

static void
can_reach_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (g_network_monitor_can_reach_finish (G_NETWORK_MONITOR (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
sy_network_monitor_can_reach (GNetworkMonitor     *monitor,
                              GSocketConnectable  *connectable,
                              GCancellable        *cancellable,
                              GError             **error)
{
  return g_network_monitor_can_reach (get_system (SY_NETWORK_MONITOR (monitor)),
                                      connectable, cancellable, error);
}

static void
sy_network_monitor_can_reach_async (GNetworkMonitor     *monitor,
                                    GSocketConnectable  *connectable,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (monitor, cancellable, callback, user_data);

  g_task_set_source_tag (task, sy_network_monitor_can_reach_async);
  g_network_monitor_can_reach_async (get_system (SY_NETWORK_MONITOR (monitor)),
                                     connectable, cancellable,
                                     can_reach_cb, g_steal_pointer (&task));
}

static gboolean
sy_network_monitor_can_reach_finish (GNetworkMonitor  *monitor,
                                     GAsyncResult     *result,
                                     GError          **error)
{
  g_assert (g_task_is_valid (result, monitor));

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
network_monitor_iface_init (GNetworkMonitorInterface *iface)
{
  iface->can_reach = sy_network_monitor_can_reach;
  iface->can_reach_async = sy_network_monitor_can_reach_async;
  iface->can_reach_finish = sy_network_monitor_can_reach_finish;
}

static gboolean
sy_network_monitor_initable_init (GInitable     *initable,
                                  GCancellable  *cancellable,
                                  GError       **error)
{
  return TRUE;
}

static void
initable_iface_init (GInitableIface *iface)
{
  iface->init = sy_network_monitor_initable_init;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SyNetworkMonitor, sy_network_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_iface_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                      network_monitor_iface_init))

static void
sy_network_monitor_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GNetworkMonitor *system = get_system (SY_NETWORK_MONITOR (object));

  switch (prop_id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, g_network_monitor_get_network_available (system));
      break;

    case PROP_METERED:
      g_value_set_boolean (value, g_network_monitor_get_network_metered (system));
      break;

    case PROP_CONNECTIVITY:
      g_value_set_enum (value, g_network_monitor_get_connectivity (system));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_network_monitor_dispose (GObject *object)
{
  SyNetworkMonitor *self = SY_NETWORK_MONITOR (object);

  g_clear_object (&self->system);

  G_OBJECT_CLASS (sy_network_monitor_parent_class)->dispose (object);
}

static void
sy_network_monitor_class_init (SyNetworkMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sy_network_monitor_get_property;
  object_class->dispose = sy_network_monitor_dispose;

  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
sy_network_monitor_init (SyNetworkMonitor *self)
{
}

/**
 * sy_network_monitor_new:
 * @system: (nullable): who knows, the system's own when %NULL
 *
 * Makes a network monitor that costs nothing before it is asked for the first time
 * or started, so that those who will want one can be given it before the first
 * frame.
 *
 * Returns: (transfer full): a GNetworkMonitor
 */
SyNetworkMonitor *
sy_network_monitor_new (GNetworkMonitor *system)
{
  SyNetworkMonitor *self;

  g_return_val_if_fail (system == NULL || G_IS_NETWORK_MONITOR (system), NULL);

  self = g_object_new (SY_TYPE_NETWORK_MONITOR, NULL);
  g_set_object (&self->system, system);

  return self;
}

/**
 * sy_network_monitor_start:
 * @self: a network monitor
 *
 * From now on it tells of changes.  Asking it anything starts it as well.
 */
void
sy_network_monitor_start (SyNetworkMonitor *self)
{
  g_return_if_fail (SY_IS_NETWORK_MONITOR (self));

  get_system (self);
}

/**
 * sy_network_monitor_is_started:
 * @self: a network monitor
 *
 * Returns: whether asking it costs nothing any more
 */
gboolean
sy_network_monitor_is_started (SyNetworkMonitor *self)
{
  g_return_val_if_fail (SY_IS_NETWORK_MONITOR (self), FALSE);

  return self->started;
}
