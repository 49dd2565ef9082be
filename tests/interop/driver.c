/* driver.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One completion from the command line:
 *
 *   driver [--ca FILE] [--pin ORIGIN FINGERPRINT] PRESETS PRESET API-BASE MODEL MESSAGE...
 *
 * MESSAGEs are of the person and of the model by turns.  The key is the first line of
 * the standard input, an empty one is no key.  Prints each delta and at last the
 * outcome as lines of JSON.
 */

#include "config.h"

#include "sy-completion.h"
#include "sy-error.h"
#include "sy-http.h"
#include "sy-provider.h"
#include "sy-trust.h"

#include <stdio.h>
#include <string.h>

static const char *const kinds[] = {
  [SY_DELTA_TEXT] = "text",
  [SY_DELTA_REASONING] = "reasoning",
  [SY_DELTA_DETAIL] = "detail",
  [SY_DELTA_IMAGE] = "image",
  [SY_DELTA_ANNOTATION] = "annotation",
  [SY_DELTA_TOOL_CALL] = "tool-call",
  [SY_DELTA_USAGE] = "usage",
  [SY_DELTA_SERVED] = "served",
  [SY_DELTA_FINISH] = "finish",
  [SY_DELTA_ERROR] = "error",
};

static void
print_object (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *json = json_to_string (node, FALSE);

  printf ("%s\n", json);
  fflush (stdout);
}

/* Members without a value are left out. */
static void
add_string (JsonObject *object,
            const char *name,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static void
delta_cb (SyCompletion  *completion,
          const SyDelta *delta,
          gpointer       user_data)
{
  g_autoptr(JsonObject) object = json_object_new ();
  const char *kind = delta->kind < G_N_ELEMENTS (kinds) ? kinds[delta->kind] : NULL;

  json_object_set_string_member (object, "delta", kind != NULL ? kind : "another");
  json_object_set_int_member (object, "index", delta->index);
  add_string (object, "text", delta->text);

  if (delta->raw != NULL)
    json_object_set_member (object, "raw", json_node_copy (delta->raw));

  print_object (object);
}

static void
add_error (JsonObject   *object,
           const GError *error)
{
  SyErrorFacts facts = sy_error_get_facts (error);

  json_object_set_boolean_member (object, "ours", error->domain == SY_ERROR);
  json_object_set_int_member (object, "code", error->code);
  json_object_set_int_member (object, "status", facts.status);
  json_object_set_int_member (object, "retry-after", facts.retry_after);
  json_object_set_int_member (object, "tokens", facts.tokens);
  add_string (object, "message", error->message);
  add_string (object, "host", facts.host);
  add_string (object, "certificate", facts.certificate);
  add_string (object, "issuer", facts.issuer);
}

static void
finished_cb (SyCompletion *completion,
             gpointer      user_data)
{
  g_autoptr(JsonObject) object = json_object_new ();
  const SyUsage *usage = sy_completion_get_usage (completion);
  const GError *error = sy_completion_get_error (completion);

  json_object_set_boolean_member (object, "end", TRUE);
  add_string (object, "finish", sy_completion_get_finish_reason (completion));
  add_string (object, "model", sy_completion_get_served_model (completion));

  if (usage != NULL)
    {
      json_object_set_int_member (object, "prompt-tokens", usage->prompt_tokens);
      json_object_set_int_member (object, "completion-tokens", usage->completion_tokens);
      json_object_set_int_member (object, "cost", usage->cost);
    }

  if (error != NULL)
    add_error (object, error);

  print_object (object);
  g_main_loop_quit (user_data);
}

static SyProvider *
make_provider (char *const *arguments)
{
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GListModel) presets = NULL;
  g_autoptr(GError) error = NULL;
  SyPreset *preset = NULL;
  SyProvider *provider = NULL;
  gsize length;

  g_file_get_contents (arguments[0], &contents, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  presets = sy_preset_parse_list (bytes, &error);
  g_assert_no_error (error);
  preset = sy_preset_list_find (presets, arguments[1]);
  g_assert_nonnull (preset);

  provider = sy_provider_new ("interop", preset);
  sy_provider_set_api_base (provider, arguments[2], &error);
  g_assert_no_error (error);

  return provider;
}

static char *
read_key (void)
{
  char line[1024] = "";

  if (fgets (line, sizeof line, stdin) == NULL)
    return NULL;

  g_strchomp (line);

  return *line != '\0' ? g_strdup (line) : NULL;
}

/* Certificates that this program trusts instead of the system's. */
static void
trust (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static void
run (SyTrust      *trusted,
     char *const  *arguments)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(SyClock) clock = sy_clock_new ();
  g_autoptr(SyHttp) http = sy_http_new (clock);
  g_autoptr(SyRedact) redact = sy_redact_new ();
  g_autoptr(SyProvider) provider = make_provider (arguments);
  g_autoptr(SyCompletion) completion = sy_completion_new (http, redact);
  g_autoptr(SyRequest) request = NULL;
  g_autofree char *key = read_key ();

  sy_http_set_trust (http, trusted);
  request = sy_request_new (arguments[3],
                            sy_provider_get_sampling (provider),
                            sy_preset_get_dialect (sy_provider_get_preset (provider)));

  for (gsize i = 4; arguments[i] != NULL; i++)
    sy_request_add_turn (request, i % 2 == 0 ? SY_ROLE_USER : SY_ROLE_ASSISTANT, arguments[i],
                         NULL);

  g_signal_connect (completion, "delta", G_CALLBACK (delta_cb), NULL);
  g_signal_connect (completion, "finished", G_CALLBACK (finished_cb), loop);
  sy_completion_start (completion, provider, key, request);
  g_main_loop_run (loop);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(SyTrust) trusted = sy_trust_new ();
  char **arguments = argv + 1;

  if (arguments[0] != NULL && g_str_equal (arguments[0], "--ca") && arguments[1] != NULL)
    {
      trust (arguments[1]);
      arguments += 2;
    }

  if (arguments[0] != NULL && g_str_equal (arguments[0], "--pin") && argc > 4)
    {
      sy_trust_set_certificate (trusted, arguments[1], arguments[2]);
      arguments += 3;
    }

  if (g_strv_length (arguments) < 5)
    {
      fputs ("driver [--ca FILE] [--pin ORIGIN FINGERPRINT] PRESETS PRESET API-BASE MODEL "
             "MESSAGE...\n", stderr);
      return 2;
    }

  run (trusted, arguments);

  return 0;
}
