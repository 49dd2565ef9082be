/* sy-demo-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-server"

#include "config.h"

#include "sy-demo-server.h"

#include "sy-demo-catalog.h"
#include "sy-demo-endpoints.h"
#include "sy-demo-error.h"
#include "sy-demo-reply.h"
#include "sy-demo-script.h"
#include "sy-json.h"
#include "sy-utf8.h"

#include <libsoup/soup.h>
#include <string.h>

#define MAX_REQUEST (16 * 1024 * 1024)
#define MAX_NAME    100

#define MODELS    "/models"
#define ENDPOINTS "/endpoints"

/* All the thread works with; nothing of it is touched from outside while it runs,
 * except that a source is attached to the context to end it. */
typedef struct
{
  GMainContext *context;
  GMainLoop    *loop;
  SoupServer   *soup;
  char         *root;
  char         *path;

  /* How often each model was asked that fails only some times. */
  GHashTable   *n_asked;
} Service;

struct _SyDemoServer
{
  GObject  parent_instance;

  char    *prefix;
  char    *base;
  Service *service;
  GThread *thread;
};

G_DEFINE_FINAL_TYPE (SyDemoServer, sy_demo_server, G_TYPE_OBJECT)

static void
service_free (Service *service)
{
  g_clear_object (&service->soup);
  g_clear_pointer (&service->loop, g_main_loop_unref);
  g_clear_pointer (&service->context, g_main_context_unref);
  g_hash_table_unref (service->n_asked);
  g_free (service->root);
  g_free (service->path);
  g_free (service);
}

static void
refuse (SoupServerMessage *message,
        guint              status,
        const char        *reason)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  char *json;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "code");
  json_builder_add_int_value (builder, status);
  json_builder_set_member_name (builder, "message");
  json_builder_add_string_value (builder, reason);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE,
                                    json, strlen (json));
}

static void
refuse_size (SoupServerMessage *message)
{
  /* The rest is still read, for the client to get to the answer, but not kept. */
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  refuse (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "The request is too large");
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  gsize *n_bytes = g_object_get_data (G_OBJECT (message), "sy-demo-server-bytes");

  if (*n_bytes > MAX_REQUEST)
    return;

  *n_bytes += g_bytes_get_size (chunk);
  if (*n_bytes > MAX_REQUEST)
    refuse_size (message);
}

static void
early_cb (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_content_length (headers) > MAX_REQUEST)
    {
      refuse_size (message);
      return;
    }

  /* A body in chunks does not say its length before. */
  g_object_set_data_full (G_OBJECT (message), "sy-demo-server-bytes", g_new0 (gsize, 1), g_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}

static void
not_found_cb (SoupServer        *soup,
              SoupServerMessage *message,
              const char        *path,
              GHashTable        *query,
              gpointer           user_data)
{
  refuse (message, SOUP_STATUS_NOT_FOUND, "There is nothing at this address");
}

static gint64
read_max_tokens (JsonObject *request)
{
  gint64 n_tokens = sy_json_get_int (request, "max_tokens", -1);

  return sy_json_get_int (request, "max_completion_tokens", n_tokens);
}

/* After the answer it starts again, so that it can be seen again. */
static gboolean
is_turn_of_error (Service            *service,
                  const SyDemoScript *script)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (service->n_asked, script->model));

  g_hash_table_insert (service->n_asked, (gpointer) script->model,
                       GUINT_TO_POINTER ((n + 1) % (script->n_errors + 1)));

  return n < script->n_errors;
}

static gboolean
meets_error (Service            *service,
             const SyDemoScript *script,
             JsonObject         *request)
{
  gint64 n_tokens = read_max_tokens (request);

  if (script->error == NULL)
    return FALSE;
  if (script->unwanted != NULL)
    return json_object_has_member (request, script->unwanted);
  if (script->affordable > 0)
    return n_tokens < 0 || n_tokens > script->affordable;

  return script->n_errors == 0 || is_turn_of_error (service, script);
}

static void
play (Service            *service,
      const SyDemoScript *script,
      JsonObject         *request,
      SoupServerMessage  *message)
{
  if (meets_error (service, script, request))
    sy_demo_error_send (sy_demo_error_find (script->error), read_max_tokens (request), message);
  else
    sy_demo_reply_send (script, request, message);
}

