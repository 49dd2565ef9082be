/* sy-model-words.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-words"

#include "config.h"

#include "sy-model-words.h"

#include <stdlib.h>
#include <string.h>

/* Another word counts more than another version of the same words, and more than a
 * slip of the finger. */
#define WORD_COST   3
#define NUMBER_COST 2
#define TYPO_COST   2

#define MAX_WORDS (SY_MODEL_WORDS_MAX / 2)

/* The words of one text, as they are split. */
typedef struct
{
  char        text[SY_MODEL_WORDS_MAX];
  const char *words[MAX_WORDS];
  guint       n_words;
} Split;

static void
split (Split      *split,
       const char *text,
       char        separator)
{
  char *word = split->text;

  g_strlcpy (split->text, text, sizeof split->text);
  split->n_words = 0;

  while (*word != '\0' && split->n_words < MAX_WORDS)
    {
      char *end = strchr (word, separator);

      split->words[split->n_words++] = word;
      if (end == NULL)
        break;

      *end = '\0';
      word = end + 1;
    }
}

static gboolean
is_number (const char *word)
{
  return strpbrk (word, "0123456789") != NULL;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_word (char       *text,
             const char *word)
{
  if (*text != '\0')
    g_strlcat (text, " ", SY_MODEL_WORDS_MAX);
  g_strlcat (text, word, SY_MODEL_WORDS_MAX);
}

/* "GPT4o" is "gpt-4o", "claude_3.5 sonnet" is "claude-3-5-sonnet". */
static void
init_name (char       *name,
           const char *text,
           gsize       length)
{
  gsize n = 0;

  for (gsize i = 0; i < length && n + 2 < SY_MODEL_WORDS_MAX; i++)
    {
      char c = g_ascii_tolower (text[i]);
      gboolean border = !g_ascii_isalnum (c) && (guchar) c < 0x80;

      if (border || (n > 0 && g_ascii_isdigit (c) && g_ascii_isalpha (name[n - 1])))
        {
          if (n > 0 && name[n - 1] != '-')
            name[n++] = '-';
        }
      if (!border)
        name[n++] = c;
    }

  while (n > 0 && name[n - 1] == '-')
    n--;
  name[n] = '\0';
}

static void
init_words (SyModelWords *self)
{
  Split parts;

  split (&parts, self->name, '-');

  for (guint i = 0; i < parts.n_words; i++)
    {
      if (is_number (parts.words[i]))
        append_word (self->numbers, parts.words[i]);
    }

  qsort (parts.words, parts.n_words, sizeof parts.words[0], compare_words);

  for (guint i = 0; i < parts.n_words; i++)
    {
      /* Of an alias, and of names like "mistral-large-latest", it says nothing. */
      if (!is_number (parts.words[i]) && !g_str_equal (parts.words[i], "latest"))
        append_word (self->words, parts.words[i]);
    }
}

static void
init_vendor (char       *vendor,
             const char *text,
             gsize       length)
{
  gsize n = 0;

  for (gsize i = 0; i < length && n + 1 < SY_MODEL_WORDS_MAX; i++)
    {
      if (g_ascii_isalnum (text[i]))
        vendor[n++] = g_ascii_tolower (text[i]);
    }

  vendor[n] = '\0';
}

/* How many bytes have to be put in, taken out or changed. */
static guint
count_edits (const char *a,
             const char *b)
{
  guint8 row[SY_MODEL_WORDS_MAX];
  gsize length = strlen (b);

  for (gsize j = 0; j <= length; j++)
    row[j] = (guint8) j;

  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint8 diagonal = row[0];

      row[0] = (guint8) (i + 1);
      for (gsize j = 0; j < length; j++)
        {
          guint8 changed = diagonal + (a[i] != b[j] ? 1 : 0);
          guint8 moved = MIN (row[j], row[j + 1]) + 1;

          diagonal = row[j + 1];
          row[j + 1] = MIN (changed, moved);
        }
    }

  return row[length];
}

/* Written with a slip of the finger, or with something behind it. */
static gboolean
is_like (const char *a,
         const char *b)
{
  gsize shorter = MIN (strlen (a), strlen (b));

  if (g_str_equal (a, b))
    return TRUE;
  if (shorter < 4)
    return FALSE;

  return strncmp (a, b, shorter) == 0 || count_edits (a, b) <= (shorter < 8 ? 1 : 2);
}

/* "meta" for "meta-llama", "mistral" for "mistralai".  Lists of one vendor name none. */
static gboolean
is_same_vendor (const SyModelWords *self,
                const SyModelWords *other)
{
  return *self->vendor == '\0' || *other->vendor == '\0' || is_like (self->vendor, other->vendor);
}

