/* model-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model-list.h"

#include "sy-model-parser.h"

/* A file of the tests' data. */
GBytes *
model_list_load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr(GError) error = NULL;
  char *contents = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, length);
}

static GListModel *
list_from_array (GPtrArray *models)
{
  GListStore *list = g_list_store_new (SY_TYPE_MODEL);

  g_list_store_splice (list, 0, 0, models->pdata, models->len);

  return G_LIST_MODEL (list);
}

GListModel *
model_list_parse_file (const char *name)
{
  g_autoptr(GBytes) json = model_list_load (name);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) models = sy_model_parser_parse (json, &error);

  g_assert_no_error (error);

  return list_from_array (models);
}

/* The first is the newest. */
GListModel *
model_list_from_ids (const char *const *ids)
{
  g_autoptr(GPtrArray) models = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SyModelFacts facts = {
        .id = ids[i],
        .created = 1700000000 - i,
        .outputs = SY_MODEL_OUTPUT_TEXT,
      };

      g_ptr_array_add (models, sy_model_new (&facts));
    }

  return list_from_array (models);
}

/* A list in OpenRouter's shape, longer than any there is. */
GBytes *
model_list_generate (guint n_models)
{
  GString *json = g_string_new ("{\"data\":[");

  for (guint i = 0; i < n_models; i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"vendor-%u/family%u-%u-instruct\",\"name\":\"Model %u\","
                            "\"created\":%u,\"description\":\"%0*d\","
                            "\"architecture\":{\"output_modalities\":[\"text\"]}}",
                            i > 0 ? "," : "", i % 50, i % 7, i, i, 1600000000 + i, 1000, 0);

  g_string_append (json, "]}");

  return g_string_free_to_bytes (json);
}
