/* test-sse-parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-error.h"
#include "sy-sse-parser.h"

#include <string.h>

#define BAD       "\357\277\275"
#define BOM       "\357\273\277"
#define MAX_EVENT (24 * 1024 * 1024)

/* Events are written down as "[type|data]". */
static void
log_event (const SySseEvent *event,
           gpointer          user_data)
{
  GString *log = user_data;

  g_assert_true (g_utf8_validate_len (event->data, event->length, NULL));
  g_assert_true (g_utf8_validate (event->type, -1, NULL));
  g_string_append_c (log, '[');
  g_string_append (log, event->type);
  g_string_append_c (log, '|');
  g_string_append_len (log, event->data, event->length);
  g_string_append_c (log, ']');
}

static void
push_all (SySseParser *parser,
          const char  *bytes,
          gsize        length,
          GString     *log)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *copy = g_memdup2 (bytes, length);

  /* A copy of exactly this size, so the sanitizer sees a read beyond it. */
  g_assert_true (sy_sse_parser_push (parser, copy, length, log_event, log, &error));
  g_assert_no_error (error);
}

static char *
parse_split (const char *bytes,
             gsize       length,
             gsize       split)
{
  g_autoptr(SySseParser) parser = sy_sse_parser_new (MAX_EVENT);
  g_autoptr(GString) log = g_string_new (NULL);

  push_all (parser, bytes, split, log);
  push_all (parser, bytes + split, length - split, log);
  sy_sse_parser_finish (parser, log_event, log);

  return g_string_free_and_steal (g_steal_pointer (&log));
}

static char *
parse_in_reads (const char *bytes,
                gsize       length,
                gsize       size)
{
  g_autoptr(SySseParser) parser = sy_sse_parser_new (MAX_EVENT);
  g_autoptr(GString) log = g_string_new (NULL);

  for (gsize i = 0; i < length; i += size)
    push_all (parser, bytes + i, MIN (size, length - i), log);

  sy_sse_parser_finish (parser, log_event, log);

  return g_string_free_and_steal (g_steal_pointer (&log));
}

/* Another way to read a stream, for valid UTF-8 only: all of it in lines first. */
static char *
expect (const char *bytes,
        gsize       length)
{
  g_autofree char *text = g_strndup (bytes, length);
  g_autoptr(GString) lines = g_string_new (g_str_has_prefix (text, BOM) ? text + 3 : text);
  g_autoptr(GString) log = g_string_new (NULL);
  g_autoptr(GPtrArray) data = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *type = g_strdup ("");
  g_auto(GStrv) split = NULL;

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  g_string_append (lines, g_str_has_suffix (lines->str, "\n") ? "\n" : "\n\n");
  split = g_strsplit (lines->str, "\n", -1);

  /* What follows the last line end is no line. */
  for (guint i = 0; split[i + 1] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (split[i], ":", 2);
      const char *value = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";

      value += *value == ' ' ? 1 : 0;

      if (*split[i] == '\0')
        {
          if (data->len > 0)
            {
              g_autofree char *joined = NULL;

              g_ptr_array_add (data, NULL);
              joined = g_strjoinv ("\n", (char **) data->pdata);
              g_string_append_printf (log, "[%s|%s]", type, joined);
              g_ptr_array_set_size (data, 0);
            }

          g_set_str (&type, "");
        }
      else if (g_str_equal (parts[0], "data"))
        g_ptr_array_add (data, g_strdup (value));
      else if (g_str_equal (parts[0], "event"))
        g_set_str (&type, value);
    }

  return g_string_free_and_steal (g_steal_pointer (&log));
}

static void
assert_any_cut (const char *bytes,
                gsize       length,
                const char *expected)
{
  for (gsize split = 0; split <= length; split++)
    {
      g_autofree char *log = parse_split (bytes, length, split);

      g_assert_cmpstr (log, ==, expected);
    }

  for (gsize size = 1; size <= 32; size++)
    {
      g_autofree char *log = parse_in_reads (bytes, length, size);

      g_assert_cmpstr (log, ==, expected);
    }
}

typedef struct
{
  const char *stream;
  gsize       length;
  const char *events;
} Case;

