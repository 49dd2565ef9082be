/* sy-decode-job.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-decode-job"

#include "config.h"

#include "sy-decode-job.h"

#include "sy-delta-list.h"
#include "sy-error.h"
#include "sy-http-stream.h"

#include <glib/gi18n-lib.h>

/* While @running, the thread has everything but what says so, the function and its
 * data; a job that is freed then is freed when the thread returns.
 */
struct _SyDecodeJob
{
  const SyFormat  *format;
  SyDecoder       *decoder;
  GBytes          *data;
  SyDeltaList     *deltas;
  GError          *error;

  gboolean         running;
  SyDecodeJobFunc  func;
  gpointer         user_data;
};

static void
free_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  sy_delta_list_free (task_data);
  g_task_return_boolean (task, TRUE);
}

/* What nobody wanted can be all of a large event.  Nothing of it was given to anyone, so that
 * its values, whose references json-glib does not count atomically, are the list's alone.
 */
static void
drop_deltas (SyDecodeJob *self)
{
  g_autoptr(GTask) task = NULL;

  if (sy_delta_list_is_empty (self->deltas))
    {
      g_clear_pointer (&self->deltas, sy_delta_list_free);
      return;
    }

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, drop_deltas);
  g_task_set_task_data (task, g_steal_pointer (&self->deltas), NULL);
  g_task_run_in_thread (task, free_in_thread);
}

static void
destroy (SyDecodeJob *self)
{
  g_clear_pointer (&self->decoder, self->format->decoder_free);
  g_clear_pointer (&self->data, g_bytes_unref);
  drop_deltas (self);
  g_clear_error (&self->error);
  g_free (self);
}

static void
append_cb (const SyDelta *delta,
           gpointer       user_data)
{
  sy_delta_list_append (user_data, delta);
}

static void
decode_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  SyDecodeJob *self = task_data;
  gsize length = 0;
  const char *data = g_bytes_get_data (self->data, &length);

  self->format->decoder_push (self->decoder, data, length, append_cb, self->deltas,
                              &self->error);

  if (sy_delta_list_is_full (self->deltas))
    {
      g_clear_error (&self->error);
      self->error = g_error_new_literal (SY_ERROR, SY_ERROR_TOO_LARGE,
                                         _("The server sent more in one piece than is accepted"));
    }

  g_task_return_boolean (task, TRUE);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  SyDecodeJob *self = user_data;

  self->running = FALSE;

  if (self->func != NULL)
    self->func (self->user_data);
  else
    destroy (self);
}

/**
 * sy_decode_job_start:
 * @format: whose decoder it is
 * @decoder: (transfer full): a decoder
 * @data: not empty: one event or one whole body
 * @func: told when it is done, never before this returns, nor after the job was freed
 * @user_data: for @func
 *
 * Decodes what would keep the main loop for too long.
 *
 * Returns: (transfer full): the job
 */
SyDecodeJob *
sy_decode_job_start (const SyFormat  *format,
                     SyDecoder       *decoder,
                     GBytes          *data,
                     SyDecodeJobFunc  func,
                     gpointer         user_data)
{
  g_autoptr(GTask) task = NULL;
  SyDecodeJob *self = NULL;

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (decoder != NULL, NULL);
  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (SyDecodeJob, 1);
  self->format = format;
  self->decoder = decoder;
  self->data = g_bytes_ref (data);
  self->deltas = sy_delta_list_new ();
  self->running = TRUE;
  self->func = func;
  self->user_data = user_data;

  task = g_task_new (NULL, NULL, decoded_cb, self);
  g_task_set_source_tag (task, sy_decode_job_start);
  g_task_set_priority (task, SY_HTTP_PRIORITY);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, decode_in_thread);

  return self;
}

/**
 * sy_decode_job_free:
 * @self: (transfer full): a job, done or not
 */
void
sy_decode_job_free (SyDecodeJob *self)
{
  g_return_if_fail (self != NULL);

  if (self->running)
    self->func = NULL;
  else
    destroy (self);
}

/**
 * sy_decode_job_get_data:
 * @self: a job that is done
 *
 * Returns: (transfer none): what was decoded
 */
GBytes *
sy_decode_job_get_data (SyDecodeJob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}

/**
 * sy_decode_job_steal_decoder:
 * @self: a job that is done
 *
 * Returns: (transfer full): the decoder, for what comes next
 */
SyDecoder *
sy_decode_job_steal_decoder (SyDecodeJob *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (!self->running, NULL);

  return g_steal_pointer (&self->decoder);
}

/**
 * sy_decode_job_give_next:
 * @self: a job that is done
 * @func: (scope call): gets the next delta, in order
 * @user_data: for @func
 *
 * Returns: %FALSE when there is none any more
 */
gboolean
sy_decode_job_give_next (SyDecodeJob *self,
                         SyDeltaFunc  func,
                         gpointer     user_data)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (!self->running, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  return sy_delta_list_give_next (self->deltas, func, user_data);
}

/**
 * sy_decode_job_finish:
 * @self: a job that is done
 * @error: return location for why the event cannot be read, at all or to its end:
 *   %SY_ERROR_TOO_LARGE when there was more in it than a reply may have
 *
 * Returns: whether the event could be read
 */
gboolean
sy_decode_job_finish (SyDecodeJob  *self,
                      GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (!self->running, FALSE);

  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));

  return FALSE;
}
