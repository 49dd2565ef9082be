/* sy-endpoint-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-endpoint-request"

#include "config.h"

#include "sy-endpoint-request.h"

#include "sy-answer-error.h"
#include "sy-endpoint.h"
#include "sy-error.h"
#include "sy-provider-fetch.h"

#include <glib/gi18n-lib.h>

/* The most that serve one model are two dozen. */
#define MAX_BYTES  (2 * 1024 * 1024)
#define TIMEOUT_MS (10 * 1000)

typedef struct
{
  SyRedact      *redact;
  SyFetchAnswer *answer;

  /* What the thread finds out. */
  GPtrArray     *endpoints;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->redact);
  g_clear_pointer (&job->answer, sy_fetch_answer_free);
  g_clear_pointer (&job->endpoints, g_ptr_array_unref);
  g_free (job);
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

  job->endpoints = sy_endpoint_parse (bytes, NULL);

  for (guint i = 0; job->endpoints != NULL && i < job->endpoints->len; i++)
    sy_endpoint_redact (g_ptr_array_index (job->endpoints, i), job->redact);

  g_task_return_boolean (parsing, TRUE);
}

static void
parsed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);

  g_task_propagate_boolean (G_TASK (result), NULL);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (job->endpoints != NULL)
    g_task_return_pointer (task, g_steal_pointer (&job->endpoints),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, sy_answer_error_new (job->answer->stream, job->answer->body,
                                                    job->redact));
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
  else if (sy_answer_is_redirect (job->answer->stream))
    g_task_return_error (task, sy_answer_error_new_redirect (job->answer->stream, job->redact));
  else
    g_task_return_error (task, sy_answer_error_new (job->answer->stream, job->answer->body,
                                                    job->redact));
}

static gboolean
is_step (const char *segment)
{
  return *segment == '\0' || g_str_equal (segment, ".") || g_str_equal (segment, "..");
}

/**
 * sy_endpoint_request_dup_path:
 * @id: the id of a model, "~vendor/family-latest" and "vendor/name:free" too
 *
 * Returns: (transfer full) (nullable): where it is told who serves the model, beside the
 *   endpoint of the API; %NULL for an id that would lead elsewhere
 */
char *
sy_endpoint_request_dup_path (const char *id)
{
  g_auto(GStrv) segments = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  segments = g_strsplit (id, "/", -1);
  if (segments[0] == NULL)
    return NULL;

  for (gsize i = 0; segments[i] != NULL; i++)
    {
      if (is_step (segments[i]))
        return NULL;
    }

  escaped = g_uri_escape_string (id, "/:", FALSE);

  return g_strconcat ("models/", escaped, "/endpoints", NULL);
}

/**
 * sy_endpoint_request_async:
 * @provider: a provider that has an API base
 * @services: what to work with
 * @id: the id of one of its models
 * @cancellable: (nullable): gives up
 * @callback: called once
 * @user_data: for @callback
 *
 * Asks who serves a model, with the key for the provider's origin when there is one: only
 * then OpenRouter says how fast they are.
 */
void
sy_endpoint_request_async (SyProvider              *provider,
                           const SyCatalogServices *services,
                           const char              *id,
                           GCancellable            *cancellable,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *path = NULL;
  SyProviderFetch fetch;
  Job *job;

  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (services != NULL);
  g_return_if_fail (id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (provider, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_endpoint_request_async);

  path = sy_endpoint_request_dup_path (id);
  if (path == NULL)
    {
      g_task_return_new_error_literal (task, SY_ERROR, SY_ERROR_SETUP,
                                       _("This model ID is no part of an address"));
      return;
    }

  fetch = (SyProviderFetch) {
    .http = services->http,
    .redact = services->redact,
    .keyring = services->keyring,
    .path = path,
    .max_bytes = MAX_BYTES,
    .timeout_ms = TIMEOUT_MS,
  };

  job = g_new0 (Job, 1);
  job->redact = g_object_ref (services->redact);
  g_task_set_task_data (task, job, job_free);
  sy_provider_fetch_async (provider, &fetch, cancellable, fetched_cb, g_steal_pointer (&task));
}

/**
 * sy_endpoint_request_finish:
 * @provider: the provider
 * @result: what the callback was given
 * @error: return location: a #SyError in words for the person, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type SyEndpoint): those who serve the model, in the
 *   server's order; perhaps none
 */
GPtrArray *
sy_endpoint_request_finish (SyProvider    *provider,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
