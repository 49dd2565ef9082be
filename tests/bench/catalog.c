/* catalog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a refresh of a model list costs: how long it keeps the main thread, where everything
 * is drawn, and how much memory the list takes then.  As long and as large as OpenRouter's,
 * over loopback.
 */

#include "bench-support.h"
#include "raw-server.h"
#include "sy-catalog-cache.h"
#include "sy-catalog.h"
#include "sy-http.h"
#include "sy-keyring-memory.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define N_MODELS      450
#define N_BYTES       (750 * 1000)
#define ROUNDS        21
#define MAX_MAIN_MS   2.0
#define MAX_MORE_MB   3.0
#define SECONDS       20

static const char preset[] =
  "{\"presets\":[{\"id\":\"bench\",\"name\":\"Bench\",\"api-base\":\"http://127.0.0.1/v1\","
  "\"format\":\"openai-chat\",\"dialect\":\"generic\",\"key\":\"none\"}]}";

static const char *const words[] = {
  "model", "reasoning", "context", "long", "efficient", "a", "the", "of", "for", "with", "tasks",
  "coding", "agents", "**multilingual**", "instruction", "following", "open", "weights",
  "parameters", "mixture", "experts", "[card](https://example.com/card)", "vision", "documents",
  "and", "improved", "latency", "costs", "production", "research", "`tools`", "structured",
};

/* A text like no other one: what repeats would be compared and packed too easily. */
static void
append_text (GString *json,
             GRand   *rand,
             gsize    length)
{
  gsize end = json->len + length;

  while (json->len < end)
    {
      if (g_rand_int_range (rand, 0, 8) == 0)
        g_string_append_printf (json, "%x ", g_rand_int (rand));
      else
        g_string_append_printf (json, "%s ", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
    }
}

static void
append_head (GString *json,
             GRand   *rand,
             guint    i)
{
  g_string_append_printf (json,
                          "%s{\"id\":\"vendor-%u/family-%u-%08x\",\"canonical_slug\":\"vendor-%u/"
                          "family-%u-2026\",\"hugging_face_id\":\"vendor/family-%u\","
                          "\"name\":\"Vendor %u: Family %u %x\",\"created\":%u,\"description\":\"",
                          i > 0 ? "," : "", i % 50, i, g_rand_int (rand), i % 50, i, i, i % 50, i,
                          g_rand_int (rand), 1700000000 + i * 1000);
}

static void
append_tail (GString *json,
             GRand   *rand,
             guint    i)
{
  g_string_append_printf (json,
                          "\",\"context_length\":%u,\"architecture\":{\"modality\":"
                          "\"text+image->text\",\"input_modalities\":[\"text\",\"image\"],"
                          "\"output_modalities\":[\"text\"],\"tokenizer\":\"Other\","
                          "\"instruct_type\":null},\"pricing\":{\"prompt\":\"0.%08u\","
                          "\"completion\":\"0.%08u\",\"input_cache_read\":\"0.%09u\"},"
                          "\"top_provider\":{\"context_length\":%u,\"max_completion_tokens\":%u,"
                          "\"is_moderated\":false},\"per_request_limits\":null,"
                          "\"supported_parameters\":[\"frequency_penalty\",\"include_reasoning\","
                          "\"logit_bias\",\"max_tokens\",\"presence_penalty\",\"reasoning\","
                          "\"repetition_penalty\",\"response_format\",\"seed\",\"stop\","
                          "\"structured_outputs\",\"temperature\",\"tool_choice\",\"tools\","
                          "\"top_k\",\"top_p\"],\"default_parameters\":{\"temperature\":null,"
                          "\"top_p\":null},\"expiration_date\":null}",
                          8192 + i, 1 + g_rand_int_range (rand, 0, 3000),
                          1 + g_rand_int_range (rand, 0, 9000), 1 + i, 8192 + i, 4096 + i);
}

static GBytes *
write_list (guint n_models,
            gsize n_bytes)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(GString) json = g_string_new ("{\"data\":[");

  for (guint i = 0; i < n_models; i++)
    {
      gsize begin = json->len;
      g_autoptr(GString) tail = g_string_new (NULL);

      append_head (json, rand, i);
      append_tail (tail, rand, i);
      append_text (json, rand, MAX (n_bytes / n_models, json->len - begin + tail->len + 1) -
                               (json->len - begin) - tail->len);
      g_string_append (json, tail->str);
    }

  g_string_append (json, "]}");

  return g_string_free_to_bytes (g_steal_pointer (&json));
}

static GBytes *
pack (GBytes *plain)
{
  g_autoptr(GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  GBytes *packed = g_converter_convert_bytes (G_CONVERTER (gzip), plain, NULL);

  g_assert (packed != NULL);

  return packed;
}

/* Answers @body to whatever is asked. */
static RawServer *
serve (GBytes     *body,
       const char *header)
{
  RawServer *server = raw_server_new ();
  gsize length = g_bytes_get_size (body);
  g_autofree char *head =
    g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%s"
                     "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n\r\n",
                     header, length);
  RawStep steps[] = {
    { RAW_SEND, head },
    { RAW_SEND, g_bytes_get_data (body, NULL), length },
  };

  raw_server_add_script (server, steps, G_N_ELEMENTS (steps));

  return server;
}

