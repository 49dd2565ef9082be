/* test-reply-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-reply-rows.h"

#include "sy-block-row.h"
#include "sy-error.h"
#include "sy-error-card.h"
#include "sy-message-actions.h"
#include "sy-message-footer.h"
#include "sy-message-item.h"
#include "sy-notice.h"
#include "sy-text-block.h"
#include "sy-thought-line.h"
#include "sy-waiting-line.h"
#include "widget-support.h"

#include <string.h>

#define WIDTH  600
#define HEIGHT 100000

typedef struct
{
  SyMessage     *message;
  SyReplyRows   *reply;
  SyMessageItem *item;
} Fixture;

/* All of them, as if all were seen. */
static void
make_rows (Fixture *fixture)
{
  gint64 y = 0;

  sy_message_item_set_row_width (fixture->item, WIDTH);
  sy_message_item_lay_down (fixture->item, 0, &y, HEIGHT);
}

static void
make_reply (Fixture *fixture)
{
  fixture->reply = sy_reply_rows_new (fixture->message);
  fixture->item = SY_MESSAGE_ITEM (g_object_ref_sink (
    sy_message_item_new (fixture->message, SY_ROWS (fixture->reply))));
  make_rows (fixture);
}

static void
drop_reply (Fixture *fixture)
{
  g_assert_finalize_object (fixture->item);
  g_assert_finalize_object (fixture->reply);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->message = sy_message_new ("reply", "question", SY_ROLE_ASSISTANT, 0);
  make_reply (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drop_reply (fixture);
  g_assert_finalize_object (fixture->message);
}

static void
update (Fixture *fixture)
{
  sy_rows_update (SY_ROWS (fixture->reply));
  make_rows (fixture);
}

/* For further cases in one test. */
static void
start_again (Fixture *fixture)
{
  tear_down (fixture, NULL);
  set_up (fixture, NULL);
}

static void
append (Fixture    *fixture,
        const char *text)
{
  sy_message_append (fixture->message, text, -1);
  update (fixture);
}

static void
finish (Fixture        *fixture,
        SyMessageState  state,
        const GError   *error)
{
  sy_message_finish (fixture->message, state, G_USEC_PER_SEC, error);
  update (fixture);
}

/* Borrowed: %NULL when there is none. */
static GtkWidget *
get_part (Fixture *fixture,
          GType    type)
{
  return widget_find (GTK_WIDGET (fixture->item), type);
}

static const char *
get_waiting (Fixture *fixture)
{
  return sy_waiting_line_get_text (SY_WAITING_LINE (get_part (fixture, SY_TYPE_WAITING_LINE)));
}

static const char *
get_notice (Fixture *fixture)
{
  GtkWidget *notice = get_part (fixture, SY_TYPE_NOTICE);

  return notice != NULL ? sy_notice_get_text (SY_NOTICE (notice)) : NULL;
}

static const char *
get_facts (Fixture *fixture)
{
  GtkWidget *footer = get_part (fixture, SY_TYPE_MESSAGE_FOOTER);

  return gtk_label_get_text (GTK_LABEL (widget_get_child (footer, "facts")));
}

static GtkWidget *
get_card (Fixture *fixture)
{
  return get_part (fixture, SY_TYPE_ERROR_CARD);
}

/* What stands in the rows from the top, one letter a row: texts, and parts by their names. */
static char *
dup_rows (Fixture *fixture)
{
  GString *rows = g_string_new (NULL);

  for (guint i = 0; i < sy_message_item_get_n_rows (fixture->item); i++)
    {
      GtkWidget *row = sy_message_item_get_row (fixture->item, i);
      GtkWidget *child = sy_block_row_get_child (SY_BLOCK_ROW (row));

      if (SY_IS_TEXT_BLOCK (child))
        {
          guint start;
          guint end;
          SyInline *text = sy_text_block_get_text (SY_TEXT_BLOCK (child), &start, &end);

          g_string_append_len (rows, sy_inline_get_text (text) + start, end - start);
        }
      else
        {
          g_string_append (rows, G_OBJECT_TYPE_NAME (child));
        }
      g_string_append_c (rows, '|');
    }

  return g_string_free_and_steal (rows);
}

static void
assert_rows (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *rows = dup_rows (fixture);

  g_assert_cmpstr (rows, ==, expected);
}

static void
test_reply_rows_message (Fixture       *fixture,
                            gconstpointer  data)
{
  g_assert_true (sy_reply_rows_get_message (fixture->reply) == fixture->message);
}

static void
test_reply_rows_waiting (Fixture       *fixture,
                            gconstpointer  data)
{
  assert_rows (fixture, "SyWaitingLine|");
  g_assert_cmpstr (get_waiting (fixture), ==, "Connecting");

  /* Which model is asked is not always known. */
  sy_reply_rows_set_chat_state (fixture->reply, SY_CHAT_WAITING);
  g_assert_cmpstr (get_waiting (fixture), ==, "Connecting");

  sy_message_set_model_id (fixture->message, WIDGET_MARKUP);
  sy_reply_rows_set_chat_state (fixture->reply, SY_CHAT_CONNECTING);
  g_assert_cmpstr (get_waiting (fixture), ==, "Connecting");
  sy_reply_rows_set_chat_state (fixture->reply, SY_CHAT_WAITING);
  g_assert_cmpstr (get_waiting (fixture), ==, "Waiting for " WIDGET_MARKUP);

  update (fixture);
  assert_rows (fixture, "SyWaitingLine|");
  append (fixture, "H");
  assert_rows (fixture, "H|");
}

/* A wait that ends without a word ends too. */
static void
test_reply_rows_waiting_ends (Fixture       *fixture,
                                 gconstpointer  data)
{
  finish (fixture, SY_MESSAGE_CANCELLED, NULL);
  assert_rows (fixture, "SyMessageFooter|");
}

static void
test_reply_rows_blocks (Fixture       *fixture,
                           gconstpointer  data)
{
  append (fixture, "On");
  assert_rows (fixture, "On|");
  append (fixture, "e\n");
  append (fixture, "\nTwo\n\nThree\n\nFo");
  assert_rows (fixture, "One|Two|Three|Fo|");
  append (fixture, "ur\n\na<b c\n\n&");
  assert_rows (fixture, "One|Two|Three|Four|a<b c|&|");

  finish (fixture, SY_MESSAGE_COMPLETE, NULL);
  assert_rows (fixture, "One|Two|Three|Four|a<b c|&|SyMessageFooter|");
}

/* It shows what is there when it is made, also of a reply that ended long ago. */
static void
test_reply_rows_late (Fixture       *fixture,
                         gconstpointer  data)
{
  drop_reply (fixture);
  sy_message_append (fixture->message, "One\n\nTwo", -1);
  sy_message_finish (fixture->message, SY_MESSAGE_INTERRUPTED, 0, NULL);
  make_reply (fixture);

  assert_rows (fixture, "One|Two|SyNotice|SyMessageFooter|");
  g_assert_cmpstr (get_notice (fixture), ==, "Interrupted before the answer was complete");
}

static void
test_reply_rows_notices (Fixture       *fixture,
                            gconstpointer  data)
{
  static const struct
  {
    SyMessageState  state;
    const char     *reason;
    const char     *text;
    const char     *notice;
  } cases[] = {
    { SY_MESSAGE_COMPLETE, "stop", "Text", NULL },
    { SY_MESSAGE_COMPLETE, "stop", "", "The model returned nothing" },
    { SY_MESSAGE_COMPLETE, "content_filter", "Text", "The provider stopped this reply" },
    { SY_MESSAGE_COMPLETE, "length", "Text", "The reply was cut off at the maximum length" },
    { SY_MESSAGE_INTERRUPTED, NULL, "Text", "Interrupted before the answer was complete" },
    { SY_MESSAGE_CANCELLED, NULL, "Text", NULL },
    { SY_MESSAGE_FAILED, NULL, "Text", "The reply failed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      append (fixture, cases[i].text);
      sy_message_set_finish_reason (fixture->message, cases[i].reason);
      update (fixture);
      g_assert_null (get_notice (fixture));

      finish (fixture, cases[i].state, NULL);
      g_assert_cmpstr (get_notice (fixture), ==, cases[i].notice);
      g_assert_null (get_card (fixture));
      g_assert_cmpint (get_part (fixture, SY_TYPE_TEXT_BLOCK) != NULL, ==,
                       *cases[i].text != '\0');
      start_again (fixture);
    }
}

/* Another model may say what this one would not; one to be asked for the last reply. */
static void
test_reply_rows_filtered (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *button;

  sy_message_set_finish_reason (fixture->message, "content_filter");
  sy_message_finish (fixture->message, SY_MESSAGE_COMPLETE, 0, NULL);
  sy_reply_rows_set_last (fixture->reply, TRUE);
  update (fixture);

  button = widget_find_action (get_part (fixture, SY_TYPE_NOTICE), "chat.retry-with-model");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));

  sy_reply_rows_set_last (fixture->reply, FALSE);
  g_assert_null (widget_find_action (get_part (fixture, SY_TYPE_NOTICE), "chat.retry-with-model"));
}

