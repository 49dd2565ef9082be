/* sy-block-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block-reader"

#include "config.h"

#include "sy-block-reader.h"

#include "sy-cjk-emphasis.h"
#include "sy-inline-reader.h"

#include <string.h>

/* An indented line never begins a block inside a paragraph. */
#define CONTINUATION "\n    "

/* Consumed by md4c like any definition.  Two, since the second line of a paragraph could make
 * a table of the first; with titles, or what follows could be taken for one.
 */
#define DUMMY "[\001]: x 'y'\n    [\001]: x 'y'"

/* Where only a part of a paragraph is read, which cannot begin with a definition: two texts,
 * the word and the end of its line.
 */
#define WORD         "x"
#define N_WORD_TEXTS 2

#define MAX_LINES    500
#define N_HEAD_LINES 2

/* A space to md4c, which hardly any text has. */
#define MADE_SPACE "\341\232\200"

/* What md4c reads: a piece of it is a piece of the source. */
typedef struct
{
  gsize text;
  gsize source;
} Piece;

typedef struct
{
  const char     *source;
  GString        *text;
  GArray         *pieces;
  GArray         *made;
  gsize           content;
  guint           n_unread;
  SyInlineReader *reader;
  SyTable        *table;
  gboolean        in_head;
} Reading;

static void
begin (Reading        *reading,
       const char     *source,
       SyInlineReader *reader)
{
  reading->source = source;
  reading->text = g_string_new (NULL);
  reading->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  reading->made = g_array_new (FALSE, FALSE, sizeof (gsize));
  reading->content = 0;
  reading->n_unread = 0;
  reading->reader = reader;
  reading->table = NULL;
  reading->in_head = FALSE;
}

static void
end (Reading *reading)
{
  g_string_free (reading->text, TRUE);
  g_array_unref (reading->pieces);
  g_array_unref (reading->made);
}

static void
add_piece (Reading *reading,
           gsize    start,
           gsize    end_)
{
  Piece piece = { reading->text->len, start };

  g_array_append_val (reading->pieces, piece);
  g_string_append_len (reading->text, reading->source + start, (gssize) (end_ - start));
}

static gsize
find_source_cb (const char *text,
                gpointer    user_data)
{
  Reading *reading = user_data;
  gsize place = (gsize) (text - reading->text->str);
  guint first = 0;
  guint last = reading->pieces->len;
  const Piece *piece;

  while (last - first > 1)
    {
      guint middle = first + (last - first) / 2;

      if (g_array_index (reading->pieces, Piece, middle).text > place)
        last = middle;
      else
        first = middle;
    }

  piece = &g_array_index (reading->pieces, Piece, first);

  return piece->source + (place - MIN (piece->text, place));
}

static int
enter_block_cb (MD_BLOCKTYPE  type,
                void         *detail,
                void         *user_data)
{
  Reading *reading = user_data;

  if (type == MD_BLOCK_THEAD)
    reading->in_head = TRUE;
  else if (type == MD_BLOCK_TBODY)
    reading->in_head = FALSE;

  return 0;
}

static SyTableAlign
get_align (const MD_BLOCK_TD_DETAIL *cell)
{
  switch (cell->align)
    {
    case MD_ALIGN_LEFT:
      return SY_TABLE_LEFT;

    case MD_ALIGN_CENTER:
      return SY_TABLE_CENTRE;

    case MD_ALIGN_RIGHT:
      return SY_TABLE_RIGHT;

    case MD_ALIGN_DEFAULT:
    default:
      return SY_TABLE_DEFAULT;
    }
}

static int
leave_block_cb (MD_BLOCKTYPE  type,
                void         *detail,
                void         *user_data)
{
  Reading *reading = user_data;

  if (reading->table != NULL && (type == MD_BLOCK_TH || type == MD_BLOCK_TD))
    sy_table_add_cell (reading->table, reading->in_head, get_align (detail),
                       sy_inline_reader_take (reading->reader));

  return 0;
}

static int
enter_span_cb (MD_SPANTYPE  type,
               void        *detail,
               void        *user_data)
{
  sy_inline_reader_enter (((Reading *) user_data)->reader, type, detail);

  return 0;
}

