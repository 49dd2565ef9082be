/* markdown-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Markdown as models write it, the same for the same seed. */

#include "config.h"

#include "markdown-text.h"

static const char *const words[] = {
  "the", "of", "and", "a", "to", "in", "is", "that", "for", "it", "with", "as", "on", "at",
  "each", "which", "value", "function", "because", "returns", "whole", "number", "memory",
  "between", "process", "kernel", "example", "different", "available", "performance", "before",
  "reader", "window", "message", "where", "however", "implementation", "small", "large",
};

static const char *const code_lines[] = {
  "static int\n",
  "compare (const void *a, const void *b)\n",
  "{\n",
  "  /* The larger one comes first. */\n",
  "  return *(const int *) b - *(const int *) a;\n",
  "}\n",
  "\n",
  "for (size_t i = 0; i < n_items; i++)\n",
  "    total += items[i].price * (1 + items[i].tax);\n",
  "if (total > limit || strcmp (name, \"none\") == 0)\n",
  "  printf (\"%d of %zu items\\n\", total, n_items);\n",
};

static const char *
pick_word (GRand *random)
{
  return words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
}

/* With emphasis, code or a link now and then. */
static void
add_word (GString  *text,
          GRand    *random,
          gboolean  marks)
{
  const char *word = pick_word (random);
  int what = marks ? g_rand_int_range (random, 0, 40) : -1;

  if (what == 0)
    g_string_append_printf (text, "**%s %s**", word, pick_word (random));
  else if (what == 1)
    g_string_append_printf (text, "`%s_%s ()`", word, pick_word (random));
  else if (what == 2)
    g_string_append_printf (text, "[%s](https://example.org/%s)", word, pick_word (random));
  else if (what == 3)
    g_string_append_printf (text, "*%s*", word);
  else
    g_string_append (text, word);
}

static void
add_words (GString  *text,
           GRand    *random,
           gsize     length,
           gboolean  marks)
{
  gsize end = text->len + length;

  add_word (text, random, FALSE);
  while (text->len < end)
    {
      g_string_append (text, g_rand_int_range (random, 0, 12) == 0 ? ", " : " ");
      add_word (text, random, marks);
    }
}

static void
add_paragraph (GString *text,
               GRand   *random,
               gsize    length)
{
  add_words (text, random, length, TRUE);
  g_string_append (text, ".\n\n");
}

static void
add_code_line (GString *text,
               GRand   *random)
{
  g_string_append (text, code_lines[g_rand_int_range (random, 0, G_N_ELEMENTS (code_lines))]);
}

static void
add_code (GString *text,
          GRand   *random,
          int      n_lines)
{
  g_string_append (text, "```c\n");
  for (int i = 0; i < n_lines; i++)
    add_code_line (text, random);
  g_string_append (text, "```\n\n");
}

static void
add_item (GString *text,
          GRand   *random)
{
  g_string_append (text, "- ");
  add_words (text, random, (gsize) g_rand_int_range (random, 40, 160), TRUE);
  g_string_append_c (text, '\n');
}

static void
add_table_head (GString *text)
{
  g_string_append (text, "| Name | Count | What it is |\n|:-----|------:|------------|\n");
}

static void
add_table_row (GString *text,
               GRand   *random)
{
  g_string_append_printf (text, "| %s | %d | ", pick_word (random),
                          g_rand_int_range (random, 0, 10000));
  add_words (text, random, (gsize) g_rand_int_range (random, 8, 40), TRUE);
  g_string_append (text, " |\n");
}

static void
add_section (GString *text,
             GRand   *random)
{
  g_string_append (text, "## ");
  add_words (text, random, 24, FALSE);
  g_string_append (text, "\n\n");
  for (guint i = 0; i < 3; i++)
    add_paragraph (text, random, (gsize) g_rand_int_range (random, 240, 550));
  for (guint i = 0; i < 5; i++)
    add_item (text, random);
  g_string_append_c (text, '\n');
  add_code (text, random, g_rand_int_range (random, 8, 26));
  add_table_head (text);
  for (guint i = 0; i < 5; i++)
    add_table_row (text, random);
  g_string_append_c (text, '\n');
}

/* Before the first piece of each kind that is one block. */
static void
add_head (GString      *text,
          MarkdownKind  kind)
{
  if (kind == MARKDOWN_CODE)
    g_string_append (text, "```c\n");
  else if (kind == MARKDOWN_TABLE)
    add_table_head (text);
}

static void
add_piece (GString      *text,
           GRand        *random,
           MarkdownKind  kind)
{
  switch (kind)
    {
    case MARKDOWN_MIX:
      add_section (text, random);
      break;

    case MARKDOWN_PARAGRAPH:
      add_words (text, random, 400, TRUE);
      g_string_append (text, ". ");
      break;

    case MARKDOWN_CODE:
      add_code_line (text, random);
      break;

    case MARKDOWN_LIST:
      add_item (text, random);
      break;

    case MARKDOWN_TABLE:
      add_table_row (text, random);
      break;

    default:
      g_assert_not_reached ();
    }
}

/**
 * markdown_generate:
 * @length: in bytes
 *
 * Returns: (transfer full): at least so much of a kind, up to where a piece of it ends
 */
GString *
markdown_generate (MarkdownKind kind,
                   gsize        length,
                   guint32      seed)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  GString *text = g_string_sized_new (length + 4096);

  add_head (text, kind);
  while (text->len < length)
    add_piece (text, random, kind);

  return text;
}

/**
 * markdown_generate_message:
 * @text: where it is put, in the place of what is there
 * @number: each fifth has code
 *
 * Makes a message, one of many that have some 860 bytes.
 */
void
markdown_generate_message (GString *text,
                           GRand   *random,
                           guint    number)
{
  gboolean code = number % 5 == 4;
  int n_paragraphs = code ? 1 : g_rand_int_range (random, 1, 4);

  g_string_truncate (text, 0);
  for (int i = 0; i < n_paragraphs; i++)
    add_paragraph (text, random, (gsize) g_rand_int_range (random, 220, 620));
  if (code)
    add_code (text, random, g_rand_int_range (random, 8, 26));
}
