/* fuzz-markdown.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Markdown of a reply: at any time its blocks are in order and can be read, what is closed stays
 * as it is, and however the text is cut the end is the same.  The first byte says how it is cut.
 */

#include "config.h"

#include "fuzz-target.h"
#include "sy-document.h"

#include <string.h>

/* What a view knows of a document from its signals. */
typedef struct
{
  SyDocument *document;
  GPtrArray  *blocks;
  GPtrArray  *closed;
} Watch;

static void
describe_place (GString           *log,
                const SyContainer *container)
{
  if (container == NULL)
    return;

  describe_place (log, sy_container_get_parent (container));
  g_string_append_printf (log, "%d.%u.%d/",
                          sy_container_get_kind (container),
                          sy_container_get_ordinal (container),
                          sy_container_get_task (container));
}

static char *
describe (SyBlock *block)
{
  GString *log = g_string_new (NULL);
  guint n_lines;
  const SyBlockLine *lines = sy_block_get_lines (block, &n_lines);

  describe_place (log, sy_block_get_container (block));
  g_string_append_printf (log, "%d %zu-%zu %u %s ",
                          sy_block_get_kind (block),
                          sy_block_get_start (block), sy_block_get_end (block),
                          sy_block_get_level (block), sy_block_get_language (block));
  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (log, "%u-%u.%u ", lines[i].start, lines[i].end, lines[i].indent);

  return g_string_free_and_steal (log);
}

static void
check_inline (SyDocument *document,
              SyInline   *inline_)
{
  guint length = sy_inline_get_length (inline_);
  guint n_spans;
  const SyInlineSpan *spans = sy_inline_get_spans (inline_, &n_spans);
  guint end = 0;
  gsize offset = 0;

  g_assert_true (g_utf8_validate_len (sy_inline_get_text (inline_), length, NULL));

  for (guint i = 0; i < n_spans; i++)
    {
      g_assert_cmpuint (spans[i].start, >=, end);
      g_assert_cmpuint (spans[i].end, >, spans[i].start);
      g_assert_cmpuint (spans[i].end, <=, length);
      g_assert_true (spans[i].target == NULL || g_utf8_validate (spans[i].target, -1, NULL));
      g_assert_true (spans[i].title == NULL || g_utf8_validate (spans[i].title, -1, NULL));
      end = spans[i].end;
    }

  for (guint place = 0; place <= length; place++)
    {
      gsize source = sy_inline_get_source_offset (inline_, place);

      g_assert_cmpuint (source, >=, offset);
      g_assert_cmpuint (source, <=, sy_document_get_length (document));
      offset = source;
    }
}

static void
log_inline (GString  *log,
            SyInline *inline_)
{
  guint n_spans;
  const SyInlineSpan *spans = sy_inline_get_spans (inline_, &n_spans);

  g_string_append_printf (log, "[%s]", sy_inline_get_text (inline_));
  for (guint i = 0; i < n_spans; i++)
    g_string_append_printf (log, "%x:%u-%u:%s:%s ", spans[i].style, spans[i].start, spans[i].end,
                            spans[i].target, spans[i].title);
}

static void
read_table (SyDocument *document,
            SyBlock    *block,
            GString    *log)
{
  g_autoptr(SyTable) table = sy_document_read_table (document, block);

  g_assert_cmpuint (sy_table_get_n_columns (table), >, 0);

  for (guint row = 0; row < sy_table_get_n_rows (table); row++)
    {
      for (guint column = 0; column < sy_table_get_n_columns (table); column++)
        {
          SyInline *cell = sy_table_get_cell (table, row, column);

          check_inline (document, cell);
          log_inline (log, cell);
        }
    }
}

static void
read_block (SyDocument *document,
            SyBlock    *block,
            GString    *log)
{
  g_autoptr(SyInline) inline_ = NULL;

  if (sy_block_get_kind (block) == SY_BLOCK_TABLE)
    {
      read_table (document, block, log);
    }
  else if (sy_block_get_kind (block) != SY_BLOCK_RULE)
    {
      inline_ = sy_document_read_block (document, block);
      check_inline (document, inline_);
      log_inline (log, inline_);
    }
}

static void
check_blocks (Watch   *watch,
              GString *log)
{
  guint n_blocks = g_list_model_get_n_items (G_LIST_MODEL (watch->document));
  gsize end = 0;

  g_assert_cmpuint (n_blocks, ==, watch->blocks->len);

  for (guint i = 0; i < n_blocks; i++)
    {
      SyBlock *block = g_ptr_array_index (watch->blocks, i);
      g_autofree char *words = describe (block);

      g_assert_cmpuint (sy_block_get_start (block), >=, end);
      g_assert_cmpuint (sy_block_get_end (block), >=, sy_block_get_start (block));
      end = sy_block_get_end (block);
      g_assert_cmpuint (end, <=, sy_document_get_length (watch->document));

      if (i < watch->closed->len)
        g_assert_cmpstr (words, ==, g_ptr_array_index (watch->closed, i));
      else if (sy_block_get_closed (block) && i == watch->closed->len)
        g_ptr_array_add (watch->closed, g_steal_pointer (&words));

      read_block (watch->document, block, log);
    }
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Watch      *watch)
{
  g_assert_cmpuint (position + removed, ==, watch->blocks->len);
  g_assert_cmpuint (position, >=, watch->closed->len);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, position + added);

  g_ptr_array_set_size (watch->blocks, (int) position);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_add (watch->blocks, g_list_model_get_item (model, i));
}

static char *
finish (Watch *watch)
{
  GString *log = g_string_new (NULL);

  sy_document_finish (watch->document);
  check_blocks (watch, log);
  g_assert_cmpuint (watch->closed->len, ==, watch->blocks->len);

  for (guint i = 0; i < watch->closed->len; i++)
    g_string_append (log, g_ptr_array_index (watch->closed, i));

  g_ptr_array_unref (watch->blocks);
  g_ptr_array_unref (watch->closed);
  g_object_unref (watch->document);

  return g_string_free_and_steal (log);
}

/* @size is how many bytes come at once. */
static char *
read_markdown (const char *text,
               gsize       length,
               gsize       size)
{
  Watch watch = {
    sy_document_new (),
    g_ptr_array_new_with_free_func (g_object_unref),
    g_ptr_array_new_with_free_func (g_free),
  };

  g_signal_connect (watch.document, "items-changed", G_CALLBACK (items_changed_cb), &watch);

  for (gsize i = 0; i < length;)
    {
      const char *next = text + i + MIN (size, length - i);
      g_autoptr(GString) log = g_string_new (NULL);

      while (next < text + length && ((guchar) *next & 0xc0) == 0x80)
        next++;

      sy_document_append (watch.document, text + i, next - text - (gssize) i);
      i = (gsize) (next - text);
      check_blocks (&watch, log);
    }

  return finish (&watch);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *in_pieces = NULL;
  gsize length;

  if (size < 2)
    return 0;

  text = g_utf8_make_valid ((const char *) data + 1, (gssize) size - 1);
  length = strlen (text);
  whole = read_markdown (text, length, length);
  in_pieces = read_markdown (text, length, MAX (length / 64, 1u + data[0] % 16));
  g_assert_cmpstr (whole, ==, in_pieces);

  return 0;
}
