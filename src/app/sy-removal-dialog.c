/* sy-removal-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-removal-dialog"

#include "config.h"

#include "sy-removal-dialog.h"

#include <glib/gi18n.h>

/* libadwaita 1.7 lays out a heading wrong that is a little wider than its dialog: names,
 * which have any width, stand in the body.
 */
static AdwAlertDialog *
create (const char *heading,
        const char *body)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_responses (dialog,
                                  "cancel", _("_Cancel"),
                                  SY_REMOVAL_RESPONSE, _("_Remove"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, SY_REMOVAL_RESPONSE,
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");

  return dialog;
}

/**
 * sy_removal_dialog_new_for_key:
 * @provider: whose key
 * @n_conversations: how many use it
 *
 * Returns: (transfer floating): asks whether the key shall be removed
 */
AdwAlertDialog *
sy_removal_dialog_new_for_key (SyProvider *provider,
                               guint       n_conversations)
{
  g_autofree char *body = NULL;
  const char *name;

  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);

  name = sy_provider_get_name (provider);
  if (n_conversations == 0)
    /* Translators: %s is the name of a provider */
    body = g_strdup_printf (_("No conversation uses %s."), name);
  else
    /* Translators: a number of conversations, and the name of a provider */
    body = g_strdup_printf (ngettext ("%1$u conversation uses %2$s. A reply that is being "
                                      "written stops and keeps its text.",
                                      "%1$u conversations use %2$s. Replies that are being "
                                      "written stop and keep their text.",
                                      n_conversations),
                            n_conversations, name);

  return create (_("Remove Key?"), body);
}

/**
 * sy_removal_dialog_new_for_provider:
 * @provider: one the person has made
 * @n_conversations: how many use it
 *
 * Returns: (transfer floating): asks whether the provider shall be removed
 */
AdwAlertDialog *
sy_removal_dialog_new_for_provider (SyProvider *provider,
                                    guint       n_conversations)
{
  g_autofree char *body = NULL;
  const char *name;

  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);

  name = sy_provider_get_name (provider);
  if (n_conversations == 0)
    /* Translators: %s is the name of a provider */
    body = g_strdup_printf (_("%s is removed with its key. No conversation uses it."), name);
  else
    /* Translators: a number of conversations, and the name of a provider */
    body = g_strdup_printf (ngettext ("%2$s is removed with its key. %1$u conversation uses it "
                                      "and stays readable.",
                                      "%2$s is removed with its key. %1$u conversations use it "
                                      "and stay readable.",
                                      n_conversations),
                            n_conversations, name);

  return create (_("Remove Provider?"), body);
}

/**
 * sy_removal_dialog_new_for_all_keys:
 * @n_conversations: how many there are
 *
 * Returns: (transfer floating): asks whether the keys of all providers shall be removed
 */
AdwAlertDialog *
sy_removal_dialog_new_for_all_keys (guint n_conversations)
{
  g_autofree char *body = NULL;

  if (n_conversations == 0)
    body = g_strdup (_("Each provider that needs a key has to be given a new one."));
  else
    body = g_strdup_printf (ngettext ("Each provider that needs a key has to be given a new one. "
                                      "%u conversation may be concerned; a reply that is being "
                                      "written stops and keeps its text.",
                                      "Each provider that needs a key has to be given a new one. "
                                      "%u conversations may be concerned; replies that are being "
                                      "written stop and keep their text.",
                                      n_conversations),
                            n_conversations);

  return create (_("Remove All Keys?"), body);
}
