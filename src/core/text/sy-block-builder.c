/* sy-block-builder.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block-builder"

#include "config.h"

#include "sy-block-builder.h"

#include "sy-block-private.h"
#include "sy-definitions.h"

#include <string.h>

#define MAX_CODE_LINES 40
#define MAX_TABLE_ROWS 30
#define N_HEAD_LINES   2

/**
 * sy_block_builder_get_top:
 *
 * Returns: (transfer none) (nullable): the innermost quote or item that is open
 */
SyContainer *
sy_block_builder_get_top (SyBlockBuilder *self)
{
  SyBlockState *state = &self->state;

  return state->n_levels > 0 ? state->levels[state->n_levels - 1].container : NULL;
}

static SyBlock *
add_block (SyBlockBuilder *self,
           gsize            start)
{
  SyBlock *block;

  if (self->spare->len > 0)
    block = g_ptr_array_steal_index (self->spare, 0);
  else
    block = sy_block_new (start);

  g_ptr_array_add (self->blocks, block);

  return block;
}

static void
set_block (SyBlock     *block,
           SyBlockKind  kind,
           gsize        start,
           SyContainer *container,
           guint        group)
{
  block->kind = kind;
  block->start = start;
  block->end = start;
  block->level = 0;
  block->group = group;
  block->closed = FALSE;
  g_array_set_size (block->lines, 0);
  g_clear_pointer (&block->language, g_free);
  sy_block_set_container (block, container);
}

/* An item without text is a paragraph without text, until it has something else. */
static void
begin_item (SyBlockBuilder *self,
            gsize            start)
{
  SyBlockState *state = &self->state;

  if (state->placeholder == NULL ||
      !sy_container_has (sy_block_builder_get_top (self), state->placeholder->container))
    state->placeholder = add_block (self, start);

  set_block (state->placeholder, SY_BLOCK_PARAGRAPH, start, sy_block_builder_get_top (self),
             state->next_group++);
  state->item_is_empty = TRUE;
}

/**
 * sy_block_builder_begin:
 * @kind: of the block
 * @start: the offset of its first byte
 *
 * Begins a block in what is open.
 *
 * Returns: (transfer none): the block
 */
SyBlock *
sy_block_builder_begin (SyBlockBuilder *self,
                        SyBlockKind      kind,
                        gsize            start)
{
  SyBlockState *state = &self->state;
  SyBlock *block = state->placeholder;

  if (block == NULL || !sy_container_has (sy_block_builder_get_top (self), block->container))
    {
      if (block != NULL)
        block->closed = self->firm;
      block = add_block (self, start);
    }
  else
    {
      start = block->start;
    }

  set_block (block, kind, start, sy_block_builder_get_top (self), state->next_group++);
  state->leaf = block;
  state->placeholder = NULL;
  state->item_is_empty = FALSE;

  return block;
}

static guint
get_max_lines (SyBlock *block)
{
  switch (block->kind)
    {
    case SY_BLOCK_CODE:
      return MAX_CODE_LINES;

    case SY_BLOCK_TABLE:
      return MAX_TABLE_ROWS;

    case SY_BLOCK_PARAGRAPH:
    case SY_BLOCK_HEADING:
    case SY_BLOCK_RULE:
    case SY_BLOCK_HTML:
    default:
      return G_MAXUINT;
    }
}

static gboolean
is_first_chunk (SyBlockBuilder *self,
                SyBlock         *block)
{
  SyBlock *before;

  if (self->blocks->len < 2)
    return TRUE;

  before = g_ptr_array_index (self->blocks, self->blocks->len - 2);

  return before->group != block->group;
}

/* A long piece of code or table goes on in another block. */
static void
begin_chunk (SyBlockBuilder *self,
             gsize            start)
{
  SyBlock *before = self->state.leaf;
  SyBlock *block = add_block (self, start);

  set_block (block, before->kind, start, before->container, before->group);
  block->language = g_strdup (before->language);
  before->closed = self->firm;
  self->state.leaf = block;
}

/**
 * sy_block_builder_add_line:
 * @start: the first byte of the line that belongs to the block
 * @end: the byte after the last one
 * @indent: columns of space before it, in code
 *
 * Adds to the block that is open.
 */
