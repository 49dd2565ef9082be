/* sy-preferences.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-preferences"

#include "config.h"

#include "sy-preferences.h"

#include <adwaita.h>
#include <math.h>

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

/* dconf takes writes without a session bus, says all is well, and loses them.  Two
 * backends of one file would lose each other's: there is one for all.
 */
static GSettingsBackend *
dup_backend (GApplication *application)
{
  GSettingsBackend *backend = g_object_get_data (G_OBJECT (application), "sy-settings-backend");
  g_autofree char *path = NULL;

  if (g_getenv ("GSETTINGS_BACKEND") != NULL ||
      g_application_get_dbus_connection (application) != NULL)
    return g_settings_backend_get_default ();

  if (backend == NULL)
    {
      path = g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
      backend = g_keyfile_settings_backend_new (path, "/", NULL);
      g_object_set_data_full (G_OBJECT (application), "sy-settings-backend",
                              backend, g_object_unref);
    }

  return g_object_ref (backend);
}

static void
apply_background_checks (SyWorkspace *workspace,
                         const char  *key,
                         GSettings   *preferences)
{
  sy_workspace_set_background_checks (workspace, g_settings_get_boolean (preferences, key));
}

static void
apply_identify_app (SyWorkspace *workspace,
                    const char  *key,
                    GSettings   *preferences)
{
  sy_workspace_set_identify (workspace, g_settings_get_boolean (preferences, key));
}

/* The keys that together are the defaults of all conversations. */
static const char *const chat_keys[] = {
  "system-prompt", "temperature", "max-tokens", "top-p", "reasoning-effort",
};

static void
apply_chat_defaults (SyChatDefaults *defaults,
                     const char     *key,
                     GSettings      *preferences)
{
  g_autofree char *prompt = g_settings_get_string (preferences, "system-prompt");
  g_autoptr(SySampling) sampling = sy_preferences_dup_sampling (preferences);

  sy_chat_defaults_set_system_prompt (defaults, prompt);
  sy_chat_defaults_set_sampling (defaults, sampling);
}

static void
follow_chat_defaults (GSettings      *preferences,
                      SyChatDefaults *defaults)
{
  for (gsize i = 0; i < G_N_ELEMENTS (chat_keys); i++)
    {
      g_autofree char *signal = g_strconcat ("changed::", chat_keys[i], NULL);

      g_signal_connect_object (preferences, signal,
                               G_CALLBACK (apply_chat_defaults), defaults,
                               G_CONNECT_SWAPPED);
    }
}

static void
apply_color_scheme (AdwStyleManager *manager,
                    const char      *key,
                    GSettings       *preferences)
{
  g_autofree char *scheme = g_settings_get_string (preferences, key);

  if (g_str_equal (scheme, "light"))
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  else if (g_str_equal (scheme, "dark"))
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  else
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}

/**
 * sy_preferences_new:
 * @application: the program, registered
 *
 * Preferences of the program and its window.
 *
 * Returns: (transfer full) (nullable): the settings; %NULL when the schema is
 *   not installed, and then nothing is kept
 */
GSettings *
sy_preferences_new (GApplication *application)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;
  g_autoptr(GSettingsBackend) backend = NULL;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);

  if (schema == NULL)
    return NULL;

  backend = dup_backend (application);

  return g_settings_new_full (schema, backend, NULL);
}

/**
 * sy_preferences_apply:
 * @preferences: what the person wants
 * @workspace: what works so
 *
 * Has the workspace and the looks of the program follow the preferences, now and for as
 * long as all of them live.
 */
void
sy_preferences_apply (GSettings   *preferences,
                      SyWorkspace *workspace)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_return_if_fail (G_IS_SETTINGS (preferences));
  g_return_if_fail (SY_IS_WORKSPACE (workspace));

  g_signal_connect_object (preferences, "changed::background-checks",
                           G_CALLBACK (apply_background_checks), workspace,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "changed::identify-app",
                           G_CALLBACK (apply_identify_app), workspace,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "changed::color-scheme",
                           G_CALLBACK (apply_color_scheme), manager,
                           G_CONNECT_SWAPPED);
  follow_chat_defaults (preferences, sy_workspace_get_chat_defaults (workspace));

  /* A key tells of changes only after it was read. */
  apply_background_checks (workspace, "background-checks", preferences);
  apply_identify_app (workspace, "identify-app", preferences);
  apply_color_scheme (manager, "color-scheme", preferences);
  apply_chat_defaults (sy_workspace_get_chat_defaults (workspace), NULL, preferences);
}

static double
read_double (GSettings  *preferences,
             const char *key)
{
  gboolean is_set;
  double value;

  g_settings_get (preferences, key, "md", &is_set, &value);

  return is_set ? value : NAN;
}

/**
 * sy_preferences_dup_sampling:
 * @preferences: may have been changed by anybody
 *
 * Returns: (transfer full): the sampling values of all conversations
 */
SySampling *
sy_preferences_dup_sampling (GSettings *preferences)
{
  SySampling *sampling;
  gboolean is_set;

  g_return_val_if_fail (G_IS_SETTINGS (preferences), NULL);

  sampling = sy_sampling_new ();
  sampling->temperature = read_double (preferences, "temperature");
  sampling->top_p = read_double (preferences, "top-p");
  g_settings_get (preferences, "max-tokens", "mx", &is_set, &sampling->max_tokens);
  if (!is_set)
    sampling->max_tokens = 0;
  sampling->effort = g_settings_get_string (preferences, "reasoning-effort");
  sy_sampling_drop_bad (sampling);

  return sampling;
}

static void
write_double (GSettings  *preferences,
              const char *key,
              double      value)
{
  g_settings_set (preferences, key, "md", !isnan (value), value);
}

/**
 * sy_preferences_set_sampling:
 * @sampling: the values to keep for all conversations
 */
void
sy_preferences_set_sampling (GSettings        *preferences,
                             const SySampling *sampling)
{
  g_return_if_fail (G_IS_SETTINGS (preferences));
  g_return_if_fail (sampling != NULL);

  write_double (preferences, "temperature", sampling->temperature);
  write_double (preferences, "top-p", sampling->top_p);
  g_settings_set (preferences, "max-tokens", "mx", sampling->max_tokens > 0,
                  sampling->max_tokens);
  g_settings_set_string (preferences, "reasoning-effort",
                         sampling->effort != NULL ? sampling->effort : "");
}
