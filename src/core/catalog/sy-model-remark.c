/* sy-model-remark.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-remark"

#include "config.h"

#include "sy-model-remark.h"

#include "sy-model-id.h"
#include "sy-model-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* OpenRouter's, of any model. */
static const struct
{
  const char *variant;
  const char *text;
} variants[] = {
  { "nitro", N_("fastest provider first") },
  { "floor", N_("cheapest provider first") },
  { "exacto", N_("best provider for tools first") },
  { "online", N_("with web search") },
};

static char *
dup_variant_text (SyModel    *model,
                  const char *id)
{
  const char *colon = strrchr (id, ':');

  for (gsize i = 0; colon != NULL && i < G_N_ELEMENTS (variants); i++)
    {
      if (g_str_equal (colon + 1, variants[i].variant))
        {
          g_autofree char *title = sy_model_text_dup_row_title (model);

          /* Translators: the name of a model, and how it is served */
          return g_strdup_printf (_("%1$s · %2$s"), title, _(variants[i].text));
        }
    }

  return sy_model_text_dup_note (model);
}

static void
remark_on_alias (SyModelRemark      *self,
                 SyCatalog          *catalog,
                 const SyModelFacts *facts)
{
  SyModel *target = sy_catalog_find (catalog, facts->alias_target);
  const char *name = target != NULL ? sy_model_get_title (target)
                   : facts->alias_name != NULL ? facts->alias_name : facts->alias_target;

  /* OpenRouter's "~vendor/family-latest" is meant to be moved on. */
  if (*facts->id == '~')
    {
      self->kind = SY_MODEL_REMARK_LISTED;
      /* Translators: %s is the name of the model that an id stands for */
      self->text = g_strdup_printf (_("Now %s"), name);
      return;
    }

  self->kind = SY_MODEL_REMARK_RENAMED;
  self->text = g_strdup_printf (_("Renamed to %s"), facts->alias_target);
  if (target != NULL)
    self->instead = g_object_ref (target);
}

/* Days from @now on; below 0 when that day is over. */
static int
count_days (const char *day,
            gint64      now)
{
  g_autofree char *iso = g_strconcat (day, "T23:59:59Z", NULL);
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (iso, NULL);
  gint64 seconds;

  if (date == NULL)
    return -1;

  seconds = g_date_time_to_unix (date) - now / G_USEC_PER_SEC;

  return seconds < 0 ? -1 : (int) MIN (seconds / (24 * 60 * 60), G_MAXINT);
}

static void
remark_on_listed (SyModelRemark *self,
                  SyCatalog     *catalog,
                  SyModel       *model,
                  const char    *id,
                  gint64         now)
{
  const SyModelFacts *facts = sy_model_get_facts (model);

  if (facts->alias_target != NULL && !g_str_equal (facts->alias_target, facts->id))
    {
      remark_on_alias (self, catalog, facts);
    }
  else if (facts->retires_on != NULL)
    {
      g_autofree char *date = sy_model_text_dup_retirement (model);

      self->kind = SY_MODEL_REMARK_RETIRING;
      self->days_left = count_days (facts->retires_on, now);
      self->text = self->days_left >= 0 ? /* Translators: %s is a date */
                                          g_strdup_printf (_("Retires on %s"), date)
                                        : /* Translators: %s is a date */
                                          g_strdup_printf (_("Was to retire on %s"), date);
    }
  else
    {
      self->kind = SY_MODEL_REMARK_LISTED;
      self->text = dup_variant_text (model, id);
    }
}

/* Of an id that came with no preset nobody knows whether it ever was in a list. */
static void
remark_on_unlisted (SyModelRemark *self,
                    SyCatalog     *catalog,
                    const char    *id)
{
  SyPreset *preset = sy_provider_get_preset (sy_catalog_get_provider (catalog));
  SyModel *instead = sy_preset_suggests (preset, id) ? sy_catalog_find_replacement (catalog, id)
                                                     : NULL;

  self->kind = instead != NULL ? SY_MODEL_REMARK_GONE : SY_MODEL_REMARK_UNLISTED;
  self->text = g_strdup (instead != NULL ? _("No longer listed") : _("Not in the list of models"));
  if (instead != NULL)
    self->instead = g_object_ref (instead);
}

/**
 * sy_model_remark_find_base:
 * @catalog: a model list
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the listed model that @id is, or is a variant or a
 *   preset of
 */
SyModel *
sy_model_remark_find_base (SyCatalog  *catalog,
                           const char *id)
{
  g_autofree char *rest = NULL;

  g_return_val_if_fail (SY_IS_CATALOG (catalog), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (rest = g_strdup (id); rest != NULL; )
    {
      SyModel *model = sy_catalog_find (catalog, rest);
      g_autofree char *longer = g_steal_pointer (&rest);

      if (model != NULL)
        return model;

      rest = sy_model_id_dup_shorter (longer);
    }

  return NULL;
}

/**
 * sy_model_remark_dup_title:
 * @catalog: (nullable): a model list
 * @id: an id
 *
 * Returns: (transfer full): what to call @id where only one name has room: "Claude Sonnet
 *   4.5", "Claude Sonnet 4.5 :nitro"; @id itself when no list has it
 */
char *
sy_model_remark_dup_title (SyCatalog  *catalog,
                           const char *id)
{
  SyModel *model;
  const char *rest;

  g_return_val_if_fail (catalog == NULL || SY_IS_CATALOG (catalog), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  model = catalog != NULL ? sy_model_remark_find_base (catalog, id) : NULL;
  if (model == NULL)
    return g_strdup (id);

  rest = id + MIN (strlen (id), strlen (sy_model_get_id (model)));
  if (!g_str_has_prefix (id, sy_model_get_id (model)) || *rest == '\0')
    return g_strdup (sy_model_get_title (model));

  return g_strdup_printf ("%s %s", sy_model_get_title (model), rest);
}

/**
 * sy_model_remark_new:
 * @catalog: a model list
 * @id: an id that somebody chose
 * @now: what the clock says, in microseconds since 1970
 *
 * Returns: (transfer full): what is to be said of @id
 */
SyModelRemark *
sy_model_remark_new (SyCatalog  *catalog,
                     const char *id,
                     gint64      now)
{
  SyModelRemark *self;
  SyModel *model;

  g_return_val_if_fail (SY_IS_CATALOG (catalog), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_new0 (SyModelRemark, 1);
  if (*id == '\0' || !sy_catalog_get_known (catalog))
    return self;

  model = sy_model_remark_find_base (catalog, id);
  if (model != NULL)
    {
      remark_on_listed (self, catalog, model, id, now);
    }
  else if (sy_model_id_is_preset (id))
    {
      self->kind = SY_MODEL_REMARK_LISTED;
      self->text = g_strdup (_("A preset of your account"));
    }
  else if (!sy_catalog_accepts (catalog, id))
    {
      remark_on_unlisted (self, catalog, id);
    }

  return self;
}

/**
 * sy_model_remark_free:
 * @self: (transfer full): a remark
 */
void
sy_model_remark_free (SyModelRemark *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->instead);
  g_free (self->text);
  g_free (self);
}
