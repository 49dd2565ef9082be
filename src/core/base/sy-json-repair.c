/* sy-json-repair.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-json-repair"

#include "config.h"

#include "sy-json-repair.h"

#include <string.h>

/* "\uXXXX" */
#define ESCAPE_LENGTH 6
#define REPLACEMENT   "\\ufffd"

/* A reply has its text, its reasoning and that once more in a detail. */
#define MAX_HALVES 8
#define MAX_NAME   32

#define IS_HIGH_SURROGATE(unit) ((unit) >= 0xd800 && (unit) <= 0xdbff)
#define IS_LOW_SURROGATE(unit)  ((unit) >= 0xdc00 && (unit) <= 0xdfff)

/* A first half at the end of a string, and the name of the string's member. */
typedef struct
{
  char  name[MAX_NAME];
  gsize name_length;
  char  escape[ESCAPE_LENGTH];
} Half;

struct _SyJsonRepair
{
  Half  halves[MAX_HALVES];
  guint n_halves;
};

/* One document on its way.  The first @n_old halves of @repair are those that
 * earlier ones left.  @name is the member that was named last.
 */
typedef struct
{
  SyJsonRepair *repair;
  GString      *out;
  guint         n_old;
  const char   *name;
  gsize         name_length;
} Pass;

/* The UTF-16 unit of a "\uXXXX" at @text, -1 when there is none. */
static int
escaped_unit (const char *text,
              const char *end)
{
  int unit = 0;

  if (end - text < ESCAPE_LENGTH || text[0] != '\\' || text[1] != 'u')
    return -1;

  for (int i = 2; i < ESCAPE_LENGTH; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;

      unit = unit * 16 + digit;
    }

  return unit;
}

/* Bytes of the escape at @text; @broken when json-glib would refuse the whole
 * document for it (half a surrogate pair) or cut the string there (NUL).
 */
static gsize
escape_length (const char *text,
               const char *end,
               gboolean   *broken)
{
  int unit = escaped_unit (text, end);

  *broken = FALSE;

  if (unit < 0)
    return MIN (2, end - text);

  if (IS_HIGH_SURROGATE (unit) && IS_LOW_SURROGATE (escaped_unit (text + ESCAPE_LENGTH, end)))
    return 2 * ESCAPE_LENGTH;

  *broken = unit == 0 || IS_HIGH_SURROGATE (unit) || IS_LOW_SURROGATE (unit);

  return ESCAPE_LENGTH;
}

/* The first broken escape from @p on, @end when there is none. */
static const char *
find_broken (const char *p,
             const char *end)
{
  while (p < end && (p = memchr (p, '\\', end - p)) != NULL)
    {
      gboolean broken = FALSE;
      gsize length = escape_length (p, end, &broken);

      if (broken)
        return p;

      p += length;
    }

  return end;
}

static int
find_half (SyJsonRepair *self,
           guint         from,
           guint         to,
           const char   *name,
           gsize         name_length)
{
  for (guint i = from; i < to; i++)
    {
      if (self->halves[i].name_length == name_length &&
          memcmp (self->halves[i].name, name, name_length) == 0)
        return (int) i;
    }

  return -1;
}

static void
remove_half (SyJsonRepair *self,
             guint         position)
{
  memmove (&self->halves[position], &self->halves[position + 1],
           (self->n_halves - position - 1) * sizeof (Half));
  self->n_halves--;
}

/* Whether the half waits now for its other one. */
static gboolean
hold_back (Pass       *pass,
           const char *escape)
{
  SyJsonRepair *self = pass->repair;
  Half *half = NULL;

  if (self == NULL || self->n_halves == MAX_HALVES || pass->name == NULL ||
      pass->name_length > MAX_NAME ||
      find_half (self, pass->n_old, self->n_halves, pass->name, pass->name_length) >= 0)
    return FALSE;

  half = &self->halves[self->n_halves++];
  memcpy (half->name, pass->name, pass->name_length);
  half->name_length = pass->name_length;
  memcpy (half->escape, escape, ESCAPE_LENGTH);

  return TRUE;
}

/* Puts what waited for this member in front of it.  Returns the bytes of @text that
 * are its other half.
 */
