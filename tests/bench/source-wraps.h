/* source-wraps.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the linker's --wrap calls the functions that it puts others in the place of, and the
 * others. */
guint __real_g_source_attach                (GSource         *source,
                                             GMainContext    *context);
guint __real_gtk_widget_add_tick_callback   (GtkWidget       *widget,
                                             GtkTickCallback  callback,
                                             gpointer         user_data,
                                             GDestroyNotify   notify);
guint __wrap_g_source_attach                (GSource         *source,
                                             GMainContext    *context);
guint __wrap_g_idle_add                     (GSourceFunc      func,
                                             gpointer         data);
guint __wrap_g_idle_add_full                (int              priority,
                                             GSourceFunc      func,
                                             gpointer         data,
                                             GDestroyNotify   notify);
guint __wrap_g_idle_add_once                (GSourceOnceFunc  func,
                                             gpointer         data);
guint __wrap_g_timeout_add                  (guint            interval,
                                             GSourceFunc      func,
                                             gpointer         data);
guint __wrap_g_timeout_add_full             (int              priority,
                                             guint            interval,
                                             GSourceFunc      func,
                                             gpointer         data,
                                             GDestroyNotify   notify);
guint __wrap_g_timeout_add_once             (guint            interval,
                                             GSourceOnceFunc  func,
                                             gpointer         data);
guint __wrap_g_timeout_add_seconds          (guint            interval,
                                             GSourceFunc      func,
                                             gpointer         data);
guint __wrap_g_timeout_add_seconds_full     (int              priority,
                                             guint            interval,
                                             GSourceFunc      func,
                                             gpointer         data,
                                             GDestroyNotify   notify);
guint __wrap_gtk_widget_add_tick_callback   (GtkWidget       *widget,
                                             GtkTickCallback  callback,
                                             gpointer         user_data,
                                             GDestroyNotify   notify);

G_END_DECLS
