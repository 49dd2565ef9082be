/* sy-body-sniffer.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyBodyKind:
 * @SY_BODY_UNKNOWN: nothing but white space came
 * @SY_BODY_EVENTS: a stream of events, or anything else
 * @SY_BODY_DOCUMENT: JSON
 * @SY_BODY_MARKUP: a web page
 *
 * What a body is by its first byte: servers get the Content-Type wrong.
 */
typedef enum
{
  SY_BODY_UNKNOWN,
  SY_BODY_EVENTS,
  SY_BODY_DOCUMENT,
  SY_BODY_MARKUP,
} SyBodyKind;

/* The longest name of a field, with its colon. */
#define SY_BODY_START 6

/**
 * SyBodySniffer:
 * @kind: what the body is, as far as it came
 * @start: its first bytes
 * @n_start: how many of them there are
 *
 * Looks at a body as it comes.  All zero at first.
 */
typedef struct
{
  SyBodyKind kind;
  char       start[SY_BODY_START];
  gsize      n_start;
} SyBodySniffer;

gsize    sy_body_sniffer_push      (SyBodySniffer       *self,
                                    const char          *data,
                                    gsize                length);
gboolean sy_body_sniffer_has_field (const SyBodySniffer *self);

G_END_DECLS
