/* test-model-completion.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-model-completion.h"

#include "announcements.h"
#include "widget-support.h"

/* What a person does not notice between two keys. */
#define MAX_MS 50

typedef struct
{
  GListStore        *models;
  GtkWidget         *window;
  GtkWidget         *row;
  GtkWidget         *popover;
  SyModelCompletion *completion;
} Fixture;

static void
add_model (Fixture    *fixture,
           const char *id)
{
  const SyModelFacts facts = { .id = id, .outputs = SY_MODEL_OUTPUT_TEXT };
  g_autoptr(SyModel) model = sy_model_new (&facts);

  g_list_store_append (fixture->models, model);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char *const ids[] = {
    "anthropic/claude-opus-4.1", "anthropic/claude-sonnet-4.5", "openai/gpt-5",
    "openai/gpt-5-mini", WIDGET_MARKUP,
  };
  GtkWidget *list = gtk_list_box_new ();

  fixture->models = g_list_store_new (SY_TYPE_MODEL);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    add_model (fixture, ids[i]);

  fixture->row = adw_entry_row_new ();
  fixture->completion = sy_model_completion_new (ADW_ENTRY_ROW (fixture->row));
  fixture->popover = widget_find (fixture->row, GTK_TYPE_POPOVER);
  sy_model_completion_set_models (fixture->completion, G_LIST_MODEL (fixture->models));

  fixture->window = announcements_new_window ();
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  gtk_list_box_append (GTK_LIST_BOX (list), adw_entry_row_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), list);
  widget_present (GTK_WINDOW (fixture->window), 400, 400);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->completion);
  g_assert_finalize_object (fixture->models);
}

/* What typing does, as the row sees it. */
static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_widget_grab_focus (fixture->row);
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), text);
}

static gboolean
press (Fixture *fixture,
       guint    keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->row);
  gboolean stopped = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !stopped; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, (GdkModifierType) 0,
                               &stopped);
    }

  return stopped;
}

static gboolean
is_shown (Fixture *fixture)
{
  return gtk_widget_get_visible (fixture->popover);
}

static GtkListView *
get_list (Fixture *fixture)
{
  return GTK_LIST_VIEW (widget_find (fixture->popover, GTK_TYPE_LIST_VIEW));
}

static guint
get_n_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (get_list (fixture))));
}

static void
assert_text (Fixture    *fixture,
             const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->row)), ==, text);
}

static void
test_model_completion_filter (Fixture       *fixture,
                              gconstpointer  data)
{
  g_assert_false (is_shown (fixture));

  type (fixture, "CLAUDE");
  g_assert_true (is_shown (fixture));
  g_assert_cmpuint (get_n_shown (fixture), ==, 2);

  type (fixture, "claude-s");
  g_assert_cmpuint (get_n_shown (fixture), ==, 1);
  assert_text (fixture, "claude-s");

  type (fixture, "nothing has this");
  g_assert_false (is_shown (fixture));
  type (fixture, "");
  g_assert_false (is_shown (fixture));
}

/* Who has typed an id needs no help with it, though others begin with it. */
static void
test_model_completion_exact (Fixture       *fixture,
                             gconstpointer  data)
{
  type (fixture, "openai/gpt");
  g_assert_true (is_shown (fixture));
  type (fixture, "openai/gpt-5");
  g_assert_false (is_shown (fixture));
  type (fixture, "openai/gpt-5-");
  g_assert_true (is_shown (fixture));
}

/* What the program fills in opens nothing. */
static void
test_model_completion_filled (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *other = gtk_widget_get_next_sibling (fixture->row);

  gtk_widget_grab_focus (other);
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), "claude");
  g_assert_false (is_shown (fixture));

  /* And it does not stay when the person goes on. */
  type (fixture, "gpt");
  g_assert_true (is_shown (fixture));
  gtk_widget_grab_focus (other);
  g_assert_false (is_shown (fixture));
}

static void
assert_announced (const char *text)
{
  g_autofree char *announced = announcements_take ();

  g_assert_cmpstr (announced, ==, text);
}

static void
test_model_completion_keys (Fixture       *fixture,
                            gconstpointer  data)
{
  /* Without the list the keys are the row's. */
  g_assert_false (press (fixture, GDK_KEY_Down));
  g_assert_false (press (fixture, GDK_KEY_Escape));

  type (fixture, "claude");
  g_assert_true (press (fixture, GDK_KEY_Up));
  assert_announced ("");
  g_assert_true (press (fixture, GDK_KEY_Down));
  assert_announced ("anthropic/claude-opus-4.1\n");
  assert_text (fixture, "claude");
  g_assert_true (press (fixture, GDK_KEY_Down));
  assert_announced ("anthropic/claude-sonnet-4.5\n");
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_Return));
  assert_text (fixture, "anthropic/claude-sonnet-4.5");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (fixture->row)), ==, 27);
  g_assert_false (is_shown (fixture));

  /* The list is gone, so Enter is the row's again. */
  g_assert_false (press (fixture, GDK_KEY_Return));
}

