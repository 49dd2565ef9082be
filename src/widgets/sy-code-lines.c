/* sy-code-lines.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-code-lines"

#include "config.h"

#include "sy-code-lines.h"

#include <string.h>

/* A longer line is laid out in pieces, and only those that are seen. */
#define MAX_PIECE_BYTES 512

#define LINE_SPACING    3
#define TAB_COLUMNS     8

typedef struct
{
  gsize          start;
  gsize          length;
  guint          line;
  guint          column;
  guint          n_columns;
  PangoAttrList *attributes;
  PangoLayout   *layout;
  GskRenderNode *node;
} Piece;

/* Code, of which only the lines that changed are laid out anew.
 *
 * All lines are as high as the font says, and a character is as wide as any other, so
 * that no line has to be laid out to know where it is.  @first_pieces has the first
 * piece of each line.
 */
struct _SyCodeLines
{
  PangoContext *context;
  int           ascent;
  int           pitch;
  double        advance;
  GdkRGBA       color;
  GString      *text;
  GArray       *pieces;
  GArray       *first_pieces;
};

static void
clear_piece (gpointer data)
{
  Piece *piece = data;

  g_clear_pointer (&piece->attributes, pango_attr_list_unref);
  g_clear_object (&piece->layout);
  g_clear_pointer (&piece->node, gsk_render_node_unref);
}

static Piece *
get_piece (SyCodeLines *self,
           guint        i)
{
  return &g_array_index (self->pieces, Piece, i);
}

static gsize
get_line_start (SyCodeLines *self,
                guint        line)
{
  return get_piece (self, g_array_index (self->first_pieces, guint, line))->start;
}

/* One past the last piece of a line. */
static guint
get_line_end (SyCodeLines *self,
              guint        line)
{
  return line + 1 < self->first_pieces->len
         ? g_array_index (self->first_pieces, guint, line + 1) : self->pieces->len;
}

/* Pango keeps what it knows of a font, not of a context. */
static void
measure_font (SyCodeLines *self)
{
  g_autoptr(PangoFont) font =
    pango_context_load_font (self->context, pango_context_get_font_description (self->context));
  PangoFontMetrics *metrics =
    pango_font_get_metrics (font, pango_context_get_language (self->context));

  self->advance = (double) pango_font_metrics_get_approximate_digit_width (metrics) / PANGO_SCALE;
  self->ascent = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics));
  self->pitch = self->ascent + PANGO_PIXELS_CEIL (pango_font_metrics_get_descent (metrics)) +
                LINE_SPACING;
  pango_font_metrics_unref (metrics);
}

/* In columns of a character; what another font draws may be a little narrower. */
static guint
count_columns (const char *text,
               gsize       length,
               guint       column)
{
  guint start = column;

  for (const char *c = text; c < text + length; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '\t')
        column += TAB_COLUMNS - column % TAB_COLUMNS;
      else if (character < 0x80)
        column++;
      else if (!g_unichar_iszerowidth (character))
        column += g_unichar_iswide (character) ? 2 : 1;
    }

  return column - start;
}

/* A piece of a long line ends after a character of one byte, so that none that are
 * drawn as one are torn apart.
 */
static gsize
cut_piece (const char *text,
           gsize       length)
{
  gsize cut = MAX_PIECE_BYTES;

  if (length <= MAX_PIECE_BYTES)
    return length;

  while (cut > MAX_PIECE_BYTES / 2 && (guchar) text[cut - 1] >= 0x80)
    cut--;

  if (cut == MAX_PIECE_BYTES / 2)
    for (cut = MAX_PIECE_BYTES; ((guchar) text[cut] & 0xc0) == 0x80; cut--);

  return cut;
}

static void
add_line (SyCodeLines *self)
{
  g_array_append_val (self->first_pieces, self->pieces->len);
}

static void
add_pieces (SyCodeLines *self,
            gsize        start,
            gsize        length,
            guint        column)
{
  do
    {
      Piece piece = { start, 0, self->first_pieces->len - 1, column };

      piece.length = cut_piece (self->text->str + start, length);
      piece.n_columns = count_columns (self->text->str + start, piece.length, column);
      g_array_append_val (self->pieces, piece);
      start += piece.length;
      length -= piece.length;
      column += piece.n_columns;
    }
  while (length > 0);
}

/* Whether a piece ends at the same place in every text that begins with the same @common bytes:
 * all that cut_piece() looks at is part of them.
 */
static gboolean
ends_within (SyCodeLines *self,
             Piece       *piece,
             gsize        common)
{
  gsize end = piece->start + piece->length;

  if (end >= common)
    return FALSE;

  return self->text->str[end] == '\n' || piece->start + MAX_PIECE_BYTES < common;
}

