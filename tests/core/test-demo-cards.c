/* test-demo-cards.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-network.h"
#include "support-spin.h"
#include "sy-advice.h"
#include "sy-chat-session.h"
#include "sy-demo-script.h"
#include "sy-demo-server.h"
#include "sy-fake-clock.h"
#include "sy-http.h"
#include "sy-keyring-memory.h"

#include <string.h>

#define PREFIX "0123456789abcdef"
#define SECRET "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* The slowest model begins after six seconds, the tour takes eight. */
#define PATIENCE 60000

/* More wait in no queue of a server that listens as GLib does. */
#define MAX_CONNECTING 8

/* Longer than any pause in a stream of the demo that goes on. */
#define QUIET_US (G_USEC_PER_SEC)

/* What has to become of asking a model.
 *
 * @reply: how the reply begins, which goes on as the model was written to the end; %NULL: no text
 * @stop: somebody presses Stop as soon as there is text
 * @silent: nothing comes until the watchdog barks
 * @n_retries: how often it is asked again by itself, the first time after @wait seconds or more
 * @says: what the card says among other things
 * @buttons: of the card, "Details" aside; in the second column for a preset with pages
 * @then: how the reply begins when the tokens are asked for that can be paid
 */
typedef struct
{
  const char     *model;
  SyMessageState  state;
  const char     *reply;
  gboolean        stop;
  gboolean        silent;
  const char     *finish;
  guint           skipped;
  guint           n_retries;
  guint           wait;
  const char     *title;
  const char     *says[4];
  const char     *buttons[2];
  const char     *then;
} Row;

#define AGAIN "This is the answer. The first request met an error that passes"
#define CUT   "This answer will not come to its end."

