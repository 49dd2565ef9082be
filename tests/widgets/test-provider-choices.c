/* test-provider-choices.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-provider-choices.h"
#include "sy-workspace.h"
#include "widget-support.h"

/* Nothing of it is written: a workspace that was not loaded saves nothing. */
typedef struct
{
  SyWorkspace       *workspace;
  SyProviderList    *providers;
  SyProviderChoices *choices;
  guint              n_presets;
  guint              n_changes;
  guint              position;
  guint              removed;
  guint              added;
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  g_assert_true (sy_provider_choices_get_updating (SY_PROVIDER_CHOICES (model)));

  fixture->n_changes++;
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  GListModel *presets;

  fixture->workspace = sy_workspace_new ();
  fixture->providers = sy_workspace_get_providers (fixture->workspace);
  fixture->choices = sy_provider_choices_new (fixture->providers);
  g_signal_connect (fixture->choices, "items-changed", G_CALLBACK (items_changed_cb), fixture);

  /* All but "Custom", which is the last choice. */
  presets = sy_provider_list_get_presets (fixture->providers);
  fixture->n_presets = g_list_model_get_n_items (presets) - 1;
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  g_assert_finalize_object (fixture->choices);
  g_assert_finalize_object (fixture->workspace);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->choices));
}

static SyProviderChoice *
get_choice (Fixture *fixture,
            guint    position)
{
  g_autoptr(SyProviderChoice) choice = NULL;

  choice = g_list_model_get_item (G_LIST_MODEL (fixture->choices), position);
  g_assert_true (SY_IS_PROVIDER_CHOICE (choice));

  return choice;
}

static void
assert_icon (SyProviderChoice *choice,
             const char       *expected)
{
  g_autofree char *icon_name = NULL;

  g_object_get (choice, "icon-name", &icon_name, NULL);
  g_assert_cmpstr (icon_name, ==, expected);
}

static void
test_provider_choices_presets (Fixture       *fixture,
                               gconstpointer  data)
{
  GListModel *presets = sy_provider_list_get_presets (fixture->providers);

  g_assert_cmpuint (count (fixture), ==, fixture->n_presets + 1);
  for (guint i = 0; i < count (fixture); i++)
    {
      SyProviderChoice *choice = get_choice (fixture, i);
      g_autoptr(SyPreset) preset = g_list_model_get_item (presets, i);

      g_assert_true (sy_provider_choice_get_preset (choice) == preset);
      g_assert_cmpstr (sy_provider_choice_get_name (choice), ==, sy_preset_get_name (preset));
      g_assert_null (sy_provider_choice_get_provider (choice));
      assert_icon (choice, i < fixture->n_presets ? NULL : "list-add-symbolic");
    }

  /* The provider of a preset is the preset's choice. */
  g_assert_cmpuint (sy_provider_choices_find (fixture->choices,
                                              sy_provider_list_get_default (fixture->providers)),
                    ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->choices), count (fixture)));
}

static void
test_provider_choices_custom (Fixture       *fixture,
                              gconstpointer  data)
{
  SyProvider *first = sy_provider_list_add_custom (fixture->providers);
  SyProvider *second = NULL;
  SyProviderChoice *choice = get_choice (fixture, fixture->n_presets);
  guint n_notified;

  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->position, ==, fixture->n_presets);
  g_assert_cmpuint (fixture->removed, ==, 0);
  g_assert_cmpuint (fixture->added, ==, 1);
  g_assert_false (sy_provider_choices_get_updating (fixture->choices));
  g_assert_true (sy_provider_choice_get_provider (choice) == first);
  assert_icon (choice, NULL);

  /* The one that makes another stays the last one. */
  second = sy_provider_list_add_custom (fixture->providers);
  g_assert_cmpuint (count (fixture), ==, fixture->n_presets + 3);
  g_assert_cmpuint (sy_provider_choices_find (fixture->choices, second),
                    ==, fixture->n_presets + 1);
  assert_icon (get_choice (fixture, fixture->n_presets + 2), "list-add-symbolic");

  widget_watch (choice, "name", &n_notified);
  sy_provider_set_name (first, "a<b>&\"'");
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpstr (sy_provider_choice_get_name (choice), ==, "a<b>&\"'");

  sy_provider_list_remove (fixture->providers, first);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  g_assert_cmpuint (fixture->position, ==, fixture->n_presets);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 0);
  g_assert_cmpuint (sy_provider_choices_find (fixture->choices, second), ==, fixture->n_presets);
}

static void
test_provider_choices_current (Fixture       *fixture,
                               gconstpointer  data)
{
  SyProvider *first = sy_provider_list_get_default (fixture->providers);
  SyProvider *custom = sy_provider_list_add_custom (fixture->providers);
  guint n_notified;

  widget_watch (get_choice (fixture, 0), "icon-name", &n_notified);
  sy_provider_choices_set_current (fixture->choices, first);
  sy_provider_choices_set_current (fixture->choices, first);
  g_assert_cmpuint (n_notified, ==, 1);
  assert_icon (get_choice (fixture, 0), "object-select-symbolic");

  sy_provider_choices_set_current (fixture->choices, custom);
  g_assert_cmpuint (n_notified, ==, 2);
  assert_icon (get_choice (fixture, 0), NULL);
  assert_icon (get_choice (fixture, fixture->n_presets), "object-select-symbolic");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, setup, func, teardown)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("/provider-choices/presets", test_provider_choices_presets);
  ADD ("/provider-choices/custom", test_provider_choices_custom);
  ADD ("/provider-choices/current", test_provider_choices_current);

  return g_test_run ();
}
