/* test-composer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-composer.h"

#include "sy-notice.h"
#include "widget-support.h"

typedef struct
{
  GtkWidget  *window;
  SyComposer *composer;
  GtkWidget  *view;
  GtkWidget  *send;
  GtkWidget  *stop;
  GtkWidget  *notice;
  char       *submitted;
  guint       n_submitted;
  guint       n_stopped;
} Fixture;

static void
submit_cb (SyComposer *composer,
           const char *text,
           Fixture    *fixture)
{
  g_free (fixture->submitted);
  fixture->submitted = g_strdup (text);
  fixture->n_submitted++;
}

static void
stop_cb (SyComposer *composer,
         Fixture    *fixture)
{
  fixture->n_stopped++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *widget = g_object_ref_sink (sy_composer_new ());

  fixture->window = gtk_window_new ();
  fixture->composer = SY_COMPOSER (widget);
  fixture->view = widget_get_child (widget, "view");
  fixture->send = widget_find_action (widget, "composer.send");
  fixture->stop = widget_find_action (widget, "composer.stop");
  fixture->notice = widget_get_child (widget, "notice");
  g_assert_nonnull (fixture->send);
  g_assert_nonnull (fixture->stop);
  g_signal_connect (widget, "submit", G_CALLBACK (submit_cb), fixture);
  g_signal_connect (widget, "stop", G_CALLBACK (stop_cb), fixture);

  /* Buttons find their actions only there. */
  gtk_window_set_child (GTK_WINDOW (fixture->window), widget);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->composer);
  g_free (fixture->submitted);
}

static void
assert_text (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = sy_composer_dup_text (fixture->composer);

  g_assert_cmpstr (text, ==, expected);
}

/* As if the key had been pressed in the text; returns whether it was taken. */
static gboolean
press (Fixture         *fixture,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->view);
  guint n_asked = 0;
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        {
          g_signal_emit_by_name (controller, "key-pressed", keyval, 0u, state, &taken);
          n_asked++;
        }
    }

  g_assert_cmpuint (n_asked, >, 0);

  return taken;
}

static void
test_composer_text (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *text = NULL;
  guint n_notified;

  widget_watch (fixture->composer, "text", &n_notified);
  g_object_get (fixture->composer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "");

  sy_composer_set_text (fixture->composer, "One");
  assert_text (fixture, "One");
  g_assert_cmpuint (n_notified, ==, 1);

  sy_composer_set_text (fixture->composer, "One");
  g_assert_cmpuint (n_notified, ==, 1);

  g_object_set (fixture->composer, "text", "Two\nlines", NULL);
  assert_text (fixture, "Two\nlines");
  g_assert_cmpuint (n_notified, >, 1);

  n_notified = 0;
  sy_composer_set_text (fixture->composer, NULL);
  assert_text (fixture, "");
  g_assert_cmpuint (n_notified, ==, 1);

  g_object_set (fixture->composer, "text", NULL, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
}

static void
test_composer_busy (Fixture       *fixture,
                    gconstpointer  data)
{
  guint n_notified;

  widget_watch (fixture->composer, "busy", &n_notified);
  g_assert_false (sy_composer_get_busy (fixture->composer));

  sy_composer_set_busy (fixture->composer, TRUE);
  sy_composer_set_busy (fixture->composer, 2);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (sy_composer_get_busy (fixture->composer), ==, TRUE);

  g_object_set (fixture->composer, "busy", FALSE, NULL);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_false (sy_composer_get_busy (fixture->composer));
}

static void
test_composer_send_or_stop (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkStack *buttons = GTK_STACK (widget_get_child (GTK_WIDGET (fixture->composer), "buttons"));

  sy_composer_set_text (fixture->composer, "Hello");
  g_assert_true (fixture->send == gtk_stack_get_visible_child (buttons));
  g_assert_true (gtk_widget_get_sensitive (fixture->send));

  sy_composer_set_busy (fixture->composer, TRUE);
  g_assert_true (fixture->stop == gtk_stack_get_visible_child (buttons));
  g_assert_true (gtk_widget_get_sensitive (fixture->stop));
  g_assert_false (gtk_widget_get_sensitive (fixture->send));

  g_signal_emit_by_name (fixture->stop, "clicked");
  g_assert_cmpuint (fixture->n_stopped, ==, 1);
  g_assert_cmpuint (fixture->n_submitted, ==, 0);
  assert_text (fixture, "Hello");

  sy_composer_set_busy (fixture->composer, FALSE);
  g_assert_true (fixture->send == gtk_stack_get_visible_child (buttons));
  g_assert_true (gtk_widget_get_sensitive (fixture->send));
  g_assert_false (gtk_widget_get_sensitive (fixture->stop));
}

static void
test_composer_blank (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char *blanks[] = { "", " ", "\n", "\t \n  \n", "\302\240", "\343\200\200 \n" };

  for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      sy_composer_set_text (fixture->composer, blanks[i]);
      g_assert_false (gtk_widget_get_sensitive (fixture->send));

      g_signal_emit_by_name (fixture->send, "clicked");
      press (fixture, GDK_KEY_Return, 0);
      g_assert_cmpuint (fixture->n_submitted, ==, 0);
      assert_text (fixture, blanks[i]);

      sy_composer_set_text (fixture->composer, "\n x");
      g_assert_true (gtk_widget_get_sensitive (fixture->send));
    }
}

