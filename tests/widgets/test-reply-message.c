/* test-reply-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-reply-message.h"

#include "sy-error.h"
#include "sy-error-card.h"
#include "sy-notice.h"
#include "sy-waiting-line.h"
#include "widget-support.h"

#include <string.h>

typedef struct
{
  SyMessage      *message;
  SyReplyMessage *reply;
  GtkWidget      *waiting;
  GtkWidget      *blocks;
  GtkWidget      *notice;
  GtkWidget      *retry;
  GtkWidget      *facts;
} Fixture;

static void
make_reply (Fixture *fixture)
{
  GtkWidget *widget = g_object_ref_sink (sy_reply_message_new (fixture->message));

  fixture->reply = SY_REPLY_MESSAGE (widget);
  fixture->waiting = widget_get_child (widget, "waiting");
  fixture->blocks = widget_get_child (widget, "blocks");
  fixture->notice = widget_get_child (widget, "notice");
  fixture->retry = widget_find_action (fixture->notice, "chat.retry");
  fixture->facts = widget_get_child (widget, "facts");
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
  g_assert_finalize_object (fixture->reply);
  g_assert_finalize_object (fixture->message);
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
  sy_reply_message_update (fixture->reply);
}

static void
finish (Fixture        *fixture,
        SyMessageState  state,
        const GError   *error)
{
  sy_message_finish (fixture->message, state, G_USEC_PER_SEC, error);
  sy_reply_message_update (fixture->reply);
}

static const char *
get_waiting (Fixture *fixture)
{
  return sy_waiting_line_get_text (SY_WAITING_LINE (fixture->waiting));
}

static const char *
get_notice (Fixture *fixture)
{
  if (!gtk_widget_get_visible (fixture->notice))
    return NULL;

  return sy_notice_get_text (SY_NOTICE (fixture->notice));
}

/* Borrowed: %NULL when there is none. */
static GtkWidget *
get_card (Fixture *fixture)
{
  return widget_find (GTK_WIDGET (fixture->reply), SY_TYPE_ERROR_CARD);
}

/* Borrowed: what the paragraph at @position shows. */
static const char *
get_paragraph (Fixture *fixture,
               guint    position)
{
  GtkWidget *paragraph = gtk_widget_get_first_child (fixture->blocks);

  while (position-- > 0)
    paragraph = gtk_widget_get_next_sibling (paragraph);

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (paragraph)));
}

static void
test_reply_message_message (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(SyMessage) got = NULL;

  g_assert_true (sy_reply_message_get_message (fixture->reply) == fixture->message);
  g_object_get (fixture->reply, "message", &got, NULL);
  g_assert_true (got == fixture->message);
}

static void
test_reply_message_waiting (Fixture       *fixture,
                            gconstpointer  data)
{
  g_assert_true (gtk_widget_get_visible (fixture->waiting));
  g_assert_cmpstr (get_waiting (fixture), ==, "Connecting");

  /* Which model is asked is not always known. */
  sy_reply_message_set_chat_state (fixture->reply, SY_CHAT_WAITING);
  g_assert_cmpstr (get_waiting (fixture), ==, "Connecting");

  sy_message_set_model_id (fixture->message, WIDGET_MARKUP);
  sy_reply_message_set_chat_state (fixture->reply, SY_CHAT_CONNECTING);
  g_assert_cmpstr (get_waiting (fixture), ==, "Connecting");
  sy_reply_message_set_chat_state (fixture->reply, SY_CHAT_WAITING);
  g_assert_cmpstr (get_waiting (fixture), ==, "Waiting for " WIDGET_MARKUP);

  sy_reply_message_update (fixture->reply);
  g_assert_true (gtk_widget_get_visible (fixture->waiting));
  g_assert_false (gtk_widget_get_visible (fixture->facts));

  append (fixture, "H");
  g_assert_false (gtk_widget_get_visible (fixture->waiting));
  g_assert_true (gtk_widget_get_visible (fixture->blocks));
}

