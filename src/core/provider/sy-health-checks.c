/* sy-health-checks.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-health-checks"

#include "config.h"

#include "sy-health-private.h"

#include "sy-error.h"
#include "sy-health-check.h"
#include "sy-keyring.h"
#include "sy-trust.h"

/* After the last edit of a key, a base or a format. */
#define SOON_MS 1000

/* What an edit changed is told this much later than the edit: it is saved first. */
#define SAVED_SOON_MS 500

/* Between two checks that nobody asked for. */
#define IDLE_MS 30000

/* A check in flight keeps nobody alive. */
typedef struct
{
  GWeakRef health;
  guint    generation;
} Flight;

static void check_idle (SyHealth *self);

static Flight *
flight_new (SyHealth *self)
{
  Flight *flight = g_new0 (Flight, 1);

  g_weak_ref_init (&flight->health, self);
  flight->generation = self->generation;

  return flight;
}

static void
flight_free (Flight *flight)
{
  g_weak_ref_clear (&flight->health);
  g_free (flight);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Flight, flight_free)

static gboolean
has_error (SyHealth *self,
           SyError   code)
{
  return self->verdict == SY_HEALTH_ERROR &&
         g_error_matches (self->error, SY_ERROR, (int) code);
}

static void
land (SyHealth *self)
{
  self->generation++;
  g_clear_object (&self->cancellable);
}

/**
 * sy_health_cancel_check:
 * @self: a health
 *
 * Gives the check in flight up; its answer is dropped.  The state does not follow yet.
 */
void
sy_health_cancel_check (SyHealth *self)
{
  g_autoptr(GCancellable) cancellable = g_steal_pointer (&self->cancellable);

  land (self);

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
}

static void checked_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      user_data);

static void
start_check (SyHealth *self)
{
  const SyHealthServices services = {
    .keyring = self->keyring,
    .http = self->http,
    .redact = self->redact,
    .clock = self->clock,
    .network = self->network,
  };

  sy_health_cancel_check (self);
  sy_clock_clear_timeout (self->clock, &self->soon_timeout);
  sy_clock_clear_timeout (self->clock, &self->idle_timeout);
  self->cancellable = g_cancellable_new ();
  self->asked_at = sy_clock_get_boottime (self->clock);
  sy_health_check_async (self->provider, &services, self->cancellable, checked_cb,
                         flight_new (self));
  sy_health_update_state (self);
}

/* From now on it is known what the monitor is worth. */
static void
mark_reached (SyHealth *self)
{
  self->reached = TRUE;
  self->went_away = self->network != NULL &&
                    !g_network_monitor_get_network_available (self->network);
}

/* A key the server knows without money stays one until a reply says otherwise. */
static void
take_verdict (SyHealth        *self,
              SyHealthFinding *finding)
{
  if (finding->state == SY_HEALTH_CONNECTED && self->debt != NULL)
    sy_health_set_verdict (self, SY_HEALTH_ERROR, g_error_copy (self->debt), NULL);
  else
    sy_health_set_verdict (self, finding->state, g_steal_pointer (&finding->error), finding->detail);
}

/* What is known of an account stays while the server is only out of reach. */
static gboolean
ends_account (SyHealthFinding *finding)
{
  return finding->account != NULL || finding->state != SY_HEALTH_ERROR ||
         g_error_matches (finding->error, SY_ERROR, SY_ERROR_AUTH);
}

static void
take_finding (SyHealth        *self,
              SyHealthFinding *finding)
{
  g_object_freeze_notify (G_OBJECT (self));

  self->misses_key = finding->misses_key;

  if (finding->latency_ms >= 0)
    mark_reached (self);

  if (ends_account (finding))
    sy_health_set_account (self, finding->account);

  sy_health_set_key_checked (self, finding->key_checked || self->proven);
  sy_health_set_latency (self, finding->latency_ms);

  if (finding->asked)
    sy_health_set_checked_at (self, sy_clock_get_now (self->clock));

  take_verdict (self, finding);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The server is at another of the preset's addresses; what it says there is asked anew. */
static void
move (SyHealth   *self,
      const char *api_base)
{
  GError *error = NULL;

  if (sy_provider_set_api_base (self->provider, api_base, &error))
    start_check (self);
  else
    sy_health_set_verdict (self, SY_HEALTH_ERROR, error, NULL);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Flight) flight = user_data;
  g_autoptr(SyHealth) self = g_weak_ref_get (&flight->health);
  g_autoptr(SyHealthFinding) finding = NULL;

  finding = sy_health_check_finish (SY_PROVIDER (object), result, NULL);

  if (self == NULL || finding == NULL || self->generation != flight->generation)
    return;

  land (self);

  if (finding->api_base != NULL)
    move (self, finding->api_base);
  else
    take_finding (self, finding);
}

