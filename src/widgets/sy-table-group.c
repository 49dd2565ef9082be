/* sy-table-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-table-group"

#include "config.h"

#include "sy-table-group.h"

#include "sy-table-cell.h"
#include "sy-table-columns.h"

#include <string.h>

/* In the size of the text: a column that has to be wrapped is not narrower, and no
 * column is wider unless there is room.
 */
#define NARROW_EM  8
#define WIDE_EM    40

/* A longer table is measured by its beginning. */
#define MAX_CHUNKS 100

/* How many cells of a column are laid out to find the widest one. */
#define N_LONGEST  8

/* What the chunks of one table have in common.
 *
 * @naturals has what each column needs; @shown is the same as it was before the group was
 * frozen, and what the columns follow.  @serial counts how often that has changed.
 * @n_chunks is how many there were when all were measured.
 */
struct _SyTableGroup
{
  GObject               parent_instance;

  SyDocument           *document;
  guint                 group;
  gsize                 start;
  GtkAdjustment        *adjustment;
  GArray               *naturals;
  GArray               *shown;
  int                   em;
  PangoFontDescription *font;
  guint                 serial;
  guint                 n_chunks;
  gboolean              frozen;
};

G_DEFINE_FINAL_TYPE (SyTableGroup, sy_table_group, G_TYPE_OBJECT)

enum
{
  COLUMNS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
find_position (SyTableGroup *self)
{
  GListModel *blocks = G_LIST_MODEL (self->document);
  guint low = 0;
  guint high = g_list_model_get_n_items (blocks);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr(SyBlock) block = g_list_model_get_item (blocks, middle);

      if (sy_block_get_start (block) < self->start)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static SyBlock *
dup_chunk (SyTableGroup *self,
           guint         position)
{
  g_autoptr(SyBlock) block = g_list_model_get_item (G_LIST_MODEL (self->document), position);

  if (block == NULL || sy_block_get_group (block) != self->group)
    return NULL;

  return g_steal_pointer (&block);
}

static void
show_naturals (SyTableGroup *self)
{
  if (self->shown->len == self->naturals->len &&
      (self->shown->len == 0 ||
       memcmp (self->shown->data, self->naturals->data, self->shown->len * sizeof (int)) == 0))
    return;

  g_array_set_size (self->shown, 0);
  g_array_append_vals (self->shown, self->naturals->data, self->naturals->len);
  self->serial++;
  g_signal_emit (self, signals[COLUMNS_CHANGED], 0);
}

/* About how wide a text is, without laying it out. */
static guint
weigh (const char *text)
{
  guint weight = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    weight += g_unichar_iswide (g_utf8_get_char (c)) ? 2 : 1;

  return weight;
}

typedef struct
{
  SyInline *text;
  guint     weight;
  gboolean  head;
} Cell;

/* The longest cells of a column. */
typedef struct
{
  Cell cells[N_LONGEST];
} Longest;

static void
clear_longest (gpointer data)
{
  Longest *longest = data;

  for (guint i = 0; i < N_LONGEST; i++)
    g_clear_pointer (&longest->cells[i].text, sy_inline_unref);
}

static void
take_cell (Longest  *longest,
           SyInline *text,
           gboolean  head)
{
  guint weight = weigh (sy_inline_get_text (text));
  Cell *shortest = &longest->cells[0];

  for (guint i = 1; i < N_LONGEST; i++)
    if (longest->cells[i].weight < shortest->weight)
      shortest = &longest->cells[i];

  if (weight <= shortest->weight)
    return;

  g_clear_pointer (&shortest->text, sy_inline_unref);
  shortest->text = sy_inline_ref (text);
  shortest->weight = weight;
  shortest->head = head;
}

static void
weigh_chunk (SyTable *table,
             GArray  *columns)
{
  guint n_columns = sy_table_get_n_columns (table);

  if (columns->len < n_columns)
    g_array_set_size (columns, n_columns);

  for (guint row = 0; row < sy_table_get_n_rows (table); row++)
    for (guint column = 0; column < n_columns; column++)
      take_cell (&g_array_index (columns, Longest, column),
                 sy_table_get_cell (table, row, column),
                 row < sy_table_get_n_head (table));
}

/* Finds the longest cells of each column, which are about the widest. */
static GArray *
weigh_table (SyTableGroup *self)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (Longest));
  guint position = find_position (self);

  g_array_set_clear_func (columns, clear_longest);
  while (position > 0)
    {
      g_autoptr(SyBlock) before = dup_chunk (self, position - 1);

      if (before == NULL)
        break;

      position--;
    }

  for (guint i = 0; i < MAX_CHUNKS; i++)
    {
      g_autoptr(SyBlock) block = dup_chunk (self, position + i);
      g_autoptr(SyTable) table = NULL;

      if (block == NULL)
        break;

      table = sy_document_read_table (self->document, block);
      weigh_chunk (table, columns);
      self->n_chunks = i + 1;
    }

  return columns;
}

static int
measure_longest (Longest   *longest,
                 GtkWidget *widget)
{
  int widest = 0;

  for (guint i = 0; i < N_LONGEST; i++)
    {
      Cell *cell = &longest->cells[i];

      if (cell->text != NULL)
        widest = MAX (widest, sy_table_cell_measure (cell->text, cell->head, widget));
    }

  return widest;
}

static void
sy_table_group_dispose (GObject *object)
{
  SyTableGroup *self = SY_TABLE_GROUP (object);

  g_clear_object (&self->adjustment);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (sy_table_group_parent_class)->dispose (object);
}

