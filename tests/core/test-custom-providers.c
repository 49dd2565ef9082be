/* test-custom-providers.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "provider-list-fixture.h"

#include "support-spin.h"

#include <glib/gstdio.h>
#include <string.h>

static void
count_cb (guint *count)
{
  (*count)++;
}

static SyProvider *
add_custom (Fixture    *fixture,
            const char *expected_name)
{
  SyProvider *provider = sy_provider_list_add_custom (fixture->list);

  g_assert_nonnull (provider);
  g_assert_true (g_uuid_string_is_valid (sy_provider_get_id (provider)));
  g_assert_cmpstr (sy_provider_get_name (provider), ==, expected_name);
  g_assert_cmpstr (sy_provider_get_api_base (provider), ==, "");
  g_assert_true (sy_provider_list_find (fixture->list, sy_provider_get_id (provider)) == provider);

  return provider;
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  SyProvider *first;
  SyProvider *second;
  guint changed = 0;

  fixture_load (fixture);
  g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (count_cb), &changed);
  first = add_custom (fixture, "Custom");
  second = add_custom (fixture, "Custom 2");
  add_custom (fixture, "Custom 3");
  g_assert_cmpuint (changed, ==, 3);
  g_assert_true (first != second);
  g_assert_cmpstr (sy_provider_get_id (first), !=, sy_provider_get_id (second));

  /* Making one is not choosing it. */
  g_assert_true (sy_provider_list_get_default (fixture->list) ==
                 fixture_ensure (fixture, "openrouter"));
  g_assert_true (sy_provider_list_get_configured (fixture->list));

  /* A name that is free again is taken again. */
  sy_provider_set_name (second, "Workshop");
  add_custom (fixture, "Custom 2");
  sy_provider_set_name (first, "Custom 2");
  add_custom (fixture, "Custom");
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GListModel *model;

  fixture_load (fixture);
  for (guint i = 0; i < 20; i++)
    {
      SyProvider *provider = sy_provider_list_add_custom (fixture->list);
      g_autofree char *address = g_strdup_printf ("https://h%u.example/v1", i);

      g_assert_true (sy_provider_set_api_base (provider, address, NULL));
      g_ptr_array_add (ids, g_strdup (sy_provider_get_id (provider)));
    }
  sy_provider_list_set_default (fixture->list,
                                sy_provider_list_find (fixture->list, g_ptr_array_index (ids, 7)));
  fixture_save (fixture);
  g_assert_no_error (fixture->error);

  fixture_restart (fixture);
  g_assert_no_error (fixture->error);
  model = G_LIST_MODEL (fixture->list);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, ids->len + 1);

  /* In the order they were made, each with its own values. */
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (model, i + 1);
      g_autofree char *origin = g_strdup_printf ("https://h%u.example", i);
      g_autofree char *name = i == 0 ? g_strdup ("Custom") : g_strdup_printf ("Custom %u", i + 1);

      g_assert_cmpstr (sy_provider_get_id (provider), ==, g_ptr_array_index (ids, i));
      g_assert_cmpstr (sy_provider_get_origin (provider), ==, origin);
      g_assert_cmpstr (sy_provider_get_name (provider), ==, name);
    }
  g_assert_cmpstr (sy_provider_get_id (sy_provider_list_get_default (fixture->list)), ==,
                   g_ptr_array_index (ids, 7));
}

/* A program that makes them in a loop does not fill the file. */
static void
test_too_many (Fixture       *fixture,
               gconstpointer  data)
{
  guint n_made = 0;

  fixture_load (fixture);
  while (n_made < 2000 && sy_provider_list_add_custom (fixture->list) != NULL)
    n_made++;
  g_assert_cmpuint (n_made, ==, 999);
  fixture_save (fixture);
  g_assert_no_error (fixture->error);

  /* What is written can be read. */
  fixture_restart (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1000);
}