/* Enter keeps what was typed as long as nothing was chosen. */
static void
test_model_completion_enter (Fixture       *fixture,
                             gconstpointer  data)
{
  type (fixture, "claude");
  g_assert_false (press (fixture, GDK_KEY_Return));
  assert_text (fixture, "claude");
  g_assert_false (is_shown (fixture));

  type (fixture, "claude-");
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_false (press (fixture, GDK_KEY_KP_Enter));
  assert_text (fixture, "claude-");
}

static void
test_model_completion_escape (Fixture       *fixture,
                              gconstpointer  data)
{
  type (fixture, "claude");
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_Escape));
  assert_text (fixture, "claude");
  g_assert_false (is_shown (fixture));

  /* The next one closes the dialog. */
  g_assert_false (press (fixture, GDK_KEY_Escape));

  /* What was selected is not any more. */
  type (fixture, "claude-");
  g_assert_false (press (fixture, GDK_KEY_Return));
  assert_text (fixture, "claude-");
}

static void
test_model_completion_click (Fixture       *fixture,
                             gconstpointer  data)
{
  type (fixture, "a<b");
  g_assert_cmpuint (get_n_shown (fixture), ==, 1);
  widget_wait_frames (fixture->window, 3);
  g_signal_emit_by_name (get_list (fixture), "activate", 0);
  assert_text (fixture, WIDGET_MARKUP);
  g_assert_false (is_shown (fixture));
}

static void
test_model_completion_models (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GListStore) none = g_list_store_new (SY_TYPE_MODEL);

  type (fixture, "claude");
  g_assert_true (is_shown (fixture));
  sy_model_completion_set_models (fixture->completion, G_LIST_MODEL (none));
  g_assert_false (is_shown (fixture));
  type (fixture, "gpt");
  g_assert_false (is_shown (fixture));

  sy_model_completion_set_models (fixture->completion, NULL);
  type (fixture, "gp");
  g_assert_false (is_shown (fixture));

  sy_model_completion_set_models (fixture->completion, G_LIST_MODEL (fixture->models));
  type (fixture, "gpt");
  g_assert_true (is_shown (fixture));

  /* A list that goes while it is shown. */
  g_list_store_remove_all (fixture->models);
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_false (press (fixture, GDK_KEY_Return));
  assert_text (fixture, "gpt");
}

static void
test_model_completion_accessible (Fixture       *fixture,
                                  gconstpointer  data)
{
  type (fixture, "claude");
  gtk_test_accessible_assert_role (get_list (fixture), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (get_list (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Models");

  /* The focus stays where the person types. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         fixture->row));
}

/* No wider than the row, however long the ids are. */
static void
test_model_completion_width (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *id = g_strnfill (250, 'x');

  add_model (fixture, id);
  widget_set_text_scale (2);
  type (fixture, "xx");
  widget_wait_frames (fixture->window, 3);

  /* Its shadow is more. */
  g_assert_cmpint (gtk_widget_get_width (gtk_popover_get_child (GTK_POPOVER (fixture->popover))),
                   <=, gtk_widget_get_width (fixture->row));
  widget_set_text_scale (1);
}

/* The row may go first. */
static void
test_model_completion_row_goes (void)
{
  GtkWidget *row = g_object_ref_sink (adw_entry_row_new ());
  SyModelCompletion *completion = sy_model_completion_new (ADW_ENTRY_ROW (row));

  g_assert_finalize_object (row);
  sy_model_completion_set_models (completion, NULL);
  g_assert_finalize_object (completion);
}

static void
test_model_completion_many (Fixture       *fixture,
                            gconstpointer  data)
{
  const char *text = "vendor-3/model";
  gint64 longest = 0;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("vendor-%u/model-%04u", i % 10, i);

      add_model (fixture, id);
    }

  gtk_widget_grab_focus (fixture->row);

  for (int i = 0; text[i] != '\0'; i++)
    {
      gint64 start = g_get_monotonic_time ();
      int position = i;

      gtk_editable_insert_text (GTK_EDITABLE (fixture->row), text + i, 1, &position);
      longest = MAX (longest, g_get_monotonic_time () - start);
      g_assert_true (is_shown (fixture));
    }

  g_assert_cmpuint (get_n_shown (fixture), ==, 500);
  g_test_message ("longest: %" G_GINT64_FORMAT " us", longest);
  if (g_test_perf ())
    g_assert_cmpint (longest, <, MAX_MS * 1000);
}

#define ADD(name, func) \
  g_test_add ("/model-completion/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("filter", test_model_completion_filter);
  ADD ("exact", test_model_completion_exact);
  ADD ("filled", test_model_completion_filled);
  ADD ("keys", test_model_completion_keys);
  ADD ("enter", test_model_completion_enter);
  ADD ("escape", test_model_completion_escape);
  ADD ("click", test_model_completion_click);
  ADD ("models", test_model_completion_models);
  ADD ("accessible", test_model_completion_accessible);
  ADD ("width", test_model_completion_width);
  ADD ("many", test_model_completion_many);
  g_test_add_func ("/model-completion/row-goes", test_model_completion_row_goes);

  return g_test_run ();
}
