/* sy-model-filters.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-filters"

#include "config.h"

#include "sy-model-filters.h"

struct _SyModelFilters
{
  AdwBin           parent_instance;

  GtkToggleButton *free;
  GtkToggleButton *vision;
  GtkToggleButton *tools;
  GtkToggleButton *reasoning;
  GtkToggleButton *files;

  gboolean         clearing;
};

G_DEFINE_FINAL_TYPE (SyModelFilters, sy_model_filters, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (SyModelFilters *self)
{
  g_assert (SY_IS_MODEL_FILTERS (self));

  if (!self->clearing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
sy_model_filters_dispose (GObject *object)
{
  SyModelFilters *self = SY_MODEL_FILTERS (object);

  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_MODEL_FILTERS);

  G_OBJECT_CLASS (sy_model_filters_parent_class)->dispose (object);
}

static void
sy_model_filters_class_init (SyModelFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_model_filters_dispose;

  /**
   * SyModelFilters::changed:
   *
   * Other models are wanted now.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-model-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, SyModelFilters, free);
  gtk_widget_class_bind_template_child (widget_class, SyModelFilters, vision);
  gtk_widget_class_bind_template_child (widget_class, SyModelFilters, tools);
  gtk_widget_class_bind_template_child (widget_class, SyModelFilters, reasoning);
  gtk_widget_class_bind_template_child (widget_class, SyModelFilters, files);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
sy_model_filters_init (SyModelFilters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_model_filters_new:
 *
 * What models have to be or do; any of them together.
 *
 * Returns: (transfer floating): filters, none of them chosen
 */
GtkWidget *
sy_model_filters_new (void)
{
  return g_object_new (SY_TYPE_MODEL_FILTERS, NULL);
}

/**
 * sy_model_filters_get_caps:
 *
 * Returns: what models have to be able to do
 */
SyModelCaps
sy_model_filters_get_caps (SyModelFilters *self)
{
  SyModelCaps caps = 0;

  g_return_val_if_fail (SY_IS_MODEL_FILTERS (self), 0);

  if (gtk_toggle_button_get_active (self->vision))
    caps |= SY_MODEL_CAP_VISION;
  if (gtk_toggle_button_get_active (self->tools))
    caps |= SY_MODEL_CAP_TOOLS;
  if (gtk_toggle_button_get_active (self->reasoning))
    caps |= SY_MODEL_CAP_REASONING;
  if (gtk_toggle_button_get_active (self->files))
    caps |= SY_MODEL_CAP_FILES;

  return caps;
}

/**
 * sy_model_filters_get_free:
 *
 * Returns: whether models have to cost nothing
 */
gboolean
sy_model_filters_get_free (SyModelFilters *self)
{
  g_return_val_if_fail (SY_IS_MODEL_FILTERS (self), FALSE);

  return gtk_toggle_button_get_active (self->free);
}

/**
 * sy_model_filters_clear:
 *
 * Wants all models again.
 */
void
sy_model_filters_clear (SyModelFilters *self)
{
  g_return_if_fail (SY_IS_MODEL_FILTERS (self));

  self->clearing = TRUE;
  gtk_toggle_button_set_active (self->free, FALSE);
  gtk_toggle_button_set_active (self->vision, FALSE);
  gtk_toggle_button_set_active (self->tools, FALSE);
  gtk_toggle_button_set_active (self->reasoning, FALSE);
  gtk_toggle_button_set_active (self->files, FALSE);
  self->clearing = FALSE;

  g_signal_emit (self, signals[CHANGED], 0);
}
