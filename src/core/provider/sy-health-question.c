/* sy-health-question.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-health-question"

#include "config.h"

#include "sy-health-question.h"

#include "sy-api-base.h"
#include "sy-error.h"

#include <glib/gi18n-lib.h>

/* The longest list of models that is anybody's. */
#define MAX_BYTES (32 * 1024 * 1024)

/* More is parsed in a thread. */
#define MAX_INLINE_BYTES (64 * 1024)

typedef struct
{
  SyHealthReply *reply;
  char          *path;
  gint64         asked_at;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->reply, sy_health_reply_free);
  g_free (job->path);
  g_free (job);
}

static void
end (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&job->reply),
                         (GDestroyNotify) sy_health_reply_free);
}

static void
shape_thread (GTask        *parsing,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Job *job = data;

  job->reply->shape = sy_health_answer_find_shape (job->reply->answer->body, job->path);
  g_task_return_boolean (parsing, TRUE);
}

static void
shaped_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  g_task_propagate_boolean (G_TASK (result), NULL);
  end (task);
}

/* Nobody else touches the job while the thread does, and the task keeps it. */
static void
find_shape_in_thread (GTask *task)
{
  g_autoptr(GTask) parsing = g_task_new (NULL, NULL, shaped_cb, g_object_ref (task));

  g_task_set_source_tag (parsing, find_shape_in_thread);
  g_task_set_task_data (parsing, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (parsing, shape_thread);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  SyHttp *http = SY_HTTP (object);
  Job *job = g_task_get_task_data (task);
  SyHealthReply *reply = job->reply;

  reply->answer = sy_fetch_finish (http, result, &error);

  if (reply->answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  reply->latency_ms = (sy_clock_get_monotonic (sy_http_get_clock (http)) - job->asked_at) / 1000;

  if (reply->answer->body->len > MAX_INLINE_BYTES)
    {
      find_shape_in_thread (task);
      return;
    }

  reply->shape = sy_health_answer_find_shape (reply->answer->body, job->path);
  end (task);
}

/**
 * sy_health_question_async:
 * @http: the network
 * @question: what to ask
 * @cancellable: (nullable): stops it
 * @callback: called once
 * @user_data: for @callback
 *
 * Asks, and looks at the shape of what comes.
 */
void
sy_health_question_async (SyHttp                 *http,
                          const SyHealthQuestion *question,
                          GCancellable           *cancellable,
                          GAsyncReadyCallback     callback,
                          gpointer                user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *url = NULL;
  SyFetch fetch = { .max_bytes = MAX_BYTES };
  Job *job = NULL;

  g_return_if_fail (SY_IS_HTTP (http));
  g_return_if_fail (question != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  url = sy_api_base_dup_url (question->api_base, question->path);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_health_question_async);

  if (url == NULL)
    {
      g_task_return_new_error (task, SY_ERROR, SY_ERROR_INVALID_URL,
                               _("This is not a web address like https://host/path"));
      return;
    }

  job = g_new0 (Job, 1);
  job->reply = g_new0 (SyHealthReply, 1);
  job->path = g_strdup (question->path);
  job->asked_at = sy_clock_get_monotonic (sy_http_get_clock (http));
  g_task_set_task_data (task, job, job_free);

  fetch.url = url;
  fetch.auth_header = question->auth_header;
  fetch.key = question->key;
  sy_fetch_async (http, &fetch, cancellable, fetched_cb, g_steal_pointer (&task));
}

/**
 * sy_health_question_finish:
 * @http: the network
 * @result: what the callback was given
 * @error: return location: what sy_fetch_finish() gives, or %SY_ERROR_INVALID_URL
 *
 * Returns: (transfer full): what came
 */
SyHealthReply *
sy_health_question_finish (SyHttp        *http,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (SY_IS_HTTP (http), NULL);
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sy_health_reply_free:
 * @self: (transfer full): what came of a question
 */
void
sy_health_reply_free (SyHealthReply *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->answer, sy_fetch_answer_free);
  g_free (self);
}
