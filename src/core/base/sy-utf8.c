/* sy-utf8.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-utf8"

#include "config.h"

#include "sy-utf8.h"

#include <string.h>

#define REPLACEMENT "\357\277\275"
#define ELLIPSIS    "\342\200\246"

/* Bytes that one U+FFFD stands for: the longest start of a character that could
 * have been, as browsers count it (WHATWG Encoding, "UTF-8 decoder").
 */
static gsize
invalid_length (const guchar *bytes,
                gsize         length)
{
  guchar lead = bytes[0];
  guchar lower = 0x80;
  guchar upper = 0xbf;
  gsize needed;
  gsize n = 1;

  if (lead < 0xc2 || lead > 0xf4)
    return 1;

  needed = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;

  if (lead == 0xe0)
    lower = 0xa0;
  else if (lead == 0xed)
    upper = 0x9f;
  else if (lead == 0xf0)
    lower = 0x90;
  else if (lead == 0xf4)
    upper = 0x8f;

  while (n <= needed && n < length && bytes[n] >= lower && bytes[n] <= upper)
    {
      lower = 0x80;
      upper = 0xbf;
      n++;
    }

  return n;
}

/**
 * sy_utf8_make_valid:
 * @text: any bytes
 * @length: bytes of @text, or -1 when it ends with a NUL
 *
 * Invalid sequences and NUL bytes become U+FFFD.
 *
 * Returns: (transfer full): valid UTF-8, NUL-terminated
 */
char *
sy_utf8_make_valid (const char *text,
                    gssize      length)
{
  g_autoptr(GString) valid = NULL;
  gsize left;

  g_return_val_if_fail (text != NULL, NULL);

  left = length < 0 ? strlen (text) : (gsize) length;

  if (g_utf8_validate_len (text, left, NULL))
    return g_strndup (text, left);

  valid = g_string_sized_new (left + 16);

  while (left > 0)
    {
      const char *end = NULL;
      gsize good;
      gsize bad;

      if (g_utf8_validate_len (text, left, &end))
        {
          g_string_append_len (valid, text, left);
          break;
        }

      good = end - text;
      bad = invalid_length ((const guchar *) end, left - good);
      g_string_append_len (valid, text, good);
      g_string_append (valid, REPLACEMENT);
      text = end + bad;
      left -= good + bad;
    }

  return g_string_free_and_steal (g_steal_pointer (&valid));
}

/**
 * sy_utf8_ellipsize:
 * @text: valid UTF-8
 * @max_chars: characters of the result, the ellipsis included; at least 1
 *
 * Returns: (transfer full): @text, cut at its end and closed with "…" when it is
 *   longer than @max_chars
 */
char *
sy_utf8_ellipsize (const char *text,
                   gsize       max_chars)
{
  const char *cut = text;
  const char *end = text;
  GString *shortened = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (max_chars > 0, NULL);

  for (gsize i = 0; i < max_chars && *end != '\0'; i++)
    {
      cut = end;
      end = g_utf8_next_char (end);
    }

  if (*end == '\0')
    return g_strdup (text);

  shortened = g_string_new_len (text, cut - text);
  g_string_append (shortened, ELLIPSIS);

  return g_string_free_and_steal (shortened);
}

/**
 * sy_utf8_complete:
 * @text: bytes that may end in the middle of a character
 * @length: bytes of @text
 *
 * Returns: how many bytes at the start of @text can be used before the rest of a
 *   cut character has come: @length or up to 3 less
 */
gsize
sy_utf8_complete (const char *text,
                  gsize       length)
{
  g_return_val_if_fail (text != NULL || length == 0, 0);

  for (gsize back = 1; back <= 3 && back <= length; back++)
    {
      guchar byte = (guchar) text[length - back];
      gsize needed = 1;

      if ((byte & 0xc0) == 0x80)
        continue;

      if (byte >= 0xc2 && byte < 0xe0)
        needed = 2;
      else if (byte >= 0xe0 && byte < 0xf0)
        needed = 3;
      else if (byte >= 0xf0 && byte <= 0xf4)
        needed = 4;

      return needed > back ? length - back : length;
    }

  return length;
}

/**
 * sy_utf8_clean_line:
 * @text: what was typed or pasted into one line, or found in a file
 *
 * Returns: (transfer full): valid UTF-8 without the blanks around it and without
 *   control characters anywhere
 */
char *
sy_utf8_clean_line (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr(GString) line = NULL;
  gsize end = 0;

  g_return_val_if_fail (text != NULL, NULL);

  valid = sy_utf8_make_valid (text, -1);
  line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean blank = g_unichar_isspace (c);

      if (g_unichar_iscntrl (c) || (blank && line->len == 0))
        continue;

      g_string_append_unichar (line, c);
      if (!blank)
        end = line->len;
    }
  g_string_truncate (line, end);

  return g_string_free_and_steal (g_steal_pointer (&line));
}

/**
 * sy_utf8_is_blank:
 * @text: valid UTF-8
 *
 * Returns: whether there is nothing in it but white space
 */
gboolean
sy_utf8_is_blank (const char *text)
{
  g_return_val_if_fail (text != NULL, TRUE);

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text == '\0';
}
