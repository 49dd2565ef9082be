/* sy-title.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-title"

#include "config.h"

#include "sy-title.h"

#include <string.h>

#define MAX_CHARS 40

/* A word border further left than this leaves too little: the cut goes through the word. */
#define MIN_CHARS 20

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

static gboolean
is_mark (gunichar c)
{
  return c < 0x80 && c != 0 && strchr ("#*`>-", (int) c) != NULL;
}

/* What follows the blanks and Markdown marks at the start of a line, up to its end. */
static const char *
skip_marks (const char *line)
{
  while (*line != '\0' && *line != '\n')
    {
      gunichar c = g_utf8_get_char (line);

      if (!is_blank (c) && !is_mark (c))
        break;

      line = g_utf8_next_char (line);
    }

  return line;
}

/* The first place in the text where words begin. */
static const char *
find_words (const char *text)
{
  const char *words = skip_marks (text);

  while (*words == '\n')
    words = skip_marks (words + 1);

  return words;
}

/* A blank and a character more than fit, so that what is too long shows. */
static char *
collapse_line (const char *words)
{
  g_autoptr(GString) line = g_string_new (NULL);
  glong n_chars = 0;

  for (const char *p = words; *p != '\0' && *p != '\n'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_blank (c))
        c = ' ';
      if (c == ' ' && g_str_has_suffix (line->str, " "))
        continue;
      if (c != ' ' && n_chars > MAX_CHARS + 1)
        break;

      g_string_append_unichar (line, c);
      n_chars++;
    }

  return g_strchomp (g_string_free (g_steal_pointer (&line), FALSE));
}

/**
 * sy_title_from_text:
 * @text: what the person wrote, valid UTF-8
 *
 * Makes a conversation's title of the first words of its first message: the
 * first line that has words, without the Markdown marks it starts with, on one
 * line of at most 40 characters.  What is longer ends at a word border with
 * "…" and no comma or stop before it, or in the middle of a word where there is no border to be had.
 *
 * Returns: (transfer full) (nullable): the title, %NULL when there are no words
 */
char *
sy_title_from_text (const char *text)
{
  g_autofree char *line = NULL;
  const char *limit;
  const char *border;

  g_return_val_if_fail (text != NULL, NULL);

  line = collapse_line (find_words (text));

  if (*line == '\0')
    return NULL;
  if (g_utf8_strlen (line, -1) <= MAX_CHARS)
    return g_steal_pointer (&line);

  limit = g_utf8_offset_to_pointer (line, MAX_CHARS);
  border = g_utf8_strrchr (line, limit - line + 1, ' ');

  if (border == NULL || g_utf8_pointer_to_offset (line, border) < MIN_CHARS)
    border = limit;

  if (border[-1] == ',' || border[-1] == ';' || border[-1] == ':' || border[-1] == '.')
    border--;

  return g_strdup_printf ("%.*s…", (int) (border - line), line);
}