static void
soon_cb (gpointer user_data)
{
  SyHealth *self = user_data;

  self->soon_timeout = 0;
  start_check (self);
}

static void
plan_soon (SyHealth *self,
           guint     milliseconds)
{
  sy_clock_clear_timeout (self->clock, &self->soon_timeout);
  self->soon_timeout = sy_clock_add_timeout (self->clock, milliseconds, soon_cb, self);
}

static void
idle_cb (gpointer user_data)
{
  SyHealth *self = user_data;

  self->idle_timeout = 0;
  check_idle (self);
}

static gboolean
may_check_idle (SyHealth *self)
{
  return self->cancellable == NULL && self->soon_timeout == 0 &&
         self->verdict != SY_HEALTH_NOT_SET_UP && self->verdict != SY_HEALTH_LOCKED &&
         !has_error (self, SY_ERROR_AUTH) && !sy_health_lacks_network (self);
}

static void
check_idle (SyHealth *self)
{
  gint64 age_ms = (sy_clock_get_boottime (self->clock) - self->asked_at) / 1000;

  if (!may_check_idle (self))
    return;

  if (self->asked_at < 0 || age_ms >= IDLE_MS)
    start_check (self);
  else if (self->idle_timeout == 0)
    self->idle_timeout = sy_clock_add_timeout (self->clock, (guint) (IDLE_MS - MAX (age_ms, 0)),
                                               idle_cb, self);
}

/*
 * What changes
 */

