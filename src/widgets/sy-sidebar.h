/* sy-sidebar.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-conversation-list.h"
#include "sy-health.h"

G_BEGIN_DECLS

#define SY_TYPE_SIDEBAR (sy_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (SySidebar, sy_sidebar, SY, SIDEBAR, AdwBin)

GtkWidget *sy_sidebar_new               (void);
void       sy_sidebar_set_conversations (SySidebar          *self,
                                         SyConversationList *conversations);
void       sy_sidebar_select            (SySidebar          *self,
                                         SyConversation     *conversation);
void       sy_sidebar_set_health        (SySidebar          *self,
                                         SyHealth           *health);

G_END_DECLS
