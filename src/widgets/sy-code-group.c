/* sy-code-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-code-group"

#include "config.h"

#include "sy-code-group.h"

#include "sy-code-highlighter.h"
#include "sy-code-language.h"
#include "sy-inline.h"
#include "sy-sideways.h"

#include <adwaita.h>
#include <string.h>

/* Characters of a language that nobody knows. */
#define MAX_LANGUAGE 40

/* Of a chunk that the highlighter has begun: where its block begins in the source, and
 * its first line in the whole code.
 */
typedef struct
{
  gsize start;
  guint first_line;
} Chunk;

/* What the chunks of one code block have in common.
 *
 * @position is the block of the document that the highlighter reads next, and @n_read
 * how many bytes of it the highlighter has; @n_lines are the lines it has of all.
 */
struct _SyCodeGroup
{
  GObject            parent_instance;

  SyDocument        *document;
  guint              group;
  char              *word;
  char              *language;
  GtkAdjustment     *adjustment;
  int                page;
  int                width;

  SyCodeHighlighter *highlighter;
  GArray            *chunks;
  guint              position;
  gsize              n_read;
  guint              n_lines;
};

G_DEFINE_FINAL_TYPE (SyCodeGroup, sy_code_group, G_TYPE_OBJECT)

enum
{
  HIGHLIGHTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Where in the document a block is, by where it begins in the source. */
static guint
find_position (SyCodeGroup *self,
               gsize        start)
{
  GListModel *blocks = G_LIST_MODEL (self->document);
  guint low = 0;
  guint high = g_list_model_get_n_items (blocks);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr(SyBlock) block = g_list_model_get_item (blocks, middle);

      if (sy_block_get_start (block) < start)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static SyBlock *
dup_block (SyCodeGroup *self,
           guint        position)
{
  g_autoptr(SyBlock) block = g_list_model_get_item (G_LIST_MODEL (self->document), position);

  if (block == NULL || sy_block_get_group (block) != self->group)
    return NULL;

  return g_steal_pointer (&block);
}

static guint
find_first_position (SyCodeGroup *self,
                     SyBlock     *any)
{
  guint position = find_position (self, sy_block_get_start (any));

  while (position > 0)
    {
      g_autoptr(SyBlock) before = dup_block (self, position - 1);

      if (before == NULL)
        break;

      position--;
    }

  return position;
}

static void
highlighted_cb (SyCodeHighlighter *highlighter,
                guint              first_line,
                guint              n_lines,
                SyCodeGroup       *self)
{
  g_signal_emit (self, signals[HIGHLIGHTED], 0, first_line, n_lines);
}

static void
dark_changed_cb (AdwStyleManager *manager,
                 GParamSpec      *pspec,
                 SyCodeGroup     *self)
{
  if (self->highlighter != NULL)
    sy_code_highlighter_set_dark (self->highlighter, adw_style_manager_get_dark (manager));
}

static void
make_highlighter (SyCodeGroup *self,
                  SyBlock     *any)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->highlighter = sy_code_highlighter_new (sy_block_get_language (any));
  self->position = find_first_position (self, any);
  sy_code_highlighter_set_dark (self->highlighter, adw_style_manager_get_dark (manager));
  g_signal_connect_object (self->highlighter, "highlighted", G_CALLBACK (highlighted_cb), self,
                           G_CONNECT_DEFAULT);
}

static void
drop_highlighter (SyCodeGroup *self)
{
  g_clear_object (&self->highlighter);
  g_array_set_size (self->chunks, 0);
  self->n_read = 0;
  self->n_lines = 0;
}

static guint
count_breaks (const char *text)
{
  guint n_breaks = 0;

  for (const char *c = strchr (text, '\n'); c != NULL; c = strchr (c + 1, '\n'))
    n_breaks++;

  return n_breaks;
}

/* The last line of a chunk that is open may still change, or even go again. */
static void
read_chunk (SyCodeGroup *self,
            SyBlock     *block,
            const char  *text)
{
  const char *last_break = strrchr (text, '\n');
  gsize end = sy_block_get_closed (block) ? strlen (text)
              : last_break != NULL ? (gsize) (last_break + 1 - text) : 0;

  if (self->n_read == 0)
    {
      Chunk chunk = { sy_block_get_start (block), self->n_lines };

      if (end == 0 && !sy_block_get_closed (block))
        return;

      g_array_append_val (self->chunks, chunk);
    }

  if (end > self->n_read)
    {
      g_autofree char *more = g_strndup (text + self->n_read, end - self->n_read);

      sy_code_highlighter_append (self->highlighter, more);
      self->n_lines += count_breaks (more);
      self->n_read = end;
    }

  if (sy_block_get_closed (block))
    {
      sy_code_highlighter_append (self->highlighter, "\n");
      self->n_lines++;
      self->n_read = 0;
      self->position++;
    }
}

static void
sy_code_group_dispose (GObject *object)
{
  SyCodeGroup *self = SY_CODE_GROUP (object);

  g_clear_object (&self->highlighter);
  g_clear_object (&self->adjustment);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (sy_code_group_parent_class)->dispose (object);
}

static void
sy_code_group_finalize (GObject *object)
{
  SyCodeGroup *self = SY_CODE_GROUP (object);

  g_array_unref (self->chunks);
  g_free (self->word);
  g_free (self->language);

  G_OBJECT_CLASS (sy_code_group_parent_class)->finalize (object);
}

static void
sy_code_group_class_init (SyCodeGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_code_group_dispose;
  object_class->finalize = sy_code_group_finalize;

  /**
   * SyCodeGroup::highlighted:
   * @first_line: the first line, of all chunks, that has other attributes now
   * @n_lines: how many from there
   */
  signals[HIGHLIGHTED] =
    g_signal_new ("highlighted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
sy_code_group_init (SyCodeGroup *self)
{
  self->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  self->chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, G_CONNECT_DEFAULT);
}

/* Whatever stands behind the marks of a fence is taken for a language. */
static char *
shorten (const char *language)
{
  glong length = g_utf8_strlen (language, -1);

  return g_utf8_substring (language, 0, MIN (length, MAX_LANGUAGE));
}

/**
 * sy_code_group_new:
 * @document: where the code is
 * @block: any chunk of it
 *
 * What all chunks of one code block share: colours that go on from one to the next,
 * and the place to which they are scrolled.
 *
 * Returns: (transfer full): a new group
 */
SyCodeGroup *
sy_code_group_new (SyDocument *document,
                   SyBlock    *block)
{
  SyCodeGroup *self;

  g_return_val_if_fail (SY_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (SY_IS_BLOCK (block), NULL);

  self = g_object_new (SY_TYPE_CODE_GROUP, NULL);
  self->document = g_object_ref (document);
  self->group = sy_block_get_group (block);
  sy_code_group_read_language (self, block);

  return self;
}

/**
 * sy_code_group_read_language:
 * @block: the first chunk
 *
 * Models write the marks of a fence, then the language, and then the code: the word may come
 * after the block is shown, and piece by piece.
 *
 * Returns: whether the language is another one than it was
 */
gboolean
sy_code_group_read_language (SyCodeGroup *self,
                             SyBlock     *block)
{
  const char *word;
  const char *name;

  g_return_val_if_fail (SY_IS_CODE_GROUP (self), FALSE);
  g_return_val_if_fail (SY_IS_BLOCK (block), FALSE);

  word = sy_block_get_language (block);
  if (!g_set_str (&self->word, word))
    return FALSE;

  name = word != NULL ? sy_code_language_get_name (word) : NULL;
  g_free (self->language);
  self->language = name != NULL || word == NULL ? g_strdup (name) : shorten (word);
  drop_highlighter (self);

  return TRUE;
}

guint
sy_code_group_get_group (SyCodeGroup *self)
{
  g_return_val_if_fail (SY_IS_CODE_GROUP (self), 0);

  return self->group;
}

/**
 * sy_code_group_get_language:
 *
 * Returns: (transfer none) (nullable): what people call the language, %NULL if the source
 *   does not say it
 */
const char *
sy_code_group_get_language (SyCodeGroup *self)
{
  g_return_val_if_fail (SY_IS_CODE_GROUP (self), NULL);

  return self->language;
}

/**
 * sy_code_group_get_adjustment:
 *
 * Returns: (transfer none): how far all chunks are scrolled sideways, in px
 */
GtkAdjustment *
sy_code_group_get_adjustment (SyCodeGroup *self)
{
  g_return_val_if_fail (SY_IS_CODE_GROUP (self), NULL);

  return self->adjustment;
}

/**
 * sy_code_group_set_page:
 * @page: how much of the width of the code is seen, in px
 */
void
sy_code_group_set_page (SyCodeGroup *self,
                        int          page)
{
  g_return_if_fail (SY_IS_CODE_GROUP (self));

  if (self->page == page)
    return;

  self->page = MAX (page, 0);
  sy_sideways_configure (self->adjustment, self->width, self->page);
}

/**
 * sy_code_group_add_width:
 * @width: how wide a chunk is, in px
 *
 * Makes room for a chunk, also when it is not shown any more.
 */
void
sy_code_group_add_width (SyCodeGroup *self,
                         int          width)
{
  g_return_if_fail (SY_IS_CODE_GROUP (self));

  if (width <= self->width)
    return;

  self->width = width;
  sy_sideways_configure (self->adjustment, self->width, self->page);
}

/**
 * sy_code_group_reset_width:
 *
 * Forgets how wide the chunks were: the font is another one.
 */
void
sy_code_group_reset_width (SyCodeGroup *self)
{
  g_return_if_fail (SY_IS_CODE_GROUP (self));

  self->width = 0;
}

/**
 * sy_code_group_take:
 * @block: a chunk
 * @text: what is in it now
 *
 * Sees to it that the code up to this chunk gets its colours.
 */
void
sy_code_group_take (SyCodeGroup *self,
                    SyBlock     *block,
                    const char  *text)
{
  g_return_if_fail (SY_IS_CODE_GROUP (self));
  g_return_if_fail (SY_IS_BLOCK (block));
  g_return_if_fail (text != NULL);

  if (self->highlighter == NULL)
    make_highlighter (self, block);

  while (!sy_code_highlighter_get_plain (self->highlighter))
    {
      g_autoptr(SyBlock) next = dup_block (self, self->position);
      g_autoptr(SyInline) inline_ = NULL;

      if (next == NULL || sy_block_get_start (next) > sy_block_get_start (block))
        return;

      if (next == block)
        {
          read_chunk (self, block, text);
          return;
        }

      if (!sy_block_get_closed (next))
        return;

      inline_ = sy_document_read_block (self->document, next);
      read_chunk (self, next, sy_inline_get_text (inline_));
    }
}

/**
 * sy_code_group_get_first_line:
 * @first_line: (out): the first line of @block in the whole code
 *
 * Returns: whether something of that chunk was highlighted or will be
 */
gboolean
sy_code_group_get_first_line (SyCodeGroup *self,
                              SyBlock     *block,
                              guint       *first_line)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (SY_IS_CODE_GROUP (self), FALSE);
  g_return_val_if_fail (SY_IS_BLOCK (block), FALSE);
  g_return_val_if_fail (first_line != NULL, FALSE);

  high = self->chunks->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->chunks, Chunk, middle).start < sy_block_get_start (block))
        low = middle + 1;
      else
        high = middle;
    }

  if (low == self->chunks->len ||
      g_array_index (self->chunks, Chunk, low).start != sy_block_get_start (block))
    return FALSE;

  *first_line = g_array_index (self->chunks, Chunk, low).first_line;

  return TRUE;
}

/**
 * sy_code_group_get_attributes:
 * @first_line: a line of the whole code
 * @n_lines: how many from there
 *
 * Returns: (transfer full) (nullable): the colours of these lines in bytes from the start
 *   of @first_line
 */
PangoAttrList *
sy_code_group_get_attributes (SyCodeGroup *self,
                              guint        first_line,
                              guint        n_lines)
{
  g_return_val_if_fail (SY_IS_CODE_GROUP (self), NULL);

  if (self->highlighter == NULL)
    return NULL;

  return sy_code_highlighter_get_attributes (self->highlighter, first_line, n_lines);
}

/**
 * sy_code_group_dup_text:
 *
 * Returns: (transfer full): the whole code
 */
char *
sy_code_group_dup_text (SyCodeGroup *self)
{
  g_return_val_if_fail (SY_IS_CODE_GROUP (self), NULL);

  return sy_document_dup_group_text (self->document, self->group);
}
