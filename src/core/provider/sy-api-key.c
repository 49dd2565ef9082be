/* sy-api-key.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-api-key"

#include "config.h"

#include "sy-api-key.h"

#include "sy-error.h"
#include "sy-keyring.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No service has keys near this; what is longer is some other text. */
#define MAX_KEY_LENGTH 4096

static const gunichar quotes[] = {
  '"', '\'', '`', 0x00ab, 0x00bb, 0x2018, 0x2019, 0x201c, 0x201d, 0x201e,
};

static gboolean
is_quote (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      if (quotes[i] == c)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_blank (gunichar c)
{
  /* Zero-width space and byte order mark come along when copying from a page. */
  return g_unichar_isspace (c) || c == 0x200b || c == 0xfeff;
}

static const char *
skip_blanks_and_quotes (const char *text)
{
  while (*text != '\0' && (is_blank (g_utf8_get_char (text)) || is_quote (g_utf8_get_char (text))))
    text = g_utf8_next_char (text);

  return text;
}

static const char *
skip_bearer (const char *text)
{
  static const char word[] = "Bearer";
  const char *rest = text + strlen (word);

  if (g_ascii_strncasecmp (text, word, strlen (word)) != 0 ||
      !is_blank (g_utf8_get_char (rest)))
    return text;

  return skip_blanks_and_quotes (rest);
}

static const char *
find_end (const char *start)
{
  const char *end = start + strlen (start);

  while (end > start)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (last)) && !is_quote (g_utf8_get_char (last)))
        break;
      end = last;
    }

  return end;
}

/* Takes the blanks out of @key, which is UTF-8. */
static gboolean
squeeze (char *key)
{
  char *end = key;

  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_blank (c))
        continue;

      if (c < 0x21 || c > 0x7e)
        return FALSE;

      *end++ = (char) c;
    }

  *end = '\0';

  return TRUE;
}

static void
set_error (GError     **error,
           const char  *message)
{
  g_set_error_literal (error, SY_ERROR, SY_ERROR_SETUP, message);
}

/**
 * sy_api_key_clean:
 * @text: what was typed or pasted
 * @error: return location for an error
 *
 * Takes off @text what is no part of a key: line breaks and blanks anywhere,
 * quotes around it, a leading "Bearer".
 *
 * Returns: (transfer full) (nullable): the key, in memory that is not written to
 *   disk, to be freed with sy_keyring_free_key(); "" when nothing is left; %NULL with
 *   %SY_ERROR_SETUP when the rest is not printable ASCII or no key by its
 *   length.  The error never contains the text.
 */
char *
sy_api_key_clean (const char  *text,
                  GError     **error)
{
  const char *end;
  char *key;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      set_error (error, _("A key has only letters, digits and signs of the ASCII character set"));
      return NULL;
    }

  text = skip_bearer (skip_blanks_and_quotes (text));
  end = find_end (text);
  if (end - text > MAX_KEY_LENGTH)
    {
      set_error (error, _("This text is too long to be a key"));
      return NULL;
    }

  key = sy_keyring_dup_key (text, (gsize) (end - text));
  if (!squeeze (key))
    {
      sy_keyring_free_key (key);
      set_error (error, _("A key has only letters, digits and signs of the ASCII character set"));
      return NULL;
    }

  return key;
}
