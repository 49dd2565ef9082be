/* sy-chat-settings-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SY_TYPE_CHAT_SETTINGS_PAGE (sy_chat_settings_page_get_type ())

G_DECLARE_FINAL_TYPE (SyChatSettingsPage, sy_chat_settings_page, SY, CHAT_SETTINGS_PAGE,
                      AdwPreferencesPage)

void sy_chat_settings_page_set_up (SyChatSettingsPage *self,
                                   GSettings          *preferences);

G_END_DECLS
