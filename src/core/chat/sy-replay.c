/* sy-replay.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-replay"

#include "config.h"

#include "sy-replay.h"

#define DETAILS_MEMBER "reasoning_details"

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

/**
 * sy_replay_new:
 *
 * Makes what is kept of a reply because it has to go back to its model
 * unmodified: an object whose "reasoning_details" are the details of its
 * reasoning, named as OpenRouter names them in both directions.
 *
 * Returns: (transfer full): an object without details
 */
JsonNode *
sy_replay_new (void)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonNode *node = json_node_alloc ();

  json_object_set_array_member (object, DETAILS_MEMBER, json_array_new ());

  return json_node_init_object (node, object);
}

/**
 * sy_replay_add_detail:
 * @replay: made by sy_replay_new()
 * @raw: (transfer none): one detail
 *
 * Keeps a deep copy of the detail, exactly as it came, behind those before it.
 */
void
sy_replay_add_detail (JsonNode *replay,
                      JsonNode *raw)
{
  JsonArray *details;

  g_return_if_fail (replay != NULL && JSON_NODE_HOLDS_OBJECT (replay));
  g_return_if_fail (raw != NULL);

  details = json_object_get_array_member (json_node_get_object (replay), DETAILS_MEMBER);
  json_array_add_element (details, copy_node (raw));
}
