/* sy-extras.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-extras"

#include "config.h"

#include "sy-extras.h"

#include "sy-json.h"

/* @first is the first piece; what it lacked is in the rest. */
typedef struct
{
  guint     index;
  JsonNode *first;
  char     *id;
  char     *name;
  GString  *arguments;
} ToolCall;

struct _SyExtras
{
  GPtrArray  *images;
  GPtrArray  *calls;

  /* index -> the newest call of it, which further pieces belong to */
  GHashTable *open_calls;
};

static void
tool_call_free (ToolCall *call)
{
  json_node_unref (call->first);
  g_free (call->id);
  g_free (call->name);
  g_string_free (call->arguments, TRUE);
  g_free (call);
}

static const char *
get_text (JsonObject *object,
          const char *member)
{
  const char *text = sy_json_get_string (object, member);

  return text != NULL && *text != '\0' ? text : NULL;
}

static ToolCall *
begin_call (SyExtras *self,
            guint     index,
            JsonNode *raw)
{
  ToolCall *call = g_new0 (ToolCall, 1);

  call->index = index;
  call->first = json_node_copy (raw);
  call->arguments = g_string_new (NULL);
  g_ptr_array_add (self->calls, call);
  g_hash_table_insert (self->open_calls, GUINT_TO_POINTER (index), call);

  return call;
}

/* Gemini's OpenAI endpoint sends whole calls that all have the same index or none. */
static gboolean
is_other_call (const ToolCall *call,
               JsonObject     *piece)
{
  const char *id = get_text (piece, "id");

  return id != NULL && call->id != NULL && g_strcmp0 (id, call->id) != 0;
}

static void
append_piece (ToolCall   *call,
              JsonObject *piece)
{
  JsonObject *function = sy_json_get_object (piece, "function");
  const char *arguments = sy_json_get_string (function, "arguments");

  if (call->id == NULL)
    call->id = g_strdup (get_text (piece, "id"));
  if (call->name == NULL)
    call->name = g_strdup (get_text (function, "name"));
  if (arguments != NULL)
    g_string_append (call->arguments, arguments);
}

/* Shares the values, which nobody changes. */
static JsonObject *
copy_members (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (object == NULL)
    return copy;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (copy, name, json_node_copy (member));

  return copy;
}

static JsonObject *
tool_call_to_object (const ToolCall *call)
{
  JsonObject *first = sy_json_node_object (call->first);
  JsonObject *object = copy_members (first);
  JsonObject *function = copy_members (sy_json_get_object (first, "function"));

  json_object_set_int_member (object, "index", call->index);
  if (call->id != NULL)
    json_object_set_string_member (object, "id", call->id);
  if (call->name != NULL)
    json_object_set_string_member (function, "name", call->name);

  /* Arguments that are no text, but an object, stay what they are. */
  if (call->arguments->len > 0 || !json_object_has_member (function, "arguments"))
    json_object_set_string_member (function, "arguments", call->arguments->str);
  json_object_set_object_member (object, "function", function);

  return object;
}

/**
 * sy_extras_new:
 *
 * Returns: (transfer full): extras without anything
 */
SyExtras *
sy_extras_new (void)
{
  SyExtras *self = g_new0 (SyExtras, 1);

  self->images = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) tool_call_free);
  self->open_calls = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * sy_extras_free:
 * @self: (transfer full): extras
 */
void
sy_extras_free (SyExtras *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->images);
  g_hash_table_unref (self->open_calls);
  g_ptr_array_unref (self->calls);
  g_free (self);
}

/**
 * sy_extras_add_image:
 * @self: extras
 * @raw: (transfer none): an image as it came, which nobody changes from now on
 *
 * Keeps the image.  Its megabytes are shared, not copied.
 */
void
sy_extras_add_image (SyExtras *self,
                     JsonNode *raw)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (raw != NULL);

  g_ptr_array_add (self->images, json_node_copy (raw));
}

/**
 * sy_extras_add_tool_call:
 * @self: extras
 * @index: which of the reply's calls this is, its place when the server did not say
 * @raw: (transfer none): a piece of the call, which nobody changes from now on
 *
 * Keeps a piece of a tool call: id and name as they were said first, the
 * arguments one piece after the other.  A piece with another id than the call
 * of its index begins another call.
 */
void
sy_extras_add_tool_call (SyExtras *self,
                         guint     index,
                         JsonNode *raw)
{
  JsonObject *piece = sy_json_node_object (raw);
  ToolCall *call;

  g_return_if_fail (self != NULL);
  g_return_if_fail (raw != NULL);

  if (piece == NULL)
    return;

  call = g_hash_table_lookup (self->open_calls, GUINT_TO_POINTER (index));
  if (call == NULL || is_other_call (call, piece))
    call = begin_call (self, index, raw);

  append_piece (call, piece);
}

/**
 * sy_extras_to_json:
 * @self: extras
 *
 * Returns: (transfer full): an object with "images" and "tool_calls", as far as
 *   there are any; the images are shared with @self
 */
JsonNode *
sy_extras_to_json (SyExtras *self)
{
  g_autoptr(JsonObject) object = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();

  if (self->images->len > 0)
    {
      JsonArray *images = json_array_sized_new (self->images->len);

      for (guint i = 0; i < self->images->len; i++)
        json_array_add_element (images, json_node_copy (g_ptr_array_index (self->images, i)));
      json_object_set_array_member (object, "images", images);
    }

  if (self->calls->len > 0)
    {
      JsonArray *calls = json_array_sized_new (self->calls->len);

      for (guint i = 0; i < self->calls->len; i++)
        json_array_add_object_element (calls,
                                       tool_call_to_object (g_ptr_array_index (self->calls, i)));
      json_object_set_array_member (object, "tool_calls", calls);
    }

  return json_node_init_object (json_node_alloc (), object);
}
