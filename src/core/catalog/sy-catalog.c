/* sy-catalog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog"

#include "config.h"

#include "sy-catalog.h"

#include "sy-catalog-request.h"
#include "sy-http.h"
#include "sy-model-id.h"
#include "sy-model-nearest.h"

/* The same as for a check: an address or a key is typed in several goes. */
#define EDIT_DELAY 1000

struct _SyCatalog
{
  GObject            parent_instance;

  SyProvider        *provider;
  SyCatalogServices  services;

  GPtrArray         *models;
  GHashTable        *by_id;
  SyCatalogState     state;
  gint64             updated_at;
  GError            *error;

  /* Where the list is: one of another address is not this provider's any more. */
  char              *address;
  gboolean           known;

  /* Somebody asked for the list, so it is kept up with the provider. */
  gboolean           wanted;
  guint              edit_timeout;

  /* The request in flight: answers to older ones are dropped. */
  GCancellable      *cancellable;
  guint              generation;
};

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

static void
set_known (SyCatalog *self,
           gboolean   known)
{
  gint64 updated_at = known ? sy_clock_get_now (self->services.clock) : 0;

  if (self->updated_at != updated_at)
    {
      self->updated_at = updated_at;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED_AT]);
    }

  if (self->known != known)
    {
      self->known = known;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KNOWN]);
    }
}

static gboolean
holds_same (SyCatalog *self,
            GPtrArray *models)
{
  if (self->models->len != models->len)
    return FALSE;

  for (guint i = 0; i < models->len; i++)
    {
      if (!sy_model_equal (g_ptr_array_index (self->models, i), g_ptr_array_index (models, i)))
        return FALSE;
    }

  return TRUE;
}

/* Who shows the list is not bothered when nothing in it is new. */
static void
take_models (SyCatalog *self,
             GPtrArray *models)
{
  guint n_before = self->models->len;

  if (holds_same (self, models))
    return;

  g_hash_table_remove_all (self->by_id);
  g_ptr_array_unref (self->models);
  self->models = g_ptr_array_ref (models);

  for (guint i = 0; i < models->len; i++)
    {
      SyModel *model = g_ptr_array_index (models, i);

      g_hash_table_insert (self->by_id, (gpointer) sy_model_get_id (model), model);
    }

  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, models->len);
}

static void
stop_asking (SyCatalog *self)
{
  self->generation++;
  sy_clock_clear_timeout (self->services.clock, &self->edit_timeout);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(SyCatalog) self = g_weak_ref_get (&question->catalog);
  g_autoptr(GPtrArray) models = NULL;
  g_autoptr(GError) error = NULL;

  models = sy_catalog_request_finish (SY_PROVIDER (object), result, &error);
  if (self == NULL || self->generation != question->generation)
    return;

  g_clear_object (&self->cancellable);
  g_object_freeze_notify (G_OBJECT (self));

  if (models != NULL)
    {
      set_state (self, SY_CATALOG_READY);
      set_error (self, NULL);
      set_known (self, TRUE);
      take_models (self, models);
    }
  else
    {
      g_debug ("No model list of %s: %s", sy_provider_get_id (self->provider), error->message);
      set_state (self, SY_CATALOG_FAILED);
      set_error (self, g_steal_pointer (&error));
    }

  g_object_thaw_notify (G_OBJECT (self));
}

static void
ask (SyCatalog *self)
{
  stop_asking (self);

  if (self->address == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  sy_catalog_request_async (self->provider, &self->services, self->cancellable, answer_cb,
                            question_new (self));
  set_state (self, SY_CATALOG_LOADING);
}

static void
edited_cb (gpointer user_data)
{
  SyCatalog *self = user_data;

  self->edit_timeout = 0;
  ask (self);
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
  g_autoptr(GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);

  g_object_freeze_notify (G_OBJECT (self));
  set_state (self, SY_CATALOG_EMPTY);
  set_error (self, NULL);
  set_known (self, FALSE);
  take_models (self, none);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
changed_cb (SyCatalog *self)
{
  g_autofree char *address = NULL;

  g_assert (SY_IS_CATALOG (self));

  address = sy_catalog_request_dup_address (self->provider);
  if (!g_set_str (&self->address, address))
    return;

  stop_asking (self);
  ask_soon (self);
  forget (self);
}

/* The first answer of the keyring, or an unlocked one: with the key it may work. */
static void
key_state_cb (SyCatalog *self)
{
  g_assert (SY_IS_CATALOG (self));

  if (sy_provider_get_key_state (self->provider) == SY_KEY_STATE_SAVED && !self->known)
    ask_soon (self);
}

/* Another key may have other models. */
static void
key_changed_cb (SyCatalog *self)
{
  g_assert (SY_IS_CATALOG (self));

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
  return SY_CATALOG (model)->models->len;
}

static gpointer
sy_catalog_get_item (GListModel *model,
                     guint       position)
{
  SyCatalog *self = SY_CATALOG (model);

  if (position >= self->models->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->models, position));
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
      g_value_set_int64 (value, self->updated_at);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_KNOWN:
      g_value_set_boolean (value, self->known);
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

  G_OBJECT_CLASS (sy_catalog_parent_class)->dispose (object);
}

static void
sy_catalog_finalize (GObject *object)
{
  SyCatalog *self = SY_CATALOG (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->models, g_ptr_array_unref);
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
  self->models = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * sy_catalog_new:
 * @provider: whose models
 * @services: what it works with; referenced
 *
 * Asks nobody before sy_catalog_ensure() or sy_catalog_refresh().  From then on it asks
 * again by itself, a second after its address or key changed.
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
 * Returns: when the server sent the models it holds, in microseconds since 1970; 0
 *   while none is known
 */
gint64
sy_catalog_get_updated_at (SyCatalog *self)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), 0);

  return self->updated_at;
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

  return self->known;
}

