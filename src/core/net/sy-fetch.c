/* sy-fetch.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-fetch"

#include "config.h"

#include "sy-fetch.h"

#include "sy-error.h"
#include "sy-gunzip.h"
#include "sy-transport-error.h"
#include "sy-url.h"
#include "sy-watchdog.h"

#include <glib/gi18n-lib.h>

/* What an error says is short, and what is longer is for nobody. */
#define MAX_ERROR_BYTES (1024 * 1024)

#define BODY_SIZE 1024

typedef struct
{
  SyFetchAnswer *answer;
  SyWatchdog    *watchdog;
  char          *host;
  gsize          max_bytes;
  gboolean       too_large;
} Job;

/* The watchdog is never told of a sign of life, so it waits for all of the answer. */
static Job *
job_new (SyHttp        *http,
         const SyFetch *fetch,
         GCancellable  *cancellable)
{
  Job *job = g_new0 (Job, 1);

  job->watchdog = sy_watchdog_new (sy_http_get_clock (http), fetch->timeout_ms, cancellable);
  job->host = sy_url_dup_host (fetch->url);
  job->max_bytes = fetch->max_bytes;

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->answer, sy_fetch_answer_free);
  g_clear_pointer (&job->watchdog, sy_watchdog_free);
  g_free (job->host);
  g_free (job);
}

static gboolean
is_success (Job *job)
{
  guint status = sy_http_stream_get_status (job->answer->stream);

  return status >= 200 && status < 300;
}

/* Takes @cause. */
static void
fail (GTask  *task,
      GError *cause)
{
  Job *job = g_task_get_task_data (task);

  if (sy_watchdog_is_expired (job->watchdog))
    {
      g_error_free (cause);
      cause = sy_transport_error_new_silence (job->host, sy_watchdog_get_silence (job->watchdog));
    }

  g_task_return_error (task, cause);
}

static gboolean
is_given_up (Job          *job,
             const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         !sy_watchdog_is_expired (job->watchdog);
}

static SyHttpStreamFlow
collect_cb (GBytes   *bytes,
            gpointer  user_data)
{
  Job *job = user_data;
  GByteArray *body = job->answer->body;
  gsize size = g_bytes_get_size (bytes);
  gsize room = job->max_bytes - body->len;

  g_byte_array_append (body, g_bytes_get_data (bytes, NULL), (guint) MIN (size, room));
  job->too_large = size > room;

  return job->too_large ? SY_HTTP_STREAM_END : SY_HTTP_STREAM_MORE;
}

static void
finish (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&job->answer),
                         (GDestroyNotify) sy_fetch_answer_free);
}

static void
fail_too_large (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  g_task_return_new_error (task, SY_ERROR, SY_ERROR_TOO_LARGE,
                           /* Translators: %s is the name of a host */
                           _("The answer of %s is larger than it may be"), job->host);
}

static gboolean
is_packed (Job *job)
{
  const char *encoding = sy_http_stream_get_header (job->answer->stream, "content-encoding");

  return job->answer->body->len > 0 && encoding != NULL &&
         (g_ascii_strcasecmp (encoding, "gzip") == 0 ||
          g_ascii_strcasecmp (encoding, "x-gzip") == 0);
}

static void
unpack_thread (GTask        *unpacking,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  GByteArray *body = job->answer->body;
  GError *error = NULL;
  GByteArray *plain = sy_gunzip (body->data, body->len, job->max_bytes, &error);

  if (plain != NULL)
    g_task_return_pointer (unpacking, plain, (GDestroyNotify) g_byte_array_unref);
  else
    g_task_return_error (unpacking, error);
}

static void
unpacked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_task_get_task_data (task);
  GByteArray *plain = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_return_error_if_cancelled (task))
    {
      g_clear_pointer (&plain, g_byte_array_unref);
      return;
    }

  if (plain == NULL && is_success (job))
    {
      if (g_error_matches (error, SY_ERROR, SY_ERROR_TOO_LARGE))
        fail_too_large (task);
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_byte_array_unref (job->answer->body);
  job->answer->body = plain != NULL ? plain : g_byte_array_new ();
  finish (task);
}

