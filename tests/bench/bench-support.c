/* bench-support.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-support.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Every so many tokens a paragraph ends. */
#define PARAGRAPH 100

/* All texts take five bytes in JSON; the one that ends a paragraph is three bytes long. */
#define TEXT_BYTES      5
#define PARAGRAPH_BYTES 3

static const char before_text[] =
  "data: {\"id\":\"gen-1795354245-Jd6mQ0XzpVnqk3Tw8LbRcYg\",\"object\":\"chat.completion.chunk\","
  "\"created\":1795354245,\"model\":\"some/model-4\",\"provider\":\"Some\","
  "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"";
static const char after_text[] =
  "\"},\"finish_reason\":null,\"logprobs\":null}]}\n\n";

G_STATIC_ASSERT (sizeof before_text - 1 + TEXT_BYTES + sizeof after_text - 1 == BENCH_EVENT_BYTES);

/* Writes the event with this number, and a nul. */
void
bench_write_event (char    *buffer,
                   guint64  number)
{
  static const char ends[] = "nrstledm";
  char text[TEXT_BYTES + 1] = " word";

  text[3] = (char) ('a' + number % 26);
  text[4] = ends[number / 26 % (sizeof ends - 1)];

  if (number % PARAGRAPH == PARAGRAPH - 1)
    strcpy (text, ".\\n\\n");

  strcpy (buffer, before_text);
  strcat (buffer, text);
  strcat (buffer, after_text);
}

/* How long the text of the first so many events is. */
gsize
bench_count_text (guint64 n_events)
{
  return n_events * TEXT_BYTES - n_events / PARAGRAPH * (TEXT_BYTES - PARAGRAPH_BYTES);
}

/* The bytes of this process that are in memory now. */
gint64
bench_get_resident (void)
{
  FILE *file = fopen ("/proc/self/statm", "r");
  long pages = 0;

  if (file == NULL || fscanf (file, "%*d %ld", &pages) != 1)
    g_error ("/proc/self/statm cannot be read");
  fclose (file);

  return (gint64) pages * sysconf (_SC_PAGESIZE);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_median (GArray *values)
{
  g_autoptr(GArray) sorted = g_array_copy (values);
  guint middle = sorted->len / 2;

  g_assert (sorted->len > 0);
  g_array_sort (sorted, compare);
  if (sorted->len % 2 == 1)
    return g_array_index (sorted, double, middle);

  return (g_array_index (sorted, double, middle - 1) + g_array_index (sorted, double, middle)) / 2;
}

/* One line with some of the values, which are doubles, and the median of all. */
void
bench_print_row (const char *title,
                 GArray     *values,
                 int         digits)
{
  guint step = MAX (values->len / 10, 1);

  printf ("    %-10s", title);
  for (guint i = 0; i < values->len; i += step)
    printf ("%8.*f", digits, g_array_index (values, double, i));

  printf ("   median%8.*f\n", digits, bench_median (values));
}

/* Returns whether the limit is kept. */
gboolean
bench_print_verdict (const char *name,
                     double      value,
                     double      limit,
                     const char *unit)
{
  gboolean kept = value <= limit;

  printf ("    %s %.3f%s, limit %g%s: %s\n", name, value, unit, limit, unit,
          kept ? "kept" : "MISSED");
  fflush (stdout);

  return kept;
}