static SyCatalog *
new_catalog (const SyCatalogServices *services,
             RawServer               *server)
{
  g_autoptr(GBytes) json = g_bytes_new_static (preset, strlen (preset));
  g_autoptr(GListModel) presets = sy_preset_parse_list (json, NULL);
  g_autoptr(SyProvider) provider = sy_provider_new ("bench", sy_preset_list_find (presets, "bench"));
  g_autofree char *url = raw_server_dup_url (server, "/v1");

  if (!sy_provider_set_api_base (provider, url, NULL))
    g_error ("%s is no API base", url);

  return sy_catalog_new (provider, services);
}

static double
get_processor_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

typedef struct
{
  double all;
  double take;
} Cost;

/* What is done when the list has been read is all in the last step. */
static Cost
refresh (SyCatalog *catalog)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  double begin = get_processor_ms ();
  double step = begin;
  double end;

  sy_catalog_refresh (catalog);
  while (sy_catalog_get_state (catalog) == SY_CATALOG_LOADING)
    {
      step = get_processor_ms ();
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () > deadline)
        g_error ("the list is not there after %d s", SECONDS);
    }

  end = get_processor_ms ();
  if (sy_catalog_get_state (catalog) != SY_CATALOG_READY)
    g_error ("there is no list: %s", sy_catalog_get_error (catalog)->message);

  return (Cost) { end - begin, end - step };
}

static void
settled_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  gboolean *settled = user_data;

  g_assert (sy_catalog_cache_load_finish (SY_CATALOG_CACHE (object), result, NULL) == NULL);
  *settled = TRUE;
}

/* Until the list is on the disk. */
static void
settle (SyCatalogCache *cache)
{
  gboolean settled = FALSE;

  sy_catalog_cache_load_async (cache, "none", "none", NULL, settled_cb, &settled);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns whether the limit is kept. */
static gboolean
measure_memory (const SyCatalogServices *services,
                RawServer               *small,
                RawServer               *large)
{
  g_autoptr(SyCatalog) first = new_catalog (services, small);
  g_autoptr(SyCatalog) catalog = new_catalog (services, large);
  gint64 before;
  gint64 after;

  /* What is loaded for the first list of a process is not this one's. */
  refresh (first);
  settle (services->cache);
  before = bench_get_resident ();
  refresh (catalog);
  settle (services->cache);
  after = bench_get_resident ();

  if (g_list_model_get_n_items (G_LIST_MODEL (catalog)) != N_MODELS)
    g_error ("the list is not what was sent");

  printf ("  MB resident before %.1f, with the list %.1f\n", (double) before / 1e6,
          (double) after / 1e6);

  return bench_print_verdict ("more", (double) (after - before) / 1e6, MAX_MORE_MB, " MB");
}

/* Returns whether the limit is kept. */
static gboolean
measure_time (const char              *name,
              const SyCatalogServices *services,
              RawServer               *server,
              gboolean                 again)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) network = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) take = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(SyCatalog) catalog = new_catalog (services, server);

  for (guint round = 0; round < 1 + ROUNDS; round++)
    {
      g_autoptr(SyCatalog) fresh = new_catalog (services, server);
      Cost cost = refresh (again ? catalog : fresh);
      double rest = cost.all - cost.take;

      /* The first round warms up. */
      if (round == 0)
        continue;
      g_array_append_val (all, cost.all);
      g_array_append_val (network, rest);
      g_array_append_val (take, cost.take);
    }

  printf ("  %s: ms of processor time of the main thread, every second of %d rounds\n", name,
          ROUNDS);
  bench_print_row ("network", network, 3);
  bench_print_row ("take", take, 3);
  bench_print_row ("all", all, 3);

  return bench_print_verdict ("all", bench_median (all), MAX_MAIN_MS, " ms");
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sythoria-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GBytes) few = write_list (3, 5000);
  g_autoptr(GBytes) list = write_list (N_MODELS, N_BYTES);
  g_autoptr(GBytes) packed = pack (list);
  RawServer *small = serve (few, "");
  RawServer *large = serve (list, "");
  RawServer *gzip = serve (packed, "Content-Encoding: gzip\r\n");
  g_autoptr(SyClock) clock = sy_clock_new ();
  g_autoptr(SyHttp) http = sy_http_new (clock);
  g_autoptr(SyRedact) redact = sy_redact_new ();
  g_autoptr(SyKeyring) keyring = sy_keyring_memory_new ();
  g_autoptr(SyCatalogCache) cache = sy_catalog_cache_new (file);
  SyCatalogServices kept = { http, redact, clock, keyring, cache };
  SyCatalogServices services = { http, redact, clock, keyring, NULL };
  gboolean ok;

  printf ("Catalogue, %d models, %.0f KB, packed %.0f KB\n", N_MODELS,
          (double) g_bytes_get_size (list) / 1e3, (double) g_bytes_get_size (packed) / 1e3);
  ok = measure_memory (&kept, small, large);
  ok &= measure_time ("a first list", &services, large, FALSE);
  ok &= measure_time ("the same again", &services, large, TRUE);
  ok &= measure_time ("the same again, packed", &services, gzip, TRUE);

  raw_server_free (small);
  raw_server_free (large);
  raw_server_free (gzip);
  g_remove (path);
  g_rmdir (folder);

  return ok ? 0 : 1;
}
