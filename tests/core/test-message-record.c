/* test-message-record.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-message-record.h"

static SyMessageRecord *
new_record (SyRecordRole   role,
            SyRecordState  state,
            const char    *text)
{
  SyMessageRecord *record = sy_message_record_new ();

  record->id = g_strdup ("id");
  record->parent_id = g_strdup ("parent");
  record->role = role;
  record->state = state;
  record->created_at = 12;
  record->length = 5;
  record->text = g_strdup (text);

  return record;
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_record_whole (void)
{
  g_autoptr(SyMessageRecord) record = new_record (SY_RECORD_ASSISTANT, SY_RECORD_COMPLETE, "Hello");
  g_autoptr(SyMessage) message = NULL;
  SyUsage usage = SY_USAGE_INIT;

  usage.cost = 7;
  record->reasoning = g_strdup ("Hm");
  record->served_model = g_strdup ("served");
  record->duration = 34;
  record->values = g_strdup ("{\"temperature\":1}");
  record->usage = sy_usage_copy (&usage);
  message = sy_message_new_from_record (record);

  g_assert_true (sy_message_get_loaded (message));
  g_assert_cmpstr (sy_message_get_id (message), ==, "id");
  g_assert_cmpstr (sy_message_get_parent_id (message), ==, "parent");
  g_assert_cmpint (sy_message_get_role (message), ==, SY_ROLE_ASSISTANT);
  g_assert_cmpint (sy_message_get_state (message), ==, SY_MESSAGE_COMPLETE);
  g_assert_cmpint (sy_message_get_created_at (message), ==, 12);
  g_assert_cmpstr (sy_message_get_text (message), ==, "Hello");
  g_assert_cmpstr (sy_message_get_reasoning (message), ==, "Hm");
  g_assert_cmpstr (sy_message_get_served_model (message), ==, "served");
  g_assert_cmpint (sy_message_get_duration (message), ==, 34);
  g_assert_cmpint (sy_message_get_cost (message), ==, 7);
  g_assert_cmpstr (sy_message_get_values (message), ==, "{\"temperature\":1}");
  g_assert_true (sy_document_get_complete (sy_message_get_document (message)));
}

static void
test_record_stub (void)
{
  g_autoptr(SyMessageRecord) stub = new_record (SY_RECORD_USER, SY_RECORD_COMPLETE, NULL);
  g_autoptr(SyMessageRecord) whole = new_record (SY_RECORD_USER, SY_RECORD_COMPLETE, "Hello");
  g_autoptr(SyMessage) message = sy_message_new_from_record (stub);
  g_autoptr(SyDocument) document = NULL;
  guint n_loaded = 0;
  guint n_documents = 0;

  g_assert_false (sy_message_get_loaded (message));
  g_assert_cmpuint (sy_message_get_length (message), ==, 5);
  g_assert_cmpstr (sy_message_get_text (message), ==, "");
  document = g_object_ref (sy_message_get_document (message));
  g_assert_cmpuint (sy_document_get_length (document), ==, 0);

  g_signal_connect (message, "notify::loaded", G_CALLBACK (count_cb), &n_loaded);
  g_signal_connect (message, "notify::document", G_CALLBACK (count_cb), &n_documents);
  sy_message_load (message, whole);

  g_assert_cmpuint (n_loaded, ==, 1);
  g_assert_cmpuint (n_documents, ==, 1);
  g_assert_true (sy_message_get_loaded (message));
  g_assert_cmpuint (sy_message_get_length (message), ==, 5);
  g_assert_cmpstr (sy_message_get_text (message), ==, "Hello");
  g_assert_true (sy_message_get_document (message) != document);
  g_assert_cmpstr (sy_document_get_source (sy_message_get_document (message)), ==, "Hello");
}

/* A file may say anything; nobody writes at a reply that was kept. */
static void
test_record_states (void)
{
  static const struct
  {
    int            state;
    SyMessageState expected;
  } cases[] = {
    { SY_RECORD_STREAMING, SY_MESSAGE_INTERRUPTED },
    { SY_RECORD_COMPLETE, SY_MESSAGE_COMPLETE },
    { SY_RECORD_INTERRUPTED, SY_MESSAGE_INTERRUPTED },
    { SY_RECORD_FAILED, SY_MESSAGE_FAILED },
    { SY_RECORD_CANCELLED, SY_MESSAGE_CANCELLED },
    { 99, SY_MESSAGE_INTERRUPTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SyMessageRecord) record = new_record (SY_RECORD_ASSISTANT,
                                                      (SyRecordState) cases[i].state, "");
      g_autoptr(SyMessage) message = sy_message_new_from_record (record);

      g_assert_true (sy_message_get_loaded (message));
      g_assert_cmpint (sy_message_get_state (message), ==, cases[i].expected);
      g_assert_cmpstr (sy_message_get_text (message), ==, "");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message-record/whole", test_record_whole);
  g_test_add_func ("/message-record/stub", test_record_stub);
  g_test_add_func ("/message-record/states", test_record_states);

  return g_test_run ();
}