static void
test_composer_submit (Fixture       *fixture,
                      gconstpointer  data)
{
  sy_composer_set_text (fixture->composer, " One\n" WIDGET_MARKUP "\n");
  g_signal_emit_by_name (fixture->send, "clicked");
  g_assert_cmpuint (fixture->n_submitted, ==, 1);
  g_assert_cmpstr (fixture->submitted, ==, " One\n" WIDGET_MARKUP "\n");

  /* It is not gone until somebody says that it was taken. */
  assert_text (fixture, " One\n" WIDGET_MARKUP "\n");
  g_assert_true (gtk_widget_get_sensitive (fixture->send));

  sy_composer_set_text (fixture->composer, NULL);
  g_assert_false (gtk_widget_get_sensitive (fixture->send));
}

static void
test_composer_enter (Fixture       *fixture,
                     gconstpointer  data)
{
  static const guint sending[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };

  sy_composer_set_text (fixture->composer, "Hello");

  for (guint i = 0; i < G_N_ELEMENTS (sending); i++)
    {
      g_assert_true (press (fixture, sending[i], i % 2 == 0 ? 0 : GDK_LOCK_MASK));
      g_assert_cmpuint (fixture->n_submitted, ==, i + 1);
      g_assert_cmpstr (fixture->submitted, ==, "Hello");
    }

  g_assert_false (press (fixture, GDK_KEY_Return, GDK_SHIFT_MASK));
  g_assert_false (press (fixture, GDK_KEY_KP_Enter, GDK_SHIFT_MASK));
  g_assert_false (press (fixture, GDK_KEY_a, 0));
  g_assert_cmpuint (fixture->n_submitted, ==, G_N_ELEMENTS (sending));
}

