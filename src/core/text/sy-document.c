/* sy-document.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-document"

#include "config.h"

#include "sy-document.h"

#include "sy-block-reader.h"
#include "sy-block-splitter.h"

#include <string.h>

struct _SyDocument
{
  GObject          parent_instance;

  GString         *source;
  SyBlockSplitter *splitter;
  guint            n_announced;
  gboolean         complete;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyDocument, sy_document, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_LENGTH,
  PROP_COMPLETE,
  N_PROPS
};

enum
{
  SIGNAL_TAIL_CHANGED,
  SIGNAL_LINKS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GPtrArray *
get_blocks (SyDocument *self)
{
  return sy_block_splitter_get_blocks (self->splitter);
}

/* What was known of the end of the list before a change. */
typedef struct
{
  GPtrArray   *blocks;
  guint        first;
  gsize        end;
  SyBlockKind  kind;
  gboolean     closed;
  guint        n_definitions;
} Before;

static void
note_before (SyDocument *self,
             Before     *before)
{
  GPtrArray *blocks = get_blocks (self);
  guint n_firm = sy_block_splitter_get_n_firm (self->splitter);
  SyBlock *last;

  before->blocks = g_ptr_array_new_with_free_func (g_object_unref);
  before->first = n_firm > 0 ? n_firm - 1 : 0;
  before->n_definitions = sy_block_splitter_get_definitions (self->splitter)->len;
  for (guint i = before->first; i < blocks->len; i++)
    g_ptr_array_add (before->blocks, g_object_ref (g_ptr_array_index (blocks, i)));

  if (before->blocks->len == 0)
    return;

  last = g_ptr_array_index (before->blocks, before->blocks->len - 1);
  before->end = sy_block_get_end (last);
  before->kind = sy_block_get_kind (last);
  before->closed = sy_block_get_closed (last);
}

/* Returns the first place where another block is. */
static guint
find_change (SyDocument *self,
             Before     *before)
{
  GPtrArray *blocks = get_blocks (self);
  guint i = 0;

  while (i < before->blocks->len && before->first + i < blocks->len &&
         g_ptr_array_index (before->blocks, i) ==
         g_ptr_array_index (blocks, before->first + i))
    i++;

  return before->first + i;
}

static SyBlock *
get_last (Before *before)
{
  return before->blocks->len > 0 ? g_ptr_array_index (before->blocks, before->blocks->len - 1)
                                 : NULL;
}

static gboolean
has_tail_changed (Before *before)
{
  SyBlock *last = get_last (before);

  if (last == NULL)
    return FALSE;

  return sy_block_get_end (last) != before->end || sy_block_get_kind (last) != before->kind ||
         sy_block_get_closed (last) != before->closed;
}

static void
announce (SyDocument *self,
          Before     *before)
{
  guint n_before = self->n_announced;
  guint change = find_change (self, before);

  if (change == n_before && has_tail_changed (before))
    g_signal_emit (self, signals[SIGNAL_TAIL_CHANGED], 0,
                   (guint64) MAX (before->end, sy_block_get_start (get_last (before))));

  self->n_announced = get_blocks (self)->len;
  if (n_before > change || self->n_announced > change)
    g_list_model_items_changed (G_LIST_MODEL (self), change, n_before - change,
                                self->n_announced - change);

  if (sy_block_splitter_get_definitions (self->splitter)->len > before->n_definitions)
    g_signal_emit (self, signals[SIGNAL_LINKS_CHANGED], 0);
}

static void
push (SyDocument *self,
      gboolean    whole)
{
  Before before = { NULL, };

  note_before (self, &before);
  sy_block_splitter_push (self->splitter, self->source->str, self->source->len, whole);
  announce (self, &before);
  g_ptr_array_unref (before.blocks);
}

static GType
sy_document_get_item_type (GListModel *model)
{
  return SY_TYPE_BLOCK;
}

static guint
sy_document_get_n_items (GListModel *model)
{
  return SY_DOCUMENT (model)->n_announced;
}

