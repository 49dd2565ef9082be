/* sy-block-gap.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block-gap"

#include "config.h"

#include "sy-block-gap.h"

/* Look: between blocks, between items, and more above a heading and around a rule. */
#define BLOCK_GAP 12
#define ITEM_GAP  6
#define EXTRA_GAP 6

/* The outermost list that a block is in. */
static const SyContainer *
get_list (SyBlock *block)
{
  const SyContainer *list = NULL;

  for (const SyContainer *i = sy_block_get_container (block); i != NULL;
       i = sy_container_get_parent (i))
    {
      if (sy_container_get_kind (i) != SY_CONTAINER_QUOTE)
        list = i;
    }

  return list;
}

/* The blocks of an item stand close together, and so do the items of a list. */
static gboolean
is_same_list (SyBlock *block,
              SyBlock *before)
{
  const SyContainer *list = get_list (block);
  const SyContainer *other = get_list (before);

  return list != NULL && other != NULL &&
         sy_container_get_kind (list) == sy_container_get_kind (other);
}

static gboolean
is_kind (SyBlock     *block,
         SyBlockKind  kind)
{
  return sy_block_get_kind (block) == kind;
}

/**
 * sy_block_gap_get:
 * @block: a block
 * @before: the block above it
 *
 * Returns: how much space is between them, in px
 */
int
sy_block_gap_get (SyBlock *block,
                  SyBlock *before)
{
  int gap = BLOCK_GAP;

  g_return_val_if_fail (SY_IS_BLOCK (block), 0);
  g_return_val_if_fail (SY_IS_BLOCK (before), 0);

  if (sy_block_get_group (before) == sy_block_get_group (block))
    return 0;

  if (is_same_list (block, before))
    gap = ITEM_GAP;
  if (is_kind (block, SY_BLOCK_HEADING) || is_kind (block, SY_BLOCK_RULE) ||
      is_kind (before, SY_BLOCK_RULE))
    gap += EXTRA_GAP;

  return gap;
}
