/* sy-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-dialog"

#include "config.h"

#include "sy-dialog.h"

static void
closed_cb (AdwDialog *dialog)
{
  g_idle_add_once ((GSourceOnceFunc) g_object_unref, g_object_ref (dialog));
}

/**
 * sy_dialog_outlive_closing:
 * @dialog: a dialog that is being made
 *
 * With animations off, libadwaita 1.7 still uses a dialog after "closed", which frees
 * it when an action of its own closed it.
 */
void
sy_dialog_outlive_closing (AdwDialog *dialog)
{
  g_return_if_fail (ADW_IS_DIALOG (dialog));

  g_signal_connect (dialog, "closed", G_CALLBACK (closed_cb), NULL);
}
