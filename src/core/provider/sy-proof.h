/* sy-proof.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-json.h"

G_BEGIN_DECLS

/**
 * SyProof:
 * @path: what is asked for, beside the endpoint; %NULL when nothing is known to prove a key
 * @with_key: whether an answer proves the key too, which has to be sent then
 * @refused: (array length=n_refused): statuses that mean "key refused"
 * @n_refused: how many
 *
 * How a service is asked whether it takes a key, without paying for it.
 */
typedef struct
{
  char     *path;
  gboolean  with_key;
  guint    *refused;
  guint     n_refused;
} SyProof;

void     sy_proof_read       (SyProof       *self,
                              JsonObject    *row);
void     sy_proof_clear      (SyProof       *self);
gboolean sy_proof_is_refusal (const SyProof *self,
                              guint          status);

G_END_DECLS
