/* sy-block-gap.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-block.h"

G_BEGIN_DECLS

int sy_block_gap_get (SyBlock *block,
                      SyBlock *before);

G_END_DECLS
