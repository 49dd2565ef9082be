/* frame-probe.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FrameCost:
 * @work: until the frame is laid out, and its snapshot
 * @paint: what the renderer takes of the same thread
 * @between: since the frame before
 * @drawn: whether there was anything new to draw
 *
 * What one frame took of the main thread, in milliseconds that it had a processor.
 */
typedef struct
{
  double   work;
  double   paint;
  double   between;
  gboolean drawn;
} FrameCost;

typedef void (*FrameFunc) (guint    frame,
                           gpointer data);

#define FRAME_TYPE_PROBE (frame_probe_get_type ())

G_DECLARE_FINAL_TYPE (FrameProbe, frame_probe, FRAME, PROBE, AdwBin)

GtkWidget *frame_probe_new          (GtkWidget  *child);
void       frame_probe_run          (FrameProbe *self,
                                     guint       n_frames,
                                     FrameFunc   begin,
                                     FrameFunc   end,
                                     gpointer    data,
                                     GArray     *costs);
void       frame_probe_wait_drawn   (FrameProbe *self);
double     frame_get_work_ms        (void);
double     frame_costs_get_quantile (GArray     *costs,
                                     double      quantile);
double     frame_costs_get_paint    (GArray     *costs);
double     frame_costs_get_between  (GArray     *costs);
guint      frame_costs_get_n_drawn  (GArray     *costs);

G_END_DECLS
