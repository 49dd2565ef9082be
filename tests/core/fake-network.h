/* fake-network.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A network that is there or not, as the test says. */
#define FAKE_TYPE_NETWORK (fake_network_get_type ())

G_DECLARE_FINAL_TYPE (FakeNetwork, fake_network, FAKE, NETWORK, GObject)

FakeNetwork *fake_network_new              (gboolean              available);
void         fake_network_set_available    (FakeNetwork          *self,
                                            gboolean              available);
void         fake_network_set_connectivity (FakeNetwork          *self,
                                            GNetworkConnectivity  connectivity);

G_END_DECLS
