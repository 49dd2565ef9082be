/* test-http-stream.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "raw-server.h"
#include "support-spin.h"
#include "sy-error.h"
#include "sy-fake-clock.h"
#include "sy-http.h"

#include <string.h>

#define PATIENCE_MS 10000

#define CHUNKED \
  "HTTP/1.1 200 OK\r\n" \
  "Content-Type: text/event-stream\r\n" \
  "Transfer-Encoding: chunked\r\n" \
  "\r\n"

typedef enum
{
  GO_ON,
  END,
  PAUSE,
  CANCEL,
  CLOSE,
} Wish;

typedef struct
{
  SyFakeClock  *clock;
  SyHttp       *http;
  RawServer    *server;
  GCancellable *cancellable;
  SyHttpStream *stream;
  GError       *error;
  GString      *body;
  gsize         wanted;
  guint         n_reads;
  guint         n_ends;
  gboolean      ok;
  Wish          wish;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = sy_fake_clock_new ();
  fixture->http = sy_http_new (SY_CLOCK (fixture->clock));
  fixture->server = raw_server_new ();
  fixture->cancellable = g_cancellable_new ();
  fixture->body = g_string_new (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->stream != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->stream));

  support_spin_for (20);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  g_assert_finalize_object (g_steal_pointer (&fixture->clock));
  g_assert_finalize_object (g_steal_pointer (&fixture->cancellable));
  g_clear_pointer (&fixture->server, raw_server_free);
  g_clear_error (&fixture->error);
  g_string_free (fixture->body, TRUE);
}

static SyHttpStreamFlow
read_func (GBytes   *bytes,
           gpointer  user_data)
{
  Fixture *fixture = user_data;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  g_assert_cmpuint (fixture->n_ends, ==, 0);
  g_assert_cmpuint (length, >, 0);
  g_assert_cmpuint (length, <=, 65536);
  g_string_append_len (fixture->body, text, length);
  fixture->n_reads++;

  if (fixture->wish == CANCEL)
    g_cancellable_cancel (fixture->cancellable);

  if (fixture->wish == CLOSE)
    sy_http_stream_close (fixture->stream);

  if (fixture->wish == PAUSE)
    return SY_HTTP_STREAM_PAUSE;

  return fixture->wish == END ? SY_HTTP_STREAM_END : SY_HTTP_STREAM_MORE;
}

static void
pumped_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->ok = sy_http_stream_pump_finish (SY_HTTP_STREAM (object), result, &fixture->error);
  g_assert_true (fixture->ok == (fixture->error == NULL));
  fixture->n_ends++;
}

static void
posted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->stream = sy_http_post_finish (SY_HTTP (object), result, &fixture->error);
  g_assert_no_error (fixture->error);
}

static gboolean
has_stream (gpointer data)
{
  Fixture *fixture = data;

  return fixture->stream != NULL;
}

static gboolean
has_ended (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n_ends > 0;
}

static gboolean
has_wanted (gpointer data)
{
  Fixture *fixture = data;

  return fixture->body->len >= fixture->wanted;
}

static gboolean
is_closed (gpointer data)
{
  Fixture *fixture = data;

  return raw_server_get_closed_at (fixture->server, 0) != 0;
}

static void
open_stream (Fixture       *fixture,
             const RawStep *steps,
             gsize          n_steps)
{
  g_autofree char *url = raw_server_dup_url (fixture->server, "/");
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  SyHttpPost post = { url, "Authorization", "the-key", "text/event-stream", body, 60000 };

  raw_server_add_script (fixture->server, steps, n_steps);
  sy_http_post_async (fixture->http, &post, fixture->cancellable, posted_cb, fixture);
  g_assert_true (support_spin_until (has_stream, fixture, PATIENCE_MS));
}

static void
pump (Fixture *fixture)
{
  sy_http_stream_pump_async (fixture->stream, read_func, fixture,
                             fixture->cancellable, pumped_cb, fixture);
}

static void
wait_for_bytes (Fixture *fixture,
                gsize    wanted)
{
  fixture->wanted = wanted;
  g_assert_true (support_spin_until (has_wanted, fixture, PATIENCE_MS));
}

static void
wait_for_end (Fixture *fixture)
{
  g_assert_true (support_spin_until (has_ended, fixture, PATIENCE_MS));
  g_assert_cmpuint (fixture->n_ends, ==, 1);
}

static void
assert_closed_within_a_second (Fixture *fixture,
                               gint64   since)
{
  g_assert_true (support_spin_until (is_closed, fixture, PATIENCE_MS));
  g_assert_cmpint (raw_server_get_closed_at (fixture->server, 0) - since, <, G_USEC_PER_SEC);
}

static void
test_until_close (Fixture       *fixture,
                  gconstpointer  data)
{
  const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM "one " }, { RAW_HOLD }, { RAW_SEND, "two " }, { RAW_HOLD },
    { RAW_SEND_SLOWLY, "three" },
  };

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  g_assert_cmpuint (sy_http_stream_get_status (fixture->stream), ==, 200);
  pump (fixture);

  /* Each piece is there before the next one is sent. */
  wait_for_bytes (fixture, 4);
  g_assert_cmpstr (fixture->body->str, ==, "one ");
  raw_server_release (fixture->server);
  wait_for_bytes (fixture, 8);
  g_assert_cmpstr (fixture->body->str, ==, "one two ");
  g_assert_cmpuint (fixture->n_ends, ==, 0);
  raw_server_release (fixture->server);

  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->body->str, ==, "one two three");
}

