/* sy-model-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-row"

#include "config.h"

#include "sy-model-row.h"

struct _SyModelRow
{
  GtkWidget    parent_instance;

  SyModelLine *line;
  GtkLabel    *heading;
};

G_DEFINE_FINAL_TYPE (SyModelRow, sy_model_row, GTK_TYPE_WIDGET)

static void
sy_model_row_dispose (GObject *object)
{
  SyModelRow *self = SY_MODEL_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  self->line = NULL;
  self->heading = NULL;

  G_OBJECT_CLASS (sy_model_row_parent_class)->dispose (object);
}

static void
sy_model_row_class_init (SyModelRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_model_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
sy_model_row_init (SyModelRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "sy-section");
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  self->line = SY_MODEL_LINE (sy_model_line_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->line), GTK_WIDGET (self));
}

/**
 * sy_model_row_new:
 *
 * Returns: (transfer floating): a model in a list below the heading of what begins with it
 */
GtkWidget *
sy_model_row_new (void)
{
  return g_object_new (SY_TYPE_MODEL_ROW, NULL);
}

/**
 * sy_model_row_get_line:
 *
 * Returns: (transfer none): what it shows of its model
 */
SyModelLine *
sy_model_row_get_line (SyModelRow *self)
{
  g_return_val_if_fail (SY_IS_MODEL_ROW (self), NULL);

  return self->line;
}

/**
 * sy_model_row_get_heading:
 *
 * Returns: (transfer none): what begins with it
 */
const char *
sy_model_row_get_heading (SyModelRow *self)
{
  g_return_val_if_fail (SY_IS_MODEL_ROW (self), NULL);

  return gtk_label_get_text (self->heading);
}

/**
 * sy_model_row_set_heading:
 * @heading: what begins with it
 */
void
sy_model_row_set_heading (SyModelRow *self,
                          const char *heading)
{
  g_return_if_fail (SY_IS_MODEL_ROW (self));
  g_return_if_fail (heading != NULL);

  gtk_label_set_text (self->heading, heading);
}
