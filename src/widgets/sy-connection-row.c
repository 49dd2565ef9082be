/* sy-connection-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-connection-row"

#include "config.h"

#include "sy-connection-row.h"

#include "sy-announce.h"
#include "sy-facts.h"
#include "sy-indicator.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SyConnectionRow
{
  AdwPreferencesRow  parent_instance;

  SyIndicator       *indicator;
  GtkLabel          *word;
  GtkLabel          *checked;
  GtkWidget         *unlock;
  GtkRevealer       *revealer;
  GtkLabel          *text;
  AdwWrapBox        *actions;
  GtkWidget         *details_button;
  GtkImage          *details_icon;
  GtkRevealer       *details_revealer;
  GtkLabel          *details;

  SyHealth          *health;
  SyAdvice          *advice;
  GSignalGroup      *health_signals;
  GSignalGroup      *provider_signals;

  /* Running as long as "just now" is shown. */
  guint              timeout_id;

  /* What was shown when the person asked how it is, until there is an answer. */
  char              *asked;
  gboolean           narrow;
};

G_DEFINE_FINAL_TYPE (SyConnectionRow, sy_connection_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  ACTION,
  REFRESH,
  UNLOCK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
action_clicked_cb (SyConnectionRow *self,
                   GtkButton       *button)
{
  int action = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "action"));

  g_assert (SY_IS_CONNECTION_ROW (self));

  g_signal_emit (self, signals[ACTION], 0, action);
}

static void
refresh_clicked_cb (SyConnectionRow *self)
{
  g_assert (SY_IS_CONNECTION_ROW (self));

  g_set_str (&self->asked, gtk_label_get_text (self->word));
  g_signal_emit (self, signals[REFRESH], 0);
}

static void
unlock_clicked_cb (SyConnectionRow *self)
{
  g_assert (SY_IS_CONNECTION_ROW (self));

  g_signal_emit (self, signals[UNLOCK], 0);
}

static void
set_expanded (SyConnectionRow *self,
              gboolean         expanded)
{
  gtk_revealer_set_reveal_child (self->details_revealer, expanded);
  gtk_image_set_from_icon_name (self->details_icon,
                                expanded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->details_button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, expanded,
                               -1);
}

static void
details_clicked_cb (SyConnectionRow *self)
{
  g_assert (SY_IS_CONNECTION_ROW (self));

  set_expanded (self, !gtk_revealer_get_reveal_child (self->details_revealer));
}

static void
add_action (SyConnectionRow *self,
            guint            index)
{
  g_autofree char *label = sy_advice_dup_label (self->advice, index);
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkWidget *words = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  g_object_set_data (G_OBJECT (button), "action",
                     GINT_TO_POINTER ((int) self->advice->actions[index]));
  g_signal_connect_object (button, "clicked",
                           G_CALLBACK (action_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->actions, button);
}

static gboolean
is_same (const SyAdvice *advice,
         const SyAdvice *other)
{
  if (advice == NULL || other == NULL)
    return advice == other;

  return g_str_equal (advice->title, other->title) && g_str_equal (advice->text, other->text) &&
         advice->n_actions == other->n_actions &&
         memcmp (advice->actions, other->actions,
                 advice->n_actions * sizeof *advice->actions) == 0;
}

static void
update_actions (SyConnectionRow *self)
{
  guint n_actions = self->advice != NULL ? self->advice->n_actions : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->actions))) != NULL)
    adw_wrap_box_remove (self->actions, child);

  for (guint i = 0; i < n_actions; i++)
    add_action (self, i);

  gtk_widget_set_visible (GTK_WIDGET (self->actions), n_actions > 0);
}

static void
update_details (SyConnectionRow *self)
{
  const GError *error = sy_health_get_error (self->health);
  SyProvider *provider = sy_health_get_provider (self->health);
  g_autofree char *details = NULL;

  if (error == NULL)
    return;

  details = sy_facts_dup_error_details (error, sy_provider_get_preset (provider), NULL);
  if (!g_str_equal (details, gtk_label_get_text (self->details)))
    gtk_label_set_text (self->details, details);
}