static void
drop_pieces (SyCodeLines *self,
             gsize        common)
{
  guint n_pieces = self->pieces->len;

  while (n_pieces > 0)
    {
      Piece *piece = get_piece (self, n_pieces - 1);

      if (ends_within (self, piece, common))
        break;

      n_pieces--;
    }

  g_array_set_size (self->pieces, n_pieces);
  while (self->first_pieces->len > 0 &&
         g_array_index (self->first_pieces, guint, self->first_pieces->len - 1) >= n_pieces)
    g_array_set_size (self->first_pieces, self->first_pieces->len - 1);
}

/* Cuts the text from the last piece on. */
static void
cut_text (SyCodeLines *self)
{
  gsize start = 0;
  guint column = 0;

  if (self->pieces->len > 0)
    {
      Piece *last = get_piece (self, self->pieces->len - 1);

      start = last->start + last->length;
      column = last->column + last->n_columns;
      if (self->text->str[start] == '\n')
        {
          start++;
          column = 0;
          add_line (self);
        }
    }
  else
    add_line (self);

  for (;;)
    {
      gsize length = strcspn (self->text->str + start, "\n");

      add_pieces (self, start, length, column);
      start += length;
      if (self->text->str[start] == '\0')
        break;

      start++;
      column = 0;
      add_line (self);
    }
}

static PangoLayout *
lay_out (SyCodeLines *self,
         Piece       *piece)
{
  if (piece->layout == NULL)
    {
      piece->layout = pango_layout_new (self->context);
      pango_layout_set_auto_dir (piece->layout, FALSE);
      pango_layout_set_single_paragraph_mode (piece->layout, TRUE);
      pango_layout_set_text (piece->layout, self->text->str + piece->start, piece->length);
      pango_layout_set_attributes (piece->layout, piece->attributes);
    }

  return piece->layout;
}

/* The part of @attributes that is in a piece, which begins at @start of them. */
static PangoAttrList *
cut_attributes (GSList *attributes,
                gsize   start,
                gsize   length)
{
  PangoAttrList *list = NULL;

  for (GSList *link = attributes; link != NULL; link = link->next)
    {
      PangoAttribute *attribute = link->data;
      PangoAttribute *copy;

      if (attribute->end_index <= start || attribute->start_index >= start + length)
        continue;

      if (list == NULL)
        list = pango_attr_list_new ();

      copy = pango_attribute_copy (attribute);
      copy->start_index = MAX (attribute->start_index, start) - start;
      copy->end_index = MIN (attribute->end_index, start + length) - start;
      pango_attr_list_insert (list, copy);
    }

  return list;
}

static void
set_piece_attributes (Piece         *piece,
                      PangoAttrList *attributes)
{
  if (pango_attr_list_equal (piece->attributes, attributes))
    return;

  g_clear_pointer (&piece->attributes, pango_attr_list_unref);
  if (attributes != NULL)
    piece->attributes = pango_attr_list_ref (attributes);
  if (piece->layout != NULL)
    pango_layout_set_attributes (piece->layout, attributes);
  g_clear_pointer (&piece->node, gsk_render_node_unref);
}

/**
 * sy_code_lines_new:
 * @context: with the font of the code
 *
 * Returns: (transfer full): one empty line
 */
SyCodeLines *
sy_code_lines_new (PangoContext *context)
{
  SyCodeLines *self;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  self = g_new0 (SyCodeLines, 1);
  self->context = g_object_ref (context);
  self->text = g_string_new (NULL);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, clear_piece);
  self->first_pieces = g_array_new (FALSE, FALSE, sizeof (guint));
  measure_font (self);
  cut_text (self);

  return self;
}

void
sy_code_lines_free (SyCodeLines *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->pieces);
  g_array_unref (self->first_pieces);
  g_string_free (self->text, TRUE);
  g_object_unref (self->context);
  g_free (self);
}

/**
 * sy_code_lines_has_font:
 *
 * Returns: whether lines with @context would look the same
 */
gboolean
sy_code_lines_has_font (SyCodeLines  *self,
                        PangoContext *context)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), FALSE);

  return pango_font_description_equal (pango_context_get_font_description (self->context),
                                       pango_context_get_font_description (context)) &&
         pango_cairo_context_get_resolution (self->context) ==
         pango_cairo_context_get_resolution (context);
}

/**
 * sy_code_lines_set_text:
 * @text: valid UTF-8
 *
 * Lines that are the same up to where the text differs keep their layouts and their
 * attributes.
 */
void
sy_code_lines_set_text (SyCodeLines *self,
                        const char  *text)
{
  gsize common = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  while (text[common] != '\0' && text[common] == self->text->str[common])
    common++;

  if (text[common] == '\0' && self->text->len == common)
    return;

  drop_pieces (self, common);
  g_string_truncate (self->text, common);
  g_string_append (self->text, text + common);
  cut_text (self);
}

