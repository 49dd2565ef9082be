/* sy-provider.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-api-base.h"
#include "sy-model-marks.h"

G_BEGIN_DECLS

/**
 * SyKeyState:
 * @SY_KEY_STATE_NONE: no key is kept for this provider
 * @SY_KEY_STATE_SAVED: a key for this provider and its origin is kept
 * @SY_KEY_STATE_OTHER_ORIGIN: a key is kept, but for another origin
 * @SY_KEY_STATE_UNKNOWN: the keyring has not answered, or is locked
 */
typedef enum
{
  SY_KEY_STATE_NONE,
  SY_KEY_STATE_SAVED,
  SY_KEY_STATE_OTHER_ORIGIN,
  SY_KEY_STATE_UNKNOWN,
} SyKeyState;

/* Who shows a provider need not see the room that keeps the keys. */
typedef struct _SyKeyring SyKeyring;

#define SY_TYPE_KEY_STATE (sy_key_state_get_type ())
#define SY_TYPE_PROVIDER  (sy_provider_get_type ())

GType sy_key_state_get_type (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyProvider, sy_provider, SY, PROVIDER, GObject)

SyProvider       *sy_provider_new            (const char        *id,
                                              SyPreset          *preset);
const char       *sy_provider_get_id         (SyProvider        *self);
const char       *sy_provider_get_name       (SyProvider        *self);
void              sy_provider_set_name       (SyProvider        *self,
                                              const char        *name);
SyPreset         *sy_provider_get_preset     (SyProvider        *self);
SyTrust          *sy_provider_get_trust      (SyProvider        *self);
void              sy_provider_set_trust      (SyProvider        *self,
                                              SyTrust           *trust);
const char       *sy_provider_get_api_base   (SyProvider        *self);
gboolean          sy_provider_set_api_base   (SyProvider        *self,
                                              const char        *text,
                                              GError           **error);
const char       *sy_provider_get_origin     (SyProvider        *self);
char             *sy_provider_dup_host       (SyProvider        *self);
char             *sy_provider_dup_endpoint   (SyProvider        *self);
const char       *sy_provider_get_model_id   (SyProvider        *self);
void              sy_provider_set_model_id   (SyProvider        *self,
                                              const char        *model_id);
SyFormatKind      sy_provider_get_format     (SyProvider        *self);
void              sy_provider_set_format     (SyProvider        *self,
                                              SyFormatKind       format);
const SySampling *sy_provider_get_sampling   (SyProvider        *self);
void              sy_provider_set_sampling   (SyProvider        *self,
                                              const SySampling  *sampling);
SyModelMarks     *sy_provider_get_marks      (SyProvider        *self);
SyKeyState        sy_provider_get_key_state  (SyProvider        *self);
const char       *sy_provider_get_key_origin (SyProvider        *self);
void              sy_provider_read_key_state (SyProvider        *self,
                                              SyKeyring         *keyring);
void              sy_provider_key_changed    (SyProvider        *self);
gboolean          sy_provider_check_ready    (SyProvider        *self,
                                              const char        *model_id,
                                              GError           **error);
GError           *sy_provider_no_key_error   (SyProvider        *self);

G_END_DECLS
