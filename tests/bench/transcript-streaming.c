/* transcript-streaming.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the frames cost in which a reply grows. */

#include "config.h"

#include "transcript-bench.h"

#include "markdown-text.h"

/* 2,000 tokens of 4 bytes a second. */
#define FRAME_BYTES 133

#define SMALL     2000
#define N_FRAMES  60
#define N_AFTER   5

#define FLOOD_BYTES   620000
#define FLOOD_FRAME   20000
#define FLOOD_READS   100000
#define HOSTILE_BYTES 160000
#define HOSTILE_LINE  200000

#define HEAD_SEED 2
#define TAIL_SEED 3

/* Nothing is drawn for some pieces: a blank line, the marks of a table's head. */
#define MIN_DRAWN 0.8

typedef struct
{
  SyMessage  *reply;
  const char *text;
  gsize       length;
  gsize       step;
  gsize       place;
  gint64      began;
  gint64      last;
} Stream;

static const TableFigure small_median =
  { "mixed, 2 KB: median", TABLE_UNIT_Y, TABLE_AT_MOST, 1.2, "0.77" };
static const TableFigure small_p95 =
  { "mixed, 2 KB: p95", TABLE_UNIT_Y, TABLE_AT_MOST, 2.5, "1.32" };
static const TableFigure small_paint =
  { "mixed, 2 KB: renderer, mean", "ms", TABLE_NOTE, 0, "2.6" };
static const TableFigure large_median =
  { "mixed, 200 KB: median", TABLE_UNIT_Y, TABLE_AT_MOST, 1.2, "0.99" };
static const TableFigure large_p95 =
  { "mixed, 200 KB: p95", TABLE_UNIT_Y, TABLE_AT_MOST, 2.5, "2.25" };
static const TableFigure large_paint =
  { "mixed, 200 KB: renderer, mean", "ms", TABLE_NOTE, 0, "2.8" };
static const TableFigure large_between =
  { "mixed, 200 KB: most between two frames", "ms", TABLE_NOTE, 0, NULL };
static const TableFigure mix_ratio =
  { "mixed, 200 KB against 2 KB, medians", "times", TABLE_AT_MOST, 1.25, "1.29" };
static const TableFigure drawn =
  { "mixed: frames drawn of all", "", TABLE_AT_LEAST, MIN_DRAWN, NULL };

/* In the order of MarkdownKind. */
static const TableFigure block_figures[] = {
  [MARKDOWN_PARAGRAPH] =
    { "endless paragraph, 200 KB: p95", TABLE_UNIT_Y, TABLE_AT_MOST, 3, "1.70" },
  [MARKDOWN_CODE] = { "one code block, 200 KB: p95", TABLE_UNIT_Y, TABLE_AT_MOST, 3, "1.81" },
  [MARKDOWN_LIST] = { "one list, 200 KB: p95", TABLE_UNIT_Y, TABLE_AT_MOST, 3, "1.65" },
  [MARKDOWN_TABLE] = { "one table, 200 KB: p95", TABLE_UNIT_Y, TABLE_AT_MOST, 3, "1.70" },
};

static const TableFigure flood_rate =
  { "flood of 620 KB: frames a second", "", TABLE_AT_LEAST, 55, "59-61" };
static const TableFigure flood_worst =
  { "flood: worst frame", "ms", TABLE_NOTE, 0, NULL };

static const TableFigure reads_worst =
  { "flood of one line, 100 KB a frame: worst frame", "ms", TABLE_AT_MOST, 16, NULL };

static const TableFigure hostile_figures[] = {
  [MARKDOWN_EMPHASIS] = { "hostile emphasis: worst frame", "ms", TABLE_AT_MOST, 50, NULL },
  [MARKDOWN_BRACKETS] = { "hostile brackets: worst frame", "ms", TABLE_AT_MOST, 50, NULL },
  [MARKDOWN_QUOTES] = { "hostile quotes: worst frame", "ms", TABLE_AT_MOST, 50, NULL },
  [MARKDOWN_BARS] = { "hostile table: worst frame", "ms", TABLE_AT_MOST, 50, NULL },
  [MARKDOWN_FENCES] = { "hostile fences: worst frame", "ms", TABLE_AT_MOST, 50, NULL },
  [MARKDOWN_LINE] = { "hostile line: worst frame", "ms", TABLE_AT_MOST, 50, NULL },
};

