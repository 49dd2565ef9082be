/* sy-reply-proof.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-chat-session.h"
#include "sy-health-list.h"

G_BEGIN_DECLS

/**
 * SyReplyProof:
 *
 * Tells a provider's health what the replies of a conversation prove: one that
 * streams, that the key and the address are good.
 */
#define SY_TYPE_REPLY_PROOF (sy_reply_proof_get_type ())

G_DECLARE_FINAL_TYPE (SyReplyProof, sy_reply_proof, SY, REPLY_PROOF, GObject)

SyReplyProof *sy_reply_proof_new (SyChatSession *session,
                                  SyHealthList  *healths);

G_END_DECLS
