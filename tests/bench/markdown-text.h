/* markdown-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MarkdownKind:
 * @MARKDOWN_MIX: a heading, paragraphs, a list, code and a table, again and again
 * @MARKDOWN_PARAGRAPH: one line
 * @MARKDOWN_CODE: one block of code
 * @MARKDOWN_LIST: one list
 * @MARKDOWN_TABLE: one table
 */
typedef enum
{
  MARKDOWN_MIX,
  MARKDOWN_PARAGRAPH,
  MARKDOWN_CODE,
  MARKDOWN_LIST,
  MARKDOWN_TABLE,
} MarkdownKind;

/**
 * MarkdownHostile:
 * @MARKDOWN_EMPHASIS: marks of emphasis, nested and never closed
 * @MARKDOWN_BRACKETS: brackets of links and images, nested and never closed
 * @MARKDOWN_QUOTES: quotes that are 1,000 deep
 * @MARKDOWN_BARS: a table with 10,000 bars in each line
 * @MARKDOWN_FENCES: fences that are never closed, in lists and quotes
 * @MARKDOWN_LINE: one line, the second half of it without a blank
 *
 * What nobody writes, and what has made readers of Markdown slow.
 */
typedef enum
{
  MARKDOWN_EMPHASIS,
  MARKDOWN_BRACKETS,
  MARKDOWN_QUOTES,
  MARKDOWN_BARS,
  MARKDOWN_FENCES,
  MARKDOWN_LINE,
  MARKDOWN_N_HOSTILE,
} MarkdownHostile;

/* All of it is ASCII, so it can be cut anywhere. */
GString *markdown_generate         (MarkdownKind     kind,
                                    gsize            length,
                                    guint32          seed);
void     markdown_generate_message (GString         *text,
                                    GRand           *random,
                                    guint            number);
GString *markdown_generate_hostile (MarkdownHostile  kind,
                                    gsize            length);

G_END_DECLS
