/* test-account-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-account-group.h"

#include "widget-support.h"

/* What a narrow window leaves for a group. */
#define NARROW 336

static SyAccountGroup *
new_group (void)
{
  return SY_ACCOUNT_GROUP (g_object_ref_sink (sy_account_group_new ()));
}

static SyAccount
new_account (void)
{
  return (SyAccount) {
    .label = (char *) "laptop",
    .spent_today = 420 * (SY_MONEY_DOLLAR / 1000),
    .spent_month = 7330 * (SY_MONEY_DOLLAR / 1000),
    .limit = 20 * SY_MONEY_DOLLAR,
    .limit_remaining = 15 * SY_MONEY_DOLLAR,
    .free_left = -1,
    .free_limit = -1,
  };
}

static GtkWidget *
get_child (SyAccountGroup *group,
           const char     *name)
{
  return widget_get_child (GTK_WIDGET (group), name);
}

static void
assert_text (SyAccountGroup *group,
             const char     *name,
             const char     *text)
{
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (get_child (group, name))), ==, text);
}

static void
test_account_group_values (void)
{
  SyAccountGroup *group = new_group ();
  SyAccount account = new_account ();

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (group)));
  sy_account_group_set_account (group, &account);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (group)));

  assert_text (group, "key", "laptop");
  assert_text (group, "today", "$0.42");
  assert_text (group, "month", "$7.33");
  assert_text (group, "limit", "$15.00 of $20.00");
  g_assert_cmpfloat (gtk_level_bar_get_value (GTK_LEVEL_BAR (get_child (group, "bar"))), ==, 0.75);
  g_assert_false (gtk_widget_get_visible (get_child (group, "free_row")));
  g_assert_false (gtk_widget_get_visible (get_child (group, "expires_row")));

  sy_account_group_set_account (group, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (group)));

  g_assert_finalize_object (group);
}

static void
test_account_group_unknown (void)
{
  SyAccountGroup *group = new_group ();
  SyAccount account = new_account ();

  account.label = NULL;
  account.spent_today = SY_MONEY_UNKNOWN;
  account.spent_month = SY_MONEY_UNKNOWN;
  sy_account_group_set_account (group, &account);
  assert_text (group, "key", "Unknown");
  assert_text (group, "today", "Unknown");
  assert_text (group, "month", "Unknown");

  g_assert_finalize_object (group);
}

static void
test_account_group_limit (void)
{
  SyAccountGroup *group = new_group ();
  SyAccount account = new_account ();
  GtkWidget *bar = get_child (group, "bar");

  sy_account_group_set_account (group, &account);
  g_assert_true (gtk_widget_get_visible (bar));
  sy_account_group_set_narrow (group, TRUE);
  g_assert_false (gtk_widget_get_visible (bar));
  sy_account_group_set_account (group, &account);
  g_assert_false (gtk_widget_get_visible (bar));
  sy_account_group_set_narrow (group, FALSE);
  g_assert_true (gtk_widget_get_visible (bar));

  /* More spent than allowed. */
  account.limit_remaining = -SY_MONEY_DOLLAR;
  sy_account_group_set_account (group, &account);
  g_assert_cmpfloat (gtk_level_bar_get_value (GTK_LEVEL_BAR (bar)), ==, 0);

  account.limit = SY_MONEY_UNKNOWN;
  account.limit_remaining = SY_MONEY_UNKNOWN;
  sy_account_group_set_account (group, &account);
  assert_text (group, "limit", "No limit");
  g_assert_false (gtk_widget_get_visible (bar));

  account.limit = 0;
  account.limit_remaining = 0;
  sy_account_group_set_account (group, &account);
  assert_text (group, "limit", "$0.00");
  g_assert_false (gtk_widget_get_visible (bar));

  g_assert_finalize_object (group);
}

