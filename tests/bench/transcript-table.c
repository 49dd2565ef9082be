/* transcript-table.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was measured in several rounds: the median of each line, all its values, its limit. */

#include "config.h"

#include "transcript-table.h"

#include "bench-support.h"

#include <stdio.h>

typedef struct
{
  const TableFigure *figure;
  GArray            *values;
} Line;

struct _Table
{
  GPtrArray *lines;
  GArray    *units;
};

static void
line_free (gpointer data)
{
  Line *line = data;

  g_array_unref (line->values);
  g_free (line);
}

static Line *
get_line (Table             *self,
          const TableFigure *figure)
{
  Line *line;

  for (guint i = 0; i < self->lines->len; i++)
    {
      line = g_ptr_array_index (self->lines, i);
      if (line->figure == figure)
        return line;
    }

  line = g_new0 (Line, 1);
  line->figure = figure;
  line->values = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (self->lines, line);

  return line;
}

static double
get_scale (Table             *self,
           const TableFigure *figure)
{
  return g_str_equal (figure->unit, TABLE_UNIT_Y) ? 1 / bench_median (self->units) : 1;
}

static int
get_digits (double value)
{
  return value >= 100 ? 0 : value >= 10 ? 1 : 2;
}

static void
print_number (double value,
              int    width)
{
  printf ("%*.*f", width, get_digits (value), value);
}

static gboolean
is_kept (const TableFigure *figure,
         double             value)
{
  if (figure->kind == TABLE_NOTE)
    return TRUE;

  return figure->kind == TABLE_AT_MOST ? value <= figure->limit : value >= figure->limit;
}

static void
print_verdict (const TableFigure *figure,
               gboolean           kept)
{
  g_autofree char *limit = NULL;

  if (figure->kind != TABLE_NOTE)
    limit = g_strdup_printf ("%s %g", figure->kind == TABLE_AT_MOST ? "<=" : ">=", figure->limit);

  printf (" %-10s %-7s", limit != NULL ? limit : "",
          figure->kind == TABLE_NOTE ? "" : kept ? "kept" : "MISSED");
}

static gboolean
print_line (Table *self,
            Line  *line)
{
  const TableFigure *figure = line->figure;
  double scale = get_scale (self, figure);
  double median = bench_median (line->values) * scale;
  gboolean kept = is_kept (figure, median);

  printf ("%-50s", figure->name);
  print_number (median, 7);
  printf (" %-5s", figure->unit);
  print_verdict (figure, kept);
  printf ("%-10s", figure->prototype != NULL ? figure->prototype : "");
  for (guint i = 0; i < line->values->len; i++)
    print_number (g_array_index (line->values, double, i) * scale, 8);
  printf ("\n");

  return kept;
}

Table *
table_new (void)
{
  Table *self = g_new0 (Table, 1);

  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->units = g_array_new (FALSE, FALSE, sizeof (double));

  return self;
}

void
table_free (Table *self)
{
  g_ptr_array_unref (self->lines);
  g_array_unref (self->units);
  g_free (self);
}

/* The value of one round. */
void
table_add (Table             *self,
           const TableFigure *figure,
           double             value)
{
  g_array_append_val (get_line (self, figure)->values, value);
}

/* Y, measured once more; what counts is the median. */
void
table_add_unit (Table  *self,
                double  milliseconds)
{
  g_array_append_val (self->units, milliseconds);
}

/* Returns whether all limits are kept. */
gboolean
table_print (Table *self)
{
  gboolean kept = TRUE;

  printf ("Y is %.3f ms, the median of %u:", bench_median (self->units), self->units->len);
  for (guint i = 0; i < self->units->len; i++)
    printf (" %.2f", g_array_index (self->units, double, i));
  printf ("\n\n%-50s%7s %-5s %-10s %-7s%-10s   all\n",
          "", "median", "", "limit", "", "prototype");

  for (guint i = 0; i < self->lines->len; i++)
    kept = print_line (self, g_ptr_array_index (self->lines, i)) && kept;
  fflush (stdout);

  return kept;
}
