/* sy-url.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-url"

#include "config.h"

#include "sy-url.h"

#include "sy-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* The API base of the Demo: an address that no program can listen on. */
#define WORD_SCHEME "demo"

/* Path and query stay as they were written, but for characters that cannot be in
 * an address.
 */
#define URI_FLAGS G_URI_FLAGS_ENCODED

typedef struct
{
  const char *host;
  const char *found;
  const char *meant;
} BasePath;

/* People paste the address of the front page. */
static const BasePath base_paths[] = {
  { "openrouter.ai", "", "/api/v1" },
  { "openrouter.ai", "/api", "/api/v1" },
  { "api.openai.com", "", "/v1" },
};

/* Longer ones before those they end with. */
static const char * const endpoints[] = {
  "chat/completions",
  "completions",
  "embeddings",
  "messages",
  "models",
  "responses",
};

static void
set_invalid (GError     **error,
             const char  *message)
{
  g_set_error_literal (error, SY_ERROR, SY_ERROR_INVALID_URL, message);
}

/* "demo:" and the addresses below it, which only SyHttp sees. */
static gboolean
is_word (const char *text)
{
  return g_ascii_strncasecmp (text, WORD_SCHEME ":", strlen (WORD_SCHEME ":")) == 0;
}

static gboolean
has_blank_or_control (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (g_ascii_isspace (*text) || g_ascii_iscntrl (*text))
        return TRUE;
    }

  return FALSE;
}

/* A host name or address in the one way it is written, NULL when it is none: GUri
 * also lets "%2f" and the like through.
 */
static char *
normalize_host (const char *host)
{
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;

  if (strchr (host, ':') != NULL)
    {
      g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

      return address != NULL ? g_inet_address_to_string (address) : NULL;
    }

  ascii = g_hostname_to_ascii (host);

  if (ascii == NULL)
    return NULL;

  lower = g_ascii_strdown (ascii, -1);

  if (lower[0] == '\0' || lower[0] == '.' || strstr (lower, "..") != NULL ||
      lower[strspn (lower, "abcdefghijklmnopqrstuvwxyz0123456789.-_")] != '\0')
    return NULL;

  return g_steal_pointer (&lower);
}

static int
normalize_port (const char *scheme,
                int         port)
{
  int standard = g_str_equal (scheme, "https") ? 443 : 80;

  return port == standard ? -1 : port;
}

static gboolean
check_parts (GUri    *uri,
             GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    set_invalid (error, _("The address must begin with https:// or http://"));
  else if (g_uri_get_userinfo (uri) != NULL)
    set_invalid (error, _("The address must not contain a user name or a password"));
  else if (g_uri_get_fragment (uri) != NULL)
    set_invalid (error, _("The address must not contain a “#”"));
  else
    return TRUE;

  return FALSE;
}

/* An http or https address with host and port in the one way they are written. */
static GUri *
parse_address (const char  *text,
               GError     **error)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *host = NULL;
  const char *query = NULL;

  if (!has_blank_or_control (text))
    uri = g_uri_parse (text, URI_FLAGS, NULL);

  if (uri == NULL)
    {
      set_invalid (error, _("This is not a web address like https://host/path"));
      return NULL;
    }

  if (!check_parts (uri, error))
    return NULL;

  if (g_uri_get_host (uri) != NULL)
    host = normalize_host (g_uri_get_host (uri));

  if (host == NULL || g_uri_get_port (uri) == 0)
    {
      set_invalid (error, _("The address does not name a server"));
      return NULL;
    }

  query = g_uri_get_query (uri);

  return g_uri_build (URI_FLAGS,
                      g_uri_get_scheme (uri),
                      NULL,
                      host,
                      normalize_port (g_uri_get_scheme (uri), g_uri_get_port (uri)),
                      g_uri_get_path (uri),
                      query != NULL && *query != '\0' ? query : NULL,
                      NULL);
}

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;
  g_autoptr(GInetAddress) loopback = NULL;

  if (g_str_equal (host, "localhost"))
    return TRUE;

  address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return FALSE;

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return g_inet_address_to_bytes (address)[0] == 127;

  loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);

  return g_inet_address_equal (address, loopback);
}

/* RFC 1918 and RFC 3927 */
static gboolean
is_private_ipv4 (const guint8 *bytes)
{
  return bytes[0] == 10 ||
         (bytes[0] == 172 && (bytes[1] & 0xf0) == 16) ||
         (bytes[0] == 192 && bytes[1] == 168) ||
         (bytes[0] == 169 && bytes[1] == 254);
}

/* fc00::/7 of RFC 4193 and fe80::/10 of RFC 4291 */
static gboolean
is_private_ipv6 (const guint8 *bytes)
{
  return (bytes[0] & 0xfe) == 0xfc || (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80);
}

static gboolean
is_private_host (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  if (is_loopback_host (host) || g_str_has_suffix (host, ".local"))
    return TRUE;

  address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return FALSE;

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return is_private_ipv4 (g_inet_address_to_bytes (address));

  return is_private_ipv6 (g_inet_address_to_bytes (address));
}

/* Cuts "/@segments" off the end of @path. */
static gboolean
strip_segments (GString    *path,
                const char *segments,
                gsize       length)
{
  gsize start;

  if (path->len <= length)
    return FALSE;

  start = path->len - length;

  if (path->str[start - 1] != '/' || strncmp (path->str + start, segments, length) != 0)
    return FALSE;

  g_string_truncate (path, start - 1);

  return TRUE;
}

static void
strip_slashes (GString *path)
{
  while (path->len > 0 && path->str[path->len - 1] == '/')
    g_string_truncate (path, path->len - 1);
}

/* Whether @path ended with an endpoint, its own or another; "/v1/chat" has lost
 * the last path only.
 */
