/* test-templates.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-chat-page.h"
#include "sy-note-row.h"
#include "sy-provider-page.h"
#include "sy-settings-dialog.h"
#include "sy-sidebar.h"
#include "sy-welcome-page.h"
#include "sy-window.h"
#include "widget-support.h"

#include <string.h>

/* Every template of the application; the test of each is below. */
static const char *templates[] = {
  "sy-appearance-page.ui",
  "sy-chat-page.ui",
  "sy-chat-settings-page.ui",
  "sy-privacy-page.ui",
  "sy-provider-page.ui",
  "sy-settings-dialog.ui",
  "sy-welcome-page.ui",
  "sy-window.ui",
};

static void
test_templates_complete (void)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = g_resources_enumerate_children (RESOURCE_PATH "/app", 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), ==, G_N_ELEMENTS (templates));
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    g_assert_true (g_strv_contains ((const char * const *) names, templates[i]));
}

static void
test_templates_welcome_page (void)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (SY_TYPE_WELCOME_PAGE, NULL));
  GtkWidget *list = widget_find (page, GTK_TYPE_LIST_BOX);

  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Ways to reach a model");
  g_assert_nonnull (widget_find_action (list, "win.settings"));
  g_assert_nonnull (widget_find_action (list, "win.try-demo"));

  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (page), <=, 360);
  widget_set_text_scale (1);

  g_assert_finalize_object (page);
}

static void
test_templates_chat_page (void)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (SY_TYPE_CHAT_PAGE, NULL));
  g_autofree char *title = NULL;

  g_object_get (page, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "New Chat");

  gtk_widget_add_css_class (page, "narrow");
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (page), <=, 360);
  widget_set_text_scale (1);

  g_assert_finalize_object (page);
}

static void
assert_row (GtkWidget  *page,
            const char *name,
            const char *title)
{
  GtkWidget *row = widget_get_child (page, name);

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
  g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (row)));
}

static void
test_templates_provider_page (void)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (SY_TYPE_PROVIDER_PAGE, NULL));

  assert_row (page, "preset_row", "Provider Preset");
  assert_row (page, "key_row", "API Key");
  assert_row (page, "base_row", "API Base");
  assert_row (page, "model_row", "Model ID");
  assert_row (page, "format_row", "API Format");

  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (page), <=, 360);
  widget_set_text_scale (1);

  g_assert_finalize_object (page);
}

static void
test_templates_settings_dialog (void)
{
  SyWorkspace *workspace = sy_workspace_new ();
  GtkWidget *dialog = g_object_ref_sink (GTK_WIDGET (sy_settings_dialog_new (workspace, NULL)));
  GtkWidget *page = widget_get_child (dialog, "provider_page");
  GtkWidget *base = widget_get_child (page, "base_row");
  GListModel *presets;

  presets = adw_combo_row_get_model (ADW_COMBO_ROW (widget_get_child (page, "preset_row")));
  g_assert_cmpuint (g_list_model_get_n_items (presets), >=, 4);
  g_assert_true (g_str_has_prefix (gtk_editable_get_text (GTK_EDITABLE (base)), "https://"));
  sy_settings_dialog_commit (SY_SETTINGS_DIALOG (dialog));

  g_assert_finalize_object (dialog);
  g_assert_finalize_object (workspace);
}

static AdwApplication *
new_application (void)
{
  AdwApplication *application = adw_application_new (APPLICATION_ID, G_APPLICATION_NON_UNIQUE);
  g_autoptr(GError) error = NULL;

  g_application_set_resource_base_path (G_APPLICATION (application), RESOURCE_PATH);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

/* Shows a window so that its content has a size: a frame comes on top of it. */
static void
present_content (GtkWidget *window,
                 int        width,
                 int        height)
{
  int frame;

  widget_present (GTK_WINDOW (window), width, height);
  widget_wait_frames (window, 4);
  frame = width - gtk_widget_get_width (window);
  widget_present (GTK_WINDOW (window), width + frame, height + frame);
  widget_wait_frames (window, 4);
  g_assert_cmpint (gtk_widget_get_width (window), ==, width);
}

/* GTK and libadwaita warn, which ends the test, when something does not fit. */
static void
show_window (AdwApplication *application,
             SyWorkspace    *workspace,
             const char     *page,
             guint           scale)
{
  static const int sizes[][2] = { { 1100, 820 }, { 600, 500 }, { 360, 294 } };
  GtkWidget *window = g_object_ref (GTK_WIDGET (sy_window_new (application, workspace)));
  GtkWidget *stack = widget_get_child (window, "stack");

  /* What is not shown has not been built. */
  sy_window_start (SY_WINDOW (window));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "welcome");
  g_assert_null (gtk_stack_get_child_by_name (GTK_STACK (stack), "chat"));

  if (strcmp (page, "chat") == 0)
    gtk_widget_activate_action (window, "win.new-chat", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, page);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      present_content (window, sizes[i][0], sizes[i][1]);
      g_assert_cmpint (gtk_widget_has_css_class (stack, "narrow"), ==,
                       sizes[i][0] <= 500 * (int) scale);
    }

  gtk_widget_activate_action (window, "win.settings", NULL);
  g_assert_nonnull (widget_find (window, SY_TYPE_SETTINGS_DIALOG));
  widget_wait_frames (window, 4);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

static void
test_templates_window (gconstpointer data)
{
  GtkTextDirection direction = (GtkTextDirection) GPOINTER_TO_INT (data);
  g_autoptr(AdwApplication) application = new_application ();
  SyWorkspace *workspace = sy_workspace_new ();

  gtk_widget_set_default_direction (direction);

  for (guint scale = 1; scale <= 2; scale++)
    {
      widget_set_text_scale (scale);
      show_window (application, workspace, "welcome", scale);
      show_window (application, workspace, "chat", scale);
    }

  widget_set_text_scale (1);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_finalize_object (workspace);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/templates/complete", test_templates_complete);
  g_test_add_func ("/templates/welcome-page", test_templates_welcome_page);
  g_test_add_func ("/templates/chat-page", test_templates_chat_page);
  g_test_add_func ("/templates/provider-page", test_templates_provider_page);
  g_test_add_func ("/templates/settings-dialog", test_templates_settings_dialog);
  g_test_add_data_func ("/templates/window/left-to-right", GINT_TO_POINTER (GTK_TEXT_DIR_LTR),
                        test_templates_window);
  g_test_add_data_func ("/templates/window/right-to-left", GINT_TO_POINTER (GTK_TEXT_DIR_RTL),
                        test_templates_window);

  return g_test_run ();
}