static const Row rows[] = {
  { "demo/markdown-tour", SY_MESSAGE_COMPLETE, "# A short tour of Markdown\n", .finish = "stop" },
  { "demo/long-reply", SY_MESSAGE_CANCELLED, "T", .stop = TRUE },
  { "demo/slow-reply", SY_MESSAGE_CANCELLED, "T", .stop = TRUE },
  { "demo/reasoning", SY_MESSAGE_COMPLETE, "17 × 23 = **391**\n", .finish = "stop" },
  { "demo/think", SY_MESSAGE_COMPLETE, "This is the answer. What I thought", .finish = "stop" },
  { "demo/errors", SY_MESSAGE_COMPLETE, "# Models that fail\n", .finish = "stop" },

  { "demo/error-key", SY_MESSAGE_FAILED,
    .title = "The API key was not accepted", .says = { "User not found" },
    .buttons = { "Open Key Settings, Retry", "Open Key Settings, Get a Key, Retry" } },
  { "demo/error-credits", SY_MESSAGE_FAILED,
    .title = "Out of credits", .says = { "1200 tokens" },
    .buttons = { "Retry with 1200 Tokens", "Add Credits, Retry with 1200 Tokens" },
    .then = "This answer was small enough" },
  { "demo/error-moderation", SY_MESSAGE_FAILED,
    .title = "Content was flagged", .says = { "violence", "harassment/threatening" },
    .buttons = { "Choose Another Model, Retry", "Open Model Page, Choose Another Model, Retry" } },
  { "demo/error-terms", SY_MESSAGE_FAILED,
    .title = "Request not allowed", .says = { "terms", "accept the terms in the console" },
    .buttons = { "Choose Another Model, Retry", "Open Model Page, Choose Another Model, Retry" } },
  { "demo/error-region", SY_MESSAGE_FAILED,
    .title = "Not available here", .says = { "region" },
    .buttons = { "Choose Another Model, Retry", "Open Model Page, Choose Another Model, Retry" } },
  { "demo/error-model", SY_MESSAGE_FAILED,
    .title = "No such model", .says = { "“demo/error-model”", "not a valid model ID" },
    .buttons = { "Choose Another Model, Retry", "Choose Another Model, Open Model Page, Retry" } },
  { "demo/error-gone", SY_MESSAGE_FAILED,
    .title = "No such model", .says = { "demo/markdown-tour, demo/reasoning", "retired" },
    .buttons = { "Choose Another Model, Retry", "Choose Another Model, Open Model Page, Retry" } },
  { "demo/error-privacy", SY_MESSAGE_FAILED,
    .title = "Ruled out by privacy settings", .says = { "privacy settings", "data policy" },
    .buttons = { "Choose Another Model, Retry",
                 "Open Privacy Settings, Choose Another Model, Retry" } },
  { "demo/error-endpoint", SY_MESSAGE_FAILED,
    .title = "No provider available", .says = { "“demo/error-endpoint”", "support tool use" },
    .buttons = { "Choose Another Model, Retry", "Choose Another Model, Open Model Page, Retry" } },
  { "demo/error-parameter", SY_MESSAGE_COMPLETE, "This model accepts no temperature.",
    .finish = "stop" },
  /* 9,815 tokens were asked for, 8,192 is the most. */
  { "demo/error-long", SY_MESSAGE_FAILED,
    .title = "Conversation too long", .says = { "1623 tokens longer" },
    .buttons = { "Open Settings, Retry", "Open Settings, Retry" } },
  { "demo/error-size", SY_MESSAGE_FAILED,
    .title = "Conversation too long", .says = { "entity too large" },
    .buttons = { "Open Settings, Retry", "Open Settings, Retry" } },
  { "demo/error-limit", SY_MESSAGE_COMPLETE, AGAIN, .finish = "stop", .n_retries = 1, .wait = 5 },
  { "demo/error-shared-limit", SY_MESSAGE_COMPLETE, AGAIN, .finish = "stop",
    .n_retries = 1, .wait = 3 },
  { "demo/error-quota", SY_MESSAGE_FAILED,
    .title = "Limit used up", .says = { "daily limit", "free-models-per-day" },
    .buttons = { "Retry", "Add Credits, Retry" } },
  { "demo/error-timeout", SY_MESSAGE_COMPLETE, AGAIN, .finish = "stop", .n_retries = 1 },
  { "demo/error-server", SY_MESSAGE_FAILED, .n_retries = 3,
    .title = "Trouble at the provider", .says = { "has a problem", "Internal Server Error" },
    .buttons = { "Retry, Choose Another Model", "Retry, Choose Another Model" } },
  { "demo/error-provider", SY_MESSAGE_FAILED, .n_retries = 3,
    .title = "Trouble at the provider",
    .says = { "Demo is down or gave an invalid answer",
              "Demo says: “The engine of this demo ran out of steam”" },
    .buttons = { "Retry, Choose Another Model", "Retry, Choose Another Model" } },
  { "demo/error-overloaded", SY_MESSAGE_COMPLETE, AGAIN, .finish = "stop",
    .n_retries = 2, .wait = 1 },
  { "demo/error-loading", SY_MESSAGE_COMPLETE, AGAIN, .finish = "stop", .n_retries = 2 },
  { "demo/error-gateway", SY_MESSAGE_FAILED, .n_retries = 3,
    .title = "Trouble at the provider", .says = { "took too long to answer" },
    .buttons = { "Retry, Choose Another Model", "Retry, Choose Another Model" } },
  { "demo/error-edge", SY_MESSAGE_FAILED, .n_retries = 3,
    .title = "Trouble at the provider", .says = { "took too long to answer" },
    .buttons = { "Retry, Choose Another Model", "Retry, Choose Another Model" } },
  { "demo/error-capacity", SY_MESSAGE_FAILED, .n_retries = 3,
    .title = "Trouble at the provider", .says = { "is overloaded" },
    .buttons = { "Retry, Choose Another Model", "Retry, Choose Another Model" } },
  { "demo/error-page", SY_MESSAGE_FAILED,
    .title = "No API found there", .says = { "a web page", "an API was expected" },
    .buttons = { "Open Settings, Retry", "Open Settings, Retry" } },
  { "demo/error-address", SY_MESSAGE_FAILED,
    .title = "No API found there", .says = { "nothing at all", "404 page not found" },
    .buttons = { "Open Settings, Retry", "Open Settings, Retry" } },
  { "demo/error-redirect", SY_MESSAGE_FAILED,
    .title = "API base leads elsewhere", .says = { "www.example.com", "key was not sent" },
    .buttons = { "Open Settings, Retry", "Open Settings, Retry" } },
  { "demo/error-empty", SY_MESSAGE_FAILED,
    .title = "Answer not understood", .says = { "answered nothing" },
    .buttons = { "Retry, Open Settings", "Retry, Open Settings" } },
  { "demo/error-connection", SY_MESSAGE_FAILED,
    .title = "Connection failed", .says = { "closed" },
    .buttons = { "Retry", "Retry" } },

  { "demo/stream-error", SY_MESSAGE_FAILED, CUT,
    .title = "Trouble at the provider",
    .says = { "The engine of this demo ran out of steam", "Nothing you wrote or received is lost" },
    .buttons = { "Retry, Choose Another Model", "Retry, Choose Another Model" } },
  { "demo/stream-cut", SY_MESSAGE_INTERRUPTED, CUT },
  { "demo/stream-length", SY_MESSAGE_COMPLETE, "This model may write only a few words.",
    .finish = "length" },
  { "demo/stream-filter", SY_MESSAGE_COMPLETE, "Here the provider looks over the shoulder",
    .finish = "content_filter" },
  { "demo/stream-empty", SY_MESSAGE_COMPLETE, .finish = "stop" },
  { "demo/stream-garbage", SY_MESSAGE_COMPLETE, "One event of this stream was damaged",
    .finish = "stop", .skipped = 1 },
  { "demo/stream-silence", SY_MESSAGE_FAILED, .silent = TRUE,
    .title = "No answer in time", .says = { "has sent nothing for" },
    .buttons = { "Retry, Choose Another Model", "Retry, Choose Another Model" } },
  { "demo/stream-stall", SY_MESSAGE_FAILED, CUT, .silent = TRUE,
    .title = "No answer in time", .says = { "has sent nothing for", "is lost" },
    .buttons = { "Retry, Choose Another Model", "Retry, Choose Another Model" } },
};

