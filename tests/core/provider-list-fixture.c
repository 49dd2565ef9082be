/* provider-list-fixture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "provider-list-fixture.h"

#include "support-spin.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_MS 5000

static GListModel *
make_presets (void)
{
  static const char json[] =
    "{\"presets\":["
    "{\"id\":\"openrouter\",\"name\":\"OpenRouter\",\"format\":\"openai-chat\","
    "\"api-base\":\"https://openrouter.ai/api/v1/chat/completions\",\"model\":\"a/b\","
    "\"key\":\"required\"},"
    "{\"id\":\"demo\",\"name\":\"Demo\",\"format\":\"openai-chat\",\"api-base\":\"demo:\","
    "\"model\":\"demo/x\",\"key\":\"none\"},"
    "{\"id\":\"custom\",\"name\":\"Custom\",\"format\":\"openai-chat\",\"key\":\"optional\"}]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return sy_preset_parse_list (bytes, NULL);
}

void
fixture_make_list (Fixture *fixture)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);

  fixture->list = sy_provider_list_new (file, fixture->presets);
}

void
fixture_setup (Fixture       *fixture,
               gconstpointer  data)
{
  fixture->folder = g_build_filename (g_get_user_config_dir (), "sythoria", NULL);
  fixture->path = g_build_filename (fixture->folder, "providers.json", NULL);
  fixture->presets = make_presets ();
  fixture_make_list (fixture);
}

static gboolean
is_idle (gpointer data)
{
  return ((Fixture *) data)->pending == 0;
}

void
fixture_wait (Fixture *fixture)
{
  g_assert_true (support_spin_until (is_idle, fixture, PATIENCE_MS));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_assert_cmpint (sy_provider_list_load_finish (SY_PROVIDER_LIST (object), result,
                                                 &fixture->error),
                   ==, fixture->error == NULL);
  fixture->pending--;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_assert_cmpint (sy_provider_list_save_finish (SY_PROVIDER_LIST (object), result,
                                                 &fixture->error),
                   ==, fixture->error == NULL);
  fixture->pending--;
}

void
fixture_start_save (Fixture *fixture)
{
  fixture->pending++;
  sy_provider_list_save_async (fixture->list, NULL, saved_cb, fixture);
}

void
fixture_load_with (Fixture      *fixture,
                   GCancellable *cancellable)
{
  fixture->pending++;
  sy_provider_list_load_async (fixture->list, cancellable, loaded_cb, fixture);
  fixture_wait (fixture);
}

void
fixture_load (Fixture *fixture)
{
  fixture_load_with (fixture, NULL);
}

void
fixture_save (Fixture *fixture)
{
  fixture_start_save (fixture);
  fixture_wait (fixture);
}

static gboolean
has_list_alone (gpointer data)
{
  return G_OBJECT (((Fixture *) data)->list)->ref_count == 1;
}

/* A write that is under way keeps it as long as the disk takes. */
void
fixture_drop_list (Fixture *fixture)
{
  g_assert_true (support_spin_until (has_list_alone, fixture, PATIENCE_MS));
  support_spin_for (20);
  g_assert_finalize_object (fixture->list);
  fixture->list = NULL;
}

/* The next start of the program. */
void
fixture_restart (Fixture *fixture)
{
  fixture_drop_list (fixture);
  fixture_make_list (fixture);
  fixture_load (fixture);
}

void
fixture_teardown (Fixture       *fixture,
                  gconstpointer  data)
{
  fixture_drop_list (fixture);
  g_assert_finalize_object (fixture->presets);
  g_clear_error (&fixture->error);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
fixture_write_file (Fixture    *fixture,
                    const char *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);
}

char *
fixture_read_file (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (fixture->path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

typedef struct
{
  const char *path;
  const char *needle;
} Expected;

static gboolean
is_written (gpointer data)
{
  Expected *expected = data;
  g_autofree char *text = NULL;

  return g_file_get_contents (expected->path, &text, NULL, NULL) &&
         strstr (text, expected->needle) != NULL;
}

/* For what is written without being asked to. */
void
fixture_wait_for_text (Fixture    *fixture,
                       const char *needle)
{
  Expected expected = { fixture->path, needle };

  g_assert_true (support_spin_until (is_written, &expected, PATIENCE_MS));
}

SyProvider *
fixture_ensure (Fixture    *fixture,
                const char *id)
{
  return sy_provider_list_ensure (fixture->list, sy_preset_list_find (fixture->presets, id));
}
