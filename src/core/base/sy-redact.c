/* sy-redact.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-redact"

#include "config.h"

#include "sy-redact.h"

#include "sy-utf8.h"

#include <string.h>

/* Of a name; what is behind so many bytes is not looked at. */
#define MAX_NAME       200
#define MAX_NAME_BYTES 4096

#define MASK "***"

/* Shorter words are no secrets, and masking them would shred every text. */
#define MIN_KEY 4

/* Servers echo the start or the end of a key. */
#define MIN_PART 12

/* "sk-" alone is a word of explanations. */
#define MIN_TOKEN 4

typedef struct
{
  const char *prefix;
  const char *token_chars;
  gboolean    is_word;
  gboolean    keep_prefix;
  gsize       min_token;
} Shape;

struct _SyRedact
{
  GObject          parent_instance;

  /* Long lists are read in a thread. */
  GMutex           mutex;
  GPtrArray       *keys;
  SyRedactDupFunc  dup_key;
};

G_DEFINE_FINAL_TYPE (SyRedact, sy_redact, G_TYPE_OBJECT)

#define ALNUM "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/* With the stars and dots servers put into the middle of a key they quote. */
static const Shape shapes[] = {
  { "sk-", ALNUM "-_*.", TRUE, FALSE, MIN_TOKEN },
  { "nvapi-", ALNUM "-_*.", FALSE, FALSE, MIN_TOKEN },
  { "AIza", ALNUM "-_*.", FALSE, FALSE, MIN_TOKEN },
  { "Bearer ", ALNUM "-_*.~+/=", TRUE, TRUE, 1 },
};

static void
wipe_key (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static char
char_at (const char *text,
         gsize       length,
         gsize       index,
         gboolean    backwards)
{
  return text[backwards ? length - 1 - index : index];
}

/* Knuth-Morris-Pratt: for each position of @key, the longest start of it that
 * ends there as well.
 */
static gsize *
build_failures (const char *key,
                gsize       length,
                gboolean    backwards)
{
  gsize *failures = g_new0 (gsize, length);
  gsize k = 0;

  for (gsize i = 1; i < length; i++)
    {
      char c = char_at (key, length, i, backwards);

      while (k > 0 && char_at (key, length, k, backwards) != c)
        k = failures[k - 1];

      if (char_at (key, length, k, backwards) == c)
        k++;

      failures[i] = k;
    }

  return failures;
}

/* Marks what is the start of @key, or its end when read backwards, and long
 * enough to matter.  One step per byte, whatever the key repeats.
 */
static void
mark_key (const char *text,
          gsize       length,
          const char *key,
          gboolean    backwards,
          guint8     *marks)
{
  gsize key_length = strlen (key);
  gsize needed = MIN (key_length, MIN_PART);
  g_autofree gsize *failures = build_failures (key, key_length, backwards);
  gsize matched = 0;
  gsize marked = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = char_at (text, length, i, backwards);

      while (matched > 0 &&
             (matched == key_length || char_at (key, key_length, matched, backwards) != c))
        matched = failures[matched - 1];

      if (char_at (key, key_length, matched, backwards) == c)
        matched++;

      if (matched < needed)
        continue;

      for (gsize j = MAX (marked, i + 1 - matched); j <= i; j++)
        marks[backwards ? length - 1 - j : j] = 1;

      marked = i + 1;
    }
}

static void
mark_keys (SyRedact   *self,
           const char *text,
           gsize       length,
           guint8     *marks)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->keys->len; i++)
    {
      const char *key = g_ptr_array_index (self->keys, i);

      mark_key (text, length, key, FALSE, marks);
      mark_key (text, length, key, TRUE, marks);
    }
}

/* "sk-" in "task-force" begins no key; in "\nsk-" of a JSON text it does. */
static gboolean
begins_word (const char *text,
             gsize       index)
{
  if (index == 0 || !g_ascii_isalpha (text[index - 1]))
    return TRUE;

  return index > 1 && text[index - 2] == '\\';
}

/* Marks a key of @shape at @index and returns the end of it, or 0. */
static gsize
mark_shape (const char  *text,
            gsize        index,
            const Shape *shape,
            guint8      *marks)
{
  gsize prefix = strlen (shape->prefix);
  gsize start;
  gsize token;

  if (g_ascii_strncasecmp (text + index, shape->prefix, prefix) != 0 ||
      (shape->is_word && !begins_word (text, index)))
    return 0;

  start = index + prefix;

  if (shape->keep_prefix)
    start += strspn (text + start, " ");

  token = strspn (text + start, shape->token_chars);

  /* The full stop of a sentence. */
  while (token > 0 && text[start + token - 1] == '.')
    token--;

  if (token < shape->min_token)
    return 0;

  if (!shape->keep_prefix)
    {
      token += start - index;
      start = index;
    }

  memset (marks + start, 1, token);

  return start + token;
}

