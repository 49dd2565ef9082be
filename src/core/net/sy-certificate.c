/* sy-certificate.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-certificate"

#include "config.h"

#include "sy-certificate.h"

#include "sy-utf8.h"

/* A name is anything a server puts there. */
#define MAX_ISSUER_CHARS 200

/**
 * sy_certificate_dup_fingerprint:
 * @certificate: a certificate
 *
 * Returns: (transfer full) (nullable): the SHA-256 of its DER form, in hex in upper
 *   case with a colon between two bytes, as browsers show it; %NULL when it has none
 */
char *
sy_certificate_dup_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;
  g_autofree char *hex = NULL;
  g_autoptr(GString) text = NULL;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  g_object_get (certificate, "certificate", &der, NULL);

  if (der == NULL || der->len == 0)
    return NULL;

  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  text = g_string_new (NULL);

  for (const char *p = hex; *p != '\0'; p += 2)
    g_string_append_printf (text, "%s%c%c", p == hex ? "" : ":",
                            g_ascii_toupper (p[0]), g_ascii_toupper (p[1]));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * sy_certificate_dup_issuer:
 * @certificate: a certificate
 *
 * Returns: (transfer full) (nullable): who signed it, "CN=box,O=Home", in one line of
 *   bounded length
 */
char *
sy_certificate_dup_issuer (GTlsCertificate *certificate)
{
  g_autofree char *name = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  name = g_tls_certificate_get_issuer_name (certificate);

  if (name == NULL)
    return NULL;

  line = sy_utf8_clean_line (name);

  return sy_utf8_ellipsize (line, MAX_ISSUER_CHARS);
}