static gboolean
offers_retry (Fixture *fixture)
{
  GtkWidget *notice = get_part (fixture, SY_TYPE_NOTICE);

  return gtk_widget_get_visible (widget_find_action (notice, "chat.retry"));
}

/* Only the last reply can be asked for once more. */
static void
test_reply_rows_last (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_SERVER, "&");

  finish (fixture, SY_MESSAGE_INTERRUPTED, NULL);
  g_assert_false (offers_retry (fixture));
  sy_reply_rows_set_last (fixture->reply, TRUE);
  g_assert_true (offers_retry (fixture));
  sy_reply_rows_set_last (fixture->reply, FALSE);
  g_assert_false (offers_retry (fixture));

  start_again (fixture);
  sy_reply_rows_set_last (fixture->reply, TRUE);
  finish (fixture, SY_MESSAGE_FAILED, error);
  g_assert_nonnull (widget_find_action (get_card (fixture), "chat.retry"));
  sy_reply_rows_set_last (fixture->reply, FALSE);
  g_assert_null (widget_find_action (get_card (fixture), "chat.retry"));
}

static void
test_reply_rows_error (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_SERVER, "&");
  GtkWidget *card;

  append (fixture, "Half an ans");
  g_assert_null (get_card (fixture));
  finish (fixture, SY_MESSAGE_FAILED, error);
  card = get_card (fixture);
  g_assert_nonnull (card);
  g_assert_null (get_notice (fixture));

  /* An error is never text, takes none away, and stands below it. */
  assert_rows (fixture, "Half an ans|SyErrorCard|SyMessageFooter|");
  g_assert_nonnull (strstr (get_facts (fixture), "Incomplete"));

  update (fixture);
  g_assert_true (get_card (fixture) == card);
}

