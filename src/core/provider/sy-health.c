/* sy-health.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-health"

#include "config.h"

#include "sy-health-private.h"

#include "sy-health-text.h"
#include "sy-http.h"
#include "sy-keyring.h"
#include "sy-url.h"

G_DEFINE_FINAL_TYPE (SyHealth, sy_health, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SyHealthState, sy_health_state,
                    G_DEFINE_ENUM_VALUE (SY_HEALTH_NOT_SET_UP, "not-set-up"),
                    G_DEFINE_ENUM_VALUE (SY_HEALTH_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (SY_HEALTH_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (SY_HEALTH_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (SY_HEALTH_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (SY_HEALTH_OFFLINE, "offline"))

enum
{
  PROP_0,
  PROP_PROVIDER,
  PROP_STATE,
  PROP_ERROR,
  PROP_DETAIL,
  PROP_CHECKED_AT,
  PROP_LATENCY,
  PROP_KEY_CHECKED,
  PROP_ACCOUNT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/*
 * What is shown
 */

static gboolean
is_on_this_computer (SyHealth *self)
{
  return sy_preset_get_is_demo (sy_provider_get_preset (self->provider)) ||
         sy_url_is_loopback (sy_provider_get_api_base (self->provider));
}

/**
 * sy_health_lacks_network:
 * @self: a health
 *
 * Returns: whether the server is beyond this computer and there is no network
 */
gboolean
sy_health_lacks_network (SyHealth *self)
{
  return self->network != NULL && !is_on_this_computer (self) &&
         !g_network_monitor_get_network_available (self->network);
}

/* A check that can only find what is known already is none to a person. */
static SyHealthState
find_state (SyHealth *self)
{
  if (self->cancellable != NULL && !sy_health_is_not_set_up (self))
    return SY_HEALTH_CHECKING;

  if ((self->verdict == SY_HEALTH_CONNECTED || self->verdict == SY_HEALTH_ERROR) &&
      !self->reached && sy_health_lacks_network (self))
    return SY_HEALTH_OFFLINE;

  return self->verdict;
}

/**
 * sy_health_update_state:
 * @self: a health
 *
 * Shows what follows from the verdict, the check in flight and the network.
 */
void
sy_health_update_state (SyHealth *self)
{
  SyHealthState state = find_state (self);
  gboolean was_error = self->state == SY_HEALTH_ERROR;

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);

  if (self->error != NULL && was_error != (state == SY_HEALTH_ERROR))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Takes @error. */
static void
set_error (SyHealth   *self,
           GError     *error,
           const char *detail)
{
  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }

  if (g_set_str (&self->detail, detail))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

/**
 * sy_health_set_account:
 * @self: a health
 * @account: (nullable): whose key it is; copied
 */
void
sy_health_set_account (SyHealth  *self,
                       SyAccount *account)
{
  if (self->account == NULL && account == NULL)
    return;

  g_clear_pointer (&self->account, sy_account_free);
  self->account = account != NULL ? sy_account_copy (account) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/**
 * sy_health_set_checked_at:
 * @self: a health
 * @checked_at: when a server was asked, in microseconds since 1970; 0 is never
 */
void
sy_health_set_checked_at (SyHealth *self,
                          gint64    checked_at)
{
  if (self->checked_at == checked_at)
    return;

  self->checked_at = checked_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKED_AT]);
}

/**
 * sy_health_set_latency:
 * @self: a health
 * @latency_ms: how long an answer took; -1 without any
 */
void
sy_health_set_latency (SyHealth *self,
                       gint64    latency_ms)
{
  if (self->latency_ms == latency_ms)
    return;

  self->latency_ms = latency_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LATENCY]);
}

/**
 * sy_health_set_key_checked:
 * @self: a health
 * @key_checked: whether the key is proven, or there is none
 */
void
sy_health_set_key_checked (SyHealth *self,
                           gboolean  key_checked)
{
  if (self->key_checked == key_checked)
    return;

  self->key_checked = key_checked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY_CHECKED]);
}

/**
 * sy_health_set_verdict:
 * @self: a health
 * @verdict: what a check or a reply said
 * @error: (transfer full) (nullable): why
 * @detail: (nullable): a whole sentence more
 */
