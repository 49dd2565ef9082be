/* sy-model-redact.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-model.h"
#include "sy-redact.h"

G_BEGIN_DECLS

SyModel *sy_model_redact (SyModel  *model,
                          SyRedact *redact);

G_END_DECLS
