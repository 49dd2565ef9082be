/* sy-preferences.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-preferences"

#include "config.h"

#include "sy-preferences.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

/* dconf takes writes without a session bus, says all is well, and loses them. */
static GSettingsBackend *
create_backend (GApplication *application)
{
  g_autofree char *path = NULL;

  if (g_getenv ("GSETTINGS_BACKEND") != NULL ||
      g_application_get_dbus_connection (application) != NULL)
    return g_settings_backend_get_default ();

  path = g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);

  return g_keyfile_settings_backend_new (path, "/", NULL);
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

  backend = create_backend (application);

  return g_settings_new_full (schema, backend, NULL);
}
