/* sy-message-footer.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-message.h"

G_BEGIN_DECLS

#define SY_TYPE_MESSAGE_FOOTER (sy_message_footer_get_type ())

G_DECLARE_FINAL_TYPE (SyMessageFooter, sy_message_footer, SY, MESSAGE_FOOTER, AdwBin)

GtkWidget *sy_message_footer_new         (void);
void       sy_message_footer_set_message (SyMessageFooter *self,
                                          SyMessage       *message);
void       sy_message_footer_set_last    (SyMessageFooter *self,
                                          gboolean         last);
void       sy_message_footer_approach    (SyMessageFooter *self);

G_END_DECLS
