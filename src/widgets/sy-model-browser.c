/* sy-model-browser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-browser"

#include "config.h"

#include "sy-model-browser.h"

#include "sy-dialog.h"
#include "sy-model-details.h"
#include "sy-model-pane.h"

#include <glib/gi18n-lib.h>

struct _SyModelBrowser
{
  AdwDialog               parent_instance;

  AdwToastOverlay        *toasts;
  AdwNavigationSplitView *split_view;
  AdwBin                 *pane_place;
  AdwBin                 *details_place;

  /* Made one in each of the first frames, while the dialog comes up. */
  SyModelPane            *pane;
  SyModelDetails         *details;
  guint                   tick;
  guint                   step;

  SyCatalog              *catalog;
  SyHealth               *health;
  SyClock                *clock;
  char                   *model_id;
  gboolean                narrow;
};

G_DEFINE_FINAL_TYPE (SyModelBrowser, sy_model_browser, ADW_TYPE_DIALOG)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pick (SyModelBrowser *self)
{
  SyModel *model = sy_model_pane_get_selected (self->pane);
  g_autofree char *id = NULL;

  if (model == NULL)
    return;

  id = g_strdup (sy_model_get_id (model));
  g_signal_emit (self, signals[PICKED], 0, id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
use_cb (SyModelBrowser *self)
{
  g_assert (SY_IS_MODEL_BROWSER (self));

  pick (self);
}

static void
copied_cb (SyModelBrowser *self)
{
  g_assert (SY_IS_MODEL_BROWSER (self));

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Model ID copied")));
}

static void
ensure_details (SyModelBrowser *self)
{
  if (self->details != NULL)
    return;

  self->details = SY_MODEL_DETAILS (sy_model_details_new ());
  g_signal_connect_object (self->details, "use", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "copied", G_CALLBACK (copied_cb), self,
                           G_CONNECT_SWAPPED);
  sy_model_details_set_catalog (self->details, self->catalog, self->clock);
  sy_model_details_set_model (self->details, sy_model_pane_get_selected (self->pane));
  adw_bin_set_child (self->details_place, GTK_WIDGET (self->details));
}

static void
selected_cb (SyModelBrowser *self)
{
  g_assert (SY_IS_MODEL_BROWSER (self));

  if (self->details != NULL)
    sy_model_details_set_model (self->details, sy_model_pane_get_selected (self->pane));
}

/* Where there is no room for both, what is chosen is looked at first. */
static void
taken_cb (SyModelBrowser *self)
{
  g_assert (SY_IS_MODEL_BROWSER (self));

  if (!adw_navigation_split_view_get_collapsed (self->split_view))
    {
      pick (self);
      return;
    }

  ensure_details (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->details));
}

static void
close_cb (SyModelBrowser *self)
{
  g_assert (SY_IS_MODEL_BROWSER (self));

  adw_dialog_close (ADW_DIALOG (self));
}

static void
update_touch (SyModelBrowser *self)
{
  if (self->pane != NULL)
    sy_model_pane_set_touch (self->pane,
                             adw_navigation_split_view_get_collapsed (self->split_view));
}

static void
ensure_pane (SyModelBrowser *self)
{
  if (self->pane != NULL)
    return;

  self->pane = SY_MODEL_PANE (sy_model_pane_new (self->catalog, self->health, self->clock,
                                                 self->model_id));
  sy_model_pane_set_narrow (self->pane, self->narrow);
  g_signal_connect_object (self->pane, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  update_touch (self);
  adw_bin_set_child (self->pane_place, GTK_WIDGET (self->pane));
  gtk_widget_grab_focus (GTK_WIDGET (self->pane));
}

/* The first frame shows the dialog itself, the next ones what is in it: all at once would
 * hold up its coming up.  A list that was moved to another place, as it is where there is no
 * room for both sides, has forgotten in GTK 4.18 to make some of its rows.
 */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  SyModelBrowser *self = SY_MODEL_BROWSER (widget);

  switch (self->step++)
    {
    case 0:
      return G_SOURCE_CONTINUE;

    case 1:
      ensure_pane (self);
      return G_SOURCE_CONTINUE;

    case 2:
      sy_model_pane_complete (self->pane);
      ensure_details (self);
      return G_SOURCE_CONTINUE;

    default:
      self->tick = 0;
      sy_model_pane_reveal (self->pane);
      return G_SOURCE_REMOVE;
    }
}

static void
queue_step (SyModelBrowser *self)
{
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
collapsed_changed_cb (SyModelBrowser *self)
{
  g_assert (SY_IS_MODEL_BROWSER (self));

  update_touch (self);
  queue_step (self);
}

static void
set_narrow (SyModelBrowser *self,
            gboolean        narrow)
{
  self->narrow = narrow;
  if (self->pane != NULL)
    sy_model_pane_set_narrow (self->pane, narrow);
}

/* A breakpoint would keep the dialog alive that it sets something of. */
static void
narrow_cb (SyModelBrowser *self)
{
  g_assert (SY_IS_MODEL_BROWSER (self));

  set_narrow (self, TRUE);
}

static void
wide_cb (SyModelBrowser *self)
{
  g_assert (SY_IS_MODEL_BROWSER (self));

  set_narrow (self, FALSE);
}

/* A split view of libadwaita 1.7 never lets go of its pages, nor of what they are in. */
static void
sy_model_browser_unroot (GtkWidget *widget)
{
  SyModelBrowser *self = SY_MODEL_BROWSER (widget);

  GTK_WIDGET_CLASS (sy_model_browser_parent_class)->unroot (widget);

  self->pane = NULL;
  self->details = NULL;
  adw_navigation_split_view_set_content (self->split_view, NULL);
  adw_navigation_split_view_set_sidebar (self->split_view, NULL);
}

static void
sy_model_browser_map (GtkWidget *widget)
{
  SyModelBrowser *self = SY_MODEL_BROWSER (widget);

  GTK_WIDGET_CLASS (sy_model_browser_parent_class)->map (widget);

  queue_step (self);
}

static void
sy_model_browser_dispose (GObject *object)
{
  SyModelBrowser *self = SY_MODEL_BROWSER (object);

  self->pane = NULL;
  self->details = NULL;
  g_clear_object (&self->catalog);
  g_clear_object (&self->health);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->model_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_MODEL_BROWSER);

  G_OBJECT_CLASS (sy_model_browser_parent_class)->dispose (object);
}

static void
sy_model_browser_class_init (SyModelBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_model_browser_dispose;
  widget_class->map = sy_model_browser_map;
  widget_class->unroot = sy_model_browser_unroot;

  /**
   * SyModelBrowser::picked:
   * @model_id: which one
   *
   * The person has chosen a model; the dialog closes.
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-model-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, SyModelBrowser, toasts);
  gtk_widget_class_bind_template_child (widget_class, SyModelBrowser, split_view);
  gtk_widget_class_bind_template_child (widget_class, SyModelBrowser, pane_place);
  gtk_widget_class_bind_template_child (widget_class, SyModelBrowser, details_place);
  gtk_widget_class_bind_template_callback (widget_class, collapsed_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
sy_model_browser_init (SyModelBrowser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sy_dialog_outlive_closing (ADW_DIALOG (self));
}

/**
 * sy_model_browser_new:
 * @catalog: the models of one provider
 * @health: how the connection to it is
 * @clock: tells how old the list is
 * @model_id: (nullable): the model in use
 *
 * All models of a provider, to be searched, compared and chosen from.
 *
 * Returns: (transfer floating): a new dialog
 */
AdwDialog *
sy_model_browser_new (SyCatalog  *catalog,
                      SyHealth   *health,
                      SyClock    *clock,
                      const char *model_id)
{
  SyModelBrowser *self;

  g_return_val_if_fail (SY_IS_CATALOG (catalog), NULL);
  g_return_val_if_fail (SY_IS_HEALTH (health), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  self = g_object_new (SY_TYPE_MODEL_BROWSER, NULL);
  g_set_object (&self->catalog, catalog);
  g_set_object (&self->health, health);
  g_set_object (&self->clock, clock);
  self->model_id = g_strdup (model_id);
  sy_catalog_ensure (catalog);

  return ADW_DIALOG (self);
}

/**
 * sy_model_browser_get_provider:
 *
 * Returns: (transfer none): whose models it shows
 */
SyProvider *
sy_model_browser_get_provider (SyModelBrowser *self)
{
  g_return_val_if_fail (SY_IS_MODEL_BROWSER (self), NULL);

  return sy_catalog_get_provider (self->catalog);
}
