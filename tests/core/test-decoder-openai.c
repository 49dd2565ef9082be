/* test-decoder-openai.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-decoder-openai.h"

#include "sy-error.h"
#include "sy-json.h"

#include <string.h>

/* Writes down what comes: "T:" text, "R:" reasoning and so on, one a line. */
static void
log_cb (const SyDelta *delta,
        gpointer       user_data)
{
  static const char letters[] = "TRDIACUSFEXG";
  GString *log = user_data;

  g_string_append_printf (log, "%c:", letters[delta->kind]);
  if (delta->kind == SY_DELTA_FINISH && delta->text == NULL)
    g_string_append (log, "(null)");

  if (delta->text != NULL)
    {
      g_assert_cmpuint (strlen (delta->text), ==, delta->length);
      g_assert_true (g_utf8_validate (delta->text, -1, NULL));
      g_string_append (log, delta->text);
    }

  if (delta->raw != NULL)
    {
      g_autofree char *json = json_to_string (delta->raw, FALSE);

      g_string_append_printf (log, "%u%s", delta->index, json);
    }

  if (delta->usage != NULL)
    g_string_append_printf (log, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                            " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            delta->usage->prompt_tokens, delta->usage->completion_tokens,
                            delta->usage->reasoning_tokens, delta->usage->cached_tokens,
                            delta->usage->cache_write_tokens,
                            delta->usage->cost == SY_MONEY_UNKNOWN ? -1 : delta->usage->cost);

  if (delta->error != NULL)
    g_string_append (log, delta->error->message);

  g_string_append_c (log, '\n');
}

typedef struct
{
  const char *event;
  const char *log;
} Case;

#define CHUNK(delta) "{\"choices\":[{\"delta\":{" delta "}}]}"

