/* sy-welcome-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-welcome-page"

#include "config.h"

#include "sy-welcome-page.h"

struct _SyWelcomePage
{
  AdwBin         parent_instance;

  AdwStatusPage *status_page;
};

G_DEFINE_FINAL_TYPE (SyWelcomePage, sy_welcome_page, ADW_TYPE_BIN)

static void
sy_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (sy_welcome_page_parent_class)->dispose (object);
}

static void
sy_welcome_page_class_init (SyWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_welcome_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/sy-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SyWelcomePage, status_page);
}

static void
sy_welcome_page_init (SyWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  adw_status_page_set_icon_name (self->status_page, APPLICATION_ID);
}