static void
test_reply_rows_retry (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_NETWORK, "&");

  sy_reply_rows_set_retry (fixture->reply, error, -1);
  g_assert_cmpstr (get_waiting (fixture), ==, "Waiting for the network");
  sy_reply_rows_set_retry (fixture->reply, error,
                              g_get_monotonic_time () + 5 * G_USEC_PER_SEC / 2);
  g_assert_cmpstr (get_waiting (fixture), ==, "No connection. Next try in 3 s");
  sy_reply_rows_set_chat_state (fixture->reply, SY_CHAT_CONNECTING);
  g_assert_cmpstr (get_waiting (fixture), ==, "Connecting");
}

/* A "</think>" without its beginning: none of it was the answer. */
static void
test_reply_rows_rethink (Fixture       *fixture,
                            gconstpointer  data)
{
  append (fixture, "One\n\nTwo\n\nThr");
  assert_rows (fixture, "One|Two|Thr|");

  sy_message_rethink (fixture->message);
  update (fixture);
  assert_rows (fixture, "SyThoughtLine|");

  append (fixture, "Fo");
  append (fixture, "ur\n\nFive");
  assert_rows (fixture, "SyThoughtLine|Four|Five|");
}

/* What was thought stands below its line when that is open, also while more comes. */
static void
test_reply_rows_thoughts (Fixture       *fixture,
                          gconstpointer  data)
{
  SyThoughtLine *line;

  sy_message_append_reasoning (fixture->message, "Hm", -1);
  update (fixture);
  assert_rows (fixture, "SyThoughtLine|");
  line = SY_THOUGHT_LINE (get_part (fixture, SY_TYPE_THOUGHT_LINE));
  sy_thought_line_set_open (line, TRUE);
  make_rows (fixture);
  assert_rows (fixture, "SyThoughtLine|Hm|");

  sy_message_append_reasoning (fixture->message, "m.", -1);
  append (fixture, "One\n\nTwo");
  assert_rows (fixture, "SyThoughtLine|Hmm.|One|Two|");
  sy_thought_line_set_open (line, FALSE);
  make_rows (fixture);
  assert_rows (fixture, "SyThoughtLine|One|Two|");
  sy_thought_line_set_open (line, TRUE);
  finish (fixture, SY_MESSAGE_COMPLETE, NULL);
  assert_rows (fixture, "SyThoughtLine|Hmm.|One|Two|SyMessageFooter|");

  /* It stays open when it has not been near for a while. */
  sy_message_item_trim (fixture->item, 2, 3, FALSE);
  make_rows (fixture);
  line = SY_THOUGHT_LINE (get_part (fixture, SY_TYPE_THOUGHT_LINE));
  g_assert_true (sy_thought_line_get_open (line));
  assert_rows (fixture, "SyThoughtLine|Hmm.|One|Two|SyMessageFooter|");
}

