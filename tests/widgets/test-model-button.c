/* test-model-button.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-button.h"

#include "announcements.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "sy-model-picker.h"
#include "widget-support.h"

#define PATIENCE_MS 5000

/* What a narrow window leaves beside the other controls of the composer. */
#define NARROW 200

static const char *const ids[] = { "first/model", "second/model", "third/other", NULL };

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  GtkWidget    *window;
  GtkWidget    *widget;
  GtkWidget    *button;
  char         *picked_id;
  guint         n_closed;
  guint         n_browsed;
} Fixture;

static void
picked_cb (SyModelButton *button,
           SyProvider    *provider,
           const char    *model_id,
           Fixture       *fixture)
{
  g_assert_true (provider == fixture->provider);
  g_set_str (&fixture->picked_id, model_id);
  g_assert_cmpuint (fixture->n_closed, ==, 0);
}

static void
closed_cb (SyModelButton *button,
           Fixture       *fixture)
{
  fixture->n_closed++;
}

static void
browse_cb (SyModelButton *button,
           Fixture       *fixture)
{
  fixture->n_browsed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  SetupFixture *setup = &fixture->setup;

  setup_fixture_set_up (setup, NULL);
  fixture->provider = setup_fixture_add (setup, "openrouter");
  setup_fixture_show (setup, fixture->provider, SY_HEALTH_CONNECTED);

  fixture->widget = sy_model_button_new ();
  fixture->button = widget_get_child (fixture->widget, "button");
  gtk_widget_set_valign (fixture->widget, GTK_ALIGN_END);
  sy_model_button_set_sources (SY_MODEL_BUTTON (fixture->widget), setup->healths,
                               setup->catalogs);
  g_signal_connect (fixture->widget, "picked", G_CALLBACK (picked_cb), fixture);
  g_signal_connect (fixture->widget, "browse", G_CALLBACK (browse_cb), fixture);
  g_signal_connect (fixture->widget, "closed", G_CALLBACK (closed_cb), fixture);

  fixture->window = announcements_new_window ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->widget);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *widget = g_object_ref (fixture->widget);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (widget);
  setup_fixture_tear_down (&fixture->setup, NULL);
  g_free (fixture->picked_id);
}

static void
set_current (Fixture    *fixture,
             const char *model_id)
{
  sy_model_button_set_current (SY_MODEL_BUTTON (fixture->widget), fixture->provider, model_id);
}

static void
assert_shown (Fixture    *fixture,
              const char *name,
              const char *word,
              const char *description)
{
  GtkLabel *name_label = GTK_LABEL (widget_get_child (fixture->widget, "name"));
  GtkLabel *word_label = GTK_LABEL (widget_get_child (fixture->widget, "word"));

  g_assert_cmpstr (gtk_label_get_text (name_label), ==, name);
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (word_label)), ==, word != NULL);
  if (word != NULL)
    g_assert_cmpstr (gtk_label_get_text (word_label), ==, word);

  gtk_test_accessible_assert_property (fixture->button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Model");
  gtk_test_accessible_assert_property (fixture->button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       description);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->button), ==, description);
}

/* The value is what it shows; where all is well that is the model alone. */
static void
test_model_button_words (Fixture       *fixture,
                         gconstpointer  data)
{
  set_current (fixture, "first/model");
  assert_shown (fixture, "first/model", NULL, "first/model, Connected");

  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CHECKING);
  assert_shown (fixture, "first/model", "· Checking …", "first/model, Checking …");

  setup_fixture_fail (&fixture->setup, fixture->provider, SY_ERROR_AUTH, NULL);
  assert_shown (fixture, "first/model", "· Key not accepted", "first/model, Key not accepted");

  /* Below a certain width only the icon says it, and who listens hears it still. */
  sy_model_button_set_compact (SY_MODEL_BUTTON (fixture->widget), TRUE);
  assert_shown (fixture, "first/model", NULL, "first/model, Key not accepted");
  sy_model_button_set_compact (SY_MODEL_BUTTON (fixture->widget), FALSE);
  assert_shown (fixture, "first/model", "· Key not accepted", "first/model, Key not accepted");

  set_current (fixture, WIDGET_MARKUP);
  assert_shown (fixture, WIDGET_MARKUP, "· Key not accepted", WIDGET_MARKUP ", Key not accepted");
}