static gpointer
sy_document_get_item (GListModel *model,
                      guint       position)
{
  SyDocument *self = SY_DOCUMENT (model);

  if (position >= self->n_announced)
    return NULL;

  return g_object_ref (g_ptr_array_index (get_blocks (self), position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sy_document_get_item_type;
  iface->get_n_items = sy_document_get_n_items;
  iface->get_item = sy_document_get_item;
}

static void
sy_document_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SyDocument *self = SY_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_LENGTH:
      g_value_set_uint64 (value, self->source->len);
      break;

    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
sy_document_finalize (GObject *object)
{
  SyDocument *self = SY_DOCUMENT (object);

  sy_block_splitter_free (self->splitter);
  g_string_free (self->source, TRUE);

  G_OBJECT_CLASS (sy_document_parent_class)->finalize (object);
}

static void
sy_document_class_init (SyDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sy_document_finalize;
  object_class->get_property = sy_document_get_property;

  properties[PROP_LENGTH] =
    g_param_spec_uint64 ("length", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SyDocument::tail-changed:
   * @self: the document
   * @first: offset of the first byte that is new in the block
   *
   * The block that was the last one has grown.  Blocks that come after it are
   * announced by #GListModel::items-changed, which follows.
   */
  signals[SIGNAL_TAIL_CHANGED] =
    g_signal_new ("tail-changed",
                  SY_TYPE_DOCUMENT,
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL, NULL,
                  NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_UINT64);

  /**
   * SyDocument::links-changed:
   * @self: the document
   *
   * What some links of earlier blocks lead to is known now.
   */
  signals[SIGNAL_LINKS_CHANGED] =
    g_signal_new ("links-changed",
                  SY_TYPE_DOCUMENT,
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL, NULL,
                  NULL,
                  G_TYPE_NONE,
                  0);
}

static void
sy_document_init (SyDocument *self)
{
  self->source = g_string_new (NULL);
  self->splitter = sy_block_splitter_new ();
}

/**
 * sy_document_new:
 *
 * Creates an empty document: the source text of one message and the blocks it
 * consists of, in their order.
 *
 * Returns: (transfer full): a new document
 */
SyDocument *
sy_document_new (void)
{
  return g_object_new (SY_TYPE_DOCUMENT, NULL);
}

/**
 * sy_document_append:
 * @self: a document that is not complete
 * @text: the next piece of the source, valid UTF-8
 * @length: its length in bytes, or -1 when it ends with a NUL
 *
 * Adds to the source.  Costs time in proportion to the piece, whatever the
 * document has already; only the open block changes.  Handlers of the signals
 * must not append.
 */
void
sy_document_append (SyDocument *self,
                    const char *text,
                    gssize      length)
{
  gsize n_bytes;

  g_return_if_fail (SY_IS_DOCUMENT (self));
  g_return_if_fail (!self->complete);
  g_return_if_fail (text != NULL || length == 0);

  n_bytes = length < 0 ? strlen (text) : (gsize) length;
  if (n_bytes == 0)
    return;

  g_string_append_len (self->source, text, (gssize) n_bytes);
  push (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LENGTH]);
}

/**
 * sy_document_finish:
 * @self: a document
 *
 * Says that nothing follows: closes the open block and makes the document
 * complete.  Doing it again changes nothing.
 */
void
sy_document_finish (SyDocument *self)
{
  g_return_if_fail (SY_IS_DOCUMENT (self));

  if (self->complete)
    return;

  self->complete = TRUE;
  push (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

/**
 * sy_document_get_length:
 * @self: a document
 *
 * Returns: the length of the source in bytes
 */
gsize
sy_document_get_length (SyDocument *self)
{
  g_return_val_if_fail (SY_IS_DOCUMENT (self), 0);

  return self->source->len;
}

/**
 * sy_document_get_complete:
 * @self: a document
 *
 * Returns: whether sy_document_finish() has been called
 */
gboolean
sy_document_get_complete (SyDocument *self)
{
  g_return_val_if_fail (SY_IS_DOCUMENT (self), FALSE);

  return self->complete;
}

/**
 * sy_document_get_source:
 * @self: a document
 *
 * Returns: (transfer none): the whole source; good until the next append
 */
const char *
sy_document_get_source (SyDocument *self)
{
  g_return_val_if_fail (SY_IS_DOCUMENT (self), NULL);

  return self->source->str;
}

/**
 * sy_document_dup_block_text:
 * @self: a document
 * @block: one of its blocks
 *
 * Returns: (transfer full): the piece of the source that @block covers
 */
char *
sy_document_dup_block_text (SyDocument *self,
                            SyBlock    *block)
{
  gsize start;
  gsize end;

  g_return_val_if_fail (SY_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (SY_IS_BLOCK (block), NULL);

  start = sy_block_get_start (block);
  end = sy_block_get_end (block);
  g_return_val_if_fail (start <= end && end <= self->source->len, NULL);

  return g_strndup (self->source->str + start, end - start);
}

/**
 * sy_document_read_block:
 * @block: one of its blocks, but for tables and rules
 *
 * Returns: (transfer full): its text, and how the parts of it are drawn
 */
SyInline *
sy_document_read_block (SyDocument *self,
                        SyBlock    *block)
{
  g_return_val_if_fail (SY_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (SY_IS_BLOCK (block), NULL);

  return sy_document_read_from (self, block, 0);
}

/**
 * sy_document_read_from:
 * @block: one of its blocks, but for tables and rules
 * @start: offset in the source, which running text is read from
 *
 * What is open before @start is not known: a part of a long text is read alone while the rest
 * of it is still to come.
 *
 * Returns: (transfer full): its text from there on
 */
SyInline *
sy_document_read_from (SyDocument *self,
                       SyBlock    *block,
                       gsize       start)
{
  SyBlockKind kind;

  g_return_val_if_fail (SY_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (SY_IS_BLOCK (block), NULL);

  kind = sy_block_get_kind (block);
  if (kind == SY_BLOCK_CODE || kind == SY_BLOCK_HTML)
    return sy_block_reader_read_lines (self->source->str, block);

  return sy_block_reader_read_text (self->source->str, block, start,
                                    sy_block_splitter_get_definitions (self->splitter));
}

static guint
find_first_chunk (SyDocument *self,
                  guint       group)
{
  GPtrArray *blocks = get_blocks (self);

  for (guint i = 0; i < blocks->len; i++)
    {
      if (sy_block_get_group (g_ptr_array_index (blocks, i)) == group)
        return i;
    }

  return blocks->len;
}

/**
 * sy_document_read_table:
 * @chunk: one of its blocks, a table or a part of one
 *
 * Returns: (transfer full): the cells
 */
SyTable *
sy_document_read_table (SyDocument *self,
                        SyBlock    *chunk)
{
  GPtrArray *blocks;
  guint first;

  g_return_val_if_fail (SY_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (SY_IS_BLOCK (chunk), NULL);

  blocks = get_blocks (self);
  first = find_first_chunk (self, sy_block_get_group (chunk));
  g_return_val_if_fail (first < blocks->len, NULL);

  return sy_block_reader_read_table (self->source->str, g_ptr_array_index (blocks, first), chunk,
                                     sy_block_splitter_get_definitions (self->splitter));
}

/**
 * sy_document_dup_group_text:
 * @group: of a block
 *
 * Returns: (transfer full): the lines of all chunks of a piece of code
 */
char *
sy_document_dup_group_text (SyDocument *self,
                            guint       group)
{
  GPtrArray *blocks;
  GString *text;

  g_return_val_if_fail (SY_IS_DOCUMENT (self), NULL);

  blocks = get_blocks (self);
  text = g_string_new (NULL);
  for (guint i = find_first_chunk (self, group); i < blocks->len; i++)
    {
      SyBlock *block = g_ptr_array_index (blocks, i);
      g_autoptr(SyInline) chunk = NULL;

      if (sy_block_get_group (block) != group)
        break;

      chunk = sy_block_reader_read_lines (self->source->str, block);
      g_string_append_len (text, sy_inline_get_text (chunk), sy_inline_get_length (chunk));
      g_string_append_c (text, '\n');
    }

  return g_string_free_and_steal (text);
}