const char *
sy_code_lines_get_text (SyCodeLines *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text->str;
}

guint
sy_code_lines_get_n_lines (SyCodeLines *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->first_pieces->len;
}

/**
 * sy_code_lines_get_pitch:
 *
 * Returns: how high a line is, with the space to the next one, in px
 */
int
sy_code_lines_get_pitch (SyCodeLines *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pitch;
}

/**
 * sy_code_lines_get_width:
 *
 * Returns: how wide the widest line is, in px
 */
int
sy_code_lines_get_width (SyCodeLines *self)
{
  guint n_columns = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = get_piece (self, i);

      n_columns = MAX (n_columns, piece->column + piece->n_columns);
    }

  return MIN (n_columns * self->advance + 1, G_MAXINT / 2);
}

/**
 * sy_code_lines_get_n_layouts:
 *
 * Returns: how many pieces of lines are laid out
 */
guint
sy_code_lines_get_n_layouts (SyCodeLines *self)
{
  guint n_layouts = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->pieces->len; i++)
    n_layouts += get_piece (self, i)->layout != NULL ? 1 : 0;

  return n_layouts;
}

/**
 * sy_code_lines_set_attributes:
 * @first_line: a line, counted from 0
 * @n_lines: how many from there; those that are not there are left out
 * @attributes: (nullable): in bytes from the start of @first_line
 */
void
sy_code_lines_set_attributes (SyCodeLines   *self,
                              guint          first_line,
                              guint          n_lines,
                              PangoAttrList *attributes)
{
  GSList *each = NULL;
  gsize origin;
  guint end;

  g_return_if_fail (self != NULL);

  if (first_line >= self->first_pieces->len || n_lines == 0)
    return;

  if (attributes != NULL)
    each = pango_attr_list_get_attributes (attributes);

  origin = get_line_start (self, first_line);
  end = get_line_end (self, first_line +
                            MIN (n_lines, self->first_pieces->len - first_line) - 1);
  for (guint i = g_array_index (self->first_pieces, guint, first_line); i < end; i++)
    {
      Piece *piece = get_piece (self, i);
      g_autoptr(PangoAttrList) list = cut_attributes (each, piece->start - origin,
                                                      piece->length);

      set_piece_attributes (piece, list);
    }

  g_slist_free_full (each, (GDestroyNotify) pango_attribute_destroy);
}

static void
set_color (SyCodeLines   *self,
           const GdkRGBA *color)
{
  if (gdk_rgba_equal (&self->color, color))
    return;

  self->color = *color;
  for (guint i = 0; i < self->pieces->len; i++)
    g_clear_pointer (&get_piece (self, i)->node, gsk_render_node_unref);
}

/* While code grows, all but its last line is drawn as it was. */
static void
draw_piece (SyCodeLines *self,
            GtkSnapshot *snapshot,
            Piece       *piece)
{
  PangoLayout *layout = lay_out (self, piece);
  int y = piece->line * self->pitch + LINE_SPACING / 2 + self->ascent -
          PANGO_PIXELS (pango_layout_get_baseline (layout));

  if (piece->node == NULL)
    {
      GtkSnapshot *inner = gtk_snapshot_new ();

      gtk_snapshot_append_layout (inner, layout, &self->color);
      piece->node = gtk_snapshot_free_to_node (inner);
    }

  /* Blanks are nothing to be drawn. */
  if (piece->node == NULL)
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (piece->column * self->advance, y));
  gtk_snapshot_append_node (snapshot, piece->node);
  gtk_snapshot_restore (snapshot);
}

/**
 * sy_code_lines_draw:
 * @color: for what has no colour of its own
 * @left: the part of the lines that is seen, in px
 * @right: where that part ends
 *
 * Draws the lines below each other, the first one at 0,0.
 */
void
sy_code_lines_draw (SyCodeLines   *self,
                    GtkSnapshot   *snapshot,
                    const GdkRGBA *color,
                    int            left,
                    int            right)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (GTK_IS_SNAPSHOT (snapshot));
  g_return_if_fail (color != NULL);

  set_color (self, color);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = get_piece (self, i);
      double x = piece->column * self->advance;

      if (piece->length > 0 && x <= right && x + piece->n_columns * self->advance >= left)
        draw_piece (self, snapshot, piece);
    }
}

/**
 * sy_code_lines_create_layout:
 *
 * Returns: (transfer full): a layout of all lines, each as high as it is drawn
 */
PangoLayout *
sy_code_lines_create_layout (SyCodeLines *self)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  PangoLayout *layout;

  g_return_val_if_fail (self != NULL, NULL);

  layout = pango_layout_new (self->context);
  pango_attr_list_insert (attributes,
                          pango_attr_line_height_new_absolute (self->pitch * PANGO_SCALE));
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, self->text->str, self->text->len);

  return layout;
}
