/* sy-trust.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SY_TYPE_TRUST (sy_trust_get_type ())

G_DECLARE_FINAL_TYPE (SyTrust, sy_trust, SY, TRUST, GObject)

SyTrust    *sy_trust_new              (void);
gboolean    sy_trust_get_allows_plain (SyTrust    *self,
                                       const char *origin);
void        sy_trust_allow_plain      (SyTrust    *self,
                                       const char *origin);
const char *sy_trust_get_certificate  (SyTrust    *self,
                                       const char *origin);
void        sy_trust_set_certificate  (SyTrust    *self,
                                       const char *origin,
                                       const char *fingerprint);
JsonNode   *sy_trust_to_json          (SyTrust    *self);
void        sy_trust_read_json        (SyTrust    *self,
                                       JsonNode   *node);

G_END_DECLS
