/* sy-model-offer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-offer"

#include "config.h"

#include "sy-model-offer.h"

#include "sy-model-query.h"
#include "sy-model-shortlist.h"

#include <gtk/gtk.h>

struct _SyModelOffer
{
  GObject              parent_instance;

  SyHealthList        *healths;
  SyCatalogList       *catalogs;
  SyModelQuery        *query;
  gboolean             searching;

  /* The sections, and whose they are. */
  GListStore          *sections;
  GPtrArray           *owners;
  GtkFlattenListModel *models;

  /* Who is asked now, and the model in whose place another one is sought. */
  SyProvider          *provider;
  char                *model_id;
  char                *refused_id;

  /* All whose changes are followed while it is open. */
  GPtrArray           *watched;
};

G_DEFINE_FINAL_TYPE (SyModelOffer, sy_model_offer, G_TYPE_OBJECT)

static GPtrArray *
list_all (GListModel *models)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (models); i++)
    g_ptr_array_add (all, g_list_model_get_item (models, i));

  return all;
}

static void
add_own_model (GPtrArray  *models,
               const char *id)
{
  const SyModelFacts facts = { .id = id, .outputs = SY_MODEL_OUTPUT_TEXT };

  if (id != NULL && *id != '\0')
    g_ptr_array_insert (models, 0, sy_model_new (&facts));
}

/* The model in use is offered even where no list has it: a variant, or any id at all. */
static GPtrArray *
find_shortlist (SyModelOffer *self,
                SyCatalog    *catalog)
{
  SyProvider *provider = sy_catalog_get_provider (catalog);
  const char *id = provider == self->provider && self->model_id != NULL
                     ? self->model_id : sy_provider_get_model_id (provider);
  GPtrArray *models = sy_model_shortlist_find (G_LIST_MODEL (catalog),
                                               sy_provider_get_marks (provider), id);

  if (sy_catalog_find (catalog, id) == NULL &&
      (provider == self->provider || g_list_model_get_n_items (G_LIST_MODEL (catalog)) == 0))
    add_own_model (models, id);

  return models;
}

/* Without words to search for: those at hand.  The nearest to a refused one are all of
 * them, in the order of their nearness.
 */
static GPtrArray *
find_models (SyModelOffer *self,
             SyCatalog    *catalog)
{
  guint n_models = g_list_model_get_n_items (G_LIST_MODEL (catalog));

  if (self->refused_id != NULL && n_models > 0)
    return sy_catalog_find_nearest (catalog, self->refused_id, n_models);
  if (!self->searching || n_models == 0)
    return find_shortlist (self, catalog);

  return list_all (G_LIST_MODEL (catalog));
}

static void
fill_section (SyModelOffer *self,
              GListStore   *section,
              SyProvider   *provider)
{
  g_autoptr(GPtrArray) models = find_models (self, sy_catalog_list_find (self->catalogs, provider));
  g_autoptr(GPtrArray) matching = g_ptr_array_sized_new (models->len);

  for (guint i = 0; i < models->len; i++)
    {
      if (sy_model_query_matches (self->query, g_ptr_array_index (models, i)))
        g_ptr_array_add (matching, g_ptr_array_index (models, i));
    }

  g_list_store_splice (section, 0, g_list_model_get_n_items (G_LIST_MODEL (section)),
                       matching->pdata, matching->len);
}

/* Those of a provider's models that match what is searched for.  No GtkMapListModel tells
 * whose they are: in 4.18 it mixes up its items when the list below it grows again.
 */
static GListModel *
create_section (SyModelOffer *self,
                SyProvider   *provider)
{
  GListStore *section = g_list_store_new (SY_TYPE_MODEL);

  fill_section (self, section, provider);

  return G_LIST_MODEL (section);
}

static void
refill (SyModelOffer *self,
        guint         index)
{
  g_autoptr(GListStore) section = g_list_model_get_item (G_LIST_MODEL (self->sections), index);

  fill_section (self, section, g_ptr_array_index (self->owners, index));
}

