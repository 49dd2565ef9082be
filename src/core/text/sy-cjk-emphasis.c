/* sy-cjk-emphasis.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-cjk-emphasis"

#include "config.h"

#include "sy-cjk-emphasis.h"

/* Runs of marks that are open; deeper ones are not looked after. */
#define MAX_OPEN 16

/* No longer run of backticks makes code to md4c.  Of each length only one search fails. */
#define MAX_BACKTICKS 32

typedef struct
{
  GArray *places;
  guint   open[MAX_OPEN];
  guint   n_open;
} Search;

static gboolean
is_cjk (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
         script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_HANGUL ||
         script == G_UNICODE_SCRIPT_BOPOMOFO;
}

static gboolean
is_letter (gunichar c)
{
  return c != 0 && !g_unichar_isspace (c) && !g_unichar_ispunct (c);
}

static gboolean
is_mark (gunichar c)
{
  return c != 0 && g_unichar_ispunct (c);
}

static gboolean
is_open (Search *search,
         guint   length)
{
  return search->n_open > 0 && search->open[search->n_open - 1] == length;
}

/* What md4c makes of a run is left as it is where it can be what is meant. */
static void
look_at_run (Search   *search,
             gunichar  before,
             gunichar  after,
             gsize     start,
             gsize     end)
{
  guint length = (guint) (end - start);
  gboolean closes = is_open (search, length) && before != 0 && !g_unichar_isspace (before);
  gboolean opens = !closes && after != 0 && !g_unichar_isspace (after);

  if (closes && is_mark (before) && is_letter (after) && is_cjk (after))
    g_array_append_val (search->places, end);
  else if (opens && search->n_open == 0 && is_mark (after) && is_letter (before) &&
           is_cjk (before))
    g_array_append_val (search->places, start);

  if (closes)
    search->n_open--;
  else if (opens && search->n_open < MAX_OPEN)
    search->open[search->n_open++] = length;
}

/* Marks in code are text. */
static const char *
skip_code (const char *p,
           const char *end)
{
  const char *begin = p;
  gsize length;

  while (p < end && *p == '`')
    p++;

  length = (gsize) (p - begin);
  for (const char *q = p; q < end && length <= MAX_BACKTICKS; q++)
    {
      const char *run = q;

      while (q < end && *q == '`')
        q++;
      if (q > run && (gsize) (q - run) == length)
        return q;
    }

  return p;
}

/**
 * sy_cjk_emphasis_find:
 * @text: (array length=length): valid UTF-8
 * @length: bytes of it
 *
 * CommonMark looks at the characters beside a run of asterisks: after a closing quotation mark
 * one only ends emphasis when no letter follows.  That is how words are written that have
 * spaces between them.  Chinese, Japanese and Korean have none there: `**“text”**letters` is
 * meant to be bold.
 *
 * Returns: (transfer full) (element-type gsize): where a space, which is not shown, makes the
 *   run be what is meant; from the first to the last
 */
GArray *
sy_cjk_emphasis_find (const char *text,
                      gsize       length)
{
  Search search = { g_array_new (FALSE, FALSE, sizeof (gsize)), };
  const char *end = text + length;
  gunichar before = 0;

  for (const char *p = text; p < end;)
    {
      const char *run = p;

      if (*p == '\\' && p + 1 < end)
        {
          p = g_utf8_next_char (p + 1);
          before = '\\';
        }
      else if (*p == '`')
        {
          p = skip_code (p, end);
          before = '`';
        }
      else if (*p == '*')
        {
          while (p < end && *p == '*')
            p++;
          look_at_run (&search, before, p < end ? g_utf8_get_char (p) : 0,
                       (gsize) (run - text), (gsize) (p - text));
          before = '*';
        }
      else
        {
          before = g_utf8_get_char (p);
          p = g_utf8_next_char (p);
        }
    }

  return search.places;
}
