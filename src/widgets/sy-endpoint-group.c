/* sy-endpoint-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-endpoint-group"

#include "config.h"

#include "sy-endpoint-group.h"

#include "sy-endpoint.h"
#include "sy-endpoint-text.h"

#include <glib/gi18n-lib.h>

/* Nobody is asked about models that are only passed by. */
#define DELAY_MS 300

/* One that is served by more is as well served. */
#define MAX_SHOWN 40

struct _SyEndpointGroup
{
  AdwPreferencesGroup  parent_instance;

  SyCatalog           *catalog;
  SyClock             *clock;
  SyModel             *model;

  GPtrArray           *rows;
  guint                timeout;
  GCancellable        *cancellable;
};

G_DEFINE_FINAL_TYPE (SyEndpointGroup, sy_endpoint_group, ADW_TYPE_PREFERENCES_GROUP)

static void load (SyEndpointGroup *self);

static void
add_row (SyEndpointGroup *self,
         GtkWidget       *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (SyEndpointGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->rows, i));

  g_ptr_array_set_size (self->rows, 0);
}

static GtkWidget *
create_row (const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

static void
add_endpoint (SyEndpointGroup  *self,
              const SyEndpoint *endpoint)
{
  g_autofree char *facts = sy_endpoint_text_dup_facts (endpoint);
  g_autofree char *price = sy_endpoint_text_dup_price (endpoint);
  GtkWidget *row = create_row (endpoint->provider, facts);
  GtkWidget *label = gtk_label_new (price);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL,
                                  -1);
  add_row (self, row);
}

static void
show_endpoints (SyEndpointGroup *self,
                GPtrArray       *endpoints)
{
  for (guint i = 0; i < MIN (endpoints->len, MAX_SHOWN); i++)
    add_endpoint (self, g_ptr_array_index (endpoints, i));

  if (endpoints->len == 0)
    add_row (self, create_row (_("Nobody serves this model now"), NULL));
}

static void
retry_cb (SyEndpointGroup *self)
{
  g_assert (SY_IS_ENDPOINT_GROUP (self));

  load (self);
}

static void
show_error (SyEndpointGroup *self,
            const GError    *error)
{
  GtkWidget *row = create_row (_("The providers could not be loaded"), error->message);
  GtkWidget *button = gtk_button_new_with_label (_("Retry"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  add_row (self, row);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SyEndpointGroup *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) endpoints = NULL;

  /* When it was given up, the group may be gone. */
  endpoints = sy_catalog_load_endpoints_finish (SY_CATALOG (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  clear (self);
  if (endpoints != NULL)
    show_endpoints (self, endpoints);
  else
    show_error (self, error);
}

static void
stop (SyEndpointGroup *self)
{
  if (self->clock != NULL)
    sy_clock_clear_timeout (self->clock, &self->timeout);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (SyEndpointGroup *self)
{
  stop (self);
  clear (self);
  add_row (self, create_row (_("Loading …"), NULL));

  self->cancellable = g_cancellable_new ();
  sy_catalog_load_endpoints_async (self->catalog, sy_model_get_id (self->model),
                                   self->cancellable, loaded_cb, self);
}

static void
timeout_cb (gpointer user_data)
{
  SyEndpointGroup *self = user_data;

  self->timeout = 0;
  load (self);
}

static void
sy_endpoint_group_dispose (GObject *object)
{
  SyEndpointGroup *self = SY_ENDPOINT_GROUP (object);

  stop (self);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->model);
  g_clear_object (&self->catalog);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sy_endpoint_group_parent_class)->dispose (object);
}

static void
sy_endpoint_group_finalize (GObject *object)
{
  SyEndpointGroup *self = SY_ENDPOINT_GROUP (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (sy_endpoint_group_parent_class)->finalize (object);
}

static void
sy_endpoint_group_class_init (SyEndpointGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_endpoint_group_dispose;
  object_class->finalize = sy_endpoint_group_finalize;
}

static void
sy_endpoint_group_init (SyEndpointGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Providers"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sy_endpoint_group_new:
 *
 * Returns: (transfer floating): who serves a model; nobody yet
 */
GtkWidget *
sy_endpoint_group_new (void)
{
  return g_object_new (SY_TYPE_ENDPOINT_GROUP, NULL);
}

/**
 * sy_endpoint_group_show:
 * @catalog: where the model is listed
 * @clock: measures how long it has been looked at
 * @model: (nullable): whose providers; %NULL to show none
 *
 * Asks who serves @model, once it has been shown for a moment.
 */
void
sy_endpoint_group_show (SyEndpointGroup *self,
                        SyCatalog       *catalog,
                        SyClock         *clock,
                        SyModel         *model)
{
  gboolean shown = model != NULL && sy_catalog_has_endpoints (catalog);

  g_return_if_fail (SY_IS_ENDPOINT_GROUP (self));
  g_return_if_fail (SY_IS_CATALOG (catalog));
  g_return_if_fail (SY_IS_CLOCK (clock));
  g_return_if_fail (model == NULL || SY_IS_MODEL (model));

  stop (self);
  clear (self);
  g_set_object (&self->catalog, catalog);
  g_set_object (&self->clock, clock);
  g_set_object (&self->model, model);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);

  if (shown)
    {
      add_row (self, create_row (_("Loading …"), NULL));
      self->timeout = sy_clock_add_timeout (clock, DELAY_MS, timeout_cb, self);
    }
}
