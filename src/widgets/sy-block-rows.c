/* sy-block-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block-rows"

#include "config.h"

#include "sy-block-rows.h"

#include "sy-block-gap.h"
#include "sy-block-groups.h"
#include "sy-block-row.h"
#include "sy-code-block.h"
#include "sy-table-block.h"
#include "sy-text-block.h"
#include "sy-text-cut.h"

#include <string.h>

/* For a guess of how high a block is before it is laid out. */
#define LETTER_WIDTH 7.5
#define LINE_HEIGHT  23

/* A text that nobody saw growing is cut into pieces of so many bytes before it is cut into
 * what is laid out at once: each piece is gone through when it comes near what is seen.
 */
#define MAX_PIECE (4 * 1024)

/* A block, or a part of a long paragraph: from @start to @end of the text that is read from
 * @source on.
 */
typedef struct
{
  SyBlock     *block;
  SyBlockKind  kind;
  guint        level;
  SyInline    *inline_;
  gsize        source;
  guint        start;
  guint        end;
  gboolean     open;
  GtkWidget   *widget;
} Row;

struct _SyBlockRows
{
  GObject        parent_instance;

  SyDocument    *document;
  SyBlockGroups *groups;
  GPtrArray     *rows;
  GPtrArray     *blocks;
  int            width;
  int            first_gap;

  /* Of the blocks that are known, those before it are as they were. */
  guint          n_same;
  gboolean       tail_changed;
};

static void rows_iface_init (SyRowsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyBlockRows, sy_block_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_ROWS, rows_iface_init))

static void
free_row (gpointer data)
{
  Row *row = data;

  g_clear_weak_pointer (&row->widget);
  g_clear_pointer (&row->inline_, sy_inline_unref);
  g_object_unref (row->block);
  g_free (row);
}

static Row *
create_row (SyBlock *block)
{
  Row *row = g_new0 (Row, 1);

  row->block = g_object_ref (block);
  row->kind = sy_block_get_kind (block);
  row->level = sy_block_get_level (block);
  row->open = TRUE;

  return row;
}

static Row *
get_row (SyBlockRows *self,
         guint        i)
{
  return g_ptr_array_index (self->rows, i);
}

static gboolean
is_text (Row *row)
{
  return row->kind == SY_BLOCK_PARAGRAPH || row->kind == SY_BLOCK_HEADING ||
         row->kind == SY_BLOCK_HTML;
}

static SyTextBlock *
get_text_block (Row *row)
{
  return SY_TEXT_BLOCK (sy_block_row_get_child (SY_BLOCK_ROW (row->widget)));
}

static void
set_text (Row      *row,
          SyInline *inline_,
          guint     start,
          guint     end)
{
  sy_inline_ref (inline_);
  g_clear_pointer (&row->inline_, sy_inline_unref);
  row->inline_ = inline_;
  row->start = start;
  row->end = end;
  if (row->widget != NULL)
    sy_text_block_set_text (get_text_block (row), inline_, start, end);
}

static void
read_row (SyBlockRows *self,
          Row         *row)
{
  g_autoptr(SyInline) inline_ = sy_document_read_from (self->document, row->block, row->source);

  set_text (row, inline_, 0, sy_inline_get_length (inline_));
}

static void
ensure_text (SyBlockRows *self,
             Row         *row)
{
  if (is_text (row) && row->inline_ == NULL)
    read_row (self, row);
}

static int
get_gap (SyBlockRows *self,
         guint        row)
{
  SyBlock *block = get_row (self, row)->block;
  SyBlock *before = row > 0 ? get_row (self, row - 1)->block : NULL;

  if (before == NULL)
    return self->first_gap;

  return before != block ? sy_block_gap_get (block, before) : 0;
}

static void
place_row (SyBlockRows *self,
           guint        i)
{
  Row *row = get_row (self, i);
  SyBlock *before = i > 0 ? get_row (self, i - 1)->block : NULL;

  if (row->widget == NULL)
    return;

  sy_block_row_set_gap (SY_BLOCK_ROW (row->widget), get_gap (self, i));
  sy_block_row_set_container (SY_BLOCK_ROW (row->widget), sy_block_get_container (row->block),
                              before != NULL ? sy_block_get_container (before) : NULL);
}

