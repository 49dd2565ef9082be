/* sy-demo-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-json"

#include "config.h"

#include "sy-demo-json.h"

/**
 * sy_demo_json_set_string:
 * @builder: an object that is being written
 * @name: the name of a member
 * @value: (nullable): its value; null when %NULL
 */
void
sy_demo_json_set_string (JsonBuilder *builder,
                         const char  *name,
                         const char  *value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (name != NULL);

  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * sy_demo_json_set_int:
 * @builder: an object that is being written
 * @name: the name of a member
 * @value: its value
 */
void
sy_demo_json_set_int (JsonBuilder *builder,
                      const char  *name,
                      gint64       value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (name != NULL);

  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * sy_demo_json_set_double:
 * @builder: an object that is being written
 * @name: the name of a member
 * @value: its value
 */
void
sy_demo_json_set_double (JsonBuilder *builder,
                         const char  *name,
                         double       value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (name != NULL);

  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

/**
 * sy_demo_json_set_boolean:
 * @builder: an object that is being written
 * @name: the name of a member
 * @value: its value
 */
void
sy_demo_json_set_boolean (JsonBuilder *builder,
                          const char  *name,
                          gboolean     value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (name != NULL);

  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/**
 * sy_demo_json_set_null:
 * @builder: an object that is being written
 * @name: the name of a member
 */
void
sy_demo_json_set_null (JsonBuilder *builder,
                       const char  *name)
{
  sy_demo_json_set_string (builder, name, NULL);
}

/**
 * sy_demo_json_set_words:
 * @builder: an object that is being written
 * @name: the name of a member
 * @words: the elements of its array, with a blank between them
 */
void
sy_demo_json_set_words (JsonBuilder *builder,
                        const char  *name,
                        const char  *words)
{
  g_auto(GStrv) parts = NULL;

  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (name != NULL && words != NULL);

  parts = g_strsplit (words, " ", -1);
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        json_builder_add_string_value (builder, parts[i]);
    }
  json_builder_end_array (builder);
}

/**
 * sy_demo_json_set_price:
 * @builder: an object that is being written
 * @name: the name of a member
 * @pico_dollars: what one of it costs; below 0: nobody knows before
 *
 * OpenRouter writes its prices in dollars for one, as text, and "-1" for such.
 */
void
sy_demo_json_set_price (JsonBuilder *builder,
                        const char  *name,
                        gint64       pico_dollars)
{
  g_autofree char *price = NULL;

  g_return_if_fail (pico_dollars < G_GINT64_CONSTANT (1000000000000));

  price = g_strdup_printf ("0.%012" G_GINT64_FORMAT, pico_dollars);
  sy_demo_json_set_string (builder, name, pico_dollars < 0 ? "-1" : price);
}

/**
 * sy_demo_json_end:
 * @builder: an object that is being written, the outermost one
 *
 * Returns: (transfer full): its JSON, in one line
 */
char *
sy_demo_json_end (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (JSON_IS_BUILDER (builder), NULL);

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
