/* markdown-dump.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads Markdown texts, one a line, in hexadecimal.  Prints for each what one pass of md4c
 * over the whole of it finds, what a document finds, and what a document finds that gets it
 * character by character: three lines of JSON strings, each a list of blocks.  A block is the items and
 * quotes it is in, with a number for each item; its kind; and its text with its spans.
 */

#include "config.h"

#include "sy-document.h"
#include "sy-inline-reader.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

/* What md4c tells, as it comes. */
typedef struct
{
  GString        *dump;
  GPtrArray      *path;
  GArray         *lists;
  SyInlineReader *reader;
  guint           n_items;
  gboolean        in_leaf;
  gboolean        has_text;
  gboolean        item_is_empty;
  gboolean        in_html;
} Reading;

/* A list that is open, and the number of its next item. */
typedef struct
{
  gboolean ordered;
  guint    ordinal;
} List;

static void
dump_path_part (GString    *dump,
                gboolean    ordered,
                guint       ordinal,
                int         task,
                guint       number)
{
  g_string_append_printf (dump, "%s%u%s#%u/", ordered ? "o" : "b", ordered ? ordinal : 0,
                          task < 0 ? "" : task > 0 ? "x" : "-", number);
}

static void
dump_inline (GString  *dump,
             SyInline *inline_)
{
  guint n_spans;
  const SyInlineSpan *spans = sy_inline_get_spans (inline_, &n_spans);

  g_assert_true (g_utf8_validate (sy_inline_get_text (inline_), -1, NULL));
  g_string_append_printf (dump, "[%s]", sy_inline_get_text (inline_));
  for (guint i = 0; i < n_spans; i++)
    g_string_append_printf (dump, " %x:%u-%u:%s:%s", spans[i].style, spans[i].start, spans[i].end,
                            spans[i].target != NULL ? spans[i].target : "",
                            spans[i].title != NULL ? spans[i].title : "");
}

static void
dump_lines (GString    *dump,
            const char *text)
{
  gsize length = strlen (text);

  if (length > 0 && text[length - 1] == '\n')
    length--;

  g_string_append_printf (dump, "[%.*s]", (int) length, text);
}

static void
begin_block (Reading    *reading,
             const char *kind)
{
  for (guint i = 0; i < reading->path->len; i++)
    g_string_append (reading->dump, g_ptr_array_index (reading->path, i));

  g_string_append (reading->dump, kind);
}

static void
dump_text (Reading    *reading,
           const char *kind)
{
  g_autoptr(SyInline) inline_ = sy_inline_reader_take (reading->reader);

  begin_block (reading, kind);
  dump_inline (reading->dump, inline_);
  g_string_append_c (reading->dump, '\n');
}

/* In a tight list no paragraph is told of. */
static void
end_text (Reading *reading)
{
  if (reading->has_text)
    dump_text (reading, "P ");

  reading->has_text = FALSE;
}

static void
begin_text (Reading *reading)
{
  if (reading->in_leaf)
    return;

  reading->has_text = TRUE;
  reading->item_is_empty = FALSE;
}

static void
enter_list (Reading  *reading,
            gboolean  ordered,
            guint     ordinal)
{
  const List list = { ordered, ordinal };

  end_text (reading);
  g_array_append_val (reading->lists, list);
}

static void
enter_item (Reading                  *reading,
            const MD_BLOCK_LI_DETAIL *item)
{
  List *list = &g_array_index (reading->lists, List, reading->lists->len - 1);
  g_autoptr(GString) part = g_string_new (NULL);
  int task = SY_CONTAINER_NO_TASK;

  if (item->is_task)
    task = item->task_mark != ' ';

  dump_path_part (part, list->ordered, list->ordinal++, task, reading->n_items++);
  g_ptr_array_add (reading->path, g_strdup (part->str));
  reading->item_is_empty = TRUE;
}

static void
leave_path (Reading *reading)
{
  end_text (reading);
  g_ptr_array_set_size (reading->path, (int) reading->path->len - 1);
}

static void
enter_leaf (Reading      *reading,
            MD_BLOCKTYPE  type)
{
  g_autoptr(SyInline) nothing = NULL;

  end_text (reading);
  nothing = sy_inline_reader_take (reading->reader);
  reading->in_leaf = TRUE;
  reading->item_is_empty = FALSE;
  reading->in_html = type == MD_BLOCK_HTML;
  if (type == MD_BLOCK_TABLE)
    begin_block (reading, "T");
}

static int
enter_block_cb (MD_BLOCKTYPE  type,
                void         *detail,
                void         *user_data)
{
  Reading *reading = user_data;

  switch (type)
    {
    case MD_BLOCK_QUOTE:
      end_text (reading);
      g_ptr_array_add (reading->path, g_strdup ("q/"));
      break;

    case MD_BLOCK_UL:
      enter_list (reading, FALSE, 0);
      break;

    case MD_BLOCK_OL:
      enter_list (reading, TRUE, ((MD_BLOCK_OL_DETAIL *) detail)->start);
      break;

    case MD_BLOCK_LI:
      enter_item (reading, detail);
      break;

    case MD_BLOCK_HR:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
      enter_leaf (reading, type);
      break;

    case MD_BLOCK_DOC:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
    default:
      break;
    }

  return 0;
}