static void
mark_shapes (const char *text,
             gsize       length,
             guint8     *marks)
{
  gsize i = 0;

  while (i < length)
    {
      gsize end = 0;

      for (gsize k = 0; k < G_N_ELEMENTS (shapes) && end == 0; k++)
        end = mark_shape (text, i, &shapes[k], marks);

      i = MAX (end, i + 1);
    }
}

static char *
replace_marked (const char   *text,
                gsize         length,
                const guint8 *marks)
{
  g_autoptr(GString) redacted = g_string_sized_new (length);
  gsize i = 0;

  while (i < length)
    {
      gsize start = i;
      guint8 mark = marks[i];

      while (i < length && marks[i] == mark)
        i++;

      if (mark)
        g_string_append (redacted, MASK);
      else
        g_string_append_len (redacted, text + start, i - start);
    }

  /* A key of other bytes than ASCII can have been cut in a character. */
  return sy_utf8_make_valid (redacted->str, redacted->len);
}

static void
sy_redact_finalize (GObject *object)
{
  SyRedact *self = SY_REDACT (object);

  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (sy_redact_parent_class)->finalize (object);
}

static void
sy_redact_class_init (SyRedactClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sy_redact_finalize;
}

static void
sy_redact_init (SyRedact *self)
{
  g_mutex_init (&self->mutex);
  self->keys = g_ptr_array_new_with_free_func (wipe_key);
  self->dup_key = g_strdup;
}

/**
 * sy_redact_new:
 *
 * Returns: (transfer full): a redactor that knows no keys yet
 */
SyRedact *
sy_redact_new (void)
{
  return g_object_new (SY_TYPE_REDACT, NULL);
}

/**
 * sy_redact_set_memory:
 * @self: a redactor that knows no keys yet
 * @dup_key: copies a key
 * @free_key: frees and wipes such a copy
 *
 * Keeps the copies of keys in memory that is never swapped out, say; without it they
 * are in ordinary memory and wiped.
 */
void
sy_redact_set_memory (SyRedact         *self,
                      SyRedactDupFunc   dup_key,
                      SyRedactFreeFunc  free_key)
{
  g_return_if_fail (SY_IS_REDACT (self));
  g_return_if_fail (dup_key != NULL);
  g_return_if_fail (free_key != NULL);
  g_return_if_fail (self->keys->len == 0);

  self->dup_key = dup_key;
  g_ptr_array_set_free_func (self->keys, (GDestroyNotify) free_key);
}

/**
 * sy_redact_add_key:
 * @self: a redactor
 * @key: a key in use; copied, and wiped with @self
 *
 * Words of less than four characters are ignored.  May be called in any thread.
 */
void
sy_redact_add_key (SyRedact   *self,
                   const char *key)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (SY_IS_REDACT (self));
  g_return_if_fail (key != NULL);

  locker = g_mutex_locker_new (&self->mutex);

  if (strlen (key) < MIN_KEY ||
      g_ptr_array_find_with_equal_func (self->keys, key, g_str_equal, NULL))
    return;

  g_ptr_array_add (self->keys, self->dup_key (key));
}

/**
 * sy_redact_text:
 * @self: a redactor
 * @text: what a server sent
 * @length: bytes of @text, or -1 when it ends with a NUL
 *
 * Masks the known keys, parts of twelve or more characters at their start or end,
 * and what looks like a key.
 *
 * Returns: (transfer full): valid UTF-8 that can be shown, stored and logged
 */
char *
sy_redact_text (SyRedact   *self,
                const char *text,
                gssize      length)
{
  g_autofree char *valid = NULL;
  g_autofree guint8 *marks = NULL;
  gsize n_bytes;

  g_return_val_if_fail (SY_IS_REDACT (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  valid = sy_utf8_make_valid (text, length);
  n_bytes = strlen (valid);
  marks = g_new0 (guint8, n_bytes + 1);
  mark_keys (self, valid, n_bytes, marks);
  mark_shapes (valid, n_bytes, marks);

  return replace_marked (valid, n_bytes, marks);
}

/**
 * sy_redact_name:
 * @self: a redactor
 * @text: a name that a server gave something, of any length
 *
 * As sy_redact_text(), on one line and no longer than a name is.
 *
 * Returns: (transfer full): valid UTF-8, 200 characters at most
 */
char *
sy_redact_name (SyRedact   *self,
                const char *text)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (SY_IS_REDACT (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  clean = sy_redact_text (self, text, (gssize) strnlen (text, MAX_NAME_BYTES));

  for (char *p = clean; *p != '\0'; p++)
    {
      if (g_ascii_iscntrl (*p))
        *p = ' ';
    }

  return sy_utf8_ellipsize (g_strstrip (clean), MAX_NAME);
}
