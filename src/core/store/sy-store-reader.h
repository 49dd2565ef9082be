/* sy-store-reader.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-database.h"
#include "sy-records.h"

G_BEGIN_DECLS

GPtrArray            *sy_store_read_conversations (SyDatabase          *database,
                                                   GError             **error);
SyConversationRecord *sy_store_read_conversation  (SyDatabase          *database,
                                                   const char          *id,
                                                   GError             **error);
GPtrArray            *sy_store_read_path          (SyDatabase          *database,
                                                   const char          *id,
                                                   guint                n_loaded,
                                                   GError             **error);
GPtrArray            *sy_store_read_messages      (SyDatabase          *database,
                                                   const char *const   *ids,
                                                   GError             **error);

G_END_DECLS