static gsize
join_half (Pass       *pass,
           const char *text,
           const char *end)
{
  SyJsonRepair *self = pass->repair;
  gboolean fits;
  int position;

  if (pass->n_old == 0 || pass->name == NULL || text == end)
    return 0;

  position = find_half (self, 0, pass->n_old, pass->name, pass->name_length);

  if (position < 0)
    return 0;

  fits = IS_LOW_SURROGATE (escaped_unit (text, end));

  if (fits)
    {
      g_string_append_len (pass->out, self->halves[position].escape, ESCAPE_LENGTH);
      g_string_append_len (pass->out, text, ESCAPE_LENGTH);
    }
  else
    {
      g_string_append (pass->out, REPLACEMENT);
    }

  remove_half (self, (guint) position);
  pass->n_old--;

  return fits ? ESCAPE_LENGTH : 0;
}

/* What is between two quotes. */
static void
push_string (Pass       *pass,
             const char *p,
             const char *end,
             gboolean    is_value)
{
  if (is_value)
    p += join_half (pass, p, end);

  while (p < end)
    {
      const char *broken = find_broken (p, end);

      g_string_append_len (pass->out, p, broken - p);

      if (broken == end)
        return;

      p = broken + ESCAPE_LENGTH;

      if (is_value && p == end && IS_HIGH_SURROGATE (escaped_unit (broken, end)) &&
          hold_back (pass, broken))
        return;

      g_string_append (pass->out, REPLACEMENT);
    }
}

/* The quote that ends a string, or the end of a document that was cut. */
static const char *
find_string_end (const char *p,
                 const char *end)
{
  while (p < end && *p != '"')
    p += *p == '\\' && p + 1 < end ? 2 : 1;

  return p;
}

static gboolean
is_name (const char *string_end,
         const char *end)
{
  const char *p = string_end + 1;

  while (p < end && g_ascii_isspace (*p))
    p++;

  return p < end && *p == ':';
}

static void
push_document (Pass       *pass,
               const char *p,
               const char *end)
{
  while (p < end)
    {
      const char *quote = memchr (p, '"', end - p);
      const char *start = quote != NULL ? quote + 1 : end;
      const char *string_end = find_string_end (start, end);
      gboolean is_value = !is_name (string_end, end);

      g_string_append_len (pass->out, p, start - p);
      push_string (pass, start, string_end, is_value);

      if (!is_value)
        {
          pass->name = start;
          pass->name_length = string_end - start;
        }

      if (string_end < end)
        g_string_append_c (pass->out, '"');

      p = string_end + 1;
    }
}

/**
 * sy_json_repair_new:
 *
 * Returns: (transfer full): what mends the documents of one stream
 */
SyJsonRepair *
sy_json_repair_new (void)
{
  return g_new0 (SyJsonRepair, 1);
}

/**
 * sy_json_repair_free:
 * @self: (transfer full): a repair
 */
void
sy_json_repair_free (SyJsonRepair *self)
{
  g_free (self);
}

/**
 * sy_json_repair_push:
 * @self: (nullable): the stream that the document belongs to; without one no half
 *   waits for another
 * @text: (array length=length): a document, which may be broken in any way
 * @length: bytes of @text
 * @new_length: (out): bytes of the result, when there is one
 *
 * Half surrogate pairs and NUL become U+FFFD, but for a first half at the end of a
 * string: that is put before the second one at the start of the same member's next
 * string, or turned into U+FFFD there.
 *
 * Returns: (transfer full) (nullable): the document as it should be; %NULL when it is
 *   that already
 */
char *
sy_json_repair_push (SyJsonRepair *self,
                     const char   *text,
                     gsize         length,
                     gsize        *new_length)
{
  Pass pass = { .repair = self };
  const char *end = text + length;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (new_length != NULL, NULL);

  pass.n_old = self != NULL ? self->n_halves : 0;

  if (pass.n_old == 0 && find_broken (text, end) == end)
    return NULL;

  pass.out = g_string_sized_new (length + MAX_HALVES * ESCAPE_LENGTH);
  push_document (&pass, text, end);
  *new_length = pass.out->len;

  return g_string_free_and_steal (pass.out);
}

/**
 * sy_json_repair_is_waiting:
 * @self: a repair
 *
 * Returns: whether a half waits for its other one
 */
gboolean
sy_json_repair_is_waiting (SyJsonRepair *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_halves > 0;
}

/**
 * sy_json_repair_take_half:
 * @self: a repair
 * @member: a member's name
 *
 * For the end of the stream: what waits now found no other half, and stands for one
 * U+FFFD at the end of the member's last string.
 *
 * Returns: whether a half of @member was waiting; it is not any more
 */
gboolean
sy_json_repair_take_half (SyJsonRepair *self,
                          const char   *member)
{
  int position;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (member != NULL, FALSE);

  position = find_half (self, 0, self->n_halves, member, strlen (member));

  if (position < 0)
    return FALSE;

  remove_half (self, (guint) position);

  return TRUE;
}
