/* sy-fact-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-fact-group"

#include "config.h"

#include "sy-fact-group.h"

struct _SyFactGroup
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;
};

G_DEFINE_FINAL_TYPE (SyFactGroup, sy_fact_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
create_label (const char *text,
              float       xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_justify (GTK_LABEL (label), xalign > 0 ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);

  return label;
}

static GtkWidget *
create_row (const char *name,
            const char *value)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name_label = create_label (name, 0);
  GtkWidget *value_label = create_label (value, 1);

  gtk_widget_add_css_class (name_label, "sy-secondary");
  gtk_widget_add_css_class (value_label, "numeric");
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_box_append (GTK_BOX (box), name_label);
  gtk_box_append (GTK_BOX (box), value_label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "sy-fact");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value,
                                  -1);

  return row;
}

static void
sy_fact_group_dispose (GObject *object)
{
  SyFactGroup *self = SY_FACT_GROUP (object);

  g_ptr_array_set_size (self->rows, 0);

  G_OBJECT_CLASS (sy_fact_group_parent_class)->dispose (object);
}

static void
sy_fact_group_finalize (GObject *object)
{
  SyFactGroup *self = SY_FACT_GROUP (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (sy_fact_group_parent_class)->finalize (object);
}

static void
sy_fact_group_class_init (SyFactGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_fact_group_dispose;
  object_class->finalize = sy_fact_group_finalize;
}

static void
sy_fact_group_init (SyFactGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sy_fact_group_new:
 * @title: what the facts are about
 *
 * Returns: (transfer floating): names and values under a title; hidden while there are none
 */
GtkWidget *
sy_fact_group_new (const char *title)
{
  return g_object_new (SY_TYPE_FACT_GROUP, "title", title, NULL);
}

void
sy_fact_group_clear (SyFactGroup *self)
{
  g_return_if_fail (SY_IS_FACT_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->rows, i));

  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sy_fact_group_add:
 * @name: what it is, "In"
 * @value: how much, "$3.00"
 */
void
sy_fact_group_add (SyFactGroup *self,
                   const char  *name,
                   const char  *value)
{
  GtkWidget *row;

  g_return_if_fail (SY_IS_FACT_GROUP (self));
  g_return_if_fail (name != NULL && value != NULL);

  row = create_row (name, value);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
