/* completion-fixture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "completion-fixture.h"

#include "sy-error.h"

#include <string.h>

static void
delta_cb (Fixture       *self,
          const SyDelta *delta)
{
  self->deltas++;
  g_assert_cmpuint (self->finished, ==, 0);
  if (self->completion != NULL)
    g_assert_false (self->cancel_at != 0 && self->deltas > self->cancel_at);

  if (delta->kind == SY_DELTA_TEXT)
    g_string_append_len (self->text, delta->text, delta->length);
  if (delta->kind == SY_DELTA_REASONING)
    g_string_append_len (self->reasoning, delta->text, delta->length);
  self->tool_calls += delta->kind == SY_DELTA_TOOL_CALL;

  if (self->deltas == self->cancel_at)
    sy_completion_cancel (self->completion);
  if (self->drop)
    g_clear_object (&self->completion);
}

static void
finished_cb (Fixture *self)
{
  self->finished++;
}

static gboolean
is_finished (gpointer data)
{
  return ((Fixture *) data)->finished > 0;
}

static SyProvider *
make_provider (const char *api_base)
{
  static const char json[] = "{\"presets\":[{\"id\":\"custom\",\"name\":\"Custom\","
                             "\"format\":\"openai-chat\",\"silence-seconds\":120}]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr(GListModel) presets = sy_preset_parse_list (bytes, NULL);
  SyProvider *provider = sy_provider_new ("id", sy_preset_list_find (presets, "custom"));
  g_autoptr(GError) error = NULL;

  sy_provider_set_api_base (provider, api_base, &error);
  g_assert_no_error (error);

  return provider;
}

static void
make_completion (Fixture *self)
{
  self->completion = sy_completion_new (self->http, self->redact);
  g_signal_connect_swapped (self->completion, "delta", G_CALLBACK (delta_cb), self);
  g_signal_connect_swapped (self->completion, "finished", G_CALLBACK (finished_cb), self);
}

void
fixture_init (Fixture *self)
{
  g_autofree char *api_base = NULL;

  memset (self, 0, sizeof *self);
  self->server = raw_server_new ();
  self->clock = sy_fake_clock_new ();
  self->http = sy_http_new (SY_CLOCK (self->clock));
  self->redact = sy_redact_new ();
  api_base = raw_server_dup_url (self->server, "/v1");
  self->provider = make_provider (api_base);
  self->text = g_string_new (NULL);
  self->reasoning = g_string_new (NULL);
  make_completion (self);
}

void
fixture_clear (Fixture *self)
{
  if (self->completion != NULL)
    {
      g_assert_finalize_object (self->completion);
      self->completion = NULL;
    }
  raw_server_free (self->server);
  support_spin_for (5);
  g_assert_finalize_object (self->provider);
  g_object_unref (self->http);
  g_assert_finalize_object (self->redact);
  g_object_unref (self->clock);
  g_string_free (self->text, TRUE);
  g_string_free (self->reasoning, TRUE);
}

void
fixture_start (Fixture *self)
{
  g_autoptr(SyRequest) request = sy_request_new ("some/model", NULL, SY_DIALECT_GENERIC);

  sy_request_add_turn (request, SY_ROLE_USER, "Hello", NULL);
  sy_completion_start (self->completion, self->provider, FIXTURE_KEY, request);
}

/* Serves @steps to the request that begins. */
void
fixture_start_steps (Fixture       *self,
                     const RawStep *steps,
                     gsize          n_steps)
{
  raw_server_add_script (self->server, steps, n_steps);
  fixture_start (self);
}

void
fixture_wait (Fixture         *self,
              SupportSpinFunc  phase)
{
  g_assert_true (support_spin_until (phase, self, FIXTURE_TIMEOUT));
}

void
fixture_finish (Fixture *self)
{
  g_assert_true (support_spin_until (is_finished, self, FIXTURE_TIMEOUT));
  g_assert_cmpint (sy_completion_get_state (self->completion), ==, SY_COMPLETION_FINISHED);

  /* Nothing may come after the end. */
  support_spin_for (5);
  g_assert_cmpuint (self->finished, ==, 1);
}

void
fixture_serve (Fixture    *self,
               const char *bytes,
               gsize       length)
{
  const RawStep steps[] = { { RAW_SEND, bytes, length, 0 }, { RAW_CLOSE, NULL, 0, 0 } };

  raw_server_add_script (self->server, steps, G_N_ELEMENTS (steps));
}

void
fixture_run (Fixture    *self,
             const char *bytes,
             gsize       length)
{
  fixture_serve (self, bytes, length);
  fixture_start (self);
  fixture_finish (self);
}

/* @code is -1 for no error. */
void
fixture_assert_outcome (Fixture    *self,
                        int         code,
                        const char *reason)
{
  const GError *error = sy_completion_get_error (self->completion);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, SY_ERROR, code);

  g_assert_cmpstr (sy_completion_get_finish_reason (self->completion), ==, reason);
  if (error != NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strstr (error->message, FIXTURE_KEY));
      g_assert_null (strchr (error->message, '<'));
    }
}

gboolean
fixture_has_delta (gpointer data)
{
  return ((Fixture *) data)->deltas > 0;
}

gboolean
fixture_has_request (gpointer data)
{
  return raw_server_get_n_requests (((Fixture *) data)->server) > 0;
}

gboolean
fixture_is_waiting (gpointer data)
{
  return sy_completion_get_state (((Fixture *) data)->completion) == SY_COMPLETION_WAITING;
}

gboolean
fixture_is_closed (gpointer data)
{
  return raw_server_get_closed_at (((Fixture *) data)->server, 0) != 0;
}
