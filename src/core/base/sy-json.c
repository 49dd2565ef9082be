/* sy-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-json"

#include "config.h"

#include "sy-json.h"

#include "sy-error.h"
#include "sy-json-bounds.h"
#include "sy-utf8.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean
string_to_double (const char *text,
                  double     *value)
{
  char *end = NULL;

  /* g_ascii_strtod() also takes "inf", "nan", blanks and hexadecimal numbers. */
  if (*text == '\0' || text[strspn (text, "0123456789+-.eE")] != '\0')
    return FALSE;

  *value = g_ascii_strtod (text, &end);

  return *end == '\0' && isfinite (*value);
}

static gint64
double_to_int (double value,
               gint64 fallback)
{
  /* Also false for NaN; 2^63 is the first double that does not fit. */
  if (!(value >= -9223372036854775808.0 && value < 9223372036854775808.0))
    return fallback;

  return (gint64) value;
}

/* The node of @member when it holds one value that is not null. */
static JsonNode *
get_value (JsonObject *object,
           const char *member)
{
  JsonNode *node = NULL;

  if (object == NULL)
    return NULL;

  node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/**
 * sy_json_parser_new:
 *
 * Returns: (transfer full): a parser for sy_json_load()
 */
JsonParser *
sy_json_parser_new (void)
{
  /* Not json_parser_new_immutable(): 1.10 aborts in it on a second document
   * after the first, and sealing costs a tenth of the time.
   */
  JsonParser *parser = json_parser_new ();

  json_parser_set_strict (parser, TRUE);

  return parser;
}

/**
 * sy_json_load:
 * @parser: a parser made by sy_json_parser_new(), for any number of documents
 * @repair: (nullable): the stream that the document belongs to
 * @data: any bytes
 * @length: bytes of @data
 *
 * As sy_json_parse(), for one document of many: nothing is made anew for each, and
 * characters that were cut between two of them are joined.
 *
 * Returns: (transfer none) (nullable): the root node, valid until the next call;
 *   %NULL when @data is not one JSON document, or would take too much memory
 */
JsonNode *
sy_json_load (JsonParser   *parser,
              SyJsonRepair *repair,
              const char   *data,
              gsize         length)
{
  g_autofree char *repaired = NULL;
  g_autofree char *valid = NULL;
  gsize n_bytes = length;

  g_return_val_if_fail (JSON_IS_PARSER (parser), NULL);
  g_return_val_if_fail (data != NULL, NULL);

  if (!sy_json_bounds_check (data, length))
    return NULL;

  repaired = sy_json_repair_push (repair, data, length, &n_bytes);

  if (repaired != NULL)
    data = repaired;

  if (json_parser_load_from_data (parser, data, (gssize) n_bytes, NULL))
    return json_parser_get_root (parser);

  /* It is the parser that looks for bytes that are no UTF-8: once is enough. */
  if (g_utf8_validate_len (data, n_bytes, NULL))
    return NULL;

  valid = sy_utf8_make_valid (data, (gssize) n_bytes);

  if (json_parser_load_from_data (parser, valid, -1, NULL))
    return json_parser_get_root (parser);

  return NULL;
}

/**
 * sy_json_parse:
 * @data: any bytes
 * @length: bytes of @data, or -1 when it ends with a NUL
 * @error: return location: %SY_ERROR_PROTOCOL when @data is not one JSON document, or
 *   would take too much memory
 *
 * All strings of the result are valid UTF-8: bytes that are not, half surrogate
 * pairs and NUL escapes become U+FFFD.  The error does not quote @data.
 *
 * Returns: (transfer full): the root node
 */
JsonNode *
sy_json_parse (const char  *data,
               gssize       length,
               GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  parser = sy_json_parser_new ();

  if (sy_json_load (parser, NULL, data, length < 0 ? strlen (data) : (gsize) length) == NULL)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_PROTOCOL, _("This is not valid JSON"));
      return NULL;
    }

  return json_parser_steal_root (parser);
}

/**
 * sy_json_node_object:
 * @node: (nullable): any node
 *
 * Returns: (transfer none) (nullable): the object in @node
 */
JsonObject *
sy_json_node_object (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  return json_node_get_object (node);
}

/**
 * sy_json_node_array:
 * @node: (nullable): any node
 *
 * Returns: (transfer none) (nullable): the array in @node
 */
