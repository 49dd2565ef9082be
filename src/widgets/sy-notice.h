/* sy-notice.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SY_TYPE_NOTICE (sy_notice_get_type ())

G_DECLARE_FINAL_TYPE (SyNotice, sy_notice, SY, NOTICE, AdwBin)

GtkWidget  *sy_notice_new          (void);
const char *sy_notice_get_text     (SyNotice   *self);
void        sy_notice_set_text     (SyNotice   *self,
                                    const char *text);
void        sy_notice_set_action   (SyNotice   *self,
                                    const char *label,
                                    const char *action_name,
                                    GVariant   *target);
void        sy_notice_set_settings (SyNotice   *self,
                                    gboolean    settings);
void        sy_notice_set_retry    (SyNotice   *self,
                                    gboolean    retry);

G_END_DECLS
