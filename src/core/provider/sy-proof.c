/* sy-proof.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-proof"

#include "config.h"

#include "sy-proof.h"

#define MAX_REFUSED 8

static void
read_refused (SyProof   *self,
              JsonArray *statuses)
{
  guint length = statuses != NULL ? MIN (json_array_get_length (statuses), MAX_REFUSED) : 0;

  self->refused = g_new0 (guint, length);
  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (statuses, i);

      if (json_node_get_value_type (node) == G_TYPE_INT64)
        self->refused[self->n_refused++] = (guint) CLAMP (json_node_get_int (node), 0, 999);
    }
}

/**
 * sy_proof_read:
 * @self: an empty proof
 * @row: (nullable): the member "proof" of a preset
 */
void
sy_proof_read (SyProof    *self,
               JsonObject *row)
{
  const char *path;

  g_return_if_fail (self != NULL);

  path = row != NULL ? sy_json_get_string (row, "path") : NULL;
  if (path == NULL || *path == '\0')
    return;

  self->path = g_strdup (path);
  self->with_key = sy_json_get_boolean (row, "key", FALSE);
  read_refused (self, sy_json_get_array (row, "refused"));
}

/**
 * sy_proof_clear:
 * @self: a proof; empty afterwards
 */
void
sy_proof_clear (SyProof *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->refused, g_free);
  self->n_refused = 0;
  self->with_key = FALSE;
}

/**
 * sy_proof_is_refusal:
 * @self: a proof
 * @status: of an answer
 *
 * Returns: whether it says that the key is not accepted
 */
gboolean
sy_proof_is_refusal (const SyProof *self,
                     guint          status)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_refused; i++)
    {
      if (self->refused[i] == status)
        return TRUE;
    }

  return FALSE;
}