JsonArray *
sy_json_node_array (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  return json_node_get_array (node);
}

/**
 * sy_json_node_string:
 * @node: (nullable): any node
 *
 * Returns: (transfer none) (nullable): the string in @node
 */
const char *
sy_json_node_string (JsonNode *node)
{
  /* A node that holds no value has another type. */
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/**
 * sy_json_get_string:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the string; %NULL when it is missing,
 *   null or of another type
 */
const char *
sy_json_get_string (JsonObject *object,
                    const char *member)
{
  g_return_val_if_fail (member != NULL, NULL);

  return sy_json_node_string (get_value (object, member));
}

/**
 * sy_json_dup_string:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer full) (nullable): a copy of sy_json_get_string()
 */
char *
sy_json_dup_string (JsonObject *object,
                    const char *member)
{
  g_return_val_if_fail (member != NULL, NULL);

  return g_strdup (sy_json_get_string (object, member));
}

/**
 * sy_json_get_object:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the object; %NULL when it is missing,
 *   null or of another type
 */
JsonObject *
sy_json_get_object (JsonObject *object,
                    const char *member)
{
  g_return_val_if_fail (member != NULL, NULL);

  if (object == NULL)
    return NULL;

  return sy_json_node_object (json_object_get_member (object, member));
}

/**
 * sy_json_get_array:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the array; %NULL when it is missing,
 *   null or of another type
 */
JsonArray *
sy_json_get_array (JsonObject *object,
                   const char *member)
{
  g_return_val_if_fail (member != NULL, NULL);

  if (object == NULL)
    return NULL;

  return sy_json_node_array (json_object_get_member (object, member));
}

/**
 * sy_json_array_object:
 * @array: (nullable): an array
 * @index: a position, which may be behind its end
 *
 * Returns: (transfer none) (nullable): the object there; %NULL when there is
 *   none
 */
JsonObject *
sy_json_array_object (JsonArray *array,
                      guint      index)
{
  if (array == NULL || index >= json_array_get_length (array))
    return NULL;

  return sy_json_node_object (json_array_get_element (array, index));
}

/**
 * sy_json_get_int:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: returned when it is missing, no number or does not fit
 *
 * Servers write whole numbers as 1, 1.0 and "1".
 *
 * Returns: the number, without its fraction
 */
gint64
sy_json_get_int (JsonObject *object,
                 const char *member,
                 gint64      fallback)
{
  JsonNode *node = NULL;
  gint64 whole;
  double value;

  g_return_val_if_fail (member != NULL, fallback);

  node = get_value (object, member);

  if (node == NULL)
    return fallback;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_INT64:
      return json_node_get_int (node);

    case G_TYPE_DOUBLE:
      return double_to_int (json_node_get_double (node), fallback);

    case G_TYPE_STRING:
      if (g_ascii_string_to_signed (json_node_get_string (node), 10,
                                    G_MININT64, G_MAXINT64, &whole, NULL))
        return whole;

      if (string_to_double (json_node_get_string (node), &value))
        return double_to_int (value, fallback);

      return fallback;

    default:
      return fallback;
    }
}

/**
 * sy_json_get_double:
 * @object: (nullable): an object
 * @member: a member's name
 * @value: (out): the number, untouched when there is none
 *
 * Returns: whether there is a finite number or a string that is one
 */
gboolean
sy_json_get_double (JsonObject *object,
                    const char *member,
                    double     *value)
{
  JsonNode *node = NULL;
  double number;

  g_return_val_if_fail (member != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  node = get_value (object, member);

  if (node == NULL)
    return FALSE;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_INT64:
    case G_TYPE_DOUBLE:
      number = json_node_get_double (node);

      if (!isfinite (number))
        return FALSE;
      break;

    case G_TYPE_STRING:
      if (!string_to_double (json_node_get_string (node), &number))
        return FALSE;
      break;

    default:
      return FALSE;
    }

  *value = number;

  return TRUE;
}

/**
 * sy_json_get_boolean:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: returned when it is missing, null or of another type
 *
 * Returns: the truth value
 */
gboolean
sy_json_get_boolean (JsonObject *object,
                     const char *member,
                     gboolean    fallback)
{
  JsonNode *node = NULL;

  g_return_val_if_fail (member != NULL, fallback);

  node = get_value (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;

  return json_node_get_boolean (node);
}
