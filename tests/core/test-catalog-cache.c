/* test-catalog-cache.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-catalog-cache.h"

#include "catalog-fixture.h"
#include "model-list.h"
#include "support-spin.h"
#include "sy-catalog-file.h"
#include "sy-error.h"
#include "sy-model-parser.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ID      "openrouter"
#define ADDRESS "https://host.example/v1/models?key=sk-test-0123456789abcdef"
#define LIST    "{\"data\":[{\"id\":\"a/one\",\"name\":\"One\",\"description\":\"line,\\n\\\"list\\\":\"," \
                "\"pricing\":{\"prompt\":\"0.000001\",\"completion\":\"-1\"}},{\"id\":\"a/two\"}]}"

typedef CatalogFixture Fixture;

static SyCatalogCopy *
copy_new (const char *json,
          gint64      updated_at)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) models = sy_model_parser_parse (bytes, &error);
  g_autoptr(SyModelSet) set = NULL;

  g_assert_no_error (error);
  set = sy_model_set_new (models, NULL);

  return sy_catalog_copy_new (set, updated_at, "\"tag\"", "Tue, 01 Sep 2026 00:00:00 GMT");
}

typedef struct
{
  SyCatalogCopy *copy;
  GError        *error;
} Loaded;

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Loaded *loaded = user_data;

  loaded->copy = sy_catalog_cache_load_finish (SY_CATALOG_CACHE (object), result, &loaded->error);
}

static gboolean
is_loaded (gpointer data)
{
  Loaded *loaded = data;

  return loaded->copy != NULL || loaded->error != NULL;
}

static SyCatalogCopy *
load (Fixture    *fixture,
      const char *id,
      const char *address)
{
  Loaded loaded = { 0, };

  sy_catalog_cache_load_async (fixture->services.cache, id, address, NULL, loaded_cb, &loaded);
  g_assert_true (support_spin_until (is_loaded, &loaded, CATALOG_PATIENCE));
  g_assert_true ((loaded.copy != NULL) == (loaded.error == NULL));
  g_clear_error (&loaded.error);

  return loaded.copy;
}

static void
assert_none (Fixture    *fixture,
             const char *id,
             const char *address)
{
  g_assert_null (load (fixture, id, address));
}

static void
assert_equal (SyCatalogCopy *a,
              SyCatalogCopy *b)
{
  GPtrArray *models = sy_model_set_get_models (a->models);
  GPtrArray *others = sy_model_set_get_models (b->models);

  g_assert_cmpint (a->updated_at, ==, b->updated_at);
  g_assert_cmpstr (a->etag, ==, b->etag);
  g_assert_cmpstr (a->last_modified, ==, b->last_modified);
  g_assert_cmpuint (models->len, ==, others->len);

  for (guint i = 0; i < models->len; i++)
    g_assert_true (sy_model_equal (models->pdata[i], others->pdata[i]));
}

static guint
get_mode (const char *path)
{
  GStatBuf buffer;

  g_assert_cmpint (g_stat (path, &buffer), ==, 0);

  return buffer.st_mode & 0777;
}

static void
test_store (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(SyCatalogCopy) copy = copy_new (LIST, 1234567890123456);
  g_autoptr(SyCatalogCopy) loaded = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;

  catalog_fixture_keep (fixture);
  assert_none (fixture, ID, ADDRESS);
  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
  loaded = load (fixture, ID, ADDRESS);
  g_assert_nonnull (loaded);
  assert_equal (copy, loaded);

  path = catalog_fixture_dup_path (fixture);
  folder = g_path_get_dirname (path);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  g_assert_cmpuint (get_mode (folder), ==, 0700);

  /* An address may have a key in it. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "sk-test"));
}

/* What is not said is not said after it was kept either. */
static void
test_bare (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(SyModelSet) set = sy_model_set_new (none, NULL);
  g_autoptr(SyCatalogCopy) copy = sy_catalog_copy_new (set, 1, NULL, NULL);
  g_autoptr(SyCatalogCopy) loaded = NULL;

  catalog_fixture_keep (fixture);
  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
  loaded = load (fixture, ID, ADDRESS);
  g_assert_nonnull (loaded);
  assert_equal (copy, loaded);
}