/* Swapped, and back. */
static void
test_composer_ctrl_enter (Fixture       *fixture,
                          gconstpointer  data)
{
  guint n_notified;

  widget_watch (fixture->composer, "send-with-ctrl", &n_notified);
  sy_composer_set_text (fixture->composer, "Hello");
  g_assert_false (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));

  for (guint i = 0; i < 2; i++)
    g_object_set (fixture->composer, "send-with-ctrl", TRUE, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_false (press (fixture, GDK_KEY_Return, 0));
  g_assert_false (press (fixture, GDK_KEY_Return, GDK_SHIFT_MASK));
  g_assert_false (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_cmpuint (fixture->n_submitted, ==, 0);
  g_assert_true (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_true (press (fixture, GDK_KEY_KP_Enter, GDK_CONTROL_MASK | GDK_LOCK_MASK));
  g_assert_cmpuint (fixture->n_submitted, ==, 2);

  /* What is being composed keeps the key, whatever is held with it. */
  g_signal_emit_by_name (fixture->view, "preedit-changed", "\343\201\213");
  g_assert_false (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_cmpuint (fixture->n_submitted, ==, 2);
  g_signal_emit_by_name (fixture->view, "preedit-changed", "");

  sy_composer_set_send_with_ctrl (fixture->composer, FALSE);
  g_assert_false (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_cmpuint (fixture->n_submitted, ==, 3);
}

static void
test_composer_enter_busy (Fixture       *fixture,
                          gconstpointer  data)
{
  sy_composer_set_text (fixture->composer, "Next");
  sy_composer_set_busy (fixture->composer, TRUE);

  press (fixture, GDK_KEY_Return, 0);
  g_assert_cmpuint (fixture->n_submitted, ==, 0);
  g_assert_cmpuint (fixture->n_stopped, ==, 0);
  assert_text (fixture, "Next");
}

static void
test_composer_preedit (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *placeholder = widget_get_child (GTK_WIDGET (fixture->composer), "placeholder");

  g_assert_true (gtk_widget_get_visible (placeholder));
  g_signal_emit_by_name (fixture->view, "preedit-changed", "\343\201\213");
  g_assert_false (gtk_widget_get_visible (placeholder));
  g_signal_emit_by_name (fixture->view, "preedit-changed", "");
  g_assert_true (gtk_widget_get_visible (placeholder));

  sy_composer_set_text (fixture->composer, "Hello");
  sy_composer_set_busy (fixture->composer, TRUE);
  g_signal_emit_by_name (fixture->view, "preedit-changed", "\343\201\213");
  g_assert_false (press (fixture, GDK_KEY_Escape, 0));
  g_assert_cmpuint (fixture->n_stopped, ==, 0);

  sy_composer_set_busy (fixture->composer, FALSE);
  g_assert_false (press (fixture, GDK_KEY_Return, 0));
  g_assert_cmpuint (fixture->n_submitted, ==, 0);

  g_signal_emit_by_name (fixture->view, "preedit-changed", "");
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_cmpuint (fixture->n_submitted, ==, 1);
}

static void
test_composer_escape (Fixture       *fixture,
                      gconstpointer  data)
{
  sy_composer_set_text (fixture->composer, "Hello");

  /* Elsewhere it closes a dialog, so it is taken only where it stops something. */
  g_assert_false (press (fixture, GDK_KEY_Escape, 0));
  g_assert_cmpuint (fixture->n_stopped, ==, 0);

  sy_composer_set_busy (fixture->composer, TRUE);
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  g_assert_cmpuint (fixture->n_stopped, ==, 1);

  sy_composer_set_busy (fixture->composer, FALSE);
  g_assert_false (press (fixture, GDK_KEY_Escape, 0));
  g_assert_cmpuint (fixture->n_stopped, ==, 1);
  assert_text (fixture, "Hello");
}

static void
test_composer_notice (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  GtkWidget *settings = widget_find_action (fixture->notice, "win.settings");

  g_assert_false (gtk_widget_get_visible (fixture->notice));

  sy_composer_set_notice (fixture->composer, WIDGET_MARKUP, TRUE);
  g_assert_true (gtk_widget_get_visible (fixture->notice));
  g_assert_true (gtk_widget_get_visible (settings));
  g_assert_cmpstr (sy_notice_get_text (SY_NOTICE (fixture->notice)), ==, WIDGET_MARKUP);

  gtk_text_buffer_insert_at_cursor (buffer, "x", -1);
  g_assert_false (gtk_widget_get_visible (fixture->notice));
  assert_text (fixture, "x");

  sy_composer_set_notice (fixture->composer, "No key", TRUE);
  sy_composer_set_notice (fixture->composer, NULL, FALSE);
  g_assert_false (gtk_widget_get_visible (fixture->notice));

  sy_composer_set_notice (fixture->composer, "No browser", FALSE);
  g_assert_true (gtk_widget_get_visible (fixture->notice));
  g_assert_false (gtk_widget_get_visible (settings));
}

static void
test_composer_accessible (Fixture       *fixture,
                          gconstpointer  data)
{
  gtk_test_accessible_assert_role (fixture->composer, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_role (fixture->view, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Message");
  gtk_test_accessible_assert_property (fixture->send, GTK_ACCESSIBLE_PROPERTY_LABEL, "Send");
  gtk_test_accessible_assert_property (fixture->stop, GTK_ACCESSIBLE_PROPERTY_LABEL, "Stop");
  g_assert_nonnull (gtk_widget_get_tooltip_text (fixture->send));
  g_assert_nonnull (gtk_widget_get_tooltip_text (fixture->stop));
}

static void
test_composer_max_height (Fixture       *fixture,
                          gconstpointer  data)
{
  guint n_notified;
  int height;

  widget_watch (fixture->composer, "text-height", &n_notified);
  g_object_get (fixture->composer, "text-height", &height, NULL);
  g_assert_cmpint (height, ==, 240);

  g_object_set (fixture->composer, "text-height", 100, NULL);
  g_object_set (fixture->composer, "text-height", 100, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  g_object_get (fixture->composer, "text-height", &height, NULL);
  g_assert_cmpint (height, ==, 100);
}

static int
get_text_height (Fixture *fixture)
{
  GtkWidget *scroller = widget_get_child (GTK_WIDGET (fixture->composer), "scroller");

  widget_wait_frames (fixture->window, 3);

  return gtk_widget_get_height (scroller);
}

static void
test_composer_height (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *lines = g_strnfill (200, '\n');
  int one_line;

  gtk_widget_set_valign (GTK_WIDGET (fixture->composer), GTK_ALIGN_END);
  sy_composer_set_text (fixture->composer, "One");
  widget_present (GTK_WINDOW (fixture->window), 400, 600);
  sy_composer_set_text (fixture->composer, "Two");
  one_line = get_text_height (fixture);

  sy_composer_set_text (fixture->composer, "One\nTwo\nThree");
  g_assert_cmpint (get_text_height (fixture), >, one_line);
  g_assert_cmpint (get_text_height (fixture), <, 240);

  sy_composer_set_text (fixture->composer, lines);
  g_assert_cmpint (get_text_height (fixture), ==, 240);
  g_object_set (fixture->composer, "text-height", 120, NULL);
  g_assert_cmpint (get_text_height (fixture), ==, 120);

  sy_composer_set_text (fixture->composer, NULL);
  g_assert_cmpint (get_text_height (fixture), ==, one_line);
}

/* Nothing moves when the first character is typed. */
static void
test_composer_rest (Fixture       *fixture,
                    gconstpointer  data)
{
  int at_rest;

  gtk_widget_set_valign (GTK_WIDGET (fixture->composer), GTK_ALIGN_END);
  widget_present (GTK_WINDOW (fixture->window), 400, 600);
  at_rest = get_text_height (fixture);

  sy_composer_set_text (fixture->composer, "O");
  g_assert_cmpint (get_text_height (fixture), ==, at_rest);
}

static void
test_composer_narrow (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *word = g_strnfill (500, 'x');

  widget_set_text_scale (2);
  widget_present (GTK_WINDOW (fixture->window), 360, 200);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (fixture->composer)), <=, 336);

  sy_composer_set_text (fixture->composer, word);
  sy_composer_set_notice (fixture->composer, word, TRUE);
  widget_wait_frames (fixture->window, 3);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (fixture->composer)), <=, 336);
  widget_set_text_scale (1);
}

static void
test_composer_window (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  graphene_rect_t bounds;

  widget_present (window, 360, 200);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->composer));
  g_assert_true (gtk_window_get_focus (window) == fixture->view);

  g_assert_true (gtk_widget_compute_bounds (fixture->send, fixture->window, &bounds));
  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <, 180);
  else
    g_assert_cmpfloat (bounds.origin.x, >, 180);

  /* After a click the next word can be typed at once. */
  gtk_window_set_focus (window, NULL);
  sy_composer_set_text (fixture->composer, "Hello");
  g_signal_emit_by_name (fixture->send, "clicked");
  g_assert_cmpuint (fixture->n_submitted, ==, 1);
  g_assert_true (gtk_window_get_focus (window) == fixture->view);
}

static void
set_up_rtl (Fixture       *fixture,
            gconstpointer  data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (fixture, data);
}

static void
tear_down_rtl (Fixture       *fixture,
               gconstpointer  data)
{
  tear_down (fixture, data);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

#define ADD(name, func) \
  g_test_add ("/composer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("text", test_composer_text);
  ADD ("busy", test_composer_busy);
  ADD ("send-or-stop", test_composer_send_or_stop);
  ADD ("blank", test_composer_blank);
  ADD ("submit", test_composer_submit);
  ADD ("enter", test_composer_enter);
  ADD ("ctrl-enter", test_composer_ctrl_enter);
  ADD ("enter-busy", test_composer_enter_busy);
  ADD ("preedit", test_composer_preedit);
  ADD ("escape", test_composer_escape);
  ADD ("notice", test_composer_notice);
  ADD ("accessible", test_composer_accessible);
  ADD ("max-height", test_composer_max_height);
  ADD ("height", test_composer_height);
  ADD ("rest", test_composer_rest);
  ADD ("narrow", test_composer_narrow);
  ADD ("window", test_composer_window);
  g_test_add ("/composer/right-to-left", Fixture, NULL,
              set_up_rtl, test_composer_window, tear_down_rtl);

  return g_test_run ();
}
