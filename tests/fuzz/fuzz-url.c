/* fuzz-url.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person types or pastes as an API base. */

#include "config.h"

#include "fuzz-target.h"
#include "sy-url.h"

#include <string.h>

#define ENDPOINT "chat/completions"

static void
assert_address (const char *url)
{
  g_assert_true (g_str_is_ascii (url));

  for (const char *p = url; *p != '\0'; p++)
    g_assert_false (g_ascii_isspace (*p) || g_ascii_iscntrl (*p));
}

/* What was made once is not changed by making it again. */
static void
assert_stable (const char *base)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *again = sy_url_normalize (base, ENDPOINT, &error);
  g_autofree char *endpoint = sy_url_endpoint (base, "models");

  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, base);
  g_assert_nonnull (endpoint);
  assert_address (endpoint);
}

/* A key belongs to an origin, so there must be one way only to write it. */
static void
assert_origin (const char *base)
{
  g_autofree char *origin = sy_url_dup_origin (base);
  g_autofree char *host = sy_url_dup_host (base);
  g_autofree char *again = NULL;
  g_autofree char *models = sy_url_endpoint (base, "models");
  g_autofree char *of_models = sy_url_dup_origin (models);

  g_assert_nonnull (origin);
  g_assert_nonnull (host);
  g_assert_true (g_str_has_prefix (base, origin));
  g_assert_true (host[0] != '\0' && strchr (host, '/') == NULL && strchr (host, '@') == NULL);
  again = sy_url_dup_origin (origin);
  g_assert_cmpstr (again, ==, origin);
  g_assert_cmpstr (of_models, ==, origin);
}

/* Who sends a key unencrypted, and whose certificate may be trusted. */
static void
assert_kinds (const char *base)
{
  gboolean loopback = sy_url_is_loopback (base);
  gboolean is_http = g_str_has_prefix (base, "http://");

  g_assert_true (sy_url_is_insecure (base) == (is_http && !loopback));
  g_assert_true (!loopback || sy_url_is_private (base));
  g_assert_true (is_http || g_str_has_prefix (base, "https://") || g_str_equal (base, "demo:"));
}

static void
check_normal (const char *base)
{
  assert_address (base);
  assert_stable (base);
  assert_origin (base);
  assert_kinds (base);

  if (!g_str_equal (base, "demo:"))
    {
      g_autoptr(GUri) uri = g_uri_parse (base, G_URI_FLAGS_ENCODED, NULL);

      g_assert_nonnull (uri);
      g_assert_null (g_uri_get_userinfo (uri));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *base = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *host = NULL;
  g_autoptr(GError) error = NULL;

  /* An entry holds nothing else. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  base = sy_url_normalize (text, ENDPOINT, &error);
  g_assert_true ((base == NULL) == (error != NULL));

  if (base != NULL)
    check_normal (base);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));

  origin = sy_url_dup_origin (text);
  host = sy_url_dup_host (text);
  g_assert_true ((origin == NULL) == (host == NULL));
  g_assert_true (host != NULL || !sy_url_is_private (text));

  return 0;
}
