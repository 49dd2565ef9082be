/* sy-worst-health.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-chat-session.h"
#include "sy-health-list.h"

G_BEGIN_DECLS

/**
 * SyWorstHealth:
 *
 * Which of the connections that matter now is worst: the default provider's and those
 * of conversations that are open or have a reply under way.
 */
#define SY_TYPE_WORST_HEALTH (sy_worst_health_get_type ())

G_DECLARE_FINAL_TYPE (SyWorstHealth, sy_worst_health, SY, WORST_HEALTH, GObject)

SyWorstHealth *sy_worst_health_new            (SyProviderList *providers,
                                               SyHealthList   *healths);
SyHealth      *sy_worst_health_get_health     (SyWorstHealth  *self);
void           sy_worst_health_add_session    (SyWorstHealth  *self,
                                               SyChatSession  *session);
void           sy_worst_health_remove_session (SyWorstHealth  *self,
                                               SyChatSession  *session);
void           sy_worst_health_set_open       (SyWorstHealth  *self,
                                               SyChatSession  *session);

G_END_DECLS
