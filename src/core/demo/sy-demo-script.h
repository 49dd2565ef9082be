/* sy-demo-script.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyDemoScript:
 * @model: the model id that is answered this way
 * @text: (nullable): what it says; the story when %NULL
 * @delay: milliseconds before its first token
 * @rate: tokens a second after that
 *
 * How one model of the demo behaves.
 */
typedef struct
{
  const char *model;
  const char *text;
  guint       delay;
  guint       rate;
} SyDemoScript;

const SyDemoScript *sy_demo_script_find       (const char         *model);
char               *sy_demo_script_dup_text   (const SyDemoScript *self);
gsize               sy_demo_script_next_token (const char         *text);

G_END_DECLS
