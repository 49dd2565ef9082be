/* sy-model-details.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-details"

#include "config.h"

#include "sy-model-details.h"

#include "sy-endpoint-group.h"
#include "sy-fact-group.h"
#include "sy-model-facts.h"
#include "sy-model-text.h"

#include <glib/gi18n-lib.h>

struct _SyModelDetails
{
  AdwBin              parent_instance;

  AdwToolbarView     *view;
  GtkToggleButton    *star;
  GtkScrolledWindow  *scroller;
  GtkWidget          *content;
  GtkLabel           *title;
  GtkLabel           *id_label;
  GtkLabel           *alias;
  GtkLabel           *description;
  SyFactGroup        *prices;
  SyFactGroup        *other_prices;
  SyFactGroup        *limits;
  GtkWidget          *parameters;
  AdwWrapBox         *tags;
  SyEndpointGroup    *endpoints;
  GtkWidget          *use;

  SyCatalog          *catalog;
  SyClock            *clock;
  SyModel            *model;
  gboolean            updating;
};

G_DEFINE_FINAL_TYPE (SyModelDetails, sy_model_details, ADW_TYPE_BIN)

enum
{
  USE,
  COPIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static SyModelMarks *
get_marks (SyModelDetails *self)
{
  return sy_provider_get_marks (sy_catalog_get_provider (self->catalog));
}

static void
set_optional_text (GtkLabel   *label,
                   const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
update_star (SyModelDetails *self)
{
  gboolean favourite = self->model != NULL &&
                       sy_model_marks_is_favourite (get_marks (self),
                                                    sy_model_get_id (self->model));

  self->updating = TRUE;
  gtk_toggle_button_set_active (self->star, favourite);
  self->updating = FALSE;
  gtk_button_set_icon_name (GTK_BUTTON (self->star),
                            favourite ? "starred-symbolic" : "non-starred-symbolic");
}

static void
show_alias (SyModelDetails     *self,
            const SyModelFacts *facts)
{
  const char *target = facts->alias_name != NULL ? facts->alias_name : facts->alias_target;
  g_autofree char *text = NULL;

  if (target != NULL)
    /* Translators: %s is the name of another model */
    text = g_strdup_printf (_("Stands for %s"), target);

  set_optional_text (self->alias, text);
}

static void
show_parameters (SyModelDetails     *self,
                 const char *const  *names)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags))) != NULL)
    adw_wrap_box_remove (self->tags, child);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      GtkWidget *tag = gtk_label_new (names[i]);

      gtk_label_set_ellipsize (GTK_LABEL (tag), PANGO_ELLIPSIZE_MIDDLE);
      gtk_widget_add_css_class (tag, "sy-tag");
      adw_wrap_box_append (self->tags, tag);
    }

  gtk_widget_set_visible (self->parameters, names != NULL && names[0] != NULL);
}

static void
show_model (SyModelDetails *self)
{
  const SyModelFacts *facts = sy_model_get_facts (self->model);
  g_autofree char *title = sy_model_text_dup_row_title (self->model);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->id_label, facts->id);
  set_optional_text (self->description, facts->description);
  show_alias (self, facts);
  sy_model_facts_show_prices (self->prices, self->other_prices, facts->pricing);
  sy_model_facts_show_limits (self->limits, self->model);
  show_parameters (self, facts->parameters);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
star_toggled_cb (SyModelDetails *self)
{
  g_assert (SY_IS_MODEL_DETAILS (self));

  if (self->model == NULL || self->updating)
    return;

  sy_model_marks_set_favourite (get_marks (self), sy_model_get_id (self->model),
                                gtk_toggle_button_get_active (self->star));
  update_star (self);
}

static void
copy_clicked_cb (SyModelDetails *self)
{
  g_assert (SY_IS_MODEL_DETAILS (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          sy_model_get_id (self->model));
  g_signal_emit (self, signals[COPIED], 0);
}

static void
use_clicked_cb (SyModelDetails *self)
{
  g_assert (SY_IS_MODEL_DETAILS (self));

  g_signal_emit (self, signals[USE], 0);
}

static gboolean
sy_model_details_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SY_MODEL_DETAILS (widget)->use);
}

static void
sy_model_details_dispose (GObject *object)
{
  SyModelDetails *self = SY_MODEL_DETAILS (object);

  g_clear_object (&self->model);
  g_clear_object (&self->catalog);
  g_clear_object (&self->clock);
  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_MODEL_DETAILS);

  G_OBJECT_CLASS (sy_model_details_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, view);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, star);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, content);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, title);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, id_label);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, alias);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, description);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, prices);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, other_prices);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, limits);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, parameters);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, tags);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, endpoints);
  gtk_widget_class_bind_template_child (widget_class, SyModelDetails, use);
  gtk_widget_class_bind_template_callback (widget_class, star_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_clicked_cb);
}

static void
sy_model_details_class_init (SyModelDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_model_details_dispose;
  widget_class->grab_focus = sy_model_details_grab_focus;

  /**
   * SyModelDetails::use:
   *
   * The person wants the model that is shown.
   */
  signals[USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SyModelDetails::copied:
   *
   * The model's id is in the clipboard.
   */
  signals[COPIED] = g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SY_TYPE_FACT_GROUP);
  g_type_ensure (SY_TYPE_ENDPOINT_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-model-details.ui");
  bind_children (widget_class);
}

static void
sy_model_details_init (SyModelDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_model_details_new:
 *
 * Returns: (transfer floating): all that is known of one model
 */
GtkWidget *
sy_model_details_new (void)
{
  return g_object_new (SY_TYPE_MODEL_DETAILS, NULL);
}

/**
 * sy_model_details_set_catalog:
 * @catalog: where the models are from
 * @clock: measures how long a model has been looked at
 *
 * Has to be called once, before a model is shown.
 */
void
sy_model_details_set_catalog (SyModelDetails *self,
                              SyCatalog      *catalog,
                              SyClock        *clock)
{
  g_return_if_fail (SY_IS_MODEL_DETAILS (self));
  g_return_if_fail (SY_IS_CATALOG (catalog));
  g_return_if_fail (SY_IS_CLOCK (clock));

  g_set_object (&self->catalog, catalog);
  g_set_object (&self->clock, clock);
  g_signal_connect_object (get_marks (self), "changed", G_CALLBACK (update_star), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sy_model_details_set_model:
 * @model: (nullable): what to show
 */
void
sy_model_details_set_model (SyModelDetails *self,
                            SyModel        *model)
{
  g_return_if_fail (SY_IS_MODEL_DETAILS (self));
  g_return_if_fail (model == NULL || SY_IS_MODEL (model));
  g_return_if_fail (self->catalog != NULL);

  if (!g_set_object (&self->model, model))
    return;

  if (model != NULL)
    show_model (self);
  gtk_widget_set_visible (self->content, model != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->star), model != NULL);
  adw_toolbar_view_set_reveal_bottom_bars (self->view, model != NULL);
  update_star (self);
  sy_endpoint_group_show (self->endpoints, self->catalog, self->clock, model);
}
