/* sy-json.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "sy-json-repair.h"

G_BEGIN_DECLS

JsonNode   *sy_json_parse          (const char    *data,
                                    gssize         length,
                                    GError       **error);
JsonParser *sy_json_parser_new     (void);
JsonNode   *sy_json_load           (JsonParser    *parser,
                                    SyJsonRepair  *repair,
                                    const char    *data,
                                    gsize          length);
JsonObject *sy_json_node_object    (JsonNode      *node);
JsonArray  *sy_json_node_array     (JsonNode      *node);
const char *sy_json_node_string    (JsonNode      *node);
const char *sy_json_get_string     (JsonObject    *object,
                                    const char    *member);
char       *sy_json_dup_string     (JsonObject    *object,
                                    const char    *member);
JsonObject *sy_json_get_object     (JsonObject    *object,
                                    const char    *member);
JsonArray  *sy_json_get_array      (JsonObject    *object,
                                    const char    *member);
JsonObject *sy_json_array_object   (JsonArray     *array,
                                    guint          index);
gint64      sy_json_get_int        (JsonObject    *object,
                                    const char    *member,
                                    gint64         fallback);
gboolean    sy_json_get_double     (JsonObject    *object,
                                    const char    *member,
                                    double        *value);
gboolean    sy_json_get_boolean    (JsonObject    *object,
                                    const char    *member,
                                    gboolean       fallback);

G_END_DECLS