static int
leave_span_cb (MD_SPANTYPE  type,
               void        *detail,
               void        *user_data)
{
  sy_inline_reader_leave (((Reading *) user_data)->reader);

  return 0;
}

/* Returns the first of the spaces that nobody wrote, from @place on. */
static guint
find_made (Reading *reading,
           gsize    place)
{
  guint first = 0;
  guint last = reading->made->len;

  while (first < last)
    {
      guint middle = first + (last - first) / 2;

      if (g_array_index (reading->made, gsize, middle) < place)
        first = middle + 1;
      else
        last = middle;
    }

  return first;
}

/* A piece of what md4c was given, without the spaces that nobody wrote. */
static void
add_text (Reading     *reading,
          MD_TEXTTYPE  type,
          const char  *p,
          const char  *text_end)
{
  for (guint i = find_made (reading, (gsize) (p - reading->text->str));
       i < reading->made->len; i++)
    {
      const char *made = reading->text->str + g_array_index (reading->made, gsize, i);

      if (made >= text_end)
        break;
      if (made > p)
        sy_inline_reader_add (reading->reader, type, p, (gsize) (made - p));
      p = made + strlen (MADE_SPACE);
    }

  if (p < text_end)
    sy_inline_reader_add (reading->reader, type, p, (gsize) (text_end - p));
}

/* Some texts are md4c's own, such as the end of a line. */
static int
text_cb (MD_TEXTTYPE    type,
         const MD_CHAR *text,
         MD_SIZE        size,
         void          *user_data)
{
  Reading *reading = user_data;
  const char *content = reading->text->str + reading->content;

  if (reading->n_unread > 0)
    reading->n_unread--;
  else if (text >= content && text < reading->text->str + reading->text->len)
    add_text (reading, type, text, text + size);
  else
    sy_inline_reader_add (reading->reader, type, text, size);

  return 0;
}

/* Those that begin before @place, each further on than it was.  Returns the next one. */
static guint
move_pieces (const GArray *pieces,
             guint         first,
             gsize         place,
             gsize         shift,
             GArray       *moved)
{
  guint i = first;

  for (; i < pieces->len && g_array_index (pieces, Piece, i).text < place; i++)
    {
      Piece piece = g_array_index (pieces, Piece, i);

      piece.text += shift;
      g_array_append_val (moved, piece);
    }

  return i;
}

/* What is behind such a space comes from where it came from. */
static void
make_spaces_at (Reading      *reading,
                const GArray *places)
{
  const gsize length = strlen (MADE_SPACE);
  GString *text = g_string_sized_new (reading->text->len + places->len * length);
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  guint next = 0;
  gsize from = 0;

  for (guint i = 0; i < places->len; i++)
    {
      gsize place = reading->content + g_array_index (places, gsize, i);
      Piece rest = { 0, find_source_cb (reading->text->str + place, reading) };

      next = move_pieces (reading->pieces, next, place, i * length, pieces);
      g_string_append_len (text, reading->text->str + from, (gssize) (place - from));
      g_array_append_val (reading->made, text->len);
      g_string_append (text, MADE_SPACE);
      rest.text = text->len;
      g_array_append_val (pieces, rest);
      from = place;
    }

  move_pieces (reading->pieces, next, G_MAXSIZE, places->len * length, pieces);
  g_string_append (text, reading->text->str + from);
  g_string_free (reading->text, TRUE);
  g_array_unref (reading->pieces);
  reading->text = text;
  reading->pieces = pieces;
}

static void
make_spaces (Reading *reading)
{
  const char *content = reading->text->str + reading->content;
  g_autoptr(GArray) places = NULL;

  if (strchr (content, '*') == NULL)
    return;

  places = sy_cjk_emphasis_find (content, reading->text->len - reading->content);
  if (places->len > 0)
    make_spaces_at (reading, places);
}

static void
parse (Reading *reading)
{
  const MD_PARSER parser = {
    .flags = SY_MARKDOWN_FLAGS | MD_FLAG_NOHTMLBLOCKS,
    .enter_block = enter_block_cb, .leave_block = leave_block_cb,
    .enter_span = enter_span_cb, .leave_span = leave_span_cb, .text = text_cb,
  };

  sy_inline_reader_begin (reading->reader, reading->text->str, reading->text->len,
                          find_source_cb, reading);
  md_parse (reading->text->str, (MD_SIZE) reading->text->len, &parser, reading);
}