static void
test_chunked (Fixture       *fixture,
              gconstpointer  data)
{
  const RawStep steps[] = {
    { RAW_SEND, CHUNKED "4\r\none " }, { RAW_SEND_SLOWLY, "\r\n3\r\ntwo\r\n" },
    { RAW_SEND, "0\r\n\r\n" }, { RAW_WAIT_CLOSE },
  };

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->body->str, ==, "one two");
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, "HTTP/1.1 204 No Content\r\n\r\n" }, { RAW_WAIT_CLOSE } };

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_reads, ==, 0);
}

static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  const gsize size = 8 * 1024 * 1024;
  g_autofree char *bytes = g_malloc (size);
  RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM }, { RAW_SEND, bytes, size } };

  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) (i * 31 + i / 1000);

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpmem (fixture->body->str, fixture->body->len, bytes, size);
}

static void
assert_broken (Fixture       *fixture,
               const RawStep *steps,
               gsize          n_steps)
{
  open_stream (fixture, steps, n_steps);
  pump (fixture);
  wait_for_end (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_NETWORK);
  g_assert_nonnull (strstr (fixture->error->message, "127.0.0.1"));
  g_assert_cmpstr (fixture->body->str, ==, "one ");
}

static void
test_cut_chunks (Fixture       *fixture,
                 gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, CHUNKED "4\r\none \r\n" } };

  assert_broken (fixture, steps, G_N_ELEMENTS (steps));
}

static void
test_cut_length (Fixture       *fixture,
                 gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\none " } };

  assert_broken (fixture, steps, G_N_ELEMENTS (steps));
}

static void
test_reset (Fixture       *fixture,
            gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, CHUNKED "4\r\none \r\n" }, { RAW_HOLD }, { RAW_RESET } };

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_bytes (fixture, 4);
  raw_server_release (fixture->server);
  wait_for_end (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_NETWORK);
  g_assert_nonnull (strstr (fixture->error->message, "127.0.0.1"));
  g_assert_cmpstr (fixture->body->str, ==, "one ");
}

static void
test_bad_chunk (Fixture       *fixture,
                gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, CHUNKED "4\r\none \r\nnonsense\r\n" }, { RAW_WAIT_CLOSE } };

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_bytes (fixture, 4);
  g_cancellable_cancel (fixture->cancellable);
  wait_for_end (fixture);
  g_assert_nonnull (fixture->error);
}

static void
test_stop_before_pump (Fixture       *fixture,
                       gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM }, { RAW_WAIT_CLOSE } };
  gint64 since;

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  since = g_get_monotonic_time ();
  g_cancellable_cancel (fixture->cancellable);
  sy_http_stream_close (fixture->stream);
  sy_http_stream_close (fixture->stream);
  assert_closed_within_a_second (fixture, since);
}

static void
test_stop_before_first_byte (Fixture       *fixture,
                             gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM }, { RAW_WAIT_CLOSE } };
  gint64 since;

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  support_spin_for (30);

  since = g_get_monotonic_time ();
  g_cancellable_cancel (fixture->cancellable);
  wait_for_end (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_closed_within_a_second (fixture, since);
}

static void
test_stop_in_event (Fixture       *fixture,
                    gconstpointer  data)
{
  const char *heads[] = { RAW_OK_STREAM "data: {\"a", CHUNKED "9\r\ndata: {\"a\r\n" };
  const RawStep steps[] = { { RAW_SEND, heads[GPOINTER_TO_UINT (data)] }, { RAW_WAIT_CLOSE } };
  gint64 since;

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_bytes (fixture, 9);

  since = g_get_monotonic_time ();
  g_cancellable_cancel (fixture->cancellable);
  wait_for_end (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->body->str, ==, "data: {\"a");
  assert_closed_within_a_second (fixture, since);
}

