/* store.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-support.h"
#include "store-fixture.h"

#include "sy-conversation-record.h"
#include "sy-message-record.h"
#include "sy-recorder.h"

#include <string.h>

/* What keeping conversations costs, and getting them back.
 *
 * store                 the tables
 * store --fill FILE N   makes a database with N conversations
 */

#define N_MESSAGES      10000
#define N_ROUNDS        21
#define PAGE_LIMIT_MS   5
#define WRITE_LIMIT_MS  0.2

/* A long reply, and what comes of it in a second at 2,000 tokens a second. */
#define REPLY_BYTES     (1024 * 1024)
#define SECOND_BYTES    8192

static char *
make_text (guint number)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 20 + number % 180; i++)
    g_string_append_printf (text, "word%u ", number + i);

  return g_string_free_and_steal (text);
}

static void
settle (StoreFixture *fixture)
{
  g_ptr_array_unref (store_fixture_list (fixture));
}

static void
add_messages (StoreFixture *fixture,
              const char   *conversation,
              guint         n_messages)
{
  g_autofree char *parent = NULL;

  for (guint i = 0; i < n_messages; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *text = make_text (i);

      store_fixture_say (fixture, conversation, id, parent,
                         i % 2 == 0 ? SY_RECORD_USER : SY_RECORD_ASSISTANT, text);
      g_set_str (&parent, id);
    }
}

static void
add_conversations (StoreFixture *fixture,
                   guint         n_conversations)
{
  for (guint i = 0; i < n_conversations; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *title = g_strdup_printf ("Conversation number %u of many", i);

      store_fixture_put (fixture, id, title, (gint64) (1 + i) * 3600 * G_USEC_PER_SEC);
      add_messages (fixture, id, 2);
    }

  settle (fixture);
}

static double
time_page (StoreFixture *fixture,
           const char   *id,
           guint         n_messages)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *title = g_strdup_printf ("ms for the last page of %u messages", n_messages);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      SyStorePage *page = store_fixture_page (fixture, id, 40);
      double value = (double) (g_get_monotonic_time () - begin) / 1000;

      g_assert_cmpuint (page->messages->len, ==, n_messages);
      sy_store_page_free (page);
      g_array_append_val (values, value);
    }

  bench_print_row (title, values, 2);

  return bench_median (values);
}

/* What the main thread does of a checkpoint, up to giving it to the other one. */
static double
time_checkpoints (StoreFixture *fixture)
{
  g_autoptr(SyConversation) conversation = sy_conversation_new ("checkpoints");
  g_autoptr(SyMessage) reply = sy_message_new ("reply", NULL, SY_ROLE_ASSISTANT, 0);
  g_autoptr(SyRecorder) recorder = NULL;
  g_autofree char *text = g_strnfill (REPLY_BYTES, 'x');
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  double worst = 0;

  sy_conversation_set_store (conversation, fixture->store, FALSE);
  recorder = sy_recorder_new (conversation, SY_CLOCK (fixture->clock));
  sy_recorder_add (recorder, reply);
  sy_recorder_begin (recorder, reply);
  sy_message_append (reply, text, -1);
  sy_message_get_document (reply);
  sy_recorder_checkpoint (recorder);

  for (guint i = 0; i < 100; i++)
    {
      gint64 begin;
      double value;

      settle (fixture);
      sy_message_append (reply, text, SECOND_BYTES);
      begin = g_get_monotonic_time ();
      sy_recorder_checkpoint (recorder);
      value = (double) (g_get_monotonic_time () - begin) / 1000;
      worst = MAX (worst, value);
      g_array_append_val (values, value);
    }

  sy_message_finish (reply, SY_MESSAGE_COMPLETE, 1, NULL);
  sy_recorder_end (recorder);
  settle (fixture);
  bench_print_row ("ms on the main thread for a checkpoint", values, 4);

  return worst;
}

static int
run (StoreFixture *fixture)
{
  double page;
  double checkpoint;
  gboolean kept;

  store_fixture_put (fixture, "few", "Few", 1);
  add_messages (fixture, "few", 10);
  store_fixture_put (fixture, "many", "Many", 2);
  add_messages (fixture, "many", N_MESSAGES);
  settle (fixture);

  time_page (fixture, "few", 10);
  page = time_page (fixture, "many", N_MESSAGES);
  checkpoint = time_checkpoints (fixture);

  kept = bench_print_verdict ("last page", page, PAGE_LIMIT_MS, " ms");
  kept &= bench_print_verdict ("worst checkpoint", checkpoint, WRITE_LIMIT_MS, " ms");

  return kept ? 0 : 1;
}

static int
fill (StoreFixture *fixture,
      const char   *path,
      guint         n_conversations)
{
  g_set_str (&fixture->path, path);
  store_fixture_open (fixture, NULL, NULL);
  add_conversations (fixture, n_conversations);

  return 0;
}

int
main (int    argc,
      char **argv)
{
  StoreFixture fixture = { NULL };
  int status;

  store_fixture_set_up (&fixture, NULL);

  if (argc == 4 && g_str_equal (argv[1], "--fill"))
    {
      status = fill (&fixture, argv[2], (guint) g_ascii_strtoull (argv[3], NULL, 10));
    }
  else
    {
      store_fixture_open (&fixture, NULL, NULL);
      status = run (&fixture);
    }

  store_fixture_tear_down (&fixture, NULL);

  return status;
}
