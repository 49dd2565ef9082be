/* sse-events.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads streams of events, one a line: the reads it came in, in hexadecimal, blanks
 * between them.  Prints for each stream its events, one a line, as "type data" in
 * hexadecimal, "end" in front of those that the end of the stream gave out, and an
 * empty line.
 */

#include "config.h"

#include "sy-sse-parser.h"

#include <stdio.h>
#include <string.h>

#define MAX_EVENT (24 * 1024 * 1024)

static void
print_hex (const char *bytes,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    printf ("%02x", (guchar) bytes[i]);
}

static void
event_cb (const SySseEvent *event,
          gpointer          user_data)
{
  const char *prefix = user_data;

  g_assert_true (g_utf8_validate (event->type, -1, NULL));
  g_assert_true (g_utf8_validate_len (event->data, event->length, NULL));

  printf ("%s", prefix);
  print_hex (event->type, strlen (event->type));
  printf (" ");
  print_hex (event->data, event->length);
  printf ("\n");
}

/* Of exactly the right size, so the sanitizer sees a read beyond it. */
static char *
parse_hex (const char *text,
           gsize      *length)
{
  char *bytes = NULL;

  *length = strlen (text) / 2;
  bytes = g_malloc (*length);

  for (gsize i = 0; i < *length; i++)
    bytes[i] = (char) (g_ascii_xdigit_value (text[2 * i]) * 16 +
                       g_ascii_xdigit_value (text[2 * i + 1]));

  return bytes;
}

static void
read_stream (char *line)
{
  g_autoptr(SySseParser) parser = sy_sse_parser_new (MAX_EVENT);
  g_auto(GStrv) reads = g_strsplit (g_strchomp (line), " ", -1);
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; reads[i] != NULL; i++)
    {
      gsize length;
      g_autofree char *bytes = parse_hex (reads[i], &length);

      sy_sse_parser_push (parser, bytes, length, event_cb, (gpointer) "", &error);
      g_assert_no_error (error);
    }

  sy_sse_parser_finish (parser, event_cb, (gpointer) "end ");
  printf ("\n");
}

int
main (void)
{
  char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) >= 0)
    read_stream (line);

  g_free (line);

  return 0;
}
