/* sy-demo-script.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-script"

#include "config.h"

#include "sy-demo-script.h"

#include "sy-demo-facts.h"
#include "sy-demo-story.h"

#define LONGEST_TOKEN 6

static const char tour[] =
  "# A short tour of Markdown\n"
  "\n"
  "Welcome to Sythoria. This reply was written long before you asked for it: a small demo "
  "server inside the program is handing it out piece by piece, as a real model would. "
  "Everything here comes from this computer. No key was needed, nothing you type leaves the "
  "machine, and the price the server reports is play money.\n"
  "\n"
  "Models write their answers in Markdown, which marks up plain text with a few signs. Here is "
  "what they use most.\n"
  "\n"
  "## Words\n"
  "\n"
  "A word can be **important**, *stressed*, ~~withdrawn~~ or `taken from code`. A link says "
  "where it leads: [the CommonMark tutorial](https://commonmark.org/help/).\n"
  "\n"
  "## Lists\n"
  "\n"
  "- A list gathers what belongs together.\n"
  "- An item may have items of its own:\n"
  "  - such as this one,\n"
  "  - and this one.\n"
  "- The order does not matter here.\n"
  "\n"
  "1. In a numbered list it does.\n"
  "2. First things come first.\n"
  "3. Last things come last.\n"
  "\n"
  "- [x] Open Sythoria\n"
  "- [x] Try the demo\n"
  "- [ ] Add a provider and a key of your own\n"
  "\n"
  "## Code\n"
  "\n"
  "```python\n"
  "def speak(text, tokens_per_second):\n"
  "    \"\"\"Say a text the way this demo does.\"\"\"\n"
  "    for word in text.split():\n"
  "        print(word, end=\" \", flush=True)\n"
  "        time.sleep(1 / tokens_per_second)\n"
  "```\n"
  "\n"
  "## A table\n"
  "\n"
  "| Model ID | What it shows |\n"
  "|---|---|\n"
  "| `demo/markdown-tour` | this tour |\n"
  "| `demo/long-reply` | a story of 11,000 words, long enough to scroll, to read and to stop |\n"
  "| `demo/slow-reply` | a model that keeps you waiting for six seconds |\n"
  "| `demo/reasoning` | a model that thinks before it answers |\n"
  "| `demo/errors` | a list of models that fail, each in its own way |\n"
  "\n"
  "## A quotation\n"
  "\n"
  "> The best way to get to know a tool is to give it something small to do\n"
  "> and to watch how it goes about it.\n"
  "\n"
  "---\n"
  "\n"
  "To try another one, open Settings, type its Model ID, and begin a New Chat: a conversation "
  "keeps the model of its first message. When you have seen enough, choose another Provider "
  "Preset there and enter your API key: from then on a real model answers.\n";

static const char slow_reply[] =
  "Thank you for waiting. The first word of this reply took six seconds, as it can with a large "
  "model that many people are asking at once.\n"
  "\n"
  "Now the words arrive at about the speed of someone who is thinking while speaking. You can "
  "write your next message in the meantime, or press Stop at any moment: what has arrived stays.\n";

static const char reasoning[] =
  "The person wants to see how a model thinks. So I say something short and clear.\n"
  "\n"
  "Seventeen times twenty-three is a fair example: seventeen times twenty is 340, seventeen times "
  "three is 51, and together that is 391. I check it from the other side: twenty-three times "
  "seventeen, which is 230 and 161. That is 391 again.";

static const char reasoned[] =
  "17 × 23 = **391**\n"
  "\n"
  "How I came to that stands above this answer. It is no part of it: who copies the answer copies "
  "only the answer.\n";

static const char think[] =
  "<think>\n"
  "Some models write what they think into the answer itself, between two tags. The program has to "
  "keep the two apart, wherever the pieces of the stream begin and end.\n"
  "</think>\n"
  "\n"
  "This is the answer. What I thought came in the same text, between `<think>` and `</think>`, "
  "and is shown apart.\n";

static const char answered_again[] =
  "This is the answer. The first request met an error that passes, so it was sent again by itself; "
  "no word of the answer was there yet.\n";

static const char afforded[] =
  "This answer was small enough for what is left of the credits: 1,200 tokens.\n";

static const char accepted[] =
  "This model accepts no temperature. If you had set one, the request was refused, and sent again "
  "without it.\n";

static const char breaking[] =
  "This answer will not come to its end. It starts well, it goes on for two sentences, and then, "
  "in the middle of the";

static const char too_short[] =
  "This model may write only a few words. It has used them all before it could come to the point, "
  "which would have been that";

static const char filtered[] =
  "Here the provider looks over the shoulder of the model. This sentence still passed, but then";

static const char damaged[] =
  "One event of this stream was damaged on its way. It is left out, and everything before it and "
  "after it is here.\n";

static char *write_errors (void);

static const SyDemoScript scripts[] = {
  { .model = "demo/markdown-tour", .text = tour, .delay = 300, .rate = 120 },
  { .model = "demo/long-reply", .write = sy_demo_story_write, .delay = 300, .rate = 400 },
  { .model = "demo/slow-reply", .text = slow_reply, .delay = 6000, .rate = 8 },
  { .model = "demo/reasoning", .reasoning = reasoning, .text = reasoned, .delay = 300, .rate = 40 },
  { .model = "demo/think", .text = think, .delay = 300, .rate = 40 },
  { .model = "demo/errors", .write = write_errors, .delay = 300, .rate = 400 },

  { .model = "demo/error-key", .error = "key", .note = "the API key is refused" },
  { .model = "demo/error-credits", .error = "credits",
    .note = "the credits are used up but for 1,200 tokens",
    .affordable = 1200, .text = afforded, .delay = 300, .rate = 40 },
  { .model = "demo/error-moderation", .error = "moderation",
    .note = "the message was flagged, with the reasons" },
  { .model = "demo/error-terms", .error = "terms", .note = "the terms were not accepted" },
  { .model = "demo/error-region", .error = "region",
    .note = "the model is not offered in this region" },
  { .model = "demo/error-model", .error = "model", .note = "there is no such model" },
  { .model = "demo/error-gone", .error = "gone",
    .note = "the model was retired, and others are suggested" },
  { .model = "demo/error-privacy", .error = "privacy",
    .note = "the data policy leaves no provider" },
  { .model = "demo/error-endpoint", .error = "endpoint",
    .note = "no provider has what the request needs" },
  { .model = "demo/error-parameter", .error = "parameter",
    .note = "a temperature is refused, and left out after that",
    .unwanted = "temperature", .text = accepted, .delay = 300, .rate = 40 },
  { .model = "demo/error-long", .error = "long", .note = "the conversation is too long" },
  { .model = "demo/error-size", .error = "size", .note = "the request has too many bytes" },
  { .model = "demo/error-limit", .error = "limit",
    .note = "too many requests; answers after five seconds",
    .n_errors = 1, .text = answered_again, .delay = 300, .rate = 40 },
  { .model = "demo/error-shared-limit", .error = "shared-limit",
    .note = "the provider has too many requests of all its customers; answers at the second try",
    .n_errors = 1, .text = answered_again, .delay = 300, .rate = 40 },
  { .model = "demo/error-quota", .error = "quota", .note = "the free requests of today are used up" },
  { .model = "demo/error-timeout", .error = "timeout",
    .note = "it took too long; answers at the second try",
    .n_errors = 1, .text = answered_again, .delay = 300, .rate = 40 },
  { .model = "demo/error-server", .error = "server", .note = "the server failed" },
  { .model = "demo/error-provider", .error = "provider",
    .note = "the provider behind a router failed" },
  { .model = "demo/error-overloaded", .error = "overloaded",
    .note = "the model is overloaded; answers at the third try",
    .n_errors = 2, .text = answered_again, .delay = 300, .rate = 40 },
  { .model = "demo/error-loading", .error = "loading",
    .note = "a local server still loads the model; answers at the third try",
    .n_errors = 2, .text = answered_again, .delay = 300, .rate = 40 },
  { .model = "demo/error-gateway", .error = "gateway", .note = "a gateway waited in vain" },
  { .model = "demo/error-edge", .error = "edge", .note = "Cloudflare waited in vain, and sends a web page" },
  { .model = "demo/error-capacity", .error = "capacity", .note = "the provider is overloaded" },
  { .model = "demo/error-page", .error = "page", .note = "a web site answers" },
  { .model = "demo/error-address", .error = "address", .note = "nothing is at this address" },
  { .model = "demo/error-redirect", .error = "redirect", .note = "the server moved elsewhere" },
  { .model = "demo/error-empty", .error = "empty", .note = "an answer without a body" },
  { .model = "demo/error-connection", .error = "connection",
    .note = "the connection breaks before an answer" },

  { .model = "demo/stream-error", .fault = SY_DEMO_FAULT_ERROR,
    .note = "an error in the middle of the text", .text = breaking, .delay = 300, .rate = 40 },
  { .model = "demo/stream-cut", .fault = SY_DEMO_FAULT_CUT,
    .note = "the connection breaks in the middle of the text",
    .text = breaking, .delay = 300, .rate = 40 },
  { .model = "demo/stream-length", .finish = "length",
    .note = "the answer reaches the highest length",
    .text = too_short, .delay = 300, .rate = 40 },
  { .model = "demo/stream-filter", .finish = "content_filter",
    .note = "the provider stops the answer", .text = filtered, .delay = 300, .rate = 40 },
  { .model = "demo/stream-empty", .note = "the answer has no text",
    .text = "", .delay = 300, .rate = 40 },
  { .model = "demo/stream-garbage", .fault = SY_DEMO_FAULT_GARBAGE,
    .note = "one event cannot be read", .text = damaged, .delay = 300, .rate = 40 },
  { .model = "demo/stream-silence", .fault = SY_DEMO_FAULT_SILENCE,
    .note = "nothing ever comes", .text = "", .delay = 300, .rate = 40 },
  { .model = "demo/stream-stall", .fault = SY_DEMO_FAULT_SILENCE,
    .note = "the stream falls silent in the middle of the text",
    .text = breaking, .delay = 300, .rate = 40 },
};

static char *
write_errors (void)
{
  GString *text = g_string_new ("# Models that fail\n"
                                "\n"
                                "Each of these fails in its own way, as real servers do. Type one "
                                "of them as Model ID in Settings, begin a New Chat, and say "
                                "anything.\n"
                                "\n"
                                "| Model ID | What happens |\n"
                                "|---|---|\n");

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      if (scripts[i].note != NULL)
        g_string_append_printf (text, "| `%s` | %s |\n", scripts[i].model, scripts[i].note);
    }

  return g_string_free (text, FALSE);
}

/**
 * sy_demo_script_find:
 * @model: a model id, or the demo's alias
 *
 * Returns: (transfer none) (nullable): how that model behaves; %NULL when the
 *   demo has no such model
 */