void
sy_block_builder_add_line (SyBlockBuilder *self,
                           gsize            start,
                           gsize            end,
                           guint            indent)
{
  SyBlockLine line = { (guint32) start, (guint32) end, indent };
  SyBlock *leaf = self->state.leaf;
  guint max_lines = get_max_lines (leaf);

  if (leaf->kind == SY_BLOCK_TABLE && is_first_chunk (self, leaf))
    max_lines += N_HEAD_LINES;
  if (leaf->lines->len >= max_lines)
    begin_chunk (self, start);

  g_array_append_val (self->state.leaf->lines, line);
  self->state.leaf->end = end;
}

static char *
dup_lines (SyBlockBuilder    *self,
           const SyBlockLine *lines,
           guint              n_lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_lines; i++)
    {
      const SyBlockLine *line = &lines[i];

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append_len (text, self->source + line->start, (gssize) (line->end - line->start));
    }

  return g_string_free_and_steal (text);
}

/**
 * sy_block_builder_take_definitions:
 * @block: a paragraph
 *
 * Takes away the lines that only say what links lead to.
 *
 * Returns: whether any text is left
 */
gboolean
sy_block_builder_take_definitions (SyBlockBuilder *self,
                                   SyBlock         *block)
{
  const SyBlockLine *lines = (gpointer) block->lines->data;
  guint n_taken = 0;
  guint n;

  do
    {
      n = sy_definitions_count_lines (self->source, lines + n_taken, block->lines->len - n_taken);
      if (n > 0)
        g_ptr_array_add (self->definitions, dup_lines (self, lines + n_taken, n));
      n_taken += n;
    }
  while (n > 0 && n_taken < block->lines->len);

  if (n_taken == 0)
    return TRUE;

  g_array_remove_range (block->lines, 0, n_taken);
  if (block->lines->len == 0)
    return FALSE;

  block->start = g_array_index (block->lines, SyBlockLine, 0).start;

  return TRUE;
}

/* Returns the item that nothing but the block shows, so that it has to stay. */
static SyContainer *
find_item (SyBlockBuilder *self,
           SyBlock        *block)
{
  SyBlock *before = NULL;
  SyContainer *item = block->container;

  if (self->blocks->len > 1)
    before = g_ptr_array_index (self->blocks, self->blocks->len - 2);

  while (item != NULL && sy_container_get_kind (item) == SY_CONTAINER_QUOTE)
    item = (SyContainer *) sy_container_get_parent (item);

  if (item == NULL || (before != NULL && sy_container_has (before->container, item)))
    return NULL;

  return item;
}

/**
 * sy_block_builder_end:
 *
 * Ends the block that is open, if any.  A paragraph of which nothing is left vanishes.
 */
void
sy_block_builder_end (SyBlockBuilder *self)
{
  SyBlock *leaf = self->state.leaf;
  SyContainer *item;

  self->state.n_blank_lines = 0;
  self->state.pivot = SY_BLOCK_PIVOT_BLANK;
  if (leaf == NULL)
    return;

  self->state.leaf = NULL;
  if (!self->firm)
    return;

  leaf->closed = TRUE;
  if (leaf->kind != SY_BLOCK_PARAGRAPH || sy_block_builder_take_definitions (self, leaf))
    return;

  item = find_item (self, leaf);
  if (item == NULL)
    {
      g_ptr_array_set_size (self->blocks, (int) self->blocks->len - 1);
      return;
    }

  leaf->end = leaf->start;
  leaf->closed = FALSE;
  sy_block_set_container (leaf, item);
  self->state.placeholder = leaf;
}

/**
 * sy_block_builder_leave:
 * @n_levels: how many stay open
 *
 * Ends quotes and items, and the block in them.
 */
void
sy_block_builder_leave (SyBlockBuilder *self,
                        guint            n_levels)
{
  SyBlockState *state = &self->state;

  if (state->n_levels == n_levels)
    return;

  sy_block_builder_end (self);
  state->item_is_empty = FALSE;
  while (state->n_levels > n_levels)
    sy_container_unref (state->levels[--state->n_levels].container);

  if (state->placeholder != NULL &&
      !sy_container_has (sy_block_builder_get_top (self), state->placeholder->container))
    {
      state->placeholder->closed = self->firm;
      state->placeholder = NULL;
    }
}

/**
 * sy_block_builder_enter:
 * @mark: what opens it
 * @start: the offset of the mark
 *
 * Begins a quote or an item.
 */
