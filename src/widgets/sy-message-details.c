/* sy-message-details.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-details"

#include "config.h"

#include "sy-message-details.h"

#include "sy-dialog.h"
#include "sy-effort.h"
#include "sy-fact-group.h"
#include "sy-json.h"
#include "sy-sampling.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WIDTH  420
#define MARGIN 18

struct _SyMessageDetails
{
  AdwDialog    parent_instance;

  SyFactGroup *answer;
  SyFactGroup *usage;
  SyFactGroup *values;
};

G_DEFINE_FINAL_TYPE (SyMessageDetails, sy_message_details, ADW_TYPE_DIALOG)

static void
add_text (SyFactGroup *group,
          const char  *name,
          const char  *value)
{
  if (value != NULL && *value != '\0')
    sy_fact_group_add (group, name, value);
}

static void
add_number (SyFactGroup *group,
            const char  *name,
            gint64       number)
{
  g_autofree char *text = NULL;

  if (number < 0)
    return;

  text = g_strdup_printf ("%'" G_GINT64_FORMAT, number);
  sy_fact_group_add (group, name, text);
}

static void
add_seconds (SyFactGroup *group,
             const char  *name,
             gint64       duration)
{
  g_autofree char *text = NULL;

  if (duration <= 0)
    return;

  /* Translators: how long something took, in seconds */
  text = g_strdup_printf (_("%.1f s"), (double) duration / G_USEC_PER_SEC);
  sy_fact_group_add (group, name, text);
}

/* From the first word on: what is waited for before that is another fact. */
static void
add_speed (SyFactGroup *group,
           SyMessage   *message)
{
  const SyUsage *usage = sy_message_get_usage (message);
  gint64 duration = sy_message_get_duration (message) - sy_message_get_first_delta (message);
  g_autofree char *text = NULL;

  if (usage == NULL || usage->completion_tokens <= 0 || duration <= 0)
    return;

  /* Translators: how fast a reply was written */
  text = g_strdup_printf (_("%.1f tokens per second"),
                          (double) usage->completion_tokens * G_USEC_PER_SEC / (double) duration);
  sy_fact_group_add (group, _("Speed"), text);
}

static void
add_cost (SyFactGroup *group,
          SyMessage   *message)
{
  SyMoney cost = sy_message_get_cost (message);
  g_autofree char *text = NULL;

  if (cost == SY_MONEY_UNKNOWN)
    return;

  text = sy_money_format (cost);
  sy_fact_group_add (group, _("Cost"), text);
}

static void
show_answer (SyMessageDetails *self,
             SyMessage        *message,
             const char       *provider_name)
{
  const char *asked = sy_message_get_model_id (message);
  const char *served = sy_message_get_served_model (message);

  add_text (self->answer, _("Provider"), provider_name);
  add_text (self->answer, _("Model"), asked);
  if (g_strcmp0 (asked, served) != 0)
    add_text (self->answer, _("Answered By"), served);

  add_seconds (self->answer, _("Time to First Token"), sy_message_get_first_delta (message));
  add_seconds (self->answer, _("Thinking"), sy_message_get_reasoning_duration (message));
  add_seconds (self->answer, _("Time"), sy_message_get_duration (message));
  add_speed (self->answer, message);
  add_text (self->answer, _("Finish Reason"), sy_message_get_finish_reason (message));
  if (sy_message_get_skipped (message) > 0)
    add_number (self->answer, _("Unreadable Events"), sy_message_get_skipped (message));
  add_text (self->answer, _("Generation ID"), sy_message_get_generation_id (message));
}

static void
show_usage (SyMessageDetails *self,
            SyMessage        *message)
{
  const SyUsage *usage = sy_message_get_usage (message);

  if (usage != NULL)
    {
      add_number (self->usage, _("Tokens In"), usage->prompt_tokens);
      add_number (self->usage, _("From Cache"), usage->cached_tokens);
      add_number (self->usage, _("Tokens Out"), usage->completion_tokens);
      add_number (self->usage, _("Of These for Thinking"), usage->reasoning_tokens);
    }

  add_cost (self->usage, message);
}

static void
add_value (SyFactGroup *group,
           const char  *name,
           double       value)
{
  g_autofree char *text = NULL;

  if (isnan (value))
    return;

  text = g_strdup_printf ("%g", value);
  sy_fact_group_add (group, name, text);
}

/* They may come from a file. */
static void
show_values (SyMessageDetails *self,
             SyMessage        *message)
{
  const char *values = sy_message_get_values (message);
  g_autoptr(JsonNode) node = values != NULL ? sy_json_parse (values, -1, NULL) : NULL;
  JsonObject *object = sy_json_node_object (node);
  g_autoptr(SySampling) sampling = sy_sampling_from_json (object);

  if (object == NULL)
    return;

  if (sy_json_get_boolean (object, "system-prompt", FALSE))
    sy_fact_group_add (self->values, _("System Prompt"),
                       /* Translators: a system prompt went along with the request */
                       C_("system prompt", "Sent"));
  add_value (self->values, _("Temperature"), sampling->temperature);
  if (sampling->max_tokens > 0)
    add_number (self->values, _("Maximum Tokens"), sampling->max_tokens);
  add_value (self->values, _("Top P"), sampling->top_p);
  if (sampling->effort != NULL)
    sy_fact_group_add (self->values, _("Reasoning Effort"),
                       sy_effort_get_name (sampling->effort));
}

static void
sy_message_details_class_init (SyMessageDetailsClass *klass)
{
  /* While a dialog is open the window's shortcuts rest; quitting works everywhere. */
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_q, GDK_CONTROL_MASK,
                                       "app.quit", NULL);
}

static void
sy_message_details_init (SyMessageDetails *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *groups = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN);

  self->answer = SY_FACT_GROUP (sy_fact_group_new (_("Answer")));
  self->usage = SY_FACT_GROUP (sy_fact_group_new (_("Usage")));
  self->values = SY_FACT_GROUP (sy_fact_group_new (_("Values Sent")));
  gtk_box_append (GTK_BOX (groups), GTK_WIDGET (self->answer));
  gtk_box_append (GTK_BOX (groups), GTK_WIDGET (self->usage));
  gtk_box_append (GTK_BOX (groups), GTK_WIDGET (self->values));
  gtk_widget_add_css_class (groups, "sy-message-details");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), groups);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);

  adw_dialog_set_title (ADW_DIALOG (self), _("Details"));
  adw_dialog_set_content_width (ADW_DIALOG (self), WIDTH);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  sy_dialog_outlive_closing (ADW_DIALOG (self));
}

/**
 * sy_message_details_new:
 * @message: a reply that has ended
 * @provider_name: (nullable): who was asked
 *
 * All that is known of a reply; what nobody knows is left out.
 *
 * Returns: (transfer floating): a new dialog
 */
AdwDialog *
sy_message_details_new (SyMessage  *message,
                        const char *provider_name)
{
  SyMessageDetails *self;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);

  self = g_object_new (SY_TYPE_MESSAGE_DETAILS, NULL);
  show_answer (self, message, provider_name);
  show_usage (self, message);
  show_values (self, message);

  return ADW_DIALOG (self);
}
