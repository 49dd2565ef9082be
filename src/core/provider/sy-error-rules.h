/* sy-error-rules.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-error.h"
#include "sy-error-finding.h"

G_BEGIN_DECLS

SyError     sy_error_rules_judge          (const SyErrorFinding *finding,
                                           guint                 status);
guint       sy_error_rules_find_status    (const SyErrorFinding *finding,
                                           guint                 status);
const char *sy_error_rules_find_parameter (const SyErrorFinding *finding);

G_END_DECLS
