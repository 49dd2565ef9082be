/* sy-health-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-health-check"

#include "config.h"

#include "sy-health-check.h"

#include "sy-answer-error.h"
#include "sy-error.h"
#include "sy-health-question.h"
#include "sy-health-text.h"
#include "sy-keyring.h"
#include "sy-proof.h"
#include "sy-provider-keys.h"
#include "sy-transport-error.h"
#include "sy-url.h"
#include "sy-watchdog.h"

#include <glib/gi18n-lib.h>

/* Which question is open. */
typedef enum
{
  STEP_PROOF,
  STEP_WITHOUT_KEY,
  STEP_WITH_KEY,
  STEP_ENDPOINT,
  STEP_ELSEWHERE,
} Step;

typedef struct
{
  SyProvider      *provider;
  SyPreset        *preset;
  SyHttp          *http;
  SyRedact        *redact;
  SyWatchdog      *watchdog;
  char            *api_base;
  char            *host;
  char            *key;
  gboolean         locked;
  Step             step;
  const char      *path;
  gboolean         key_sent;
  SyHealthReply   *reply;
  guint            n_elsewhere;
  SyHealthFinding *finding;
} Job;

static void ask (GTask      *task,
                 Step        step,
                 const char *api_base,
                 gboolean    with_key);

static const guint no_access[] = { 401, 403 };

static SyHealthFinding *
finding_new (void)
{
  SyHealthFinding *self = g_new0 (SyHealthFinding, 1);

  self->state = SY_HEALTH_ERROR;
  self->latency_ms = -1;
  self->key_checked = TRUE;

  return self;
}

static Job *
job_new (SyProvider             *provider,
         const SyHealthServices *services,
         GCancellable           *cancellable)
{
  Job *job = g_new0 (Job, 1);

  job->provider = g_object_ref (provider);
  job->preset = g_object_ref (sy_provider_get_preset (provider));
  job->http = g_object_ref (services->http);
  job->redact = g_object_ref (services->redact);
  job->watchdog = sy_watchdog_new (services->clock, SY_HEALTH_CHECK_MS, cancellable);
  job->api_base = g_strdup (sy_provider_get_api_base (provider));
  job->host = sy_url_dup_host (job->api_base);
  job->finding = finding_new ();

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->finding, sy_health_finding_free);
  g_clear_pointer (&job->reply, sy_health_reply_free);
  g_clear_pointer (&job->watchdog, sy_watchdog_free);
  g_clear_pointer (&job->key, sy_keyring_free_key);
  g_clear_object (&job->redact);
  g_clear_object (&job->http);
  g_clear_object (&job->preset);
  g_clear_object (&job->provider);
  g_free (job->api_base);
  g_free (job->host);
  g_free (job);
}

/* How it ends. */

static void
end (GTask         *task,
     SyHealthState  state)
{
  Job *job = g_task_get_task_data (task);
  SyHealthFinding *finding = g_steal_pointer (&job->finding);

  finding->state = state;
  g_task_return_pointer (task, finding, (GDestroyNotify) sy_health_finding_free);
}

/* Takes @error. */
static void
end_error (GTask  *task,
           GError *error)
{
  Job *job = g_task_get_task_data (task);

  if (g_error_matches (error, SY_ERROR, SY_ERROR_AUTH) && job->key_sent)
    job->finding->detail = sy_health_text_dup_detail (job->preset, job->key);

  g_clear_error (&job->finding->error);
  job->finding->error = error;
  end (task, SY_HEALTH_ERROR);
}

static void
end_connected (GTask    *task,
               gboolean  proven)
{
  Job *job = g_task_get_task_data (task);

  g_clear_error (&job->finding->error);
  job->finding->key_checked = proven || job->key == NULL;
  end (task, SY_HEALTH_CONNECTED);
}

/* The server wants a key.  One may lie in a keyring that was not opened for this. */
static void
end_missing_key (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  job->finding->misses_key = TRUE;
  end (task, job->locked ? SY_HEALTH_LOCKED : SY_HEALTH_NOT_SET_UP);
}

/* Servers on this computer that moved to another port from one version to the next. */

static gboolean
is_elsewhere (const GError *error)
{
  static const SyError codes[] = {
    SY_ERROR_REFUSED, SY_ERROR_WRONG_BASE, SY_ERROR_NOT_FOUND, SY_ERROR_PROTOCOL,
    SY_ERROR_REDIRECT,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_error_matches (error, SY_ERROR, (int) codes[i]))
        return TRUE;
    }

  return FALSE;
}

static const char *
get_elsewhere (Job *job)
{
  const char *const *others = sy_preset_get_other_bases (job->preset);

  if (others == NULL || !g_str_equal (job->api_base, sy_preset_get_api_base (job->preset)))
    return NULL;

  return others[job->n_elsewhere];
}