static gboolean
is_offered (SyModelOffer *self,
            SyHealth     *health)
{
  SyProvider *provider = sy_health_get_provider (health);

  if (self->refused_id != NULL)
    return provider == self->provider;

  return provider == self->provider || sy_health_get_state (health) != SY_HEALTH_NOT_SET_UP;
}

/* The one in use stands first: most switches stay within it. */
static GPtrArray *
find_owners (SyModelOffer *self)
{
  GPtrArray *owners = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->healths)); i++)
    {
      g_autoptr(SyHealth) health = g_list_model_get_item (G_LIST_MODEL (self->healths), i);
      SyProvider *provider = sy_health_get_provider (health);

      if (is_offered (self, health))
        g_ptr_array_insert (owners, provider == self->provider ? 0 : -1,
                            g_object_ref (provider));
    }

  return owners;
}

static gboolean
is_same (GPtrArray *owners,
         GPtrArray *others)
{
  if (owners->len != others->len)
    return FALSE;

  for (guint i = 0; i < owners->len; i++)
    {
      if (g_ptr_array_index (owners, i) != g_ptr_array_index (others, i))
        return FALSE;
    }

  return TRUE;
}

/* Takes @owners. */
static void
set_owners (SyModelOffer *self,
            GPtrArray    *owners)
{
  g_autoptr(GPtrArray) sections = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < owners->len; i++)
    g_ptr_array_add (sections, create_section (self, g_ptr_array_index (owners, i)));

  g_ptr_array_unref (self->owners);
  self->owners = owners;
  g_list_store_splice (self->sections, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->sections)),
                       sections->pdata, sections->len);
}

/* Providers come to be set up, or come and go. */
static void
health_changed_cb (SyModelOffer *self)
{
  GPtrArray *owners;

  g_assert (SY_IS_MODEL_OFFER (self));

  owners = find_owners (self);
  if (is_same (owners, self->owners))
    g_ptr_array_unref (owners);
  else
    set_owners (self, owners);
}

static void
catalog_changed_cb (SyModelOffer *self,
                    guint         position,
                    guint         removed,
                    guint         added,
                    SyCatalog    *catalog)
{
  guint index;

  g_assert (SY_IS_MODEL_OFFER (self));

  if (g_ptr_array_find (self->owners, sy_catalog_get_provider (catalog), &index))
    refill (self, index);
}

static void watch (SyModelOffer *self);

static void
healths_changed_cb (SyModelOffer *self)
{
  g_assert (SY_IS_MODEL_OFFER (self));

  watch (self);
  set_owners (self, find_owners (self));
}

static void
unwatch (SyModelOffer *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);

  g_ptr_array_set_size (self->watched, 0);
}

static void
watch_object (SyModelOffer *self,
              gpointer      object,
              const char   *signal,
              GCallback     callback)
{
  g_ptr_array_add (self->watched, g_object_ref (object));
  g_signal_connect_object (object, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
watch (SyModelOffer *self)
{
  unwatch (self);
  watch_object (self, self->healths, "items-changed", G_CALLBACK (healths_changed_cb));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->healths)); i++)
    {
      g_autoptr(SyHealth) health = g_list_model_get_item (G_LIST_MODEL (self->healths), i);
      SyProvider *provider = sy_health_get_provider (health);

      watch_object (self, health, "notify::state", G_CALLBACK (health_changed_cb));
      watch_object (self, sy_catalog_list_find (self->catalogs, provider), "items-changed",
                    G_CALLBACK (catalog_changed_cb));
    }
}

static void
sy_model_offer_dispose (GObject *object)
{
  SyModelOffer *self = SY_MODEL_OFFER (object);

  unwatch (self);
  g_ptr_array_set_size (self->owners, 0);
  g_clear_object (&self->models);
  g_clear_object (&self->sections);
  g_clear_object (&self->provider);
  g_clear_object (&self->catalogs);
  g_clear_object (&self->healths);

  G_OBJECT_CLASS (sy_model_offer_parent_class)->dispose (object);
}

