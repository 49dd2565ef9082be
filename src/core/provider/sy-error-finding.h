/* sy-error-finding.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyErrorVoice:
 * @words: (nullable): what is said for people
 * @tags: (element-type utf8): what is said for programs: codes, types, reasons
 *
 * One server that speaks in a body.
 */
typedef struct
{
  char      *words;
  GPtrArray *tags;
} SyErrorVoice;

/**
 * SyErrorFinding:
 * @own: the server that answered
 * @behind: the provider whose answer a router passes on
 * @status: an HTTP status in the body, 0 without one
 * @retry_after: seconds to wait, -1 without such a word
 * @is_markup: whether the body is a web page
 * @is_json: whether it is JSON
 * @upstream: whether the trouble is said to be that of a provider behind
 * @n_prompt: tokens of the request, -1 when they are not told
 * @n_context: tokens that a request may have, -1 when they are not told
 * @provider: (nullable): the name of the provider behind
 * @parameter: (nullable): the parameter that the body is about
 * @flagged: (nullable): a piece of what was flagged
 * @models: (element-type utf8): ids of other models
 * @reasons: (element-type utf8): why something was flagged
 *
 * What the body of an error says, whatever dialect it speaks.  Valid UTF-8, but
 * neither redacted nor fit to be shown.
 */
typedef struct
{
  SyErrorVoice  own;
  SyErrorVoice  behind;
  guint         status;
  int           retry_after;
  gboolean      is_markup;
  gboolean      is_json;
  gboolean      upstream;
  gint64        n_prompt;
  gint64        n_context;
  char         *provider;
  char         *parameter;
  char         *flagged;
  GPtrArray    *models;
  GPtrArray    *reasons;
} SyErrorFinding;

SyErrorFinding *sy_error_finding_new       (const char           *body);
void            sy_error_finding_free      (SyErrorFinding       *self);
const char     *sy_error_finding_get_words (const SyErrorFinding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyErrorFinding, sy_error_finding_free)

G_END_DECLS
