/* test-model-family.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-model-family.h"

static void
test_family_from_id (void)
{
  static const struct
  {
    const char *model_id;
    const char *family;
  } cases[] = {
    { "anthropic/claude-sonnet-4.5", "anthropic/claude" },
    { "~anthropic/claude-sonnet-latest", "anthropic/claude" },
    { "anthropic/claude-sonnet-4.5:thinking", "anthropic/claude" },
    { "Anthropic/Claude", "anthropic/claude" },
    { "openai/gpt-5", "openai/gpt" },
    { "openai/gpt:free", "openai/gpt" },
    { "gpt-5.1-codex", "gpt" },
    { "gemini_2.5", "gemini" },
    { "llama3.1:8b", "llama3" },
    { "accounts/fireworks/models/deepseek-v4", "accounts/fireworks/models/deepseek" },
    { "vendor/", "vendor/" },
    { "-", NULL },
    { "~", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *family = sy_model_family_from_id (cases[i].model_id);

      g_assert_cmpstr (family, ==, cases[i].family);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model-family/from-id", test_family_from_id);

  return g_test_run ();
}
