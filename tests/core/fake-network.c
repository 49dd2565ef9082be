/* fake-network.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-network.h"

struct _FakeNetwork
{
  GObject              parent_instance;

  gboolean             available;
  GNetworkConnectivity connectivity;
};

enum
{
  PROP_0,
  PROP_NETWORK_AVAILABLE,
  PROP_NETWORK_METERED,
  PROP_CONNECTIVITY,
};

static void
initable_iface_init (GInitableIface *iface)
{
}

static void
monitor_iface_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeNetwork, fake_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_iface_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_iface_init))

static void
fake_network_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FakeNetwork *self = FAKE_NETWORK (object);

  switch (prop_id)
    {
    case PROP_NETWORK_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;

    case PROP_NETWORK_METERED:
      g_value_set_boolean (value, FALSE);
      break;

    case PROP_CONNECTIVITY:
      g_value_set_enum (value, self->connectivity);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fake_network_class_init (FakeNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_network_get_property;
  g_object_class_override_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_network_init (FakeNetwork *self)
{
}

static void
set_available (FakeNetwork *self,
               gboolean     available)
{
  self->available = available;
  self->connectivity = available ? G_NETWORK_CONNECTIVITY_FULL : G_NETWORK_CONNECTIVITY_LOCAL;
}

FakeNetwork *
fake_network_new (gboolean available)
{
  FakeNetwork *self = g_object_new (FAKE_TYPE_NETWORK, NULL);

  set_available (self, available);

  return self;
}

/* Also tells of changes that are none, as real monitors do. */
void
fake_network_set_available (FakeNetwork *self,
                            gboolean     available)
{
  set_available (self, available);
  g_signal_emit_by_name (self, "network-changed", available);
}

/* The same, while there is or is no network as before. */
void
fake_network_set_connectivity (FakeNetwork          *self,
                               GNetworkConnectivity  connectivity)
{
  self->connectivity = connectivity;
  g_signal_emit_by_name (self, "network-changed", self->available);
}
