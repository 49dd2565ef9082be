/* sy-model-redact.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-redact"

#include "config.h"

#include "sy-model-redact.h"

#include "sy-model-clean.h"

typedef char *(*CleanFunc) (const char *text);

/* A model in the making: @facts has what is kept, the rest what some of it was replaced
 * with.
 */
typedef struct
{
  SyRedact     *redact;
  SyModelFacts  facts;
  gboolean      is_changed;
  char         *name;
  char         *description;
  char         *knowledge_cutoff;
  char         *alias_name;
  GStrv         parameters;
  GStrv         efforts;
} Job;

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->name, g_free);
  g_clear_pointer (&job->description, g_free);
  g_clear_pointer (&job->knowledge_cutoff, g_free);
  g_clear_pointer (&job->alias_name, g_free);
  g_clear_pointer (&job->parameters, g_strfreev);
  g_clear_pointer (&job->efforts, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

/* Returns: (transfer full) (nullable): @text without keys; %NULL when there were none */
static char *
mask (SyRedact   *redact,
      const char *text)
{
  g_autofree char *masked = sy_redact_text (redact, text, -1);

  return g_str_equal (masked, text) ? NULL : g_steal_pointer (&masked);
}

static gboolean
has_key (SyRedact   *redact,
         const char *text)
{
  g_autofree char *masked = mask (redact, text);

  return masked != NULL;
}

/* A mask can be longer than what it hides. */
static void
mask_text (Job         *job,
           const char **member,
           char       **kept,
           CleanFunc    clean)
{
  g_autofree char *masked = *member != NULL ? mask (job->redact, *member) : NULL;

  if (masked == NULL)
    return;

  *member = *kept = clean (masked);
  job->is_changed = TRUE;
}

static void
mask_name (Job *job)
{
  g_autofree char *masked = mask (job->redact, job->facts.name);

  if (masked == NULL)
    return;

  job->facts.name = job->name = sy_model_clean_dup_name (masked, job->facts.id);
  job->is_changed = TRUE;
}

/* An id, a date or a word of an interface is of no use with a mask in it. */
static void
drop_text (Job         *job,
           const char **member)
{
  if (*member == NULL || !has_key (job->redact, *member))
    return;

  *member = NULL;
  job->is_changed = TRUE;
}

static GStrv
dup_without_keys (SyRedact          *redact,
                  const char *const *words)
{
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!has_key (redact, words[i]))
        g_strv_builder_add (kept, words[i]);
    }

  return g_strv_builder_end (kept);
}

static void
drop_words (Job                *job,
            const char *const **member,
            GStrv              *kept)
{
  g_autofree char *all = *member != NULL ? g_strjoinv ("\n", (GStrv) *member) : NULL;

  if (all == NULL || !has_key (job->redact, all))
    return;

  *kept = dup_without_keys (job->redact, *member);
  *member = (const char *const *) *kept;
  job->is_changed = TRUE;
}

static void
redact_facts (Job *job)
{
  SyModelFacts *facts = &job->facts;

  mask_name (job);
  mask_text (job, &facts->description, &job->description, sy_model_clean_dup_text);
  mask_text (job, &facts->knowledge_cutoff, &job->knowledge_cutoff, sy_model_clean_dup_line);
  mask_text (job, &facts->alias_name, &job->alias_name, sy_model_clean_dup_line);
  drop_text (job, &facts->default_effort);
  drop_text (job, &facts->retires_on);
  drop_text (job, &facts->alias_target);
  drop_words (job, &facts->parameters, &job->parameters);
  drop_words (job, &facts->efforts, &job->efforts);

  if (facts->alias_target == NULL)
    facts->alias_name = NULL;
}

/**
 * sy_model_redact:
 * @model: a model that sy_model_parser_parse() gave
 * @redact: knows the keys
 *
 * A server could put the key it was sent into its list: what people read of it is masked,
 * what is sent is left out.  May be called in any thread.
 *
 * Returns: (transfer full) (nullable): the model without keys, the same where it had none;
 *   %NULL when its id is or has one
 */
SyModel *
sy_model_redact (SyModel  *model,
                 SyRedact *redact)
{
  g_auto(Job) job = { NULL };

  g_return_val_if_fail (SY_IS_MODEL (model), NULL);
  g_return_val_if_fail (SY_IS_REDACT (redact), NULL);

  if (has_key (redact, sy_model_get_id (model)))
    return NULL;

  job.redact = redact;
  job.facts = *sy_model_get_facts (model);
  redact_facts (&job);

  return job.is_changed ? sy_model_new (&job.facts) : g_object_ref (model);
}
