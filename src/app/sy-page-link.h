/* sy-page-link.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SyPageLinkFunc:
 * @widget: what was given to sy_page_link_open(), perhaps disposed of
 * @address: what nobody could open
 * @text: that in words
 *
 * Tells the person, where it happened.
 */
typedef void (*SyPageLinkFunc) (GtkWidget  *widget,
                                const char *address,
                                const char *text);

gboolean  sy_page_link_is_safe      (const char     *address);
void      sy_page_link_open         (GtkWidget      *widget,
                                     const char     *address,
                                     SyPageLinkFunc  failed);
AdwToast *sy_page_link_create_toast (GtkWidget      *widget,
                                     const char     *address,
                                     const char     *text);
void      sy_page_link_show_toast   (GtkWidget      *widget,
                                     const char     *address,
                                     const char     *text);

G_END_DECLS
