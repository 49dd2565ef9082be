/* sy-transport-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GError *sy_transport_error_new             (const GError *cause,
                                            const char   *host);
GError *sy_transport_error_new_silence     (const char   *host,
                                            guint         silence_ms);
GError *sy_transport_error_new_lost        (const char   *host);
GError *sy_transport_error_new_insecure    (const char   *host);
GError *sy_transport_error_new_certificate (const char   *host,
                                            const char   *origin,
                                            const char   *fingerprint,
                                            const char   *issuer);
GError *sy_transport_error_new_proxy       (const char   *proxy,
                                            const char   *host,
                                            gboolean      reached);

G_END_DECLS
