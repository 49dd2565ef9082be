/* test-model-marks.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-json.h"
#include "sy-model-marks.h"

#include <string.h>

static void
count_cb (guint *n_changed)
{
  (*n_changed)++;
}

static void
assert_ids (const char *const *ids,
            const char        *expected)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) ids);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_favourites (void)
{
  SyModelMarks *marks = sy_model_marks_new ();
  guint n_changed = 0;

  g_signal_connect_swapped (marks, "changed", G_CALLBACK (count_cb), &n_changed);
  assert_ids (sy_model_marks_get_favourites (marks), "");
  sy_model_marks_set_favourite (marks, "b", TRUE);
  sy_model_marks_set_favourite (marks, "a", TRUE);
  sy_model_marks_set_favourite (marks, "b", TRUE);
  assert_ids (sy_model_marks_get_favourites (marks), "b a");
  g_assert_true (sy_model_marks_is_favourite (marks, "a"));
  g_assert_false (sy_model_marks_is_favourite (marks, "A"));
  g_assert_cmpuint (n_changed, ==, 2);

  sy_model_marks_set_favourite (marks, "b", FALSE);
  sy_model_marks_set_favourite (marks, "b", FALSE);
  assert_ids (sy_model_marks_get_favourites (marks), "a");
  g_assert_cmpuint (n_changed, ==, 3);

  g_assert_finalize_object (marks);
}

static void
test_recents (void)
{
  SyModelMarks *marks = sy_model_marks_new ();
  guint n_changed = 0;

  g_signal_connect_swapped (marks, "changed", G_CALLBACK (count_cb), &n_changed);
  for (const char *id = "abcdef"; *id != '\0'; id++)
    {
      const char text[] = { *id, '\0' };

      sy_model_marks_add_recent (marks, text);
    }
  assert_ids (sy_model_marks_get_recents (marks), "f e d c b");

  sy_model_marks_add_recent (marks, "c");
  assert_ids (sy_model_marks_get_recents (marks), "c f e d b");
  n_changed = 0;
  sy_model_marks_add_recent (marks, "c");
  sy_model_marks_add_recent (marks, "");
  g_assert_cmpuint (n_changed, ==, 0);

  g_assert_finalize_object (marks);
}

static void
test_kept (void)
{
  SyModelMarks *marks = sy_model_marks_new ();
  SyModelMarks *other = sy_model_marks_new ();
  g_autoptr(JsonObject) entry = json_object_new ();

  sy_model_marks_write (marks, entry);
  g_assert_cmpuint (json_object_get_size (entry), ==, 0);

  sy_model_marks_set_favourite (marks, "v/a:free", TRUE);
  sy_model_marks_add_recent (marks, "v/b");
  sy_model_marks_add_recent (marks, "v/c");
  sy_model_marks_write (marks, entry);
  sy_model_marks_read (other, entry);
  assert_ids (sy_model_marks_get_favourites (other), "v/a:free");
  assert_ids (sy_model_marks_get_recents (other), "v/c v/b");

  g_assert_finalize_object (other);
  g_assert_finalize_object (marks);
}

/* A file may have been edited by anybody. */
static void
test_strange_file (void)
{
  SyModelMarks *marks = sy_model_marks_new ();
  g_autoptr(GString) text = g_string_new ("{\"favourites\":[1,null,\"a\",\"a\",\"\",[\"x\"],\"");
  g_autoptr(JsonNode) root = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (text, "long");
  g_string_append (text, "\",\"b\"],\"recents\":{\"a\":1}}");
  root = sy_json_parse (text->str, -1, NULL);
  g_assert_nonnull (root);

  sy_model_marks_read (marks, sy_json_node_object (root));
  assert_ids (sy_model_marks_get_favourites (marks), "a b");
  assert_ids (sy_model_marks_get_recents (marks), "");

  g_assert_finalize_object (marks);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model-marks/favourites", test_favourites);
  g_test_add_func ("/model-marks/recents", test_recents);
  g_test_add_func ("/model-marks/kept", test_kept);
  g_test_add_func ("/model-marks/strange-file", test_strange_file);

  return g_test_run ();
}
