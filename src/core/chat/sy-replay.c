/* sy-replay.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-replay"

#include "config.h"

#include "sy-replay.h"

#include "sy-json.h"

#define DETAILS_MEMBER     "reasoning_details"
#define ANNOTATIONS_MEMBER "annotations"
#define FAMILY_MEMBER      "family"

#define TEXT_TYPE "reasoning.text"

/* How far back a signature looks for its text: a server must not make every piece search
 * everything before it. */
#define MAX_LOOK_BACK 64

/* What two pieces of one text have in common. */
static const char *const identity_members[] = { "index", "id", "format" };

/* @text is what a text that came in pieces has become. */
typedef struct
{
  JsonNode *raw;
  GString  *text;
} Detail;

/* @details and @annotations are NULL until the server named them; an empty list of details is
 * not the same as none. */
struct _SyReplay
{
  GPtrArray *details;
  GPtrArray *annotations;
};

static JsonNode *copy_node (JsonNode *node);

static JsonNode *
copy_object (JsonObject *object)
{
  g_autoptr(JsonObject) copy = json_object_new ();
  JsonNode *node = json_node_alloc ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (copy, name, copy_node (member));

  return json_node_init_object (node, copy);
}

static JsonNode *
copy_array (JsonArray *array)
{
  g_autoptr(JsonArray) copy = NULL;
  JsonNode *node = json_node_alloc ();
  guint n_elements = json_array_get_length (array);

  copy = json_array_sized_new (n_elements);
  for (guint i = 0; i < n_elements; i++)
    json_array_add_element (copy, copy_node (json_array_get_element (array, i)));

  return json_node_init_array (node, copy);
}

/* json_node_copy () shares objects and arrays with whoever parsed them. */
static JsonNode *
copy_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return copy_object (json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_array (json_node_get_array (node));

  return json_node_copy (node);
}

static void
detail_free (Detail *detail)
{
  json_node_unref (detail->raw);
  if (detail->text != NULL)
    g_string_free (detail->text, TRUE);
  g_free (detail);
}

static gboolean
is_text (JsonObject *object)
{
  return g_strcmp0 (sy_json_get_string (object, "type"), TEXT_TYPE) == 0;
}

static gboolean
is_signed (JsonObject *object)
{
  const char *signature = sy_json_get_string (object, "signature");

  return signature != NULL && *signature != '\0';
}

static gboolean
has_text (JsonObject *object)
{
  const char *text = sy_json_get_string (object, "text");

  return text != NULL && *text != '\0';
}

/* NULL when the member is missing or null, which says the same. */
static JsonNode *
get_known (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
is_same_text (JsonObject *object,
              JsonObject *piece)
{
  for (gsize i = 0; i < G_N_ELEMENTS (identity_members); i++)
    {
      JsonNode *one = get_known (object, identity_members[i]);
      JsonNode *other = get_known (piece, identity_members[i]);

      if (one != NULL && other != NULL && !json_node_equal (one, other))
        return FALSE;
    }

  return TRUE;
}

/* A signature ends its text: what comes then is another one.  It may come late, behind details
 * of other types; Anthropic's comes in a piece of its own. */
static Detail *
find_open_text (SyReplay   *self,
                JsonObject *piece)
{
  guint n_details = self->details->len;
  guint reach = has_text (piece) ? 1 : MAX_LOOK_BACK;

  for (guint i = 0; i < MIN (reach, n_details); i++)
    {
      Detail *detail = g_ptr_array_index (self->details, n_details - 1 - i);
      JsonObject *object = sy_json_node_object (detail->raw);

      if (object != NULL && is_text (object) && !is_signed (object) &&
          is_same_text (object, piece))
        return detail;
    }

  return NULL;
}

static void
join (Detail     *detail,
      JsonObject *piece)
{
  JsonObject *object = json_node_get_object (detail->raw);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (has_text (piece))
    {
      if (detail->text == NULL)
        detail->text = g_string_new (sy_json_get_string (object, "text"));
      g_string_append (detail->text, sy_json_get_string (piece, "text"));
    }

  json_object_iter_init_ordered (&iter, piece);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (g_strcmp0 (name, "text") != 0 && get_known (object, name) == NULL)
        json_object_set_member (object, name, copy_node (member));
    }
}

static void
add_one_detail (SyReplay *self,
                JsonNode *raw)
{
  JsonObject *piece = sy_json_node_object (raw);
  Detail *detail = NULL;

  if (piece != NULL && is_text (piece))
    detail = find_open_text (self, piece);

  if (detail != NULL)
    {
      join (detail, piece);
      return;
    }

  detail = g_new0 (Detail, 1);
  detail->raw = copy_node (raw);
  g_ptr_array_add (self->details, detail);
}

static JsonNode *
detail_to_node (const Detail *detail)
{
  if (detail->text != NULL)
    json_object_set_string_member (json_node_get_object (detail->raw),
                                   "text", detail->text->str);

  return copy_node (detail->raw);
}

/* Claude and Gemini refuse to be sent reasoning that is not signed. */
static gboolean
is_refused (JsonObject *object)
{
  static const char *const strict[] = { "anthropic-claude-v1", "google-gemini-v1", NULL };
  const char *format = sy_json_get_string (object, "format");

  return object != NULL && is_text (object) && !is_signed (object) &&
         format != NULL && g_strv_contains (strict, format);
}