static const Case rules[] = {
  { "", 0, "" },
  { "data: a\n\n", 0, "[|a]" },
  { "data:a\n\n", 0, "[|a]" },
  { "data:  a \n\n", 0, "[| a ]" },
  { "data: a\r\n\r\n", 0, "[|a]" },
  { "data: a\r\r", 0, "[|a]" },
  { "data: a\r\n\n", 0, "[|a]" },
  { "data: a\n\r\n", 0, "[|a]" },
  { "data: a\r\ndata: b\rdata: c\ndata: d\r\n\r\n", 0, "[|a\nb\nc\nd]" },
  { "data: a\n\ndata: b\n\n", 0, "[|a][|b]" },
  { "data: a\n\n\n\n\ndata: b\n\n", 0, "[|a][|b]" },
  { "data\n\n", 0, "[|]" },
  { "data:\n\n", 0, "[|]" },
  { "data: \n\n", 0, "[|]" },
  { "data\ndata\n\n", 0, "[|\n]" },
  { "data: {\ndata:  \"a\": 1\ndata: }\n\n", 0, "[|{\n \"a\": 1\n}]" },
  { "data: a:b: c\n\n", 0, "[|a:b: c]" },
  { "\n\n", 0, "" },
  { ": comment\n\n", 0, "" },
  { ":\n:\n\ndata: a\n\n", 0, "[|a]" },
  { ": OPENROUTER PROCESSING\n\ndata: a\n: x\ndata: b\n\n", 0, "[|a\nb]" },
  { "event: error\ndata: a\n\ndata: b\n\n", 0, "[error|a][|b]" },
  { "event: x\n\ndata: b\n\n", 0, "[|b]" },
  { "event: x\nevent: y\ndata: a\n\n", 0, "[y|a]" },
  { "data: a\nevent: late\n\n", 0, "[late|a]" },
  { "event:\ndata: a\n\n", 0, "[|a]" },
  { "id: 7\nretry: 10\nunknown: x\ndata: a\n\n", 0, "[|a]" },
  { " data: a\n\nData: b\n\ndata : c\n\ndatax: d\n\ndat: e\n\n", 0, "" },
  { "data: [DONE]\n\n", 0, "[|[DONE]]" },
  { "data: : OPENROUTER PROCESSING\n\n", 0, "[|: OPENROUTER PROCESSING]" },

  /* No blank line at the end */
  { "data: a\n\ndata: b\n", 0, "[|a][|b]" },
  { "data: a\n\ndata: b", 0, "[|a][|b]" },
  { "event: x\ndata: b\r", 0, "[x|b]" },
  { "event: x\n", 0, "" },
  { "data: a\n: cut comment", 0, "[|a]" },

  /* The byte order mark */
  { BOM "data: a\n\n", 0, "[|a]" },
  { BOM BOM "data: a\n\ndata: b\n\n", 0, "[|b]" },
  { "data: a\n\n" BOM "data: b\n\n", 0, "[|a]" },
  { "\357\273data: a\n\ndata: b\n\n", 0, "[|b]" },
  { BOM ": comment\ndata: a\n\n", 0, "[|a]" },
  { BOM, 0, "" },
  { "\357\273", 0, "" },

  /* Bytes that are no text */
  { "data: a\0b\n\n", 11, "[|a" BAD "b]" },
  { "da\0ta: a\n\ndata: b\n\n", 20, "[|b]" },
  { "data: \303\244\360\237\216\211\n\n", 0, "[|\303\244\360\237\216\211]" },
  { "data: \377\ndata: b\n\n", 0, "[|" BAD "\nb]" },
  { "data: a\342\202\ndata: \254\n\n", 0, "[|a" BAD "\n" BAD "]" },
  { "event: \377\ndata: b\n\n", 0, "[" BAD "|b]" },
  { "data: \360\237\216", 0, "[|" BAD "]" },
  { "\0\n\0\r", 4, "" },
};

static void
test_rules (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      gsize length = rules[i].length > 0 ? rules[i].length : strlen (rules[i].stream);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_any_cut (rules[i].stream, length, rules[i].events);
    }
}

