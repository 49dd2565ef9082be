/* test-indicator.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-indicator.h"

#include "announcements.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "widget-support.h"

#define QUIET_MS 250
#define MAX_WAITS 5

/* What a narrow window leaves for a row. */
#define NARROW 336

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  SyHealth     *health;
  GtkWidget    *indicator;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  setup_fixture_set_up (&fixture->setup, NULL);
  fixture->provider = setup_fixture_add (&fixture->setup, "openrouter");
  fixture->health = setup_fixture_show (&fixture->setup, fixture->provider,
                                        SY_HEALTH_CONNECTED);
  fixture->indicator = g_object_ref_sink (sy_indicator_new ());
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->indicator);
  setup_fixture_tear_down (&fixture->setup, NULL);
}

static void
show (Fixture       *fixture,
      SyHealthState  state)
{
  if (state == SY_HEALTH_ERROR)
    setup_fixture_fail (&fixture->setup, fixture->provider, SY_ERROR_AUTH, NULL);
  else
    setup_fixture_show (&fixture->setup, fixture->provider, state);
}

static void
watch (Fixture *fixture)
{
  sy_indicator_set_health (SY_INDICATOR (fixture->indicator), fixture->health);
}

static GtkWidget *
get_image (Fixture *fixture)
{
  GtkWidget *stack = widget_get_child (fixture->indicator, "stack");

  return gtk_stack_get_visible_child (GTK_STACK (stack));
}

static void
assert_text (Fixture    *fixture,
             const char *text)
{
  GtkWidget *label = widget_get_child (fixture->indicator, "label");

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, text);
  gtk_test_accessible_assert_property (fixture->indicator, GTK_ACCESSIBLE_PROPERTY_LABEL, text);
}

/* Every state has an icon of its own, a colour and a word. */
static void
test_indicator_states (Fixture       *fixture,
                       gconstpointer  data)
{
  static const struct
  {
    SyHealthState  state;
    const char    *icon;
    const char    *css_class;
    const char    *word;
  } rows[] = {
    { SY_HEALTH_NOT_SET_UP, "radio-symbolic", "sy-secondary", "Not set up" },
    { SY_HEALTH_LOCKED, "changes-prevent-symbolic", "sy-secondary", "Keyring locked" },
    { SY_HEALTH_CHECKING, "content-loading-symbolic", "warning", "Checking …" },
    { SY_HEALTH_CONNECTED, "selection-mode-symbolic", "success", "Connected" },
    { SY_HEALTH_ERROR, "dialog-error-symbolic", "error", "Key not accepted" },
    { SY_HEALTH_OFFLINE, "action-unavailable-symbolic", "sy-offline", "Offline" },
  };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  watch (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *image;

      show (fixture, rows[i].state);
      image = get_image (fixture);
      g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (image)), ==, rows[i].icon);
      g_assert_true (gtk_icon_theme_has_icon (theme, rows[i].icon));
      g_assert_true (gtk_widget_has_css_class (image, rows[i].css_class));
      assert_text (fixture, rows[i].word);

      for (gsize j = 0; j < i; j++)
        g_assert_cmpstr (rows[j].icon, !=, rows[i].icon);
    }
}

/* All go through both images, whichever was shown before. */
static void
test_indicator_changes (Fixture       *fixture,
                        gconstpointer  data)
{
  watch (fixture);

  for (guint i = 0; i < 40; i++)
    {
      SyHealthState state = (SyHealthState) g_test_rand_int_range (0, SY_HEALTH_OFFLINE + 1);
      GtkWidget *before = get_image (fixture);
      gboolean same = state == sy_health_get_state (fixture->health);
      g_autofree char *word = NULL;

      show (fixture, state);
      word = sy_health_dup_word (fixture->health);
      assert_text (fixture, word);
      g_assert_cmpint (get_image (fixture) == before, ==, same);
    }
}

