/* sy-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block"

#include "config.h"

#include "sy-block-private.h"

G_DEFINE_FINAL_TYPE (SyBlock, sy_block, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SyBlockKind, sy_block_kind,
                    G_DEFINE_ENUM_VALUE (SY_BLOCK_PARAGRAPH, "paragraph"),
                    G_DEFINE_ENUM_VALUE (SY_BLOCK_HEADING, "heading"),
                    G_DEFINE_ENUM_VALUE (SY_BLOCK_CODE, "code"),
                    G_DEFINE_ENUM_VALUE (SY_BLOCK_TABLE, "table"),
                    G_DEFINE_ENUM_VALUE (SY_BLOCK_RULE, "rule"),
                    G_DEFINE_ENUM_VALUE (SY_BLOCK_HTML, "html"))

enum
{
  PROP_0,
  PROP_KIND,
  PROP_START,
  PROP_END,
  PROP_CONTAINER,
  PROP_DEPTH,
  PROP_QUOTE_DEPTH,
  PROP_ORDINAL,
  PROP_TASK,
  PROP_LEVEL,
  PROP_LANGUAGE,
  PROP_GROUP,
  PROP_CLOSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
get_place (SyBlock *self,
           guint    prop_id,
           GValue  *value)
{
  switch (prop_id)
    {
    case PROP_CONTAINER:
      g_value_set_boxed (value, self->container);
      break;

    case PROP_DEPTH:
      g_value_set_uint (value, sy_block_get_depth (self));
      break;

    case PROP_QUOTE_DEPTH:
      g_value_set_uint (value, sy_block_get_quote_depth (self));
      break;

    case PROP_ORDINAL:
      g_value_set_uint (value, sy_block_get_ordinal (self));
      break;

    default:
      g_value_set_int (value, sy_block_get_task (self));
    }
}

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

    case PROP_CONTAINER:
    case PROP_DEPTH:
    case PROP_QUOTE_DEPTH:
    case PROP_ORDINAL:
    case PROP_TASK:
      get_place (self, prop_id, value);
      break;

    case PROP_LEVEL:
      g_value_set_uint (value, self->level);
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
    }
}

static void
sy_block_finalize (GObject *object)
{
  SyBlock *self = SY_BLOCK (object);

  g_clear_pointer (&self->container, sy_container_unref);
  g_free (self->language);
  g_array_unref (self->lines);

  G_OBJECT_CLASS (sy_block_parent_class)->finalize (object);
}

static void
sy_block_class_init (SyBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sy_block_finalize;
  object_class->get_property = sy_block_get_property;

  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, SY_TYPE_BLOCK_KIND, SY_BLOCK_PARAGRAPH, flags);
  properties[PROP_START] =
    g_param_spec_uint64 ("start", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_END] =
    g_param_spec_uint64 ("end", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_CONTAINER] =
    g_param_spec_boxed ("container", NULL, NULL, SY_TYPE_CONTAINER, flags);
  properties[PROP_DEPTH] =
    g_param_spec_uint ("depth", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_QUOTE_DEPTH] =
    g_param_spec_uint ("quote-depth", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ORDINAL] =
    g_param_spec_uint ("ordinal", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TASK] =
    g_param_spec_int ("task", NULL, NULL, SY_CONTAINER_NO_TASK, 1, SY_CONTAINER_NO_TASK, flags);
  properties[PROP_LEVEL] =
    g_param_spec_uint ("level", NULL, NULL, 0, 6, 0, flags);
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
  self->lines = g_array_new (FALSE, FALSE, sizeof (SyBlockLine));
}

/* An empty paragraph, only for the splitter. */
SyBlock *
sy_block_new (gsize start)
{
  SyBlock *self = g_object_new (SY_TYPE_BLOCK, NULL);

  self->start = start;
  self->end = start;

  return self;
}

void
sy_block_set_container (SyBlock     *self,
                        SyContainer *container)
{
  SyContainer *old = self->container;

  self->container = container != NULL ? sy_container_ref (container) : NULL;
  g_clear_pointer (&old, sy_container_unref);
}

SyBlockKind
sy_block_get_kind (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), SY_BLOCK_PARAGRAPH);

  return self->kind;
}

/**
 * sy_block_get_start:
 *
 * Returns: the offset of its first byte in the source
 */
gsize
sy_block_get_start (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->start;
}

/**
 * sy_block_get_end:
 *
 * Returns: the offset after its last byte in the source
 */
gsize
sy_block_get_end (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->end;
}

/**
 * sy_block_get_container:
 *
 * Returns: (transfer none) (nullable): the innermost quote or item that it is in
 */
const SyContainer *
sy_block_get_container (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), NULL);

  return self->container;
}

static guint
count_containers (SyBlock  *self,
                  gboolean  quotes)
{
  guint count = 0;

  for (const SyContainer *i = self->container; i != NULL; i = sy_container_get_parent (i))
    {
      if ((sy_container_get_kind (i) == SY_CONTAINER_QUOTE) == quotes)
        count++;
    }

  return count;
}

/**
 * sy_block_get_depth:
 *
 * Returns: how many lists it is in
 */
guint
sy_block_get_depth (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return count_containers (self, FALSE);
}

/**
 * sy_block_get_quote_depth:
 *
 * Returns: how many quotes it is in
 */
guint
sy_block_get_quote_depth (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return count_containers (self, TRUE);
}

/**
 * sy_block_get_ordinal:
 *
 * Returns: the number of the item it is in; 0 where there is none
 */
guint
sy_block_get_ordinal (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->container != NULL ? sy_container_get_ordinal (self->container) : 0;
}

/**
 * sy_block_get_task:
 *
 * Returns: 1 in a task that is done, 0 in one that is not, else %SY_CONTAINER_NO_TASK
 */
int
sy_block_get_task (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), SY_CONTAINER_NO_TASK);

  return self->container != NULL ? sy_container_get_task (self->container)
                                 : SY_CONTAINER_NO_TASK;
}

/**
 * sy_block_get_level:
 *
 * Returns: of a heading, 1 to 6; else 0
 */
guint
sy_block_get_level (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->level;
}

/**
 * sy_block_get_language:
 *
 * Returns: (nullable): the language that the author of code named
 */
const char *
sy_block_get_language (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), NULL);

  return self->language;
}

/**
 * sy_block_get_group:
 *
 * Returns: the same number for all chunks of one piece of code or one table
 */
guint
sy_block_get_group (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), 0);

  return self->group;
}

/**
 * sy_block_get_closed:
 *
 * Returns: whether it will never change again
 */
gboolean
sy_block_get_closed (SyBlock *self)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), FALSE);

  return self->closed;
}

/**
 * sy_block_get_lines:
 * @n_lines: (out): how many there are
 *
 * Returns: (transfer none): the lines of its content: of a table with the one below the head,
 *   of code without the fences; good until the document changes
 */
const SyBlockLine *
sy_block_get_lines (SyBlock *self,
                    guint   *n_lines)
{
  g_return_val_if_fail (SY_IS_BLOCK (self), NULL);
  g_return_val_if_fail (n_lines != NULL, NULL);

  *n_lines = self->lines->len;

  return (const SyBlockLine *) (gpointer) self->lines->data;
}