void
sy_block_builder_enter (SyBlockBuilder  *self,
                        const SyLineMark *mark,
                        gsize             start)
{
  SyBlockState *state = &self->state;
  SyContainerKind kind = SY_CONTAINER_BULLET;
  SyContainer *container;

  if (mark->ch == '>')
    kind = SY_CONTAINER_QUOTE;
  else if (mark->ch == '.' || mark->ch == ')')
    kind = SY_CONTAINER_ORDERED;

  container = sy_container_new (kind, mark->ordinal, SY_CONTAINER_NO_TASK,
                                sy_block_builder_get_top (self));
  state->levels[state->n_levels].mark = *mark;
  state->levels[state->n_levels].container = container;
  state->n_levels++;

  if (kind == SY_CONTAINER_QUOTE)
    state->item_is_empty = FALSE;
  else
    begin_item (self, start);
}

static void
copy_levels (SyBlockState       *to,
             const SyBlockState *from)
{
  for (guint i = 0; i < to->n_levels; i++)
    sy_container_unref (to->levels[i].container);

  memcpy (to->levels, from->levels, from->n_levels * sizeof (SyBlockLevel));
  for (guint i = 0; i < from->n_levels; i++)
    sy_container_ref (to->levels[i].container);
}

static void
copy_state (SyBlockState       *to,
            const SyBlockState *from)
{
  copy_levels (to, from);
  memcpy ((char *) to + sizeof to->levels, (const char *) from + sizeof from->levels,
          sizeof (SyBlockState) - sizeof from->levels);
}

static void
clear_tail (SyBlockTail *tail)
{
  g_clear_pointer (&tail->container, sy_container_unref);
  g_clear_pointer (&tail->language, g_free);
}

/**
 * sy_block_builder_save:
 *
 * What follows can be taken back.
 */
void
sy_block_builder_save (SyBlockBuilder *self)
{
  SyBlockTail *tail = &self->tail;
  SyBlock *last;

  copy_state (&self->saved, &self->state);
  self->n_firm = self->blocks->len;
  clear_tail (tail);
  if (self->n_firm == 0)
    return;

  last = g_ptr_array_index (self->blocks, self->n_firm - 1);
  tail->start = last->start;
  tail->end = last->end;
  tail->n_lines = last->lines->len;
  tail->container = last->container != NULL ? sy_container_ref (last->container) : NULL;
  tail->language = g_strdup (last->language);
  tail->kind = last->kind;
  tail->level = last->level;
  tail->group = last->group;
  tail->closed = last->closed;
}

/* A block that became another kind of block has the lines of that one. */
static void
restore_tail (SyBlock    *last,
              const SyBlockTail *tail)
{
  last->start = tail->start;
  last->end = tail->end;
  last->kind = tail->kind;
  last->level = tail->level;
  last->group = tail->group;
  last->closed = tail->closed;
  g_array_set_size (last->lines, MIN (tail->n_lines, last->lines->len));
  g_set_str (&last->language, tail->language);
  sy_block_set_container (last, tail->container);
}

/**
 * sy_block_builder_restore:
 *
 * Takes back what was done since sy_block_builder_save().  Blocks that go are made again from
 * the same objects, until sy_block_builder_forget().
 */
void
sy_block_builder_restore (SyBlockBuilder *self)
{
  copy_state (&self->state, &self->saved);
  while (self->blocks->len > self->n_firm)
    g_ptr_array_insert (self->spare, 0,
                        g_ptr_array_steal_index (self->blocks, self->blocks->len - 1));

  if (self->n_firm > 0)
    restore_tail (g_ptr_array_index (self->blocks, self->n_firm - 1), &self->tail);
}

/**
 * sy_block_builder_forget:
 *
 * Lets go of blocks that were taken back and did not come again.
 */
void
sy_block_builder_forget (SyBlockBuilder *self)
{
  g_ptr_array_set_size (self->spare, 0);
}

void
sy_block_builder_init (SyBlockBuilder *self)
{
  memset (self, 0, sizeof *self);
  self->blocks = g_ptr_array_new_with_free_func (g_object_unref);
  self->definitions = g_ptr_array_new_with_free_func (g_free);
  self->spare = g_ptr_array_new_with_free_func (g_object_unref);
}

void
sy_block_builder_clear (SyBlockBuilder *self)
{
  static const SyBlockState none = { .n_levels = 0 };

  copy_levels (&self->state, &none);
  copy_levels (&self->saved, &none);
  clear_tail (&self->tail);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->definitions);
  g_ptr_array_unref (self->spare);
}