/* The same answers by the Demo itself, and by a server at which an API base of OpenRouter points:
 * what can be done goes by the preset. */
static const struct
{
  const char *preset;
  guint       column;
  guint       silence;
} sides[] = {
  { "demo", 0, 20 },
  { "openrouter", 1, 120 },
};

typedef struct _Fixture Fixture;

/* A conversation of one message with one model, on a clock of its own. */
typedef struct
{
  const Row       *row;
  Fixture         *fixture;
  SyFakeClock     *clock;
  SyHttp          *http;
  SyConversation  *conversation;
  SyMessageWindow *messages;
  SyChatSession   *session;
  gsize            length;
  gint64           quiet_since;
  guint            n_retries;
  gboolean         hushed;
  gboolean         over;
} Talk;

struct _Fixture
{
  SyDemoServer   *server;
  SyProviderList *providers;
  SyProvider     *provider;
  SyKeyring      *keyring;
  SyRedact       *redact;
  FakeNetwork    *network;
  guint           column;
  guint           silence;
  Talk            talks[G_N_ELEMENTS (rows)];
};

static GListModel *
load_presets (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "presets.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GListModel *presets;
  char *json = NULL;
  gsize length = 0;

  g_file_get_contents (path, &json, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (json, length);
  presets = sy_preset_parse_list (bytes, &error);
  g_assert_no_error (error);

  return presets;
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  sy_keyring_store_finish (SY_KEYRING (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
store_key (Fixture *fixture)
{
  gboolean done = FALSE;

  sy_keyring_store_async (fixture->keyring,
                          sy_provider_get_id (fixture->provider),
                          sy_provider_get_origin (fixture->provider),
                          "Test", SECRET, NULL, stored_cb, &done);
  g_assert_true (support_spin_until (is_set, &done, PATIENCE));
}

/* With a temperature, which one of the models refuses. */
static void
set_up_provider (Fixture    *fixture,
                 const char *preset_id)
{
  GListModel *presets = sy_provider_list_get_presets (fixture->providers);
  SyPreset *preset = sy_preset_list_find (presets, preset_id);
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autoptr(GError) error = NULL;

  sampling->temperature = 0.5;
  fixture->provider = sy_provider_list_ensure (fixture->providers, preset);
  sy_provider_set_sampling (fixture->provider, sampling);
  if (sy_preset_get_is_demo (preset))
    return;

  sy_provider_set_api_base (fixture->provider, sy_demo_server_get_base (fixture->server), &error);
  g_assert_no_error (error);
  store_key (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  gsize side = GPOINTER_TO_SIZE (data);
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "providers.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GListModel) presets = load_presets ();
  g_autoptr(GError) error = NULL;

  fixture->server = sy_demo_server_new (PREFIX);
  g_assert_true (sy_demo_server_start (fixture->server, &error));
  g_assert_no_error (error);

  fixture->providers = sy_provider_list_new (file, presets);
  fixture->keyring = sy_keyring_memory_new ();
  fixture->redact = sy_redact_new ();
  fixture->network = fake_network_new (TRUE);
  fixture->column = sides[side].column;
  fixture->silence = sides[side].silence;
  set_up_provider (fixture, sides[side].preset);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* What was under way lets go of its things when the loop runs. */
  support_spin_for (20);
  g_assert_finalize_object (fixture->server);
  g_assert_finalize_object (fixture->providers);
  g_assert_finalize_object (fixture->keyring);
  g_assert_finalize_object (fixture->redact);
  g_assert_finalize_object (fixture->network);
}

/* Borrowed: the window keeps its messages. */
static SyMessage *
get_reply (Talk *talk)
{
  GListModel *messages = G_LIST_MODEL (talk->messages);
  g_autoptr(SyMessage) reply = g_list_model_get_item (messages, 1);

  g_assert_cmpuint (g_list_model_get_n_items (messages), ==, 2);

  return reply;
}

static void
begin (Talk      *talk,
       const Row *row,
       Fixture   *fixture)
{
  g_autoptr(GError) error = NULL;
  SyChatServices services = { NULL };

  talk->row = row;
  talk->fixture = fixture;
  talk->clock = sy_fake_clock_new ();
  talk->http = sy_http_new (SY_CLOCK (talk->clock));
  sy_http_set_alias (talk->http, "demo", sy_demo_server_get_base (fixture->server));
  services.providers = fixture->providers;
  services.keyring = fixture->keyring;
  services.http = talk->http;
  services.redact = fixture->redact;
  services.clock = SY_CLOCK (talk->clock);
  services.network = G_NETWORK_MONITOR (fixture->network);

  talk->conversation = sy_conversation_new (row->model);
  talk->messages = sy_message_window_new (talk->conversation);
  talk->session = sy_chat_session_new (talk->messages, &services);
  talk->quiet_since = g_get_monotonic_time ();
  sy_chat_session_set_model (talk->session, fixture->provider, row->model, &error);
  g_assert_no_error (error);
  sy_chat_session_send (talk->session, "Anything", &error);
  g_assert_no_error (error);
}

static void
end (Talk *talk)
{
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (talk->clock), ==, 0);
  g_assert_finalize_object (talk->session);
  g_assert_finalize_object (talk->messages);
  g_assert_finalize_object (talk->conversation);
  support_spin_for (1);
  g_assert_finalize_object (talk->http);
  g_assert_finalize_object (talk->clock);
}

static SyAdvice *
get_advice (Talk *talk)
{
  SyMessage *reply = get_reply (talk);

  return sy_advice_new (sy_message_get_error (reply),
                        sy_provider_get_preset (talk->fixture->provider),
                        sy_message_get_model_id (reply),
                        sy_message_get_length (reply) > 0);
}

/* The clock stands still until all that comes has come. */
static void
pass_silence (Talk *talk)
{
  gsize length = sy_message_get_length (get_reply (talk));
  gint64 now = g_get_monotonic_time ();

  if (length != talk->length || sy_chat_session_get_state (talk->session) == SY_CHAT_CONNECTING)
    {
      talk->length = length;
      talk->quiet_since = now;
    }

  if (talk->hushed || now - talk->quiet_since < QUIET_US)
    return;

  talk->hushed = TRUE;
  sy_fake_clock_advance (talk->clock, talk->fixture->silence * 1000 - 1);
  support_spin_for (5);
  g_assert_cmpint (sy_chat_session_get_state (talk->session), !=, SY_CHAT_IDLE);
  sy_fake_clock_advance (talk->clock, 1);
}

static void
pass_retry (Talk *talk)
{
  gint64 wait = sy_chat_session_get_retry_at (talk->session) -
                sy_clock_get_monotonic (SY_CLOCK (talk->clock));

  g_assert_cmpint (wait, >, 0);
  g_assert_cmpint (wait, >=, talk->row->wait * G_USEC_PER_SEC);
  talk->n_retries++;
  sy_fake_clock_advance (talk->clock, (guint) (wait / 1000));
}

static void
go_on (Talk *talk)
{
  switch (sy_chat_session_get_state (talk->session))
    {
    case SY_CHAT_IDLE:
      talk->over = TRUE;
      break;

    case SY_CHAT_RETRYING:
      pass_retry (talk);
      break;

    case SY_CHAT_CONNECTING:
    case SY_CHAT_WAITING:
    case SY_CHAT_STREAMING:
    default:
      if (talk->row->stop && sy_message_get_length (get_reply (talk)) > 0)
        sy_chat_session_stop (talk->session);
      else if (talk->row->silent)
        pass_silence (talk);
      break;
    }
}

static gboolean
is_all_over (gpointer data)
{
  Fixture *fixture = data;
  guint n_connecting = 0;
  guint n_over = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows) && n_connecting < MAX_CONNECTING; i++)
    {
      Talk *talk = &fixture->talks[i];

      if (talk->session == NULL)
        begin (talk, &rows[i], fixture);
      else if (!talk->over)
        go_on (talk);
      n_over += talk->over;
      n_connecting += sy_chat_session_get_state (talk->session) == SY_CHAT_CONNECTING;
    }

  return n_over == G_N_ELEMENTS (rows);
}

static gboolean
is_over (gpointer data)
{
  Talk *talk = data;

  go_on (talk);

  return talk->over;
}

static void
check_text (Talk       *talk,
            const char *begins)
{
  g_autofree char *script = sy_demo_script_dup_text (sy_demo_script_find (talk->row->model));
  const char *text = sy_message_get_text (get_reply (talk));

  if (begins == NULL)
    g_assert_cmpstr (text, ==, "");
  else if (!g_str_has_prefix (text, begins))
    g_error ("%s: begins with %.60s", talk->row->model, text);

  if (talk->row->stop ? !g_str_has_prefix (script, text)
                      : begins != NULL && !g_str_has_suffix (script, text))
    g_error ("%s: is not what the model was written to say", talk->row->model);
}

static char *
dup_buttons (const SyAdvice *advice)
{
  GString *labels = g_string_new (NULL);

  for (guint i = 0; i < advice->n_actions; i++)
    {
      g_autofree char *label = sy_advice_dup_label (advice, i);

      g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "", label);
    }

  return g_string_free_and_steal (labels);
}

static void
check_card (Talk *talk)
{
  const Row *row = talk->row;
  g_autoptr(SyAdvice) advice = get_advice (talk);
  g_autofree char *buttons = dup_buttons (advice);

  g_test_message ("%s. %s [%s]", advice->title, advice->text, buttons);
  g_assert_cmpstr (advice->title, ==, row->title);
  for (gsize i = 0; i < G_N_ELEMENTS (row->says) && row->says[i] != NULL; i++)
    if (strstr (advice->text, row->says[i]) == NULL)
      g_error ("%s: no “%s” in “%s”", row->model, row->says[i], advice->text);
  g_assert_cmpstr (buttons, ==, row->buttons[talk->fixture->column]);

  g_assert_null (strstr (advice->text, SECRET));
  g_assert_null (strstr (advice->text, PREFIX));
}

static void
check (Talk *talk)
{
  const Row *row = talk->row;
  SyMessage *reply = get_reply (talk);
  const GError *error = sy_message_get_error (reply);

  g_test_message ("%s: %s", row->model, error != NULL ? error->message : "no error");
  g_assert_cmpint (sy_message_get_state (reply), ==, row->state);
  g_assert_cmpint (error != NULL, ==, row->title != NULL);
  g_assert_cmpuint (talk->n_retries, ==, row->n_retries);
  g_assert_cmpstr (sy_message_get_finish_reason (reply), ==, row->finish);
  g_assert_cmpuint (sy_message_get_skipped (reply), ==, row->skipped);
  check_text (talk, row->reply);
  if (error != NULL)
    check_card (talk);
}

/* Presses the button that asks for less. */
static void
retry_with_tokens (Talk *talk)
{
  g_autoptr(SyAdvice) advice = get_advice (talk);

  talk->over = FALSE;
  sy_chat_session_retry (talk->session, advice->tokens);
  g_assert_true (support_spin_until (is_over, talk, PATIENCE));
  g_assert_cmpint (sy_message_get_state (get_reply (talk)), ==, SY_MESSAGE_COMPLETE);
  g_assert_null (sy_message_get_error (get_reply (talk)));
  check_text (talk, talk->row->then);
}

static void
test_demo_cards (Fixture       *fixture,
                 gconstpointer  data)
{
  g_assert_true (support_spin_until (is_all_over, fixture, PATIENCE));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Talk *talk = &fixture->talks[i];

      check (talk);
      if (talk->row->then != NULL)
        retry_with_tokens (talk);
      end (talk);
    }
}

/* No model is without its row. */
static void
test_demo_cards_all (void)
{
  gsize n_scripts = 0;
  const SyDemoScript *scripts = sy_demo_script_get_all (&n_scripts);

  g_assert_cmpuint (n_scripts, ==, G_N_ELEMENTS (rows));
  for (gsize i = 0; i < n_scripts; i++)
    g_assert_cmpstr (scripts[i].model, ==, rows[i].model);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/demo-cards/all", test_demo_cards_all);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *path = g_strconcat ("/demo-cards/", sides[i].preset, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_demo_cards, tear_down);
    }

  return g_test_run ();
}
