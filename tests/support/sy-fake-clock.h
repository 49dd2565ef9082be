/* sy-fake-clock.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-clock.h"

G_BEGIN_DECLS

#define SY_TYPE_FAKE_CLOCK (sy_fake_clock_get_type ())

G_DECLARE_FINAL_TYPE (SyFakeClock, sy_fake_clock, SY, FAKE_CLOCK, SyClock)

SyFakeClock *sy_fake_clock_new            (void);
void         sy_fake_clock_advance        (SyFakeClock *self,
                                           guint        milliseconds);
void         sy_fake_clock_sleep          (SyFakeClock *self,
                                           guint        milliseconds);
guint        sy_fake_clock_get_n_timeouts (SyFakeClock *self);
guint        sy_fake_clock_get_n_fired    (SyFakeClock *self);

G_END_DECLS