/* The server sends without an end; all that it sent before must not be read. */
static void
test_stop_in_flood (Fixture       *fixture,
                    gconstpointer  data)
{
  const gsize size = 64 * 1024 * 1024;
  g_autofree char *bytes = g_strnfill (size, 'x');
  const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM }, { RAW_SEND, bytes, size },
                            { RAW_WAIT_CLOSE } };
  gint64 since;

  fixture->wish = CANCEL;
  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_end (fixture);
  since = g_get_monotonic_time ();
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_reads, ==, 1);
  assert_closed_within_a_second (fixture, since);
}

static void
test_stop_by_func (Fixture       *fixture,
                   gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM "one " }, { RAW_WAIT_CLOSE } };
  gint64 since;

  fixture->wish = GPOINTER_TO_UINT (data);
  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_end (fixture);
  since = g_get_monotonic_time ();
  g_assert_cmpuint (fixture->n_reads, ==, 1);

  if (fixture->wish == END)
    g_assert_no_error (fixture->error);
  else
    g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  assert_closed_within_a_second (fixture, since);
}

static void
test_close_while_pumping (Fixture       *fixture,
                          gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM "one " }, { RAW_WAIT_CLOSE } };
  gint64 since;

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_bytes (fixture, 4);

  since = g_get_monotonic_time ();
  sy_http_stream_close (fixture->stream);
  wait_for_end (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_cancellable_is_cancelled (fixture->cancellable));
  assert_closed_within_a_second (fixture, since);
}

static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM "one " }, { RAW_WAIT_CLOSE } };
  gint64 since;

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  since = g_get_monotonic_time ();
  g_assert_finalize_object (g_steal_pointer (&fixture->stream));
  assert_closed_within_a_second (fixture, since);
}

static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM "one " }, { RAW_HOLD }, { RAW_SEND, ":\n" }, { RAW_WAIT_CLOSE },
  };

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_bytes (fixture, 4);

  sy_fake_clock_advance (fixture->clock, 59000);
  raw_server_release (fixture->server);
  wait_for_bytes (fixture, 6);

  sy_fake_clock_advance (fixture->clock, 59999);
  support_spin_for (30);
  g_assert_cmpuint (fixture->n_ends, ==, 0);

  sy_fake_clock_advance (fixture->clock, 1);
  wait_for_end (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_TIMEOUT);
  g_assert_nonnull (strstr (fixture->error->message, "127.0.0.1"));
  g_assert_cmpstr (fixture->body->str, ==, "one :\n");
  g_assert_true (support_spin_until (is_closed, fixture, PATIENCE_MS));
}

/* Nothing is read in a pause, and its silence is not the server's. */
static void
test_pause (Fixture       *fixture,
            gconstpointer  data)
{
  const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM "one " }, { RAW_HOLD }, { RAW_SEND, "two " }, { RAW_WAIT_CLOSE },
  };

  fixture->wish = PAUSE;
  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_bytes (fixture, 4);

  raw_server_release (fixture->server);
  sy_fake_clock_advance (fixture->clock, 600000);
  support_spin_for (30);
  g_assert_cmpuint (fixture->n_ends, ==, 0);
  g_assert_cmpuint (fixture->n_reads, ==, 1);

  fixture->wish = GO_ON;
  sy_http_stream_resume (fixture->stream, SY_HTTP_STREAM_MORE);
  sy_http_stream_resume (fixture->stream, SY_HTTP_STREAM_END);
  wait_for_bytes (fixture, 8);

  sy_fake_clock_advance (fixture->clock, 60000);
  wait_for_end (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_TIMEOUT);
  g_assert_cmpstr (fixture->body->str, ==, "one two ");
}

static void
test_stop_in_pause (Fixture       *fixture,
                    gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM "one " }, { RAW_WAIT_CLOSE } };
  const Wish wish = GPOINTER_TO_UINT (data);
  gint64 since;

  fixture->wish = PAUSE;
  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_bytes (fixture, 4);
  support_spin_for (30);
  since = g_get_monotonic_time ();

  if (wish == CANCEL)
    g_cancellable_cancel (fixture->cancellable);
  else if (wish == CLOSE)
    sy_http_stream_close (fixture->stream);
  else
    sy_http_stream_resume (fixture->stream, SY_HTTP_STREAM_END);

  wait_for_end (fixture);

  if (wish == END)
    g_assert_no_error (fixture->error);
  else
    g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  sy_http_stream_resume (fixture->stream, SY_HTTP_STREAM_MORE);
  assert_closed_within_a_second (fixture, since);
}

