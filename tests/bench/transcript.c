/* transcript.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the transcript costs: to stream into, to open, to scroll, to leave alone.
 *
 * transcript [OPTION...] [mix|blocks|open|resident|scroll|flood|reads|hostile|idle]
 *
 * Work is the time that the main thread had a processor from the beginning of a frame until
 * it is laid out, and for the snapshot; where Pango decides, it is told as multiples of Y,
 * the time that Pango takes for one paragraph of 2,122 bytes.  The scenarios take turns, and
 * what is held against the limits is the median of all rounds.
 */

#include "config.h"

#include "transcript-bench.h"

#include "widget-support.h"

#include <stdio.h>

#define ROUNDS     5
#define N_MESSAGES 10000
#define LARGE      200000

typedef struct
{
  const char *name;
  void      (*run) (TranscriptBench *bench);
} Scenario;

static const Scenario scenarios[] = {
  { "mix", transcript_bench_mix },
  { "blocks", transcript_bench_blocks },
  { "open", transcript_bench_open },
  { "resident", transcript_bench_resident },
  { "scroll", transcript_bench_scroll },
  { "flood", transcript_bench_flood },
  { "reads", transcript_bench_reads },
  { "hostile", transcript_bench_hostile },
  { "idle", transcript_bench_idle },
};

static const TableFigure worst_frame =
  { "worst frame of mixed, blocks, open and scrolling", "ms", TABLE_AT_MOST, 50, "16.6" };

void
transcript_bench_note_worst (TranscriptBench *bench,
                             GArray          *costs)
{
  bench->worst = MAX (bench->worst, frame_costs_get_quantile (costs, 1));
}

static gboolean
is_known (const char *name)
{
  gboolean known = name == NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    known = known || g_str_equal (scenarios[i].name, name);

  return known;
}

static void
run_round (TranscriptBench *bench,
           const char      *only)
{
  bench->worst = 0;

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      gint64 began = g_get_monotonic_time ();

      if (only != NULL && !g_str_equal (scenarios[i].name, only))
        continue;

      table_add_unit (bench->table, stage_measure_unit ());
      scenarios[i].run (bench);
      table_add_unit (bench->table, stage_measure_unit ());
      fprintf (stderr, "%s: %.1f s\n", scenarios[i].name,
               (double) (g_get_monotonic_time () - began) / 1e6);
    }

  if (bench->worst > 0)
    table_add (bench->table, &worst_frame, bench->worst);
}

int
main (int    argc,
      char **argv)
{
  int n_rounds = ROUNDS;
  int n_messages = N_MESSAGES;
  int large = LARGE;
  int resident = -1;
  g_autofree char *floor = NULL;
  const GOptionEntry entries[] = {
    { "rounds", 0, 0, G_OPTION_ARG_INT, &n_rounds, "How often", "N" },
    { "messages", 0, 0, G_OPTION_ARG_INT, &n_messages, "In the place of 10,000", "N" },
    { "large", 0, 0, G_OPTION_ARG_INT, &large, "In the place of 200,000", "BYTES" },
    { "floor", 0, 0, G_OPTION_ARG_FILENAME, &floor, "The floor program", "PATH" },
    { "resident", 0, 0, G_OPTION_ARG_INT, &resident, "Show messages until ended", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("[SCENARIO]");
  g_autoptr(Table) table = table_new ();
  g_autoptr(GError) error = NULL;
  TranscriptBench bench = { .table = table };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 2 || !is_known (argv[1]))
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "There is no such scenario");
      return 2;
    }

  widget_test_init (&argc, &argv);
  /* As the program has it: what moves on its own must not cost much. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  if (resident >= 0)
    transcript_show_resident ((guint) resident);

  bench.n_messages = (guint) n_messages;
  bench.large = (gsize) large;
  bench.program = argv[0];
  bench.floor = floor;
  for (int i = 0; i < n_rounds; i++)
    run_round (&bench, argv[1]);

  return table_print (table) ? 0 : 1;
}
