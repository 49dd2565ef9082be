/* sy-catalog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog"

#include "config.h"

#include "sy-catalog-private.h"

#include "sy-catalog-cache.h"
#include "sy-catalog-request.h"
#include "sy-http.h"

/* The same as for a check: an address or a key is typed in several goes. */
#define EDIT_DELAY 1000

/* In microseconds: how old a list may be, and how long a server is left alone that gave
 * none. */
#define MAX_AGE   (24 * G_TIME_SPAN_HOUR)
#define MIN_PAUSE (5 * G_TIME_SPAN_MINUTE)

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyCatalog, sy_catalog, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

G_DEFINE_ENUM_TYPE (SyCatalogState, sy_catalog_state,
                    G_DEFINE_ENUM_VALUE (SY_CATALOG_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (SY_CATALOG_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (SY_CATALOG_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (SY_CATALOG_FAILED, "failed"))

enum
{
  PROP_0,
  PROP_PROVIDER,
  PROP_STATE,
  PROP_UPDATED_AT,
  PROP_ERROR,
  PROP_KNOWN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Who asked, without keeping it alive: a list that nobody wants any more asks no one. */
typedef struct
{
  GWeakRef catalog;
  guint    generation;
} Question;

static Question *
question_new (SyCatalog *self)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->catalog, self);
  question->generation = self->generation;

  return question;
}

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->catalog);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static SyModelSet *
dup_no_models (void)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  return sy_model_set_new (none, NULL);
}