/* Whoever has seen it goes on with a text, and not with its blocks too. */
static void
test_reply_rows_drops (Fixture       *fixture,
                       gconstpointer  data)
{
  SyDocument *document;

  append (fixture, "One\n\nTwo");
  finish (fixture, SY_MESSAGE_COMPLETE, NULL);
  document = sy_message_get_document (fixture->message);
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  drop_reply (fixture);
  g_assert_null (document);
  g_assert_cmpstr (sy_message_get_text (fixture->message), ==, "One\n\nTwo");

  make_reply (fixture);
  assert_rows (fixture, "One|Two|SyMessageFooter|");
}

/* What can be done with a reply is there when somebody points at it, whenever its row is made. */
static void
test_reply_rows_approach (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *item = GTK_WIDGET (fixture->item);

  sy_message_append (fixture->message, "Text", -1);
  finish (fixture, SY_MESSAGE_COMPLETE, NULL);
  g_assert_nonnull (get_part (fixture, SY_TYPE_MESSAGE_FOOTER));
  g_assert_null (get_part (fixture, SY_TYPE_MESSAGE_ACTIONS));
  gtk_widget_set_state_flags (item, GTK_STATE_FLAG_PRELIGHT, FALSE);
  g_assert_nonnull (get_part (fixture, SY_TYPE_MESSAGE_ACTIONS));

  sy_message_item_trim (fixture->item, 0, 0, FALSE);
  g_assert_null (get_part (fixture, SY_TYPE_MESSAGE_FOOTER));
  make_rows (fixture);
  g_assert_nonnull (get_part (fixture, SY_TYPE_MESSAGE_ACTIONS));

  sy_message_item_trim (fixture->item, 0, 0, FALSE);
  gtk_widget_unset_state_flags (item, GTK_STATE_FLAG_PRELIGHT);
  make_rows (fixture);
  g_assert_null (get_part (fixture, SY_TYPE_MESSAGE_ACTIONS));
}

static void
test_reply_rows_facts (Fixture       *fixture,
                          gconstpointer  data)
{
  const char *facts;

  sy_message_set_model_id (fixture->message, WIDGET_MARKUP);
  append (fixture, "Text");
  assert_rows (fixture, "Text|");

  finish (fixture, SY_MESSAGE_COMPLETE, NULL);
  facts = get_facts (fixture);
  g_assert_true (g_str_has_prefix (facts, WIDGET_MARKUP));
  g_assert_true (g_str_has_suffix (facts, "1.0 s"));
}

static void
test_reply_rows_accessible (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *waiting = get_part (fixture, SY_TYPE_WAITING_LINE);

  gtk_test_accessible_assert_role (fixture->item, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_role (waiting, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_test_accessible_assert_property (waiting, GTK_ACCESSIBLE_PROPERTY_LABEL, "Connecting");
  finish (fixture, SY_MESSAGE_INTERRUPTED, NULL);
  gtk_test_accessible_assert_role (get_part (fixture, SY_TYPE_NOTICE), GTK_ACCESSIBLE_ROLE_ALERT);
}

#define ADD(name, func) \
  g_test_add ("/reply-rows/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("message", test_reply_rows_message);
  ADD ("waiting", test_reply_rows_waiting);
  ADD ("waiting-ends", test_reply_rows_waiting_ends);
  ADD ("blocks", test_reply_rows_blocks);
  ADD ("late", test_reply_rows_late);
  ADD ("notices", test_reply_rows_notices);
  ADD ("filtered", test_reply_rows_filtered);
  ADD ("last", test_reply_rows_last);
  ADD ("error", test_reply_rows_error);
  ADD ("retry", test_reply_rows_retry);
  ADD ("rethink", test_reply_rows_rethink);
  ADD ("thoughts", test_reply_rows_thoughts);
  ADD ("drops", test_reply_rows_drops);
  ADD ("approach", test_reply_rows_approach);
  ADD ("facts", test_reply_rows_facts);
  ADD ("accessible", test_reply_rows_accessible);

  return g_test_run ();
}