/* No key goes there: it belongs to the origin it was typed for. */
static gboolean
try_elsewhere (GTask        *task,
               const GError *error)
{
  Job *job = g_task_get_task_data (task);
  const char *api_base = NULL;

  if (job->step == STEP_ELSEWHERE)
    job->n_elsewhere++;
  else if (!is_elsewhere (error))
    return FALSE;

  api_base = get_elsewhere (job);

  if (api_base == NULL)
    return FALSE;

  if (job->finding->error == NULL)
    job->finding->error = g_error_copy (error);

  ask (task, STEP_ELSEWHERE, api_base, FALSE);

  return TRUE;
}

/* What is told is what the server's own address said. */
static void
fail (GTask  *task,
      GError *error)
{
  g_autoptr(GError) owned = error;
  Job *job = g_task_get_task_data (task);

  if (try_elsewhere (task, owned))
    return;

  if (job->step == STEP_ELSEWHERE)
    end_error (task, g_steal_pointer (&job->finding->error));
  else
    end_error (task, g_steal_pointer (&owned));
}

/* What an answer means for the question that was open. */

/* Where a key has an account, an answer without one is not about a key. */
static GError *
read_account (Job *job)
{
  SyFetchAnswer *answer = job->reply->answer;

  if (!sy_preset_get_has_account (job->preset) || !g_str_has_suffix (job->path, "key"))
    return NULL;

  job->finding->account = sy_account_parse ((const char *) answer->body->data, answer->body->len,
                                            job->redact);

  return job->finding->account == NULL
         ? sy_answer_error_new (answer->stream, answer->body, job->redact)
         : NULL;
}

static void
end_proof (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  GError *error = read_account (job);

  if (error != NULL)
    end_error (task, error);
  else
    end_connected (task, job->key_sent);
}

static void
end_good (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  switch (job->step)
    {
    case STEP_PROOF:
      end_proof (task);
      break;

    case STEP_WITH_KEY:
      end_connected (task, TRUE);
      break;

    case STEP_ELSEWHERE:
      job->finding->api_base = g_strdup (sy_preset_get_other_bases (job->preset)[job->n_elsewhere]);
      end_connected (task, FALSE);
      break;

    case STEP_WITHOUT_KEY:
    case STEP_ENDPOINT:
    default:
      end_connected (task, FALSE);
      break;
    }
}

/* Takes @error. */
static void
end_refused (GTask  *task,
             GError *error)
{
  g_autoptr(GError) owned = error;
  Job *job = g_task_get_task_data (task);

  if (job->step == STEP_ELSEWHERE)
    end_good (task);
  else if (job->key_sent)
    end_error (task, g_steal_pointer (&owned));
  else if (job->key != NULL && job->step == STEP_WITHOUT_KEY)
    ask (task, STEP_WITH_KEY, job->api_base, TRUE);
  else
    end_missing_key (task);
}

static gboolean
lacks_list (Job          *job,
            const GError *error)
{
  return job->step == STEP_WITHOUT_KEY &&
         (g_error_matches (error, SY_ERROR, SY_ERROR_NOT_FOUND) ||
          g_error_matches (error, SY_ERROR, SY_ERROR_WRONG_BASE)) &&
         sy_http_stream_get_status (job->reply->answer->stream) == 404;
}

/* Takes @error.  Not every server has a list of models; the endpoint itself tells a GET
 * that it wants something else.
 */
static void
end_bad (GTask  *task,
         GError *error)
{
  g_autoptr(GError) owned = error;
  Job *job = g_task_get_task_data (task);

  if (lacks_list (job, owned))
    {
      job->finding->error = g_steal_pointer (&owned);
      ask (task, STEP_ENDPOINT, job->api_base, FALSE);
    }
  else if (job->step == STEP_ENDPOINT)
    {
      if (sy_http_stream_get_status (job->reply->answer->stream) == 405)
        end_good (task);
      else
        end_error (task, g_steal_pointer (&job->finding->error));
    }
  else
    {
      fail (task, g_steal_pointer (&owned));
    }
}

static void
judge (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  const SyProof *proof = sy_preset_get_proof (job->preset);
  gboolean known = proof != NULL && proof->path != NULL;
  g_autoptr(GError) error = NULL;

  switch (sy_health_answer_judge (job->reply->answer, job->reply->shape,
                                  known ? proof->refused : no_access,
                                  known ? proof->n_refused : G_N_ELEMENTS (no_access),
                                  job->redact, &error))
    {
    case SY_HEALTH_VERDICT_GOOD:
      end_good (task);
      break;

    case SY_HEALTH_VERDICT_LIMITED:
      end_connected (task, FALSE);
      break;

    case SY_HEALTH_VERDICT_REFUSED:
      end_refused (task, g_steal_pointer (&error));
      break;

    case SY_HEALTH_VERDICT_BAD:
    default:
      end_bad (task, g_steal_pointer (&error));
      break;
    }
}

/* Asking. */

static gboolean
is_timed_out (Job          *job,
              const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         sy_watchdog_is_expired (job->watchdog);
}

static void
replied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_task_get_task_data (task);

  g_clear_pointer (&job->reply, sy_health_reply_free);
  job->reply = sy_health_question_finish (SY_HTTP (object), result, &error);

  if (job->reply != NULL)
    {
      job->finding->latency_ms = job->reply->latency_ms;
      judge (task);
    }
  else if (is_timed_out (job, error))
    {
      end_error (task, sy_transport_error_new_silence (job->host, SY_HEALTH_CHECK_MS));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    {
      fail (task, g_steal_pointer (&error));
    }
}

