/* sy-composer.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-model-button.h"

G_BEGIN_DECLS

#define SY_TYPE_COMPOSER (sy_composer_get_type ())

G_DECLARE_FINAL_TYPE (SyComposer, sy_composer, SY, COMPOSER, AdwBin)

GtkWidget     *sy_composer_new                (void);
char          *sy_composer_dup_text           (SyComposer *self);
void           sy_composer_set_text           (SyComposer *self,
                                               const char *text);
gboolean       sy_composer_get_busy           (SyComposer *self);
void           sy_composer_set_busy           (SyComposer *self,
                                               gboolean    busy);
void           sy_composer_set_send_with_ctrl (SyComposer *self,
                                               gboolean    send_with_ctrl);
void           sy_composer_set_notice         (SyComposer *self,
                                               const char *text,
                                               gboolean    settings);
SyModelButton *sy_composer_get_model_button   (SyComposer *self);
void           sy_composer_set_model_notice   (SyComposer *self,
                                               const char *text,
                                               const char *label,
                                               const char *action_name,
                                               GVariant   *target);

G_END_DECLS
