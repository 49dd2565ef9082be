/* sy-catalog-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-text"

#include "config.h"

#include "sy-catalog-text.h"

#include <glib/gi18n-lib.h>

#define MINUTE (60)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/**
 * sy_catalog_text_dup_age:
 * @updated_at: when a list came, in microseconds since 1970
 * @now: what the clock says now, in microseconds since 1970
 *
 * Returns: (transfer full): "updated 2 hours ago"
 */
char *
sy_catalog_text_dup_age (gint64 updated_at,
                         gint64 now)
{
  gint64 age = (now - updated_at) / G_USEC_PER_SEC;
  int n;

  if (age < MINUTE)
    return g_strdup (_("updated just now"));

  if (age < HOUR)
    {
      n = (int) (age / MINUTE);
      return g_strdup_printf (ngettext ("updated %d minute ago", "updated %d minutes ago", n), n);
    }

  if (age < DAY)
    {
      n = (int) (age / HOUR);
      return g_strdup_printf (ngettext ("updated %d hour ago", "updated %d hours ago", n), n);
    }

  n = (int) MIN (age / DAY, G_MAXINT);

  return g_strdup_printf (ngettext ("updated %d day ago", "updated %d days ago", n), n);
}

/**
 * sy_catalog_text_dup_count:
 * @n_shown: how many models match
 * @n_models: how many there are
 *
 * Returns: (transfer full): "219 of 346 models", or "346 models" when all match
 */
char *
sy_catalog_text_dup_count (guint n_shown,
                           guint n_models)
{
  if (n_shown == n_models)
    return g_strdup_printf (ngettext ("%u model", "%u models", n_models), n_models);

  /* Translators: how many models match, and how many there are */
  return g_strdup_printf (ngettext ("%1$u of %2$u model", "%1$u of %2$u models", n_models),
                          n_shown, n_models);
}
