/* parallel.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What eight replies at once take in memory as they go on: the process may grow
 * by their text and little more once they have settled.
 */

#include "bench-support.h"
#include "stream-client.h"
#include "stream-server.h"

#include <stdio.h>

#define STREAMS        8
#define RATE           200
#define SECONDS        60
#define SETTLE_SECONDS 10
#define MORE_SECONDS   60
#define MAX_MORE_MB    5.0

/* All of it as it was in one second. */
typedef struct
{
  StreamClient *clients[STREAMS];
  GArray       *resident;
  double        settled_text;
  double        settled;
  double        highest;
  guint         n_seconds;
} Measurement;

static double
get_text (const Measurement *measurement)
{
  gsize length = 0;

  for (guint i = 0; i < STREAMS; i++)
    length += stream_client_get_length (measurement->clients[i]);

  return (double) length / 1e6;
}

static gboolean
second_cb (gpointer user_data)
{
  Measurement *measurement = user_data;
  double resident = (double) bench_get_resident () / 1e6;

  g_array_append_val (measurement->resident, resident);
  if (++measurement->n_seconds == SETTLE_SECONDS)
    {
      measurement->settled = resident;
      measurement->settled_text = get_text (measurement);
    }
  measurement->highest = MAX (measurement->highest, resident);

  return G_SOURCE_CONTINUE;
}

static gboolean
is_finished (const Measurement *measurement)
{
  gboolean finished = TRUE;

  for (guint i = 0; i < STREAMS; i++)
    finished = finished && stream_client_is_finished (measurement->clients[i]);

  return finished;
}

static void
receive (Measurement *measurement,
         const char  *url)
{
  gint64 deadline = g_get_monotonic_time () + (SECONDS + MORE_SECONDS) * G_USEC_PER_SEC;
  g_autoptr(SyClock) clock = sy_clock_new ();
  g_autoptr(SyHttp) http = sy_http_new (clock);
  g_autoptr(SyRedact) redact = sy_redact_new ();
  guint timer = g_timeout_add (1000, second_cb, measurement);

  for (guint i = 0; i < STREAMS; i++)
    measurement->clients[i] = stream_client_start (http, redact, url, SECONDS * RATE, RATE);

  while (!is_finished (measurement))
    {
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () > deadline)
        g_error ("the replies are not there after %d s", SECONDS + MORE_SECONDS);
    }

  g_source_remove (timer);
  second_cb (measurement);
}

int
main (void)
{
  StreamServer *server = stream_server_start ();
  Measurement measurement = { 0 };
  double text;
  double grown;

  measurement.resident = g_array_new (FALSE, FALSE, sizeof (double));
  receive (&measurement, stream_server_get_url (server));
  stream_server_stop (server);

  text = get_text (&measurement);
  if (text * 1e6 != (double) (STREAMS * bench_count_text (SECONDS * RATE)))
    g_error ("the text is not what was sent");
  if (measurement.n_seconds <= SETTLE_SECONDS)
    g_error ("the replies were there too soon");
  text -= measurement.settled_text;
  grown = measurement.highest - measurement.settled;

  printf ("Memory, %d replies at once, %d tokens a second each, %d s\n", STREAMS, RATE, SECONDS);
  printf ("  MB resident, after every few seconds\n");
  bench_print_row ("sythoria", measurement.resident, 1);
  printf ("  MB after the first %d s: %.2f of text, at most %.2f more resident\n", SETTLE_SECONDS,
          text, grown);

  for (guint i = 0; i < STREAMS; i++)
    stream_client_free (measurement.clients[i]);
  g_array_unref (measurement.resident);

  return bench_print_verdict ("more than the text", grown - text, MAX_MORE_MB, " MB") ? 0 : 1;
}