/* Takes the body out of a recorded HTTP answer. */
static GString *
read_body (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "captures", name, NULL);
  g_autofree char *answer = NULL;
  g_autoptr(GError) error = NULL;
  GString *body = g_string_new (NULL);
  char *p = NULL;

  g_file_get_contents (path, &answer, NULL, &error);
  g_assert_no_error (error);

  p = strstr (answer, "\r\n\r\n");
  g_assert_nonnull (p);
  *p = '\0';
  p += 4;

  if (strcasestr (answer, "\r\nTransfer-Encoding: chunked") == NULL)
    {
      g_string_append (body, p);
      return body;
    }

  for (;;)
    {
      char *start = NULL;
      gsize size = g_ascii_strtoull (p, &start, 16);

      if (size == 0 || start == p)
        return body;

      g_assert_true (g_str_has_prefix (start, "\r\n"));
      g_assert_cmpuint (strlen (start + 2), >=, size);
      g_string_append_len (body, start + 2, size);
      p = start + 2 + size + 2;
    }
}

static GPtrArray *
list_captures (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "captures", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".txt"))
        g_ptr_array_add (names, g_strdup (name));
    }

  g_assert_cmpuint (names->len, >=, 15);

  return names;
}

static void
test_captures (void)
{
  g_autoptr(GPtrArray) names = list_captures ();
  guint n_streams = 0;

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr(GString) body = read_body (g_ptr_array_index (names, i));
      g_autofree char *expected = expect (body->str, body->len);

      g_test_message ("%s: %" G_GSIZE_FORMAT " bytes",
                      (char *) g_ptr_array_index (names, i), body->len);
      n_streams += *expected != '\0';

      assert_any_cut (body->str, body->len, expected);
    }

  g_assert_cmpuint (n_streams, >=, 6);
}

static void
test_random (void)
{
  static const char * const pieces[] = {
    "data", ":", " ", "\n", "\r", "\r\n", "event", "x", "\n\n", "data: y\n", "\303\244", ": c\n",
    "id: 1\n", BOM,
  };

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr(GString) stream = g_string_new (NULL);
      g_autofree char *expected = NULL;
      g_autofree char *log = NULL;
      guint n = g_test_rand_int_range (0, 30);

      for (guint i = 0; i < n; i++)
        g_string_append (stream, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      expected = expect (stream->str, stream->len);
      log = parse_in_reads (stream->str, stream->len, g_test_rand_int_range (1, 9));
      g_assert_cmpstr (log, ==, expected);
    }
}

static void
test_random_bytes (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *whole = NULL;
      g_autofree char *split = NULL;
      char bytes[64] = "data: ";
      gsize length = g_test_rand_int_range (6, sizeof bytes);

      for (gsize i = 6; i < length; i++)
        bytes[i] = g_test_rand_bit () ? (char) g_test_rand_int_range (0, 256)
                                      : "\r\n:d\357\273\277 "[g_test_rand_int_range (0, 8)];

      whole = parse_in_reads (bytes, length, sizeof bytes);
      split = parse_split (bytes, length, g_test_rand_int_range (0, (gint32) length + 1));
      g_assert_cmpstr (whole, ==, split);
    }
}

