/* catalog-fixture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalog-fixture.h"

#include "support-spin.h"
#include "sy-keyring-memory.h"
#include "sy-provider-keys.h"

#include <glib/gstdio.h>
#include <string.h>

static GListModel *
load_presets (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "presets.json", NULL);
  g_autoptr(GBytes) json = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *presets;
  char *text = NULL;
  gsize length = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  json = g_bytes_new_take (text, length);
  presets = sy_preset_parse_list (json, &error);
  g_assert_no_error (error);

  return presets;
}

static void
items_changed_cb (CatalogFixture *self)
{
  self->n_items_changed++;
}

/* Where the provider is from now on. */
void
catalog_fixture_move (CatalogFixture *self,
                      RawServer      *server,
                      const char     *path)
{
  g_autofree char *base = raw_server_dup_url (server, path);
  g_autoptr(GError) error = NULL;

  sy_provider_set_api_base (self->provider, base, &error);
  g_assert_no_error (error);
}

void
catalog_fixture_setup (CatalogFixture *self,
                       gconstpointer   preset_id)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("sythoria-catalog-XXXXXX", NULL);
  path = g_build_filename (self->folder, "providers.json", NULL);
  file = g_file_new_for_path (path);
  self->presets = load_presets ();
  self->providers = sy_provider_list_new (file, self->presets);
  self->provider = sy_provider_list_ensure (self->providers,
                                            sy_preset_list_find (self->presets, preset_id));

  self->server = raw_server_new ();
  self->clock = sy_fake_clock_new ();
  self->services.clock = SY_CLOCK (self->clock);
  self->services.http = sy_http_new (SY_CLOCK (self->clock));
  self->services.redact = sy_redact_new ();
  self->services.keyring = sy_keyring_memory_new ();

  if (!sy_preset_get_is_demo (sy_provider_get_preset (self->provider)))
    catalog_fixture_move (self, self->server, "/v1");
  self->catalog = sy_catalog_new (self->provider, &self->services);
  g_signal_connect_swapped (self->catalog, "items-changed", G_CALLBACK (items_changed_cb), self);
}

/* As in a program that is started again: nothing is known but what was kept. */
void
catalog_fixture_restart (CatalogFixture *self)
{
  if (self->catalog != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->catalog));

  self->catalog = sy_catalog_new (self->provider, &self->services);
  g_signal_connect_swapped (self->catalog, "items-changed", G_CALLBACK (items_changed_cb), self);
}

/* From now on what comes is kept on the disk. */
void
catalog_fixture_keep (CatalogFixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "cache", "models", NULL);
  g_autoptr(GFile) folder = g_file_new_for_path (path);

  self->services.cache = sy_catalog_cache_new (folder);
  catalog_fixture_restart (self);
}

static void
settled_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  gboolean *settled = user_data;
  g_autoptr(SyCatalogCopy) copy = NULL;

  copy = sy_catalog_cache_load_finish (SY_CATALOG_CACHE (object), result, NULL);
  *settled = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Until all that was to be kept or read is: the files are done with one after the other. */
void
catalog_fixture_settle (CatalogFixture *self)
{
  gboolean settled = FALSE;

  sy_catalog_cache_load_async (self->services.cache, "none", "none", NULL, settled_cb, &settled);
  g_assert_true (support_spin_until (is_true, &settled, CATALOG_PATIENCE));
}

/* Where the list of the fixture's provider is kept. */
char *
catalog_fixture_dup_path (CatalogFixture *self)
{
  g_autofree char *name = g_strconcat (sy_provider_get_id (self->provider), ".json", NULL);

  return g_build_filename (self->folder, "cache", "models", name, NULL);
}

static void
remove_cache (CatalogFixture *self)
{
  g_autofree char *parent = g_build_filename (self->folder, "cache", NULL);
  g_autofree char *folder = g_build_filename (parent, "models", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }

  g_rmdir (folder);
  g_rmdir (parent);
}

/* Nobody holds anything that is over. */
void
catalog_fixture_teardown (CatalogFixture *self,
                          gconstpointer   preset_id)
{
  if (self->catalog != NULL)
    g_assert_finalize_object (self->catalog);

  if (self->services.cache != NULL)
    {
      catalog_fixture_settle (self);
      g_assert_finalize_object (self->services.cache);
      remove_cache (self);
    }

  g_clear_pointer (&self->server, raw_server_free);
  support_spin_for (20);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (self->clock), ==, 0);
  g_assert_finalize_object (self->providers);
  g_assert_finalize_object (self->presets);
  g_assert_finalize_object (self->services.http);
  g_assert_finalize_object (self->services.keyring);
  g_assert_finalize_object (self->services.redact);
  g_assert_finalize_object (self->clock);
  g_rmdir (self->folder);
  g_free (self->folder);
}

/* What a connection gets, whatever it asks: the first one the first of them, and so on. */
void
catalog_fixture_answer (CatalogFixture *self,
                        const char     *status,
                        const char     *headers,
                        GBytes         *body)
{
  gsize length = g_bytes_get_size (body);
  g_autofree char *head =
    g_strdup_printf ("HTTP/1.1 %s\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n"
                     "Connection: close\r\n\r\n", status, headers, length);
  RawStep steps[] = {
    { RAW_SEND, head },
    { RAW_SEND, g_bytes_get_data (body, NULL), length },
  };

  raw_server_add_script (self->server, steps, length > 0 ? 2 : 1);
}

void
catalog_fixture_answer_ok (CatalogFixture *self,
                           const char     *json)
{
  g_autoptr(GBytes) body = g_bytes_new_static (json, strlen (json));

  catalog_fixture_answer (self, "200 OK", "Content-Type: application/json\r\n", body);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  gboolean *stored = user_data;

  *stored = sy_provider_keys_store_finish (SY_KEYRING (object), result, NULL);
}

void
catalog_fixture_store_key (CatalogFixture *self,
                           const char     *key)
{
  gboolean stored = FALSE;

  sy_provider_keys_store_async (self->services.keyring, self->provider, key, NULL, stored_cb,
                                &stored);
  g_assert_true (support_spin_until (is_true, &stored, CATALOG_PATIENCE));
}

static gboolean
is_done (gpointer data)
{
  return sy_catalog_get_state (data) != SY_CATALOG_LOADING;
}

/* Until nothing is in flight any more. */
void
catalog_fixture_wait (CatalogFixture *self)
{
  g_assert_true (support_spin_until (is_done, self->catalog, CATALOG_PATIENCE));
}

typedef struct
{
  RawServer *server;
  guint      n_requests;
} Count;

static gboolean
has_asked (gpointer data)
{
  Count *count = data;

  return raw_server_get_n_requests (count->server) >= count->n_requests;
}

/* Until the server has read so many. */
void
catalog_fixture_wait_for (CatalogFixture *self,
                          guint           n_requests)
{
  Count count = { self->server, n_requests };

  g_assert_true (support_spin_until (has_asked, &count, CATALOG_PATIENCE));
}

char *
catalog_fixture_dup_ids (CatalogFixture *self)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->catalog)); i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (G_LIST_MODEL (self->catalog), i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", sy_model_get_id (model));
    }

  return g_string_free_and_steal (g_steal_pointer (&ids));
}
