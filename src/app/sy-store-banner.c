/* sy-store-banner.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-banner"

#include "config.h"

#include "sy-store-banner.h"

#include "sy-announce.h"

#include <glib/gi18n.h>

/* Says that something is not saved, for as long as it is so.  The banner is made when there is
 * something to say.
 */
struct _SyStoreBanner
{
  AdwBin     parent_instance;

  AdwBanner *banner;
  SyStore   *store;
};

G_DEFINE_FINAL_TYPE (SyStoreBanner, sy_store_banner, ADW_TYPE_BIN)

static void
try_again_cb (SyStoreBanner *self)
{
  sy_store_retry (self->store);
}

static void
create_banner (SyStoreBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  g_signal_connect_object (self->banner, "button-clicked",
                           G_CALLBACK (try_again_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

/* A file that can't be opened is not tried again before the next start. */
static void
update (SyStoreBanner *self)
{
  const GError *error = sy_store_get_error (self->store);

  if (self->banner == NULL && error == NULL)
    return;

  if (self->banner == NULL)
    create_banner (self);

  if (error != NULL)
    {
      adw_banner_set_title (self->banner, error->message);
      adw_banner_set_button_label (self->banner,
                                   sy_store_get_is_open (self->store) ? _("Try Again") : NULL);
      sy_announce (GTK_WIDGET (self->banner), error->message,
                   GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    }

  adw_banner_set_revealed (self->banner, error != NULL);
}

static void
sy_store_banner_dispose (GObject *object)
{
  SyStoreBanner *self = SY_STORE_BANNER (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  self->banner = NULL;
  g_clear_object (&self->store);

  G_OBJECT_CLASS (sy_store_banner_parent_class)->dispose (object);
}

static void
sy_store_banner_class_init (SyStoreBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_store_banner_dispose;
}

static void
sy_store_banner_init (SyStoreBanner *self)
{
}

GtkWidget *
sy_store_banner_new (void)
{
  return g_object_new (SY_TYPE_STORE_BANNER, NULL);
}

/**
 * sy_store_banner_set_store:
 * @store: where conversations are kept
 *
 * Has to be called once.
 */
void
sy_store_banner_set_store (SyStoreBanner *self,
                           SyStore       *store)
{
  g_return_if_fail (SY_IS_STORE_BANNER (self));
  g_return_if_fail (SY_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "notify::error",
                           G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
