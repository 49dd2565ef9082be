/* sy-decode-job.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-format.h"

G_BEGIN_DECLS

/**
 * SyDecodeJob:
 *
 * The decoding of one event in a thread, which owns the decoder meanwhile.
 */
typedef struct _SyDecodeJob SyDecodeJob;

/**
 * SyDecodeJobFunc:
 *
 * Called in the thread that started the job, when it is done.
 */
typedef void (*SyDecodeJobFunc) (gpointer user_data);

SyDecodeJob *sy_decode_job_start         (const SyFormat  *format,
                                          SyDecoder       *decoder,
                                          GBytes          *data,
                                          SyDecodeJobFunc  func,
                                          gpointer         user_data);
void         sy_decode_job_free          (SyDecodeJob     *self);
GBytes      *sy_decode_job_get_data      (SyDecodeJob     *self);
SyDecoder   *sy_decode_job_steal_decoder (SyDecodeJob     *self);
gboolean     sy_decode_job_give_next     (SyDecodeJob     *self,
                                          SyDeltaFunc      func,
                                          gpointer         user_data);
gboolean     sy_decode_job_finish        (SyDecodeJob     *self,
                                          GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyDecodeJob, sy_decode_job_free)

G_END_DECLS
