/* sy-reading-place.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-message-view.h"

G_BEGIN_DECLS

gboolean sy_reading_place_find (SyMessageView  *view,
                                char          **message_id,
                                double         *offset);
void     sy_reading_place_go   (SyMessageView  *view,
                                const char     *message_id,
                                double          offset);

G_END_DECLS