static void
test_bound (void)
{
  static const struct
  {
    const char *stream;
    const char *events;
    gboolean    too_large;
  } cases[] = {
    { "data: 12345678\n\n", "[|12345678]", FALSE },
    { "data: 123456789\n\n", "", TRUE },
    { "data: 1234\ndata: 567\n\n", "[|1234\n567]", FALSE },
    { "data: 1234\ndata: 5678\n\n", "", TRUE },
    { "data: a\n\ndata: 123456789\n\ndata: b\n\n", "[|a]", TRUE },
    { "data: \377\377\n\n", "[|" BAD BAD "]", FALSE },
    { "data: \377\377\377\n\n", "", TRUE },
    { ": a comment that is longer than any event may be, by far, and has no end at all....",
      "", FALSE },
    { "unknown-and-much-too-long-field-name-0123456789-0123456789-0123456789-0123456789-", "",
      TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (gsize size = 1; size <= 32; size++)
        {
          g_autoptr(SySseParser) parser = sy_sse_parser_new (8);
          g_autoptr(GString) log = g_string_new (NULL);
          g_autoptr(GError) error = NULL;
          gsize length = strlen (cases[i].stream);
          gboolean ok = TRUE;

          for (gsize j = 0; ok && j < length; j += size)
            ok = sy_sse_parser_push (parser, cases[i].stream + j, MIN (size, length - j),
                                     log_event, log, &error);

          g_assert_true (ok == !cases[i].too_large);
          g_assert_cmpstr (log->str, ==, cases[i].events);

          if (ok)
            continue;

          g_assert_error (error, SY_ERROR, SY_ERROR_TOO_LARGE);
          g_clear_error (&error);
          g_assert_false (sy_sse_parser_push (parser, "data: c\n\n", 9, log_event, log, &error));
          g_assert_error (error, SY_ERROR, SY_ERROR_TOO_LARGE);
          sy_sse_parser_finish (parser, log_event, log);
          g_assert_cmpstr (log->str, ==, cases[i].events);
        }
    }
}

static void
count_bytes (const SySseEvent *event,
             gpointer          user_data)
{
  gsize *count = user_data;

  *count += event->length;
}

static void
test_is_linear (void)
{
  const gsize size = 8 * 1024 * 1024;
  static const char fills[] = { 'x', '\r', '\n', ':' };
  g_autofree char *block = g_malloc (size);

  for (gsize i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      for (gsize read = 7; read <= size; read *= 1024)
        {
          g_autoptr(SySseParser) parser = sy_sse_parser_new (MAX_EVENT);
          gint64 start = g_get_monotonic_time ();
          gsize count = 0;

          memset (block, fills[i], size);
          g_assert_true (sy_sse_parser_push (parser, "data:", 5, count_bytes, &count, NULL));

          for (gsize j = 0; j < size; j += read)
            g_assert_true (sy_sse_parser_push (parser, block + j, MIN (read, size - j),
                                               count_bytes, &count, NULL));

          sy_sse_parser_finish (parser, count_bytes, &count);
          g_assert_cmpuint (count, ==, fills[i] == 'x' || fills[i] == ':' ? size : 0);
          g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
        }
    }
}

typedef struct
{
  SySseParser *parser;
  GPtrArray   *kept;
} Keeper;

static void
keep_event (const SySseEvent *event,
            gpointer          user_data)
{
  Keeper *keeper = user_data;

  g_ptr_array_add (keeper->kept, sy_sse_parser_take_data (keeper->parser, event));
}

/* Data that is taken outlives its event, wherever that was. */
static void
test_take_data (void)
{
  static const char stream[] = "data: one\n\ndata: two\ndata:2\n\ndata: a\377\n\ndata\n\ndata: last";
  static const char *const expected[] = { "one", "two\n2", ("a" BAD), "", "last" };

  for (gsize size = 1; size <= sizeof stream; size++)
    {
      g_autoptr(SySseParser) parser = sy_sse_parser_new (MAX_EVENT);
      g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      Keeper keeper = { parser, kept };

      for (gsize i = 0; i < strlen (stream); i += size)
        {
          gsize length = MIN (size, strlen (stream) - i);
          g_autofree char *copy = g_memdup2 (stream + i, length);

          g_assert_true (sy_sse_parser_push (parser, copy, length, keep_event, &keeper, NULL));
        }

      sy_sse_parser_finish (parser, keep_event, &keeper);
      g_assert_cmpuint (kept->len, ==, G_N_ELEMENTS (expected));

      for (guint i = 0; i < kept->len; i++)
        {
          gsize length = 0;
          const char *data = g_bytes_get_data (g_ptr_array_index (kept, i), &length);

          g_assert_cmpmem (data, length, expected[i], strlen (expected[i]));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sse-parser/rules", test_rules);
  g_test_add_func ("/sse-parser/captures", test_captures);
  g_test_add_func ("/sse-parser/random", test_random);
  g_test_add_func ("/sse-parser/random-bytes", test_random_bytes);
  g_test_add_func ("/sse-parser/bound", test_bound);
  g_test_add_func ("/sse-parser/take-data", test_take_data);
  g_test_add_func ("/sse-parser/linear", test_is_linear);

  return g_test_run ();
}
