/* sy-clock.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SY_TYPE_CLOCK (sy_clock_get_type ())

G_DECLARE_DERIVABLE_TYPE (SyClock, sy_clock, SY, CLOCK, GObject)

/**
 * SyClockClass:
 * @get_now: wall clock in microseconds since 1970, for "created at"
 * @get_monotonic: microseconds of a clock that never jumps, for durations
 * @get_boottime: the same, but it goes on while the computer sleeps
 * @add_timeout: calls @func once after @milliseconds; returns an id that is not 0
 * @remove_timeout: forgets a timeout that has not fired
 *
 * Time as the program sees it.  The system's clock is the default; tests have
 * one that stands still until told.
 */
struct _SyClockClass
{
  GObjectClass parent_class;

  gint64 (*get_now)        (SyClock         *self);
  gint64 (*get_monotonic)  (SyClock         *self);
  gint64 (*get_boottime)   (SyClock         *self);
  guint  (*add_timeout)    (SyClock         *self,
                            guint            milliseconds,
                            GSourceOnceFunc  func,
                            gpointer         user_data);
  void   (*remove_timeout) (SyClock         *self,
                            guint            id);
};

SyClock *sy_clock_new            (void);
gint64   sy_clock_get_now        (SyClock         *self);
gint64   sy_clock_get_monotonic  (SyClock         *self);
gint64   sy_clock_get_boottime   (SyClock         *self);
guint    sy_clock_add_timeout    (SyClock         *self,
                                  guint            milliseconds,
                                  GSourceOnceFunc  func,
                                  gpointer         user_data);
void     sy_clock_clear_timeout  (SyClock         *self,
                                  guint           *id);

G_END_DECLS