static gboolean
is_part (const char *whole,
         const char *part)
{
  gsize length = strlen (part);

  return strncmp (whole, part, length) == 0 && whole[length] == '-';
}

static guint
count_words (const char *text,
             char        separator)
{
  guint n = *text != '\0' ? 1 : 0;

  for (const char *p = strchr (text, separator); p != NULL; p = strchr (p + 1, separator))
    n++;

  return n;
}

/* Whether all of @few stand in @many too, in the same order. */
static gboolean
contains_all (const char *many,
              const char *few)
{
  Split all;
  Split some;
  guint found = 0;

  split (&all, many, ' ');
  split (&some, few, ' ');

  for (guint i = 0; i < all.n_words && found < some.n_words; i++)
    {
      if (g_str_equal (all.words[i], some.words[found]))
        found++;
    }

  return found == some.n_words;
}

/* "sonnet-4.5" is a short way to say "claude-sonnet-4.5", "llama-70b" is one of several. */
static gboolean
says_less (const SyModelWords *self,
           const SyModelWords *other)
{
  return *self->name != '\0' && contains_all (other->words, self->words) &&
         contains_all (other->numbers, self->numbers);
}

static guint
compare_names (const SyModelWords *self,
               const SyModelWords *other)
{
  guint typos;
  guint others;

  if (g_str_equal (self->name, other->name))
    return 0;
  if (is_part (other->name, self->name))
    return count_words (other->name, '-') - count_words (self->name, '-');
  if (says_less (self, other))
    return 1 + 2 * (count_words (other->name, '-') - MIN (count_words (other->name, '-'),
                                                          count_words (self->name, '-')));

  typos = TYPO_COST * count_edits (self->name, other->name);
  others = WORD_COST * count_edits (self->words, other->words) +
           NUMBER_COST * count_edits (self->numbers, other->numbers);

  return MIN (typos, others);
}

/**
 * sy_model_words_init:
 * @self: what is filled
 * @id: an id, known or not
 *
 * Takes an id apart.
 */
void
sy_model_words_init (SyModelWords *self,
                     const char   *id)
{
  const char *slash;
  const char *name;
  const char *colon;

  g_return_if_fail (self != NULL);
  g_return_if_fail (id != NULL);

  memset (self, 0, sizeof *self);
  self->is_alias = *id == '~' && g_str_has_suffix (id, "-latest");
  if (*id == '~')
    id++;

  slash = strchr (id, '/');
  name = slash != NULL ? strrchr (id, '/') + 1 : id;
  colon = strchr (name, ':');

  if (slash != NULL)
    init_vendor (self->vendor, id, (gsize) (slash - id));
  init_name (self->name, name, colon != NULL ? (gsize) (colon - name) : strlen (name));
  if (colon != NULL)
    g_strlcpy (self->variant, colon + 1, sizeof self->variant);

  g_strlcpy (self->family, self->name, sizeof self->family);
  self->family[strcspn (self->family, "-0123456789")] = '\0';
  init_words (self);
}

/**
 * sy_model_words_get_kinship:
 * @self: what is looked for
 * @other: a listed one
 *
 * Returns: 0 when vendor and family are the same, 1 when only the family is, 2 when only
 *   the vendor is, 3 otherwise
 */
guint
sy_model_words_get_kinship (const SyModelWords *self,
                            const SyModelWords *other)
{
  gboolean vendor;
  gboolean family;

  g_return_val_if_fail (self != NULL && other != NULL, 0);

  vendor = is_same_vendor (self, other);
  family = is_like (self->family, other->family);

  if (family)
    return vendor ? 0 : 1;

  return vendor ? 2 : 3;
}

/**
 * sy_model_words_get_distance:
 * @self: what is looked for
 * @other: a listed one
 *
 * Returns: how far the names are apart, whoever the vendor is; 0 when they are the same
 */
guint
sy_model_words_get_distance (const SyModelWords *self,
                             const SyModelWords *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, 0);

  return compare_names (self, other) + count_edits (self->variant, other->variant);
}

/**
 * sy_model_words_count_shared:
 * @self: what is looked for
 * @other: a listed one
 *
 * Returns: how many words @other has when @self has all of them too, in any order; 0
 *   when it has not
 */
guint
sy_model_words_count_shared (const SyModelWords *self,
                             const SyModelWords *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, 0);

  return contains_all (self->words, other->words) ? count_words (other->words, ' ') : 0;
}
