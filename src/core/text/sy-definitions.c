/* sy-definitions.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-definitions"

#include "config.h"

#include "sy-definitions.h"

#include <string.h>

/* As many as CommonMark allows in a label, and as md4c does in a target. */
#define MAX_LABEL   999
#define MAX_NESTING 32

/* A place in the lines of a paragraph. */
typedef struct
{
  const char        *source;
  const SyBlockLine *lines;
  guint              n_lines;
  guint              line;
  const char        *p;
  const char        *end;
} Cursor;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static void
go_to_line (Cursor *cursor,
            guint   line)
{
  cursor->line = line;
  cursor->p = NULL;
  cursor->end = NULL;

  if (line < cursor->n_lines)
    {
      cursor->p = cursor->source + cursor->lines[line].start;
      cursor->end = cursor->source + cursor->lines[line].end;
    }
}

static gboolean
is_at_end (const Cursor *cursor)
{
  return cursor->line >= cursor->n_lines;
}

static void
skip_blanks (Cursor *cursor)
{
  while (cursor->p < cursor->end && is_blank (*cursor->p))
    cursor->p++;
}

/* md4c, which reads it again, has no tabs there. */
static gboolean
ends_line (const Cursor *cursor)
{
  const char *p = cursor->p;

  while (p < cursor->end && *p == ' ')
    p++;

  return p == cursor->end;
}

/* Blanks, and the end of one line at most.  Returns whether something follows. */
static gboolean
skip_space (Cursor *cursor)
{
  skip_blanks (cursor);
  if (cursor->p < cursor->end)
    return TRUE;

  go_to_line (cursor, cursor->line + 1);
  if (!is_at_end (cursor))
    skip_blanks (cursor);

  return !is_at_end (cursor);
}

static gboolean
is_escape (const Cursor *cursor)
{
  return *cursor->p == '\\' && cursor->p + 1 < cursor->end && g_ascii_ispunct (cursor->p[1]);
}

/* Returns FALSE where the label ends without having begun, or cannot go on. */
static gboolean
skip_label (Cursor *cursor)
{
  guint length = 0;
  gboolean has_text = FALSE;

  if (*cursor->p != '[')
    return FALSE;

  cursor->p++;
  while (!is_at_end (cursor) && length <= MAX_LABEL)
    {
      if (cursor->p >= cursor->end)
        {
          go_to_line (cursor, cursor->line + 1);
        }
      else if (is_escape (cursor))
        {
          has_text = TRUE;
          cursor->p += 2;
        }
      else if (*cursor->p == '[' || *cursor->p == ']')
        {
          return *cursor->p++ == ']' && has_text;
        }
      else
        {
          has_text = has_text || !g_unichar_isspace (g_utf8_get_char (cursor->p));
          cursor->p = g_utf8_next_char (cursor->p);
        }
      length++;
    }

  return FALSE;
}

static gboolean
skip_bracketed_target (Cursor *cursor)
{
  for (cursor->p++; cursor->p < cursor->end; cursor->p++)
    {
      if (is_escape (cursor))
        cursor->p++;
      else if (*cursor->p == '<')
        return FALSE;
      else if (*cursor->p == '>')
        return *cursor->p++ == '>';
    }

  return FALSE;
}

static gboolean
skip_target (Cursor *cursor)
{
  const char *begin = cursor->p;
  guint level = 0;

  if (*begin == '<')
    return skip_bracketed_target (cursor);

  for (; cursor->p < cursor->end; cursor->p++)
    {
      if (is_escape (cursor))
        cursor->p++;
      else if (*cursor->p == ' ' || g_ascii_iscntrl (*cursor->p) ||
               (*cursor->p == ')' && level == 0))
        break;
      else if (*cursor->p == '(' && ++level > MAX_NESTING)
        return FALSE;
      else if (*cursor->p == ')')
        level--;
    }

  return level == 0 && cursor->p > begin;
}

/* Returns whether there is a title, with nothing behind it. */
static gboolean
skip_title (Cursor *cursor)
{
  const char *begin = cursor->p;
  char close;

  if (!skip_space (cursor) || cursor->p == begin || cursor->p >= cursor->end ||
      strchr ("\"'(", *cursor->p) == NULL)
    return FALSE;

  close = *cursor->p == '(' ? ')' : *cursor->p;
  for (cursor->p++; !is_at_end (cursor); go_to_line (cursor, cursor->line + 1))
    {
      for (; cursor->p < cursor->end; cursor->p++)
        {
          if (is_escape (cursor))
            {
              cursor->p++;
            }
          else if (*cursor->p == close)
            {
              cursor->p++;
              return ends_line (cursor);
            }
          else if (*cursor->p == '(' && close == ')')
            {
              return FALSE;
            }
        }
    }

  return FALSE;
}

static gboolean
skip_definition (Cursor *cursor)
{
  Cursor title;

  if (!skip_label (cursor) || cursor->p >= cursor->end || *cursor->p != ':')
    return FALSE;

  cursor->p++;
  if (!skip_space (cursor) || cursor->p >= cursor->end || !skip_target (cursor))
    return FALSE;

  title = *cursor;
  if (skip_title (&title))
    {
      *cursor = title;
      return TRUE;
    }

  return ends_line (cursor);
}

/**
 * sy_definitions_count_lines:
 * @source: the text that @lines are of
 * @lines: of a paragraph
 * @n_lines: how many there are
 *
 * Tells whether a paragraph begins with a definition of what links lead to, which takes whole
 * lines.  The rules are those of CommonMark, with the bounds of md4c.
 *
 * Returns: how many lines the definition has, or 0
 */
guint
sy_definitions_count_lines (const char        *source,
                            const SyBlockLine *lines,
                            guint              n_lines)
{
  Cursor cursor = { source, lines, n_lines, 0, NULL, NULL };

  g_return_val_if_fail (source != NULL, 0);

  go_to_line (&cursor, 0);
  if (cursor.p >= cursor.end || !skip_definition (&cursor))
    return 0;

  return cursor.line + 1;
}