static const char *
get_path (Job  *job,
          Step  step)
{
  const SyProof *proof = sy_preset_get_proof (job->preset);
  const char *models = sy_preset_get_models_path (job->preset);

  if (step == STEP_ENDPOINT)
    return sy_format_get (sy_provider_get_format (job->provider))->endpoint;
  if (step != STEP_WITHOUT_KEY && step != STEP_WITH_KEY && proof != NULL && proof->path != NULL)
    return proof->path;

  return models != NULL ? models : "models";
}

static void
ask (GTask      *task,
     Step        step,
     const char *api_base,
     gboolean    with_key)
{
  Job *job = g_task_get_task_data (task);
  SyHealthQuestion question;

  job->step = step;
  job->path = get_path (job, step);
  job->key_sent = with_key && job->key != NULL;
  job->finding->asked = TRUE;

  question.api_base = api_base;
  question.path = job->path;
  question.auth_header = sy_preset_get_auth_header (job->preset);
  question.key = job->key_sent ? job->key : NULL;

  sy_health_question_async (job->http, &question, sy_watchdog_get_cancellable (job->watchdog),
                            replied_cb, g_object_ref (task));
}

static void
begin (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  const SyProof *proof = sy_preset_get_proof (job->preset);

  if (proof != NULL && proof->path != NULL)
    ask (task, STEP_PROOF, job->api_base, proof->with_key);
  else
    ask (task, STEP_WITHOUT_KEY, job->api_base, FALSE);
}

/* The key. */

static gboolean
needs_key (Job *job)
{
  return sy_preset_get_key_need (job->preset) == SY_KEY_REQUIRED;
}

/* Takes @error.  A server on this computer mostly wants no key, and says when it does. */
static void
end_without_keyring (GTask  *task,
                     GError *error)
{
  g_autoptr(GError) owned = error;
  Job *job = g_task_get_task_data (task);
  gboolean locked = g_error_matches (owned, SY_ERROR, SY_ERROR_KEYRING_LOCKED);

  if (is_timed_out (job, owned))
    end_error (task, g_error_new_literal (SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE,
                                          _("The keyring did not answer in time")));
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&owned));
  else if (locked && (needs_key (job) || !sy_preset_get_is_local (job->preset)))
    end (task, SY_HEALTH_LOCKED);
  else if (needs_key (job))
    end_error (task, g_steal_pointer (&owned));
  else
    {
      job->locked = locked;
      begin (task);
    }
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_task_get_task_data (task);

  job->key = sy_provider_keys_lookup_finish (SY_KEYRING (object), result, &error);

  if (error != NULL)
    {
      end_without_keyring (task, g_steal_pointer (&error));
    }
  else if (job->key == NULL && needs_key (job))
    {
      end_missing_key (task);
    }
  else
    {
      if (job->key != NULL)
        sy_redact_add_key (job->redact, job->key);

      begin (task);
    }
}

/**
 * sy_health_check_async:
 * @provider: whom to check, with the base it has now
 * @services: what that needs
 * @cancellable: (nullable): stops it
 * @callback: called once, with what was found
 * @user_data: for @callback
 *
 * Asks the server what proves that it accepts the key: what the preset names, else its
 * list of models, first without the key.  Where that is public it proves nothing, and
 * the key is not sent.  Nothing that costs is ever asked, nobody is prompted, and it is
 * over after %SY_HEALTH_CHECK_MS.
 */
void
sy_health_check_async (SyProvider             *provider,
                       const SyHealthServices *services,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     callback,
                       gpointer                user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  Job *job = NULL;

  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (services != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (provider, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_health_check_async);
  job = job_new (provider, services, cancellable);
  g_task_set_task_data (task, job, job_free);

  if (*job->api_base == '\0')
    end (task, SY_HEALTH_NOT_SET_UP);
  else if (!sy_api_base_check (job->api_base, sy_provider_get_trust (provider), &error))
    end_error (task, error);
  else if (sy_preset_get_key_need (job->preset) == SY_KEY_NONE)
    begin (task);
  else
    sy_provider_keys_lookup_async (services->keyring, provider,
                                   sy_watchdog_get_cancellable (job->watchdog),
                                   looked_up_cb, g_steal_pointer (&task));
}

/**
 * sy_health_check_finish:
 * @provider: whom to check
 * @result: what the callback was given
 * @error: return location: %G_IO_ERROR_CANCELLED and nothing else
 *
 * Returns: (transfer full): what was found
 */
SyHealthFinding *
sy_health_check_finish (SyProvider    *provider,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sy_health_finding_free:
 * @self: (transfer full): what a check found
 */
void
sy_health_finding_free (SyHealthFinding *self)
{
  g_return_if_fail (self != NULL);

  g_clear_error (&self->error);
  g_clear_pointer (&self->account, sy_account_free);
  g_free (self->detail);
  g_free (self->api_base);
  g_free (self);
}
