/* sy-demo-json.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void  sy_demo_json_set_string  (JsonBuilder *builder,
                                const char  *name,
                                const char  *value);
void  sy_demo_json_set_int     (JsonBuilder *builder,
                                const char  *name,
                                gint64       value);
void  sy_demo_json_set_double  (JsonBuilder *builder,
                                const char  *name,
                                double       value);
void  sy_demo_json_set_boolean (JsonBuilder *builder,
                                const char  *name,
                                gboolean     value);
void  sy_demo_json_set_null    (JsonBuilder *builder,
                                const char  *name);
void  sy_demo_json_set_words   (JsonBuilder *builder,
                                const char  *name,
                                const char  *words);
void  sy_demo_json_set_price   (JsonBuilder *builder,
                                const char  *name,
                                gint64       pico_dollars);
char *sy_demo_json_end         (JsonBuilder *builder);

G_END_DECLS