static void
leave_item (Reading *reading)
{
  end_text (reading);
  if (reading->item_is_empty)
    dump_text (reading, "P ");

  reading->item_is_empty = FALSE;
  leave_path (reading);
}

static void
leave_lines (Reading    *reading,
             const char *kind)
{
  g_autoptr(SyInline) lines = sy_inline_reader_take (reading->reader);

  begin_block (reading, kind);
  dump_lines (reading->dump, sy_inline_get_text (lines));
  g_string_append_c (reading->dump, '\n');
}

static void
leave_cell (Reading                  *reading,
            const MD_BLOCK_TD_DETAIL *cell)
{
  g_autoptr(SyInline) inline_ = sy_inline_reader_take (reading->reader);

  g_string_append_printf (reading->dump, " |%d ", cell->align);
  dump_inline (reading->dump, inline_);
}

static void
leave_leaf (Reading      *reading,
            MD_BLOCKTYPE  type,
            void         *detail)
{
  g_autofree char *heading = NULL;

  if (type == MD_BLOCK_HR)
    {
      begin_block (reading, "R\n");
    }
  else if (type == MD_BLOCK_H)
    {
      heading = g_strdup_printf ("H%u ", ((MD_BLOCK_H_DETAIL *) detail)->level);
      dump_text (reading, heading);
    }
  else if (type == MD_BLOCK_P)
    {
      dump_text (reading, "P ");
    }
  else if (type == MD_BLOCK_TABLE)
    {
      g_string_append_c (reading->dump, '\n');
    }
  else
    {
      leave_lines (reading, type == MD_BLOCK_CODE ? "C " : "X ");
    }

  reading->in_leaf = FALSE;
  reading->in_html = FALSE;
}

static int
leave_block_cb (MD_BLOCKTYPE  type,
                void         *detail,
                void         *user_data)
{
  Reading *reading = user_data;

  switch (type)
    {
    case MD_BLOCK_QUOTE:
      leave_path (reading);
      break;

    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      g_array_set_size (reading->lists, reading->lists->len - 1);
      break;

    case MD_BLOCK_LI:
      leave_item (reading);
      break;

    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      leave_cell (reading, detail);
      break;

    case MD_BLOCK_HR:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
      leave_leaf (reading, type, detail);
      break;

    case MD_BLOCK_DOC:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    default:
      break;
    }

  return 0;
}

