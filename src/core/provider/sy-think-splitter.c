/* sy-think-splitter.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-think-splitter"

#include "config.h"

#include "sy-think-splitter.h"

#include <string.h>

#define OPENING "<think>"
#define CLOSING "</think>"

/* White space in front of the opening tag, which is dropped with it. */
#define MAX_BLANKS 256

/* The states in which a content goes through them, some left out. */
typedef enum
{
  STATE_START,
  STATE_OPENED,
  STATE_THINKING,
  STATE_UNOPENED,
  STATE_CLOSED,
  STATE_PLAIN,
} State;

/* @blanks is the white space at the start, @matched how much of the tag that is
 * looked for ended what came so far; neither was given out.  @last is the byte in
 * front of that.
 */
struct _SyThinkSplitter
{
  State       state;
  GString    *blanks;
  gsize       matched;
  char        last;
  gboolean    has_reasoning;
  SyThinkFunc func;
  gpointer    user_data;
};

/* @text is followed by a byte that may be read. */
static void
emit (SyThinkSplitter *self,
      const char      *text,
      gsize            length)
{
  SyThinkPart part = self->state == STATE_THINKING ? SY_THINK_REASONING : SY_THINK_TEXT;
  g_autofree char *copy = NULL;

  if (length == 0)
    return;

  self->last = text[length - 1];

  if (text[length] != '\0')
    text = copy = g_strndup (text, length);

  self->func (part, text, length, self->user_data);
}

/* It was no tag. */
static void
emit_matched (SyThinkSplitter *self,
              const char      *tag)
{
  gsize matched = self->matched;

  self->matched = 0;
  emit (self, tag, matched);
}

static void
leave_start (SyThinkSplitter *self)
{
  self->state = self->has_reasoning ? STATE_PLAIN : STATE_UNOPENED;

  /* Both tags begin alike. */
  if (self->state == STATE_PLAIN || self->matched > 1)
    {
      g_string_append_len (self->blanks, OPENING, (gssize) self->matched);
      self->matched = 0;
    }

  emit (self, self->blanks->str, self->blanks->len);
  g_string_truncate (self->blanks, 0);
}

/* All of it is in the piece that is being pushed. */
static void
forget_start (SyThinkSplitter *self)
{
  g_string_truncate (self->blanks, 0);
  self->matched = 0;
}

static const char *
push_start (SyThinkSplitter *self,
            const char      *p,
            const char      *end)
{
  const char *start = self->blanks->len == 0 && self->matched == 0 ? p : NULL;

  for (; p < end; p++)
    {
      if (self->matched == 0 && g_ascii_isspace (*p) && self->blanks->len < MAX_BLANKS)
        {
          g_string_append_c (self->blanks, *p);
        }
      else if (*p != OPENING[self->matched])
        {
          if (start != NULL)
            forget_start (self);

          leave_start (self);
          return start != NULL ? start : p;
        }
      else if (++self->matched == strlen (OPENING))
        {
          self->matched = 0;
          self->state = STATE_OPENED;
          return p + 1;
        }
    }

  return p;
}

/* The line ends beside a tag are not meant to be read. */
static const char *
skip_line_ends (SyThinkSplitter *self,
                const char      *p,
                const char      *end,
                State            next)
{
  while (p < end && (*p == '\n' || *p == '\r'))
    p++;

  if (p < end)
    self->state = next;

  return p;
}

/* The first place where the closing tag is, or may be at the end of what came. */
static const char *
find_closing (const char *p,
              const char *end,
              gsize      *matched)
{
  while ((p = memchr (p, '<', end - p)) != NULL)
    {
      gsize n = 1;

      while (n < strlen (CLOSING) && p + n < end && p[n] == CLOSING[n])
        n++;

      if (n == strlen (CLOSING) || p + n == end)
        {
          *matched = n;
          return p;
        }

      p++;
    }

  *matched = 0;

  return end;
}

