/* sy-quirks.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-quirks"

#include "config.h"

#include "sy-quirks.h"

#include "sy-error.h"

typedef struct
{
  const char *parameter;
  SyQuirk     quirk;
} Row;

/* Of parameters that are sent. */
static const Row rows[] = {
  { "temperature", SY_QUIRK_NO_TEMPERATURE },
  { "top_p", SY_QUIRK_NO_TOP_P },
  { "reasoning_effort", SY_QUIRK_NO_EFFORT },
  { "reasoning.effort", SY_QUIRK_NO_EFFORT },
  { "reasoning", SY_QUIRK_NO_EFFORT },
  { "max_tokens", SY_QUIRK_NO_MAX_TOKENS },
  { "max_completion_tokens", SY_QUIRK_NO_MAX_COMPLETION_TOKENS },
  { "stream_options", SY_QUIRK_NO_STREAM_OPTIONS },
  { "stream_options.include_usage", SY_QUIRK_NO_STREAM_OPTIONS },
};

/* Members of a message that only replies leave behind; a server names them with
 * the path to them. */
static const char *const replay_members[] = {
  "reasoning_details", "reasoning_content", "annotations",
};

struct _SyQuirks
{
  GObject     parent_instance;

  GHashTable *quirks;
};

G_DEFINE_FINAL_TYPE (SyQuirks, sy_quirks, G_TYPE_OBJECT)

/* No origin has a space in it. */
static char *
make_place (const char *origin,
            const char *model_id)
{
  return g_strdup_printf ("%s %s", origin, model_id);
}

static guint
quirk_of (const char *parameter)
{
  if (parameter == NULL)
    return 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_str_equal (rows[i].parameter, parameter))
        return rows[i].quirk;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (replay_members); i++)
    {
      if (g_str_has_prefix (parameter, "messages") &&
          g_str_has_suffix (parameter, replay_members[i]))
        return SY_QUIRK_NO_REPLAY;
    }

  return 0;
}

static guint
get_quirks (SyQuirks   *self,
            const char *place)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->quirks, place));
}

static void
sy_quirks_finalize (GObject *object)
{
  SyQuirks *self = SY_QUIRKS (object);

  g_hash_table_unref (self->quirks);

  G_OBJECT_CLASS (sy_quirks_parent_class)->finalize (object);
}

static void
sy_quirks_class_init (SyQuirksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sy_quirks_finalize;
}

static void
sy_quirks_init (SyQuirks *self)
{
  self->quirks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sy_quirks_new:
 *
 * What servers were found to refuse while the program runs.
 *
 * Returns: (transfer full): nothing known yet
 */
SyQuirks *
sy_quirks_new (void)
{
  return g_object_new (SY_TYPE_QUIRKS, NULL);
}

/**
 * sy_quirks_learn:
 * @self: what is known
 * @origin: whom the request went to
 * @model_id: the model that was asked
 * @error: (nullable): what came of it
 *
 * Remembers what @error says this model does not take.  OpenAI's reasoning models
 * refuse "temperature" and "max_tokens", which no list of theirs tells.
 *
 * Returns: whether that was news, so that asking again makes sense
 */
gboolean
sy_quirks_learn (SyQuirks     *self,
                 const char   *origin,
                 const char   *model_id,
                 const GError *error)
{
  g_autofree char *place = NULL;
  guint known;
  guint quirk;

  g_return_val_if_fail (SY_IS_QUIRKS (self), FALSE);
  g_return_val_if_fail (origin != NULL, FALSE);
  g_return_val_if_fail (model_id != NULL, FALSE);

  if (!g_error_matches (error, SY_ERROR, SY_ERROR_PARAMETER))
    return FALSE;

  place = make_place (origin, model_id);
  known = get_quirks (self, place);
  quirk = quirk_of (sy_error_get_facts (error).parameter);
  if ((known | quirk) == known)
    return FALSE;

  g_hash_table_replace (self->quirks, g_steal_pointer (&place), GUINT_TO_POINTER (known | quirk));

  return TRUE;
}

/**
 * sy_quirks_apply:
 * @self: what is known
 * @origin: whom the request goes to
 * @model_id: the model that is asked
 * @request: gets the flags of what it must not send
 */
void
sy_quirks_apply (SyQuirks   *self,
                 const char *origin,
                 const char *model_id,
                 SyRequest  *request)
{
  g_autofree char *place = NULL;

  g_return_if_fail (SY_IS_QUIRKS (self));
  g_return_if_fail (origin != NULL);
  g_return_if_fail (model_id != NULL);
  g_return_if_fail (request != NULL);

  place = make_place (origin, model_id);
  request->quirks |= get_quirks (self, place);
}
