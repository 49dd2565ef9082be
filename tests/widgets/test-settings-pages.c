/* test-settings-pages.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-appearance-page.h"
#include "sy-chat-settings-page.h"
#include "sy-preferences.h"
#include "sy-privacy-page.h"
#include "sy-removal-dialog.h"
#include "sy-sampling-group.h"
#include "widget-support.h"

#include <math.h>

/* What is set here is kept in memory. */
typedef struct
{
  AdwApplication *application;
  GSettings      *preferences;
  SyWorkspace    *workspace;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->application = adw_application_new (APPLICATION_ID, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (fixture->application), RESOURCE_PATH);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);

  fixture->preferences = sy_preferences_new (G_APPLICATION (fixture->application));
  g_assert_nonnull (fixture->preferences);
  fixture->workspace = sy_workspace_new ();
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  static const char *keys[] = {
    "background-checks", "identify-app", "color-scheme", "chat-text-scale", "system-prompt",
    "temperature", "max-tokens", "top-p", "reasoning-effort", "send-key",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->preferences, keys[i]);

  g_assert_finalize_object (fixture->preferences);
  g_assert_finalize_object (fixture->workspace);
  g_object_unref (fixture->application);
}

static void
assert_narrow (GtkWidget *page)
{
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (page), <=, 360);
  widget_set_text_scale (1);
}

static void
assert_row (GtkWidget  *row,
            const char *title)
{
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
}

static void
test_settings_pages_privacy (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (SY_TYPE_PRIVACY_PAGE, NULL));
  GtkWidget *background = widget_get_child (page, "background_row");
  GtkWidget *identify = widget_get_child (page, "identify_row");

  sy_privacy_page_set_up (SY_PRIVACY_PAGE (page), fixture->workspace, fixture->preferences);
  assert_row (background, "Background Checks");
  assert_row (identify, "Identify the App to OpenRouter");
  assert_row (widget_get_child (page, "remove_row"), "Remove All Keys");
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (background)));
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (identify)));

  adw_switch_row_set_active (ADW_SWITCH_ROW (background), FALSE);
  g_assert_false (g_settings_get_boolean (fixture->preferences, "background-checks"));
  g_assert_true (g_settings_get_boolean (fixture->preferences, "identify-app"));
  g_settings_set_boolean (fixture->preferences, "identify-app", FALSE);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (identify)));

  assert_narrow (page);
  g_assert_finalize_object (page);
}

static void
test_settings_pages_nothing_kept (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (SY_TYPE_PRIVACY_PAGE, NULL));

  sy_privacy_page_set_up (SY_PRIVACY_PAGE (page), fixture->workspace, NULL);
  g_assert_false (gtk_widget_get_visible (widget_get_child (page, "switches")));
  g_assert_true (gtk_widget_get_visible (widget_get_child (page, "remove_row")));

  g_assert_finalize_object (page);
}

static void
test_settings_pages_appearance (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (SY_TYPE_APPEARANCE_PAGE, NULL));
  AdwComboRow *scheme = ADW_COMBO_ROW (widget_get_child (page, "scheme_row"));
  GtkSpinButton *text = GTK_SPIN_BUTTON (widget_get_child (page, "text_size"));
  g_autofree char *value = NULL;

  g_settings_set_string (fixture->preferences, "color-scheme", "dark");
  sy_appearance_page_set_up (SY_APPEARANCE_PAGE (page), fixture->preferences);
  gtk_test_accessible_assert_property (text, GTK_ACCESSIBLE_PROPERTY_LABEL, "Chat Text Size");
  g_assert_cmpuint (adw_combo_row_get_selected (scheme), ==, 2);
  g_assert_cmpfloat (gtk_spin_button_get_value (text), ==, 100);

  adw_combo_row_set_selected (scheme, 1);
  value = g_settings_get_string (fixture->preferences, "color-scheme");
  g_assert_cmpstr (value, ==, "light");

  gtk_spin_button_set_value (text, 110);
  g_assert_cmpfloat_with_epsilon (g_settings_get_double (fixture->preferences,
                                                         "chat-text-scale"), 1.1, 1e-9);
  gtk_spin_button_set_value (text, 1000);
  g_assert_cmpfloat (g_settings_get_double (fixture->preferences, "chat-text-scale"), ==, 3);
  g_settings_set_double (fixture->preferences, "chat-text-scale", 0.5);
  g_assert_cmpfloat (gtk_spin_button_get_value (text), ==, 50);

  assert_narrow (page);
  g_assert_finalize_object (page);
}

