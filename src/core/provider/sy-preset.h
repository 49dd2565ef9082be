/* sy-preset.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-format.h"
#include "sy-proof.h"

G_BEGIN_DECLS

/**
 * SyKeyNeed:
 * @SY_KEY_REQUIRED: nothing works without a key
 * @SY_KEY_OPTIONAL: a server may have been given one
 * @SY_KEY_NONE: there are no keys
 */
typedef enum
{
  SY_KEY_REQUIRED,
  SY_KEY_OPTIONAL,
  SY_KEY_NONE,
} SyKeyNeed;

#define SY_TYPE_PRESET (sy_preset_get_type ())

G_DECLARE_FINAL_TYPE (SyPreset, sy_preset, SY, PRESET, GObject)

GListModel        *sy_preset_parse_list         (GBytes      *json,
                                                 GError     **error);
SyPreset          *sy_preset_list_find          (GListModel  *presets,
                                                 const char  *id);
const char        *sy_preset_get_id             (SyPreset    *self);
const char        *sy_preset_get_name           (SyPreset    *self);
const char        *sy_preset_get_api_base       (SyPreset    *self);
const char *const *sy_preset_get_other_bases    (SyPreset    *self);
const char        *sy_preset_get_model_id       (SyPreset    *self);
const char *const *sy_preset_get_model_patterns (SyPreset    *self);
const char        *sy_preset_get_models_path    (SyPreset    *self);
gboolean           sy_preset_get_has_endpoints  (SyPreset    *self);
guint              sy_preset_get_n_suggested    (SyPreset    *self);
const char        *sy_preset_get_suggested_id   (SyPreset    *self,
                                                 guint        index);
const char        *sy_preset_get_suggested_note (SyPreset    *self,
                                                 guint        index);
gboolean           sy_preset_suggests           (SyPreset    *self,
                                                 const char  *id);
SyFormatKind       sy_preset_get_format         (SyPreset    *self);
SyDialect          sy_preset_get_dialect        (SyPreset    *self);
const char        *sy_preset_get_auth_header    (SyPreset    *self);
const char        *sy_preset_get_key_prefix     (SyPreset    *self);
guint              sy_preset_get_key_length     (SyPreset    *self);
const char        *sy_preset_get_key_page       (SyPreset    *self);
const char        *sy_preset_get_credits_page   (SyPreset    *self);
const char        *sy_preset_get_models_page    (SyPreset    *self);
const char        *sy_preset_get_privacy_page   (SyPreset    *self);
SyKeyNeed          sy_preset_get_key_need       (SyPreset    *self);
const SyProof     *sy_preset_get_proof          (SyPreset    *self);
gboolean           sy_preset_get_has_account    (SyPreset    *self);
gboolean           sy_preset_get_is_custom      (SyPreset    *self);
gboolean           sy_preset_get_is_demo        (SyPreset    *self);
gboolean           sy_preset_get_is_local       (SyPreset    *self);
guint              sy_preset_get_silence_ms     (SyPreset    *self);

G_END_DECLS