static void
send_details (JsonObject *target,
              JsonArray  *details)
{
  g_autoptr(JsonArray) sent = json_array_new ();
  guint n_details = json_array_get_length (details);

  for (guint i = 0; i < n_details; i++)
    {
      JsonNode *detail = json_array_get_element (details, i);

      if (!is_refused (sy_json_node_object (detail)))
        json_array_add_element (sent, json_node_copy (detail));
    }

  /* DeepSeek V4 wants its empty list back; one that was only made empty here helps nobody. */
  if (n_details == 0 || json_array_get_length (sent) > 0)
    json_object_set_array_member (target, DETAILS_MEMBER, g_steal_pointer (&sent));
}

/* A parsed file saves the server parsing it again; citations are for the person. */
static void
send_annotations (JsonObject *target,
                  JsonArray  *annotations)
{
  g_autoptr(JsonArray) sent = json_array_new ();
  guint n_annotations = json_array_get_length (annotations);

  for (guint i = 0; i < n_annotations; i++)
    {
      JsonObject *annotation = sy_json_array_object (annotations, i);

      if (g_strcmp0 (sy_json_get_string (annotation, "type"), "file") == 0)
        json_array_add_element (sent, json_node_copy (json_array_get_element (annotations, i)));
    }

  if (json_array_get_length (sent) > 0)
    json_object_set_array_member (target, ANNOTATIONS_MEMBER, g_steal_pointer (&sent));
}

/**
 * sy_replay_new:
 *
 * Returns: (transfer full): a replay in which nothing is kept yet
 */
SyReplay *
sy_replay_new (void)
{
  return g_new0 (SyReplay, 1);
}

/**
 * sy_replay_free:
 * @self: (transfer full): a replay
 */
void
sy_replay_free (SyReplay *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->details, g_ptr_array_unref);
  g_clear_pointer (&self->annotations, g_ptr_array_unref);
  g_free (self);
}

/**
 * sy_replay_add_detail:
 * @self: a replay
 * @raw: (transfer none): one detail of the reasoning, or a list of them, which may be empty
 *
 * Keeps a deep copy of the detail behind those before it.  Pieces of one text
 * ("reasoning.text" with the same index, id and format) become one detail;
 * their signature may follow in a piece of its own.  All other types stay as
 * they came.
 *
 * Source: OpenRouter's documentation of reasoning tokens.
 */
void
sy_replay_add_detail (SyReplay *self,
                      JsonNode *raw)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (raw != NULL);

  if (self->details == NULL)
    self->details = g_ptr_array_new_with_free_func ((GDestroyNotify) detail_free);

  if (JSON_NODE_HOLDS_ARRAY (raw))
    {
      JsonArray *list = json_node_get_array (raw);

      for (guint i = 0; i < json_array_get_length (list); i++)
        add_one_detail (self, json_array_get_element (list, i));
    }
  else
    {
      add_one_detail (self, raw);
    }
}

/**
 * sy_replay_add_annotation:
 * @self: a replay
 * @raw: (transfer none): a citation or a parsed file
 *
 * Keeps a deep copy of the annotation, exactly as it came, behind those before it.
 */
void
sy_replay_add_annotation (SyReplay *self,
                          JsonNode *raw)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (raw != NULL);

  if (self->annotations == NULL)
    self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  g_ptr_array_add (self->annotations, copy_node (raw));
}

/**
 * sy_replay_to_json:
 * @self: a replay
 * @family: (nullable): family of the model that wrote the reply
 *
 * Returns: (transfer full): an object with all that is kept, named as
 *   OpenRouter names it in both directions, and the "family"
 */
JsonNode *
sy_replay_to_json (SyReplay   *self,
                   const char *family)
{
  g_autoptr(JsonObject) object = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();

  if (family != NULL)
    json_object_set_string_member (object, FAMILY_MEMBER, family);

  if (self->details != NULL)
    {
      JsonArray *details = json_array_sized_new (self->details->len);

      for (guint i = 0; i < self->details->len; i++)
        json_array_add_element (details, detail_to_node (g_ptr_array_index (self->details, i)));
      json_object_set_array_member (object, DETAILS_MEMBER, details);
    }

  if (self->annotations != NULL)
    {
      JsonArray *annotations = json_array_sized_new (self->annotations->len);

      for (guint i = 0; i < self->annotations->len; i++)
        json_array_add_element (annotations,
                                copy_node (g_ptr_array_index (self->annotations, i)));
      json_object_set_array_member (object, ANNOTATIONS_MEMBER, annotations);
    }

  return json_node_init_object (json_node_alloc (), object);
}

/**
 * sy_replay_dup_sendable:
 * @replay: (nullable): what sy_replay_to_json() made, or a file had
 * @family: (nullable): family of the model that is asked
 *
 * Chooses what goes back: all details and parsed files, but only to the family
 * that wrote them; no citations; no unsigned reasoning where servers refuse it.
 *
 * Returns: (transfer full) (nullable): an object, %NULL when nothing goes back
 */
JsonNode *
sy_replay_dup_sendable (JsonNode   *replay,
                        const char *family)
{
  g_autoptr(JsonObject) target = NULL;
  JsonObject *object = sy_json_node_object (replay);
  JsonArray *details = sy_json_get_array (object, DETAILS_MEMBER);
  JsonArray *annotations = sy_json_get_array (object, ANNOTATIONS_MEMBER);

  if (family == NULL || g_strcmp0 (sy_json_get_string (object, FAMILY_MEMBER), family) != 0)
    return NULL;

  target = json_object_new ();
  if (details != NULL)
    send_details (target, details);
  if (annotations != NULL)
    send_annotations (target, annotations);

  return json_object_get_size (target) > 0 ? json_node_init_object (json_node_alloc (), target)
                                           : NULL;
}