static void
assert_key (Fixture    *fixture,
            const char *key,
            const char *expected)
{
  g_autoptr(GVariant) value = g_settings_get_value (fixture->preferences, key);
  g_autofree char *text = g_variant_print (value, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

/* Nothing is set until somebody sets it. */
static void
test_settings_pages_chat (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (SY_TYPE_CHAT_SETTINGS_PAGE, NULL));
  SySamplingGroup *group = SY_SAMPLING_GROUP (widget_get_child (page, "group"));
  g_autoptr(SySampling) sampling = sy_sampling_new ();

  sy_chat_settings_page_set_up (SY_CHAT_SETTINGS_PAGE (page), fixture->preferences);
  g_assert_false (sy_sampling_is_set (sy_sampling_group_get_sampling (group)));
  assert_key (fixture, "temperature", "nothing");

  sampling->temperature = 0.5;
  sampling->max_tokens = 2000;
  sampling->effort = g_strdup ("low");
  sy_sampling_group_set_sampling (group, sampling);
  sy_sampling_group_set_system_prompt (group, "Be brief.");
  assert_key (fixture, "temperature", "0.5");
  assert_key (fixture, "max-tokens", "2000");
  assert_key (fixture, "top-p", "nothing");
  assert_key (fixture, "reasoning-effort", "'low'");
  assert_key (fixture, "system-prompt", "'Be brief.'");

  /* Others may change them too, and to nonsense. */
  g_settings_set (fixture->preferences, "temperature", "md", TRUE, 7.0);
  g_settings_set (fixture->preferences, "max-tokens", "mx", TRUE, G_GINT64_CONSTANT (-3));
  g_settings_set (fixture->preferences, "top-p", "md", TRUE, 0.25);
  g_settings_set_string (fixture->preferences, "reasoning-effort", "");
  sampling->temperature = NAN;
  sampling->max_tokens = 0;
  sampling->top_p = 0.25;
  g_clear_pointer (&sampling->effort, g_free);
  g_assert_true (sy_sampling_equal (sy_sampling_group_get_sampling (group), sampling));

  sy_sampling_group_set_sampling (group, NULL);
  assert_key (fixture, "temperature", "nothing");
  assert_key (fixture, "top-p", "nothing");
  assert_narrow (page);
  g_assert_finalize_object (page);
}

static void
test_settings_pages_send_key (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (SY_TYPE_CHAT_SETTINGS_PAGE, NULL));
  GtkWidget *row = widget_get_child (page, "send_row");

  sy_chat_settings_page_set_up (SY_CHAT_SETTINGS_PAGE (page), fixture->preferences);
  assert_row (row, "Send Messages With");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  assert_key (fixture, "send-key", "'ctrl-enter'");
  g_settings_reset (fixture->preferences, "send-key");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);

  g_assert_finalize_object (page);
}

