/* sy-quirks.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-request.h"

G_BEGIN_DECLS

#define SY_TYPE_QUIRKS (sy_quirks_get_type ())

G_DECLARE_FINAL_TYPE (SyQuirks, sy_quirks, SY, QUIRKS, GObject)

SyQuirks *sy_quirks_new   (void);
gboolean  sy_quirks_learn (SyQuirks     *self,
                           const char   *origin,
                           const char   *model_id,
                           const GError *error);
void      sy_quirks_apply (SyQuirks     *self,
                           const char   *origin,
                           const char   *model_id,
                           SyRequest    *request);

G_END_DECLS
