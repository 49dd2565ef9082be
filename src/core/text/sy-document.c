/* sy-document.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-document"

#include "config.h"

#include "sy-document.h"

#include "sy-block-splitter.h"

#include <string.h>

struct _SyDocument
{
  GObject          parent_instance;

  GString         *source;
  GPtrArray       *blocks;
  guint            n_announced;
  SyBlockSplitter  splitter;

  /* Where the block that was open before an append has ended, if it did. */
  gboolean         tail_closed;
  gsize            tail_end;

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
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static SyBlock *
get_open_block (SyDocument *self)
{
  SyBlock *last;

  if (self->blocks->len == 0)
    return NULL;

  last = g_ptr_array_index (self->blocks, self->blocks->len - 1);

  return sy_block_get_closed (last) ? NULL : last;
}

/* A block somebody may know already is changed only after the whole piece has
 * been read, so that no handler sees a document in the middle of a change. */
static void
splitter_cb (SyBlockSplitterEvent event,
             gsize                offset,
             gpointer             user_data)
{
  SyDocument *self = user_data;

  if (event == SY_BLOCK_SPLITTER_OPENED)
    {
      g_ptr_array_add (self->blocks, sy_block_new (SY_BLOCK_PARAGRAPH, offset));
    }
  else if (self->blocks->len == self->n_announced)
    {
      self->tail_closed = TRUE;
      self->tail_end = offset;
    }
  else
    {
      SyBlock *block = get_open_block (self);

      sy_block_extend (block, offset);
      sy_block_close (block);
    }
}

static void
update_tail (SyDocument *self,
             SyBlock    *tail)
{
  gsize old_end = sy_block_get_end (tail);
  gsize new_end = self->tail_closed ? self->tail_end : self->splitter.end;

  sy_block_extend (tail, new_end);

  if (self->tail_closed)
    sy_block_close (tail);

  self->tail_closed = FALSE;

  if (new_end != old_end)
    g_signal_emit (self, signals[SIGNAL_TAIL_CHANGED], 0, (guint64) old_end);
}

static void
announce_blocks (SyDocument *self)
{
  guint position = self->n_announced;
  guint added = self->blocks->len - position;
  SyBlock *open;

  if (added == 0)
    return;

  open = get_open_block (self);
  if (open != NULL)
    sy_block_extend (open, self->splitter.end);

  self->n_announced = self->blocks->len;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, added);
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

  return g_object_ref (g_ptr_array_index (self->blocks, position));
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

  g_ptr_array_unref (self->blocks);
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
}

static void
sy_document_init (SyDocument *self)
{
  SyBlockSplitter splitter = SY_BLOCK_SPLITTER_INIT;

  self->source = g_string_new (NULL);
  self->blocks = g_ptr_array_new_with_free_func (g_object_unref);
  self->splitter = splitter;
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
  SyBlock *tail;
  gsize n_bytes;

  g_return_if_fail (SY_IS_DOCUMENT (self));
  g_return_if_fail (!self->complete);
  g_return_if_fail (text != NULL || length == 0);

  n_bytes = length < 0 ? strlen (text) : (gsize) length;
  if (n_bytes == 0)
    return;

  tail = get_open_block (self);
  g_string_append_len (self->source, text, (gssize) n_bytes);
  sy_block_splitter_push (&self->splitter, text, n_bytes, splitter_cb, self);

  if (tail != NULL)
    update_tail (self, tail);

  announce_blocks (self);
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
  SyBlock *tail;

  g_return_if_fail (SY_IS_DOCUMENT (self));

  if (self->complete)
    return;

  tail = get_open_block (self);
  sy_block_splitter_finish (&self->splitter, splitter_cb, self);
  self->complete = TRUE;

  if (tail != NULL)
    update_tail (self, tail);

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
