/* test-faults.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every fault of the table, from a raw server to the card a person sees. */

#include "config.h"

#include "completion-fixture.h"
#include "fault-scenarios.h"

#include <string.h>

#define SILENCE_MS 121000

/* What was sent has been read by then, on a busy machine too. */
#define READ_MS    200

static GBytes *
compress (const char *text)
{
  g_autoptr(GConverter) compressor = NULL;
  g_autoptr(GBytes) plain = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  GBytes *bytes = NULL;

  compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  bytes = g_converter_convert_bytes (compressor, plain, &error);
  g_assert_no_error (error);

  return bytes;
}

/* All that the server of @scenario sends. */
static GString *
make_answer (const FaultScenario *scenario)
{
  GString *answer = g_string_new (scenario->answer);

  for (gsize i = 0; i < scenario->times; i++)
    g_string_append (answer, scenario->unit);

  if (scenario->end == FAULT_GZIP)
    {
      g_autoptr(GBytes) bytes = compress (scenario->tail);

      g_string_append_len (answer, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  else if (scenario->tail != NULL)
    {
      g_string_append (answer, scenario->tail);
    }

  return answer;
}

/* A reset throws away what the client has not read yet, so it waits for the client. */
static void
start (Fixture             *fixture,
       const FaultScenario *scenario,
       const GString       *answer)
{
  gboolean holds = scenario->end == FAULT_RESET;
  RawAction last[] = {
    [FAULT_CLOSE] = RAW_CLOSE,
    [FAULT_RESET] = RAW_RESET,
    [FAULT_SILENCE] = RAW_WAIT_CLOSE,
    [FAULT_OPEN] = RAW_WAIT_CLOSE,
    [FAULT_SLOW] = RAW_CLOSE,
    [FAULT_GZIP] = RAW_CLOSE,
  };
  RawStep steps[3] = {
    { scenario->end == FAULT_SLOW ? RAW_SEND_SLOWLY : RAW_SEND, answer->str, answer->len, 0 },
    { holds ? RAW_HOLD : RAW_WAIT, NULL, 0, 0 },
    { last[scenario->end], NULL, 0, 0 },
  };

  if (answer->len == 0)
    steps[0] = (RawStep) { RAW_WAIT, NULL, 0, 0 };

  fixture->cancel_at = scenario->outcome == FAULT_CANCELLED ? 1 : 0;
  fixture_start_steps (fixture, steps, G_N_ELEMENTS (steps));
}

static gboolean
has_whole_text (gpointer data)
{
  Fixture *fixture = data;

  return raw_server_get_n_requests (fixture->server) > 0 && fixture->deltas > 0;
}

static void
advance (Fixture             *fixture,
         const FaultScenario *scenario)
{
  if (scenario->end != FAULT_SILENCE && scenario->end != FAULT_RESET)
    return;

  fixture_wait (fixture, scenario->text != NULL && *scenario->text != '\0'
                         ? has_whole_text : fixture_has_request);
  support_spin_for (READ_MS);

  if (scenario->end == FAULT_RESET)
    raw_server_release (fixture->server);
  else
    sy_fake_clock_advance (fixture->clock, SILENCE_MS);
}

static SyPreset *
find_preset (const char *id)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "presets.json", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GListModel) presets = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  presets = sy_preset_parse_list (bytes, &error);
  g_assert_no_error (error);

  return g_object_ref (sy_preset_list_find (presets, id));
}

static void
assert_card (const GError        *error,
             const FaultScenario *scenario,
             gboolean             has_text)
{
  g_autoptr(SyPreset) preset = find_preset ("openrouter");
  SyAdvice *advice = sy_advice_new (error, preset, "some/model", has_text);

  g_assert_cmpstr (advice->title, ==, scenario->title);
  g_assert_true (g_utf8_validate (advice->text, -1, NULL) && *advice->text != '\0');
  g_assert_null (strstr (advice->text, FIXTURE_KEY));
  g_assert_null (strchr (advice->text, '<'));
  g_assert_cmpuint (advice->n_actions, >, 0);
  g_assert_cmpint (advice->actions[0], ==, scenario->action);
  g_assert_true (scenario->says == NULL || strstr (advice->text, scenario->says) != NULL);
  sy_advice_free (advice);
}

static void
assert_outcome (Fixture             *fixture,
                const FaultScenario *scenario)
{
  const GError *error = sy_completion_get_error (fixture->completion);
  const char *reason = sy_completion_get_finish_reason (fixture->completion);

  g_assert_cmpstr (fixture->text->str, ==, scenario->text != NULL ? scenario->text : "");

  switch (scenario->outcome)
    {
    case FAULT_COMPLETE:
    case FAULT_INTERRUPTED:
      g_assert_no_error (error);
      g_assert_cmpstr (reason, ==, scenario->reason);
      break;

    case FAULT_CANCELLED:
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      break;

    case FAULT_FAILED:
    default:
      fixture_assert_outcome (fixture, scenario->code, reason);
      assert_card (error, scenario, fixture->text->len > 0);
      break;
    }
}

static void
test_fault (gconstpointer data)
{
  const FaultScenario *scenario = data;
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GString) answer = make_answer (scenario);

  fixture_init (&fixture);
  start (&fixture, scenario, answer);
  advance (&fixture, scenario);
  fixture_finish (&fixture);

  assert_outcome (&fixture, scenario);
  g_assert_cmpuint (raw_server_get_n_requests (fixture.server), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < n_fault_scenarios; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (fault_scenarios[i].name), "/ ", '-');
      g_autofree char *path = g_strdup_printf ("/faults/%s", name);

      g_test_add_data_func (path, &fault_scenarios[i], test_fault);
    }

  return g_test_run ();
}