/* A button that stays what it is keeps the focus. */
static void
update_advice (SyConnectionRow *self)
{
  g_autoptr(SyAdvice) advice = NULL;

  if (sy_health_get_state (self->health) == SY_HEALTH_ERROR)
    advice = sy_health_dup_advice (self->health);

  update_details (self);
  if (is_same (advice, self->advice))
    return;

  gtk_revealer_set_reveal_child (self->revealer, advice != NULL);
  if (advice == NULL)
    set_expanded (self, FALSE);
  else
    gtk_label_set_text (self->text, advice->text);

  g_clear_pointer (&self->advice, sy_advice_free);
  self->advice = g_steal_pointer (&advice);
  update_actions (self);
}

static void update_checked (SyConnectionRow *self);

static void
minute_over_cb (gpointer user_data)
{
  SyConnectionRow *self = SY_CONNECTION_ROW (user_data);

  self->timeout_id = 0;
  update_checked (self);
}

/* In words as long as they are true, then by the clock. */
static char *
dup_checked (gint64 checked_at,
             gint64 now)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (checked_at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autofree char *time = NULL;

  if (date == NULL || today == NULL)
    return g_strdup ("");

  if (now >= checked_at && now - checked_at < G_TIME_SPAN_MINUTE)
    return g_strdup (_("Checked just now"));

  if (g_date_time_get_year (date) != g_date_time_get_year (today) ||
      g_date_time_get_day_of_year (date) != g_date_time_get_day_of_year (today))
    {
      /* Translators: a day and a time, in the form of g_date_time_format() */
      time = g_date_time_format (date, _("%-e %b %Y, %H:%M"));
      /* Translators: %s is a day and a time */
      return g_strdup_printf (_("Checked on %s"), time);
    }

  /* Translators: a time of today, in the form of g_date_time_format() */
  time = g_date_time_format (date, _("%H:%M"));
  /* Translators: %s is a time of day */
  return g_strdup_printf (_("Checked at %s"), time);
}

static void
update_checked (SyConnectionRow *self)
{
  gint64 checked_at = sy_health_get_checked_at (self->health);
  gint64 now = g_get_real_time ();
  gint64 rest = checked_at + G_TIME_SPAN_MINUTE - now;
  gboolean known = checked_at > 0 &&
                   sy_health_get_state (self->health) != SY_HEALTH_CHECKING;
  g_autofree char *text = known ? dup_checked (checked_at, now) : NULL;

  gtk_label_set_text (self->checked, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->checked), known && !self->narrow);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (known && rest > 0 && rest <= G_TIME_SPAN_MINUTE)
    self->timeout_id = g_timeout_add_once ((guint) (rest / 1000) + 1, minute_over_cb, self);
}

/* Who asked is told that nothing has changed; a change is told where all changes are. */
static void
answer (SyConnectionRow *self)
{
  const char *text = gtk_label_get_text (self->word);

  if (self->asked == NULL || sy_health_get_state (self->health) == SY_HEALTH_CHECKING)
    return;

  if (g_str_equal (self->asked, text))
    sy_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  g_clear_pointer (&self->asked, g_free);
}

static void
update (SyConnectionRow *self)
{
  g_autofree char *word = NULL;
  const char *title = NULL;

  g_assert (SY_IS_CONNECTION_ROW (self));

  if (self->health == NULL)
    return;

  update_advice (self);
  update_checked (self);

  word = sy_health_dup_word (self->health);
  title = self->advice != NULL ? self->advice->title : word;
  gtk_label_set_text (self->word, title);
  if (self->advice != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->word), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->word), "heading");

  gtk_widget_set_visible (self->unlock,
                          sy_health_get_state (self->health) == SY_HEALTH_LOCKED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title,
                                  -1);
}

