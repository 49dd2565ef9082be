/* model-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model-list.h"

#include "sy-model-parser.h"

static GBytes *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *contents = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, length);
}

/* A file of the tests' data. */
GBytes *
model_list_load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);

  return load (path);
}

/* A file of the large data that is not part of the project; %NULL without it. */
GBytes *
model_list_load_corpus (const char *name)
{
  const char *folder = g_getenv ("SYTHORIA_CORPUS");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  return path != NULL ? load (path) : NULL;
}

static GListModel *
list_from_array (GPtrArray *models)
{
  GListStore *list = g_list_store_new (SY_TYPE_MODEL);

  g_list_store_splice (list, 0, 0, models->pdata, models->len);

  return G_LIST_MODEL (list);
}

GListModel *
model_list_parse (GBytes *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) models = sy_model_parser_parse (json, &error);

  g_assert_no_error (error);

  return list_from_array (models);
}

GListModel *
model_list_parse_file (const char *name)
{
  g_autoptr(GBytes) json = model_list_load (name);

  return model_list_parse (json);
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
                            "\"created\":%u,\"description\":\"%0*d\",\"context_length\":%u,"
                            "\"architecture\":{\"output_modalities\":[\"text\"]},"
                            "\"pricing\":{\"prompt\":\"%ue-09\",\"completion\":\"0.000015\"},"
                            "\"supported_parameters\":[\"max_tokens\",\"tools\"]}",
                            i > 0 ? "," : "", i % 50, i % 7, i, i, 1600000000 + i, 1000, 0,
                            4096 + i, i);

  g_string_append (json, "]}");

  return g_string_free_to_bytes (json);
}
