/* test-chat-values.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-chat-values.h"

#include "sy-json.h"

static const char preset_json[] =
  "{\"version\":1,\"presets\":[{\"id\":\"box\",\"name\":\"Box\","
  "\"api-base\":\"https://box.example/v1\",\"model\":\"m\",\"format\":\"openai-chat\","
  "\"dialect\":\"generic\",\"auth-header\":\"Authorization\",\"key\":\"none\","
  "\"local\":false,\"silence-seconds\":120}]}";

static SySampling *
parse (const char *json)
{
  g_autoptr(JsonNode) node = json_from_string (json, NULL);

  return sy_sampling_from_json (sy_json_node_object (node));
}

static void
assert_sampling (const SySampling *sampling,
                 const char       *expected)
{
  g_autoptr(JsonNode) node = sy_sampling_to_json (sampling);
  g_autofree char *json = json_to_string (node, FALSE);

  g_assert_cmpstr (json, ==, expected);
}

/* The conversation's, else what Settings say, else the provider's, each value by itself. */
static const struct
{
  const char *own;
  const char *defaults;
  const char *provider;
  const char *expected;
} sampling_cases[] = {
  { "{}", "{}", "{}", "{}" },
  { "{}", "{}", "{\"top-p\":0.5}", "{\"top-p\":0.5}" },
  { "{}", "{\"top-p\":0.25}", "{\"top-p\":0.5}", "{\"top-p\":0.25}" },
  { "{\"top-p\":0.125}", "{\"top-p\":0.25}", "{\"top-p\":0.5}", "{\"top-p\":0.125}" },
  { "{\"top-p\":0.125}", "{}", "{\"top-p\":0.5}", "{\"top-p\":0.125}" },
  { "{\"max-tokens\":1}", "{\"effort\":\"low\"}", "{\"top-p\":0.5}",
    "{\"top-p\":0.5,\"max-tokens\":1,\"effort\":\"low\"}" },
};

static const struct
{
  const char *own;
  const char *defaults;
  const char *expected;
} prompt_cases[] = {
  { NULL, NULL, NULL },
  { NULL, "", NULL },
  { NULL, "Settings", "Settings" },
  { "Own", NULL, "Own" },
  { "Own", "Settings", "Own" },

  /* None, on purpose. */
  { "", "Settings", NULL },
  { " \n\t", "Settings", NULL },
  { NULL, " \n", NULL },
  { " Own\n", "Settings", " Own\n" },
};

static SyProvider *
new_provider (void)
{
  g_autoptr(GBytes) json = g_bytes_new_static (preset_json, sizeof preset_json - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) presets = sy_preset_parse_list (json, &error);

  g_assert_no_error (error);

  return sy_provider_new ("box", sy_preset_list_find (presets, "box"));
}

static void
test_sampling (void)
{
  g_autoptr(SyConversation) conversation = sy_conversation_new ("c");
  g_autoptr(SyChatDefaults) defaults = sy_chat_defaults_new ();
  g_autoptr(SyProvider) provider = new_provider ();

  for (gsize i = 0; i < G_N_ELEMENTS (sampling_cases); i++)
    {
      g_autoptr(SySampling) own = parse (sampling_cases[i].own);
      g_autoptr(SySampling) second = parse (sampling_cases[i].defaults);
      g_autoptr(SySampling) third = parse (sampling_cases[i].provider);
      g_autoptr(SyChatValues) values = NULL;

      sy_conversation_set_sampling (conversation, own);
      sy_chat_defaults_set_sampling (defaults, second);
      sy_provider_set_sampling (provider, third);
      values = sy_chat_values_new (conversation, defaults, provider);
      assert_sampling (values->sampling, sampling_cases[i].expected);
    }
}

static void
test_system_prompt (void)
{
  g_autoptr(SyConversation) conversation = sy_conversation_new ("c");
  g_autoptr(SyChatDefaults) defaults = sy_chat_defaults_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (prompt_cases); i++)
    {
      g_autoptr(SyChatValues) values = NULL;

      sy_conversation_set_system_prompt (conversation, prompt_cases[i].own);
      sy_chat_defaults_set_system_prompt (defaults, prompt_cases[i].defaults);
      values = sy_chat_values_new (conversation, defaults, NULL);
      g_assert_cmpstr (values->system_prompt, ==, prompt_cases[i].expected);
    }
}

static void
test_nobody (void)
{
  g_autoptr(SyChatValues) values = sy_chat_values_new (NULL, NULL, NULL);

  g_assert_null (values->system_prompt);
  assert_sampling (values->sampling, "{}");
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_defaults (void)
{
  SyChatDefaults *defaults = sy_chat_defaults_new ();
  g_autoptr(SySampling) sampling = parse ("{\"temperature\":0.5}");
  g_autoptr(SySampling) held = NULL;
  g_autofree char *prompt = NULL;
  guint n_prompts = 0;
  guint n_samplings = 0;

  g_signal_connect (defaults, "notify::system-prompt", G_CALLBACK (count_cb), &n_prompts);
  g_signal_connect (defaults, "notify::sampling", G_CALLBACK (count_cb), &n_samplings);
  g_assert_null (sy_chat_defaults_get_system_prompt (defaults));
  assert_sampling (sy_chat_defaults_get_sampling (defaults), "{}");

  /* Nothing is nothing. */
  sy_chat_defaults_set_system_prompt (defaults, "");
  sy_chat_defaults_set_sampling (defaults, NULL);
  g_assert_cmpuint (n_prompts + n_samplings, ==, 0);

  for (guint i = 0; i < 2; i++)
    g_object_set (defaults, "system-prompt", "Be brief.", "sampling", sampling, NULL);
  g_object_get (defaults, "system-prompt", &prompt, "sampling", &held, NULL);
  g_assert_cmpstr (prompt, ==, "Be brief.");
  g_assert_true (sy_sampling_equal (held, sampling));
  g_assert_cmpuint (n_prompts, ==, 1);
  g_assert_cmpuint (n_samplings, ==, 1);

  sy_chat_defaults_set_sampling (defaults, NULL);
  assert_sampling (sy_chat_defaults_get_sampling (defaults), "{}");
  g_assert_cmpuint (n_samplings, ==, 2);
  g_assert_finalize_object (defaults);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/chat-values/sampling", test_sampling);
  g_test_add_func ("/chat-values/system-prompt", test_system_prompt);
  g_test_add_func ("/chat-values/nobody", test_nobody);
  g_test_add_func ("/chat-values/defaults", test_defaults);

  return g_test_run ();
}
