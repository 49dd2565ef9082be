/* transcript-opening.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What it costs to show a conversation: until the first frame, and in memory. */

#include "config.h"

#include "transcript-bench.h"

#include "bench-support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_FEW 10

/* Until what a program keeps does not change any more. */
#define MIN_REST_S  6
#define MAX_REST_S  30
#define POLL_MS     250
#define N_CALM      4
#define CALM_PAGES  16

/* What the program that shows them writes before the bytes of their text. */
#define SHOWN "shown "

static const TableFigure open_few =
  { "opening 10 messages", "ms", TABLE_NOTE, 0, "52" };
static const TableFigure open_many =
  { "opening 10,000 messages", "ms", TABLE_NOTE, 0, "51" };
static const TableFigure open_ratio =
  { "opening 10,000 against 10", "times", TABLE_AT_MOST, 1.2, "0.98" };
static const TableFigure show_few =
  { "10 messages in the place of none", "ms", TABLE_NOTE, 0, NULL };
static const TableFigure show_many =
  { "10,000 messages in the place of none", "ms", TABLE_NOTE, 0, NULL };
static const TableFigure floor_size =
  { "floor", "MB", TABLE_NOTE, 0, "107.4" };
static const TableFigure open_size =
  { "10,000 messages open", "MB", TABLE_NOTE, 0, "120.9" };
static const TableFigure more_size =
  { "10,000 messages over the floor and the text", "MB", TABLE_AT_MOST, 15, "5.0" };

typedef struct
{
  Stage      *stage;
  GListModel *messages;
} Show;

/* From the first widget to the end of the first frame. */
static double
open_messages (guint n_messages)
{
  g_autoptr(SyMessageWindow) messages = stage_messages_new (n_messages, NULL);
  double began = frame_get_work_ms ();
  g_autoptr(Stage) stage = stage_new (G_LIST_MODEL (messages));
  double took;

  frame_probe_wait_drawn (stage->probe);
  took = frame_get_work_ms () - began;
  stage_settle (stage);

  return took;
}

static void
show_cb (guint    frame,
         gpointer data)
{
  Show *show = data;

  if (frame == 0)
    sy_transcript_set_messages (show->stage->transcript, show->messages);
}

/* In a window that is there; the frame that shows it is one of the transcript's frames. */
static double
show_messages (TranscriptBench *bench,
               guint            n_messages)
{
  g_autoptr(SyMessageWindow) messages = stage_messages_new (n_messages, NULL);
  g_autoptr(Stage) stage = stage_new (NULL);
  g_autoptr(GArray) costs = g_array_new (FALSE, FALSE, sizeof (FrameCost));
  Show show = { stage, G_LIST_MODEL (messages) };

  frame_probe_wait_drawn (stage->probe);
  stage_settle (stage);
  frame_probe_run (stage->probe, STAGE_SETTLE_FRAMES, show_cb, NULL, &show, costs);
  transcript_bench_note_worst (bench, costs);

  return g_array_index (costs, FrameCost, 0).work;
}

void
transcript_bench_open (TranscriptBench *bench)
{
  static gboolean warm = FALSE;
  double few;
  double many;

  if (!warm)
    open_messages (N_FEW);
  warm = TRUE;

  few = open_messages (N_FEW);
  many = open_messages (bench->n_messages);
  table_add (bench->table, &open_few, few);
  table_add (bench->table, &open_many, many);
  table_add (bench->table, &open_ratio, many / few);
  table_add (bench->table, &show_few, show_messages (bench, N_FEW));
  table_add (bench->table, &show_many, show_messages (bench, bench->n_messages));
}

static GSubprocess *
start (const char *const *arguments)
{
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  if (process == NULL)
    g_error ("%s", error->message);

  return process;
}

static long
read_pages (GSubprocess *process)
{
  const char *pid = g_subprocess_get_identifier (process);
  g_autofree char *path = g_strdup_printf ("/proc/%s/statm", pid != NULL ? pid : "none");
  FILE *file = fopen (path, "r");
  long pages = 0;

  if (file == NULL || fscanf (file, "%*d %ld", &pages) != 1)
    g_error ("%s cannot be read", path);
  fclose (file);

  return pages;
}

/* In megabytes, once it has come to rest. */
static double
wait_for_size (GSubprocess *process)
{
  long pages = 0;
  guint n_calm = 0;

  g_usleep (MIN_REST_S * G_USEC_PER_SEC);
  for (guint i = 0; i < MAX_REST_S * 1000 / POLL_MS && n_calm < N_CALM; i++)
    {
      long now = read_pages (process);

      n_calm = labs (now - pages) <= CALM_PAGES ? n_calm + 1 : 0;
      pages = now;
      g_usleep (POLL_MS * 1000);
    }

  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

/* How many megabytes of text it shows, once it has drawn. */
static double
read_text_size (GSubprocess *process)
{
  g_autoptr(GDataInputStream) stream = NULL;
  g_autofree char *line = NULL;

  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  /* What it writes later has to go somewhere. */
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);

  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);
      if (line == NULL)
        g_error ("The program ended before it showed the messages");
    }
  while (!g_str_has_prefix (line, SHOWN));

  return g_ascii_strtod (line + strlen (SHOWN), NULL) / 1e6;
}

static void
stop (GSubprocess *process)
{
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  g_object_unref (process);
}

/* In processes of their own: what a window ever needed stays with the process. */
void
transcript_bench_resident (TranscriptBench *bench)
{
  g_autofree char *n_messages = g_strdup_printf ("%u", bench->n_messages);
  const char *const floor_arguments[] = { bench->floor, NULL };
  const char *const arguments[] = { bench->program, "--resident", n_messages, NULL };
  GSubprocess *process;
  double floor;
  double size;
  double text;

  if (bench->floor == NULL)
    {
      printf ("Memory is not measured: no --floor\n");
      return;
    }

  process = start (floor_arguments);
  floor = wait_for_size (process);
  stop (process);

  process = start (arguments);
  text = read_text_size (process);
  size = wait_for_size (process);
  stop (process);

  table_add (bench->table, &floor_size, floor);
  table_add (bench->table, &open_size, size);
  table_add (bench->table, &more_size, size - floor - text);
}

/**
 * transcript_show_resident:
 *
 * Shows a conversation, says so, and waits to be ended.
 */
void
transcript_show_resident (guint n_messages)
{
  gsize n_bytes;
  SyMessageWindow *messages = stage_messages_new (n_messages, &n_bytes);
  Stage *stage = stage_new (G_LIST_MODEL (messages));

  frame_probe_wait_drawn (stage->probe);
  stage_settle (stage);
  printf (SHOWN "%" G_GSIZE_FORMAT "\n", n_bytes);
  fflush (stdout);

  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}