static void
checked_cb (SyConnectionRow *self)
{
  update (self);
  answer (self);
}

static void
sy_connection_row_dispose (GObject *object)
{
  SyConnectionRow *self = SY_CONNECTION_ROW (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->health_signals);
  g_clear_object (&self->provider_signals);
  g_clear_object (&self->health);
  g_clear_pointer (&self->advice, sy_advice_free);
  g_clear_pointer (&self->asked, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_CONNECTION_ROW);

  G_OBJECT_CLASS (sy_connection_row_parent_class)->dispose (object);
}

static void
install_signals (GObjectClass *object_class)
{
  GType type = G_OBJECT_CLASS_TYPE (object_class);

  /**
   * SyConnectionRow::action:
   * @action: a #SyAction
   *
   * The person wants to do what is advised.
   */
  signals[ACTION] = g_signal_new ("action", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * SyConnectionRow::refresh:
   *
   * The person wants to know how it is now.
   */
  signals[REFRESH] = g_signal_new ("refresh", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * SyConnectionRow::unlock:
   *
   * The person wants to unlock the keyring.
   */
  signals[UNLOCK] = g_signal_new ("unlock", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
sy_connection_row_class_init (SyConnectionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_connection_row_dispose;

  install_signals (object_class);
  g_type_ensure (SY_TYPE_INDICATOR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-connection-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, indicator);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, word);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, checked);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, unlock);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, text);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, actions);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, details_button);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, details_icon);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, details_revealer);
  gtk_widget_class_bind_template_child (widget_class, SyConnectionRow, details);
  gtk_widget_class_bind_template_callback (widget_class, details_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_clicked_cb);
}

static void
sy_connection_row_init (SyConnectionRow *self)
{
  static const char *notes[] = { "error", "detail", "checked-at", "key-checked" };

  gtk_widget_init_template (GTK_WIDGET (self));
  set_expanded (self, FALSE);

  self->health_signals = g_signal_group_new (SY_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify::state",
                                  G_CALLBACK (checked_cb), self);
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", notes[i], NULL);

      g_signal_group_connect_swapped (self->health_signals, signal, G_CALLBACK (update), self);
    }

  self->provider_signals = g_signal_group_new (SY_TYPE_PROVIDER);
  g_signal_group_connect_swapped (self->provider_signals, "notify::key-state",
                                  G_CALLBACK (update), self);
}

/**
 * sy_connection_row_new:
 *
 * How the connection to a provider is; where it fails the row opens up to what that
 * means and what can be done.
 *
 * Returns: (transfer floating): a new row
 */
GtkWidget *
sy_connection_row_new (void)
{
  return g_object_new (SY_TYPE_CONNECTION_ROW, NULL);
}

/**
 * sy_connection_row_set_health:
 * @health: (nullable): whose connection is shown
 */
void
sy_connection_row_set_health (SyConnectionRow *self,
                              SyHealth        *health)
{
  g_return_if_fail (SY_IS_CONNECTION_ROW (self));
  g_return_if_fail (health == NULL || SY_IS_HEALTH (health));

  if (!g_set_object (&self->health, health))
    return;

  g_signal_group_set_target (self->health_signals, health);
  g_signal_group_set_target (self->provider_signals,
                             health != NULL ? sy_health_get_provider (health) : NULL);
  sy_indicator_set_health (self->indicator, health);
  set_expanded (self, FALSE);
  g_clear_pointer (&self->asked, g_free);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  update (self);
}

/**
 * sy_connection_row_set_narrow:
 * @narrow: whether there is no room for the time of the last check; the tooltip of the
 *   indicator has it
 */
void
sy_connection_row_set_narrow (SyConnectionRow *self,
                              gboolean         narrow)
{
  g_return_if_fail (SY_IS_CONNECTION_ROW (self));

  self->narrow = !!narrow;
  if (self->health != NULL)
    update_checked (self);
}