/* A wait that ends without a word ends too. */
static void
test_reply_message_waiting_ends (Fixture       *fixture,
                                 gconstpointer  data)
{
  finish (fixture, SY_MESSAGE_CANCELLED, NULL);
  g_assert_false (gtk_widget_get_visible (fixture->waiting));
  g_assert_false (gtk_widget_get_visible (fixture->blocks));
  g_assert_true (gtk_widget_get_visible (fixture->facts));
}

static void
test_reply_message_blocks (Fixture       *fixture,
                           gconstpointer  data)
{
  append (fixture, "On");
  g_assert_cmpuint (widget_count_children (fixture->blocks), ==, 1);
  append (fixture, "e\n");
  append (fixture, "\nTwo\n\nThree\n\nFo");
  g_assert_cmpuint (widget_count_children (fixture->blocks), ==, 4);
  append (fixture, "ur\n\n" WIDGET_MARKUP "\n\n&");

  g_assert_cmpuint (widget_count_children (fixture->blocks), ==, 6);
  g_assert_cmpstr (get_paragraph (fixture, 0), ==, "One");
  g_assert_cmpstr (get_paragraph (fixture, 1), ==, "Two");
  g_assert_cmpstr (get_paragraph (fixture, 2), ==, "Three");
  g_assert_cmpstr (get_paragraph (fixture, 3), ==, "Four");
  g_assert_cmpstr (get_paragraph (fixture, 4), ==, WIDGET_MARKUP);
  g_assert_cmpstr (get_paragraph (fixture, 5), ==, "&");

  finish (fixture, SY_MESSAGE_COMPLETE, NULL);
  g_assert_cmpuint (widget_count_children (fixture->blocks), ==, 6);
}

/* It shows what is there when it is made, also of a reply that ended long ago. */
static void
test_reply_message_late (Fixture       *fixture,
                         gconstpointer  data)
{
  g_assert_finalize_object (fixture->reply);
  sy_message_append (fixture->message, "One\n\nTwo", -1);
  sy_message_finish (fixture->message, SY_MESSAGE_INTERRUPTED, 0, NULL);
  make_reply (fixture);

  g_assert_false (gtk_widget_get_visible (fixture->waiting));
  g_assert_cmpuint (widget_count_children (fixture->blocks), ==, 2);
  g_assert_cmpstr (get_notice (fixture), ==, "Interrupted before the answer was complete");
}

static void
test_reply_message_notices (Fixture       *fixture,
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
      sy_reply_message_update (fixture->reply);
      g_assert_null (get_notice (fixture));

      finish (fixture, cases[i].state, NULL);
      g_assert_cmpstr (get_notice (fixture), ==, cases[i].notice);
      g_assert_null (get_card (fixture));
      g_assert_cmpint (gtk_widget_get_visible (fixture->blocks), ==, *cases[i].text != '\0');
      start_again (fixture);
    }
}

/* Only the last reply can be asked for once more. */
/* Another model may say what this one would not; one to be asked for the last reply. */
static void
test_reply_message_filtered (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *button;

  sy_message_set_finish_reason (fixture->message, "content_filter");
  sy_message_finish (fixture->message, SY_MESSAGE_COMPLETE, 0, NULL);
  sy_reply_message_set_last (fixture->reply, TRUE);
  sy_reply_message_update (fixture->reply);

  button = widget_find_action (fixture->notice, "chat.retry-with-model");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));

  sy_reply_message_set_last (fixture->reply, FALSE);
  g_assert_null (widget_find_action (fixture->notice, "chat.retry-with-model"));
}

static void
test_reply_message_last (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_SERVER, "&");

  finish (fixture, SY_MESSAGE_INTERRUPTED, NULL);
  g_assert_false (gtk_widget_get_visible (fixture->retry));
  sy_reply_message_set_last (fixture->reply, TRUE);
  g_assert_true (gtk_widget_get_visible (fixture->retry));
  sy_reply_message_set_last (fixture->reply, FALSE);
  g_assert_false (gtk_widget_get_visible (fixture->retry));

  start_again (fixture);
  sy_reply_message_set_last (fixture->reply, TRUE);
  finish (fixture, SY_MESSAGE_FAILED, error);
  g_assert_nonnull (widget_find_action (get_card (fixture), "chat.retry"));
  sy_reply_message_set_last (fixture->reply, FALSE);
  g_assert_null (widget_find_action (get_card (fixture), "chat.retry"));
}