static void
sy_table_group_finalize (GObject *object)
{
  SyTableGroup *self = SY_TABLE_GROUP (object);

  g_array_unref (self->naturals);
  g_array_unref (self->shown);
  g_clear_pointer (&self->font, pango_font_description_free);

  G_OBJECT_CLASS (sy_table_group_parent_class)->finalize (object);
}

static void
sy_table_group_class_init (SyTableGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_table_group_dispose;
  object_class->finalize = sy_table_group_finalize;

  /**
   * SyTableGroup::columns-changed:
   *
   * Columns have another width now.
   */
  signals[COLUMNS_CHANGED] =
    g_signal_new ("columns-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
}

static void
sy_table_group_init (SyTableGroup *self)
{
  self->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  self->naturals = g_array_new (FALSE, TRUE, sizeof (int));
  self->shown = g_array_new (FALSE, TRUE, sizeof (int));
}

/**
 * sy_table_group_new:
 * @document: where the table is
 * @block: any chunk of it
 *
 * What all chunks of one table share: how wide the columns are, and the place to which
 * they are scrolled.
 *
 * Returns: (transfer full): a new group
 */
SyTableGroup *
sy_table_group_new (SyDocument *document,
                    SyBlock    *block)
{
  SyTableGroup *self;

  g_return_val_if_fail (SY_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (SY_IS_BLOCK (block), NULL);

  self = g_object_new (SY_TYPE_TABLE_GROUP, NULL);
  self->document = g_object_ref (document);
  self->group = sy_block_get_group (block);
  self->start = sy_block_get_start (block);

  return self;
}

guint
sy_table_group_get_group (SyTableGroup *self)
{
  g_return_val_if_fail (SY_IS_TABLE_GROUP (self), 0);

  return self->group;
}

/**
 * sy_table_group_get_adjustment:
 *
 * Returns: (transfer none): how far all chunks are scrolled sideways, in px
 */
GtkAdjustment *
sy_table_group_get_adjustment (SyTableGroup *self)
{
  g_return_val_if_fail (SY_IS_TABLE_GROUP (self), NULL);

  return self->adjustment;
}

/**
 * sy_table_group_set_frozen:
 * @frozen: whether the columns keep their widths whatever is added: somebody reads the
 *   table while it still grows
 */
void
sy_table_group_set_frozen (SyTableGroup *self,
                           gboolean      frozen)
{
  g_return_if_fail (SY_IS_TABLE_GROUP (self));

  self->frozen = !!frozen;
  if (!self->frozen)
    show_naturals (self);
}

/**
 * sy_table_group_prepare:
 * @widget: what shows a chunk, for its font
 *
 * Finds out how wide the columns are, from all chunks that are there: later the columns do
 * not change because another chunk comes into view.  Does something again only if the font
 * is another one.
 */
void
sy_table_group_prepare (SyTableGroup *self,
                        GtkWidget    *widget)
{
  g_autoptr(GArray) columns = NULL;

  g_return_if_fail (SY_IS_TABLE_GROUP (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (self->font != NULL && sy_table_cell_has_font (self->font, widget))
    return;

  g_clear_pointer (&self->font, pango_font_description_free);
  self->font = sy_table_cell_dup_font (widget);
  self->em = MAX (PANGO_PIXELS (pango_font_description_get_size (self->font)), 1);
  columns = weigh_table (self);
  g_array_set_size (self->naturals, 0);
  for (guint i = 0; i < columns->len; i++)
    {
      int natural = measure_longest (&g_array_index (columns, Longest, i), widget);

      g_array_append_val (self->naturals, natural);
    }

  show_naturals (self);
}

/**
 * sy_table_group_add_cell:
 * @column: of the cell, counted from 0
 * @width: what it needs if it is not wrapped, in px
 *
 * Makes room for a cell that was added to a table that still grows.
 */
void
sy_table_group_add_cell (SyTableGroup *self,
                         guint         column,
                         int           width)
{
  g_return_if_fail (SY_IS_TABLE_GROUP (self));

  if (column >= self->naturals->len)
    g_array_set_size (self->naturals, column + 1);

  if (width <= g_array_index (self->naturals, int, column))
    return;

  g_array_index (self->naturals, int, column) = width;
  if (!self->frozen)
    show_naturals (self);
}

/**
 * sy_table_group_get_serial:
 *
 * Returns: a number that changes when the columns do
 */
guint
sy_table_group_get_serial (SyTableGroup *self)
{
  g_return_val_if_fail (SY_IS_TABLE_GROUP (self), 0);

  return self->serial;
}

/**
 * sy_table_group_is_growing:
 * @block: a chunk
 *
 * Returns: whether the cells of that chunk are to be added: it is open, or it is the only
 *   one
 */
gboolean
sy_table_group_is_growing (SyTableGroup *self,
                           SyBlock      *block)
{
  g_return_val_if_fail (SY_IS_TABLE_GROUP (self), FALSE);
  g_return_val_if_fail (SY_IS_BLOCK (block), FALSE);

  return self->n_chunks <= 1 || !sy_block_get_closed (block);
}

/**
 * sy_table_group_dup_columns:
 * @width: what there is for the table
 * @columns: (out) (transfer full): how wide each column is
 *
 * Returns: how wide the table is
 */
int
sy_table_group_dup_columns (SyTableGroup  *self,
                            int            width,
                            int          **columns)
{
  g_return_val_if_fail (SY_IS_TABLE_GROUP (self), 0);
  g_return_val_if_fail (columns != NULL, 0);

  *columns = g_new0 (int, self->shown->len + 1);
  if (self->shown->len == 0)
    return width;

  return sy_table_columns_fit ((const int *) self->shown->data, self->shown->len,
                               NARROW_EM * self->em, WIDE_EM * self->em, width, *columns);
}
