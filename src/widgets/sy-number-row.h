/* sy-number-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SyNumberRange:
 * @lower: the least number that can be entered, not below 0
 * @upper: the greatest
 * @step: how far the buttons go
 * @start: where they start when no number is set, not one of the two ends
 * @digits: how many behind the decimal point
 */
typedef struct
{
  double lower;
  double upper;
  double step;
  double start;
  guint  digits;
} SyNumberRange;

/**
 * SyNumberRow:
 *
 * A row of preferences for a number that may be not set.
 */
#define SY_TYPE_NUMBER_ROW (sy_number_row_get_type ())

G_DECLARE_FINAL_TYPE (SyNumberRow, sy_number_row, SY, NUMBER_ROW, AdwPreferencesRow)

GtkWidget *sy_number_row_new          (const char          *title,
                                       const char          *reset_tooltip,
                                       const SyNumberRange *range);
double     sy_number_row_get_value    (SyNumberRow         *self);
void       sy_number_row_set_value    (SyNumberRow         *self,
                                       double               value);
void       sy_number_row_set_fallback (SyNumberRow         *self,
                                       double               value);
void       sy_number_row_set_subtitle (SyNumberRow         *self,
                                       const char          *subtitle);

G_END_DECLS
