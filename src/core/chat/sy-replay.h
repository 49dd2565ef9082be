/* sy-replay.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SyReplay:
 *
 * What is kept of a reply because it has to go back to its model unmodified.
 */
typedef struct _SyReplay SyReplay;

SyReplay *sy_replay_new            (void);
void      sy_replay_free           (SyReplay   *self);
void      sy_replay_add_detail     (SyReplay   *self,
                                    JsonNode   *raw);
void      sy_replay_add_annotation (SyReplay   *self,
                                    JsonNode   *raw);
JsonNode *sy_replay_to_json        (SyReplay   *self,
                                    const char *family);
JsonNode *sy_replay_dup_sendable   (JsonNode   *replay,
                                    const char *family);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyReplay, sy_replay_free)

G_END_DECLS
