/* markdown-hostile.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Markdown that is meant to take long. */

#include "config.h"

#include "markdown-text.h"

#define DEPTH  1000
#define N_BARS 10000

static void
repeat (GString    *text,
        const char *piece,
        guint       n_times)
{
  for (guint i = 0; i < n_times; i++)
    g_string_append (text, piece);
}

static void
add_emphasis (GString *text)
{
  repeat (text, "*a **b ", DEPTH);
  repeat (text, " c** d*", DEPTH);
  repeat (text, "_e __f *g ", DEPTH);
}

static void
add_brackets (GString *text)
{
  repeat (text, "[", DEPTH);
  g_string_append_c (text, 'a');
  repeat (text, "](b)", DEPTH);
  repeat (text, "![c](", DEPTH);
  repeat (text, "[d][", DEPTH);
}

static void
add_quotes (GString *text)
{
  repeat (text, ">", DEPTH);
  g_string_append (text, " deep\n");
  repeat (text, "> ", DEPTH);
  g_string_append (text, "- deeper\n\n> flat\n\n");
}

static void
add_bars (GString *text)
{
  if (text->len == 0)
    {
      repeat (text, "|a", N_BARS);
      g_string_append (text, "|\n");
      repeat (text, "|-", N_BARS);
      g_string_append (text, "|\n");
    }
  repeat (text, "|b", N_BARS);
  g_string_append (text, "|\n");
}

static void
add_fences (GString *text)
{
  g_string_append (text, "> - ```c\n>   int a;\n1. ~~~~\n   - ````html\n     <b>\n> > `````\n");
  if (text->len % 7 == 0)
    g_string_append (text, "\n");
}

static void
add_line (GString *text,
          gsize    length)
{
  while (text->len < length / 2)
    g_string_append (text, "words in a line ");
  while (text->len < length)
    g_string_append (text, "nothingtobreakat");
}

/**
 * markdown_generate_hostile:
 * @length: in bytes
 *
 * Returns: (transfer full): so much of a kind
 */
GString *
markdown_generate_hostile (MarkdownHostile kind,
                           gsize           length)
{
  static void (*const adders[]) (GString *text) = {
    [MARKDOWN_EMPHASIS] = add_emphasis,
    [MARKDOWN_BRACKETS] = add_brackets,
    [MARKDOWN_QUOTES] = add_quotes,
    [MARKDOWN_BARS] = add_bars,
    [MARKDOWN_FENCES] = add_fences,
  };

  GString *text = g_string_sized_new (length + 4096);

  if (kind == MARKDOWN_LINE)
    add_line (text, length);
  while (text->len < length)
    adders[kind] (text);

  return g_string_truncate (text, length);
}
