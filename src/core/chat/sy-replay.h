/* sy-replay.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *sy_replay_new        (void);
void      sy_replay_add_detail (JsonNode *replay,
                                JsonNode *raw);

G_END_DECLS