static void
sy_model_offer_finalize (GObject *object)
{
  SyModelOffer *self = SY_MODEL_OFFER (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->owners, g_ptr_array_unref);
  g_clear_pointer (&self->model_id, g_free);
  g_clear_pointer (&self->refused_id, g_free);
  g_clear_pointer (&self->query, sy_model_query_free);

  G_OBJECT_CLASS (sy_model_offer_parent_class)->finalize (object);
}

static void
sy_model_offer_class_init (SyModelOfferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_model_offer_dispose;
  object_class->finalize = sy_model_offer_finalize;
}

static void
sy_model_offer_init (SyModelOffer *self)
{
  self->query = sy_model_query_new ();
  self->sections = g_list_store_new (G_TYPE_LIST_MODEL);
  self->models = gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->sections)));
  self->owners = g_ptr_array_new_with_free_func (g_object_unref);
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sy_model_offer_new:
 * @healths: how the connections to all providers are
 * @catalogs: which models they have
 *
 * Returns: (transfer full): a new offer, closed
 */
SyModelOffer *
sy_model_offer_new (SyHealthList  *healths,
                    SyCatalogList *catalogs)
{
  SyModelOffer *self;

  g_return_val_if_fail (SY_IS_HEALTH_LIST (healths), NULL);
  g_return_val_if_fail (SY_IS_CATALOG_LIST (catalogs), NULL);

  self = g_object_new (SY_TYPE_MODEL_OFFER, NULL);
  self->healths = g_object_ref (healths);
  self->catalogs = g_object_ref (catalogs);

  return self;
}

/**
 * sy_model_offer_get_models:
 *
 * Returns: (transfer none): a #GtkSectionModel of #SyModel, empty while closed
 */
GListModel *
sy_model_offer_get_models (SyModelOffer *self)
{
  g_return_val_if_fail (SY_IS_MODEL_OFFER (self), NULL);

  return G_LIST_MODEL (self->models);
}

/**
 * sy_model_offer_get_provider:
 * @position: of a model
 *
 * Returns: (transfer none) (nullable): whose model it is, %NULL when there is none
 */
SyProvider *
sy_model_offer_get_provider (SyModelOffer *self,
                             guint         position)
{
  GListModel *section;
  guint index;

  g_return_val_if_fail (SY_IS_MODEL_OFFER (self), NULL);

  section = gtk_flatten_list_model_get_model_for_item (self->models, position);
  if (section == NULL || !g_list_store_find (self->sections, section, &index))
    return NULL;

  return g_ptr_array_index (self->owners, index);
}

/**
 * sy_model_offer_open:
 * @provider: (nullable): who is asked now; stands first
 * @model_id: (nullable): which of its models
 * @refused_id: (nullable): a model that @provider refused; then only its models are
 *   offered, the nearest first
 *
 * Fills the list with the models at hand of all providers that are set up; a search
 * finds the others.
 */
void
sy_model_offer_open (SyModelOffer *self,
                     SyProvider   *provider,
                     const char   *model_id,
                     const char   *refused_id)
{
  g_return_if_fail (SY_IS_MODEL_OFFER (self));
  g_return_if_fail (provider == NULL || SY_IS_PROVIDER (provider));

  g_set_object (&self->provider, provider);
  g_set_str (&self->model_id, model_id);
  g_set_str (&self->refused_id, refused_id);
  watch (self);
  set_owners (self, find_owners (self));
}

/**
 * sy_model_offer_close:
 *
 * Empties the list, and follows no changes any more.
 */
void
sy_model_offer_close (SyModelOffer *self)
{
  g_return_if_fail (SY_IS_MODEL_OFFER (self));

  unwatch (self);
  set_owners (self, g_ptr_array_new_with_free_func (g_object_unref));
}

/**
 * sy_model_offer_set_search:
 * @text: words that ids, names or vendors have to contain
 *
 * Returns: whether that is something else than before
 */
gboolean
sy_model_offer_set_search (SyModelOffer *self,
                           const char   *text)
{
  g_return_val_if_fail (SY_IS_MODEL_OFFER (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!sy_model_query_set_text (self->query, text))
    return FALSE;

  self->searching = *text != '\0';
  for (guint i = 0; i < self->owners->len; i++)
    refill (self, i);

  return TRUE;
}
