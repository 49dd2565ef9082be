/* test-model-shelf.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-shelf.h"

#include <gtk/gtk.h>
#include <string.h>

/* What a key may take, for 5,000 models; the bench measures it, here it only must not hang. */
#define MAX_MS 16

typedef struct
{
  GListStore   *store;
  SyModelMarks *marks;
  SyModelShelf *shelf;
  guint         n_changed;
} Fixture;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            Fixture    *fixture)
{
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, added);
  fixture->n_changed++;
}

static void
add (Fixture     *fixture,
     const char  *id,
     gint64       created,
     SyModelCaps  caps)
{
  const SyModelFacts facts = {
    .id = id, .created = created, .caps = caps, .outputs = SY_MODEL_OUTPUT_TEXT,
  };
  g_autoptr(SyModel) model = sy_model_new (&facts);

  g_list_store_append (fixture->store, model);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = g_list_store_new (SY_TYPE_MODEL);
  fixture->marks = sy_model_marks_new ();
  fixture->shelf = sy_model_shelf_new ();
  add (fixture, "v/one", 1, SY_MODEL_CAP_TOOLS);
  add (fixture, "v/two", 2, 0);
  add (fixture, "v/three", 3, SY_MODEL_CAP_TOOLS);
  add (fixture, "w/four", 4, 0);
  sy_model_shelf_set_source (fixture->shelf, G_LIST_MODEL (fixture->store), fixture->marks);
  g_signal_connect (fixture->shelf, "items-changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (fixture->shelf, fixture);
  g_assert_finalize_object (fixture->shelf);
  g_assert_finalize_object (fixture->marks);
  g_assert_finalize_object (fixture->store);
}

/* "three | two one": a bar between sections. */
static void
assert_shown (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GString) shown = g_string_new (NULL);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (G_LIST_MODEL (fixture->shelf), i);
      guint start, end;

      gtk_section_model_get_section (GTK_SECTION_MODEL (fixture->shelf), i, &start, &end);
      g_assert_cmpuint (start, <=, i);
      g_assert_cmpuint (end, >, i);
      g_string_append_printf (shown, "%s%s", i == 0 ? "" : i == start ? " | " : " ",
                              strchr (sy_model_get_id (model), '/') + 1);
    }

  g_assert_cmpstr (shown->str, ==, expected);
}

static void
test_sections (Fixture       *fixture,
               gconstpointer  data)
{
  assert_shown (fixture, "four three two one");

  sy_model_marks_add_recent (fixture->marks, "v/one");
  sy_model_marks_add_recent (fixture->marks, "w/four");
  sy_model_marks_add_recent (fixture->marks, "v/gone");
  assert_shown (fixture, "four one | three two");

  sy_model_marks_set_favourite (fixture->marks, "v/two", TRUE);
  sy_model_marks_set_favourite (fixture->marks, "v/one", TRUE);
  assert_shown (fixture, "two one | four | three");
  g_assert_cmpint (sy_model_shelf_get_section (fixture->shelf, 1), ==,
                   SY_MODEL_SECTION_FAVOURITES);
  g_assert_cmpint (sy_model_shelf_get_section (fixture->shelf, 2), ==, SY_MODEL_SECTION_RECENT);
  g_assert_cmpint (sy_model_shelf_get_section (fixture->shelf, 3), ==, SY_MODEL_SECTION_OTHERS);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  sy_model_marks_set_favourite (fixture->marks, "v/one", TRUE);
  sy_model_shelf_set_text (fixture->shelf, "o");
  assert_shown (fixture, "one | four two");
  sy_model_shelf_set_text (fixture->shelf, "V/ o");
  assert_shown (fixture, "one | two");
  sy_model_shelf_set_filter (fixture->shelf, SY_MODEL_CAP_TOOLS, FALSE);
  assert_shown (fixture, "one");
  sy_model_shelf_set_filter (fixture->shelf, 0, TRUE);
  assert_shown (fixture, "");
  g_assert_cmpuint (sy_model_shelf_get_n_models (fixture->shelf), ==, 4);
  sy_model_shelf_set_filter (fixture->shelf, 0, FALSE);
  sy_model_shelf_set_text (fixture->shelf, "");
  assert_shown (fixture, "one | four three two");
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  sy_model_shelf_set_sort (fixture->shelf, SY_MODEL_SORT_NAME);
  assert_shown (fixture, "one three two four");
  sy_model_shelf_set_sort (fixture->shelf, SY_MODEL_SORT_NEWEST);
  assert_shown (fixture, "four three two one");
}

/* A list that came anew with what it had is drawn again only where something changed. */
static void
test_following (Fixture       *fixture,
                gconstpointer  data)
{
  add (fixture, "w/five", 5, 0);
  assert_shown (fixture, "five four three two one");
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  sy_model_shelf_set_text (fixture->shelf, "e");
  assert_shown (fixture, "five three one");
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  sy_model_shelf_set_text (fixture->shelf, "E ");
  sy_model_shelf_set_filter (fixture->shelf, 0, FALSE);
  g_assert_cmpuint (fixture->n_changed, ==, 2);

  sy_model_shelf_set_source (fixture->shelf, NULL, NULL);
  assert_shown (fixture, "");
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 began;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("vendor-%u/model-%04u", i % 10, i);

      sy_model_marks_set_favourite (fixture->marks, id, i % 50 == 0);
      add (fixture, id, i, 0);
      if (i == 0)
        sy_model_shelf_set_source (fixture->shelf, NULL, NULL);
    }
  sy_model_shelf_set_source (fixture->shelf, G_LIST_MODEL (fixture->store), fixture->marks);

  began = g_get_monotonic_time ();
  sy_model_shelf_set_text (fixture->shelf, "v");
  sy_model_shelf_set_text (fixture->shelf, "vendor-3");
  sy_model_shelf_set_text (fixture->shelf, "vendor-3 77");
  sy_model_shelf_set_text (fixture->shelf, "");
  g_test_message ("four keys: %" G_GINT64_FORMAT " us", g_get_monotonic_time () - began);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 4 * 5 * MAX_MS * 1000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf)), ==, 5004);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/model-shelf/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("sections", test_sections);
  ADD ("search", test_search);
  ADD ("order", test_order);
  ADD ("following", test_following);
  ADD ("many", test_many);
#undef ADD

  return g_test_run ();
}