static void
test_model_button_nothing (Fixture       *fixture,
                           gconstpointer  data)
{
  set_current (fixture, "");
  assert_shown (fixture, "No Model", NULL, "No Model, Connected");
  set_current (fixture, NULL);
  assert_shown (fixture, "No Model", NULL, "No Model, Connected");

  sy_model_button_set_current (SY_MODEL_BUTTON (fixture->widget), NULL, "first/model");
  assert_shown (fixture, "Choose a Model", NULL, "Choose a Model");
}

/* Its name where a list has one, as soon as there is a list; the id stands behind it. */
static void
test_model_button_title (Fixture       *fixture,
                         gconstpointer  data)
{
  static const char *const unnamed[] = { "v/one", NULL };

  set_current (fixture, "v/one");
  assert_shown (fixture, "v/one", NULL, "v/one, Connected");
  setup_fixture_list_json (&fixture->setup, fixture->provider,
                           "{\"data\":[{\"id\":\"v/one\",\"name\":\"V: One\"},"
                           "{\"id\":\"v/two:free\",\"name\":\"V: Two (free)\"},"
                           "{\"id\":\"v/markup\",\"name\":\"a<b>&\\\"' & <i>\"}]}");
  assert_shown (fixture, "One", NULL, "One, v/one, Connected");

  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_LOCKED);
  assert_shown (fixture, "One", "· Keyring locked", "One, v/one, Keyring locked");
  sy_model_button_set_compact (SY_MODEL_BUTTON (fixture->widget), TRUE);
  assert_shown (fixture, "One", NULL, "One, v/one, Keyring locked");
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CONNECTED);

  set_current (fixture, "v/two:free");
  assert_shown (fixture, "Two (free)", NULL, "Two (free), v/two:free, Connected");
  set_current (fixture, "v/one:nitro");
  assert_shown (fixture, "One :nitro", NULL, "One :nitro, v/one:nitro, Connected");
  set_current (fixture, "v/markup");
  assert_shown (fixture, WIDGET_MARKUP, NULL, WIDGET_MARKUP ", v/markup, Connected");

  /* A list that came anew has forgotten the name. */
  set_current (fixture, "v/one");
  setup_fixture_list (&fixture->setup, fixture->provider, unnamed);
  assert_shown (fixture, "v/one", NULL, "v/one, Connected");
}

static GtkWidget *
get_picker (Fixture *fixture)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (fixture->button));

  g_assert_true (SY_IS_MODEL_PICKER (popover));

  return GTK_WIDGET (popover);
}

static guint
get_n_offered (Fixture *fixture)
{
  GtkWidget *list = widget_get_child (get_picker (fixture), "list");
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list));

  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static void
pick (Fixture *fixture,
      guint    position)
{
  GtkWidget *list = widget_get_child (get_picker (fixture), "list");

  g_signal_emit_by_name (list, "activate", position);
}

static gboolean
is_closed (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n_closed > 0 && !gtk_widget_get_mapped (get_picker (fixture));
}

static void
test_model_button_picks (Fixture       *fixture,
                         gconstpointer  data)
{
  setup_fixture_list (&fixture->setup, fixture->provider, ids);
  set_current (fixture, "first/model");
  widget_present (GTK_WINDOW (fixture->window), 500, 400);

  /* Nothing is made before it is asked for. */
  g_assert_null (gtk_menu_button_get_popover (GTK_MENU_BUTTON (fixture->button)));

  sy_model_button_open (SY_MODEL_BUTTON (fixture->widget), NULL, NULL);
  widget_wait_frames (fixture->window, 3);
  g_assert_cmpuint (get_n_offered (fixture), ==, 3);
  pick (fixture, 1);
  g_assert_cmpstr (fixture->picked_id, ==, "second/model");
  g_assert_true (support_spin_until (is_closed, fixture, PATIENCE_MS));
  g_assert_cmpuint (fixture->n_closed, ==, 1);
}

