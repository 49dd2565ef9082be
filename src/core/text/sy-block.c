/* sy-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block"

#include "config.h"

#include "sy-block.h"

#define NO_TASK -1

struct _SyBlock
{
  GObject      parent_instance;

  gsize        start;
  gsize        end;
  char        *language;
  SyBlockKind  kind;
  guint        depth;
  guint        quote_depth;
  guint        ordinal;
  guint        group;
  int          task;
  gboolean     closed;
};

G_DEFINE_FINAL_TYPE (SyBlock, sy_block, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SyBlockKind, sy_block_kind,
                    G_DEFINE_ENUM_VALUE (SY_BLOCK_PARAGRAPH, "paragraph"))

enum
{
  PROP_0,
  PROP_KIND,
  PROP_START,
  PROP_END,
  PROP_DEPTH,
  PROP_QUOTE_DEPTH,
  PROP_ORDINAL,
  PROP_TASK,
  PROP_LANGUAGE,
  PROP_GROUP,
  PROP_CLOSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sy_block_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  SyBlock *self = SY_BLOCK (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_START:
      g_value_set_uint64 (value, self->start);
      break;

    case PROP_END:
      g_value_set_uint64 (value, self->end);
      break;

    case PROP_DEPTH:
      g_value_set_uint (value, self->depth);
      break;

    case PROP_QUOTE_DEPTH:
      g_value_set_uint (value, self->quote_depth);
      break;

    case PROP_ORDINAL:
      g_value_set_uint (value, self->ordinal);
      break;

    case PROP_TASK:
      g_value_set_int (value, self->task);
      break;

    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;

    case PROP_GROUP:
      g_value_set_uint (value, self->group);
      break;

    case PROP_CLOSED:
      g_value_set_boolean (value, self->closed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
sy_block_finalize (GObject *object)
{
  SyBlock *self = SY_BLOCK (object);

  g_free (self->language);

  G_OBJECT_CLASS (sy_block_parent_class)->finalize (object);
}

static void
sy_block_class_init (SyBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sy_block_finalize;
  object_class->get_property = sy_block_get_property;

  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, SY_TYPE_BLOCK_KIND, SY_BLOCK_PARAGRAPH, flags);
  properties[PROP_START] =
    g_param_spec_uint64 ("start", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_END] =
    g_param_spec_uint64 ("end", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_DEPTH] =
    g_param_spec_uint ("depth", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_QUOTE_DEPTH] =
    g_param_spec_uint ("quote-depth", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ORDINAL] =
    g_param_spec_uint ("ordinal", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TASK] =
    g_param_spec_int ("task", NULL, NULL, NO_TASK, 1, NO_TASK, flags);
  properties[PROP_LANGUAGE] =
    g_param_spec_string ("language", NULL, NULL, NULL, flags);
  properties[PROP_GROUP] =
    g_param_spec_uint ("group", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CLOSED] =
    g_param_spec_boolean ("closed", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_block_init (SyBlock *self)
{
  self->task = NO_TASK;
}

/**
 * sy_block_new:
 * @kind: what the block is
 * @start: where it begins, in bytes of its document's source
 *
 * Creates an open block that has no text yet.
 *
 * Returns: (transfer full): a new block
 */
SyBlock *
sy_block_new (SyBlockKind kind,
              gsize       start)
{
  SyBlock *self = g_object_new (SY_TYPE_BLOCK, NULL);

  self->kind = kind;
  self->start = start;
  self->end = start;

  return self;
}

/**
 * sy_block_get_kind:
 * @self: a block
 *
 * Returns: what the block is
 */
SyBlockKind
sy_block_get_kind (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), SY_BLOCK_PARAGRAPH);

  return self->kind;
}

/**
 * sy_block_get_start:
 * @self: a block
 *
 * Returns: where the block begins, in bytes of its document's source
 */
gsize
sy_block_get_start (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->start;
}

/**
 * sy_block_get_end:
 * @self: a block
 *
 * Returns: where the block ends, in bytes of its document's source; line breaks
 *   after the block are not part of it
 */
gsize
sy_block_get_end (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->end;
}

/**
 * sy_block_get_depth:
 * @self: a block
 *
 * Returns: in how many lists the block stands
 */
guint
sy_block_get_depth (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->depth;
}

/**
 * sy_block_get_quote_depth:
 * @self: a block
 *
 * Returns: in how many quotes the block stands
 */
guint
sy_block_get_quote_depth (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->quote_depth;
}

/**
 * sy_block_get_ordinal:
 * @self: a block
 *
 * Returns: the number of an item in a numbered list, else 0
 */
guint
sy_block_get_ordinal (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->ordinal;
}

/**
 * sy_block_get_task:
 * @self: a block
 *
 * Returns: 1 for a task that is done, 0 for one that is open, -1 for a block
 *   that is no task
 */
int
sy_block_get_task (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), NO_TASK);

  return self->task;
}

/**
 * sy_block_get_language:
 * @self: a block
 *
 * Returns: (nullable): the language a code block names
 */
const char *
sy_block_get_language (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), NULL);

  return self->language;
}

/**
 * sy_block_get_group:
 * @self: a block
 *
 * Returns: a number that all chunks of one code block or table share; 0 for a
 *   block that stands alone
 */
guint
sy_block_get_group (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->group;
}

/**
 * sy_block_get_closed:
 * @self: a block
 *
 * Returns: whether the block is complete; from then on it never changes
 */
gboolean
sy_block_get_closed (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), FALSE);

  return self->closed;
}

/**
 * sy_block_extend:
 * @self: an open block
 * @end: its new end, not before the old one
 *
 * Moves the end of a block whose text has grown.  For the document that owns
 * the block.
 */
void
sy_block_extend (SyBlock *self,
                 gsize    end)
{
  g_return_if_fail (SY_IS_BLOCK (self));
  g_return_if_fail (!self->closed);
  g_return_if_fail (end >= self->end);

  if (self->end == end)
    return;

  self->end = end;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_END]);
}

/**
 * sy_block_close:
 * @self: an open block
 *
 * Makes a block immutable.  For the document that owns the block.
 */
void
sy_block_close (SyBlock *self)
{
  g_return_if_fail (SY_IS_BLOCK (self));
  g_return_if_fail (!self->closed);

  self->closed = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOSED]);
}
