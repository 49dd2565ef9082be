/* test-model-id.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-id.h"

static const char *const listed[] = {
  "v/model", "v/model:free", "v/thinker:thinking", "~v/family-latest", "gemini-pro",
  "models/gemini-long", "llama3.2:latest", "qwen3:14b",
};

static GHashTable *
create_list (void)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (listed); i++)
    g_hash_table_add (ids, (gpointer) listed[i]);

  return ids;
}

static void
test_listed (void)
{
  static const char *const accepted[] = {
    "v/model", "v/model:free", "v/thinker:thinking", "~v/family-latest", "qwen3:14b",

    /* Variants of any model, one behind the other. */
    "v/model:nitro", "v/model:floor", "v/model:exacto", "v/model:online",
    "v/model:free:online", "v/model:online:nitro:floor", "~v/family-latest:online",

    /* Presets, alone or of a model. */
    "@preset/mine", "@preset/", "@preset/a:online", "v/model@preset/mine",
    "v/model:nitro@preset/mine", "v/model@preset/mine:nitro", "v/model@preset/a@preset/b",

    /* As Gemini and Ollama take them. */
    "models/gemini-pro", "llama3.2", "llama3.2:latest",

    /* Hugging Face's choice of a provider. */
    "v/model:fireworks-ai",
  };
  g_autoptr(GHashTable) list = create_list ();

  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_test_message ("%s", accepted[i]);
      g_assert_true (sy_model_id_is_listed (accepted[i], list));
    }
}

static void
test_not_listed (void)
{
  static const char *const refused[] = {
    "", ":", "/", "~", "@", "@preset", "models/", "models/v", "v/", "v/mode", "v/model/",
    "V/MODEL", " v/model", "v/model ", ":nitro", ":free", "v/:nitro", "v:x/model",

    /* These are entries of their own where there are any. */
    "v/model:thinking", "v/model:extended", "v/model:batch", "v/thinker", "v/thinker:free",
    "v/model:batch:nitro",

    "nobody/model:nitro", "nobody/model@preset/mine", "v/mode@preset/mine", "preset/mine",
  };
  g_autoptr(GHashTable) list = create_list ();
  g_autoptr(GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      g_assert_false (sy_model_id_is_listed (refused[i], list));
    }

  g_assert_false (sy_model_id_is_listed ("v/model", nothing));
  g_assert_true (sy_model_id_is_listed ("@preset/mine", nothing));
}

static void
test_preset (void)
{
  g_assert_true (sy_model_id_is_preset ("@preset/mine"));
  g_assert_true (sy_model_id_is_preset ("@preset/mine:online"));
  g_assert_false (sy_model_id_is_preset ("v/model@preset/mine"));
  g_assert_false (sy_model_id_is_preset ("@PRESET/mine"));
  g_assert_false (sy_model_id_is_preset ("preset/mine"));
  g_assert_false (sy_model_id_is_preset (""));
}

/* "a > b > c": what is left when one is cut off after the other. */
static void
test_shorter (void)
{
  static const char *const chains[] = {
    "v/model", "v/model:nitro > v/model", "v/model:free", "v/model:free:online > v/model:free",
    "v/model:nitro:floor:exacto > v/model:nitro:floor > v/model:nitro > v/model",
    "v/model@preset/mine > v/model", "v/model:nitro@preset/mine > v/model:nitro > v/model",
    "v/model@preset/a@preset/b > v/model", "v/model@preset/mine:nitro > v/model",
    "@preset/mine", "@preset/mine:online", "models/gemini > gemini",
    "models/gemini:nitro > models/gemini > gemini",
    "", ":", ":nitro", ":: > :", "v/", "v:x/model", "models/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (chains); i++)
    {
      g_auto(GStrv) parts = g_strsplit (chains[i], " > ", -1);
      g_autofree char *id = g_strdup (*chains[i] != '\0' ? parts[0] : "");

      g_test_message ("%s", chains[i]);
      for (guint k = 1; *chains[i] != '\0' && id != NULL && k <= g_strv_length (parts); k++)
        {
          g_autofree char *longer = g_steal_pointer (&id);

          id = sy_model_id_dup_shorter (longer);
          g_assert_cmpstr (id, ==, parts[k]);
        }
    }
}

/* However long it is, there is an end to it. */
static void
test_long (void)
{
  g_autoptr(GHashTable) list = create_list ();
  g_autofree char *colons = g_strnfill (5000, ':');
  g_autofree char *id = g_strconcat ("v/model", colons, NULL);
  g_autofree char *rest = g_strdup (id);
  guint n = 0;

  g_assert_true (sy_model_id_is_listed (id, list));
  g_assert_false (sy_model_id_is_listed (colons, list));

  for (; rest != NULL && n < 6000; n++)
    {
      g_autofree char *longer = g_steal_pointer (&rest);

      rest = sy_model_id_dup_shorter (longer);
    }
  g_assert_cmpuint (n, ==, 5001);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model-id/listed", test_listed);
  g_test_add_func ("/model-id/not-listed", test_not_listed);
  g_test_add_func ("/model-id/preset", test_preset);
  g_test_add_func ("/model-id/shorter", test_shorter);
  g_test_add_func ("/model-id/long", test_long);

  return g_test_run ();
}
