/* sy-delta-joiner.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-delta-joiner"

#include "config.h"

#include "sy-delta-joiner.h"

/* Bytes.  What is as large as a whole read gains nothing by being copied. */
#define MAX_JOINED 65536

/* @kind is that of @text, while there is any. */
struct _SyDeltaJoiner
{
  SyDeltaFunc  func;
  gpointer     user_data;
  SyDeltaKind  kind;
  GString     *text;
  gboolean     stopped;
};

static gboolean
is_joined (const SyDelta *delta)
{
  return (delta->kind == SY_DELTA_TEXT || delta->kind == SY_DELTA_REASONING) &&
         delta->length < MAX_JOINED;
}

static gboolean
fits (SyDeltaJoiner *self,
      const SyDelta *delta)
{
  return is_joined (delta) && (self->text->len == 0 || self->kind == delta->kind) &&
         self->text->len + delta->length <= MAX_JOINED;
}

static void
give (SyDeltaJoiner *self,
      const SyDelta *delta)
{
  if (!self->stopped)
    self->func (delta, self->user_data);
}

/**
 * sy_delta_joiner_new:
 * @func: gets the deltas, from inside push and flush only
 * @user_data: for @func
 *
 * A fast server sends a hundred events in one read, each with a few letters.  What shows them
 * is told once, in their order.
 *
 * Returns: (transfer full): a joiner that has nothing
 */
SyDeltaJoiner *
sy_delta_joiner_new (SyDeltaFunc func,
                     gpointer    user_data)
{
  SyDeltaJoiner *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (SyDeltaJoiner, 1);
  self->func = func;
  self->user_data = user_data;
  self->text = g_string_new (NULL);

  return self;
}

/**
 * sy_delta_joiner_free:
 * @self: (transfer full): a joiner; not inside its function
 *
 * What was not flushed is lost.
 */
void
sy_delta_joiner_free (SyDeltaJoiner *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * sy_delta_joiner_push:
 * @self: a joiner
 * @delta: what comes next
 *
 * Pieces of text are kept back, at most 64 KiB of them; all else is given out at once, behind
 * what was before it.
 */
void
sy_delta_joiner_push (SyDeltaJoiner *self,
                      const SyDelta *delta)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (delta != NULL);

  if (!fits (self, delta))
    sy_delta_joiner_flush (self);

  if (!is_joined (delta))
    {
      give (self, delta);
      return;
    }

  self->kind = delta->kind;
  g_string_append_len (self->text, delta->text, (gssize) delta->length);
}

/**
 * sy_delta_joiner_flush:
 * @self: a joiner
 *
 * Gives out what was kept back.
 */
void
sy_delta_joiner_flush (SyDeltaJoiner *self)
{
  SyDelta delta = { .kind = SY_DELTA_TEXT };

  g_return_if_fail (self != NULL);

  if (self->text->len == 0)
    return;

  delta.kind = self->kind;
  delta.text = self->text->str;
  delta.length = self->text->len;
  give (self, &delta);
  g_string_truncate (self->text, 0);
}

/**
 * sy_delta_joiner_stop:
 * @self: a joiner
 *
 * Nothing is given out any more.
 */
void
sy_delta_joiner_stop (SyDeltaJoiner *self)
{
  g_return_if_fail (self != NULL);

  self->stopped = TRUE;
}
