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

#define MAX_TEMPERATURE 2.0
#define MAX_TOP_P       1.0
#define MAX_TOKENS      G_GINT64_CONSTANT (100000000)
#define MAX_EFFORT      16

G_DEFINE_BOXED_TYPE (SySampling, sy_sampling, sy_sampling_copy, sy_sampling_free)

static gboolean
equal_double (double a,
              double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

static double
read_double (JsonObject *object,
             const char *member,
             double      maximum)
{
  double value;

  if (!sy_json_get_double (object, member, &value))
    return NAN;

  return isfinite (value) && value >= 0 && value <= maximum ? value : NAN;
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
  gint64 max_tokens;

  if (object == NULL)
    return self;

  self->temperature = read_double (object, "temperature", MAX_TEMPERATURE);
  self->top_p = read_double (object, "top-p", MAX_TOP_P);
  max_tokens = sy_json_get_int (object, "max-tokens", 0);
  if (max_tokens > 0 && max_tokens <= MAX_TOKENS)
    self->max_tokens = max_tokens;
  if (is_effort (sy_json_get_string (object, "effort")))
    self->effort = sy_json_dup_string (object, "effort");

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
