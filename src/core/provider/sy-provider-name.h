/* sy-provider-name.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* In characters: it stands in one row beside other things. */
#define SY_PROVIDER_NAME_LENGTH 100

char *sy_provider_name_clean    (const char *text,
                                 const char *fallback);
char *sy_provider_name_dup_free (GListModel *providers,
                                 const char *name);

G_END_DECLS