static const Case cases[] = {
  /* Nothing to say. */
  { "", "" },
  { "  ", "" },
  { ": OPENROUTER PROCESSING", "" },
  { "{}", "" },
  { "{\"choices\":[]}", "" },
  { "{\"choices\":null,\"usage\":null,\"error\":null,\"model\":null}", "" },
  { "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":null}]}",
    "" },
  { "{\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"\"}]}", "" },
  { "{\"choices\":[7]}", "" },
  { "{\"choices\":{\"delta\":{\"content\":\"a\"}}}", "" },
  { "{\"choices\":[{\"delta\":[]}]}", "" },
  { CHUNK ("\"content\":7"), "" },

  /* The end. */
  { "[DONE]", "F:(null)\n" },
  { " [DONE] \r", "F:(null)\n" },
  { "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}", "F:stop\n" },
  { "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"odd\"}]}", "T:a\nF:odd\n" },

  /* Text. */
  { CHUNK ("\"content\":\"hé\""), "T:hé\n" },
  { CHUNK ("\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"odd\"},7,null,"
           "{\"type\":\"text\",\"text\":null},{\"type\":\"text\",\"text\":\"b\"}]"),
    "T:a\nT:b\n" },
  { CHUNK ("\"content\":\"\\ud83c\""), "T:\xef\xbf\xbd\n" },

  /* Reasoning, and never twice. */
  { CHUNK ("\"reasoning\":\"r\",\"content\":\"a\""), "R:r\nT:a\n" },
  { CHUNK ("\"reasoning_content\":\"r\""), "R:r\n" },
  { CHUNK ("\"reasoning\":null,\"reasoning_content\":\"r\""), "R:r\n" },
  { CHUNK ("\"reasoning\":\"r\",\"reasoning_content\":\"r\""), "R:r\n" },
  { CHUNK ("\"reasoning\":\"r\",\"reasoning_details\":[{\"type\":\"reasoning.text\","
           "\"text\":\"r\"}]"),
    "R:r\nD:0{\"type\":\"reasoning.text\",\"text\":\"r\"}\n" },
  { CHUNK ("\"reasoning_details\":[{\"text\":\"r\",\"index\":3},{\"summary\":\"s\"},"
           "{\"data\":\"x\"}]"),
    "R:r\nR:s\nD:3{\"text\":\"r\",\"index\":3}\nD:1{\"summary\":\"s\"}\nD:2{\"data\":\"x\"}\n" },
  { CHUNK ("\"reasoning_details\":[]"), "" },
  { "{\"choices\":[{\"delta\":{\"reasoning_details\":[]},\"finish_reason\":\"stop\"}]}",
    "D:0[]\nF:stop\n" },
  { CHUNK ("\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"r\"}]},"
           "{\"type\":\"text\",\"text\":\"a\"}]"),
    "R:r\nT:a\n" },
  { CHUNK ("\"content\":[{\"type\":\"thinking\",\"thinking\":\"r\"}]"), "R:r\n" },
  { CHUNK ("\"reasoning\":\"r\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"r\"}]"),
    "R:r\n" },

  /* What is kept as it is. */
  { CHUNK ("\"images\":[{\"image_url\":{\"url\":\"data:\"}},7]"),
    "I:0{\"image_url\":{\"url\":\"data:\"}}\n" },
  { CHUNK ("\"annotations\":[{\"z\":1,\"a\":2}]"), "A:0{\"z\":1,\"a\":2}\n" },
  { CHUNK ("\"tool_calls\":[{\"index\":2,\"id\":\"x\"},{\"id\":null},{\"index\":-1}]"),
    "C:2{\"index\":2,\"id\":\"x\"}\nC:1{\"id\":null}\nC:2{\"index\":-1}\n" },
  { CHUNK ("\"tool_calls\":{}"), "" },

  { CHUNK ("\"tool_calls\":[{\"id\":\"x\"},{\"id\":\"y\"},{\"id\":\"x\"},{\"id\":\"\"}]"),
    "C:0{\"id\":\"x\"}\nC:1{\"id\":\"y\"}\nC:0{\"id\":\"x\"}\nC:3{\"id\":\"\"}\n" },
  { CHUNK ("\"refusal\":\"no\",\"content\":null"), "T:no\n" },

  /* Thinking in the content. */
  { CHUNK ("\"content\":\"<think>r</think>a\""), "R:r\nT:a\n" },
  { CHUNK ("\"content\":\"r</think>a\""), "T:r\nX:\nT:a\n" },
  { CHUNK ("\"reasoning\":\"r\",\"content\":\"r</think>a\""), "R:r\nT:r</think>a\n" },
  { CHUNK ("\"content\":\"<thi\""), "T:<thi\n" },
  { "{\"choices\":[{\"delta\":{\"content\":\"<\"},\"finish_reason\":\"stop\"}]}",
    "T:<\nF:stop\n" },

  /* Usage, with or without choices. */
  { "{\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5}}",
    "U:12 5 -1 -1 -1 -1\n" },
  { "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"cost\":0.00012,"
    "\"prompt_tokens_details\":{\"cached_tokens\":3,\"cache_write_tokens\":4},"
    "\"completion_tokens_details\":{\"reasoning_tokens\":5}}}",
    "U:1 2 5 3 4 120000000\n" },
  { "{\"usage\":{\"prompt_tokens\":\"1\",\"completion_tokens\":null,\"cost\":\"0.00012\","
    "\"prompt_tokens_details\":null,\"completion_tokens_details\":[]}}",
    "U:1 -1 -1 -1 -1 120000000\n" },
  { "{\"usage\":{\"prompt_tokens\":-5,\"cost\":\"free\"}}", "" },
  { "{\"usage\":{\"cost\":null,\"output_tokens\":5}}", "" },
  { "{\"usage\":{\"cost\":0}}", "U:-1 -1 -1 -1 -1 0\n" },
  { "{\"usage\":[]}", "" },
  { "{\"x_groq\":{\"id\":\"req\",\"usage\":{\"prompt_tokens\":3}}}", "U:3 -1 -1 -1 -1 -1\n" },
  { "{\"choices\":[{\"delta\":{},\"usage\":{\"prompt_tokens\":3}}]}", "U:3 -1 -1 -1 -1 -1\n" },

  /* A reply that is no stream. */
  { "{\"model\":\"m\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"a\","
    "\"reasoning\":\"r\"},\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":1}}",
    "S:m\nR:r\nT:a\nU:1 -1 -1 -1 -1 -1\nF:length\n" },

  /* Errors. */
  { "{\"error\":{\"code\":500,\"message\":\"boom\"}}",
    "E:The provider has a problem: boom\n" },
  { "{\"error\":{\"code\":429,\"message\":\"slow\"},\"choices\":[{\"delta\":{\"content\":\"a\"},"
    "\"finish_reason\":\"error\"}]}",
    "T:a\nE:Too many requests: slow\n" },
  { "{\"error\":\"boom\"}", "E:The provider has a problem: boom\n" },
  { "{\"error\":[{\"code\":\"402\",\"message\":\"pay\"}]}", "E:Out of credits: pay\n" },
  { "[{\"error\":{\"code\":402,\"message\":\"pay\"}}]", "E:Out of credits: pay\n" },
  { "{\"choices\":[{\"error\":{\"code\":402,\"message\":\"pay\"}}]}",
    "E:Out of credits: pay\n" },
  { "{\"object\":\"error\",\"message\":\"boom\"}", "E:The provider has a problem: boom\n" },
  { "{\"error\":{},\"choices\":[]}", "" },
  { "{\"error\":\"\"}", "" },
  { "{\"error\":false}", "" },
  { "{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}",
    "E:The provider has a problem\n" },
};