static void
forget (SyHealth *self)
{
  SyHealthState verdict = sy_health_is_not_set_up (self) ? SY_HEALTH_NOT_SET_UP
                                                         : SY_HEALTH_CHECKING;

  g_object_freeze_notify (G_OBJECT (self));
  sy_health_cancel_check (self);
  g_clear_error (&self->debt);
  self->proven = FALSE;
  self->reached = FALSE;
  self->misses_key = FALSE;
  sy_health_set_account (self, NULL);
  sy_health_set_checked_at (self, 0);
  sy_health_set_latency (self, -1);
  sy_health_set_key_checked (self, FALSE);
  sy_health_set_verdict (self, verdict, NULL, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/* All that was known is about something else. */
static void
changed_cb (SyHealth *self)
{
  g_assert (SY_IS_HEALTH (self));

  forget (self);

  if (*sy_provider_get_api_base (self->provider) != '\0')
    plan_soon (self, SAVED_SOON_MS);
  else
    sy_clock_clear_timeout (self->clock, &self->soon_timeout);
}

/* The keyring answers later than a key changes or a base moves. */
static void
key_state_cb (SyHealth *self)
{
  g_assert (SY_IS_HEALTH (self));

  if (sy_health_is_not_set_up (self))
    {
      forget (self);
      sy_clock_clear_timeout (self->clock, &self->soon_timeout);
    }
  else if (self->verdict == SY_HEALTH_NOT_SET_UP &&
           sy_provider_get_key_state (self->provider) == SY_KEY_STATE_SAVED)
    {
      forget (self);

      if (self->soon_timeout == 0)
        plan_soon (self, SAVED_SOON_MS);
    }
}

static gboolean
needs_keyring (SyHealth *self)
{
  SyKeyNeed need = sy_preset_get_key_need (sy_provider_get_preset (self->provider));
  SyKeyState state = sy_provider_get_key_state (self->provider);

  return (need == SY_KEY_REQUIRED && !sy_health_is_not_set_up (self)) ||
         (need == SY_KEY_OPTIONAL && state == SY_KEY_STATE_SAVED);
}

static void
keyring_state_cb (SyHealth *self)
{
  SyKeyringState state = sy_keyring_get_state (self->keyring);

  g_assert (SY_IS_HEALTH (self));

  if (state == SY_KEYRING_LOCKED && needs_keyring (self))
    {
      sy_health_cancel_check (self);
      sy_health_set_verdict (self, SY_HEALTH_LOCKED, NULL, NULL);
    }
  else if (state != SY_KEYRING_LOCKED &&
           (self->verdict == SY_HEALTH_LOCKED ||
            has_error (self, SY_ERROR_KEYRING_UNAVAILABLE)))
    {
      start_check (self);
    }
}

/* The monitor also tells of changes that are none. */
static void
network_changed_cb (SyHealth *self,
                    gboolean  available)
{
  g_assert (SY_IS_HEALTH (self));

  if (self->went_away != !available)
    {
      self->went_away = !available;
      self->reached = FALSE;
    }

  sy_health_update_state (self);
}

/* Somebody allowed what was not sent before. */
static void
trust_changed_cb (SyHealth *self)
{
  g_assert (SY_IS_HEALTH (self));

  if (has_error (self, SY_ERROR_INSECURE) || has_error (self, SY_ERROR_TLS))
    start_check (self);
}

/**
 * sy_health_watch:
 * @self: a health that is being made
 *
 * Follows the provider, the keyring and the network from now on.
 */
void
sy_health_watch (SyHealth *self)
{
  SyTrust *trust = sy_provider_get_trust (self->provider);

  g_signal_connect_object (self->provider, "notify::api-base", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->provider, "notify::format", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->provider, "key-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->provider, "notify::key-state", G_CALLBACK (key_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keyring, "notify::state", G_CALLBACK (keyring_state_cb), self,
                           G_CONNECT_SWAPPED);

  if (self->network != NULL)
    g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_changed_cb),
                             self, G_CONNECT_SWAPPED);
  if (trust != NULL)
    g_signal_connect_object (trust, "changed", G_CALLBACK (trust_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

/*
 * What a reply says
 */

static void
take_proof (SyHealth *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  sy_health_cancel_check (self);
  g_clear_error (&self->debt);
  self->proven = TRUE;
  mark_reached (self);
  sy_health_set_key_checked (self, TRUE);
  sy_health_set_checked_at (self, sy_clock_get_now (self->clock));
  sy_health_set_verdict (self, SY_HEALTH_CONNECTED, NULL, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
take_error (SyHealth     *self,
            const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  sy_health_cancel_check (self);

  if (sy_error_get_facts (error).status != 0)
    mark_reached (self);

  sy_health_set_checked_at (self, sy_clock_get_now (self->clock));
  sy_health_set_verdict (self, SY_HEALTH_ERROR, g_error_copy (error), NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The provider behind a router has keys and credits of its own. */
static gboolean
is_about_account (const GError *error,
                  SyError       code)
{
  return g_error_matches (error, SY_ERROR, (int) code) && !sy_error_get_facts (error).upstream;
}

static gboolean
is_unreachable (const GError *error)
{
  return g_error_matches (error, SY_ERROR, SY_ERROR_HOST_NOT_FOUND) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_REFUSED) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_PROXY) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_TLS) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_INSECURE);
}

static gboolean
is_doubtful (const GError *error)
{
  return g_error_matches (error, SY_ERROR, SY_ERROR_NETWORK) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_TIMEOUT) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_AUTH) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
}

/**
 * sy_health_check_now:
 * @self: a health
 *
 * Checks at once, because somebody wants to know: at the start, on "Refresh", after
 * unlocking.  Also ends what a reply said about credits.
 */
void
sy_health_check_now (SyHealth *self)
{
  g_return_if_fail (SY_IS_HEALTH (self));

  g_clear_error (&self->debt);
  start_check (self);
}

/**
 * sy_health_check_soon:
 * @self: a health
 *
 * Checks 1 s after the last call.  Who changes the key, the base or the format of the
 * provider need not call it.
 */
void
sy_health_check_soon (SyHealth *self)
{
  g_return_if_fail (SY_IS_HEALTH (self));

  plan_soon (self, SOON_MS);
}

/**
 * sy_health_check_idle:
 * @self: a health
 *
 * Checks because time has passed or the network changed: 30 s after the last check at the
 * earliest, and not at all while nothing is set up or unlocked, while the last answer was
 * that the key is wrong, without a network, or when a check is on its way anyway.
 */
void
sy_health_check_idle (SyHealth *self)
{
  g_return_if_fail (SY_IS_HEALTH (self));

  check_idle (self);
}

/**
 * sy_health_cancel_idle:
 * @self: a health
 *
 * Forgets a check that sy_health_check_idle() put off.
 */
void
sy_health_cancel_idle (SyHealth *self)
{
  g_return_if_fail (SY_IS_HEALTH (self));

  sy_clock_clear_timeout (self->clock, &self->idle_timeout);
}

/**
 * sy_health_report_reply:
 * @self: a health
 * @error: (nullable): how a request with the present key and base failed; %NULL when its
 *   reply streams
 *
 * A reply that streams is the best proof.  A refused key and missing credits are as sure;
 * "Out of credits" stays until a reply streams, the key changes or sy_health_check_now().
 * Where the server could not be reached is as sure too.  A connection that broke, or a
 * silence, asks for a check.  All other errors are about one request only.
 */
void
sy_health_report_reply (SyHealth     *self,
                        const GError *error)
{
  g_return_if_fail (SY_IS_HEALTH (self));

  if (error == NULL)
    {
      take_proof (self);
    }
  else if (is_about_account (error, SY_ERROR_PAYMENT))
    {
      g_clear_error (&self->debt);
      self->debt = g_error_copy (error);
      take_error (self, error);
    }
  else if (is_about_account (error, SY_ERROR_AUTH) || is_unreachable (error))
    {
      take_error (self, error);
    }
  else if (is_doubtful (error))
    {
      check_idle (self);
    }
}
