/* memory.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a long reply takes in memory: 100 MB come over the wire, a fiftieth of
 * them is text, and all of it goes through the whole client into a message.
 */

#include "bench-support.h"
#include "stream-client.h"
#include "stream-server.h"

#include <stdio.h>

#define WIRE_BYTES   (100 * 1000 * 1000)
#define SMALL_EVENTS 10000
#define MAX_MORE_MB  5.0
#define SAMPLE_MS    20
#define SECONDS      120

typedef struct
{
  StreamClient *client;
  gint64        highest;
} Measurement;

static gboolean
sample_cb (gpointer user_data)
{
  Measurement *measurement = user_data;

  measurement->highest = MAX (measurement->highest, bench_get_resident ());

  return G_SOURCE_CONTINUE;
}

/* Returns the most memory that the process had until the reply was there. */
static gint64
receive (SyHttp     *http,
         SyRedact   *redact,
         const char *url,
         guint64     n_events)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  Measurement measurement = { 0 };
  guint timer;

  measurement.client = stream_client_start (http, redact, url, n_events, 0);
  timer = g_timeout_add_full (G_PRIORITY_HIGH, SAMPLE_MS, sample_cb, &measurement, NULL);

  while (!stream_client_is_finished (measurement.client))
    {
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () > deadline)
        g_error ("the reply is not there after %d s", SECONDS);
    }

  sample_cb (&measurement);
  g_source_remove (timer);
  if (stream_client_get_length (measurement.client) != bench_count_text (n_events))
    g_error ("the text is not what was sent");
  stream_client_free (measurement.client);

  return measurement.highest;
}

int
main (void)
{
  StreamServer *server = stream_server_start ();
  const guint64 n_events = WIRE_BYTES / BENCH_EVENT_BYTES;
  const double text = (double) bench_count_text (n_events) / 1e6;
  g_autoptr(SyClock) clock = sy_clock_new ();
  g_autoptr(SyHttp) http = sy_http_new (clock);
  g_autoptr(SyRedact) redact = sy_redact_new ();
  gint64 before;
  double grown;

  /* What is loaded for the first request of a process is not the reply's. */
  receive (http, redact, stream_server_get_url (server), SMALL_EVENTS);

  before = bench_get_resident ();
  grown = (double) (receive (http, redact, stream_server_get_url (server), n_events) - before) / 1e6;
  stream_server_stop (server);

  printf ("Memory, %.1f MB on the wire, %.2f MB of text\n", WIRE_BYTES / 1e6, text);
  printf ("  MB resident before %.1f, at most %.1f more\n", (double) before / 1e6, grown);

  return bench_print_verdict ("more than the text", grown - text, MAX_MORE_MB, " MB") ? 0 : 1;
}
