/* sy-url.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *sy_url_normalize   (const char  *text,
                              const char  *endpoint,
                              GError     **error);
char     *sy_url_endpoint    (const char  *api_base,
                              const char  *endpoint);
char     *sy_url_dup_origin  (const char  *url);
char     *sy_url_dup_host    (const char  *url);
gboolean  sy_url_is_loopback (const char  *url);
gboolean  sy_url_is_private  (const char  *url);
gboolean  sy_url_is_insecure (const char  *url);

G_END_DECLS