static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SyCatalogCopy) copy = copy_new (LIST, 1);

  catalog_fixture_keep (fixture);
  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
  assert_none (fixture, ID, "https://host.example/v2/models");
  assert_none (fixture, "other", ADDRESS);
}

/* In the order in which it is asked for, however fast. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(SyCatalogCopy) last = NULL;

  catalog_fixture_keep (fixture);

  for (gint64 i = 1; i <= 50; i++)
    {
      g_autoptr(SyCatalogCopy) copy = copy_new (LIST, i);

      sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
    }

  last = load (fixture, ID, ADDRESS);
  g_assert_cmpint (last->updated_at, ==, 50);

  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, last);
  sy_catalog_cache_remove (fixture->services.cache, ID);
  assert_none (fixture, ID, ADDRESS);

  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, last);
  g_clear_pointer (&last, sy_catalog_copy_unref);
  last = load (fixture, ID, ADDRESS);
  g_assert_nonnull (last);
}

/* No name leads out of the folder. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const names[] = {
    "", ".", "..", "../up", "a/b", "a.b", "a b", "\xc3\xa4", "a\n",
    "0123456789012345678901234567890123456789012345678901234567890123456789",
  };
  g_autoptr(SyCatalogCopy) copy = copy_new (LIST, 1);
  g_autofree char *folder = NULL;

  catalog_fixture_keep (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      sy_catalog_cache_store (fixture->services.cache, names[i], ADDRESS, copy);
      assert_none (fixture, names[i], ADDRESS);
      sy_catalog_cache_remove (fixture->services.cache, names[i]);
    }

  catalog_fixture_settle (fixture);
  folder = g_build_filename (fixture->folder, "cache", NULL);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* Whatever is in the file, it is as if there were none. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SyCatalogCopy) copy = copy_new (LIST, 1);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  gsize length;

  catalog_fixture_keep (fixture);
  path = catalog_fixture_dup_path (fixture);
  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
  catalog_fixture_settle (fixture);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));

  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr(GBytes) part = g_bytes_new_static (text, cut);
      g_autoptr(GError) error = NULL;

      g_assert_null (sy_catalog_file_read (part, ADDRESS, &error));
      g_assert_nonnull (error);
    }

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *other = g_strndup (text, length);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(SyCatalogCopy) read = NULL;

      other[i] = '\0';
      bytes = g_bytes_new_static (other, length);
      read = sy_catalog_file_read (bytes, ADDRESS, NULL);
    }

  g_assert_true (g_file_set_contents (path, "\0\xff{", 3, NULL));
  assert_none (fixture, ID, ADDRESS);
}

static char *
replace (const char *text,
         const char *before,
         const char *after)
{
  g_auto(GStrv) parts = g_strsplit (text, before, 2);

  g_assert_nonnull (parts[1]);

  return g_strjoin (after, parts[0], parts[1], NULL);
}

static void
test_version (void)
{
  static const char *const others[] = { "2", "0", "\"one\"", "null", "{}" };
  g_autoptr(SyCatalogCopy) copy = copy_new (LIST, 5);
  g_autoptr(GBytes) bytes = sy_catalog_file_write (copy, ADDRESS);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr(SyCatalogCopy) same = sy_catalog_file_read (bytes, ADDRESS, NULL);

  g_assert_nonnull (same);
  assert_equal (copy, same);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *version = g_strconcat ("\"version\":", others[i], NULL);
      g_autofree char *changed = replace (text, "\"version\":1", version);
      g_autoptr(GBytes) other = g_bytes_new_static (changed, strlen (changed));
      g_autoptr(GError) error = NULL;

      g_assert_null (sy_catalog_file_read (other, ADDRESS, &error));
      g_assert_error (error, SY_ERROR, SY_ERROR_STORE);
    }
}

/* A date of another kind is none: the list is old. */
static void
test_date (void)
{
  static const char *const dates[] = { "-7", "\"x\"", "null", "1e300", "[]" };
  g_autoptr(SyCatalogCopy) copy = copy_new (LIST, 5);
  g_autoptr(GBytes) bytes = sy_catalog_file_write (copy, ADDRESS);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *date = g_strconcat ("\"updated-at\":", dates[i], NULL);
      g_autofree char *changed = replace (text, "\"updated-at\":5", date);
      g_autoptr(GBytes) other = g_bytes_new_static (changed, strlen (changed));
      g_autoptr(SyCatalogCopy) read = sy_catalog_file_read (other, ADDRESS, NULL);

      g_test_message ("%s", dates[i]);
      g_assert_nonnull (read);
      g_assert_cmpint (read->updated_at, >=, 0);
    }
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SyCatalogCopy) copy = copy_new (LIST, 1);
  g_autofree char *path = NULL;

  catalog_fixture_keep (fixture);
  path = catalog_fixture_dup_path (fixture);
  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
  catalog_fixture_settle (fixture);
  g_assert_cmpint (truncate (path, 32 * 1024 * 1024 + 1), ==, 0);
  assert_none (fixture, ID, ADDRESS);
}

