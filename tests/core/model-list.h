/* model-list.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes     *model_list_load        (const char        *name);
GBytes     *model_list_load_corpus (const char        *name);
GListModel *model_list_parse       (GBytes            *json);
GListModel *model_list_parse_file  (const char        *name);
GListModel *model_list_from_ids    (const char *const *ids);
GBytes     *model_list_generate    (guint              n_models);

G_END_DECLS
