/* sy-error-record.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-error-record"

#include "config.h"

#include "sy-error-record.h"

#include "sy-error.h"
#include "sy-json.h"

#include <glib/gi18n-lib.h>

/* The facts that are texts, under the names they have in files. */
#define STRING_FACTS(apply) \
  apply (provider) \
  apply (body) \
  apply (host) \
  apply (words) \
  apply (parameter) \
  apply (certificate) \
  apply (issuer) \
  apply (origin)

static void
set_string (JsonObject *object,
            const char *member,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

static void
set_list (JsonObject        *object,
          const char        *member,
          const char *const *list)
{
  JsonArray *array;

  if (list == NULL)
    return;

  array = json_array_new ();
  for (gsize i = 0; list[i] != NULL; i++)
    json_array_add_string_element (array, list[i]);
  json_object_set_array_member (object, member, array);
}

/* Returns NULL when there is no such list. */
static GStrv
dup_list (JsonObject *object,
          const char *member)
{
  JsonArray *array = sy_json_get_array (object, member);
  g_autoptr(GStrvBuilder) builder = NULL;

  if (array == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = sy_json_node_string (json_array_get_element (array, i));

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static void
set_facts (JsonObject         *object,
           const SyErrorFacts *facts)
{
#define SET(name) set_string (object, #name, facts->name);
  STRING_FACTS (SET)
#undef SET

  json_object_set_int_member (object, "status", facts->status);
  json_object_set_int_member (object, "retry_after", facts->retry_after);
  json_object_set_int_member (object, "tokens", facts->tokens);
  json_object_set_boolean_member (object, "upstream", facts->upstream);
  set_list (object, "models", facts->models);
  set_list (object, "reasons", facts->reasons);
}

/**
 * sy_error_to_record:
 * @error: (nullable): any error
 *
 * Makes a text of an error and its facts, for a file.
 *
 * Returns: (transfer full) (nullable): JSON
 */
char *
sy_error_to_record (const GError *error)
{
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonNode) node = NULL;
  SyErrorFacts facts;

  if (error == NULL)
    return NULL;

  object = json_object_new ();
  json_object_set_string_member (object, "message", error->message);
  if (error->domain == SY_ERROR)
    {
      facts = sy_error_get_facts (error);
      json_object_set_int_member (object, "code", error->code);
      set_facts (object, &facts);
    }

  node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

/**
 * sy_error_new_from_record:
 * @record: (nullable): what sy_error_to_record() made, or anything else
 *
 * Makes an error of what a file says.  A text that is none of ours is an error too:
 * a reply that failed has one.
 *
 * Returns: (transfer full) (nullable): the error, %NULL for %NULL
 */
GError *
sy_error_new_from_record (const char *record)
{
  g_autoptr(JsonNode) node = NULL;
  g_auto(GStrv) models = NULL;
  g_auto(GStrv) reasons = NULL;
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;
  JsonObject *object;
  const char *message;
  gint64 code;

  if (record == NULL)
    return NULL;

  node = sy_json_parse (record, -1, NULL);
  object = sy_json_node_object (node);
  message = sy_json_get_string (object, "message");
  code = sy_json_get_int (object, "code", SY_ERROR_PROTOCOL);
  models = dup_list (object, "models");
  reasons = dup_list (object, "reasons");

#define GET(name) facts.name = sy_json_get_string (object, #name);
  STRING_FACTS (GET)
#undef GET

  facts.status = (guint) CLAMP (sy_json_get_int (object, "status", 0), 0, 999);
  facts.retry_after = (int) CLAMP (sy_json_get_int (object, "retry_after", -1), -1, G_MAXINT);
  facts.tokens = MAX (sy_json_get_int (object, "tokens", -1), -1);
  facts.upstream = sy_json_get_boolean (object, "upstream", FALSE);
  facts.models = (const char *const *) models;
  facts.reasons = (const char *const *) reasons;

  return sy_error_new_facts ((SyError) CLAMP (code, 0, SY_ERROR_STORE),
                             message != NULL ? message : _("This reply has failed"), &facts);
}
