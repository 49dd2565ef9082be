/* sy-demo-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * SyDemoError:
 * @name: what scripts call it
 * @status: HTTP status; 0: the connection is closed without an answer
 * @header: (nullable): one more header line, its name
 * @value: (nullable): and what it says
 * @type: (nullable): content type; JSON when %NULL
 * @body: the answer; "{tokens}" in it is the count that was asked for
 *
 * An answer that is no reply, as a real server words it.
 */
typedef struct
{
  const char *name;
  guint       status;
  const char *header;
  const char *value;
  const char *type;
  const char *body;
} SyDemoError;

const SyDemoError *sy_demo_error_find (const char        *name);
void               sy_demo_error_send (const SyDemoError *self,
                                       gint64             n_tokens,
                                       SoupServerMessage *message);

G_END_DECLS
