/* sy-plain-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-plain-rows"

#include "config.h"

#include "sy-plain-rows.h"

#include "sy-text-block.h"

#include <string.h>

/* What is laid out at once. */
#define MAX_BYTES 2000

/* For a guess of how high a piece is before it is laid out. */
#define LETTER_WIDTH 7.5
#define LINE_HEIGHT  23

typedef struct
{
  gsize start;
  gsize end;
} Piece;

struct _SyPlainRows
{
  GObject          parent_instance;

  SyMessage       *message;
  SyPlainTextFunc  get_text;
  SyPlainRowFunc   create_row;

  GArray          *pieces;

  /* Of the last piece: the only one that can grow. */
  GtkWidget       *block;
};

static void rows_iface_init (SyRowsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyPlainRows, sy_plain_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_ROWS, rows_iface_init))

static const char *
get_text (SyPlainRows *self)
{
  const char *text = self->get_text (self->message);

  return text != NULL ? text : "";
}

static Piece *
get_piece (SyPlainRows *self,
           guint        row)
{
  return &g_array_index (self->pieces, Piece, row);
}

/* The line that ends where the piece does needs no end of its own. */
static SyInline *
read_piece (SyPlainRows *self,
            guint        row)
{
  static const SyInlineSpan plain = { 0, };
  Piece *piece = get_piece (self, row);
  SyInline *inline_ = sy_inline_new ();
  const char *text = get_text (self);
  gsize end = piece->end;

  if (row + 1 < self->pieces->len && end > piece->start && text[end - 1] == '\n')
    end--;

  sy_inline_append (inline_, text + piece->start, end - piece->start, piece->start,
                    &plain);

  return inline_;
}

static void
show_piece (SyPlainRows *self,
            SyTextBlock *block,
            guint        row)
{
  g_autoptr(SyInline) inline_ = read_piece (self, row);

  sy_text_block_set_text (block, inline_, 0, sy_inline_get_length (inline_));
}

static guint
sy_plain_rows_get_n_rows (SyRows *rows)
{
  return SY_PLAIN_ROWS (rows)->pieces->len;
}

static int
sy_plain_rows_estimate (SyRows *rows,
                        guint   row,
                        int     width)
{
  Piece *piece = get_piece (SY_PLAIN_ROWS (rows), row);
  double letters = MAX (width, 100) / LETTER_WIDTH;

  return LINE_HEIGHT * (1 + (int) ((double) (piece->end - piece->start) / letters));
}

static GtkWidget *
sy_plain_rows_create (SyRows *rows,
                      guint   row)
{
  SyPlainRows *self = SY_PLAIN_ROWS (rows);
  GtkWidget *block = sy_text_block_new (0);
  gboolean last = row + 1 == self->pieces->len;

  show_piece (self, SY_TEXT_BLOCK (block), row);
  if (last)
    g_set_weak_pointer (&self->block, block);

  return self->create_row (block, row == 0, last);
}

static void
rows_iface_init (SyRowsInterface *iface)
{
  iface->get_n_rows = sy_plain_rows_get_n_rows;
  iface->estimate = sy_plain_rows_estimate;
  iface->create = sy_plain_rows_create;
}

static void
sy_plain_rows_dispose (GObject *object)
{
  SyPlainRows *self = SY_PLAIN_ROWS (object);

  g_clear_weak_pointer (&self->block);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (sy_plain_rows_parent_class)->dispose (object);
}

static void
sy_plain_rows_finalize (GObject *object)
{
  g_array_unref (SY_PLAIN_ROWS (object)->pieces);

  G_OBJECT_CLASS (sy_plain_rows_parent_class)->finalize (object);
}

static void
sy_plain_rows_class_init (SyPlainRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_plain_rows_dispose;
  object_class->finalize = sy_plain_rows_finalize;
}

static void
sy_plain_rows_init (SyPlainRows *self)
{
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
}

/**
 * sy_plain_rows_new:
 * @message: a message
 * @get_text: which of its texts is shown
 * @create_row: what each piece of it is in
 *
 * A text without marks, as it was written.  One that is too long to be laid out at once is
 * several rows.
 *
 * Returns: (transfer full): the rows of what there is
 */
SyPlainRows *
sy_plain_rows_new (SyMessage       *message,
                   SyPlainTextFunc  get_text_func,
                   SyPlainRowFunc   create_row)
{
  SyPlainRows *self;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);
  g_return_val_if_fail (get_text_func != NULL && create_row != NULL, NULL);

  self = g_object_new (SY_TYPE_PLAIN_ROWS, NULL);
  self->message = g_object_ref (message);
  self->get_text = get_text_func;
  self->create_row = create_row;
  sy_plain_rows_update (self);

  return self;
}

/* Behind a line, else behind a word, else between two characters. */
static gsize
find_cut (const char *text,
          gsize       length)
{
  const char *limit = text + MAX_BYTES;
  const char *place;

  if (length <= MAX_BYTES)
    return length;

  place = g_strrstr_len (text, MAX_BYTES, "\n");
  if (place == NULL || place < text + MAX_BYTES / 2)
    place = g_strrstr_len (text, MAX_BYTES, " ");
  if (place != NULL && place >= text + MAX_BYTES / 2)
    return (gsize) (place + 1 - text);

  while (limit > text && ((guchar) *limit & 0xc0) == 0x80)
    limit--;

  return (gsize) (limit - text);
}

static void
add_pieces (SyPlainRows *self,
            const char  *text,
            gsize        length)
{
  gsize start = self->pieces->len > 0 ? get_piece (self, self->pieces->len - 1)->end : 0;

  while (start < length)
    {
      Piece piece = { start, start + find_cut (text + start, length - start) };

      g_array_append_val (self->pieces, piece);
      start = piece.end;
    }
}

/**
 * sy_plain_rows_update:
 *
 * Takes over what was added to the text since the last time.
 */
void
sy_plain_rows_update (SyPlainRows *self)
{
  const char *text;
  guint n_rows;
  gsize length;
  Piece *last;

  g_return_if_fail (SY_IS_PLAIN_ROWS (self));

  text = get_text (self);
  length = strlen (text);
  n_rows = self->pieces->len;
  if (n_rows > 0)
    {
      last = get_piece (self, n_rows - 1);
      if (last->end == length)
        return;

      last->end = last->start + find_cut (text + last->start, length - last->start);
    }

  add_pieces (self, text, length);
  if (n_rows > 0 && self->block != NULL)
    show_piece (self, SY_TEXT_BLOCK (self->block), n_rows - 1);
  if (self->pieces->len == n_rows)
    return;

  g_clear_weak_pointer (&self->block);
  sy_rows_changed (SY_ROWS (self), n_rows, 0, self->pieces->len - n_rows);
}
