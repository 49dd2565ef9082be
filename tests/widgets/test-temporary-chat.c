/* test-temporary-chat.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-chat-page.h"
#include "sy-composer.h"
#include "sy-conversation-dialog.h"
#include "sy-transcript.h"
#include "sy-window.h"
#include "support-spin.h"
#include "widget-support.h"

#define PATIENCE_MS 10000

/* No reply is needed here: the question makes the conversation one with messages. */
typedef struct
{
  AdwApplication *application;
  SyWorkspace    *workspace;
  GtkWidget      *window;
  GtkWidget      *page;
  SyComposer     *composer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  SyProviderList *providers;
  SyProvider *provider;

  fixture->application = adw_application_new (APPLICATION_ID, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (fixture->application), RESOURCE_PATH);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);

  fixture->workspace = sy_workspace_new ();
  providers = sy_workspace_get_providers (fixture->workspace);
  provider = sy_provider_list_add_custom (providers);
  sy_provider_set_api_base (provider, "http://127.0.0.1:9/v1", &error);
  g_assert_no_error (error);
  sy_provider_set_model_id (provider, "some/model");
  sy_provider_list_set_default (providers, provider);

  fixture->window = g_object_ref (GTK_WIDGET (sy_window_new (fixture->application,
                                                             fixture->workspace)));
  widget_present (GTK_WINDOW (fixture->window), 800, 600);
  gtk_widget_activate_action (fixture->window, "win.new-temporary-chat", NULL);
  fixture->page = widget_find (fixture->window, SY_TYPE_CHAT_PAGE);
  fixture->composer = SY_COMPOSER (widget_get_child (fixture->page, "composer"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->window);
  g_assert_finalize_object (fixture->workspace);
  g_object_unref (fixture->application);
}

static void
activate (Fixture    *fixture,
          const char *action_name)
{
  g_assert_true (gtk_widget_activate_action (fixture->window, action_name, NULL));
}

static void
assert_page (Fixture    *fixture,
             const char *name,
             const char *title,
             const char *subtitle)
{
  GtkWidget *stack = widget_get_child (fixture->page, "stack");
  AdwWindowTitle *header = ADW_WINDOW_TITLE (widget_get_child (fixture->page, "window_title"));

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, name);
  g_assert_cmpstr (adw_window_title_get_title (header), ==, title);
  g_assert_cmpstr (adw_window_title_get_subtitle (header), ==, subtitle);
}

static guint
count_conversations (Fixture *fixture)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (sy_workspace_get_conversations (fixture->workspace)));
}

static void
send (Fixture    *fixture,
      const char *text)
{
  sy_composer_set_text (fixture->composer, text);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->composer), "composer.send",
                                             NULL));
}

static GtkWidget *
find_toast_button (GtkWidget  *root,
                   const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_toast_button (child, label);

  return found;
}

static gboolean
has_toast (gpointer data)
{
  Fixture *fixture = data;

  return find_toast_button (widget_get_child (fixture->window, "toasts"), "Undo") != NULL;
}

static void
test_temporary_shown (Fixture       *fixture,
                      gconstpointer  data)
{
  assert_page (fixture, "temporary", "Temporary Chat", "");
  send (fixture, "A question");
  assert_page (fixture, "transcript", "A question", "Temporary chat");
  g_assert_cmpuint (count_conversations (fixture), ==, 0);

  activate (fixture, "win.new-chat");
  assert_page (fixture, "empty", "New Chat", "");
}

/* One that is still empty is gone without a word, and is not made twice. */
static void
test_temporary_empty (Fixture       *fixture,
                      gconstpointer  data)
{
  sy_composer_set_text (fixture->composer, "  ");
  activate (fixture, "win.new-temporary-chat");
  g_assert_false (has_toast (fixture));
  activate (fixture, "win.new-chat");
  widget_wait_frames (fixture->window, 3);
  g_assert_false (has_toast (fixture));
}

static void
test_temporary_undone (Fixture       *fixture,
                       gconstpointer  data)
{
  send (fixture, "A question");
  sy_composer_set_text (fixture->composer, "and another");
  activate (fixture, "win.new-chat");
  assert_page (fixture, "empty", "New Chat", "");
  g_assert_true (support_spin_until (has_toast, fixture, PATIENCE_MS));

  g_signal_emit_by_name (find_toast_button (fixture->window, "Undo"), "clicked");
  assert_page (fixture, "transcript", "A question", "Temporary chat");
  activate (fixture, "win.new-temporary-chat");
  assert_page (fixture, "temporary", "Temporary Chat", "");
}

/* What was written and not sent is as dear. */
static void
test_temporary_draft (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *text = NULL;

  sy_composer_set_text (fixture->composer, "not sent yet");
  activate (fixture, "win.new-chat");
  g_assert_true (support_spin_until (has_toast, fixture, PATIENCE_MS));
  g_signal_emit_by_name (find_toast_button (fixture->window, "Undo"), "clicked");
  text = sy_composer_dup_text (fixture->composer);
  g_assert_cmpstr (text, ==, "not sent yet");
}

static void
ended_cb (gpointer  data,
          GObject  *conversation)
{
  *(gboolean *) data = TRUE;
}

/* The toast ends it, and nothing is left. */
static void
test_temporary_ended (Fixture       *fixture,
                      gconstpointer  data)
{
  AdwToastOverlay *toasts = ADW_TOAST_OVERLAY (widget_get_child (fixture->window, "toasts"));
  SyTranscript *transcript = SY_TRANSCRIPT (widget_get_child (fixture->page, "transcript"));
  GListModel *messages = NULL;
  gboolean ended = FALSE;

  send (fixture, "A question");
  g_object_get (transcript, "messages", &messages, NULL);
  g_object_weak_ref (G_OBJECT (messages), ended_cb, &ended);
  g_object_unref (messages);

  activate (fixture, "win.new-chat");
  widget_wait_frames (fixture->window, 3);
  g_assert_false (ended);
  adw_toast_overlay_dismiss_all (toasts);
  widget_wait_frames (fixture->window, 3);
  g_assert_true (ended);
}

/* Before the first message too, and what Settings say is said. */
static void
test_temporary_settings (Fixture       *fixture,
                         gconstpointer  data)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, "chat.conversation-settings", NULL));
  g_assert_nonnull (widget_find (fixture->window, SY_TYPE_CONVERSATION_DIALOG));
  adw_dialog_force_close (adw_application_window_get_visible_dialog (
    ADW_APPLICATION_WINDOW (fixture->window)));
  widget_wait_frames (fixture->window, 3);
}

#define ADD(name, func) \
  g_test_add ("/temporary-chat/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("shown", test_temporary_shown);
  ADD ("empty", test_temporary_empty);
  ADD ("undone", test_temporary_undone);
  ADD ("draft", test_temporary_draft);
  ADD ("ended", test_temporary_ended);
  ADD ("settings", test_temporary_settings);

  return g_test_run ();
}