static int
enter_span_cb (MD_SPANTYPE  type,
               void        *detail,
               void        *user_data)
{
  Reading *reading = user_data;

  begin_text (reading);
  sy_inline_reader_enter (reading->reader, type, detail);

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

/* A block of HTML is shown as it was written. */
static int
text_cb (MD_TEXTTYPE    type,
         const MD_CHAR *text,
         MD_SIZE        size,
         void          *user_data)
{
  Reading *reading = user_data;

  begin_text (reading);
  sy_inline_reader_add (reading->reader,
                        reading->in_html && type == MD_TEXT_HTML ? MD_TEXT_NORMAL : type,
                        text, size);

  return 0;
}

static gsize
find_source_cb (const char *text,
                gpointer    user_data)
{
  return 0;
}

static char *
dump_whole (const char *source)
{
  const MD_PARSER parser = {
    .flags = SY_MARKDOWN_FLAGS,
    .enter_block = enter_block_cb, .leave_block = leave_block_cb,
    .enter_span = enter_span_cb, .leave_span = leave_span_cb, .text = text_cb,
  };
  Reading reading = { g_string_new (NULL), };

  reading.path = g_ptr_array_new_with_free_func (g_free);
  reading.lists = g_array_new (FALSE, FALSE, sizeof (List));
  reading.reader = sy_inline_reader_new ();
  sy_inline_reader_begin (reading.reader, source, strlen (source), find_source_cb, NULL);
  md_parse (source, (MD_SIZE) strlen (source), &parser, &reading);
  sy_inline_reader_free (reading.reader);
  g_ptr_array_unref (reading.path);
  g_array_unref (reading.lists);

  return g_string_free_and_steal (reading.dump);
}

/* An item has a number from the first block that it has. */
static void
dump_container (GString           *dump,
                const SyContainer *container,
                GHashTable        *items)
{
  gpointer number;

  if (container == NULL)
    return;

  dump_container (dump, sy_container_get_parent (container), items);
  if (sy_container_get_kind (container) == SY_CONTAINER_QUOTE)
    {
      g_string_append (dump, "q/");
      return;
    }

  if (!g_hash_table_lookup_extended (items, container, NULL, &number))
    {
      number = GUINT_TO_POINTER (g_hash_table_size (items));
      g_hash_table_insert (items, (gpointer) container, number);
    }

  dump_path_part (dump, sy_container_get_kind (container) == SY_CONTAINER_ORDERED,
                  sy_container_get_ordinal (container), sy_container_get_task (container),
                  GPOINTER_TO_UINT (number));
}

static void
dump_table (GString    *dump,
            SyDocument *document,
            SyBlock    *block)
{
  static const int aligns[] = { MD_ALIGN_DEFAULT, MD_ALIGN_LEFT, MD_ALIGN_CENTER, MD_ALIGN_RIGHT };
  g_autoptr(SyTable) table = sy_document_read_table (document, block);

  for (guint row = 0; row < sy_table_get_n_rows (table); row++)
    for (guint column = 0; column < sy_table_get_n_columns (table); column++)
      {
        g_string_append_printf (dump, " |%d ", aligns[sy_table_get_align (table, column)]);
        dump_inline (dump, sy_table_get_cell (table, row, column));
      }
}

static void
dump_block (GString    *dump,
            SyDocument *document,
            SyBlock    *block)
{
  g_autoptr(SyInline) inline_ = NULL;
  g_autofree char *code = NULL;

  switch (sy_block_get_kind (block))
    {
    case SY_BLOCK_RULE:
      g_string_append_c (dump, 'R');
      return;

    case SY_BLOCK_TABLE:
      g_string_append_c (dump, 'T');
      dump_table (dump, document, block);
      return;

    case SY_BLOCK_CODE:
      code = sy_document_dup_group_text (document, sy_block_get_group (block));
      g_string_append (dump, "C ");
      dump_lines (dump, code);
      return;

    case SY_BLOCK_HEADING:
      g_string_append_printf (dump, "H%u ", sy_block_get_level (block));
      break;

    case SY_BLOCK_HTML:
    case SY_BLOCK_PARAGRAPH:
    default:
      g_string_append (dump, sy_block_get_kind (block) == SY_BLOCK_HTML ? "X " : "P ");
    }

  inline_ = sy_document_read_block (document, block);
  dump_inline (dump, inline_);
}

/* The chunks of one piece of code or one table are one block. */
static char *
dump_document (SyDocument *document)
{
  g_autoptr(GHashTable) items = g_hash_table_new (NULL, NULL);
  GString *dump = g_string_new (NULL);
  SyBlock *before = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (document)); i++)
    {
      g_autoptr(SyBlock) block = g_list_model_get_item (G_LIST_MODEL (document), i);
      gboolean goes_on = before != NULL &&
                         sy_block_get_group (before) == sy_block_get_group (block);

      g_assert_true (sy_block_get_closed (block));
      before = block;
      if (goes_on && sy_block_get_kind (block) == SY_BLOCK_TABLE)
        {
          g_string_truncate (dump, dump->len - 1);
          dump_table (dump, document, block);
        }
      else if (!goes_on)
        {
          dump_container (dump, sy_block_get_container (block), items);
          dump_block (dump, document, block);
        }
      else
        {
          continue;
        }

      g_string_append_c (dump, '\n');
    }

  return g_string_free_and_steal (dump);
}

/* Whatever there is so far can be shown. */
static void
assert_valid (SyDocument *document)
{
  gsize end = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (document)); i++)
    {
      g_autoptr(SyBlock) block = g_list_model_get_item (G_LIST_MODEL (document), i);
      g_autoptr(SyInline) inline_ = NULL;

      g_assert_cmpuint (sy_block_get_start (block), <=, sy_block_get_end (block));
      g_assert_cmpuint (sy_block_get_start (block), >=, end);
      end = sy_block_get_end (block);
      g_assert_cmpuint (end, <=, sy_document_get_length (document));
      if (sy_block_get_kind (block) != SY_BLOCK_TABLE)
        inline_ = sy_document_read_block (document, block);
      if (inline_ != NULL)
        g_assert_true (g_utf8_validate (sy_inline_get_text (inline_), -1, NULL));
    }
}

static char *
dump_fed (const char *source,
          gboolean    slowly)
{
  SyDocument *document = sy_document_new ();
  char *dump;

  for (const char *p = source; *p != '\0';)
    {
      const char *next = slowly ? g_utf8_next_char (p) : p + strlen (p);

      sy_document_append (document, p, next - p);
      assert_valid (document);
      p = next;
    }

  sy_document_finish (document);
  assert_valid (document);
  dump = dump_document (document);
  g_assert_finalize_object (document);

  return dump;
}

static void
print_json (const char *text)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *json = NULL;

  json_node_set_string (node, text);
  json = json_to_string (node, FALSE);
  printf ("%s\n", json);
}

static char *
parse_hex (const char *text)
{
  gsize length = strlen (text) / 2;
  char *bytes = g_malloc0 (length + 1);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) (g_ascii_xdigit_value (text[2 * i]) * 16 +
                       g_ascii_xdigit_value (text[2 * i + 1]));

  return bytes;
}

int
main (void)
{
  g_autoptr(GIOChannel) channel = g_io_channel_unix_new (0);
  char *line;

  while (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
    {
      g_autofree char *source = parse_hex (g_strchomp (line));
      g_autofree char *whole = dump_whole (source);
      g_autofree char *at_once = dump_fed (source, FALSE);
      g_autofree char *by_character = dump_fed (source, TRUE);

      g_free (line);
      print_json (whole);
      print_json (at_once);
      print_json (by_character);
    }

  return 0;
}