const SyDemoScript *
sy_demo_script_find (const char *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  if (g_str_equal (model, SY_DEMO_ALIAS))
    model = SY_DEMO_ALIAS_TARGET;

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      if (g_str_equal (scripts[i].model, model))
        return &scripts[i];
    }

  return NULL;
}

/**
 * sy_demo_script_get_all:
 * @n_scripts: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_scripts): all the demo's models
 */
const SyDemoScript *
sy_demo_script_get_all (gsize *n_scripts)
{
  g_return_val_if_fail (n_scripts != NULL, NULL);

  *n_scripts = G_N_ELEMENTS (scripts);

  return scripts;
}

/**
 * sy_demo_script_dup_text:
 * @self: a script
 *
 * Returns: (transfer full) (nullable): all the model says; %NULL when an error
 *   is all that it answers
 */
char *
sy_demo_script_dup_text (const SyDemoScript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->write != NULL ? self->write () : g_strdup (self->text);
}

/**
 * sy_demo_script_next_token:
 * @text: UTF-8 text
 *
 * Cuts a text the way tokenizers do: the space before a word belongs to the
 * word, and long words come in pieces.
 *
 * Returns: the length in bytes of the first token; 0 at the end
 */
gsize
sy_demo_script_next_token (const char *text)
{
  const char *end = text;

  g_return_val_if_fail (text != NULL, 0);

  for (guint n = 0; n < LONGEST_TOKEN && *end != '\0'; n++)
    {
      if (n > 0 && g_ascii_isspace (*end))
        break;

      end = g_utf8_next_char (end);
    }

  return (gsize) (end - text);
}
