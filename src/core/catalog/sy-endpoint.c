/* sy-endpoint.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-endpoint"

#include "config.h"

#include "sy-endpoint.h"

#include "sy-error.h"
#include "sy-json.h"
#include "sy-model-clean.h"
#include "sy-pricing-parser.h"

#include <glib/gi18n-lib.h>

/* The most there are of one model is 30. */
#define MAX_ENDPOINTS 200

#define MAX_TOKENS     G_GINT64_CONSTANT (1000000000000)
#define MAX_LATENCY    G_GINT64_CONSTANT (1000000000)
#define MAX_THROUGHPUT 1e9

static gint64
get_count (JsonObject *object,
           const char *member,
           gint64      max)
{
  gint64 count = sy_json_get_int (object, member, 0);

  return count > 0 && count <= max ? count : 0;
}

static char *
dup_line (JsonObject *entry,
          const char *member)
{
  const char *text = sy_json_get_string (entry, member);

  return text != NULL ? sy_model_clean_dup_line (text) : NULL;
}

static char *
dup_quantization (JsonObject *entry)
{
  g_autofree char *word = dup_line (entry, "quantization");

  return g_strcmp0 (word, "unknown") == 0 ? NULL : g_steal_pointer (&word);
}

static gboolean
get_percent (JsonObject *entry,
             const char *member,
             double     *percent)
{
  double number;

  if (!sy_json_get_double (entry, member, &number) || !(number >= 0 && number <= 100))
    return FALSE;

  *percent = number;

  return TRUE;
}

static void
read_speed (SyEndpoint *self,
            JsonObject *entry)
{
  JsonObject *throughput = sy_json_get_object (entry, "throughput_last_30m");
  double number;

  if (!get_percent (entry, "uptime_last_30m", &self->uptime))
    get_percent (entry, "uptime_last_1d", &self->uptime);

  self->latency_ms = get_count (sy_json_get_object (entry, "latency_last_30m"), "p50",
                                MAX_LATENCY);

  if (sy_json_get_double (throughput, "p50", &number) && number > 0 && number <= MAX_THROUGHPUT)
    self->throughput = number;
}

static SyEndpoint *
read_endpoint (JsonObject *entry)
{
  g_autoptr(SyEndpoint) self = sy_endpoint_new ();

  self->provider = dup_line (entry, "provider_name");
  if (self->provider == NULL)
    return NULL;

  self->quantization = dup_quantization (entry);
  self->context_length = get_count (entry, "context_length", MAX_TOKENS);
  self->max_output = get_count (entry, "max_completion_tokens", MAX_TOKENS);
  self->pricing = sy_pricing_parse (sy_json_get_object (entry, "pricing"));
  self->degraded = sy_json_get_int (entry, "status", 0) < 0;
  read_speed (self, entry);

  return g_steal_pointer (&self);
}

static char *
redact_line (SyRedact   *redact,
             const char *text)
{
  g_autofree char *masked = sy_redact_text (redact, text, -1);

  return sy_model_clean_dup_line (masked);
}

/**
 * sy_endpoint_new:
 *
 * Returns: (transfer full): one of whom nothing is known yet
 */
SyEndpoint *
sy_endpoint_new (void)
{
  SyEndpoint *self = g_new0 (SyEndpoint, 1);

  self->uptime = -1;

  return self;
}

/**
 * sy_endpoint_free:
 * @self: (transfer full) (nullable): an endpoint
 */
void
sy_endpoint_free (SyEndpoint *self)
{
  if (self == NULL)
    return;

  g_free (self->provider);
  g_free (self->quantization);
  g_clear_pointer (&self->pricing, sy_pricing_unref);
  g_free (self);
}

/**
 * sy_endpoint_redact:
 * @self: an endpoint
 * @redact: knows the keys
 *
 * Masks them in all of its texts.  May be called in any thread.
 */
void
sy_endpoint_redact (SyEndpoint *self,
                    SyRedact   *redact)
{
  char **const texts[] = { &self->provider, &self->quantization };

  g_return_if_fail (self != NULL);
  g_return_if_fail (SY_IS_REDACT (redact));

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char *masked = *texts[i] != NULL ? redact_line (redact, *texts[i]) : NULL;

      g_free (*texts[i]);
      *texts[i] = masked;
    }
}

/**
 * sy_endpoint_parse:
 * @json: what OpenRouter answers to "models/…/endpoints"
 * @error: return location: %SY_ERROR_PROTOCOL when it is no such list
 *
 * Anything but who it is may be missing or of another type.  May be called in any thread.
 *
 * Returns: (transfer full) (element-type SyEndpoint): those who serve the model, in their
 *   order
 */
GPtrArray *
sy_endpoint_parse (GBytes  *json,
                   GError **error)
{
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GPtrArray) endpoints = NULL;
  JsonArray *entries;
  const char *data;
  gsize length;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (json, &length);
  root = sy_json_parse (length > 0 ? data : "", (gssize) length, error);
  if (root == NULL)
    return NULL;

  entries = sy_json_get_array (sy_json_get_object (sy_json_node_object (root), "data"),
                               "endpoints");
  if (entries == NULL)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_PROTOCOL,
                           _("This is not a list of who serves a model"));
      return NULL;
    }

  endpoints = g_ptr_array_new_with_free_func ((GDestroyNotify) sy_endpoint_free);
  for (guint i = 0; i < json_array_get_length (entries) && endpoints->len < MAX_ENDPOINTS; i++)
    {
      SyEndpoint *endpoint = read_endpoint (sy_json_array_object (entries, i));

      if (endpoint != NULL)
        g_ptr_array_add (endpoints, endpoint);
    }

  return g_steal_pointer (&endpoints);
}
