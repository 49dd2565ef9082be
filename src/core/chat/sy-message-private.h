/* sy-message-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-extras.h"
#include "sy-message.h"
#include "sy-replay.h"

G_BEGIN_DECLS

struct _SyMessage
{
  GObject         parent_instance;

  char           *id;
  char           *parent_id;
  SyRole          role;
  SyMessageState  state;
  gint64          created_at;
  gint64          duration;
  gint64          first_delta;
  GError         *error;

  /* Only as long as the text is not here. */
  gboolean        is_stub;
  gsize           stub_length;

  /* The text is in one of the two: here until somebody asks for the document.  What is empty is
   * not there. */
  GString        *text;
  SyDocument     *document;
  GString        *reasoning;
  guint           n_rethinks;
  gint64          reasoning_since;
  gint64          reasoning_duration;

  char           *provider_id;
  char           *model_id;
  char           *served_model;
  char           *generation_id;
  char           *finish_reason;
  guint           skipped;
  char           *values;
  SyUsage        *usage;

  /* Made of what was kept when somebody asks, until more comes. */
  SyReplay       *replay;
  JsonNode       *replay_json;
  SyExtras       *extras;
  JsonNode       *extras_json;

  /* As a file has them, until somebody asks. */
  char           *replay_source;
  char           *extras_source;
};

enum
{
  SY_MESSAGE_PROP_0,
  SY_MESSAGE_PROP_ID,
  SY_MESSAGE_PROP_PARENT_ID,
  SY_MESSAGE_PROP_ROLE,
  SY_MESSAGE_PROP_STATE,
  SY_MESSAGE_PROP_LENGTH,
  SY_MESSAGE_PROP_LOADED,
  SY_MESSAGE_PROP_DOCUMENT,
  SY_MESSAGE_PROP_REASONING,
  SY_MESSAGE_PROP_REASONING_DURATION,
  SY_MESSAGE_PROP_PROVIDER_ID,
  SY_MESSAGE_PROP_MODEL_ID,
  SY_MESSAGE_PROP_SERVED_MODEL,
  SY_MESSAGE_PROP_GENERATION_ID,
  SY_MESSAGE_PROP_CREATED_AT,
  SY_MESSAGE_PROP_DURATION,
  SY_MESSAGE_PROP_FIRST_DELTA,
  SY_MESSAGE_PROP_FINISH_REASON,
  SY_MESSAGE_PROP_SKIPPED,
  SY_MESSAGE_PROP_VALUES,
  SY_MESSAGE_PROP_USAGE,
  SY_MESSAGE_PROP_COST,
  SY_MESSAGE_PROP_ERROR,
  SY_MESSAGE_PROP_REPLAY,
  SY_MESSAGE_PROP_EXTRAS,
  SY_MESSAGE_N_PROPS,
};

void sy_message_notify (SyMessage *self,
                        guint      prop_id);

G_END_DECLS