static const TableFigure hostile_between =
  { "hostile: most between two frames", "ms", TABLE_NOTE, 0, NULL };

static void
append_cb (guint    frame,
           gpointer data)
{
  Stream *stream = data;
  gsize length = MIN (stream->step, stream->length - stream->place);

  stream->last = g_get_monotonic_time ();
  if (stream->began == 0)
    stream->began = stream->last;
  if (length > 0)
    sy_message_append (stream->reply, stream->text + stream->place, (gssize) length);
  stream->place += length;
}

static void
finish_cb (guint    frame,
           gpointer data)
{
  if (frame == 0)
    sy_message_finish (((Stream *) data)->reply, SY_MESSAGE_COMPLETE, G_USEC_PER_SEC, NULL);
}

static GArray *
costs_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (FrameCost));
}

/* A reply of so much text, to which so much is added in each frame, and its end.  The frames
 * at the beginning and the end are held only against the worst. */
static GArray *
stream_reply (TranscriptBench *bench,
              GString         *head,
              GString         *tail)
{
  g_autoptr(SyMessageWindow) messages = NULL;
  g_autoptr(Stage) stage = NULL;
  g_autoptr(GArray) after = costs_new ();
  GArray *costs = costs_new ();
  Stream stream = { .text = tail->str, .length = tail->len, .step = FRAME_BYTES };

  messages = stage_reply_new (head->str, head->len, &stream.reply);
  stage = stage_new (G_LIST_MODEL (messages));
  frame_probe_wait_drawn (stage->probe);
  frame_probe_run (stage->probe, STAGE_SETTLE_FRAMES, append_cb, NULL, &stream, NULL);
  frame_probe_run (stage->probe, N_FRAMES, append_cb, NULL, &stream, costs);

  /* Who draws nothing is fast. */
  g_assert_cmpuint (sy_message_get_length (stream.reply), ==, head->len + stream.place);
  g_assert_true (sy_transcript_get_at_bottom (stage->transcript));
  g_assert_cmpfloat (gtk_adjustment_get_upper (stage->adjustment), >,
                     gtk_adjustment_get_page_size (stage->adjustment));

  frame_probe_run (stage->probe, N_AFTER, finish_cb, NULL, &stream, after);
  transcript_bench_note_worst (bench, costs);
  transcript_bench_note_worst (bench, after);

  return costs;
}

static GArray *
stream_mix (TranscriptBench *bench,
            gsize            length)
{
  GString *head = markdown_generate (MARKDOWN_MIX, length, HEAD_SEED);
  GString *tail = markdown_generate (MARKDOWN_MIX, FRAME_BYTES * 100, TAIL_SEED);
  GArray *costs = stream_reply (bench, head, tail);

  g_string_free (head, TRUE);
  g_string_free (tail, TRUE);

  return costs;
}

/* The same text goes to the end of both replies. */
void
transcript_bench_mix (TranscriptBench *bench)
{
  g_autoptr(GArray) small = stream_mix (bench, SMALL);
  g_autoptr(GArray) large = stream_mix (bench, bench->large);
  double n_drawn = frame_costs_get_n_drawn (small) + frame_costs_get_n_drawn (large);

  table_add (bench->table, &small_median, frame_costs_get_quantile (small, 0.5));
  table_add (bench->table, &small_p95, frame_costs_get_quantile (small, 0.95));
  table_add (bench->table, &small_paint, frame_costs_get_paint (small));
  table_add (bench->table, &large_median, frame_costs_get_quantile (large, 0.5));
  table_add (bench->table, &large_p95, frame_costs_get_quantile (large, 0.95));
  table_add (bench->table, &large_paint, frame_costs_get_paint (large));
  table_add (bench->table, &large_between, frame_costs_get_between (large));
  table_add (bench->table, &mix_ratio, frame_costs_get_quantile (large, 0.5) /
                                       frame_costs_get_quantile (small, 0.5));
  table_add (bench->table, &drawn, n_drawn / (small->len + large->len));
}