static void
close_thinking (SyThinkSplitter *self)
{
  self->matched = 0;

  if (self->state == STATE_UNOPENED)
    self->func (SY_THINK_RETHINK, "", 0, self->user_data);

  self->state = STATE_CLOSED;
}

/* Who writes about the tag puts it into backquotes. */
static gboolean
is_quoted (SyThinkSplitter *self)
{
  return self->state == STATE_UNOPENED && self->last == '`';
}

/* The rest of a tag whose start ended the last piece. */
static const char *
push_matched (SyThinkSplitter *self,
              const char      *p,
              const char      *end)
{
  while (p < end && self->matched < strlen (CLOSING) && *p == CLOSING[self->matched])
    {
      self->matched++;
      p++;
    }

  if (self->matched == strlen (CLOSING) && !is_quoted (self))
    close_thinking (self);
  else if (self->matched == strlen (CLOSING) || p < end)
    emit_matched (self, CLOSING);

  return p;
}

static const char *
push_content (SyThinkSplitter *self,
              const char      *p,
              const char      *end)
{
  const char *tag = NULL;

  if (self->matched > 0)
    return push_matched (self, p, end);

  tag = find_closing (p, end, &self->matched);
  emit (self, p, tag - p);

  return self->matched > 0 ? push_matched (self, tag + self->matched, end) : end;
}

/**
 * sy_think_splitter_new:
 *
 * Returns: (transfer full): a splitter at the start of one reply's content
 */
SyThinkSplitter *
sy_think_splitter_new (void)
{
  SyThinkSplitter *self = g_new0 (SyThinkSplitter, 1);

  self->blanks = g_string_new (NULL);

  return self;
}

/**
 * sy_think_splitter_free:
 * @self: (transfer full): a splitter
 */
void
sy_think_splitter_free (SyThinkSplitter *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->blanks, TRUE);
  g_free (self);
}

/**
 * sy_think_splitter_set_reasoning:
 * @self: a splitter
 *
 * Tells that the thinking comes apart from the content: a closing tag without an
 * opening one is text then.
 */
void
sy_think_splitter_set_reasoning (SyThinkSplitter *self)
{
  g_return_if_fail (self != NULL);

  self->has_reasoning = TRUE;
}

/**
 * sy_think_splitter_push:
 * @self: a splitter
 * @text: (array length=length): the next piece of the content, NUL-terminated and
 *   valid UTF-8
 * @length: bytes of @text
 * @func: (scope call): gets the parts of it
 * @user_data: for @func
 *
 * The tags count at the very start of the content, behind white space.  What could
 * be a part of one is held back until the next piece.
 */
void
sy_think_splitter_push (SyThinkSplitter *self,
                        const char      *text,
                        gsize            length,
                        SyThinkFunc      func,
                        gpointer         user_data)
{
  const char *p = text;
  const char *end = text + length;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (func != NULL);

  self->func = func;
  self->user_data = user_data;

  while (p < end)
    {
      if (self->state == STATE_UNOPENED && self->has_reasoning)
        {
          emit_matched (self, CLOSING);
          self->state = STATE_PLAIN;
        }

      switch (self->state)
        {
        case STATE_START:
          p = push_start (self, p, end);
          break;

        case STATE_OPENED:
          p = skip_line_ends (self, p, end, STATE_THINKING);
          break;

        case STATE_THINKING:
        case STATE_UNOPENED:
          p = push_content (self, p, end);
          break;

        case STATE_CLOSED:
          p = skip_line_ends (self, p, end, STATE_PLAIN);
          break;

        case STATE_PLAIN:
        default:
          emit (self, p, end - p);
          p = end;
          break;
        }
    }
}

/**
 * sy_think_splitter_finish:
 * @self: a splitter
 * @func: (scope call): gets what was held back
 * @user_data: for @func
 *
 * Tells that the content is over.
 */
void
sy_think_splitter_finish (SyThinkSplitter *self,
                          SyThinkFunc      func,
                          gpointer         user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  self->func = func;
  self->user_data = user_data;

  if (self->state == STATE_START)
    leave_start (self);

  emit_matched (self, CLOSING);
}
