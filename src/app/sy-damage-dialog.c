/* sy-damage-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-damage-dialog"

#include "config.h"

#include "sy-damage-dialog.h"

#include <glib/gi18n.h>

/**
 * sy_damage_dialog_new:
 * @path: where the damaged file is now
 *
 * Tells that not all of the conversations may be there, and that nothing was thrown
 * away.
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
sy_damage_dialog_new (const char *path)
{
  AdwAlertDialog *dialog;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_name (path);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("The File of Your Conversations Was Damaged"),
                                                   NULL));
  adw_alert_dialog_format_body (dialog,
                                _("What could be read was carried over. Some conversations or "
                                  "messages may be missing. The damaged file is kept as “%s”."),
                                name);
  adw_alert_dialog_add_response (dialog, "close", _("_OK"));
  adw_alert_dialog_set_default_response (dialog, "close");

  return ADW_DIALOG (dialog);
}