static void
test_reply_message_error (Fixture       *fixture,
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
  g_assert_cmpuint (widget_count_children (fixture->blocks), ==, 1);
  g_assert_cmpstr (get_paragraph (fixture, 0), ==, "Half an ans");
  g_assert_true (gtk_widget_get_prev_sibling (card) == fixture->blocks);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (fixture->facts)), "Incomplete"));

  sy_reply_message_update (fixture->reply);
  g_assert_true (get_card (fixture) == card);
}

static void
test_reply_message_retry (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_NETWORK, "&");

  sy_reply_message_set_retry (fixture->reply, error, -1);
  g_assert_cmpstr (get_waiting (fixture), ==, "Waiting for the network");
  sy_reply_message_set_retry (fixture->reply, error,
                              g_get_monotonic_time () + 5 * G_USEC_PER_SEC / 2);
  g_assert_cmpstr (get_waiting (fixture), ==, "No connection. Next try in 3 s");
  sy_reply_message_set_chat_state (fixture->reply, SY_CHAT_CONNECTING);
  g_assert_cmpstr (get_waiting (fixture), ==, "Connecting");
}

/* A "</think>" without its beginning: none of it was the answer. */
static void
test_reply_message_rethink (Fixture       *fixture,
                            gconstpointer  data)
{
  append (fixture, "One\n\nTwo\n\nThr");
  g_assert_cmpuint (widget_count_children (fixture->blocks), ==, 3);

  sy_message_rethink (fixture->message);
  sy_reply_message_update (fixture->reply);
  g_assert_cmpuint (widget_count_children (fixture->blocks), ==, 0);
  g_assert_false (gtk_widget_get_visible (fixture->blocks));

  append (fixture, "Fo");
  append (fixture, "ur\n\nFive");
  g_assert_cmpuint (widget_count_children (fixture->blocks), ==, 2);
  g_assert_cmpstr (get_paragraph (fixture, 0), ==, "Four");
  g_assert_cmpstr (get_paragraph (fixture, 1), ==, "Five");
}

static void
test_reply_message_facts (Fixture       *fixture,
                          gconstpointer  data)
{
  const char *facts;

  sy_message_set_model_id (fixture->message, WIDGET_MARKUP);
  append (fixture, "Text");
  g_assert_false (gtk_widget_get_visible (fixture->facts));

  finish (fixture, SY_MESSAGE_COMPLETE, NULL);
  g_assert_true (gtk_widget_get_visible (fixture->facts));
  facts = gtk_label_get_text (GTK_LABEL (fixture->facts));
  g_assert_true (g_str_has_prefix (facts, WIDGET_MARKUP));
  g_assert_true (g_str_has_suffix (facts, "1.0 s"));
}

static void
test_reply_message_accessible (Fixture       *fixture,
                               gconstpointer  data)
{
  gtk_test_accessible_assert_role (fixture->reply, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (fixture->reply, GTK_ACCESSIBLE_PROPERTY_LABEL, "Reply");
  gtk_test_accessible_assert_role (fixture->waiting, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_test_accessible_assert_property (fixture->waiting, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Connecting");
  gtk_test_accessible_assert_role (fixture->notice, GTK_ACCESSIBLE_ROLE_ALERT);
}

#define ADD(name, func) \
  g_test_add ("/reply-message/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("message", test_reply_message_message);
  ADD ("waiting", test_reply_message_waiting);
  ADD ("waiting-ends", test_reply_message_waiting_ends);
  ADD ("blocks", test_reply_message_blocks);
  ADD ("late", test_reply_message_late);
  ADD ("notices", test_reply_message_notices);
  ADD ("filtered", test_reply_message_filtered);
  ADD ("last", test_reply_message_last);
  ADD ("error", test_reply_message_error);
  ADD ("retry", test_reply_message_retry);
  ADD ("rethink", test_reply_message_rethink);
  ADD ("facts", test_reply_message_facts);
  ADD ("accessible", test_reply_message_accessible);

  return g_test_run ();
}
