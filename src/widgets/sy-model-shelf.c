/* sy-model-shelf.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-shelf"

#include "config.h"

#include "sy-model-shelf.h"

#include <gtk/gtk.h>
#include <string.h>

struct _SyModelShelf
{
  GObject       parent_instance;

  GListModel   *source;
  SyModelMarks *marks;
  SyModelQuery *query;

  /* All of the source, in the query's order: typing does not sort. */
  GPtrArray    *sorted;
  GHashTable   *by_id;

  /* What is shown, and where each section ends. */
  GPtrArray    *shown;
  guint         ends[SY_MODEL_N_SECTIONS];
};

static void list_model_iface_init (GListModelInterface *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyModelShelf, sy_model_shelf, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                      section_model_iface_init))

/* The marked ones that match, in the order of their marks. */
static void
add_marked (SyModelShelf      *self,
            GPtrArray         *shown,
            GHashTable        *taken,
            const char *const *ids)
{
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      SyModel *model = g_hash_table_lookup (self->by_id, ids[i]);

      if (model != NULL && g_hash_table_add (taken, model) &&
          sy_model_query_matches (self->query, model))
        g_ptr_array_add (shown, g_object_ref (model));
    }
}

static void
add_others (SyModelShelf *self,
            GPtrArray    *shown,
            GHashTable   *taken)
{
  for (guint i = 0; i < self->sorted->len; i++)
    {
      SyModel *model = g_ptr_array_index (self->sorted, i);

      if (!g_hash_table_contains (taken, model) && sy_model_query_matches (self->query, model))
        g_ptr_array_add (shown, g_object_ref (model));
    }
}

static gboolean
is_same (GPtrArray *models,
         GPtrArray *others)
{
  if (models->len != others->len)
    return FALSE;

  for (guint i = 0; i < models->len; i++)
    {
      if (g_ptr_array_index (models, i) != g_ptr_array_index (others, i))
        return FALSE;
    }

  return TRUE;
}

/* Takes @shown. */
static void
show (SyModelShelf *self,
      GPtrArray    *shown,
      const guint  *ends)
{
  g_autoptr(GPtrArray) before = self->shown;
  gboolean same = is_same (before, shown) && memcmp (self->ends, ends, sizeof self->ends) == 0;

  self->shown = shown;
  memcpy (self->ends, ends, sizeof self->ends);

  if (!same)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before->len, shown->len);
}

static void
update (SyModelShelf *self)
{
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);
  GPtrArray *shown = g_ptr_array_new_full (self->shown->len, g_object_unref);
  guint ends[SY_MODEL_N_SECTIONS];

  if (self->marks != NULL)
    add_marked (self, shown, taken, sy_model_marks_get_favourites (self->marks));
  ends[SY_MODEL_SECTION_FAVOURITES] = shown->len;

  if (self->marks != NULL)
    add_marked (self, shown, taken, sy_model_marks_get_recents (self->marks));
  ends[SY_MODEL_SECTION_RECENT] = shown->len;

  add_others (self, shown, taken);
  ends[SY_MODEL_SECTION_OTHERS] = shown->len;

  show (self, shown, ends);
}

static void
sort (SyModelShelf *self)
{
  guint n_models = self->source != NULL ? g_list_model_get_n_items (self->source) : 0;

  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->sorted, 0);
  for (guint i = 0; i < n_models; i++)
    {
      SyModel *model = g_list_model_get_item (self->source, i);

      g_ptr_array_add (self->sorted, model);
      g_hash_table_insert (self->by_id, (gpointer) sy_model_get_id (model), model);
    }

  sy_model_query_sort (self->query, self->sorted);
  update (self);
}

static void
source_changed_cb (SyModelShelf *self)
{
  g_assert (SY_IS_MODEL_SHELF (self));

  sort (self);
}

static void
marks_changed_cb (SyModelShelf *self)
{
  g_assert (SY_IS_MODEL_SHELF (self));

  update (self);
}

