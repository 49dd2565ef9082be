/* sy-sampling.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-sampling"

#include "config.h"

#include "sy-sampling.h"

#include "sy-json.h"

#include <math.h>
#include <string.h>

#define MAX_EFFORT 16

G_DEFINE_BOXED_TYPE (SySampling, sy_sampling, sy_sampling_copy, sy_sampling_free)

static gboolean
equal_double (double a,
              double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

static double
read_double (JsonObject *object,
             const char *member)
{
  double value;

  return sy_json_get_double (object, member, &value) ? value : NAN;
}

static gboolean
is_between (double value,
            double maximum)
{
  return isfinite (value) && value >= 0 && value <= maximum;
}

/* A word of the API: new ones come with new models, so only its shape is checked. */
static gboolean
is_effort (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= MAX_EFFORT &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz") == length;
}

/**
 * sy_sampling_new:
 *
 * Returns: (transfer full): values of which none is set
 */
SySampling *
sy_sampling_new (void)
{
  SySampling *self = g_new0 (SySampling, 1);

  self->temperature = NAN;
  self->top_p = NAN;

  return self;
}

/**
 * sy_sampling_copy:
 * @self: values
 *
 * Returns: (transfer full): the same values
 */
SySampling *
sy_sampling_copy (const SySampling *self)
{
  SySampling *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (SySampling, 1);
  *copy = *self;
  copy->effort = g_strdup (self->effort);

  return copy;
}

/**
 * sy_sampling_free:
 * @self: (transfer full): values
 */
void
sy_sampling_free (SySampling *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->effort);
  g_free (self);
}

/**
 * sy_sampling_equal:
 * @a: values
 * @b: other values
 *
 * Returns: whether the same values are set, to the same
 */
gboolean
sy_sampling_equal (const SySampling *a,
                   const SySampling *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  return equal_double (a->temperature, b->temperature) &&
         equal_double (a->top_p, b->top_p) &&
         a->max_tokens == b->max_tokens &&
         g_strcmp0 (a->effort, b->effort) == 0;
}

/**
 * sy_sampling_is_set:
 * @self: values
 *
 * Returns: whether any of them is set
 */
gboolean
sy_sampling_is_set (const SySampling *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !isnan (self->temperature) || !isnan (self->top_p) ||
         self->max_tokens > 0 || self->effort != NULL;
}

/**
 * sy_sampling_merge:
 * @self: (nullable): values that come first
 * @fallback: (nullable): values for what is not set there
 *
 * Returns: (transfer full): each value of @self that is set, else the one of
 *   @fallback
 */
SySampling *
sy_sampling_merge (const SySampling *self,
                   const SySampling *fallback)
{
  SySampling *merged = self != NULL ? sy_sampling_copy (self) : sy_sampling_new ();

  if (fallback == NULL)
    return merged;

  if (isnan (merged->temperature))
    merged->temperature = fallback->temperature;
  if (isnan (merged->top_p))
    merged->top_p = fallback->top_p;
  if (merged->max_tokens == 0)
    merged->max_tokens = fallback->max_tokens;
  if (merged->effort == NULL)
    merged->effort = g_strdup (fallback->effort);

  return merged;
}

/**
 * sy_sampling_drop_bad:
 * @self: values from outside
 *
 * Makes values that are out of their range values that are not set.
 */
void
sy_sampling_drop_bad (SySampling *self)
{
  g_return_if_fail (self != NULL);

  if (!is_between (self->temperature, SY_SAMPLING_MAX_TEMPERATURE))
    self->temperature = NAN;
  if (!is_between (self->top_p, SY_SAMPLING_MAX_TOP_P))
    self->top_p = NAN;
  if (self->max_tokens < 0 || self->max_tokens > SY_SAMPLING_MAX_TOKENS)
    self->max_tokens = 0;
  if (!is_effort (self->effort))
    g_clear_pointer (&self->effort, g_free);
}

/**
 * sy_sampling_from_json:
 * @object: (nullable): as sy_sampling_to_json() makes it
 *
 * Reads values from a file.  What is missing, of another type or out of its
 * range is not set.
 *
 * Returns: (transfer full): the values
 */
SySampling *
sy_sampling_from_json (JsonObject *object)
{
  SySampling *self = sy_sampling_new ();

  if (object == NULL)
    return self;

  self->temperature = read_double (object, "temperature");
  self->top_p = read_double (object, "top-p");
  self->max_tokens = sy_json_get_int (object, "max-tokens", 0);
  self->effort = sy_json_dup_string (object, "effort");
  sy_sampling_drop_bad (self);

  return self;
}

/**
 * sy_sampling_to_json:
 * @self: values
 *
 * Returns: (transfer full): an object with the values that are set
 */
JsonNode *
sy_sampling_to_json (const SySampling *self)
{
  g_autoptr(JsonObject) object = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  if (!isnan (self->temperature))
    json_object_set_double_member (object, "temperature", self->temperature);
  if (!isnan (self->top_p))
    json_object_set_double_member (object, "top-p", self->top_p);
  if (self->max_tokens > 0)
    json_object_set_int_member (object, "max-tokens", self->max_tokens);
  if (self->effort != NULL)
    json_object_set_string_member (object, "effort", self->effort);

  return json_node_init_object (json_node_alloc (), object);
}
