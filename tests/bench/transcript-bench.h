/* transcript-bench.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transcript-stage.h"
#include "transcript-table.h"

G_BEGIN_DECLS

/**
 * TranscriptBench:
 * @table: where the figures of each round go
 * @n_messages: how long a long conversation is
 * @large: bytes of a long reply
 * @program: the path of this program
 * @floor: (nullable): the path of the floor program
 * @worst: the worst frame of this round, in milliseconds
 */
typedef struct
{
  Table      *table;
  guint       n_messages;
  gsize       large;
  const char *program;
  const char *floor;
  double      worst;
} TranscriptBench;

void transcript_bench_note_worst (TranscriptBench *bench,
                                  GArray          *costs);

void transcript_bench_mix        (TranscriptBench *bench);
void transcript_bench_blocks     (TranscriptBench *bench);
void transcript_bench_open       (TranscriptBench *bench);
void transcript_bench_resident   (TranscriptBench *bench);
void transcript_bench_scroll     (TranscriptBench *bench);
void transcript_bench_flood      (TranscriptBench *bench);
void transcript_bench_reads      (TranscriptBench *bench);
void transcript_bench_hostile    (TranscriptBench *bench);
void transcript_bench_idle       (TranscriptBench *bench);

void transcript_show_resident    (guint            n_messages) G_GNUC_NORETURN;

G_END_DECLS
