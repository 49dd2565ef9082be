/* sy-removal-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-provider.h"

G_BEGIN_DECLS

/* The response of somebody who wants it. */
#define SY_REMOVAL_RESPONSE "remove"

AdwAlertDialog *sy_removal_dialog_new_for_key      (SyProvider *provider,
                                                    guint       n_conversations);
AdwAlertDialog *sy_removal_dialog_new_for_provider (SyProvider *provider,
                                                    guint       n_conversations);
AdwAlertDialog *sy_removal_dialog_new_for_all_keys (guint       n_conversations);

G_END_DECLS
