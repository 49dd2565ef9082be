/* sy-delta-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-delta-list"

#include "config.h"

#include "sy-delta-list.h"

struct _SyDeltaList
{
  GArray *deltas;
};

static void
clear_delta (gpointer data)
{
  SyDelta *delta = data;

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
  g_array_set_clear_func (self->deltas, clear_delta);

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

  g_array_unref (self->deltas);
  g_free (self);
}

/**
 * sy_delta_list_append:
 * @self: a list
 * @delta: what is copied to its end
 */
void
sy_delta_list_append (SyDeltaList   *self,
                      const SyDelta *delta)
{
  SyDelta copy = *delta;

  g_return_if_fail (self != NULL);
  g_return_if_fail (delta != NULL);

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
 * sy_delta_list_foreach:
 * @self: a list
 * @func: (scope call): gets each delta, in order
 * @user_data: for @func
 */
void
sy_delta_list_foreach (SyDeltaList *self,
                       SyDeltaFunc  func,
                       gpointer     user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  for (guint i = 0; i < self->deltas->len; i++)
    func (&g_array_index (self->deltas, SyDelta, i), user_data);
}
