/* sy-decoder-openai.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-format.h"

G_BEGIN_DECLS

SyDecoder *sy_decoder_openai_new    (void);
gboolean   sy_decoder_openai_push   (SyDecoder    *decoder,
                                     const char   *data,
                                     gsize         length,
                                     SyDeltaFunc   func,
                                     gpointer      user_data,
                                     GError      **error);
void       sy_decoder_openai_finish (SyDecoder    *decoder,
                                     SyDeltaFunc   func,
                                     gpointer      user_data);
void       sy_decoder_openai_free   (SyDecoder    *decoder);

G_END_DECLS
