/* sy-delta-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-delta-list"

#include "config.h"

#include "sy-delta-list.h"

/* No reply may be larger. */
#define MAX_BYTES (64 * 1024 * 1024)

/* About what a small image, annotation or call takes. */
#define RAW_BYTES 512

/* The first @n_given deltas are gone.  @n_bytes is about what all took. */
struct _SyDeltaList
{
  GArray *deltas;
  guint   n_given;
  gsize   n_bytes;
};

static void
clear_delta (SyDelta *delta)
{
  g_free ((char *) delta->text);
  g_clear_pointer (&delta->raw, json_node_unref);
  g_clear_pointer ((SyUsage **) &delta->usage, sy_usage_free);
  g_clear_error ((GError **) &delta->error);
}

/**
 * sy_delta_list_new:
 *
 * Returns: (transfer full): an empty list
 */
SyDeltaList *
sy_delta_list_new (void)
{
  SyDeltaList *self = g_new0 (SyDeltaList, 1);

  self->deltas = g_array_new (FALSE, FALSE, sizeof (SyDelta));

  return self;
}

/**
 * sy_delta_list_free:
 * @self: (transfer full): a list
 */
void
sy_delta_list_free (SyDeltaList *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = self->n_given; i < self->deltas->len; i++)
    clear_delta (&g_array_index (self->deltas, SyDelta, i));

  g_array_unref (self->deltas);
  g_free (self);
}

/**
 * sy_delta_list_append:
 * @self: a list
 * @delta: what is copied to its end, unless the list is full
 */
void
sy_delta_list_append (SyDeltaList   *self,
                      const SyDelta *delta)
{
  SyDelta copy = *delta;

  g_return_if_fail (self != NULL);
  g_return_if_fail (delta != NULL);

  self->n_bytes += sizeof copy + delta->length + (delta->raw != NULL ? RAW_BYTES : 0);

  if (sy_delta_list_is_full (self))
    return;

  if (delta->text != NULL)
    copy.text = g_strndup (delta->text, delta->length);

  /* A node of its own: that of the delta goes with its document. */
  if (delta->raw != NULL)
    copy.raw = json_node_copy (delta->raw);

  if (delta->usage != NULL)
    copy.usage = sy_usage_copy (delta->usage);

  if (delta->error != NULL)
    copy.error = g_error_copy (delta->error);

  g_array_append_val (self->deltas, copy);
}

/**
 * sy_delta_list_is_full:
 * @self: a list
 *
 * Returns: whether there was more than the 64 MB that it holds
 */
gboolean
sy_delta_list_is_full (SyDeltaList *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_bytes > MAX_BYTES;
}

/**
 * sy_delta_list_is_empty:
 * @self: a list
 *
 * Returns: whether all was given out
 */
gboolean
sy_delta_list_is_empty (SyDeltaList *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->n_given == self->deltas->len;
}

/**
 * sy_delta_list_give_next:
 * @self: a list
 * @func: (scope call): gets the first delta, which is freed then
 * @user_data: for @func
 *
 * Returns: %FALSE when the list is empty
 */
gboolean
sy_delta_list_give_next (SyDeltaList *self,
                         SyDeltaFunc  func,
                         gpointer     user_data)
{
  SyDelta *delta = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (sy_delta_list_is_empty (self))
    return FALSE;

  delta = &g_array_index (self->deltas, SyDelta, self->n_given);
  func (delta, user_data);
  clear_delta (delta);
  self->n_given++;

  return TRUE;
}
