/* sy-provider-fetch.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-fetch"

#include "config.h"

#include "sy-provider-fetch.h"

#include "sy-api-base.h"
#include "sy-error.h"
#include "sy-keyring.h"
#include "sy-provider-keys.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SyHttp   *http;
  SyRedact *redact;
  char     *url;
  char     *auth_header;
  gboolean  needs_key;
  char     *if_none_match;
  char     *if_modified_since;
  gsize     max_bytes;
  guint     timeout_ms;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->http);
  g_clear_object (&job->redact);
  g_free (job->url);
  g_free (job->auth_header);
  g_free (job->if_none_match);
  g_free (job->if_modified_since);
  g_free (job);
}

static Job *
job_new (SyProvider            *provider,
         const SyProviderFetch *fetch,
         char                  *url)
{
  Job *job = g_new0 (Job, 1);

  job->http = g_object_ref (fetch->http);
  job->redact = g_object_ref (fetch->redact);
  job->url = url;
  job->auth_header = g_strdup (sy_preset_get_auth_header (sy_provider_get_preset (provider)));
  job->needs_key = fetch->needs_key;
  job->if_none_match = g_strdup (fetch->if_none_match);
  job->if_modified_since = g_strdup (fetch->if_modified_since);
  job->max_bytes = fetch->max_bytes;
  job->timeout_ms = fetch->timeout_ms;

  return job;
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  SyFetchAnswer *answer = sy_fetch_finish (SY_HTTP (object), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) sy_fetch_answer_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
send_with_key (GTask      *task,
               const char *key)
{
  Job *job = g_task_get_task_data (task);
  SyFetch fetch = {
    .url = job->url,
    .auth_header = job->auth_header,
    .key = key,
    .if_none_match = job->if_none_match,
    .if_modified_since = job->if_modified_since,
    .max_bytes = job->max_bytes,
    .timeout_ms = job->timeout_ms,
  };

  if (key != NULL)
    sy_redact_add_key (job->redact, key);

  sy_fetch_async (job->http, &fetch, g_task_get_cancellable (task), fetched_cb,
                  g_object_ref (task));
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  SyProvider *provider = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  char *key = sy_provider_keys_lookup_finish (SY_KEYRING (object), result, &error);

  /* A list that anybody may read is read with a locked keyring too. */
  if (g_task_return_error_if_cancelled (task))
    g_debug ("Nobody waits for %s any more", job->url);
  else if (key != NULL || !job->needs_key)
    send_with_key (task, key);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_error (task, sy_provider_no_key_error (provider));

  sy_keyring_free_key (key);
}

/**
 * sy_provider_fetch_dup_url:
 * @provider: a provider
 * @path: "models" is beside its endpoint, "/props" below its origin
 *
 * Returns: (transfer full) (nullable): the address of @path; %NULL without an API base
 */
char *
sy_provider_fetch_dup_url (SyProvider *provider,
                           const char *path)
{
  const char *api_base;

  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  api_base = sy_provider_get_api_base (provider);

  return *api_base != '\0' ? sy_api_base_dup_url (api_base, path) : NULL;
}

/**
 * sy_provider_fetch_async:
 * @provider: whose API
 * @fetch: what to ask for; copied as far as it is needed
 * @cancellable: (nullable): stops it
 * @callback: called once
 * @user_data: for @callback
 *
 * Looks up the key for the provider's present origin and asks, with it when there is
 * one.  Where the provider moves to meanwhile does not matter: address and origin are
 * those of the beginning.
 */
void
sy_provider_fetch_async (SyProvider            *provider,
                         const SyProviderFetch *fetch,
                         GCancellable          *cancellable,
                         GAsyncReadyCallback    callback,
                         gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;
  char *url;

  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (fetch != NULL && fetch->path != NULL);
  g_return_if_fail (SY_IS_HTTP (fetch->http));
  g_return_if_fail (SY_IS_REDACT (fetch->redact));
  g_return_if_fail (SY_IS_KEYRING (fetch->keyring));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (provider, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_provider_fetch_async);

  url = sy_provider_fetch_dup_url (provider, fetch->path);
  if (url == NULL)
    {
      g_task_return_new_error (task, SY_ERROR, SY_ERROR_SETUP, _("There is no API base yet"));
      return;
    }

  g_task_set_task_data (task, job_new (provider, fetch, url), job_free);

  if (sy_preset_get_key_need (sy_provider_get_preset (provider)) == SY_KEY_NONE)
    send_with_key (task, NULL);
  else
    sy_provider_keys_lookup_async (fetch->keyring, provider, cancellable, looked_up_cb,
                                   g_steal_pointer (&task));
}

/**
 * sy_provider_fetch_finish:
 * @provider: whose API
 * @result: what the callback was given
 * @error: return location: what sy_fetch_finish() gives; %SY_ERROR_SETUP without an API
 *   base or a key that is needed, %SY_ERROR_KEYRING_LOCKED when that may be in the keyring
 *
 * Returns: (transfer full): what came, whatever its status
 */
SyFetchAnswer *
sy_provider_fetch_finish (SyProvider    *provider,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