static void
removed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            GString    *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GString) changes = g_string_new (NULL);
  g_autoptr(SyProvider) first = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  SyProvider *second;
  guint notified = 0;

  fixture_load (fixture);
  first = g_object_ref (add_custom (fixture, "Custom"));
  second = add_custom (fixture, "Custom 2");
  id = g_strdup (sy_provider_get_id (first));
  sy_provider_list_set_default (fixture->list, first);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (removed_cb), changes);
  g_signal_connect_swapped (fixture->list, "notify::default", G_CALLBACK (count_cb), &notified);

  sy_provider_list_remove (fixture->list, first);
  g_assert_cmpstr (changes->str, ==, "1-1+0 ");
  g_assert_null (sy_provider_list_find (fixture->list, id));
  g_assert_true (sy_provider_list_get_default (fixture->list) ==
                 fixture_ensure (fixture, "openrouter"));
  g_assert_cmpuint (notified, ==, 1);
  g_assert_true (sy_provider_list_find (fixture->list, sy_provider_get_id (second)) == second);

  /* The one behind it moves up; one that is not the default changes no default. */
  sy_provider_list_remove (fixture->list, second);
  g_assert_cmpstr (changes->str, ==, "1-1+0 1-1+0 ");
  g_assert_cmpuint (notified, ==, 1);

  fixture_save (fixture);
  text = fixture_read_file (fixture);
  g_assert_null (strstr (text, id));
  fixture_restart (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);

  /* Whoever holds it still can: its changes are nobody's business here. */
  sy_provider_set_model_id (first, "later");
  g_clear_pointer (&text, g_free);
  fixture_save (fixture);
  text = fixture_read_file (fixture);
  g_assert_null (strstr (text, "later"));
  g_assert_finalize_object (g_steal_pointer (&first));
}

/* Removed, and changed before the next start: not written either. */
static void
test_remove_lets_go (Fixture       *fixture,
                     gconstpointer  data)
{
  SyProvider *provider;

  fixture_load (fixture);
  provider = g_object_ref (add_custom (fixture, "Custom"));
  sy_provider_list_remove (fixture->list, provider);
  fixture_save (fixture);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  sy_provider_set_name (provider, "Ghost");
  support_spin_for (300);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (provider);
}

/* One line, not without end, and never nothing. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const empty[] = {
    "", " ", "\n\t", "\xe2\x80\x8b", "\xe2\x80\xae\xe2\x80\x8f ", "\xef\xbb\xbf", "\xc2\xad",
    NULL,
  };
  static const char *const names[][2] = {
    { " My\tbox ", "My box" },
    { "Two\nlines", "Two lines" },
    { "Two\xe2\x80\xa8lines\xe2\x80\xa9", "Two lines" },
    { "a<b>&\"'", "a<b>&\"'" },
    { "Büro 🏢", "Büro 🏢" },
    { "bad \xff", "bad \xef\xbf\xbd" },
  };
  g_autofree char *over = g_strnfill (100000, 'x');
  SyProvider *provider;

  fixture_load (fixture);
  provider = add_custom (fixture, "Custom");

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      sy_provider_set_name (provider, "Something");
      sy_provider_set_name (provider, empty[i]);
      g_assert_cmpstr (sy_provider_get_name (provider), ==, "Custom");
    }

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      sy_provider_set_name (provider, names[i][0]);
      g_assert_cmpstr (sy_provider_get_name (provider), ==, names[i][1]);
      fixture_save (fixture);
      fixture_restart (fixture);
      g_assert_no_error (fixture->error);
      provider = fixture_ensure (fixture, "custom");
      g_assert_cmpstr (sy_provider_get_name (provider), ==, names[i][1]);
    }

  sy_provider_set_name (provider, over);
  g_assert_cmpuint (g_utf8_strlen (sy_provider_get_name (provider), -1), ==, 100);
}

#define ADD(path, func) \
  g_test_add ("/custom-providers/" path, Fixture, NULL, fixture_setup, func, fixture_teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("add", test_add);
  ADD ("many", test_many);
  ADD ("too-many", test_too_many);
  ADD ("remove", test_remove);
  ADD ("remove-lets-go", test_remove_lets_go);
  ADD ("names", test_names);

  return g_test_run ();
}