void
sy_health_set_verdict (SyHealth      *self,
                       SyHealthState  verdict,
                       GError        *error,
                       const char    *detail)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->verdict = verdict;
  set_error (self, error, detail);
  sy_health_update_state (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sy_health_is_not_set_up:
 * @self: a health
 *
 * Returns: whether there is no base, or it is known already that a key is missing
 */
gboolean
sy_health_is_not_set_up (SyHealth *self)
{
  SyKeyState state = sy_provider_get_key_state (self->provider);

  return *sy_provider_get_api_base (self->provider) == '\0' ||
         (sy_preset_get_key_need (sy_provider_get_preset (self->provider)) == SY_KEY_REQUIRED &&
          (state == SY_KEY_STATE_NONE || state == SY_KEY_STATE_OTHER_ORIGIN));
}

static void
sy_health_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  SyHealth *self = SY_HEALTH (object);

  switch (prop_id)
    {
    case PROP_PROVIDER:
      g_value_set_object (value, self->provider);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, sy_health_get_error (self));
      break;

    case PROP_DETAIL:
      g_value_set_string (value, sy_health_get_detail (self));
      break;

    case PROP_CHECKED_AT:
      g_value_set_int64 (value, self->checked_at);
      break;

    case PROP_LATENCY:
      g_value_set_int64 (value, self->latency_ms);
      break;

    case PROP_KEY_CHECKED:
      g_value_set_boolean (value, self->key_checked);
      break;

    case PROP_ACCOUNT:
      g_value_set_boxed (value, self->account);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_health_dispose (GObject *object)
{
  SyHealth *self = SY_HEALTH (object);

  if (self->clock != NULL)
    {
      sy_health_cancel_check (self);
      sy_clock_clear_timeout (self->clock, &self->soon_timeout);
      sy_clock_clear_timeout (self->clock, &self->idle_timeout);
    }

  g_clear_object (&self->network);
  g_clear_object (&self->clock);
  g_clear_object (&self->redact);
  g_clear_object (&self->http);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (sy_health_parent_class)->dispose (object);
}

static void
sy_health_finalize (GObject *object)
{
  SyHealth *self = SY_HEALTH (object);

  g_clear_object (&self->provider);
  g_clear_error (&self->error);
  g_clear_error (&self->debt);
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->account, sy_account_free);

  G_OBJECT_CLASS (sy_health_parent_class)->finalize (object);
}

