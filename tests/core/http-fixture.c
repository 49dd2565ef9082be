/* http-fixture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "http-fixture.h"

#include "support-spin.h"

#include <string.h>

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->clock = sy_fake_clock_new ();
  fixture->http = sy_http_new (SY_CLOCK (fixture->clock));
  fixture->trust = sy_trust_new ();
  sy_http_set_trust (fixture->http, fixture->trust);
  fixture->server = raw_server_new ();
  fixture->cancellable = g_cancellable_new ();
  fixture->url = raw_server_dup_url (fixture->server, "/v1/chat/completions");
  fixture->post.url = fixture->url;
  fixture->post.auth_header = "Authorization";
  fixture->post.key = "the-key";
  fixture->post.accept = "text/event-stream";
  fixture->post.body = g_bytes_new_static ("{\"stream\":true}", 15);
  fixture->post.silence_ms = 60000;
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->post.body, g_bytes_unref);
  g_clear_pointer (&fixture->url, g_free);

  if (fixture->stream != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->stream));

  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  g_assert_finalize_object (g_steal_pointer (&fixture->trust));

  /* The bodies that are closed now hold their cancellables until then. */
  support_spin_for (20);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->clock));
  g_assert_finalize_object (g_steal_pointer (&fixture->cancellable));
  g_clear_pointer (&fixture->server, raw_server_free);
}

static void
posted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_object (&fixture->stream);
  g_clear_error (&fixture->error);
  fixture->stream = sy_http_post_finish (SY_HTTP (object), result, &fixture->error);
  g_assert_true ((fixture->stream != NULL) == (fixture->error == NULL));
  fixture->n_answers++;
}

void
fixture_start (Fixture *fixture)
{
  sy_http_post_async (fixture->http, &fixture->post, fixture->cancellable, posted_cb, fixture);
}

gboolean
fixture_is_answered (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n_answers > 0;
}

gboolean
fixture_is_requested (gpointer data)
{
  Fixture *fixture = data;

  return raw_server_get_n_requests (fixture->server) > 0;
}

gboolean
fixture_is_closed (gpointer data)
{
  Fixture *fixture = data;

  return raw_server_get_closed_at (fixture->server, 0) != 0;
}

gboolean
fixture_is_counted (gpointer data)
{
  return *(gsize *) data > 0;
}

void
fixture_wait (Fixture *fixture)
{
  g_assert_true (support_spin_until (fixture_is_answered, fixture, PATIENCE_MS));
}

/* Serves @answer to one request and waits for what comes of it. */
void
fixture_run (Fixture    *fixture,
             const char *answer)
{
  const RawStep steps[] = { { RAW_SEND, answer } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  fixture_start (fixture);
  fixture_wait (fixture);
}

void
fixture_assert_stream (Fixture *fixture,
                       guint    status)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (sy_http_stream_get_status (fixture->stream), ==, status);
}

void
fixture_assert_failed (Fixture    *fixture,
                       SyError     code,
                       const char *word)
{
  g_assert_error (fixture->error, SY_ERROR, (int) code);
  g_assert_nonnull (strstr (fixture->error->message, word));
  g_assert_null (strstr (fixture->error->message, "the-key"));
}

static SyHttpStreamFlow
count_cb (GBytes   *bytes,
          gpointer  user_data)
{
  gsize *length = user_data;

  *length += g_bytes_get_size (bytes);

  return SY_HTTP_STREAM_MORE;
}

static void
pumped_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  sy_http_stream_pump_finish (SY_HTTP_STREAM (object), result, &fixture->error);
  fixture->n_answers++;
}

void
fixture_start_pump (Fixture *fixture,
                    gsize   *length)
{
  fixture->n_answers = 0;
  sy_http_stream_pump_async (fixture->stream, count_cb, length, NULL, pumped_cb, fixture);
}
