/* sy-catalog-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-file"

#include "config.h"

#include "sy-catalog-file.h"

#include "sy-error.h"
#include "sy-json.h"
#include "sy-model-parser.h"
#include "sy-model-writer.h"

#include <string.h>

#define VERSION 1

/* Between what is said of the list and the list: no string of JSON has a line break in it,
 * so this is found only where it was written. */
#define BORDER ",\n\"list\":"
#define END    "}\n"

/* An address may have a key in its query, which is for no file. */
static char *
dup_digest (const char *address)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);
}

static void
set_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static char *
write_head (SyCatalogCopy *copy,
            const char    *address)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *digest = dup_digest (address);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  set_string (builder, "address", digest);
  json_builder_set_member_name (builder, "updated-at");
  json_builder_add_int_value (builder, copy->updated_at);
  set_string (builder, "etag", copy->etag);
  set_string (builder, "last-modified", copy->last_modified);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/**
 * sy_catalog_file_write:
 * @copy: a model list without a key in it
 * @address: where it came from
 *
 * Takes a while: not for the main thread.
 *
 * Returns: (transfer full): it as a file
 */
GBytes *
sy_catalog_file_write (SyCatalogCopy *copy,
                       const char    *address)
{
  g_autofree char *head = NULL;
  g_autoptr(GBytes) list = NULL;
  g_autoptr(GByteArray) contents = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (copy != NULL, NULL);
  g_return_val_if_fail (address != NULL, NULL);

  head = write_head (copy, address);
  list = sy_model_writer_write (sy_model_set_get_models (copy->models));
  data = g_bytes_get_data (list, &size);

  /* The bracket at its end comes after the list. */
  contents = g_byte_array_sized_new ((guint) (size + strlen (head) + 64));
  g_byte_array_append (contents, (const guint8 *) head, (guint) strlen (head) - 1);
  g_byte_array_append (contents, (const guint8 *) BORDER, strlen (BORDER));
  g_byte_array_append (contents, data, (guint) size);
  g_byte_array_append (contents, (const guint8 *) END, strlen (END));

  return g_byte_array_free_to_bytes (g_steal_pointer (&contents));
}

/* Returns (transfer full) the list alone, without reading it twice. */
static GBytes *
cut_list (GBytes  *contents,
          GBytes **head)
{
  gsize size;
  const char *data = g_bytes_get_data (contents, &size);
  const char *border = data != NULL ? g_strstr_len (data, (gssize) size, BORDER) : NULL;
  gsize begin;

  if (border == NULL || size < strlen (END) ||
      memcmp (data + size - strlen (END), END, strlen (END)) != 0)
    return NULL;

  begin = (gsize) (border - data) + strlen (BORDER);
  if (begin + strlen (END) > size)
    return NULL;

  *head = g_bytes_new_from_bytes (contents, 0, (gsize) (border - data));

  return g_bytes_new_from_bytes (contents, begin, size - strlen (END) - begin);
}

static JsonNode *
read_head (GBytes *head)
{
  gsize size;
  const char *data = g_bytes_get_data (head, &size);
  g_autofree char *text = g_strdup_printf ("%.*s}", (int) size, data != NULL ? data : "");

  return sy_json_parse (text, -1, NULL);
}

static gboolean
is_of (JsonObject *head,
       const char *address)
{
  g_autofree char *digest = dup_digest (address);

  return sy_json_get_int (head, "version", 0) == VERSION &&
         g_strcmp0 (sy_json_get_string (head, "address"), digest) == 0;
}

/**
 * sy_catalog_file_read:
 * @contents: a file
 * @address: where the list has to have come from
 * @error: return location: %SY_ERROR_STORE when it is no such file, of another version or
 *   of another address; %SY_ERROR_PROTOCOL when its list is none
 *
 * Takes a while: not for the main thread.
 *
 * Returns: (transfer full): the model list in it
 */
SyCatalogCopy *
sy_catalog_file_read (GBytes      *contents,
                      const char  *address,
                      GError     **error)
{
  g_autoptr(GBytes) head = NULL;
  g_autoptr(GBytes) list = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GPtrArray) models = NULL;
  g_autoptr(SyModelSet) set = NULL;
  JsonObject *object;

  g_return_val_if_fail (contents != NULL, NULL);
  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  list = cut_list (contents, &head);
  root = list != NULL ? read_head (head) : NULL;
  object = sy_json_node_object (root);
  if (object == NULL || !is_of (object, address))
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_STORE, "This is no list of that address");
      return NULL;
    }

  models = sy_model_parser_parse (list, error);
  if (models == NULL)
    return NULL;

  set = sy_model_set_new (models, NULL);

  return sy_catalog_copy_new (set, MAX (sy_json_get_int (object, "updated-at", 0), 0),
                              sy_json_get_string (object, "etag"),
                              sy_json_get_string (object, "last-modified"));
}