static gboolean
strip_endpoint (GString    *path,
                const char *endpoint)
{
  const char *slash = strchr (endpoint, '/');

  if (strip_segments (path, endpoint, strlen (endpoint)))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      if (strip_segments (path, endpoints[i], strlen (endpoints[i])))
        return TRUE;
    }

  return slash != NULL && strip_segments (path, endpoint, slash - endpoint);
}

static void
complete_base (GString    *path,
               const char *host,
               gboolean    stripped)
{
  for (gsize i = 0; i < G_N_ELEMENTS (base_paths); i++)
    {
      if (g_str_equal (host, base_paths[i].host) && g_str_equal (path->str, base_paths[i].found))
        {
          g_string_assign (path, base_paths[i].meant);
          return;
        }
    }

  if (path->len == 0 && !stripped)
    g_string_assign (path, "/v1");
}

static char *
address_with_endpoint (GUri       *uri,
                       const char *endpoint)
{
  g_autoptr(GString) path = g_string_new (g_uri_get_path (uri));
  gboolean stripped;

  strip_slashes (path);
  stripped = strip_endpoint (path, endpoint);
  strip_slashes (path);
  complete_base (path, g_uri_get_host (uri), stripped);
  g_string_append_c (path, '/');
  g_string_append (path, endpoint);

  return g_uri_join (URI_FLAGS,
                     g_uri_get_scheme (uri),
                     NULL,
                     g_uri_get_host (uri),
                     g_uri_get_port (uri),
                     path->str,
                     g_uri_get_query (uri),
                     NULL);
}

/**
 * sy_url_normalize:
 * @text: an API base as a person typed it
 * @endpoint: the path an API format needs, "chat/completions"
 * @error: return location: %SY_ERROR_INVALID_URL
 *
 * Completes a base without the last path, replaces another endpoint's path, and
 * writes host and port in the one way there is.  The Demo's "demo:" stays as it is.
 * Whether plain http may be used is not decided here: see sy_url_is_insecure().
 *
 * Returns: (transfer full): the address requests go to
 */
char *
sy_url_normalize (const char  *text,
                  const char  *endpoint,
                  GError     **error)
{
  g_autofree char *stripped = NULL;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (endpoint != NULL && *endpoint != '\0', NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  stripped = g_strstrip (g_strdup (text));

  if (g_ascii_strcasecmp (stripped, WORD_SCHEME ":") == 0)
    return g_strdup (WORD_SCHEME ":");

  uri = parse_address (stripped, error);

  if (uri == NULL)
    return NULL;

  return address_with_endpoint (uri, endpoint);
}

/**
 * sy_url_endpoint:
 * @api_base: a result of sy_url_normalize()
 * @endpoint: "chat/completions", or another of the same API: "models"
 *
 * Returns: (transfer full) (nullable): the address of @endpoint: @api_base itself
 *   when it was made for it, "demo:chat/completions" for "demo:"; %NULL when
 *   @api_base is no address
 */
char *
sy_url_endpoint (const char *api_base,
                 const char *endpoint)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (api_base != NULL, NULL);
  g_return_val_if_fail (endpoint != NULL && *endpoint != '\0', NULL);

  if (is_word (api_base))
    return g_strdup_printf (WORD_SCHEME ":%s", endpoint);

  uri = parse_address (api_base, NULL);

  return uri != NULL ? address_with_endpoint (uri, endpoint) : NULL;
}

/**
 * sy_url_dup_origin:
 * @url: an address
 *
 * Returns: (transfer full) (nullable): "https://host" or "https://host:port", the
 *   port only when it is not the scheme's own; "demo:" for the Demo; %NULL when
 *   @url is no address
 */
char *
sy_url_dup_origin (const char *url)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  if (is_word (url))
    return g_strdup (WORD_SCHEME ":");

  uri = parse_address (url, NULL);

  if (uri == NULL)
    return NULL;

  return g_uri_join (URI_FLAGS,
                     g_uri_get_scheme (uri),
                     NULL,
                     g_uri_get_host (uri),
                     g_uri_get_port (uri),
                     "",
                     NULL,
                     NULL);
}

/**
 * sy_url_dup_host:
 * @url: an address
 *
 * Returns: (transfer full) (nullable): the host in lower case, an IPv6 address
 *   without brackets; "demo" for the Demo; %NULL when @url is no address
 */
char *
sy_url_dup_host (const char *url)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  if (is_word (url))
    return g_strdup (WORD_SCHEME);

  uri = parse_address (url, NULL);

  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

/**
 * sy_url_is_loopback:
 * @url: an address
 *
 * Returns: whether it is an http or https address whose host is a literal of
 *   127.0.0.0/8, ::1 or the name localhost, and so cannot leave this computer
 */
gboolean
sy_url_is_loopback (const char *url)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = parse_address (url, NULL);

  return uri != NULL && is_loopback_host (g_uri_get_host (uri));
}

/**
 * sy_url_is_private:
 * @url: an address
 *
 * The networks of RFC 1918, fc00::/7, link-local addresses, names below ".local", and
 * this computer itself: no authority signs certificates for them.
 *
 * Returns: whether it is an http or https address in a network that the public
 *   Internet does not reach
 */
gboolean
sy_url_is_private (const char *url)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = parse_address (url, NULL);

  return uri != NULL && is_private_host (g_uri_get_host (uri));
}

/**
 * sy_url_is_insecure:
 * @url: an address
 *
 * Returns: whether it is a plain http address beyond loopback, so that everything,
 *   the key too, would be sent unencrypted
 */
gboolean
sy_url_is_insecure (const char *url)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = parse_address (url, NULL);

  return uri != NULL &&
         g_str_equal (g_uri_get_scheme (uri), "http") &&
         !is_loopback_host (g_uri_get_host (uri));
}