static guint
sy_block_rows_get_n_rows (SyRows *rows)
{
  return SY_BLOCK_ROWS (rows)->rows->len;
}

static int
sy_block_rows_estimate (SyRows *rows,
                        guint   i,
                        int     width)
{
  SyBlockRows *self = SY_BLOCK_ROWS (rows);
  Row *row = get_row (self, i);
  gsize length = row->inline_ != NULL ? row->end - row->start
                                      : sy_block_get_end (row->block) -
                                        sy_block_get_start (row->block);
  double letters = MAX (width, 100) / LETTER_WIDTH;
  guint n_lines;

  sy_block_get_lines (row->block, &n_lines);
  if (is_text (row))
    n_lines = 1 + (guint) MIN ((double) length / letters, 1e6);

  return (int) n_lines * LINE_HEIGHT + get_gap (self, i);
}

/* A group of which something is left stays. */
static void
forget_groups (SyBlockRows *self,
               guint        n_blocks)
{
  guint left = n_blocks > 0
               ? sy_block_get_group (g_ptr_array_index (self->blocks, n_blocks - 1)) : 0;

  for (guint i = n_blocks; i < self->blocks->len; i++)
    {
      SyBlock *block = g_ptr_array_index (self->blocks, i);

      if (n_blocks == 0 || sy_block_get_group (block) != left)
        sy_block_groups_forget (self->groups, block);
    }
}

static gboolean
is_edge (SyBlockRows *self,
         guint        i,
         int          step)
{
  guint other = i + (guint) step;

  return other >= self->rows->len ||
         sy_block_get_group (get_row (self, other)->block) !=
         sy_block_get_group (get_row (self, i)->block);
}

static void
set_edges (SyBlockRows *self,
           guint        i)
{
  Row *row = get_row (self, i);

  if (row->widget != NULL)
    sy_block_row_set_edges (SY_BLOCK_ROW (row->widget), is_edge (self, i, -1),
                            is_edge (self, i, 1));
}

static GtkWidget *
create_text (SyBlockRows *self,
             Row         *row)
{
  GtkWidget *child = sy_text_block_new (sy_block_get_level (row->block));

  ensure_text (self, row);
  sy_text_block_set_text (SY_TEXT_BLOCK (child), row->inline_, row->start, row->end);

  return child;
}

static GtkWidget *
create_child (SyBlockRows *self,
              Row         *row)
{
  GtkWidget *rule;

  switch (row->kind)
    {
    case SY_BLOCK_CODE:
      return sy_code_block_new (sy_block_groups_ensure (self->groups, row->block),
                                self->document, row->block);

    case SY_BLOCK_TABLE:
      return sy_table_block_new (sy_block_groups_ensure (self->groups, row->block),
                                 self->document, row->block);

    case SY_BLOCK_RULE:
      rule = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_add_css_class (rule, "sy-rule");
      return rule;

    case SY_BLOCK_PARAGRAPH:
    case SY_BLOCK_HEADING:
    case SY_BLOCK_HTML:
    default:
      return create_text (self, row);
    }
}

static GtkWidget *
sy_block_rows_create (SyRows *rows,
                      guint   i)
{
  SyBlockRows *self = SY_BLOCK_ROWS (rows);
  Row *row = get_row (self, i);
  GtkWidget *widget = sy_block_row_new (create_child (self, row));

  g_set_weak_pointer (&row->widget, widget);
  place_row (self, i);
  set_edges (self, i);

  return widget;
}

static gboolean
sy_block_rows_release (SyRows *rows,
                       guint   i)
{
  Row *row = get_row (SY_BLOCK_ROWS (rows), i);

  /* A heading has another role for assistive tools. */
  if (!is_text (row) || sy_block_get_level (row->block) > 0)
    return FALSE;

  g_clear_weak_pointer (&row->widget);

  return TRUE;
}

static gboolean
sy_block_rows_adopt (SyRows    *rows,
                     guint      i,
                     GtkWidget *widget)
{
  SyBlockRows *self = SY_BLOCK_ROWS (rows);
  Row *row = get_row (self, i);

  if (!is_text (row) || sy_block_get_level (row->block) > 0)
    return FALSE;

  ensure_text (self, row);
  g_set_weak_pointer (&row->widget, widget);
  set_text (row, row->inline_, row->start, row->end);
  place_row (self, i);

  return TRUE;
}

