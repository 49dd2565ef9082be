/* tls-server.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A TLS server on loopback that gives one answer to each request, in threads of its own.
 * A client may first ask it as a proxy to connect to any host: then it is that host.
 */
typedef struct _TlsServer TlsServer;

TlsServer *tls_server_new             (const char         *certificate,
                                       const char         *answer,
                                       gssize              length);
void       tls_server_free            (TlsServer          *self);
void       tls_server_set_protocols   (TlsServer          *self,
                                       const char * const *protocols);
guint16    tls_server_get_port        (TlsServer          *self);
guint      tls_server_get_n_contacts  (TlsServer          *self);
char      *tls_server_dup_connect     (TlsServer          *self);
char      *tls_server_dup_received    (TlsServer          *self);
char      *tls_server_dup_protocol    (TlsServer          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlsServer, tls_server_free)

G_END_DECLS