/* In the form that does not care for capitals; without it there is no link in them. */
static char *
dup_folded (const char        *source,
            const SyBlockLine *lines,
            guint              n_lines)
{
  g_autoptr(GString) text = NULL;

  for (guint i = 0; i < n_lines; i++)
    {
      if (text == NULL && memchr (source + lines[i].start, '[', lines[i].end - lines[i].start))
        text = g_string_new (NULL);
    }

  if (text == NULL)
    return NULL;

  for (guint i = 0; i < n_lines; i++)
    {
      g_string_append_len (text, source + lines[i].start,
                           (gssize) (lines[i].end - lines[i].start));
      g_string_append_c (text, '\n');
    }

  return g_utf8_casefold (text->str, (gssize) text->len);
}

/* The first word of the label has to be there. */
static gboolean
is_used (const char *definition,
         const char *folded)
{
  const char *word = definition + 1 + strspn (definition + 1, " \t\n");
  g_autofree char *folded_word = g_utf8_casefold (word, (gssize) strcspn (word, " \t\n\\]"));

  return strstr (folded, folded_word) != NULL;
}

/* They are the beginning of the paragraph, or a paragraph before the block. */
static void
add_definitions (Reading    *reading,
                 GPtrArray  *definitions,
                 const char *folded)
{
  for (guint i = 0; folded != NULL && i < definitions->len; i++)
    {
      g_auto(GStrv) lines = NULL;

      if (!is_used (g_ptr_array_index (definitions, i), folded))
        continue;

      lines = g_strsplit (g_ptr_array_index (definitions, i), "\n", -1);
      for (guint j = 0; lines[j] != NULL; j++)
        {
          if (reading->text->len > 0)
            g_string_append (reading->text, CONTINUATION);
          g_string_append (reading->text, lines[j]);
        }
    }
}

/* Nothing in a line of a heading begins anything else, not even a definition. */
static void
add_heading (Reading           *reading,
             const SyBlockLine *line)
{
  if (reading->text->len > 0)
    g_string_append (reading->text, "\n\n");

  reading->content = reading->text->len;
  g_string_append (reading->text, "# ");
  add_piece (reading, line->start, line->end);
  g_string_append (reading->text, " #");
}

static void
add_paragraph (Reading           *reading,
               const SyBlockLine *lines,
               guint              n_lines,
               gsize              start)
{
  if (reading->text->len > 0)
    g_string_append (reading->text, CONTINUATION);
  g_string_append (reading->text, reading->n_unread > 0 ? DUMMY CONTINUATION WORD : DUMMY);
  reading->content = reading->text->len;

  for (guint i = 0; i < n_lines; i++)
    {
      g_string_append (reading->text, CONTINUATION);
      add_piece (reading, MAX (lines[i].start, start), lines[i].end);
    }
}

/* Returns the line that @start is in, or before. */
static guint
find_line (const SyBlockLine *lines,
           guint              n_lines,
           gsize              start)
{
  guint first = 0;
  guint last = n_lines;

  while (first < last)
    {
      guint middle = first + (last - first) / 2;

      if (lines[middle].end < start)
        first = middle + 1;
      else
        last = middle;
    }

  return first;
}

/**
 * sy_block_reader_read_text:
 * @source: the document
 * @block: a paragraph or a heading of it
 * @start: the first byte to be read; what comes before in the block is left out
 * @definitions: (element-type utf8): what links lead to
 *
 * Reads running text alone.  md4c gets it as the end of a paragraph, of which no line can begin
 * another block whatever it looks like.  It gets some hundred lines at most, since for each link
 * it counts the lines before it: what spans from one such part to the next is not found.
 *
 * Returns: (transfer full): the text and its spans
 */
