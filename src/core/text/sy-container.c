/* sy-container.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-container"

#include "config.h"

#include "sy-container.h"

struct _SyContainer
{
  gatomicrefcount  ref_count;
  SyContainerKind  kind;
  guint            ordinal;
  int              task;
  SyContainer     *parent;
};

G_DEFINE_BOXED_TYPE (SyContainer, sy_container, sy_container_ref, sy_container_unref)

/**
 * sy_container_new:
 * @kind: what it is
 * @ordinal: the number of an item; 0 where it has none
 * @task: whether an item is done; %SY_CONTAINER_NO_TASK where it is no task
 * @parent: (nullable) (transfer none): what it is in
 *
 * A quote or an item of a list, which blocks are in.  Blocks of the same item have the same
 * container: the first block that has it is the one with the marker.
 *
 * Returns: (transfer full): a container that never changes
 */
SyContainer *
sy_container_new (SyContainerKind  kind,
                  guint            ordinal,
                  int              task,
                  SyContainer     *parent)
{
  SyContainer *self = g_new0 (SyContainer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->ordinal = ordinal;
  self->task = task;
  self->parent = parent != NULL ? sy_container_ref (parent) : NULL;

  return self;
}

SyContainer *
sy_container_ref (SyContainer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
sy_container_unref (SyContainer *self)
{
  g_return_if_fail (self != NULL);

  while (self != NULL && g_atomic_ref_count_dec (&self->ref_count))
    {
      SyContainer *parent = self->parent;

      g_free (self);
      self = parent;
    }
}

SyContainerKind
sy_container_get_kind (const SyContainer *self)
{
  g_return_val_if_fail (self != NULL, SY_CONTAINER_QUOTE);

  return self->kind;
}

/**
 * sy_container_get_ordinal:
 *
 * Returns: the number of an item, which its author gave it or which follows from the one
 *   before; 0 where it has none
 */
guint
sy_container_get_ordinal (const SyContainer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->ordinal;
}

/**
 * sy_container_get_task:
 *
 * Returns: 1 of a task that is done, 0 of one that is not, else %SY_CONTAINER_NO_TASK
 */
int
sy_container_get_task (const SyContainer *self)
{
  g_return_val_if_fail (self != NULL, SY_CONTAINER_NO_TASK);

  return self->task;
}

/**
 * sy_container_get_parent:
 *
 * Returns: (transfer none) (nullable): what it is in
 */
const SyContainer *
sy_container_get_parent (const SyContainer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parent;
}

/**
 * sy_container_has:
 * @self: (nullable): a container
 * @other: another one
 *
 * Returns: whether @other is @self or something that @self is in
 */
gboolean
sy_container_has (const SyContainer *self,
                  const SyContainer *other)
{
  for (; self != NULL; self = self->parent)
    {
      if (self == other)
        return TRUE;
    }

  return FALSE;
}
