/* sy-model-marks.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-marks"

#include "config.h"

#include "sy-model-marks.h"

#include "sy-json.h"

#include <string.h>

#define MAX_FAVOURITES 200
#define MAX_RECENTS    5
#define MAX_ID         256

struct _SyModelMarks
{
  GObject    parent_instance;

  /* Both end with a NULL. */
  GPtrArray *favourites;
  GPtrArray *recents;
};

G_DEFINE_FINAL_TYPE (SyModelMarks, sy_model_marks, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_usable (const char *id)
{
  return id != NULL && *id != '\0' && strlen (id) <= MAX_ID;
}

static gboolean
find (GPtrArray  *ids,
      const char *id,
      guint      *index)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (ids, i), id))
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
read_ids (GPtrArray  *ids,
          JsonObject *entry,
          const char *member,
          guint       max)
{
  JsonArray *array = sy_json_get_array (entry, member);
  guint length = array != NULL ? json_array_get_length (array) : 0;
  guint index;

  g_ptr_array_set_size (ids, 0);

  for (guint i = 0; i < length && ids->len < max; i++)
    {
      const char *id = sy_json_node_string (json_array_get_element (array, i));

      if (is_usable (id) && !find (ids, id, &index))
        g_ptr_array_add (ids, g_strdup (id));
    }
}

static void
write_ids (GPtrArray  *ids,
           JsonObject *entry,
           const char *member)
{
  JsonArray *array;

  if (ids->len == 0)
    return;

  array = json_array_sized_new (ids->len);
  for (guint i = 0; i < ids->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (ids, i));

  json_object_set_array_member (entry, member, array);
}

static void
sy_model_marks_finalize (GObject *object)
{
  SyModelMarks *self = SY_MODEL_MARKS (object);

  g_ptr_array_unref (self->favourites);
  g_ptr_array_unref (self->recents);

  G_OBJECT_CLASS (sy_model_marks_parent_class)->finalize (object);
}

static void
sy_model_marks_class_init (SyModelMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sy_model_marks_finalize;

  /**
   * SyModelMarks::changed:
   *
   * Other models are marked now.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sy_model_marks_init (SyModelMarks *self)
{
  self->favourites = g_ptr_array_new_null_terminated (MAX_RECENTS, g_free, TRUE);
  self->recents = g_ptr_array_new_null_terminated (MAX_RECENTS, g_free, TRUE);
}

/**
 * sy_model_marks_new:
 *
 * Returns: (transfer full): which of a provider's models the person wants at hand; none
 */
SyModelMarks *
sy_model_marks_new (void)
{
  return g_object_new (SY_TYPE_MODEL_MARKS, NULL);
}

/**
 * sy_model_marks_get_favourites:
 * @self: marks
 *
 * Returns: (transfer none): ids that got a star, in the order they got it; valid until
 *   the next change
 */
const char *const *
sy_model_marks_get_favourites (SyModelMarks *self)
{
  g_return_val_if_fail (SY_IS_MODEL_MARKS (self), NULL);

  return (const char *const *) self->favourites->pdata;
}

/**
 * sy_model_marks_get_recents:
 * @self: marks
 *
 * Returns: (transfer none): ids that were asked last, the latest first; valid until the
 *   next change
 */
const char *const *
sy_model_marks_get_recents (SyModelMarks *self)
{
  g_return_val_if_fail (SY_IS_MODEL_MARKS (self), NULL);

  return (const char *const *) self->recents->pdata;
}

/**
 * sy_model_marks_is_favourite:
 * @self: marks
 * @id: a model
 *
 * Returns: whether it has a star
 */
gboolean
sy_model_marks_is_favourite (SyModelMarks *self,
                             const char   *id)
{
  guint index;

  g_return_val_if_fail (SY_IS_MODEL_MARKS (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return find (self->favourites, id, &index);
}

/**
 * sy_model_marks_set_favourite:
 * @self: marks
 * @id: a model
 * @favourite: whether it has a star
 */
void
sy_model_marks_set_favourite (SyModelMarks *self,
                              const char   *id,
                              gboolean      favourite)
{
  guint index;

  g_return_if_fail (SY_IS_MODEL_MARKS (self));
  g_return_if_fail (is_usable (id));

  if (find (self->favourites, id, &index) == !!favourite)
    return;

  if (!favourite)
    g_ptr_array_remove_index (self->favourites, index);
  else if (self->favourites->len < MAX_FAVOURITES)
    g_ptr_array_add (self->favourites, g_strdup (id));
  else
    return;

  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sy_model_marks_add_recent:
 * @self: marks
 * @id: a model that is asked
 *
 * Puts it before the others; the one that was asked longest ago may go.
 */
void
sy_model_marks_add_recent (SyModelMarks *self,
                           const char   *id)
{
  guint index;

  g_return_if_fail (SY_IS_MODEL_MARKS (self));
  g_return_if_fail (id != NULL);

  if (!is_usable (id) || (find (self->recents, id, &index) && index == 0))
    return;

  if (find (self->recents, id, &index))
    g_ptr_array_remove_index (self->recents, index);
  g_ptr_array_insert (self->recents, 0, g_strdup (id));
  if (self->recents->len > MAX_RECENTS)
    g_ptr_array_set_size (self->recents, MAX_RECENTS);

  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sy_model_marks_read:
 * @self: marks
 * @entry: a provider in providers.json
 *
 * Takes what is kept there in place of what there is.
 */
void
sy_model_marks_read (SyModelMarks *self,
                     JsonObject   *entry)
{
  g_return_if_fail (SY_IS_MODEL_MARKS (self));
  g_return_if_fail (entry != NULL);

  read_ids (self->favourites, entry, "favourites", MAX_FAVOURITES);
  read_ids (self->recents, entry, "recents", MAX_RECENTS);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sy_model_marks_write:
 * @self: marks
 * @entry: a provider for providers.json
 */
void
sy_model_marks_write (SyModelMarks *self,
                      JsonObject   *entry)
{
  g_return_if_fail (SY_IS_MODEL_MARKS (self));
  g_return_if_fail (entry != NULL);

  write_ids (self->favourites, entry, "favourites");
  write_ids (self->recents, entry, "recents");
}
