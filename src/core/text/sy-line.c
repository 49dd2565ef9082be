/* sy-line.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-line"

#include "config.h"

#include "sy-line.h"

#include <string.h>

#define MAX_DIGITS  9
#define MAX_COLUMNS 128

/* What a line of Markdown is, by CommonMark and the tables and tasks of GitHub. All functions
 * look at the bytes from @p up to @end, which is where the line ends.
 */

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static const char *
skip_blanks (const char *p,
             const char *end)
{
  while (p < end && is_blank (*p))
    p++;

  return p;
}

static const char *
skip_run (const char *p,
          const char *end,
          char        c)
{
  while (p < end && *p == c)
    p++;

  return p;
}

/**
 * sy_line_skip_indent:
 * @column: the column that @p is in
 * @indent: (out): how many columns of space there are
 *
 * Returns: the first byte that is no space
 */
const char *
sy_line_skip_indent (const char *p,
                     const char *end,
                     guint       column,
                     guint      *indent)
{
  guint begin = column;

  for (; p < end && is_blank (*p); p++)
    column = *p == '\t' ? (column + 4) & ~3u : column + 1;

  *indent = column - begin;

  return p;
}

gboolean
sy_line_is_rule (const char *p,
                 const char *end)
{
  guint count = 0;
  char c;

  if (p >= end || strchr ("-_*", *p) == NULL)
    return FALSE;

  c = *p;
  for (; p < end; p++)
    {
      if (*p == c)
        count++;
      else if (!is_blank (*p))
        return FALSE;
    }

  return count >= 3;
}

/**
 * sy_line_get_setext:
 *
 * Returns: the level of heading that it makes of the paragraph above, or 0
 */
guint
sy_line_get_setext (const char *p,
                    const char *end)
{
  char c;

  if (p >= end || (*p != '=' && *p != '-'))
    return 0;

  c = *p;
  if (skip_blanks (skip_run (p, end, c), end) < end)
    return 0;

  return c == '=' ? 1 : 2;
}

/* The marks at the end of a heading are no part of it. */
static const char *
trim_heading (const char *content,
              const char *end)
{
  const char *mark;

  while (end > content && is_blank (end[-1]))
    end--;

  mark = end;
  while (mark > content && mark[-1] == '#')
    mark--;

  if (mark > content && !is_blank (mark[-1]))
    return end;

  while (mark > content && is_blank (mark[-1]))
    mark--;

  return mark;
}

/**
 * sy_line_get_heading:
 * @content: (out): where its text begins
 * @content_end: (out): where its text ends
 *
 * Returns: the level, or 0
 */
guint
sy_line_get_heading (const char  *p,
                     const char  *end,
                     const char **content,
                     const char **content_end)
{
  const char *text = skip_run (p, end, '#');
  guint level = (guint) (text - p);

  if (level == 0 || level > 6 || (text < end && !is_blank (*text)))
    return 0;

  *content = skip_blanks (text, end);
  *content_end = trim_heading (*content, end);

  return level;
}

/**
 * sy_line_get_fence:
 *
 * Returns: how many marks of a fence begin the line, or 0
 */
guint
sy_line_get_fence (const char *p,
                   const char *end)
{
  const char *info;

  if (p >= end || (*p != '`' && *p != '~'))
    return 0;

  info = skip_run (p, end, *p);
  if (info - p < 3 || (*p == '`' && memchr (info, '`', (gsize) (end - info)) != NULL))
    return 0;

  return (guint) (info - p);
}

gboolean
sy_line_ends_fence (const char *p,
                    const char *end,
                    char        ch,
                    guint       length)
{
  const char *rest = skip_run (p, end, ch);

  return rest - p >= (gssize) length && skip_blanks (rest, end) == end;
}

static const char *
get_number (const char *p,
            const char *end,
            SyLineMark *mark)
{
  const char *begin = p;

  mark->ordinal = 0;
  for (; p < end && p - begin < MAX_DIGITS && g_ascii_isdigit (*p); p++)
    mark->ordinal = mark->ordinal * 10 + (guint) (*p - '0');

  return p > begin && p < end && (*p == '.' || *p == ')') ? p : NULL;
}

/**
 * sy_line_get_mark:
 * @indent: columns of space before @p
 * @mark: (out): what it opens
 *
 * Returns: (nullable): the byte after the mark, where there is one
 */
const char *
sy_line_get_mark (const char *p,
                  const char *end,
                  guint       indent,
                  SyLineMark *mark)
{
  const char *sign = p;

  if (p >= end || indent >= SY_LINE_CODE_INDENT)
    return NULL;

  if (*p != '>' && strchr ("-+*", *p) == NULL)
    sign = get_number (p, end, mark);
  else
    mark->ordinal = 0;

  if (sign == NULL || (*sign != '>' && sign + 1 < end && !is_blank (sign[1])))
    return NULL;

  mark->ch = *sign;
  mark->indent = indent;
  mark->contents = indent + (guint) (sign + 1 - p);

  return sign + 1;
}

/**
 * sy_line_get_task:
 * @task: (out): whether it is done
 *
 * Returns: (nullable): where the text of a task begins, if @p is one
 */
const char *
sy_line_get_task (const char *p,
                  const char *end,
                  int        *task)
{
  const char *box = p;

  while (box < end && box < p + 3 && is_blank (*box))
    box++;

  if (end - box < 3 || box[0] != '[' || strchr ("xX ", box[1]) == NULL || box[1] == '\0' ||
      box[2] != ']' || (box + 3 < end && !is_blank (box[3])))
    return NULL;

  *task = box[1] != ' ';

  return skip_blanks (box + 3, end);
}

/* Of one column; moves on to the next one, or to the end. */
static gboolean
skip_column (const char **p,
             const char  *end,
             gboolean    *piped)
{
  const char *dashes;
  gboolean delimited = FALSE;

  if (*p < end && **p == ':')
    (*p)++;

  dashes = *p;
  *p = skip_run (*p, end, '-');
  if (*p == dashes)
    return FALSE;

  if (*p < end && **p == ':')
    (*p)++;

  *p = skip_blanks (*p, end);
  if (*p < end && **p == '|')
    {
      delimited = TRUE;
      *piped = TRUE;
      *p = skip_blanks (*p + 1, end);
    }

  return delimited || *p == end;
}

/**
 * sy_line_is_table:
 *
 * Returns: whether it makes the head of a table of the line above
 */
gboolean
sy_line_is_table (const char *p,
                  const char *end)
{
  gboolean piped = FALSE;
  guint n_columns = 0;

  if (p < end && *p == '|')
    {
      piped = TRUE;
      p = skip_blanks (p + 1, end);
    }

  do
    {
      if (!skip_column (&p, end, &piped) || ++n_columns > MAX_COLUMNS)
        return FALSE;
    }
  while (p < end);

  return piped;
}
