/* sy-catalog-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-request"

#include "config.h"

#include "sy-catalog-request.h"

#include "sy-answer-error.h"
#include "sy-error.h"
#include "sy-http-error.h"
#include "sy-json.h"
#include "sy-model-parser.h"
#include "sy-model-redact.h"
#include "sy-provider-fetch.h"

#include <string.h>

#define MAX_BYTES  (32 * 1024 * 1024)
#define TIMEOUT_MS (15 * 1000)

#define NOT_MODIFIED  304
#define MAX_VALIDATOR 256

typedef struct
{
  SyRedact      *redact;
  SyClock       *clock;
  SyCatalogCopy *known;
  gboolean       anew;
  SyFetchAnswer *answer;

  /* What the thread finds out. */
  SyModelSet    *models;
  gboolean       is_error;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->redact);
  g_clear_object (&job->clock);
  g_clear_pointer (&job->known, sy_catalog_copy_unref);
  g_clear_pointer (&job->answer, sy_fetch_answer_free);
  g_clear_pointer (&job->models, sy_model_set_unref);
  g_free (job);
}

static gboolean
has_error (JsonNode *node)
{
  JsonObject *object = sy_json_node_object (node);
  JsonNode *error = object != NULL ? json_object_get_member (object, "error") : NULL;

  return error != NULL && !JSON_NODE_HOLDS_NULL (error);
}

/* An error under a status of success; Gemini puts it into an array. */
static gboolean
reports_error (GByteArray *body)
{
  g_autoptr(JsonNode) root = NULL;
  JsonArray *array;

  if (body->len == 0)
    return FALSE;

  root = sy_json_parse ((const char *) body->data, body->len, NULL);
  array = sy_json_node_array (root);

  if (array != NULL && json_array_get_length (array) > 0)
    return has_error (json_array_get_element (array, 0));

  return has_error (root);
}

/* A server could put the key it was sent into its list: such an id is none, and such
 * texts are masked. */
static GPtrArray *
redact_models (GPtrArray *models,
               SyRedact  *redact)
{
  GPtrArray *redacted = g_ptr_array_new_full (models->len, g_object_unref);

  for (guint i = 0; i < models->len; i++)
    {
      SyModel *model = sy_model_redact (g_ptr_array_index (models, i), redact);

      if (model != NULL)
        g_ptr_array_add (redacted, model);
    }

  return redacted;
}

static void
parse_thread (GTask        *parsing,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Job *job = data;
  GByteArray *body = job->answer->body;
  g_autoptr(GBytes) bytes = g_bytes_new_static (body->data, body->len);
  g_autoptr(GPtrArray) models = sy_model_parser_parse (bytes, NULL);
  g_autoptr(GPtrArray) redacted = NULL;

  if (models != NULL)
    {
      redacted = redact_models (models, job->redact);
      job->models = sy_model_set_new (redacted, job->known != NULL ? job->known->models : NULL);
    }
  else
    {
      job->is_error = reports_error (body);
    }

  g_task_return_boolean (parsing, TRUE);
}

/* What a server calls its list is kept and sent back: no key, and nothing of any length. */
static char *
dup_validator (Job        *job,
               const char *name)
{
  const char *value = sy_http_stream_get_header (job->answer->stream, name);
  g_autofree char *masked = NULL;

  if (value == NULL || strlen (value) > MAX_VALIDATOR)
    return NULL;

  masked = sy_redact_text (job->redact, value, -1);

  return g_str_equal (masked, value) ? g_steal_pointer (&masked) : NULL;
}

static void
return_models (GTask      *task,
               SyModelSet *models)
{
  Job *job = g_task_get_task_data (task);
  g_autofree char *etag = dup_validator (job, "etag");
  g_autofree char *last_modified = dup_validator (job, "last-modified");

  g_task_return_pointer (task,
                         sy_catalog_copy_new (models, sy_clock_get_now (job->clock), etag,
                                              last_modified),
                         (GDestroyNotify) sy_catalog_copy_unref);
}

/* A 304 need not say again what the list is called. */
static void
return_known (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  SyCatalogCopy *known = job->known;

  g_task_return_pointer (task,
                         sy_catalog_copy_new (known->models, sy_clock_get_now (job->clock),
                                              known->etag, known->last_modified),
                         (GDestroyNotify) sy_catalog_copy_unref);
}

