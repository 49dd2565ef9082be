/* sy-extras.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SyExtras:
 *
 * What a reply brought beside text: images and tool calls.  They are kept and
 * never sent.
 */
typedef struct _SyExtras SyExtras;

SyExtras *sy_extras_new           (void);
void      sy_extras_free          (SyExtras *self);
void      sy_extras_add_image     (SyExtras *self,
                                   JsonNode *raw);
void      sy_extras_add_tool_call (SyExtras *self,
                                   guint     index,
                                   JsonNode *raw);
JsonNode *sy_extras_to_json       (SyExtras *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyExtras, sy_extras_free)

G_END_DECLS
