/* test-transcript-providers.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-transcript.h"

#include "sy-error.h"
#include "widget-support.h"

typedef struct
{
  GtkWidget    *window;
  SyTranscript *transcript;
  GListStore   *messages;
  SyMessage    *reply;
} Fixture;

/* A reply that could not be paid. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_PAYMENT, "&");

  fixture->transcript = g_object_ref_sink (SY_TRANSCRIPT (sy_transcript_new ()));
  fixture->messages = g_list_store_new (SY_TYPE_MESSAGE);
  fixture->reply = sy_message_new ("reply", NULL, SY_ROLE_ASSISTANT, 0);
  sy_message_set_provider_id (fixture->reply, data);
  sy_message_finish (fixture->reply, SY_MESSAGE_FAILED, 0, error);
  g_list_store_append (fixture->messages, fixture->reply);
  sy_transcript_set_messages (fixture->transcript, G_LIST_MODEL (fixture->messages));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->transcript));
  widget_present (GTK_WINDOW (fixture->window), 500, 400);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->transcript);
  g_assert_finalize_object (fixture->messages);
  g_assert_finalize_object (fixture->reply);
}

static SyProviderList *
new_provider_list (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) json = g_resources_lookup_data (RESOURCE_PATH "/presets.json", 0, &error);
  g_autoptr(GFile) file = g_file_new_build_filename (g_get_user_config_dir (), "none.json", NULL);
  g_autoptr(GListModel) presets = NULL;

  g_assert_no_error (error);
  presets = sy_preset_parse_list (json, &error);
  g_assert_no_error (error);

  return sy_provider_list_new (file, presets);
}

static GtkWidget *
find_action (Fixture    *fixture,
             const char *name)
{
  widget_wait_frames (fixture->window, 2);

  return widget_find_action (GTK_WIDGET (fixture->transcript), name);
}

/* What can be done about an error depends on who was asked, then and not now. */
static void
test_transcript_providers (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(SyProviderList) providers = new_provider_list ();
  g_autoptr(SyProviderList) got = NULL;
  g_autoptr(GVariant) target = NULL;
  guint n_notified;

  widget_watch (fixture->transcript, "providers", &n_notified);
  g_assert_null (sy_transcript_get_providers (fixture->transcript));
  g_assert_null (find_action (fixture, "chat.add-credits"));

  g_object_set (fixture->transcript, "providers", providers, NULL);
  g_object_get (fixture->transcript, "providers", &got, NULL);
  g_assert_true (got == providers);
  g_assert_nonnull (find_action (fixture, "chat.add-credits"));
  sy_transcript_set_providers (fixture->transcript, providers);
  g_assert_cmpuint (n_notified, ==, 1);

  g_object_get (find_action (fixture, "chat.add-credits"), "action-target", &target, NULL);
  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, "openrouter");

  sy_transcript_set_messages (fixture->transcript, NULL);
  sy_transcript_set_messages (fixture->transcript, G_LIST_MODEL (fixture->messages));
  g_assert_nonnull (find_action (fixture, "chat.add-credits"));

  sy_transcript_set_providers (fixture->transcript, NULL);
  g_assert_null (find_action (fixture, "chat.add-credits"));
}

/* A reply of a provider that is gone is shown, and offers nothing of another one's. */
static void
test_transcript_providers_gone (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(SyProviderList) providers = new_provider_list ();

  sy_transcript_set_providers (fixture->transcript, providers);
  g_assert_null (find_action (fixture, "chat.add-credits"));
  g_assert_nonnull (find_action (fixture, "chat.retry"));
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add ("/transcript-providers/asked", Fixture, "openrouter",
              set_up, test_transcript_providers, tear_down);
  g_test_add ("/transcript-providers/gone", Fixture, "removed",
              set_up, test_transcript_providers_gone, tear_down);

  return g_test_run ();
}