/* Where nothing can be kept, nothing is, and nobody is told. */
static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SyCatalogCopy) copy = copy_new (LIST, 1);
  g_autofree char *parent = NULL;
  g_autofree char *path = NULL;

  catalog_fixture_keep (fixture);
  parent = g_build_filename (fixture->folder, "cache", NULL);
  g_assert_true (g_file_set_contents (parent, "a file", -1, NULL));
  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
  assert_none (fixture, ID, ADDRESS);
  g_assert_cmpint (g_remove (parent), ==, 0);

  /* And what is in its place is left alone. */
  path = catalog_fixture_dup_path (fixture);
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
  assert_none (fixture, ID, ADDRESS);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(SyCatalogCopy) copy = copy_new (LIST, 1);
  Loaded loaded = { 0, };

  catalog_fixture_keep (fixture);
  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
  sy_catalog_cache_load_async (fixture->services.cache, ID, ADDRESS, cancellable, loaded_cb,
                               &loaded);
  g_cancellable_cancel (cancellable);
  g_assert_true (support_spin_until (is_loaded, &loaded, CATALOG_PATIENCE));
  g_assert_error (loaded.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&loaded.error);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GBytes) json = model_list_generate (5000);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  g_autoptr(SyCatalogCopy) copy = copy_new (text, 1);
  g_autoptr(SyCatalogCopy) loaded = NULL;

  catalog_fixture_keep (fixture);
  sy_catalog_cache_store (fixture->services.cache, ID, ADDRESS, copy);
  loaded = load (fixture, ID, ADDRESS);
  g_assert_nonnull (loaded);
  assert_equal (copy, loaded);
}

/* Models that are the same stay the same objects. */
static void
test_set (void)
{
  g_autoptr(SyCatalogCopy) first = copy_new (LIST, 1);
  g_autoptr(SyCatalogCopy) same = copy_new (LIST, 1);
  g_autoptr(SyCatalogCopy) other = copy_new ("{\"data\":[{\"id\":\"a/two\"},"
                                             "{\"id\":\"a/one\",\"name\":\"Another\"}]}", 1);
  g_autoptr(SyModelSet) again = NULL;
  g_autoptr(SyModelSet) changed = NULL;

  again = sy_model_set_new (sy_model_set_get_models (same->models), first->models);
  g_assert_true (again == first->models);

  changed = sy_model_set_new (sy_model_set_get_models (other->models), first->models);
  g_assert_true (changed != first->models);
  g_assert_true (sy_model_set_find (changed, "a/two") ==
                 sy_model_set_find (first->models, "a/two"));
  g_assert_true (sy_model_set_find (changed, "a/one") !=
                 sy_model_set_find (first->models, "a/one"));
  g_assert_null (sy_model_set_find (changed, "a/three"));
}

#define ADD(path, func)                                                                     \
  g_test_add ("/catalog-cache/" path, CatalogFixture, ID, catalog_fixture_setup, func,      \
              catalog_fixture_teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("store", test_store);
  ADD ("bare", test_bare);
  ADD ("elsewhere", test_elsewhere);
  ADD ("order", test_order);
  ADD ("names", test_names);
  ADD ("damaged", test_damaged);
  g_test_add_func ("/catalog-cache/version", test_version);
  g_test_add_func ("/catalog-cache/date", test_date);
  ADD ("too-large", test_too_large);
  ADD ("no-folder", test_no_folder);
  ADD ("cancelled", test_cancelled);
  ADD ("many", test_many);
  g_test_add_func ("/catalog-cache/set", test_set);

  return g_test_run ();
}