/* Puts a new row behind another one, of which it takes what is from @cut on. */
static void
cut_row (SyBlockRows *self,
         guint        i,
         guint        cut)
{
  Row *row = get_row (self, i);
  Row *rest = create_row (row->block);

  rest->source = sy_inline_get_source_offset (row->inline_, cut);
  rest->open = row->open;
  rest->inline_ = sy_inline_ref (row->inline_);
  rest->start = cut;
  rest->end = row->end;
  row->open = FALSE;
  g_ptr_array_insert (self->rows, (int) i + 1, rest);
  sy_rows_changed (SY_ROWS (self), i + 1, 0, 1);
  set_text (row, row->inline_, row->start, cut);
}

static int
get_text_width (SyBlockRows *self,
                Row         *row,
                GtkWidget   *widget)
{
  return self->width - sy_block_row_get_inset (sy_block_get_container (row->block), widget);
}

static void
sy_block_rows_prepare (SyRows    *rows,
                       guint      i,
                       GtkWidget *parent)
{
  SyBlockRows *self = SY_BLOCK_ROWS (rows);
  Row *row = get_row (self, i);
  g_autoptr(GArray) cuts = NULL;

  ensure_text (self, row);
  if (row->kind != SY_BLOCK_PARAGRAPH || row->end - row->start <= SY_TEXT_CUT_WHOLE)
    return;

  if (row->end - row->start > 2 * MAX_PIECE)
    {
      cut_row (self, i, sy_text_cut_find_word (row->inline_, row->start + MAX_PIECE,
                                                MAX_PIECE / 4));
      return;
    }

  cuts = sy_text_cut_find_all (row->inline_, row->start, row->end,
                               get_text_width (self, row, parent), parent);
  for (guint j = 0; j < cuts->len; j++)
    cut_row (self, i + j, g_array_index (cuts, guint, j));
}

/* From @i on, all rows of its block. */
static guint
count_rows (SyBlockRows *self,
            guint        i)
{
  SyBlock *block = get_row (self, i)->block;
  guint n = 1;

  while (i + n < self->rows->len && get_row (self, i + n)->block == block)
    n++;

  return n;
}

/* One row stands for the whole block again. */
static void
join_rows (SyBlockRows *self,
           guint        i,
           guint        n)
{
  Row *row = create_row (get_row (self, i)->block);

  g_ptr_array_remove_range (self->rows, i, n);
  g_ptr_array_insert (self->rows, (int) i, row);
  sy_rows_changed (SY_ROWS (self), i, n, 1);
}

static void
sy_block_rows_set_width (SyRows *rows,
                         int     width)
{
  SyBlockRows *self = SY_BLOCK_ROWS (rows);

  if (self->width == width)
    return;

  self->width = width;
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint n = count_rows (self, i);

      if (n > 1)
        join_rows (self, i, n);
    }
}

static void
rows_iface_init (SyRowsInterface *iface)
{
  iface->get_n_rows = sy_block_rows_get_n_rows;
  iface->estimate = sy_block_rows_estimate;
  iface->set_width = sy_block_rows_set_width;
  iface->prepare = sy_block_rows_prepare;
  iface->create = sy_block_rows_create;
  iface->release = sy_block_rows_release;
  iface->adopt = sy_block_rows_adopt;
}

static void
items_changed_cb (SyBlockRows *self,
                  guint        position)
{
  self->n_same = MIN (self->n_same, position);
}

static void
tail_changed_cb (SyBlockRows *self)
{
  self->tail_changed = TRUE;
}

/* What links lead to is known now: all text is read anew, when it is needed. */
static void
links_changed_cb (SyBlockRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = get_row (self, i);
      guint n = is_text (row) ? count_rows (self, i) : 0;

      if (n > 1 || (row->kind == SY_BLOCK_TABLE && row->widget != NULL))
        join_rows (self, i, MAX (n, 1));
      else if (n == 1 && row->widget != NULL)
        read_row (self, row);
      else if (n == 1)
        g_clear_pointer (&row->inline_, sy_inline_unref);
    }
}

static void
sy_block_rows_dispose (GObject *object)
{
  SyBlockRows *self = SY_BLOCK_ROWS (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);

  g_clear_object (&self->document);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->blocks, 0);
  g_clear_pointer (&self->groups, sy_block_groups_free);

  G_OBJECT_CLASS (sy_block_rows_parent_class)->dispose (object);
}

