/* sy-http-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "sy-redact.h"

G_BEGIN_DECLS

GError *sy_http_error_from_status       (guint       status,
                                         int         retry_after,
                                         const char *body,
                                         gsize       length,
                                         SyRedact   *redact);
GError *sy_http_error_from_body         (const char *body,
                                         gsize       length,
                                         SyRedact   *redact);
int     sy_http_error_parse_retry_after (const char *header,
                                         gint64      now_us);

G_END_DECLS
