/* sy-model-id.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  sy_model_id_is_listed   (const char *id,
                                   GHashTable *listed);
gboolean  sy_model_id_is_preset   (const char *id);
char     *sy_model_id_dup_shorter (const char *id);

G_END_DECLS
