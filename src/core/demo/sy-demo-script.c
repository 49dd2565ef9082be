/* sy-demo-script.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-script"

#include "config.h"

#include "sy-demo-script.h"

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
  "\n"
  "## A quotation\n"
  "\n"
  "> The best way to get to know a tool is to give it something small to do\n"
  "> and to watch how it goes about it.\n"
  "\n"
  "---\n"
  "\n"
  "To try the other two, open Settings, type `demo/long-reply` or `demo/slow-reply` as Model ID, "
  "and begin a New Chat: a conversation keeps the model of its first message. When you have seen "
  "enough, choose another Provider Preset there and enter your API key: from then on a real model "
  "answers.\n";

static const char slow_reply[] =
  "Thank you for waiting. The first word of this reply took six seconds, as it can with a large "
  "model that many people are asking at once.\n"
  "\n"
  "Now the words arrive at about the speed of someone who is thinking while speaking. You can "
  "write your next message in the meantime, or press Stop at any moment: what has arrived stays.\n";

static const SyDemoScript scripts[] = {
  { "demo/markdown-tour", tour, 300, 120 },
  { "demo/long-reply", NULL, 300, 400 },
  { "demo/slow-reply", slow_reply, 6000, 8 },
};

/**
 * sy_demo_script_find:
 * @model: a model id
 *
 * Returns: (transfer none) (nullable): how that model behaves; %NULL when the
 *   demo has no such model
 */
const SyDemoScript *
sy_demo_script_find (const char *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      if (g_str_equal (scripts[i].model, model))
        return &scripts[i];
    }

  return NULL;
}

/**
 * sy_demo_script_dup_text:
 * @self: a script
 *
 * Returns: (transfer full): all the model says
 */
char *
sy_demo_script_dup_text (const SyDemoScript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text != NULL ? g_strdup (self->text) : sy_demo_story_write ();
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
