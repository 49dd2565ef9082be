/* stream-server.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _StreamServer StreamServer;

StreamServer *stream_server_start   (void);
const char   *stream_server_get_url (StreamServer *self);
void          stream_server_stop    (StreamServer *self);

G_END_DECLS