/* Nobody else touches the job while the thread does, and the task keeps it. */
static void
unpack_in_thread (GTask *task)
{
  g_autoptr(GTask) unpacking = g_task_new (NULL, NULL, unpacked_cb, g_object_ref (task));

  g_task_set_source_tag (unpacking, unpack_in_thread);
  g_task_set_priority (unpacking, SY_HTTP_PRIORITY);
  g_task_set_task_data (unpacking, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (unpacking, unpack_thread);
}

/* Of an error its status is enough, whatever came of its body. */
static void
pumped_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_task_get_task_data (task);
  gboolean lenient = !is_success (job);

  sy_http_stream_pump_finish (SY_HTTP_STREAM (object), result, &error);

  if (error != NULL && (!lenient || is_given_up (job, error)))
    fail (task, g_steal_pointer (&error));
  else if (job->too_large && !lenient)
    fail_too_large (task);
  else if (is_packed (job))
    unpack_in_thread (task);
  else
    finish (task);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  SyHttpStream *stream = NULL;
  Job *job = g_task_get_task_data (task);

  stream = sy_http_get_finish (SY_HTTP (object), result, &error);

  if (stream == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  job->answer = g_new0 (SyFetchAnswer, 1);
  job->answer->stream = stream;
  job->answer->body = g_byte_array_sized_new (BODY_SIZE);

  if (!is_success (job))
    job->max_bytes = MIN (job->max_bytes, MAX_ERROR_BYTES);

  sy_http_stream_pump_async (stream, collect_cb, job,
                             sy_watchdog_get_cancellable (job->watchdog),
                             pumped_cb, g_steal_pointer (&task));
}

/**
 * sy_fetch_async:
 * @http: the network
 * @fetch: what to ask for
 * @cancellable: (nullable): stops it
 * @callback: called once, with the whole answer or an error
 * @user_data: for @callback
 *
 * Asks for one small answer, under the rules of sy_http_get_async(): no redirect is
 * followed, loopback is asked without a proxy.
 */
void
sy_fetch_async (SyHttp              *http,
                const SyFetch       *fetch,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  SyHttpGet get = { NULL };
  Job *job = NULL;

  g_return_if_fail (SY_IS_HTTP (http));
  g_return_if_fail (fetch != NULL && fetch->url != NULL);
  g_return_if_fail (fetch->max_bytes > 0 && fetch->max_bytes <= G_MAXUINT / 2);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_fetch_async);
  g_task_set_priority (task, SY_HTTP_PRIORITY);

  job = job_new (http, fetch, cancellable);
  g_task_set_task_data (task, job, job_free);

  get.url = fetch->url;
  get.auth_header = fetch->auth_header;
  get.key = fetch->key;
  get.if_none_match = fetch->if_none_match;
  get.if_modified_since = fetch->if_modified_since;
  sy_http_get_async (http, &get, sy_watchdog_get_cancellable (job->watchdog),
                     answered_cb, g_steal_pointer (&task));
}

/**
 * sy_fetch_finish:
 * @http: the network
 * @result: what the callback was given
 * @error: return location: %G_IO_ERROR_CANCELLED, %SY_ERROR_TOO_LARGE, or what
 *   sy_http_get_finish() and sy_http_stream_pump_finish() give
 *
 * A status that is an error is an answer too, and so is a 304; the body of such may be
 * cut at 1 MB.
 *
 * Returns: (transfer full): the whole answer
 */
SyFetchAnswer *
sy_fetch_finish (SyHttp        *http,
                 GAsyncResult  *result,
                 GError       **error)
{
  g_return_val_if_fail (SY_IS_HTTP (http), NULL);
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sy_fetch_answer_free:
 * @self: (transfer full): an answer
 */
void
sy_fetch_answer_free (SyFetchAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_free (self);
}