static void
sy_block_rows_finalize (GObject *object)
{
  SyBlockRows *self = SY_BLOCK_ROWS (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->blocks);

  G_OBJECT_CLASS (sy_block_rows_parent_class)->finalize (object);
}

static void
sy_block_rows_class_init (SyBlockRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_block_rows_dispose;
  object_class->finalize = sy_block_rows_finalize;
}

static void
sy_block_rows_init (SyBlockRows *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->blocks = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sy_block_rows_new:
 * @document: a text
 *
 * The blocks of a text as rows.  A paragraph that is too long to be laid out at once is several
 * rows, as many as it takes.
 *
 * Returns: (transfer full): the rows of what there is
 */
SyBlockRows *
sy_block_rows_new (SyDocument *document)
{
  SyBlockRows *self;

  g_return_val_if_fail (SY_IS_DOCUMENT (document), NULL);

  self = g_object_new (SY_TYPE_BLOCK_ROWS, NULL);
  self->document = g_object_ref (document);
  self->groups = sy_block_groups_new (document);
  g_signal_connect_object (document, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "tail-changed", G_CALLBACK (tail_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "links-changed", G_CALLBACK (links_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sy_block_rows_update (self);

  return self;
}

SyDocument *
sy_block_rows_get_document (SyBlockRows *self)
{
  g_return_val_if_fail (SY_IS_BLOCK_ROWS (self), NULL);

  return self->document;
}

/**
 * sy_block_rows_set_gap:
 * @gap: in px
 *
 * Changes how much space is above the first block.
 */
void
sy_block_rows_set_gap (SyBlockRows *self,
                       int          gap)
{
  g_return_if_fail (SY_IS_BLOCK_ROWS (self));

  if (self->first_gap == gap)
    return;

  self->first_gap = gap;
  if (self->rows->len > 0)
    place_row (self, 0);
}

/**
 * sy_block_rows_set_frozen:
 * @frozen: whether somebody reads it elsewhere than at its end
 *
 * A table whose rows are read does not become wider for those that come.
 */
void
sy_block_rows_set_frozen (SyBlockRows *self,
                          gboolean     frozen)
{
  g_return_if_fail (SY_IS_BLOCK_ROWS (self));

  sy_block_groups_set_frozen (self->groups, frozen);
}

/* The first part of a long row goes on as it is, and the rest in a row behind it, to be cut when it
 * comes near what is seen.
 */
static void
cut_at_line (SyBlockRows *self,
             guint        i)
{
  Row *row = get_row (self, i);
  guint cut = 0;

  if (row->widget != NULL && self->width > 0)
    cut = sy_text_cut_find (row->inline_, row->start, row->end,
                            get_text_width (self, row, row->widget), row->widget);
  if (cut != 0)
    cut_row (self, i, cut);
}

/* What has come to an end is read once more as a whole: only now everything in it is known. */
static void
close_text (SyBlockRows *self,
            guint        first,
            guint        n)
{
  Row *row = get_row (self, first);
  g_autoptr(SyInline) whole = sy_document_read_block (self->document, row->block);
  const char *text = sy_inline_get_text (whole);
  guint place = 0;

  if (n > 1 && sy_inline_get_length (whole) <= SY_TEXT_CUT_WHOLE)
    {
      join_rows (self, first, n);
      return;
    }

  for (guint i = first; i < first + n; i++)
    {
      guint length;

      row = get_row (self, i);
      length = i + 1 < first + n ? row->end - row->start : sy_inline_get_length (whole) - place;
      if (place + length > sy_inline_get_length (whole) ||
          (i + 1 < first + n &&
           memcmp (text + place, sy_inline_get_text (row->inline_) + row->start, length) != 0))
        {
          join_rows (self, first, n);
          return;
        }

      set_text (row, whole, place, place + length);
      row->open = FALSE;
      place += length;
    }

  /* Much may have come since it was laid out. */
  if (row->kind == SY_BLOCK_PARAGRAPH && row->end - row->start > SY_TEXT_CUT_WHOLE)
    cut_at_line (self, first + n - 1);
}

/* What was laid out before has its lines where the text has them now, nearly always. */
static guint
find_cut (SyBlockRows *self,
          Row         *row,
          SyInline    *old,
          guint        last_line)
{
  if (row->end - row->start <= SY_TEXT_CUT_OPEN)
    return 0;

  if (last_line > row->start && sy_text_cut_is_same (row->inline_, old, last_line))
    return last_line;

  return sy_text_cut_find (row->inline_, row->start, row->end,
                           get_text_width (self, row, row->widget), row->widget);
}

/* Only the last row changes while a text comes; when it is long it goes on in another one. */
static void
grow_text (SyBlockRows *self,
           guint        i)
{
  Row *row = get_row (self, i);
  g_autoptr(SyInline) old = row->inline_ != NULL ? sy_inline_ref (row->inline_) : NULL;
  guint last_line = 0;
  guint cut;

  /* What was cut off another row is read from its own beginning from now on. */
  if (row->widget != NULL && old != NULL && row->start == 0)
    last_line = sy_text_block_get_last_line (get_text_block (row));

  read_row (self, row);
  if (row->kind != SY_BLOCK_PARAGRAPH || row->widget == NULL || self->width <= 0)
    return;

  cut = find_cut (self, row, old, last_line);
  if (cut != 0)
    cut_row (self, i, cut);
}

static guint
find_first_row (SyBlockRows *self,
                SyBlock     *block)
{
  guint i = self->rows->len;

  while (i > 0 && get_row (self, i - 1)->block != block)
    i--;
  while (i > 1 && get_row (self, i - 2)->block == block)
    i--;

  return i > 0 ? i - 1 : self->rows->len;
}

static void
update_block (SyBlockRows *self,
              SyBlock     *block)
{
  guint first = find_first_row (self, block);
  guint n = count_rows (self, first);
  Row *row = get_row (self, first);

  if (row->kind != sy_block_get_kind (block) || row->level != sy_block_get_level (block))
    {
      forget_groups (self, self->blocks->len - 1);
      join_rows (self, first, n);
      return;
    }

  if (is_text (row) && sy_block_get_closed (block))
    close_text (self, first, n);
  else if (is_text (row))
    grow_text (self, first + n - 1);
  else if (row->widget != NULL)
    sy_block_row_update (SY_BLOCK_ROW (row->widget));

  for (guint i = first; i < self->rows->len && get_row (self, i)->block == block; i++)
    {
      place_row (self, i);
      set_edges (self, i);
    }
}

static void
drop_blocks (SyBlockRows *self,
             guint        n_blocks)
{
  SyBlock *first;
  guint row;
  guint n_rows;

  if (n_blocks >= self->blocks->len)
    return;

  first = g_ptr_array_index (self->blocks, n_blocks);
  row = find_first_row (self, first);
  n_rows = self->rows->len - row;
  forget_groups (self, n_blocks);
  g_ptr_array_set_size (self->rows, (int) row);
  g_ptr_array_set_size (self->blocks, (int) n_blocks);
  sy_rows_changed (SY_ROWS (self), row, n_rows, 0);
}

static void
add_blocks (SyBlockRows *self)
{
  GListModel *document = G_LIST_MODEL (self->document);
  guint n_rows = self->rows->len;

  for (guint i = self->blocks->len; i < g_list_model_get_n_items (document); i++)
    {
      SyBlock *block = g_list_model_get_item (document, i);

      g_ptr_array_add (self->blocks, block);
      g_ptr_array_add (self->rows, create_row (block));
    }

  sy_rows_changed (SY_ROWS (self), n_rows, 0, self->rows->len - n_rows);
  if (n_rows > 0 && self->rows->len > n_rows)
    set_edges (self, n_rows - 1);
}

/**
 * sy_block_rows_update:
 *
 * Takes over what the text has become since the last time.
 */
void
sy_block_rows_update (SyBlockRows *self)
{
  g_return_if_fail (SY_IS_BLOCK_ROWS (self));

  /* What is taken back may have become a part of what is before it. */
  if (self->n_same < self->blocks->len)
    self->tail_changed = TRUE;

  drop_blocks (self, self->n_same);
  if (self->tail_changed && self->blocks->len > 0)
    update_block (self, g_ptr_array_index (self->blocks, self->blocks->len - 1));

  self->tail_changed = FALSE;
  add_blocks (self);
  self->n_same = self->blocks->len;
}