static void
set_state (SyCatalog      *self,
           SyCatalogState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_error (SyCatalog *self,
           GError    *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Where the lists differ: who shows them is told of that only. */
static void
emit_changes (SyCatalog  *self,
              SyModelSet *old_models)
{
  GPtrArray *before = sy_model_set_get_models (old_models);
  GPtrArray *after = sy_model_set_get_models (self->models);
  guint n_most = MIN (before->len, after->len);
  guint n_first = 0;
  guint n_last = 0;

  while (n_first < n_most && before->pdata[n_first] == after->pdata[n_first])
    n_first++;
  while (n_first + n_last < n_most &&
         before->pdata[before->len - 1 - n_last] == after->pdata[after->len - 1 - n_last])
    n_last++;

  g_list_model_items_changed (G_LIST_MODEL (self), n_first, before->len - n_first - n_last,
                              after->len - n_first - n_last);
}

/* Models that are the same are the same objects, so that nothing is compared here. */
static void
take_models (SyCatalog  *self,
             SyModelSet *models)
{
  g_autoptr(SyModelSet) before = NULL;

  if (self->models == models)
    return;

  before = g_steal_pointer (&self->models);
  self->models = sy_model_set_ref (models);
  emit_changes (self, before);
}

/* Takes @copy, %NULL when nothing is known any more. */
static void
take_copy (SyCatalog     *self,
           SyCatalogCopy *copy)
{
  g_autoptr(SyCatalogCopy) before = g_steal_pointer (&self->copy);
  g_autoptr(SyModelSet) none = NULL;

  self->copy = copy;
  if ((before != NULL ? before->updated_at : 0) != sy_catalog_get_updated_at (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED_AT]);
  if ((before != NULL) != (copy != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KNOWN]);

  if (copy == NULL)
    none = dup_no_models ();
  take_models (self, copy != NULL ? copy->models : none);
}

static void
stop_asking (SyCatalog *self)
{
  self->generation++;
  self->loading = FALSE;
  self->next = SY_CATALOG_STEP_NONE;
  sy_clock_clear_timeout (self->services.clock, &self->edit_timeout);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
take_answer (SyCatalog     *self,
             SyCatalogCopy *copy)
{
  if (self->services.cache != NULL)
    sy_catalog_cache_store (self->services.cache, sy_provider_get_id (self->provider),
                            self->address, copy);

  self->anew = FALSE;
  set_state (self, SY_CATALOG_READY);
  set_error (self, NULL);
  take_copy (self, sy_catalog_copy_ref (copy));
}

/* Takes @error. */
static void
take_failure (SyCatalog *self,
              GError    *error)
{
  g_debug ("No model list of %s: %s", sy_provider_get_id (self->provider), error->message);
  self->failed_at = sy_clock_get_boottime (self->services.clock);
  set_state (self, SY_CATALOG_FAILED);
  set_error (self, error);
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(SyCatalog) self = g_weak_ref_get (&question->catalog);
  g_autoptr(SyCatalogCopy) copy = NULL;
  g_autoptr(GError) error = NULL;

  copy = sy_catalog_request_finish (SY_PROVIDER (object), result, &error);
  if (self == NULL || self->generation != question->generation)
    return;

  g_clear_object (&self->cancellable);
  g_object_freeze_notify (G_OBJECT (self));

  if (copy != NULL)
    take_answer (self, copy);
  else
    take_failure (self, g_steal_pointer (&error));

  g_object_thaw_notify (G_OBJECT (self));
}

static void
ask (SyCatalog *self)
{
  stop_asking (self);

  if (self->address == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  sy_catalog_request_async (self->provider, &self->services, self->copy, self->anew,
                            self->cancellable, answer_cb, question_new (self));
  set_state (self, SY_CATALOG_LOADING);
}

/* A clock that was put back makes a list as old as one that is too old. */
static gboolean
is_old (SyCatalog *self)
{
  gint64 age = sy_clock_get_now (self->services.clock) - sy_catalog_get_updated_at (self);

  return self->copy == NULL || age < 0 || age >= MAX_AGE;
}

static gboolean
is_left_alone (SyCatalog *self)
{
  return self->state == SY_CATALOG_FAILED &&
         sy_clock_get_boottime (self->services.clock) - self->failed_at < MIN_PAUSE;
}

static void
go_on (SyCatalog *self)
{
  SyCatalogStep next = self->next;

  self->next = SY_CATALOG_STEP_NONE;
  if (next == SY_CATALOG_STEP_ASK ||
      (next == SY_CATALOG_STEP_ENSURE && self->cancellable == NULL &&
       is_old (self) && !is_left_alone (self)))
    ask (self);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(SyCatalog) self = g_weak_ref_get (&question->catalog);
  g_autoptr(SyCatalogCopy) copy = NULL;
  g_autoptr(GError) error = NULL;

  copy = sy_catalog_cache_load_finish (SY_CATALOG_CACHE (object), result, &error);
  if (self == NULL || self->generation != question->generation)
    return;

  self->loading = FALSE;
  self->loaded = TRUE;
  g_object_freeze_notify (G_OBJECT (self));

  if (copy != NULL)
    {
      if (self->state == SY_CATALOG_EMPTY)
        set_state (self, SY_CATALOG_READY);
      take_copy (self, g_steal_pointer (&copy));
    }
  else
    {
      g_debug ("Nothing is kept of %s: %s", sy_provider_get_id (self->provider), error->message);
    }

  go_on (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* What was kept comes first: it is there at once, and tells the server what is known. */
static void
load_and (SyCatalog     *self,
          SyCatalogStep  next)
{
  self->next = MAX (self->next, next);

  if (self->loading)
    return;

  if (self->loaded || self->services.cache == NULL || self->address == NULL)
    {
      go_on (self);
      return;
    }

  self->loading = TRUE;
  sy_catalog_cache_load_async (self->services.cache, sy_provider_get_id (self->provider),
                               self->address, NULL, loaded_cb, question_new (self));
}

static void
edited_cb (gpointer user_data)
{
  SyCatalog *self = user_data;

  self->edit_timeout = 0;
  load_and (self, SY_CATALOG_STEP_ASK);
}

static void
ask_soon (SyCatalog *self)
{
  if (!self->wanted || self->address == NULL)
    return;

  sy_clock_clear_timeout (self->services.clock, &self->edit_timeout);
  self->edit_timeout = sy_clock_add_timeout (self->services.clock, EDIT_DELAY, edited_cb, self);
}

static void
forget (SyCatalog *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->loaded = FALSE;
  self->anew = FALSE;
  set_state (self, SY_CATALOG_EMPTY);
  set_error (self, NULL);
  take_copy (self, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
changed_cb (SyCatalog *self)
{
  gboolean was_read = self->loaded || self->loading;
  g_autofree char *address = NULL;

  g_assert (SY_IS_CATALOG (self));

  address = sy_catalog_request_dup_address (self->provider);
  if (!g_set_str (&self->address, address))
    return;

  stop_asking (self);
  ask_soon (self);
  forget (self);

  /* Something may be kept of the new address, when that is an old one. */
  if (was_read)
    sy_catalog_load (self);
}

/* The first answer of the keyring, or an unlocked one: with the key it may work. */
static void
key_state_cb (SyCatalog *self)
{
  g_assert (SY_IS_CATALOG (self));

  if (sy_provider_get_key_state (self->provider) == SY_KEY_STATE_SAVED &&
      (self->copy == NULL || self->state == SY_CATALOG_FAILED))
    ask_soon (self);
}

/* Another key may have other models. */
static void
key_changed_cb (SyCatalog *self)
{
  g_assert (SY_IS_CATALOG (self));

  self->anew = TRUE;
  ask_soon (self);
}

static GType
sy_catalog_get_item_type (GListModel *model)
{
  return SY_TYPE_MODEL;
}

static guint
sy_catalog_get_n_items (GListModel *model)
{
  return sy_model_set_get_models (SY_CATALOG (model)->models)->len;
}

static gpointer
sy_catalog_get_item (GListModel *model,
                     guint       position)
{
  GPtrArray *models = sy_model_set_get_models (SY_CATALOG (model)->models);

  return position < models->len ? g_object_ref (g_ptr_array_index (models, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sy_catalog_get_item_type;
  iface->get_n_items = sy_catalog_get_n_items;
  iface->get_item = sy_catalog_get_item;
}

static void
sy_catalog_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SyCatalog *self = SY_CATALOG (object);

  switch (prop_id)
    {
    case PROP_PROVIDER:
      g_value_set_object (value, self->provider);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_UPDATED_AT:
      g_value_set_int64 (value, sy_catalog_get_updated_at (self));
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_KNOWN:
      g_value_set_boolean (value, self->copy != NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_catalog_dispose (GObject *object)
{
  SyCatalog *self = SY_CATALOG (object);

  if (self->services.clock != NULL)
    stop_asking (self);

  g_clear_object (&self->provider);
  g_clear_object (&self->services.http);
  g_clear_object (&self->services.redact);
  g_clear_object (&self->services.clock);
  g_clear_object (&self->services.keyring);
  g_clear_object (&self->services.cache);

  G_OBJECT_CLASS (sy_catalog_parent_class)->dispose (object);
}

static void
sy_catalog_finalize (GObject *object)
{
  SyCatalog *self = SY_CATALOG (object);

  g_clear_pointer (&self->copy, sy_catalog_copy_unref);
  g_clear_pointer (&self->models, sy_model_set_unref);
  g_clear_pointer (&self->address, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sy_catalog_parent_class)->finalize (object);
}

static void
sy_catalog_class_init (SyCatalogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_catalog_get_property;
  object_class->dispose = sy_catalog_dispose;
  object_class->finalize = sy_catalog_finalize;

  properties[PROP_PROVIDER] =
    g_param_spec_object ("provider", NULL, NULL, SY_TYPE_PROVIDER, flags);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, SY_TYPE_CATALOG_STATE, SY_CATALOG_EMPTY, flags);
  properties[PROP_UPDATED_AT] =
    g_param_spec_int64 ("updated-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_KNOWN] = g_param_spec_boolean ("known", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_catalog_init (SyCatalog *self)
{
  self->models = dup_no_models ();
}

/**
 * sy_catalog_new:
 * @provider: whose models
 * @services: what it works with; referenced
 *
 * Asks nobody before sy_catalog_ensure() or sy_catalog_refresh(), and reads nothing before
 * these or sy_catalog_load().  Once asked for, it asks again by itself, a second after its
 * address or key changed.
 *
 * Returns: (transfer full): the provider's model list, of #SyModel, empty at first
 */
SyCatalog *
sy_catalog_new (SyProvider              *provider,
                const SyCatalogServices *services)
{
  SyCatalog *self;

  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (SY_IS_HTTP (services->http), NULL);
  g_return_val_if_fail (SY_IS_REDACT (services->redact), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (services->clock), NULL);
  g_return_val_if_fail (services->keyring != NULL, NULL);

  self = g_object_new (SY_TYPE_CATALOG, NULL);
  self->provider = g_object_ref (provider);
  self->services.http = g_object_ref (services->http);
  self->services.redact = g_object_ref (services->redact);
  self->services.clock = g_object_ref (services->clock);
  self->services.keyring = g_object_ref (services->keyring);
  g_set_object (&self->services.cache, services->cache);
  self->address = sy_catalog_request_dup_address (provider);

  g_signal_connect_object (provider, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (provider, "key-changed", G_CALLBACK (key_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (provider, "notify::key-state", G_CALLBACK (key_state_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * sy_catalog_get_provider:
 * @self: a model list
 *
 * Returns: (transfer none): whose models these are
 */
SyProvider *
sy_catalog_get_provider (SyCatalog *self)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);

  return self->provider;
}

/**
 * sy_catalog_get_state:
 * @self: a model list
 *
 * Returns: how far it has come
 */
SyCatalogState
sy_catalog_get_state (SyCatalog *self)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), SY_CATALOG_EMPTY);

  return self->state;
}

/**
 * sy_catalog_get_updated_at:
 * @self: a model list
 *
 * Returns: when the server last said that these are its models, in microseconds since
 *   1970, perhaps before this program was started; 0 while nothing is known
 */
gint64
sy_catalog_get_updated_at (SyCatalog *self)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), 0);

  return self->copy != NULL ? self->copy->updated_at : 0;
}

/**
 * sy_catalog_get_error:
 * @self: a model list
 *
 * Returns: (transfer none) (nullable): why the last request brought none
 */
const GError *
sy_catalog_get_error (SyCatalog *self)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);

  return self->error;
}

/**
 * sy_catalog_get_known:
 * @self: a model list
 *
 * Returns: whether it holds what the server of the present address said, now or before
 */
gboolean
sy_catalog_get_known (SyCatalog *self)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), FALSE);

  return self->copy != NULL;
}

/**
 * sy_catalog_refresh:
 * @self: a model list
 *
 * Asks the server, and drops a request in flight.  A provider without an API base has
 * nobody to ask.  The models that are known stay until new ones have come; what was kept of
 * them is read first, for the server to say whether there is anything newer.
 */
void
sy_catalog_refresh (SyCatalog *self)
{
  g_return_if_fail (SY_IS_CATALOG (self));

  self->wanted = TRUE;
  load_and (self, SY_CATALOG_STEP_ASK);
  if (self->loading)
    set_state (self, SY_CATALOG_LOADING);
}

/**
 * sy_catalog_ensure:
 * @self: a model list
 *
 * Reads what was kept, and asks the server when nothing of the present address is known or
 * it is more than a day old.  Does not ask while a request is in flight or the last one
 * failed less than five minutes ago.
 */
void
sy_catalog_ensure (SyCatalog *self)
{
  g_return_if_fail (SY_IS_CATALOG (self));

  self->wanted = TRUE;
  load_and (self, SY_CATALOG_STEP_ENSURE);
}

/**
 * sy_catalog_load:
 * @self: a model list
 *
 * Reads what was kept, and asks nobody.
 */
void
sy_catalog_load (SyCatalog *self)
{
  g_return_if_fail (SY_IS_CATALOG (self));

  load_and (self, SY_CATALOG_STEP_NONE);
}

/**
 * sy_catalog_retire:
 * @self: the model list of a provider that was removed
 *
 * Asks nobody and keeps nothing any more, whoever still holds it.
 */
void
sy_catalog_retire (SyCatalog *self)
{
  g_return_if_fail (SY_IS_CATALOG (self));

  stop_asking (self);
  self->wanted = FALSE;
  g_clear_object (&self->services.cache);
}
