/* sy-json-split.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-json-split"

#include "config.h"

#include "sy-json-split.h"

#include "sy-json.h"

#include <string.h>

typedef struct
{
  const char *p;
  const char *end;
} Scan;

static void
skip_space (Scan *scan)
{
  while (scan->p < scan->end && strchr (" \t\r\n", *scan->p) != NULL && *scan->p != '\0')
    scan->p++;
}

/* Returns whether @c comes next, and goes past it. */
static gboolean
take (Scan *scan,
      char  c)
{
  skip_space (scan);
  if (scan->p >= scan->end || *scan->p != c)
    return FALSE;

  scan->p++;

  return TRUE;
}

/* From after a quote to after the next one. */
static gboolean
skip_string (Scan *scan)
{
  while (scan->p < scan->end && *scan->p != '"')
    scan->p += *scan->p == '\\' && scan->p + 1 < scan->end ? 2 : 1;

  if (scan->p >= scan->end)
    return FALSE;

  scan->p++;

  return TRUE;
}

/* Up to what follows a value: who parses it finds out whether it is one. */
static gboolean
skip_value (Scan *scan)
{
  gsize depth = 0;

  for (; scan->p < scan->end; scan->p++)
    {
      char c = *scan->p;

      if (depth == 0 && (c == ',' || c == ']' || c == '}'))
        return TRUE;

      if (c == '{' || c == '[')
        depth++;
      else if (c == '}' || c == ']')
        depth--;
      else if (c == '"')
        {
          scan->p++;
          if (!skip_string (scan))
            return FALSE;
          scan->p--;
        }
    }

  return FALSE;
}

static gboolean
is_empty_array (Scan at)
{
  return take (&at, '[') && take (&at, ']');
}

/* The array of one of the members: the first of them that has elements, or is there. */
static gboolean
find_member (Scan              *scan,
             const char *const *members)
{
  Scan best = { NULL, NULL };
  guint best_rank = G_MAXUINT;

  do
    {
      SyJsonSpan name;

      if (!take (scan, '"'))
        return FALSE;

      name.text = scan->p;
      if (!skip_string (scan))
        return FALSE;

      name.length = (gsize) (scan->p - 1 - name.text);
      if (!take (scan, ':'))
        return FALSE;

      skip_space (scan);
      for (guint i = 0; members[i] != NULL; i++)
        {
          guint rank = i + (is_empty_array (*scan) ? g_strv_length ((char **) members) : 0);

          if (strlen (members[i]) == name.length &&
              memcmp (members[i], name.text, name.length) == 0 &&
              scan->p < scan->end && *scan->p == '[' && rank <= best_rank)
            {
              best = *scan;
              best_rank = rank;
            }
        }

      if (!skip_value (scan))
        return FALSE;
    }
  while (take (scan, ','));

  *scan = best;

  return best.p != NULL;
}

/* What is around the elements has to be a document too. */
static gboolean
is_document (const char *data,
             const char *first,
             const char *rest,
             const char *end)
{
  g_autoptr(GString) around = g_string_new_len (data, first - data);
  g_autoptr(JsonNode) root = NULL;

  g_string_append_len (around, rest, end - rest);
  root = sy_json_parse (around->str, (gssize) around->len, NULL);

  return root != NULL;
}

/**
 * sy_json_split:
 * @data: any bytes
 * @length: bytes of @data
 * @members: (array zero-terminated=1): members that may hold the list, the likeliest first
 * @max_elements: how many elements are wanted at most
 *
 * Takes a document apart that is one long list, an array or an object with an array among
 * @members, for each element to be parsed alone: all at once they take ten times the memory
 * of the document, and leave holes in it.
 *
 * Returns: (transfer full) (nullable) (element-type SyJsonSpan): the elements, in @data; what
 *   they are is not looked at.  %NULL when it is no such document
 */
GArray *
sy_json_split (const char        *data,
               gsize              length,
               const char *const *members,
               guint              max_elements)
{
  g_autoptr(GArray) elements = NULL;
  Scan scan = { data, data + length };
  const char *first;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (members != NULL, NULL);

  /* A mark of the byte order. */
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    scan.p += 3;

  if (take (&scan, '{') && !find_member (&scan, members))
    return NULL;
  if (!take (&scan, '['))
    return NULL;

  elements = g_array_new (FALSE, FALSE, sizeof (SyJsonSpan));
  first = scan.p;

  if (!is_empty_array ((Scan) { first - 1, scan.end }))
    {
      do
        {
          SyJsonSpan element;

          skip_space (&scan);
          element.text = scan.p;
          if (!skip_value (&scan) || scan.p == element.text)
            return NULL;

          element.length = (gsize) (scan.p - element.text);
          if (elements->len < max_elements)
            g_array_append_val (elements, element);
        }
      while (take (&scan, ','));
    }

  skip_space (&scan);
  if (!is_document (data, first, scan.p, scan.end))
    return NULL;

  return g_steal_pointer (&elements);
}
