/* sy-model-clean.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-clean"

#include "config.h"

#include "sy-model-clean.h"

#include <stdlib.h>
#include <string.h>

#define DATE_LENGTH 10
#define REPLACEMENT 0xfffd

static gboolean
is_invisible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  /* But for those that join letters. */
  return (type == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d) ||
         type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
         type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* llama.cpp without an alias: the file it has loaded, "/srv/models/tiny.gguf". */
static gboolean
is_path (const char *id)
{
  return g_path_is_absolute (id) || g_str_has_prefix (id, "./") || g_str_has_suffix (id, ".gguf");
}

/**
 * sy_model_clean_is_id:
 * @id: what a list calls a model
 *
 * Returns: whether it can be sent as it is, and be read by who chooses it
 */
gboolean
sy_model_clean_is_id (const char *id)
{
  gsize length;

  g_return_val_if_fail (id != NULL, FALSE);

  length = strlen (id);

  if (length == 0 || length > SY_MODEL_MAX_LINE || id[0] == ' ' || id[length - 1] == ' ')
    return FALSE;

  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* A path of llama.cpp may have blanks. */
      if (c == REPLACEMENT || is_invisible (c) || (c != ' ' && g_unichar_isspace (c)))
        return FALSE;
    }

  return TRUE;
}

/**
 * sy_model_clean_is_word:
 * @word: (nullable): a name that an interface has for something
 *
 * Returns: whether it is one, "reasoning_effort", and not too long
 */
gboolean
sy_model_clean_is_word (const char *word)
{
  gsize length = 0;

  if (word == NULL)
    return FALSE;

  while (length <= SY_MODEL_MAX_WORD && g_ascii_isgraph (word[length]))
    length++;

  return length > 0 && length <= SY_MODEL_MAX_WORD && word[length] == '\0';
}

/**
 * sy_model_clean_get_last_part:
 * @id: a model's id
 *
 * Returns: (transfer none): what follows the last slash; all of it when there is none
 */
const char *
sy_model_clean_get_last_part (const char *id)
{
  const char *slash;

  g_return_val_if_fail (id != NULL, NULL);

  slash = strrchr (id, '/');

  return slash != NULL ? slash + 1 : id;
}

/**
 * sy_model_clean_dup_line:
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (nullable): @text on one line, without what cannot be seen and
 *   no longer than %SY_MODEL_MAX_LINE; %NULL when nothing is left
 */
char *
sy_model_clean_dup_line (const char *text)
{
  g_autoptr(GString) line = NULL;
  gboolean gap = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  line = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize before = line->len;

      if (g_unichar_isspace (c) || is_invisible (c))
        {
          gap = TRUE;
          continue;
        }

      if (gap && line->len > 0)
        g_string_append_c (line, ' ');
      gap = FALSE;
      g_string_append_unichar (line, c);

      if (line->len > SY_MODEL_MAX_LINE)
        {
          g_string_truncate (line, before);
          break;
        }
    }

  return line->len > 0 ? g_string_free_and_steal (g_steal_pointer (&line)) : NULL;
}

/* All that ends a line is a newline, and all that is not to be seen is gone. */
static void
append_clean (GString    *text,
              const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (c == '\n' || (c == '\r' && p[1] != '\n') || c == 0x2028 || c == 0x2029)
    g_string_append_c (text, '\n');
  else if (c == '\t')
    g_string_append_c (text, ' ');
  else if (!is_invisible (c))
    g_string_append_unichar (text, c);
}

/**
 * sy_model_clean_dup_text:
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (nullable): @text with its lines, without blanks around it and
 *   without what cannot be seen, no longer than %SY_MODEL_MAX_TEXT; %NULL when nothing is
 *   left
 */
char *
sy_model_clean_dup_text (const char *text)
{
  g_autoptr(GString) clean = NULL;
  gsize end = 0;

  g_return_val_if_fail (text != NULL, NULL);

  clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean blank = g_unichar_isspace (g_utf8_get_char (p));
      gsize before = clean->len;

      if (blank && before == 0)
        continue;

      append_clean (clean, p);
      if (clean->len > SY_MODEL_MAX_TEXT)
        break;
      if (!blank && clean->len > before)
        end = clean->len;
    }
  g_string_truncate (clean, end);

  return end > 0 ? g_string_free_and_steal (g_steal_pointer (&clean)) : NULL;
}

/**
 * sy_model_clean_dup_name:
 * @name: (nullable): what a list calls a model for people
 * @id: its id
 *
 * Returns: (transfer full) (nullable): a name on one line: the file's where @id is a path
 *   and there is no other; %NULL when there is none that is not @id
 */
char *
sy_model_clean_dup_name (const char *name,
                         const char *id)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  if (name != NULL)
    line = sy_model_clean_dup_line (name);

  if (line != NULL && !g_str_equal (line, id))
    return g_steal_pointer (&line);

  return is_path (id) ? sy_model_clean_dup_line (sy_model_clean_get_last_part (id)) : NULL;
}

/**
 * sy_model_clean_dup_date:
 * @text: what begins with a day, "2026-03-31T00:00:00Z"
 *
 * Returns: (transfer full) (nullable): the day, "2026-03-31"; %NULL when there is no such
 *   day
 */
char *
sy_model_clean_dup_date (const char *text)
{
  static const char pattern[] = "dddd-dd-dd";

  g_return_val_if_fail (text != NULL, NULL);

  for (guint i = 0; i < DATE_LENGTH; i++)
    {
      if (pattern[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
        return NULL;
    }

  if (g_ascii_isdigit (text[DATE_LENGTH]) ||
      !g_date_valid_dmy ((GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5),
                         (GDateYear) atoi (text)))
    return NULL;

  return g_strndup (text, DATE_LENGTH);
}
