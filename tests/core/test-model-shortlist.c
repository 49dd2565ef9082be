/* test-model-shortlist.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-shortlist.h"

/* "m00" is the oldest. */
static GListModel *
create_models (guint n_models)
{
  GListStore *models = g_list_store_new (SY_TYPE_MODEL);

  for (guint i = 0; i < n_models; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i);
      const SyModelFacts facts = { .id = id, .created = 1000 + i };
      g_autoptr(SyModel) model = sy_model_new (&facts);

      g_list_store_append (models, model);
    }

  return G_LIST_MODEL (models);
}

static void
assert_found (guint         n_models,
              SyModelMarks *marks,
              const char   *current_id,
              const char   *expected)
{
  GListModel *models = create_models (n_models);
  g_autoptr(GPtrArray) found = sy_model_shortlist_find (models, marks, current_id);
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            sy_model_get_id (g_ptr_array_index (found, i)));

  g_assert_cmpstr (ids->str, ==, expected);
  g_clear_pointer (&found, g_ptr_array_unref);
  g_assert_finalize_object (models);
}

static void
test_newest (void)
{
  SyModelMarks *marks = sy_model_marks_new ();

  assert_found (0, marks, NULL, "");
  assert_found (0, marks, "m00", "");
  assert_found (3, marks, NULL, "m02 m01 m00");
  assert_found (12, marks, NULL, "m11 m10 m09 m08 m07");
  g_assert_finalize_object (marks);
}

/* A list of ten is short as it is, one of eleven is not. */
static void
test_whole (void)
{
  SyModelMarks *marks = sy_model_marks_new ();

  assert_found (10, marks, "m04", "m04 m09 m08 m07 m06 m05 m03 m02 m01 m00");
  assert_found (11, marks, "m04", "m04 m10 m09 m08 m07");
  g_assert_finalize_object (marks);
}

/* None is there twice, and none that is not listed. */
static void
test_marks (void)
{
  SyModelMarks *marks = sy_model_marks_new ();

  sy_model_marks_set_favourite (marks, "m03", TRUE);
  sy_model_marks_set_favourite (marks, "gone", TRUE);
  sy_model_marks_set_favourite (marks, "m01", TRUE);
  sy_model_marks_add_recent (marks, "m05");
  sy_model_marks_add_recent (marks, "m03");
  sy_model_marks_add_recent (marks, "lost");
  sy_model_marks_add_recent (marks, "m02");

  assert_found (20, marks, "m07", "m03 m01 m02 m05 m07");
  assert_found (20, marks, "m05", "m03 m01 m02 m05 m19");
  assert_found (20, marks, "elsewhere", "m03 m01 m02 m05 m19");
  assert_found (6, marks, "m00", "m03 m01 m02 m05 m00 m04");
  g_assert_finalize_object (marks);
}

/* Whoever has many favourites wants them all. */
static void
test_many (void)
{
  SyModelMarks *marks = sy_model_marks_new ();

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i);

      sy_model_marks_set_favourite (marks, id, TRUE);
    }

  assert_found (20, marks, "m15", "m00 m01 m02 m03 m04 m05 m06 m07 m15");
  g_assert_finalize_object (marks);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model-shortlist/newest", test_newest);
  g_test_add_func ("/model-shortlist/whole", test_whole);
  g_test_add_func ("/model-shortlist/marks", test_marks);
  g_test_add_func ("/model-shortlist/many", test_many);

  return g_test_run ();
}