static void
test_events (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SyDecoder *decoder = sy_decoder_openai_new ();
      g_autoptr(GString) log = g_string_new (NULL);
      g_autoptr(GError) error = NULL;

      g_assert_true (sy_decoder_openai_push (decoder, cases[i].event, strlen (cases[i].event),
                                             log_cb, log, &error));
      g_assert_no_error (error);
      sy_decoder_openai_finish (decoder, log_cb, log);
      g_assert_cmpstr (log->str, ==, cases[i].log);
      sy_decoder_openai_free (decoder);
    }
}

static void
test_unreadable (void)
{
  static const char *const events[] = {
    "hello", "{\"choices\":[{\"delta\":{\"content\":\"a", "{\"a\":}", "7", "null", "[]", "[7]",
    "[{\"choices\":[]}]", "\"text\"", "<html>", "[DONE",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      SyDecoder *decoder = sy_decoder_openai_new ();
      g_autoptr(GString) log = g_string_new (NULL);
      g_autoptr(GError) error = NULL;
      const char *good = CHUNK ("\"content\":\"a\"");

      g_assert_false (sy_decoder_openai_push (decoder, events[i], strlen (events[i]), log_cb, log,
                                              &error));
      g_assert_error (error, SY_ERROR, SY_ERROR_PROTOCOL);
      g_assert_cmpstr (log->str, ==, "");

      /* The next one is read as if nothing had been. */
      g_assert_true (sy_decoder_openai_push (decoder, good, strlen (good), log_cb, log, NULL));
      g_assert_cmpstr (log->str, ==, "T:a\n");
      sy_decoder_openai_free (decoder);
    }
}

static void
test_served (void)
{
  static const char *const events[] = {
    "{\"model\":\"a\"}", "{\"model\":\"a\"}", "{\"model\":\"\"}", "{\"model\":\"b\"}",
    "{\"model\":7}", "{\"model\":\"b\"}", "{\"id\":\"\"}", "{\"id\":\"g\"}",
    "{\"id\":\"g\",\"model\":\"b\"}", "{\"id\":\"h\",\"model\":\"b\"}",
  };
  SyDecoder *decoder = sy_decoder_openai_new ();
  g_autoptr(GString) log = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    g_assert_true (sy_decoder_openai_push (decoder, events[i], strlen (events[i]), log_cb, log,
                                           NULL));

  g_assert_cmpstr (log->str, ==, "S:a\nS:b\nG:g\n");
  sy_decoder_openai_free (decoder);
}

