/* sy-endpoint-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-endpoint.h"

G_BEGIN_DECLS

char *sy_endpoint_text_dup_price (const SyEndpoint *endpoint);
char *sy_endpoint_text_dup_facts (const SyEndpoint *endpoint);

G_END_DECLS
