/* sy-block-groups.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block-groups"

#include "config.h"

#include "sy-block-groups.h"

#include "sy-code-group.h"
#include "sy-table-group.h"

/* By the number that the blocks of one group have. */
struct _SyBlockGroups
{
  SyDocument *document;
  GHashTable *groups;
  gboolean    frozen;
};

static gpointer
get_key (SyBlock *block)
{
  return GUINT_TO_POINTER (sy_block_get_group (block));
}

static GObject *
create_group (SyBlockGroups *self,
              SyBlock       *block)
{
  SyTableGroup *table;

  if (sy_block_get_kind (block) == SY_BLOCK_CODE)
    return G_OBJECT (sy_code_group_new (self->document, block));

  table = sy_table_group_new (self->document, block);
  sy_table_group_set_frozen (table, self->frozen);

  return G_OBJECT (table);
}

/**
 * sy_block_groups_new:
 * @document: (transfer none): a text
 *
 * What the chunks of one block of code have in common, or of one table, for all of a text.
 *
 * Returns: (transfer full): no groups
 */
SyBlockGroups *
sy_block_groups_new (SyDocument *document)
{
  SyBlockGroups *self;

  g_return_val_if_fail (SY_IS_DOCUMENT (document), NULL);

  self = g_new0 (SyBlockGroups, 1);
  self->document = g_object_ref (document);
  self->groups = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);

  return self;
}

void
sy_block_groups_free (SyBlockGroups *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->groups);
  g_object_unref (self->document);
  g_free (self);
}

/**
 * sy_block_groups_ensure:
 * @block: a chunk of code or of a table
 *
 * Returns: (transfer none): its #SyCodeGroup or #SyTableGroup
 */
gpointer
sy_block_groups_ensure (SyBlockGroups *self,
                        SyBlock       *block)
{
  GObject *group;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (SY_IS_BLOCK (block), NULL);

  group = g_hash_table_lookup (self->groups, get_key (block));
  if (group == NULL)
    {
      group = create_group (self, block);
      g_hash_table_insert (self->groups, get_key (block), group);
    }

  return group;
}

/**
 * sy_block_groups_forget:
 * @block: the last chunk of its group, which is gone
 *
 * What is read in its place may have the same number and be something else.
 */
void
sy_block_groups_forget (SyBlockGroups *self,
                        SyBlock       *block)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (SY_IS_BLOCK (block));

  g_hash_table_remove (self->groups, get_key (block));
}

/**
 * sy_block_groups_set_frozen:
 * @frozen: whether somebody reads the text elsewhere than at its end
 *
 * A table whose rows are read does not become wider for those that come.
 */
void
sy_block_groups_set_frozen (SyBlockGroups *self,
                            gboolean       frozen)
{
  GHashTableIter iter;
  gpointer group;

  g_return_if_fail (self != NULL);

  frozen = !!frozen;
  if (self->frozen == frozen)
    return;

  self->frozen = frozen;
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    {
      if (SY_IS_TABLE_GROUP (group))
        sy_table_group_set_frozen (group, frozen);
    }
}