static void
follow (SyModelShelf *self,
        GListModel   *models,
        SyModelMarks *marks)
{
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, source_changed_cb, self);
  if (self->marks != NULL)
    g_signal_handlers_disconnect_by_func (self->marks, marks_changed_cb, self);

  g_set_object (&self->source, models);
  g_set_object (&self->marks, marks);

  if (models != NULL)
    g_signal_connect_object (models, "items-changed", G_CALLBACK (source_changed_cb), self,
                             G_CONNECT_SWAPPED);
  if (marks != NULL)
    g_signal_connect_object (marks, "changed", G_CALLBACK (marks_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static GType
sy_model_shelf_get_item_type (GListModel *model)
{
  return SY_TYPE_MODEL;
}

static guint
sy_model_shelf_get_n_items (GListModel *model)
{
  return SY_MODEL_SHELF (model)->shown->len;
}

static gpointer
sy_model_shelf_get_item (GListModel *model,
                         guint       position)
{
  SyModelShelf *self = SY_MODEL_SHELF (model);

  if (position >= self->shown->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sy_model_shelf_get_item_type;
  iface->get_n_items = sy_model_shelf_get_n_items;
  iface->get_item = sy_model_shelf_get_item;
}

static void
sy_model_shelf_get_section_range (GtkSectionModel *model,
                                  guint            position,
                                  guint           *start,
                                  guint           *end)
{
  SyModelShelf *self = SY_MODEL_SHELF (model);
  guint section = 0;

  if (position >= self->shown->len)
    {
      *start = self->shown->len;
      *end = G_MAXUINT;
      return;
    }

  while (position >= self->ends[section])
    section++;

  *start = section > 0 ? self->ends[section - 1] : 0;
  *end = self->ends[section];
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = sy_model_shelf_get_section_range;
}

static void
sy_model_shelf_dispose (GObject *object)
{
  follow (SY_MODEL_SHELF (object), NULL, NULL);

  G_OBJECT_CLASS (sy_model_shelf_parent_class)->dispose (object);
}

static void
sy_model_shelf_finalize (GObject *object)
{
  SyModelShelf *self = SY_MODEL_SHELF (object);

  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->sorted);
  sy_model_query_free (self->query);

  G_OBJECT_CLASS (sy_model_shelf_parent_class)->finalize (object);
}

static void
sy_model_shelf_class_init (SyModelShelfClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_model_shelf_dispose;
  object_class->finalize = sy_model_shelf_finalize;
}

static void
sy_model_shelf_init (SyModelShelf *self)
{
  self->query = sy_model_query_new ();
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->sorted = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sy_model_shelf_new:
 *
 * Models as a person looks for them: favourites first, then those asked last, then all
 * others.  GTK's own filter and sort models would ask for each of 5,000 names at each key.
 *
 * Returns: (transfer full): a #GtkSectionModel of #SyModel, empty
 */
SyModelShelf *
sy_model_shelf_new (void)
{
  return g_object_new (SY_TYPE_MODEL_SHELF, NULL);
}

/**
 * sy_model_shelf_set_source:
 * @models: (nullable): a list of #SyModel, which is followed
 * @marks: (nullable): which of them are at hand
 */
void
sy_model_shelf_set_source (SyModelShelf *self,
                           GListModel   *models,
                           SyModelMarks *marks)
{
  g_return_if_fail (SY_IS_MODEL_SHELF (self));
  g_return_if_fail (models == NULL || G_IS_LIST_MODEL (models));
  g_return_if_fail (marks == NULL || SY_IS_MODEL_MARKS (marks));

  follow (self, models, marks);
  sort (self);
}

/**
 * sy_model_shelf_set_text:
 * @text: words that ids, names or vendors have to contain
 *
 * Returns: whether that is something else than before
 */
gboolean
sy_model_shelf_set_text (SyModelShelf *self,
                         const char   *text)
{
  g_return_val_if_fail (SY_IS_MODEL_SHELF (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!sy_model_query_set_text (self->query, text))
    return FALSE;

  update (self);

  return TRUE;
}

/**
 * sy_model_shelf_set_filter:
 * @caps: what models have to be able to do
 * @free: whether they have to cost nothing
 */
void
sy_model_shelf_set_filter (SyModelShelf *self,
                           SyModelCaps   caps,
                           gboolean      free)
{
  g_return_if_fail (SY_IS_MODEL_SHELF (self));

  sy_model_query_set_caps (self->query, caps);
  sy_model_query_set_free (self->query, free);
  update (self);
}

/**
 * sy_model_shelf_set_sort:
 * @sort_by: the order of the models that are not marked
 */
void
sy_model_shelf_set_sort (SyModelShelf *self,
                         SyModelSort   sort_by)
{
  g_return_if_fail (SY_IS_MODEL_SHELF (self));

  sy_model_query_set_sort (self->query, sort_by);
  sort (self);
}

/**
 * sy_model_shelf_get_n_models:
 *
 * Returns: how many models there are, shown or not
 */
guint
sy_model_shelf_get_n_models (SyModelShelf *self)
{
  g_return_val_if_fail (SY_IS_MODEL_SHELF (self), 0);

  return self->sorted->len;
}

/**
 * sy_model_shelf_get_section:
 * @position: of a model that is shown
 *
 * Returns: where it stands
 */
SyModelSection
sy_model_shelf_get_section (SyModelShelf *self,
                            guint         position)
{
  g_return_val_if_fail (SY_IS_MODEL_SHELF (self), SY_MODEL_SECTION_OTHERS);

  for (guint i = 0; i < SY_MODEL_SECTION_OTHERS; i++)
    {
      if (position < self->ends[i])
        return i;
    }

  return SY_MODEL_SECTION_OTHERS;
}