static void
complete (Service           *service,
          SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *name = NULL;
  g_autofree char *reason = NULL;
  JsonObject *request;
  const SyDemoScript *script;
  const char *model;

  root = sy_json_parse (g_bytes_get_data (bytes, NULL),
                        (gssize) g_bytes_get_size (bytes), NULL);
  request = sy_json_node_object (root);
  model = sy_json_get_string (request, "model");

  if (model == NULL)
    {
      refuse (message, SOUP_STATUS_BAD_REQUEST, "The request names no model");
      return;
    }

  script = sy_demo_script_find (model);
  if (script != NULL)
    {
      play (service, script, request, message);
      return;
    }

  name = sy_utf8_ellipsize (model, MAX_NAME);
  reason = g_strdup_printf ("The demo has no model %s", name);
  refuse (message, SOUP_STATUS_NOT_FOUND, reason);
}

static void
completions_cb (SoupServer        *soup,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query,
                gpointer           user_data)
{
  Service *service = user_data;

  /* libsoup sends whatever is below a path to the path's handler. */
  if (g_str_equal (path, service->path) &&
      soup_server_message_get_method (message) == SOUP_METHOD_POST)
    complete (service, message);
  else
    not_found_cb (soup, message, path, query, NULL);
}

/* "/models/demo/markdown-tour/endpoints"; libsoup has taken "%40" and the like apart. */
static char *
write_endpoints (const char *name)
{
  const char *id = name + strlen (MODELS "/");
  g_autofree char *model = NULL;

  if (!g_str_has_prefix (name, MODELS "/") || !g_str_has_suffix (id, ENDPOINTS))
    return NULL;

  model = g_strndup (id, strlen (id) - strlen (ENDPOINTS));

  return sy_demo_endpoints_write (model);
}

/* What can be read, whatever key comes along. */
static char *
write_document (Service    *service,
                const char *path)
{
  const char *name = path + strlen (service->root);

  if (g_str_equal (name, MODELS))
    return sy_demo_catalog_write_models ();
  if (g_str_equal (name, "/key"))
    return sy_demo_catalog_write_key ();

  return write_endpoints (name);
}

/* Takes @json.  Who has it already is not sent it again. */
static void
send_document (SoupServerMessage *message,
               char              *json)
{
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *response = soup_server_message_get_response_headers (message);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", digest);
  const char *known = soup_message_headers_get_one (request, "If-None-Match");

  soup_message_headers_replace (response, "ETag", etag);

  if (g_strcmp0 (known, etag) == 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      g_free (json);
      return;
    }

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE,
                                    json, strlen (json));
}

static void
documents_cb (SoupServer        *soup,
              SoupServerMessage *message,
              const char        *path,
              GHashTable        *query,
              gpointer           user_data)
{
  Service *service = user_data;
  char *json = NULL;

  if (soup_server_message_get_method (message) == SOUP_METHOD_GET)
    json = write_document (service, path);

  if (json != NULL)
    send_document (message, json);
  else
    not_found_cb (soup, message, path, query, NULL);
}

static gboolean
quit_cb (gpointer user_data)
{
  Service *service = user_data;

  g_main_loop_quit (service->loop);

  return G_SOURCE_REMOVE;
}

static gpointer
serve (gpointer data)
{
  Service *service = data;

  g_main_context_push_thread_default (service->context);
  g_main_loop_run (service->loop);

  /* Closing the connections ends their replies; what they leave for later is
   * done here, because nobody comes back to this context. */
  soup_server_disconnect (service->soup);
  while (g_main_context_iteration (service->context, FALSE))
    ;

  g_clear_object (&service->soup);
  g_main_context_pop_thread_default (service->context);

  return NULL;
}

static Service *
service_new (const char *prefix)
{
  Service *service = g_new0 (Service, 1);

  service->n_asked = g_hash_table_new (g_str_hash, g_str_equal);
  service->root = g_strdup_printf ("/%s", prefix);
  service->path = g_strdup_printf ("/%s/chat/completions", prefix);
  service->context = g_main_context_new ();
  service->loop = g_main_loop_new (service->context, FALSE);
  service->soup = soup_server_new ("server-header", "Sythoria-Demo", NULL);

  soup_server_add_early_handler (service->soup, NULL, early_cb, NULL, NULL);
  soup_server_add_handler (service->soup, NULL, not_found_cb, NULL, NULL);
  soup_server_add_early_handler (service->soup, service->root, early_cb, NULL, NULL);
  soup_server_add_handler (service->soup, service->root, documents_cb, service, NULL);
  soup_server_add_early_handler (service->soup, service->path, early_cb, NULL, NULL);
  soup_server_add_handler (service->soup, service->path, completions_cb, service, NULL);

  return service;
}

