/* widget-support.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A text that is torn apart or warned about where markup is expected. */
#define WIDGET_MARKUP "a<b>&\"' & <i>"

void       widget_test_init      (int          *argc,
                                  char       ***argv);
GtkWidget *widget_get_child      (GtkWidget    *widget,
                                  const char   *name);
GtkWidget *widget_find           (GtkWidget    *root,
                                  GType         type);
GtkWidget *widget_find_action    (GtkWidget    *root,
                                  const char   *action_name);
guint      widget_count_children (GtkWidget    *widget);
int        widget_get_min_width  (GtkWidget    *widget);
void       widget_watch          (gpointer      object,
                                  const char   *property,
                                  guint        *n_notified);
void       widget_present        (GtkWindow    *window,
                                  int           width,
                                  int           height);
void       widget_wait_frames    (GtkWidget    *widget,
                                  guint         n_frames);
void       widget_set_text_scale (guint         scale);

G_END_DECLS
