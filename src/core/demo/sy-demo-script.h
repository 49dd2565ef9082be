/* sy-demo-script.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyDemoFault:
 * @SY_DEMO_FAULT_NONE: it ends with a finish reason and "[DONE]"
 * @SY_DEMO_FAULT_GARBAGE: the same, but an event in its middle cannot be read
 * @SY_DEMO_FAULT_ERROR: after its text comes an event with an error
 * @SY_DEMO_FAULT_CUT: after its text the connection is closed
 * @SY_DEMO_FAULT_SILENCE: after its text nothing comes, and the connection stays open
 *
 * What goes wrong in a stream.
 */
typedef enum
{
  SY_DEMO_FAULT_NONE,
  SY_DEMO_FAULT_GARBAGE,
  SY_DEMO_FAULT_ERROR,
  SY_DEMO_FAULT_CUT,
  SY_DEMO_FAULT_SILENCE,
} SyDemoFault;

/**
 * SyDemoScript:
 * @model: the model id that is answered this way
 * @note: (nullable): what it is for; only what is made to fail has one
 * @text: (nullable): what it says; @write knows it when %NULL
 * @write: (nullable): writes what it says
 * @reasoning: (nullable): what it thinks before that
 * @delay: milliseconds before its first token
 * @rate: tokens a second after that
 * @finish: (nullable): its finish reason; "stop" when %NULL
 * @fault: what happens to its stream
 * @error: (nullable): name of the error that answers instead
 * @n_errors: how many requests meet the error before one is answered; 0: all of
 *   which the next two do not say otherwise
 * @affordable: only requests for more tokens than this meet the error, and those
 *   that set no limit; 0: it does not matter
 * @unwanted: (nullable): only requests with this member meet the error
 *
 * How one model of the demo behaves.
 */
typedef struct
{
  const char   *model;
  const char   *note;
  const char   *text;
  char       *(*write) (void);
  const char   *reasoning;
  guint         delay;
  guint         rate;
  const char   *finish;
  SyDemoFault   fault;
  const char   *error;
  guint         n_errors;
  gint64        affordable;
  const char   *unwanted;
} SyDemoScript;

const SyDemoScript *sy_demo_script_find       (const char         *model);
const SyDemoScript *sy_demo_script_get_all    (gsize              *n_scripts);
char               *sy_demo_script_dup_text   (const SyDemoScript *self);
gsize               sy_demo_script_next_token (const char         *text);

G_END_DECLS