/* The thread serves what was opened while its context was the default one. */
static gboolean
listen_local (Service  *service,
              GError  **error)
{
  gboolean listening;

  g_main_context_push_thread_default (service->context);
  listening = soup_server_listen_local (service->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error);
  g_main_context_pop_thread_default (service->context);

  return listening;
}

static guint
get_port (Service *service)
{
  GSList *uris = soup_server_get_uris (service->soup);
  guint port = (guint) g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return port;
}

static void
sy_demo_server_dispose (GObject *object)
{
  SyDemoServer *self = SY_DEMO_SERVER (object);

  sy_demo_server_stop (self);

  G_OBJECT_CLASS (sy_demo_server_parent_class)->dispose (object);
}

static void
sy_demo_server_finalize (GObject *object)
{
  SyDemoServer *self = SY_DEMO_SERVER (object);

  g_free (self->prefix);

  G_OBJECT_CLASS (sy_demo_server_parent_class)->finalize (object);
}

static void
sy_demo_server_class_init (SyDemoServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_demo_server_dispose;
  object_class->finalize = sy_demo_server_finalize;
}

static void
sy_demo_server_init (SyDemoServer *self)
{
}

/**
 * sy_demo_server_new:
 * @prefix: the first part of the path, of letters and digits; a random one keeps
 *   other programs of this machine out
 *
 * Creates a server that speaks the OpenAI Chat Completions format as OpenRouter
 * does, with scripted models.  It does not listen yet.
 *
 * Returns: (transfer full): a new server
 */
SyDemoServer *
sy_demo_server_new (const char *prefix)
{
  SyDemoServer *self;

  g_return_val_if_fail (prefix != NULL && *prefix != '\0', NULL);

  self = g_object_new (SY_TYPE_DEMO_SERVER, NULL);
  self->prefix = g_strdup (prefix);

  return self;
}

/**
 * sy_demo_server_start:
 * @self: a server that is not running
 * @error: return location for an error
 *
 * Listens on a free port of 127.0.0.1 and answers in a thread of its own, until
 * sy_demo_server_stop().
 *
 * Returns: whether it is running; sy_demo_server_get_base() is where
 */
gboolean
sy_demo_server_start (SyDemoServer  *self,
                      GError       **error)
{
  Service *service;

  g_return_val_if_fail (SY_IS_DEMO_SERVER (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  service = service_new (self->prefix);

  if (!listen_local (service, error))
    {
      service_free (service);
      return FALSE;
    }

  self->base = g_strdup_printf ("http://127.0.0.1:%u/%s/", get_port (service), self->prefix);
  self->service = service;
  self->thread = g_thread_new ("sy-demo-server", serve, service);

  return TRUE;
}

/**
 * sy_demo_server_stop:
 * @self: a server
 *
 * Ends all replies and the thread.  Does nothing when it is not running.
 */
void
sy_demo_server_stop (SyDemoServer *self)
{
  g_autoptr(GSource) quit = NULL;

  g_return_if_fail (SY_IS_DEMO_SERVER (self));

  if (self->thread == NULL)
    return;

  /* Not g_main_loop_quit(): before the thread has come to run the loop, that
   * would be forgotten. */
  quit = g_idle_source_new ();
  g_source_set_priority (quit, G_PRIORITY_HIGH);
  g_source_set_callback (quit, quit_cb, self->service, NULL);
  g_source_attach (quit, self->service->context);

  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->service, service_free);
  g_clear_pointer (&self->base, g_free);
}

/**
 * sy_demo_server_get_base:
 * @self: a server
 *
 * Returns: (transfer none) (nullable): the API base, ending in a slash; %NULL
 *   when the server is not running
 */
const char *
sy_demo_server_get_base (SyDemoServer *self)
{
  g_return_val_if_fail (SY_IS_DEMO_SERVER (self), NULL);

  return self->base;
}
