/* test-quirks.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-quirks.h"

#include "sy-error.h"

#define ORIGIN "https://api.example.com"
#define MODEL  "model-1"

static GError *
make_error (SyError     code,
            const char *parameter)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;

  facts.status = 400;
  facts.parameter = parameter;

  return sy_error_new_facts (code, "No", &facts);
}

static gboolean
learn (SyQuirks   *quirks,
       const char *parameter)
{
  g_autoptr(GError) error = make_error (SY_ERROR_PARAMETER, parameter);

  return sy_quirks_learn (quirks, ORIGIN, MODEL, error);
}

static guint
applied (SyQuirks   *quirks,
         const char *origin,
         const char *model_id)
{
  g_autoptr(SyRequest) request = sy_request_new (model_id, NULL, SY_DIALECT_GENERIC);

  sy_quirks_apply (quirks, origin, model_id, request);

  return request->quirks;
}

typedef struct
{
  const char *parameter;
  guint       quirks;
} Case;

static void
test_parameters (void)
{
  static const Case cases[] = {
    { "temperature", SY_QUIRK_NO_TEMPERATURE },
    { "top_p", SY_QUIRK_NO_TOP_P },
    { "reasoning_effort", SY_QUIRK_NO_EFFORT },
    { "reasoning.effort", SY_QUIRK_NO_EFFORT },
    { "reasoning", SY_QUIRK_NO_EFFORT },
    { "max_tokens", SY_QUIRK_NO_MAX_TOKENS },
    { "max_completion_tokens", SY_QUIRK_NO_MAX_COMPLETION_TOKENS },
    { "stream_options", SY_QUIRK_NO_STREAM_OPTIONS },
    { "stream_options.include_usage", SY_QUIRK_NO_STREAM_OPTIONS },
    { "messages.1.reasoning_details", SY_QUIRK_NO_REPLAY },
    { "messages[3].annotations", SY_QUIRK_NO_REPLAY },

    /* Not sent, or nothing can be done without. */
    { "top_k", 0 },
    { "model", 0 },
    { "messages", 0 },
    { "messages[0].content", 0 },
    { "Temperature", 0 },
    { "annotations", 0 },
    { "", 0 },
    { NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SyQuirks *quirks = sy_quirks_new ();

      g_assert_cmpint (learn (quirks, cases[i].parameter), ==, cases[i].quirks != 0);
      g_assert_cmpuint (applied (quirks, ORIGIN, MODEL), ==, cases[i].quirks);
      g_assert_false (learn (quirks, cases[i].parameter));
      g_assert_finalize_object (quirks);
    }
}

static void
test_adds_up (void)
{
  SyQuirks *quirks = sy_quirks_new ();
  g_autoptr(SyRequest) request = sy_request_new (MODEL, NULL, SY_DIALECT_GENERIC);

  g_assert_true (learn (quirks, "max_tokens"));
  g_assert_true (learn (quirks, "temperature"));
  g_assert_true (learn (quirks, "max_completion_tokens"));
  g_assert_false (learn (quirks, "max_tokens"));

  request->quirks = SY_QUIRK_NO_REPLAY;
  sy_quirks_apply (quirks, ORIGIN, MODEL, request);
  g_assert_cmpuint (request->quirks, ==,
                    SY_QUIRK_NO_MAX_TOKENS | SY_QUIRK_NO_MAX_COMPLETION_TOKENS |
                    SY_QUIRK_NO_TEMPERATURE | SY_QUIRK_NO_REPLAY);

  g_assert_finalize_object (quirks);
}

static void
test_per_place (void)
{
  SyQuirks *quirks = sy_quirks_new ();

  g_assert_true (learn (quirks, "temperature"));
  g_assert_cmpuint (applied (quirks, ORIGIN, "model-2"), ==, 0);
  g_assert_cmpuint (applied (quirks, "https://other.example.com", MODEL), ==, 0);
  g_assert_cmpuint (applied (quirks, ORIGIN, MODEL), ==, SY_QUIRK_NO_TEMPERATURE);

  g_assert_finalize_object (quirks);
}

static void
test_other_errors (void)
{
  SyQuirks *quirks = sy_quirks_new ();
  g_autoptr(GError) bad = make_error (SY_ERROR_BAD_REQUEST, "temperature");
  g_autoptr(GError) other = g_error_new_literal (SY_ERROR, SY_ERROR_PARAMETER, "No");
  g_autoptr(GError) foreign =
    g_error_new_literal (g_quark_from_static_string ("foreign"), SY_ERROR_PARAMETER, "No");

  g_assert_false (sy_quirks_learn (quirks, ORIGIN, MODEL, NULL));
  g_assert_false (sy_quirks_learn (quirks, ORIGIN, MODEL, bad));
  g_assert_false (sy_quirks_learn (quirks, ORIGIN, MODEL, other));
  g_assert_false (sy_quirks_learn (quirks, ORIGIN, MODEL, foreign));
  g_assert_cmpuint (applied (quirks, ORIGIN, MODEL), ==, 0);

  g_assert_finalize_object (quirks);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/quirks/parameters", test_parameters);
  g_test_add_func ("/quirks/adds-up", test_adds_up);
  g_test_add_func ("/quirks/per-place", test_per_place);
  g_test_add_func ("/quirks/other-errors", test_other_errors);

  return g_test_run ();
}
