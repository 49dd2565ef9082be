/* sy-certificate.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *sy_certificate_dup_fingerprint (GTlsCertificate *certificate);
char *sy_certificate_dup_issuer      (GTlsCertificate *certificate);

G_END_DECLS