static void
parsed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GByteArray *body = job->answer->body;

  g_task_propagate_boolean (G_TASK (result), NULL);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (job->models != NULL)
    return_models (task, job->models);
  else if (job->is_error)
    g_task_return_error (task, sy_http_error_from_body ((const char *) body->data, body->len,
                                                        job->redact));
  else
    g_task_return_error (task, sy_answer_error_new (job->answer->stream, body, job->redact));
}

/* Nobody else touches the job while the thread does, and the task keeps it. */
static void
parse_in_thread (GTask *task)
{
  g_autoptr(GTask) parsing = g_task_new (NULL, NULL, parsed_cb, g_object_ref (task));

  g_task_set_source_tag (parsing, parse_in_thread);
  g_task_set_task_data (parsing, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (parsing, parse_thread);
}

/* Only who was asked whether there is anything newer may say that there is not. */
static gboolean
is_not_modified (Job *job)
{
  return sy_http_stream_get_status (job->answer->stream) == NOT_MODIFIED &&
         job->known != NULL && !job->anew &&
         (job->known->etag != NULL || job->known->last_modified != NULL);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_task_get_task_data (task);

  job->answer = sy_provider_fetch_finish (SY_PROVIDER (object), result, &error);

  if (job->answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (sy_answer_is_success (job->answer->stream))
    parse_in_thread (task);
  else if (is_not_modified (job))
    return_known (task);
  else if (sy_answer_is_redirect (job->answer->stream))
    g_task_return_error (task, sy_answer_error_new_redirect (job->answer->stream, job->redact));
  else
    g_task_return_error (task, sy_answer_error_new (job->answer->stream, job->answer->body,
                                                    job->redact));
}

/* Where the list is what proves a key, nobody reads it without one. */
static gboolean
needs_key (SyPreset *preset)
{
  const SyProof *proof = sy_preset_get_proof (preset);

  return sy_preset_get_key_need (preset) == SY_KEY_REQUIRED && proof->with_key &&
         g_strcmp0 (proof->path, sy_preset_get_models_path (preset)) == 0;
}

/**
 * sy_catalog_request_dup_address:
 * @provider: a provider
 *
 * Returns: (transfer full) (nullable): where its model list is; %NULL when it has none
 *   or no API base yet
 */
char *
sy_catalog_request_dup_address (SyProvider *provider)
{
  const char *path;

  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);

  path = sy_preset_get_models_path (sy_provider_get_preset (provider));

  return path != NULL && *path != '\0' ? sy_provider_fetch_dup_url (provider, path) : NULL;
}

/**
 * sy_catalog_request_async:
 * @provider: a provider that has an address for its list
 * @services: what to work with
 * @known: (nullable): what the same address said before
 * @anew: whether the whole list is wanted, also when it is that one
 * @cancellable: (nullable): gives up
 * @callback: called once
 * @user_data: for @callback
 *
 * Fetches the model list, with the key for the provider's origin when there is one, and
 * parses it in a thread, where it is compared with @known too.
 */
void
sy_catalog_request_async (SyProvider              *provider,
                          const SyCatalogServices *services,
                          SyCatalogCopy           *known,
                          gboolean                 anew,
                          GCancellable            *cancellable,
                          GAsyncReadyCallback      callback,
                          gpointer                 user_data)
{
  g_autoptr(GTask) task = NULL;
  SyPreset *preset;
  SyProviderFetch fetch;
  Job *job;

  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (services != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  preset = sy_provider_get_preset (provider);
  fetch = (SyProviderFetch) {
    .http = services->http,
    .redact = services->redact,
    .keyring = services->keyring,
    .path = sy_preset_get_models_path (preset),
    .needs_key = needs_key (preset),
    .if_none_match = known != NULL && !anew ? known->etag : NULL,
    .if_modified_since = known != NULL && !anew ? known->last_modified : NULL,
    .max_bytes = MAX_BYTES,
    .timeout_ms = TIMEOUT_MS,
  };

  job = g_new0 (Job, 1);
  job->redact = g_object_ref (services->redact);
  job->clock = g_object_ref (services->clock);
  job->known = known != NULL ? sy_catalog_copy_ref (known) : NULL;
  job->anew = anew;

  task = g_task_new (provider, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_catalog_request_async);
  g_task_set_task_data (task, job, job_free);
  sy_provider_fetch_async (provider, &fetch, cancellable, fetched_cb, g_steal_pointer (&task));
}

/**
 * sy_catalog_request_finish:
 * @provider: the provider
 * @result: what the callback was given
 * @error: return location: a #SyError in words for the person, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): its chat models, in the server's order; the models that were
 *   known when there are no other ones
 */
SyCatalogCopy *
sy_catalog_request_finish (SyProvider    *provider,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
