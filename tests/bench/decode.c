/* decode.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What reading a stream costs, compared with json-glib's own parse of the same
 * JSON: the same events in both, in turns, in processor time of all threads.  Once
 * with events that differ only in their text, as most servers send them, and once
 * with an id of its own in each.
 */

#include "bench-support.h"
#include "sy-reply-reader.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define ROUNDS    41
#define WRITES    100
#define MAX_RATIO 1.3

#define PREFIX "data: "

/* The part of an event's id that can be its own. */
#define ID_START  "data: {\"id\":\"gen-1795354245-"
#define ID_LENGTH 8

/* What the reader gave out. */
typedef struct
{
  gsize n_bytes;
  guint n_deltas;
} Outcome;

static double
get_milliseconds (void)
{
  struct timespec worked;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &worked);

  return (double) worked.tv_sec * 1e3 + (double) worked.tv_nsec / 1e6;
}

static void
delta_cb (const SyDelta *delta,
          gpointer       user_data)
{
  Outcome *outcome = user_data;

  if (delta->kind != SY_DELTA_TEXT)
    return;

  outcome->n_bytes += delta->length;
  outcome->n_deltas++;
}

/* No event is so large that a thread decodes it. */
static void
ready_cb (gpointer user_data)
{
  g_printerr ("A small event was decoded in a thread\n");
}

static double
read_stream (const char *stream,
             SyRedact   *redact)
{
  const gsize length = BENCH_EVENTS * BENCH_EVENT_BYTES;
  const guint n_events = WRITES * BENCH_EVENTS;
  g_autoptr(SyReplyReader) reader = NULL;
  Outcome outcome = { 0 };
  double begin;
  double took;

  begin = get_milliseconds ();
  reader = sy_reply_reader_new (sy_format_get (SY_FORMAT_OPENAI_CHAT), redact, delta_cb, ready_cb,
                                &outcome);
  for (guint i = 0; i < WRITES; i++)
    {
      if (sy_reply_reader_push (reader, stream + i * length, length) != SY_REPLY_MORE)
        g_error ("the reader stopped");
    }
  took = get_milliseconds () - begin;

  /* Those of one read come as one. */
  if (outcome.n_deltas > n_events || outcome.n_bytes != bench_count_text (n_events))
    g_error ("the reader gave %u pieces of text, %zu bytes", outcome.n_deltas, outcome.n_bytes);

  return took;
}

static double
parse_json (const char *stream)
{
  const gssize skipped = (gssize) strlen (PREFIX);
  g_autoptr(JsonParser) parser = json_parser_new ();
  double begin = get_milliseconds ();

  for (guint i = 0; i < WRITES * BENCH_EVENTS; i++)
    {
      const char *event = stream + i * BENCH_EVENT_BYTES;

      if (!json_parser_load_from_data (parser, event + skipped,
                                       BENCH_EVENT_BYTES - skipped - 2, NULL))
        g_error ("json-glib cannot read an event");
    }

  return get_milliseconds () - begin;
}

static char *
write_stream (gboolean own_ids)
{
  char *stream = g_malloc (WRITES * BENCH_EVENTS * BENCH_EVENT_BYTES + 1);

  for (guint i = 0; i < WRITES * BENCH_EVENTS; i++)
    {
      char *event = stream + i * BENCH_EVENT_BYTES;
      char id[ID_LENGTH + 1];

      bench_write_event (event, i);
      if (own_ids)
        {
          g_snprintf (id, sizeof id, "%08x", i);
          memcpy (event + strlen (ID_START), id, ID_LENGTH);
        }
    }

  return stream;
}

/* Returns whether the limit is kept. */
static gboolean
measure (const char *name,
         gboolean    own_ids)
{
  g_autofree char *stream = write_stream (own_ids);
  g_autoptr(SyRedact) redact = sy_redact_new ();
  g_autoptr(GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round < 1 + ROUNDS; round++)
    {
      double parsed = parse_json (stream);
      double read = read_stream (stream, redact);
      double ratio = read / parsed;

      /* The first round warms up. */
      if (round == 0)
        continue;
      g_array_append_val (theirs, parsed);
      g_array_append_val (ours, read);
      g_array_append_val (ratios, ratio);
    }

  printf ("Decode, %d events of %d bytes, %d per write, %s\n", WRITES * BENCH_EVENTS,
          BENCH_EVENT_BYTES, BENCH_EVENTS, name);
  printf ("  ms of processor time, every fourth of %d rounds\n", ROUNDS);
  bench_print_row ("json-glib", theirs, 1);
  bench_print_row ("sythoria", ours, 1);
  bench_print_row ("ratio", ratios, 3);

  return bench_print_verdict ("ratio", bench_median (ratios), MAX_RATIO, "");
}

int
main (void)
{
  gboolean kept = measure ("different in their text", FALSE);

  return measure ("each with an id of its own", TRUE) && kept ? 0 : 1;
}