void
transcript_bench_blocks (TranscriptBench *bench)
{
  for (MarkdownKind kind = MARKDOWN_PARAGRAPH; kind <= MARKDOWN_TABLE; kind++)
    {
      gsize extra = FRAME_BYTES * (STAGE_SETTLE_FRAMES + N_FRAMES);
      GString *text = markdown_generate (kind, bench->large + extra, HEAD_SEED);
      GString *tail = g_string_new (text->str + bench->large);
      g_autoptr(GArray) costs = NULL;

      g_string_truncate (text, bench->large);
      costs = stream_reply (bench, text, tail);
      table_add (bench->table, &block_figures[kind], frame_costs_get_quantile (costs, 0.95));
      g_string_free (text, TRUE);
      g_string_free (tail, TRUE);
    }
}

/* As fast as a model can talk, from nothing to the end. */
static GArray *
pour_reply (GString *text,
            gsize    step,
            Stream  *stream)
{
  guint n_frames = (guint) ((text->len + step - 1) / step) + 1;
  g_autoptr(SyMessageWindow) messages = stage_reply_new ("", 0, &stream->reply);
  g_autoptr(Stage) stage = stage_new (G_LIST_MODEL (messages));
  GArray *costs = costs_new ();

  stream->text = text->str;
  stream->length = text->len;
  stream->step = step;
  frame_probe_wait_drawn (stage->probe);
  stage_settle (stage);
  frame_probe_run (stage->probe, n_frames, append_cb, NULL, stream, costs);
  g_assert_cmpuint (sy_message_get_length (stream->reply), ==, text->len);
  g_assert_true (sy_transcript_get_at_bottom (stage->transcript));
  frame_probe_run (stage->probe, STAGE_SETTLE_FRAMES, finish_cb, NULL, stream, costs);

  return costs;
}

void
transcript_bench_flood (TranscriptBench *bench)
{
  GString *text = markdown_generate (MARKDOWN_MIX, FLOOD_BYTES, HEAD_SEED);
  Stream stream = { NULL };
  g_autoptr(GArray) costs = pour_reply (text, FLOOD_FRAME, &stream);
  g_autoptr(GArray) flood = costs_new ();

  /* The last frame in which it is called has nothing to add: it is the end of the one before. */
  g_array_append_vals (flood, costs->data, costs->len - STAGE_SETTLE_FRAMES - 1);
  table_add (bench->table, &flood_rate, frame_costs_get_n_drawn (flood) * 1e6 /
                                        (double) (stream.last - stream.began));
  table_add (bench->table, &flood_worst, frame_costs_get_quantile (costs, 1));
  g_string_free (text, TRUE);
}

/* What comes through the network as fast as it can: one line of the same word, and many reads
 * in each frame. */
void
transcript_bench_reads (TranscriptBench *bench)
{
  GString *text = g_string_new (NULL);
  Stream stream = { NULL };
  g_autoptr(GArray) costs = NULL;

  while (text->len < FLOOD_BYTES)
    g_string_append (text, "token ");
  costs = pour_reply (text, FLOOD_READS, &stream);
  table_add (bench->table, &reads_worst, frame_costs_get_quantile (costs, 1));
  g_string_free (text, TRUE);
}

void
transcript_bench_hostile (TranscriptBench *bench)
{
  double between = 0;

  for (MarkdownHostile kind = 0; kind < MARKDOWN_N_HOSTILE; kind++)
    {
      gsize length = kind == MARKDOWN_LINE ? HOSTILE_LINE : HOSTILE_BYTES;
      GString *text = markdown_generate_hostile (kind, length);
      Stream stream = { NULL };
      g_autoptr(GArray) costs = pour_reply (text, FLOOD_FRAME, &stream);

      table_add (bench->table, &hostile_figures[kind], frame_costs_get_quantile (costs, 1));
      between = MAX (between, frame_costs_get_between (costs));
      g_string_free (text, TRUE);
    }

  table_add (bench->table, &hostile_between, between);
}
