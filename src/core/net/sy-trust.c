/* sy-trust.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-trust"

#include "config.h"

#include "sy-trust.h"

#include "sy-json.h"
#include "sy-url.h"

#include <string.h>

/* A SHA-256 in hex with a colon between two bytes */
#define FINGERPRINT_LENGTH (32 * 3 - 1)

/* What was decided about one origin. */
typedef struct
{
  char     *certificate;
  gboolean  plain;
} Decision;

struct _SyTrust
{
  GObject     parent_instance;

  GHashTable *decisions;
};

G_DEFINE_FINAL_TYPE (SyTrust, sy_trust, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_free (decision->certificate);
  g_free (decision);
}

static Decision *
ensure_decision (SyTrust    *self,
                 const char *origin)
{
  Decision *decision = g_hash_table_lookup (self->decisions, origin);

  if (decision == NULL)
    {
      decision = g_new0 (Decision, 1);
      g_hash_table_insert (self->decisions, g_strdup (origin), decision);
    }

  return decision;
}

static gboolean
is_fingerprint (const char *text)
{
  if (strlen (text) != FINGERPRINT_LENGTH)
    return FALSE;

  for (gsize i = 0; i < FINGERPRINT_LENGTH; i++)
    {
      if (i % 3 == 2 ? text[i] != ':'
                     : !g_ascii_isxdigit (text[i]) || g_ascii_islower (text[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_origin (const char *text)
{
  g_autofree char *origin = sy_url_dup_origin (text);

  return origin != NULL && g_str_equal (origin, text);
}

static void
read_member (SyTrust    *self,
             const char *origin,
             JsonObject *object)
{
  const char *certificate = sy_json_get_string (object, "certificate");

  if (!is_origin (origin))
    return;

  if (sy_url_is_insecure (origin) && sy_json_get_boolean (object, "plain", FALSE))
    ensure_decision (self, origin)->plain = TRUE;

  if (certificate != NULL && is_fingerprint (certificate))
    g_set_str (&ensure_decision (self, origin)->certificate, certificate);
}

static JsonObject *
decision_to_json (const Decision *decision)
{
  JsonObject *object = json_object_new ();

  if (decision->plain)
    json_object_set_boolean_member (object, "plain", TRUE);

  if (decision->certificate != NULL)
    json_object_set_string_member (object, "certificate", decision->certificate);

  return object;
}

static void
sy_trust_finalize (GObject *object)
{
  SyTrust *self = SY_TRUST (object);

  g_clear_pointer (&self->decisions, g_hash_table_unref);

  G_OBJECT_CLASS (sy_trust_parent_class)->finalize (object);
}

static void
sy_trust_class_init (SyTrustClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sy_trust_finalize;

  /**
   * SyTrust::changed:
   * @self: the trust
   *
   * A person decided something.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
sy_trust_init (SyTrust *self)
{
  self->decisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, decision_free);
}

/**
 * sy_trust_new:
 *
 * Returns: (transfer full): what a person decided about servers: nothing so far
 */
SyTrust *
sy_trust_new (void)
{
  return g_object_new (SY_TYPE_TRUST, NULL);
}

/**
 * sy_trust_get_allows_plain:
 * @self: the trust
 * @origin: a result of sy_url_dup_origin()
 *
 * Returns: whether everything may be sent to @origin unencrypted
 */
gboolean
sy_trust_get_allows_plain (SyTrust    *self,
                           const char *origin)
{
  const Decision *decision = NULL;

  g_return_val_if_fail (SY_IS_TRUST (self), FALSE);
  g_return_val_if_fail (origin != NULL, FALSE);

  decision = g_hash_table_lookup (self->decisions, origin);

  return decision != NULL && decision->plain;
}

/**
 * sy_trust_allow_plain:
 * @self: the trust
 * @origin: a plain http origin beyond loopback, of sy_url_dup_origin()
 *
 * From now on everything may be sent to @origin unencrypted.
 */
void
sy_trust_allow_plain (SyTrust    *self,
                      const char *origin)
{
  Decision *decision = NULL;

  g_return_if_fail (SY_IS_TRUST (self));
  g_return_if_fail (origin != NULL && is_origin (origin));

  decision = ensure_decision (self, origin);

  if (decision->plain)
    return;

  decision->plain = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sy_trust_get_certificate:
 * @self: the trust
 * @origin: a result of sy_url_dup_origin()
 *
 * Returns: (transfer none) (nullable): the SHA-256 fingerprint of the certificate that
 *   is trusted for @origin, in hex in upper case with colons
 */
const char *
sy_trust_get_certificate (SyTrust    *self,
                          const char *origin)
{
  const Decision *decision = NULL;

  g_return_val_if_fail (SY_IS_TRUST (self), NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  decision = g_hash_table_lookup (self->decisions, origin);

  return decision != NULL ? decision->certificate : NULL;
}

/**
 * sy_trust_set_certificate:
 * @self: the trust
 * @origin: an https origin, of sy_url_dup_origin()
 * @fingerprint: SHA-256 of a certificate, as #SyErrorFacts has it
 *
 * From now on this certificate is trusted for @origin, and the one before no more.
 */
void
sy_trust_set_certificate (SyTrust    *self,
                          const char *origin,
                          const char *fingerprint)
{
  g_return_if_fail (SY_IS_TRUST (self));
  g_return_if_fail (origin != NULL && is_origin (origin));
  g_return_if_fail (fingerprint != NULL && is_fingerprint (fingerprint));
  g_return_if_fail (g_str_has_prefix (origin, "https://"));

  if (g_set_str (&ensure_decision (self, origin)->certificate, fingerprint))
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sy_trust_to_json:
 * @self: the trust
 *
 * Returns: (transfer full) (nullable): an object for sy_trust_read_json(), %NULL when
 *   nothing was decided
 */
JsonNode *
sy_trust_to_json (SyTrust *self)
{
  g_autoptr(GList) origins = NULL;
  JsonObject *object = NULL;
  JsonNode *node = NULL;

  g_return_val_if_fail (SY_IS_TRUST (self), NULL);

  if (g_hash_table_size (self->decisions) == 0)
    return NULL;

  object = json_object_new ();
  origins = g_list_sort (g_hash_table_get_keys (self->decisions), (GCompareFunc) strcmp);

  for (const GList *l = origins; l != NULL; l = l->next)
    json_object_set_object_member (object, l->data,
                                   decision_to_json (g_hash_table_lookup (self->decisions,
                                                                          l->data)));

  node = json_node_alloc ();
  json_node_init_object (node, object);
  json_object_unref (object);

  return node;
}

/**
 * sy_trust_read_json:
 * @self: the trust
 * @node: (nullable): what a file has for sy_trust_to_json()
 *
 * Replaces all decisions.  What is not understood is skipped; nothing is notified.
 */
void
sy_trust_read_json (SyTrust  *self,
                    JsonNode *node)
{
  JsonObject *object = NULL;
  JsonObjectIter iter;
  const char *origin = NULL;
  JsonNode *member = NULL;

  g_return_if_fail (SY_IS_TRUST (self));

  g_hash_table_remove_all (self->decisions);

  if (node == NULL || (object = sy_json_node_object (node)) == NULL)
    return;

  json_object_iter_init (&iter, object);

  while (json_object_iter_next (&iter, &origin, &member))
    {
      JsonObject *decision = sy_json_node_object (member);

      if (decision != NULL)
        read_member (self, origin, decision);
    }
}
