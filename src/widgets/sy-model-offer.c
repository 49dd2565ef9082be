/* sy-model-offer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-offer"

#include "config.h"

#include "sy-model-offer.h"

#include <gtk/gtk.h>

struct _SyModelOffer
{
  GObject              parent_instance;

  SyHealthList        *healths;
  SyCatalogList       *catalogs;
  GtkStringFilter     *filter;

  /* The sections, and whose they are. */
  GListStore          *sections;
  GPtrArray           *owners;
  GtkFlattenListModel *models;

  /* Who is asked now, and the model in whose place another one is sought. */
  SyProvider          *provider;
  char                *refused_id;

  /* All whose changes are followed while it is open. */
  GPtrArray           *watched;
};

G_DEFINE_FINAL_TYPE (SyModelOffer, sy_model_offer, G_TYPE_OBJECT)

static char *
get_id (SyModel *model)
{
  return g_strdup (sy_model_get_id (model));
}

/* A provider whose list nobody has seen yet has one model at least: its own. */
static GListModel *
create_own_model (SyProvider *provider)
{
  GListStore *store = g_list_store_new (SY_TYPE_MODEL);
  const SyModelFacts facts = {
    .id = sy_provider_get_model_id (provider),
    .outputs = SY_MODEL_OUTPUT_TEXT,
  };

  if (*facts.id != '\0')
    {
      g_autoptr(SyModel) model = sy_model_new (&facts);

      g_list_store_append (store, model);
    }

  return G_LIST_MODEL (store);
}

static GListModel *
create_nearest (SyCatalog  *catalog,
                const char *refused_id)
{
  GListStore *store = g_list_store_new (SY_TYPE_MODEL);
  guint n_models = g_list_model_get_n_items (G_LIST_MODEL (catalog));
  g_autoptr(GPtrArray) nearest = sy_catalog_find_nearest (catalog, refused_id, n_models);

  g_list_store_splice (store, 0, 0, nearest->pdata, nearest->len);

  return G_LIST_MODEL (store);
}

static GListModel *
create_models (SyModelOffer *self,
               SyProvider   *provider)
{
  SyCatalog *catalog = sy_catalog_list_find (self->catalogs, provider);

  if (g_list_model_get_n_items (G_LIST_MODEL (catalog)) == 0)
    return create_own_model (provider);
  if (self->refused_id != NULL)
    return create_nearest (catalog, self->refused_id);

  return G_LIST_MODEL (g_object_ref (catalog));
}

/* Those of a provider's models that match what is searched for.  No GtkMapListModel tells
 * whose they are: in 4.18 it mixes up its items when the list below it grows again.
 */
static GListModel *
create_section (SyModelOffer *self,
                SyProvider   *provider)
{
  GListModel *models = create_models (self, provider);

  return G_LIST_MODEL (gtk_filter_list_model_new (models,
                                                  GTK_FILTER (g_object_ref (self->filter))));
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

/* A list follows its catalog by itself, but not from none or to none, and not in another
 * order.
 */
static void
catalog_changed_cb (SyModelOffer *self,
                    guint         position,
                    guint         removed,
                    guint         added,
                    SyCatalog    *catalog)
{
  guint n_models = g_list_model_get_n_items (G_LIST_MODEL (catalog));
  guint n_before = n_models + removed - added;
  g_autoptr(GListModel) section = NULL;
  guint index;

  g_assert (SY_IS_MODEL_OFFER (self));

  if (self->refused_id == NULL && n_models > 0 && n_before > 0)
    return;

  if (!g_ptr_array_find (self->owners, sy_catalog_get_provider (catalog), &index))
    return;

  section = create_section (self, g_ptr_array_index (self->owners, index));
  g_list_store_splice (self->sections, index, 1, (gpointer *) &section, 1);
}

static void
healths_changed_cb (SyModelOffer *self)
{
  g_autoptr(SyProvider) provider = NULL;
  g_autofree char *refused_id = NULL;

  g_assert (SY_IS_MODEL_OFFER (self));

  g_set_object (&provider, self->provider);
  refused_id = g_strdup (self->refused_id);
  sy_model_offer_open (self, provider, refused_id);
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
  g_clear_object (&self->filter);
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
  g_clear_pointer (&self->refused_id, g_free);

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
  GtkExpression *id = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                                   G_CALLBACK (get_id), NULL, NULL);

  self->filter = gtk_string_filter_new (id);
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
 * @refused_id: (nullable): a model that @provider refused; then only its models are
 *   offered, the nearest first
 *
 * Fills the list with the models of all providers that are set up.
 */
void
sy_model_offer_open (SyModelOffer *self,
                     SyProvider   *provider,
                     const char   *refused_id)
{
  g_return_if_fail (SY_IS_MODEL_OFFER (self));
  g_return_if_fail (provider == NULL || SY_IS_PROVIDER (provider));

  g_set_object (&self->provider, provider);
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
 * @text: what ids have to contain; in any case
 *
 * Returns: whether that is something else than before
 */
gboolean
sy_model_offer_set_search (SyModelOffer *self,
                           const char   *text)
{
  const char *before;

  g_return_val_if_fail (SY_IS_MODEL_OFFER (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  before = gtk_string_filter_get_search (self->filter);
  if (g_str_equal (before != NULL ? before : "", text))
    return FALSE;

  gtk_string_filter_set_search (self->filter, text);

  return TRUE;
}
