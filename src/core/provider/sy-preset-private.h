/* sy-preset-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-preset.h"

G_BEGIN_DECLS

#define SY_CLOUD_SILENCE 120
#define SY_LOCAL_SILENCE 600

struct _SyPreset
{
  GObject        parent_instance;

  char          *id;
  char          *name;
  char          *api_base;
  char         **other_bases;
  char          *model_id;
  char         **model_patterns;
  char         **suggested_ids;
  char         **suggested_notes;
  char          *auth_header;
  char          *key_prefix;
  guint          key_length;
  char          *key_page;
  char          *credits_page;
  char          *models_page;
  char          *privacy_page;
  char          *models_path;
  gboolean       has_endpoints;
  SyProof        proof;
  SyFormatKind   format;
  SyDialect      dialect;
  SyKeyNeed      key_need;
  gboolean       has_account;
  gboolean       is_local;
  guint          silence_ms;
};

G_END_DECLS