/* A stop that is known when the pause ends reads nothing more. */
static void
test_stop_and_resume (Fixture       *fixture,
                      gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM "one " }, { RAW_WAIT_CLOSE } };

  fixture->wish = PAUSE;
  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  wait_for_bytes (fixture, 4);
  support_spin_for (30);

  g_cancellable_cancel (fixture->cancellable);
  sy_http_stream_resume (fixture->stream, SY_HTTP_STREAM_MORE);
  wait_for_end (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_stop_and_silence (Fixture       *fixture,
                       gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, RAW_OK_STREAM }, { RAW_WAIT_CLOSE } };

  open_stream (fixture, steps, G_N_ELEMENTS (steps));
  pump (fixture);
  sy_fake_clock_advance (fixture->clock, 60000);
  g_cancellable_cancel (fixture->cancellable);
  wait_for_end (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_memory (void)
{
  g_autoptr(SyClock) clock = sy_clock_new ();
  g_autoptr(GInputStream) body = g_memory_input_stream_new_from_data ("one two", 7, NULL);
  g_autoptr(GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  Fixture fixture = { .body = g_string_new (NULL) };

  g_hash_table_insert (headers, (char *) "Content-TYPE", (char *) "text/plain");
  g_hash_table_insert (headers, (char *) "X-Bad", (char *) "a\377");
  fixture.stream = sy_http_stream_new (body, 503, headers, clock, 0);
  g_clear_pointer (&headers, g_hash_table_unref);

  g_assert_cmpuint (sy_http_stream_get_status (fixture.stream), ==, 503);
  g_assert_cmpstr (sy_http_stream_get_header (fixture.stream, "content-Type"), ==, "text/plain");
  g_assert_cmpstr (sy_http_stream_get_header (fixture.stream, "x-bad"), ==, "a\357\277\275");
  g_assert_null (sy_http_stream_get_header (fixture.stream, "x-none"));

  pump (&fixture);
  wait_for_end (&fixture);
  g_assert_no_error (fixture.error);
  g_assert_cmpstr (fixture.body->str, ==, "one two");
  support_spin_for (20);
  g_assert_true (g_input_stream_is_closed (body));

  g_assert_finalize_object (g_steal_pointer (&fixture.stream));
  g_assert_finalize_object (g_steal_pointer (&body));
  g_assert_finalize_object (g_steal_pointer (&clock));
  g_string_free (fixture.body, TRUE);
}

static void
add (const char *path,
     guint       data,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GUINT_TO_POINTER (data), set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/http-stream/memory", test_memory);
  add ("/http-stream/until-close", 0, test_until_close);
  add ("/http-stream/chunked", 0, test_chunked);
  add ("/http-stream/empty", 0, test_empty);
  add ("/http-stream/large", 0, test_large);
  add ("/http-stream/broken/cut-chunks", 0, test_cut_chunks);
  add ("/http-stream/broken/cut-length", 0, test_cut_length);
  add ("/http-stream/broken/reset", 0, test_reset);
  add ("/http-stream/broken/bad-chunk", 0, test_bad_chunk);
  add ("/http-stream/stop/before-pump", 0, test_stop_before_pump);
  add ("/http-stream/stop/before-first-byte", 0, test_stop_before_first_byte);
  add ("/http-stream/stop/in-event", 0, test_stop_in_event);
  add ("/http-stream/stop/in-chunked-event", 1, test_stop_in_event);
  add ("/http-stream/stop/in-flood", 0, test_stop_in_flood);
  add ("/http-stream/stop/by-func/end", END, test_stop_by_func);
  add ("/http-stream/stop/by-func/cancel", CANCEL, test_stop_by_func);
  add ("/http-stream/stop/by-func/close", CLOSE, test_stop_by_func);
  add ("/http-stream/stop/close-while-pumping", 0, test_close_while_pumping);
  add ("/http-stream/stop/drop", 0, test_drop);
  add ("/http-stream/pause", 0, test_pause);
  add ("/http-stream/pause/end", END, test_stop_in_pause);
  add ("/http-stream/pause/cancel", CANCEL, test_stop_in_pause);
  add ("/http-stream/pause/close", CLOSE, test_stop_in_pause);
  add ("/http-stream/pause/cancel-and-resume", 0, test_stop_and_resume);
  add ("/http-stream/silence", 0, test_silence);
  add ("/http-stream/silence/stop", 0, test_stop_and_silence);

  return g_test_run ();
}