/* That there were no details is told at the end, and not again at another one. */
static void
test_no_details (void)
{
  static const char *const events[] = {
    CHUNK ("\"content\":\"a\",\"reasoning_details\":[]"),
    "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
    "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
  };
  SyDecoder *decoder = sy_decoder_openai_new ();
  g_autoptr(GString) log = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    g_assert_true (sy_decoder_openai_push (decoder, events[i], strlen (events[i]), log_cb, log,
                                           NULL));

  g_assert_cmpstr (log->str, ==, "T:a\nD:0[]\nF:stop\nF:stop\n");
  sy_decoder_openai_free (decoder);
}

/* What a chunk means does not depend on how much it is like the one before it: the same
 * with a blank in it, which is like none, gives the same.
 */
static void
test_alike (void)
{
  static const char *const events[] = {
    "{\"id\":\"g\",\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}",
    "{\"id\":\"h\",\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}",
    ("{\"id\":\"g\",\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"%s\"},"
     "\"finish_reason\":null}]}"),
    "{\"id\":\"g\",\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}",
    "{\"id\":\"g\",\"choices\":[{\"delta\":{\"content\":\"%s\",\"reasoning\":\"r\"}}]}",
    "{\"choices\":[{\"delta\":{\"content\":\"%s\"}}],\"usage\":{\"prompt_tokens\":1}}",
    "{\"error\":{\"message\":\"x\"},\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}",
    "{\"object\":\"error\",\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}",
    "{\"choices\":[{\"delta\":{\"content\":\"%s\"}}]",
    "{\"choices\":[{\"delta\":{\"content\":\"%s\",\"reasoning\":null,\"reasoning_details\":[]}}]}",
  };
  static const char *const texts[] = {
    "a", "b", "", "\\n", "\\ud83c", "\\udf89", "\",\"reasoning\":\"q", "<th", "ink>", "</think>", "h\303\251",
    "\303", "c\"}}],\"model\":\"n\",\"x\":[{\"y\":{\"z\":\"",
  };
  SyDecoder *decoder = sy_decoder_openai_new ();
  SyDecoder *other = sy_decoder_openai_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  const char *event = events[0];

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr(GString) text = NULL;
      g_autoptr(GString) log = g_string_new (NULL);
      g_autoptr(GString) other_log = g_string_new (NULL);

      if (g_rand_int_range (random, 0, 4) == 0)
        event = events[g_rand_int_range (random, 0, G_N_ELEMENTS (events))];

      text = g_string_new (event);
      g_string_replace (text, "%s", texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))], 1);
      sy_decoder_openai_push (decoder, text->str, text->len, log_cb, log, NULL);

      for (guint j = 0; j <= i % 2; j++)
        g_string_insert_c (text, 1, ' ');

      sy_decoder_openai_push (other, text->str, text->len, log_cb, other_log, NULL);

      /* The words of an error quote nothing of this. */
      g_assert_cmpstr (log->str, ==, other_log->str);
    }

  sy_decoder_openai_free (decoder);
  sy_decoder_openai_free (other);
}

/* An event cut anywhere, or with any byte changed, is read or refused, no more. */
static void
test_damaged (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].event);

      for (gsize at = 0; at < length; at++)
        {
          SyDecoder *decoder = sy_decoder_openai_new ();
          g_autoptr(GString) log = g_string_new (NULL);
          g_autofree char *changed = g_strdup (cases[i].event);

          changed[at] = (char) g_test_rand_int_range (1, 256);
          sy_decoder_openai_push (decoder, changed, length, log_cb, log, NULL);
          sy_decoder_openai_push (decoder, cases[i].event, at, log_cb, log, NULL);
          g_assert_true (g_utf8_validate (log->str, -1, NULL));
          sy_decoder_openai_free (decoder);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/decoder-openai/events", test_events);
  g_test_add_func ("/decoder-openai/unreadable", test_unreadable);
  g_test_add_func ("/decoder-openai/served", test_served);
  g_test_add_func ("/decoder-openai/no-details", test_no_details);
  g_test_add_func ("/decoder-openai/alike", test_alike);
  g_test_add_func ("/decoder-openai/damaged", test_damaged);

  return g_test_run ();
}