/**
 * sy_catalog_refresh:
 * @self: a model list
 *
 * Asks the server, and drops a request in flight.  A provider without an API base has
 * nobody to ask.  The models that are known stay until new ones have come.
 */
void
sy_catalog_refresh (SyCatalog *self)
{
  g_return_if_fail (SY_IS_CATALOG (self));

  self->wanted = TRUE;
  ask (self);
}

/**
 * sy_catalog_ensure:
 * @self: a model list
 *
 * Asks the server when no models of the present address are known and no request is
 * in flight.
 */
void
sy_catalog_ensure (SyCatalog *self)
{
  g_return_if_fail (SY_IS_CATALOG (self));

  if (!self->known && self->cancellable == NULL)
    sy_catalog_refresh (self);
}

/**
 * sy_catalog_find:
 * @self: a model list
 * @id: (nullable): an exact id
 *
 * Returns: (transfer none) (nullable): the model of that id
 */
SyModel *
sy_catalog_find (SyCatalog  *self,
                 const char *id)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

/**
 * sy_catalog_accepts:
 * @self: a model list
 * @id: an id
 *
 * Returns: whether the server can be expected to know @id: it is listed, or a variant
 *   or "@preset/..." of one that is, or an account's preset alone; %TRUE while no list
 *   is known
 */
gboolean
sy_catalog_accepts (SyCatalog  *self,
                    const char *id)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return !self->known || sy_model_id_is_listed (id, self->by_id);
}

/**
 * sy_catalog_find_nearest:
 * @self: a model list
 * @id: an id, listed or not
 * @n: how many at most
 *
 * Returns: (transfer full) (element-type SyModel): the models whose ids are most like
 *   @id, the nearest first
 */
GPtrArray *
sy_catalog_find_nearest (SyCatalog  *self,
                         const char *id,
                         guint       n)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return sy_model_nearest_find (G_LIST_MODEL (self), id, n);
}

/**
 * sy_catalog_find_replacement:
 * @self: a model list
 * @id: an id that may be no longer listed
 *
 * Returns: (transfer none) (nullable): what to offer instead: the alias of its family
 *   when listed, else its vendor's newest; %NULL when @id is accepted or of a vendor
 *   that the list does not know
 */
SyModel *
sy_catalog_find_replacement (SyCatalog  *self,
                             const char *id)
{
  g_autoptr(SyModel) model = NULL;

  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (sy_catalog_accepts (self, id))
    return NULL;

  model = sy_model_nearest_find_replacement (G_LIST_MODEL (self), id);

  return model != NULL ? sy_catalog_find (self, sy_model_get_id (model)) : NULL;
}

/**
 * sy_catalog_find_default:
 * @self: a model list
 *
 * Returns: (transfer none) (nullable): the first model that its preset would choose,
 *   for a provider without a model; %NULL when it would choose none of them
 */
SyModel *
sy_catalog_find_default (SyCatalog *self)
{
  const char *const *patterns;

  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);

  patterns = sy_preset_get_model_patterns (sy_provider_get_preset (self->provider));

  for (gsize i = 0; patterns[i] != NULL; i++)
    {
      for (guint k = 0; k < self->models->len; k++)
        {
          SyModel *model = g_ptr_array_index (self->models, k);

          if (g_pattern_match_simple (patterns[i], sy_model_get_id (model)))
            return model;
        }
    }

  return NULL;
}