static void
sy_health_class_init (SyHealthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_health_get_property;
  object_class->dispose = sy_health_dispose;
  object_class->finalize = sy_health_finalize;

  properties[PROP_PROVIDER] =
    g_param_spec_object ("provider", NULL, NULL, SY_TYPE_PROVIDER, flags);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, SY_TYPE_HEALTH_STATE, SY_HEALTH_NOT_SET_UP, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_CHECKED_AT] =
    g_param_spec_int64 ("checked-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_LATENCY] =
    g_param_spec_int64 ("latency", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_KEY_CHECKED] =
    g_param_spec_boolean ("key-checked", NULL, NULL, FALSE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_boxed ("account", NULL, NULL, SY_TYPE_ACCOUNT, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_health_init (SyHealth *self)
{
  self->latency_ms = -1;
  self->asked_at = -1;
}

/**
 * sy_health_new:
 * @provider: whose health
 * @services: what a check needs; taken references of
 *
 * Watches @provider: when its key, base or format changes, what was known is forgotten
 * and it is checked soon.  Before the first check it is "checking", unless it is already
 * clear that it is not set up.
 *
 * Returns: (transfer full): its health
 */
SyHealth *
sy_health_new (SyProvider             *provider,
               const SyHealthServices *services)
{
  SyHealth *self = NULL;

  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (SY_IS_KEYRING (services->keyring) && SY_IS_HTTP (services->http), NULL);
  g_return_val_if_fail (SY_IS_REDACT (services->redact) && SY_IS_CLOCK (services->clock), NULL);

  self = g_object_new (SY_TYPE_HEALTH, NULL);
  self->provider = g_object_ref (provider);
  self->keyring = g_object_ref (services->keyring);
  self->http = g_object_ref (services->http);
  self->redact = g_object_ref (services->redact);
  self->clock = g_object_ref (services->clock);
  g_set_object (&self->network, services->network);

  self->verdict = sy_health_is_not_set_up (self) ? SY_HEALTH_NOT_SET_UP : SY_HEALTH_CHECKING;
  self->state = self->verdict;
  sy_health_watch (self);

  return self;
}

/**
 * sy_health_get_provider:
 * @self: a health
 *
 * Returns: (transfer none): whose it is
 */
SyProvider *
sy_health_get_provider (SyHealth *self)
{
  g_return_val_if_fail (SY_IS_HEALTH (self), NULL);

  return self->provider;
}

/**
 * sy_health_get_state:
 * @self: a health
 *
 * Returns: how the provider is
 */
SyHealthState
sy_health_get_state (SyHealth *self)
{
  g_return_val_if_fail (SY_IS_HEALTH (self), SY_HEALTH_NOT_SET_UP);

  return self->state;
}

/**
 * sy_health_get_error:
 * @self: a health
 *
 * Returns: (transfer none) (nullable): why, in %SY_HEALTH_ERROR; %NULL in all other states
 */
const GError *
sy_health_get_error (SyHealth *self)
{
  g_return_val_if_fail (SY_IS_HEALTH (self), NULL);

  return self->state == SY_HEALTH_ERROR ? self->error : NULL;
}

/**
 * sy_health_get_detail:
 * @self: a health
 *
 * Returns: (transfer none) (nullable): a whole sentence more about the error
 */
const char *
sy_health_get_detail (SyHealth *self)
{
  g_return_val_if_fail (SY_IS_HEALTH (self), NULL);

  return self->detail;
}

/**
 * sy_health_get_checked_at:
 * @self: a health
 *
 * Returns: when a server was last asked or heard, in microseconds since 1970; 0 is never
 *   with the present key and base
 */
gint64
sy_health_get_checked_at (SyHealth *self)
{
  g_return_val_if_fail (SY_IS_HEALTH (self), 0);

  return self->checked_at;
}

/**
 * sy_health_get_latency:
 * @self: a health
 *
 * Returns: how long the last check waited for its answer, in milliseconds; -1 without any
 */
gint64
sy_health_get_latency (SyHealth *self)
{
  g_return_val_if_fail (SY_IS_HEALTH (self), -1);

  return self->latency_ms;
}

/**
 * sy_health_get_key_checked:
 * @self: a health
 *
 * Returns: in %SY_HEALTH_CONNECTED: %FALSE when a key is set that nothing has proven yet
 */
gboolean
sy_health_get_key_checked (SyHealth *self)
{
  g_return_val_if_fail (SY_IS_HEALTH (self), FALSE);

  return self->key_checked;
}

/**
 * sy_health_get_account:
 * @self: a health
 *
 * Returns: (transfer none) (nullable): whose key it is, for servers that tell
 */
SyAccount *
sy_health_get_account (SyHealth *self)
{
  g_return_val_if_fail (SY_IS_HEALTH (self), NULL);

  return self->account;
}

static char *
dup_missing_host (SyHealth *self)
{
  gboolean other = sy_provider_get_key_state (self->provider) == SY_KEY_STATE_OTHER_ORIGIN;

  if (!other && (!self->misses_key ||
                 sy_preset_get_key_need (sy_provider_get_preset (self->provider)) ==
                 SY_KEY_REQUIRED))
    return NULL;

  return sy_provider_dup_host (self->provider);
}

/**
 * sy_health_dup_word:
 * @self: a health
 *
 * Returns: (transfer full): how the provider is, in a word or a few
 */
char *
sy_health_dup_word (SyHealth *self)
{
  g_autofree char *host = NULL;

  g_return_val_if_fail (SY_IS_HEALTH (self), NULL);

  host = dup_missing_host (self);

  return sy_health_text_dup_word (self->state, self->error, self->key_checked, host);
}

/**
 * sy_health_dup_tooltip:
 * @self: a health
 *
 * Returns: (transfer full): "Connected. Last checked 14:32"
 */
char *
sy_health_dup_tooltip (SyHealth *self)
{
  g_autofree char *word = NULL;

  g_return_val_if_fail (SY_IS_HEALTH (self), NULL);

  word = sy_health_dup_word (self);

  return sy_health_text_dup_tooltip (self->state, word, self->checked_at,
                                     sy_clock_get_now (self->clock));
}

/**
 * sy_health_dup_advice:
 * @self: a health
 *
 * Returns: (transfer full) (nullable): what Settings say of the error; %NULL in all states
 *   but %SY_HEALTH_ERROR
 */
SyAdvice *
sy_health_dup_advice (SyHealth *self)
{
  g_return_val_if_fail (SY_IS_HEALTH (self), NULL);

  if (self->state != SY_HEALTH_ERROR)
    return NULL;

  return sy_health_text_new_advice (self->error, sy_provider_get_preset (self->provider),
                                    self->detail);
}
