/* sy-account-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-account-group"

#include "config.h"

#include "sy-account-group.h"

#include <glib/gi18n-lib.h>

struct _SyAccountGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkLabel            *key;
  GtkLabel            *today;
  GtkLabel            *month;
  GtkLevelBar         *bar;
  GtkLabel            *limit;
  GtkWidget           *free_row;
  GtkLabel            *free;
  GtkWidget           *expires_row;
  GtkLabel            *expires;

  gboolean             has_limit;
  gboolean             narrow;
};

G_DEFINE_FINAL_TYPE (SyAccountGroup, sy_account_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  ADD_CREDITS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_credits_cb (SyAccountGroup *self)
{
  g_assert (SY_IS_ACCOUNT_GROUP (self));

  g_signal_emit (self, signals[ADD_CREDITS], 0);
}

static void
show_amount (GtkLabel *label,
             SyMoney   amount)
{
  g_autofree char *text = NULL;

  if (amount != SY_MONEY_UNKNOWN)
    text = sy_money_format (amount);

  /* Translators: an amount of money that nobody told */
  gtk_label_set_text (label, text != NULL ? text : _("Unknown"));
}

static void
update_bar (SyAccountGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->bar), self->has_limit && !self->narrow);
}

static void
show_limit (SyAccountGroup  *self,
            const SyAccount *account)
{
  g_autofree char *left = NULL;
  g_autofree char *limit = NULL;
  g_autofree char *text = NULL;

  self->has_limit = account->limit_remaining != SY_MONEY_UNKNOWN &&
                    account->limit != SY_MONEY_UNKNOWN && account->limit > 0;
  update_bar (self);

  if (account->limit_remaining == SY_MONEY_UNKNOWN)
    {
      gtk_label_set_text (self->limit, _("No limit"));
      return;
    }

  left = sy_money_format (account->limit_remaining);
  if (!self->has_limit)
    {
      gtk_label_set_text (self->limit, left);
      return;
    }

  limit = sy_money_format (account->limit);
  /* Translators: two amounts of money: what is left, and of how much */
  text = g_strdup_printf (_("%1$s of %2$s"), left, limit);
  gtk_label_set_text (self->limit, text);
  gtk_level_bar_set_value (self->bar, CLAMP ((double) account->limit_remaining /
                                             (double) account->limit, 0, 1));
}

static void
show_free (SyAccountGroup  *self,
           const SyAccount *account)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->free_row, account->free_left >= 0);
  if (account->free_left < 0)
    return;

  if (account->free_limit >= 0)
    /* Translators: two numbers: how many are left, and of how many */
    text = g_strdup_printf (_("%1$" G_GINT64_FORMAT " of %2$" G_GINT64_FORMAT),
                            account->free_left, account->free_limit);
  else
    text = g_strdup_printf ("%" G_GINT64_FORMAT, account->free_left);

  gtk_label_set_text (self->free, text);
}

static void
show_expiry (SyAccountGroup  *self,
             const SyAccount *account)
{
  g_autoptr(GDateTime) date = NULL;
  g_autofree char *text = NULL;

  if (account->expires_at > 0)
    date = g_date_time_new_from_unix_local (account->expires_at);

  gtk_widget_set_visible (self->expires_row, date != NULL);
  if (date == NULL)
    return;

  /* Translators: a day, in the form of g_date_time_format() */
  text = g_date_time_format (date, _("%-e %B %Y"));
  gtk_label_set_text (self->expires, text);
}

static void
sy_account_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_ACCOUNT_GROUP);

  G_OBJECT_CLASS (sy_account_group_parent_class)->dispose (object);
}

static void
sy_account_group_class_init (SyAccountGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_account_group_dispose;

  /**
   * SyAccountGroup::add-credits:
   *
   * The person wants to buy credits.
   */
  signals[ADD_CREDITS] =
    g_signal_new ("add-credits", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-account-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SyAccountGroup, key);
  gtk_widget_class_bind_template_child (widget_class, SyAccountGroup, today);
  gtk_widget_class_bind_template_child (widget_class, SyAccountGroup, month);
  gtk_widget_class_bind_template_child (widget_class, SyAccountGroup, bar);
  gtk_widget_class_bind_template_child (widget_class, SyAccountGroup, limit);
  gtk_widget_class_bind_template_child (widget_class, SyAccountGroup, free_row);
  gtk_widget_class_bind_template_child (widget_class, SyAccountGroup, free);
  gtk_widget_class_bind_template_child (widget_class, SyAccountGroup, expires_row);
  gtk_widget_class_bind_template_child (widget_class, SyAccountGroup, expires);
  gtk_widget_class_bind_template_callback (widget_class, add_credits_cb);
}

static void
sy_account_group_init (SyAccountGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_account_group_new:
 *
 * What a key has spent, and what it may still spend.
 *
 * Returns: (transfer floating): a new group, hidden
 */
GtkWidget *
sy_account_group_new (void)
{
  return g_object_new (SY_TYPE_ACCOUNT_GROUP, NULL);
}

/**
 * sy_account_group_set_account:
 * @account: (nullable): what a server said of a key; %NULL hides the group
 */
void
sy_account_group_set_account (SyAccountGroup *self,
                              SyAccount      *account)
{
  g_return_if_fail (SY_IS_ACCOUNT_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), account != NULL);
  if (account == NULL)
    return;

  gtk_label_set_text (self->key, account->label != NULL ? account->label : _("Unknown"));
  show_amount (self->today, account->spent_today);
  show_amount (self->month, account->spent_month);
  show_limit (self, account);
  show_free (self, account);
  show_expiry (self, account);
}

/**
 * sy_account_group_set_narrow:
 * @narrow: whether there is no room for a bar beside the words
 */
void
sy_account_group_set_narrow (SyAccountGroup *self,
                             gboolean        narrow)
{
  g_return_if_fail (SY_IS_ACCOUNT_GROUP (self));

  self->narrow = !!narrow;
  update_bar (self);
}