SyInline *
sy_block_reader_read_text (const char *source,
                           SyBlock    *block,
                           gsize       start,
                           GPtrArray  *definitions)
{
  guint n_lines;
  const SyBlockLine *lines = sy_block_get_lines (block, &n_lines);
  gboolean heading = sy_block_get_kind (block) == SY_BLOCK_HEADING && n_lines == 1;
  g_autoptr(SyInlineReader) reader = sy_inline_reader_new ();
  guint first = find_line (lines, n_lines, start);

  for (guint i = first; i < n_lines; i += MAX_LINES)
    {
      guint n_part = MIN (n_lines - i, MAX_LINES);
      g_autofree char *folded = NULL;
      Reading reading;

      if (definitions->len > 0)
        folded = dup_folded (source, lines + i, n_part);

      begin (&reading, source, reader);
      add_definitions (&reading, definitions, folded);
      if (i > first)
        reading.n_unread = 1;
      else if (start > 0)
        reading.n_unread = N_WORD_TEXTS;

      if (heading)
        add_heading (&reading, lines);
      else
        add_paragraph (&reading, lines + i, n_part, start);

      make_spaces (&reading);
      parse (&reading);
      end (&reading);
    }

  return sy_inline_reader_take (reader);
}

/**
 * sy_block_reader_read_lines:
 * @source: the document
 * @block: code or HTML
 *
 * Returns: (transfer full): its lines as they are, without the end of the last one
 */
SyInline *
sy_block_reader_read_lines (const char *source,
                            SyBlock    *block)
{
  const SyInlineSpan none = { 0, };
  SyInline *inline_ = sy_inline_new ();
  guint n_lines;
  const SyBlockLine *lines = sy_block_get_lines (block, &n_lines);

  for (guint i = 0; i < n_lines; i++)
    {
      if (i > 0)
        sy_inline_append (inline_, "\n", 1, lines[i - 1].end, &none);
      for (guint j = 0; j < lines[i].indent; j++)
        sy_inline_append (inline_, " ", 1, lines[i].start, &none);
      sy_inline_append (inline_, source + lines[i].start, lines[i].end - lines[i].start,
                        lines[i].start, &none);
    }

  sy_inline_set_end (inline_, n_lines > 0 ? lines[n_lines - 1].end : sy_block_get_end (block));

  return inline_;
}

/* The line below the head may look like an item, if it is not indented; the head itself, behind
 * the box of a task, like anything, if it has no bar before it.
 */
static void
add_rows (Reading           *reading,
          const SyBlockLine *lines,
          guint              n_lines,
          gboolean           head)
{
  for (guint i = 0; i < n_lines; i++)
    {
      if (head && i == 0 && reading->source[lines[i].start] != '|')
        g_string_append_c (reading->text, '|');
      if (head && i == 1)
        g_string_append (reading->text, "    ");
      add_piece (reading, lines[i].start, lines[i].end);
      g_string_append_c (reading->text, '\n');
    }
}

/**
 * sy_block_reader_read_table:
 * @source: the document
 * @first: the chunk with the head of the table
 * @chunk: the chunk to be read
 * @definitions: (element-type utf8): what links lead to
 *
 * Returns: (transfer full): the cells of the chunk
 */
SyTable *
sy_block_reader_read_table (const char *source,
                            SyBlock    *first,
                            SyBlock    *chunk,
                            GPtrArray  *definitions)
{
  guint n_head_lines;
  guint n_lines;
  const SyBlockLine *head = sy_block_get_lines (first, &n_head_lines);
  const SyBlockLine *lines = sy_block_get_lines (chunk, &n_lines);
  SyTable *table = sy_table_new ();
  g_autoptr(SyInlineReader) reader = sy_inline_reader_new ();
  g_autofree char *folded_head = NULL;
  g_autofree char *folded = NULL;
  Reading reading;

  g_return_val_if_fail (n_head_lines >= N_HEAD_LINES, table);

  begin (&reading, source, reader);
  reading.table = table;
  if (definitions->len > 0)
    {
      folded_head = dup_folded (source, head, N_HEAD_LINES);
      folded = dup_folded (source, lines, n_lines);
    }

  if (chunk != first)
    add_definitions (&reading, definitions, folded_head);
  add_definitions (&reading, definitions, folded);
  if (reading.text->len > 0)
    g_string_append (reading.text, "\n\n");
  reading.content = reading.text->len;

  if (chunk != first)
    add_rows (&reading, head, N_HEAD_LINES, TRUE);

  add_rows (&reading, lines, n_lines, chunk == first);
  parse (&reading);
  if (chunk != first)
    sy_table_drop_head (table);

  end (&reading);

  return table;
}