static void
test_account_group_free (void)
{
  SyAccountGroup *group = new_group ();
  SyAccount account = new_account ();

  account.free_left = 38;
  account.free_limit = 50;
  sy_account_group_set_account (group, &account);
  g_assert_true (gtk_widget_get_visible (get_child (group, "free_row")));
  assert_text (group, "free", "38 of 50");

  account.free_left = 0;
  account.free_limit = -1;
  sy_account_group_set_account (group, &account);
  g_assert_true (gtk_widget_get_visible (get_child (group, "free_row")));
  assert_text (group, "free", "0");

  account.free_left = -1;
  sy_account_group_set_account (group, &account);
  g_assert_false (gtk_widget_get_visible (get_child (group, "free_row")));

  g_assert_finalize_object (group);
}

static void
test_account_group_expiry (void)
{
  SyAccountGroup *group = new_group ();
  SyAccount account = new_account ();

  /* 1 March 2027, noon. */
  account.expires_at = G_GINT64_CONSTANT (1803902400);
  sy_account_group_set_account (group, &account);
  g_assert_true (gtk_widget_get_visible (get_child (group, "expires_row")));
  assert_text (group, "expires", "1 March 2027");

  /* No year has so many digits. */
  account.expires_at = G_MAXINT64;
  sy_account_group_set_account (group, &account);
  g_assert_false (gtk_widget_get_visible (get_child (group, "expires_row")));

  g_assert_finalize_object (group);
}

/* What a server calls a key is shown as it is. */
static void
test_account_group_markup (void)
{
  SyAccountGroup *group = new_group ();
  SyAccount account = new_account ();

  account.label = (char *) WIDGET_MARKUP;
  sy_account_group_set_account (group, &account);
  assert_text (group, "key", WIDGET_MARKUP);

  g_assert_finalize_object (group);
}

static void
count_cb (guint *n_clicked)
{
  (*n_clicked)++;
}

static void
test_account_group_add_credits (void)
{
  SyAccountGroup *group = new_group ();
  GtkWidget *button = adw_preferences_group_get_header_suffix (ADW_PREFERENCES_GROUP (group));
  guint n_clicked = 0;

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Add Credits");
  g_assert_true (gtk_widget_get_focusable (button));
  g_signal_connect_swapped (group, "add-credits", G_CALLBACK (count_cb), &n_clicked);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (n_clicked, ==, 1);

  g_assert_finalize_object (group);
}

/* Who comes to a row hears what it is about, and how much. */
static void
test_account_group_accessible (void)
{
  static const char *const labels[] = { "key", "today", "month", "limit", "free", "expires" };
  SyAccountGroup *group = new_group ();

  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)), ==, "Account");

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      GtkWidget *label = get_child (group, labels[i]);
      GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);

      gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_test_accessible_assert_relation (row, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL);
    }

  /* The numbers beside it say the same. */
  gtk_test_accessible_assert_role (get_child (group, "bar"), GTK_ACCESSIBLE_ROLE_PRESENTATION);

  g_assert_finalize_object (group);
}

/* Large amounts are never cut: a part of a number is another number. */
static void
test_account_group_narrow (void)
{
  SyAccountGroup *group = new_group ();
  SyAccount account = new_account ();
  g_autofree char *label = g_strnfill (200, 'x');

  account.label = label;
  account.limit = 20000 * SY_MONEY_DOLLAR;
  account.limit_remaining = 15000 * SY_MONEY_DOLLAR;
  account.free_left = 1000;
  account.free_limit = 1000;
  account.expires_at = G_GINT64_CONSTANT (1803902400);
  sy_account_group_set_account (group, &account);
  sy_account_group_set_narrow (group, TRUE);
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (get_child (group, "limit"))), ==,
                   PANGO_ELLIPSIZE_NONE);

  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (group)), <=, NARROW);
  widget_set_text_scale (1);

  g_assert_finalize_object (group);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/account-group/values", test_account_group_values);
  g_test_add_func ("/account-group/unknown", test_account_group_unknown);
  g_test_add_func ("/account-group/limit", test_account_group_limit);
  g_test_add_func ("/account-group/free", test_account_group_free);
  g_test_add_func ("/account-group/expiry", test_account_group_expiry);
  g_test_add_func ("/account-group/markup", test_account_group_markup);
  g_test_add_func ("/account-group/add-credits", test_account_group_add_credits);
  g_test_add_func ("/account-group/accessible", test_account_group_accessible);
  g_test_add_func ("/account-group/narrow", test_account_group_narrow);

  return g_test_run ();
}