/* A program that runs follows what is set, from the next request on. */
static void
test_settings_pages_defaults (Fixture       *fixture,
                              gconstpointer  data)
{
  SyChatDefaults *defaults = sy_workspace_get_chat_defaults (fixture->workspace);

  g_settings_set_string (fixture->preferences, "system-prompt", "Be brief.");
  sy_preferences_apply (fixture->preferences, fixture->workspace);
  g_assert_cmpstr (sy_chat_defaults_get_system_prompt (defaults), ==, "Be brief.");
  g_assert_false (sy_sampling_is_set (sy_chat_defaults_get_sampling (defaults)));

  g_settings_set_string (fixture->preferences, "system-prompt", "");
  g_settings_set (fixture->preferences, "max-tokens", "mx", TRUE, G_GINT64_CONSTANT (5));
  g_settings_set (fixture->preferences, "top-p", "md", TRUE, 0.0);
  g_assert_null (sy_chat_defaults_get_system_prompt (defaults));
  g_assert_cmpint (sy_chat_defaults_get_sampling (defaults)->max_tokens, ==, 5);
  g_assert_cmpfloat (sy_chat_defaults_get_sampling (defaults)->top_p, ==, 0);
}

static void
test_settings_pages_apply (Fixture       *fixture,
                           gconstpointer  data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_settings_set_string (fixture->preferences, "color-scheme", "light");
  sy_preferences_apply (fixture->preferences, fixture->workspace);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_FORCE_LIGHT);

  g_settings_set_string (fixture->preferences, "color-scheme", "dark");
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_FORCE_DARK);

  g_settings_set_string (fixture->preferences, "color-scheme", "system");
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_DEFAULT);
}

static void
assert_asks (AdwAlertDialog *dialog,
             const char     *heading,
             const char     *number)
{
  g_object_ref_sink (dialog);
  g_assert_cmpstr (adw_alert_dialog_get_heading (dialog), ==, heading);
  g_assert_false (adw_alert_dialog_get_heading_use_markup (dialog));
  g_assert_false (adw_alert_dialog_get_body_use_markup (dialog));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), number));
  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_cmpstr (adw_alert_dialog_get_close_response (dialog), ==, "cancel");
  g_assert_cmpint (adw_alert_dialog_get_response_appearance (dialog, SY_REMOVAL_RESPONSE), ==,
                   ADW_RESPONSE_DESTRUCTIVE);
  g_assert_finalize_object (dialog);
}

static void
test_settings_pages_removal (Fixture       *fixture,
                             gconstpointer  data)
{
  SyProviderList *providers = sy_workspace_get_providers (fixture->workspace);
  SyProvider *provider = sy_provider_list_add_custom (providers);

  sy_provider_set_name (provider, "a<b>&\"'");
  assert_asks (sy_removal_dialog_new_for_key (provider, 0),
               "Remove Key?", "No conversation");
  assert_asks (sy_removal_dialog_new_for_key (provider, 1),
               "Remove Key?", "1 conversation uses");
  assert_asks (sy_removal_dialog_new_for_key (provider, 7),
               "Remove Key?", "7 conversations use");
  assert_asks (sy_removal_dialog_new_for_provider (provider, 0),
               "Remove Provider?", "No conversation");
  assert_asks (sy_removal_dialog_new_for_provider (provider, 7),
               "Remove Provider?", "7 conversations use");
  assert_asks (sy_removal_dialog_new_for_provider (provider, 7),
               "Remove Provider?", "a<b>&\"'");
  assert_asks (sy_removal_dialog_new_for_all_keys (0), "Remove All Keys?", "a new one");
  assert_asks (sy_removal_dialog_new_for_all_keys (7), "Remove All Keys?", "7 conversations");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, setup, func, teardown)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("/settings-pages/privacy", test_settings_pages_privacy);
  ADD ("/settings-pages/nothing-kept", test_settings_pages_nothing_kept);
  ADD ("/settings-pages/appearance", test_settings_pages_appearance);
  ADD ("/settings-pages/chat", test_settings_pages_chat);
  ADD ("/settings-pages/send-key", test_settings_pages_send_key);
  ADD ("/settings-pages/defaults", test_settings_pages_defaults);
  ADD ("/settings-pages/apply", test_settings_pages_apply);
  ADD ("/settings-pages/removal", test_settings_pages_removal);

  return g_test_run ();
}