static void
test_indicator_word (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *label = widget_get_child (fixture->indicator, "label");
  guint n_notified;

  watch (fixture);
  g_assert_true (gtk_widget_get_visible (label));

  widget_watch (fixture->indicator, "show-word", &n_notified);
  g_object_set (fixture->indicator, "show-word", TRUE, NULL);
  g_assert_cmpuint (n_notified, ==, 0);
  g_object_set (fixture->indicator, "show-word", FALSE, NULL);
  g_assert_cmpuint (n_notified, ==, 1);

  /* Who does not see it still hears it. */
  g_assert_false (gtk_widget_get_visible (label));
  gtk_test_accessible_assert_property (fixture->indicator, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Connected");
}

static void
test_indicator_name (Fixture       *fixture,
                     gconstpointer  data)
{
  watch (fixture);
  g_object_set (fixture->indicator, "show-name", TRUE, NULL);
  assert_text (fixture, "OpenRouter · Connected");

  show (fixture, SY_HEALTH_ERROR);
  assert_text (fixture, "OpenRouter · Key not accepted");

  /* Which provider it is says nothing there. */
  show (fixture, SY_HEALTH_OFFLINE);
  assert_text (fixture, "Offline");
  show (fixture, SY_HEALTH_NOT_SET_UP);
  assert_text (fixture, "Not set up");
}

static void
test_indicator_custom_name (Fixture       *fixture,
                            gconstpointer  data)
{
  SyProvider *provider = sy_provider_list_add_custom (fixture->setup.providers);

  fixture->health = setup_fixture_show (&fixture->setup, provider, SY_HEALTH_CONNECTED);
  watch (fixture);
  g_object_set (fixture->indicator, "show-name", TRUE, NULL);
  assert_text (fixture, "Custom · Connected");

  sy_provider_set_name (provider, WIDGET_MARKUP);
  assert_text (fixture, WIDGET_MARKUP " · Connected");
}

static void
test_indicator_nobody (Fixture       *fixture,
                       gconstpointer  data)
{
  SyIndicator *indicator = SY_INDICATOR (fixture->indicator);
  guint n_notified;

  g_assert_false (gtk_widget_get_visible (fixture->indicator));
  widget_watch (indicator, "health", &n_notified);

  watch (fixture);
  g_assert_true (gtk_widget_get_visible (fixture->indicator));
  g_assert_true (sy_indicator_get_health (indicator) == fixture->health);
  watch (fixture);
  g_assert_cmpuint (n_notified, ==, 1);

  sy_indicator_set_health (indicator, NULL);
  g_assert_false (gtk_widget_get_visible (fixture->indicator));
  g_assert_cmpuint (n_notified, ==, 2);

  /* It is not looked at any more. */
  show (fixture, SY_HEALTH_ERROR);
  g_object_set (indicator, "tinted", TRUE, "show-name", TRUE, "announce", TRUE, NULL);
}

static void
test_indicator_accessible (Fixture       *fixture,
                           gconstpointer  data)
{
  watch (fixture);
  gtk_test_accessible_assert_role (fixture->indicator, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_role (get_image (fixture), GTK_ACCESSIBLE_ROLE_PRESENTATION);
  g_assert_true (gtk_widget_get_has_tooltip (fixture->indicator));
  g_assert_false (gtk_widget_get_focusable (fixture->indicator));
}

static gboolean
query_tooltip (GtkWidget *widget)
{
  g_autoptr(GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (widget, "query-tooltip", 1, 1, FALSE, tooltip, &shown);

  return shown;
}

static void
test_indicator_tooltip (Fixture       *fixture,
                        gconstpointer  data)
{
  g_assert_false (query_tooltip (fixture->indicator));
  watch (fixture);
  g_assert_true (query_tooltip (fixture->indicator));
}

static void
assert_size (Fixture  *fixture,
             gboolean  tinted,
             int       size)
{
  GtkWidget *indicator = g_object_ref_sink (g_object_new (SY_TYPE_INDICATOR,
                                                          "show-word", FALSE,
                                                          "tinted", tinted,
                                                          "health", fixture->health,
                                                          NULL));
  int height;

  gtk_widget_measure (indicator, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (widget_get_min_width (indicator), ==, size);
  g_assert_cmpint (height, ==, size);
  g_assert_finalize_object (indicator);
}

/* An icon keeps its size, and the tint is a circle. */
static void
test_indicator_size (Fixture       *fixture,
                     gconstpointer  data)
{
  for (guint scale = 1; scale <= 2; scale++)
    {
      widget_set_text_scale (scale);
      assert_size (fixture, FALSE, 16);
      assert_size (fixture, TRUE, 32);
    }

  widget_set_text_scale (1);
}

static void
test_indicator_narrow (Fixture       *fixture,
                       gconstpointer  data)
{
  SyProvider *provider = sy_provider_list_add_custom (fixture->setup.providers);
  g_autofree char *name = g_strnfill (60, 'x');

  sy_provider_set_name (provider, name);
  fixture->health = setup_fixture_show (&fixture->setup, provider, SY_HEALTH_CHECKING);
  watch (fixture);
  g_object_set (fixture->indicator, "show-name", TRUE, NULL);
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (fixture->indicator), <=, NARROW);
  widget_set_text_scale (1);
}

static void
after_paint_cb (GdkFrameClock *clock,
                guint         *n_painted)
{
  (*n_painted)++;
}

/* How often a window is painted while nobody does anything. */
static guint
count_frames_once (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint n_painted = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &n_painted);

  support_spin_for (QUIET_MS);
  g_signal_handler_disconnect (clock, handler);

  return n_painted;
}

/* What was begun comes to its end, on a busy machine somewhat later; what never ends is
 * counted however often.
 */
static guint
count_frames (GtkWidget *window)
{
  guint n_painted = 1;

  support_spin_for (QUIET_MS);
  for (guint i = 0; i < MAX_WAITS && n_painted > 0; i++)
    n_painted = count_frames_once (window);

  return n_painted;
}

static GtkWidget *
present (Fixture  *fixture,
         gboolean  animations)
{
  GtkWidget *window = announcements_new_window ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", animations, NULL);
  watch (fixture);
  gtk_box_append (GTK_BOX (box), fixture->indicator);
  gtk_window_set_child (GTK_WINDOW (window), box);
  widget_present (GTK_WINDOW (window), 200, 100);

  return window;
}

static void
destroy (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* The dots pulse while a check runs, and nothing else ever moves by itself. */
static void
test_indicator_pulse (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = present (fixture, TRUE);

  for (int state = SY_HEALTH_NOT_SET_UP; state <= SY_HEALTH_OFFLINE; state++)
    {
      show (fixture, (SyHealthState) state);
      if (state == SY_HEALTH_CHECKING)
        g_assert_cmpuint (count_frames (window), >, 2);
      else
        g_assert_cmpuint (count_frames (window), ==, 0);
    }

  destroy (window);
}

static void
test_indicator_still (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = present (fixture, FALSE);

  show (fixture, SY_HEALTH_CHECKING);
  g_assert_cmpuint (count_frames (window), ==, 0);

  destroy (window);
}

/* Dots that nobody sees do not keep a window awake. */
static void
test_indicator_unseen (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = present (fixture, TRUE);
  GtkWidget *stack = gtk_stack_new ();

  show (fixture, SY_HEALTH_CHECKING);
  g_assert_cmpuint (count_frames (window), >, 2);

  gtk_widget_set_visible (fixture->indicator, FALSE);
  g_assert_cmpuint (count_frames (window), ==, 0);
  gtk_widget_set_visible (fixture->indicator, TRUE);
  g_assert_cmpuint (count_frames (window), >, 2);

  gtk_box_remove (GTK_BOX (gtk_window_get_child (GTK_WINDOW (window))), fixture->indicator);
  gtk_stack_add_child (GTK_STACK (stack), fixture->indicator);
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Other"), "other");
  gtk_window_set_child (GTK_WINDOW (window), stack);
  g_assert_cmpuint (count_frames (window), >, 2);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "other");
  g_assert_cmpuint (count_frames (window), ==, 0);

  destroy (window);
}

/* The same in a popover that is closed again, which keeps what is in it. */
static void
test_indicator_popover (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  watch (fixture);
  show (fixture, SY_HEALTH_CHECKING);
  gtk_popover_set_child (GTK_POPOVER (popover), fixture->indicator);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_window_set_child (GTK_WINDOW (window), button);
  widget_present (GTK_WINDOW (window), 200, 100);
  g_assert_cmpuint (count_frames (window), ==, 0);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_cmpuint (count_frames (window), >, 2);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  g_assert_cmpuint (count_frames (window), ==, 0);

  destroy (window);
}

static void
assert_announced (const char *text)
{
  g_autofree char *announced = announcements_take ();

  g_assert_cmpstr (announced, ==, text);
}

/* Changes are told, once each; a check that finds the same is none. */
static void
test_indicator_announces (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *window = present (fixture, FALSE);
  SyProvider *other = setup_fixture_add (&fixture->setup, "ollama");
  SyHealth *health = setup_fixture_show (&fixture->setup, other, SY_HEALTH_LOCKED);

  g_object_set (fixture->indicator, "announce", TRUE, "show-name", TRUE, NULL);
  assert_announced ("");

  show (fixture, SY_HEALTH_CHECKING);
  show (fixture, SY_HEALTH_CONNECTED);
  assert_announced ("");

  show (fixture, SY_HEALTH_CHECKING);
  show (fixture, SY_HEALTH_ERROR);
  assert_announced ("OpenRouter · Key not accepted\n");
  show (fixture, SY_HEALTH_ERROR);
  assert_announced ("");

  setup_fixture_fail (&fixture->setup, fixture->provider, SY_ERROR_PAYMENT, NULL);
  assert_announced ("OpenRouter · Out of credits\n");

  /* Another provider is worse than the one that was shown. */
  sy_indicator_set_health (SY_INDICATOR (fixture->indicator), health);
  assert_announced ("Ollama (local) · Keyring locked\n");

  g_object_set (fixture->indicator, "announce", FALSE, NULL);
  setup_fixture_show (&fixture->setup, other, SY_HEALTH_CONNECTED);
  assert_announced ("");

  destroy (window);
}

/* What was found out before anybody looked is no change; what comes then is. */
static void
test_indicator_announces_first (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *window;

  show (fixture, SY_HEALTH_CHECKING);
  window = present (fixture, FALSE);
  g_object_set (fixture->indicator, "announce", TRUE, NULL);
  assert_announced ("");
  show (fixture, SY_HEALTH_CONNECTED);
  assert_announced ("Connected\n");

  destroy (window);
}

#define ADD(name, func) \
  g_test_add ("/indicator/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("states", test_indicator_states);
  ADD ("changes", test_indicator_changes);
  ADD ("word", test_indicator_word);
  ADD ("name", test_indicator_name);
  ADD ("custom-name", test_indicator_custom_name);
  ADD ("nobody", test_indicator_nobody);
  ADD ("accessible", test_indicator_accessible);
  ADD ("tooltip", test_indicator_tooltip);
  ADD ("size", test_indicator_size);
  ADD ("narrow", test_indicator_narrow);
  ADD ("pulse", test_indicator_pulse);
  ADD ("still", test_indicator_still);
  ADD ("unseen", test_indicator_unseen);
  ADD ("popover", test_indicator_popover);
  ADD ("announces", test_indicator_announces);
  ADD ("announces-first", test_indicator_announces_first);

  return g_test_run ();
}