/* Who wants to see all models has seen this list. */
static void
test_model_button_browse (Fixture       *fixture,
                          gconstpointer  data)
{
  set_current (fixture, "first/model");
  widget_present (GTK_WINDOW (fixture->window), 500, 400);
  sy_model_button_open (SY_MODEL_BUTTON (fixture->widget), NULL, NULL);
  widget_wait_frames (fixture->window, 3);

  g_signal_emit_by_name (widget_get_child (get_picker (fixture), "browse"), "clicked");
  g_assert_cmpuint (fixture->n_browsed, ==, 1);
  g_assert_null (fixture->picked_id);
  g_assert_true (support_spin_until (is_closed, fixture, PATIENCE_MS));
}

/* In place of one that was refused, then again for all. */
static void
test_model_button_refused (Fixture       *fixture,
                           gconstpointer  data)
{
  SyProvider *other = setup_fixture_add (&fixture->setup, "ollama");

  setup_fixture_list (&fixture->setup, fixture->provider, ids);
  setup_fixture_show (&fixture->setup, other, SY_HEALTH_CONNECTED);
  sy_provider_set_model_id (other, "other/model");
  set_current (fixture, "first/model");
  widget_present (GTK_WINDOW (fixture->window), 500, 400);

  sy_model_button_open (SY_MODEL_BUTTON (fixture->widget), fixture->provider, "third/othre");
  widget_wait_frames (fixture->window, 3);
  g_assert_cmpuint (get_n_offered (fixture), ==, 3);
  pick (fixture, 0);
  g_assert_cmpstr (fixture->picked_id, ==, "third/other");
  g_assert_true (support_spin_until (is_closed, fixture, PATIENCE_MS));

  sy_model_button_open (SY_MODEL_BUTTON (fixture->widget), NULL, NULL);
  widget_wait_frames (fixture->window, 3);
  g_assert_cmpuint (get_n_offered (fixture), ==, 4);
}

static gboolean
is_open (gpointer data)
{
  Fixture *fixture = data;
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (fixture->button));

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover));
}

static void
test_model_button_keyboard (Fixture       *fixture,
                            gconstpointer  data)
{
  set_current (fixture, "first/model");
  widget_present (GTK_WINDOW (fixture->window), 500, 400);

  g_assert_true (gtk_widget_grab_focus (fixture->widget));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         fixture->button));
  gtk_widget_activate (fixture->button);
  g_assert_true (support_spin_until (is_open, fixture, PATIENCE_MS));
  g_signal_emit_by_name (widget_get_child (get_picker (fixture), "search"), "stop-search");
  g_assert_true (support_spin_until (is_closed, fixture, PATIENCE_MS));
}

static void
test_model_button_narrow (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *id = g_strnfill (200, 'x');

  set_current (fixture, id);
  sy_model_button_set_compact (SY_MODEL_BUTTON (fixture->widget), TRUE);
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_LOCKED);
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (fixture->widget), <=, NARROW);
  widget_set_text_scale (1);
}

#define ADD(name, func) \
  g_test_add ("/model-button/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("words", test_model_button_words);
  ADD ("nothing", test_model_button_nothing);
  ADD ("title", test_model_button_title);
  ADD ("picks", test_model_button_picks);
  ADD ("browse", test_model_button_browse);
  ADD ("refused", test_model_button_refused);
  ADD ("keyboard", test_model_button_keyboard);
  ADD ("narrow", test_model_button_narrow);

  return g_test_run ();
}
