/* test-provider-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-note-row.h"
#include "sy-provider-choice.h"
#include "sy-provider-page.h"
#include "sy-settings-dialog.h"
#include "sy-trust.h"
#include "support-spin.h"
#include "widget-support.h"

#define PLAIN_ORIGIN "http://box.example:8080"
#define WORDS        "Everything, your key too, is sent unencrypted to box.example"

/* Nothing of it is written: a workspace that was not loaded saves nothing. */
typedef struct
{
  SyWorkspace    *workspace;
  SyProviderList *providers;
  SyProvider     *custom;
  GtkWidget      *window;
  GtkWidget      *page;
  GtkEditable    *key;
  GtkEditable    *base;
  SyNoteRow      *base_note;
  GtkWidget      *use_anyway;
} Fixture;

static SyProvider *
ensure (Fixture    *fixture,
        const char *id)
{
  GListModel *presets = sy_provider_list_get_presets (fixture->providers);

  return sy_provider_list_ensure (fixture->providers, sy_preset_list_find (presets, id));
}

static void
open_page (Fixture    *fixture,
           SyProvider *provider)
{
  fixture->page = g_object_new (SY_TYPE_PROVIDER_PAGE, NULL);
  fixture->key = GTK_EDITABLE (widget_get_child (fixture->page, "key_row"));
  fixture->base = GTK_EDITABLE (widget_get_child (fixture->page, "base_row"));
  fixture->base_note = SY_NOTE_ROW (widget_get_child (fixture->page, "base_note"));
  fixture->use_anyway = widget_get_child (GTK_WIDGET (fixture->base_note), "button");
  sy_provider_page_set_workspace (SY_PROVIDER_PAGE (fixture->page), fixture->workspace, provider);

  fixture->window = g_object_ref (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
}

static void
close_page (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (g_steal_pointer (&fixture->window));
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->workspace = sy_workspace_new ();
  fixture->providers = sy_workspace_get_providers (fixture->workspace);
  fixture->custom = ensure (fixture, "custom");
  sy_provider_list_set_default (fixture->providers, fixture->custom);
  open_page (fixture, NULL);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  close_page (fixture);
  g_assert_finalize_object (fixture->workspace);
}

static void
commit (Fixture *fixture)
{
  sy_provider_page_commit (SY_PROVIDER_PAGE (fixture->page));
}

static void
type_base (Fixture    *fixture,
           const char *text)
{
  gtk_editable_set_text (fixture->base, text);
  commit (fixture);
}

static void
press_use_anyway (Fixture *fixture)
{
  g_assert_true (gtk_widget_get_visible (fixture->use_anyway));
  g_signal_emit_by_name (fixture->use_anyway, "clicked");
}

static gboolean
is_allowed (Fixture    *fixture,
            const char *origin)
{
  return sy_trust_get_allows_plain (sy_workspace_get_trust (fixture->workspace), origin);
}

static gboolean
has_icon (Fixture *fixture)
{
  return gtk_widget_get_visible (widget_get_child (GTK_WIDGET (fixture->base_note), "icon"));
}

static void
test_provider_page_refused (Fixture       *fixture,
                            gconstpointer  data)
{
  type_base (fixture, PLAIN_ORIGIN "/v1");

  g_assert_cmpstr (sy_note_row_get_text (fixture->base_note), ==, WORDS);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->base_note)));
  g_assert_true (has_icon (fixture));
  g_assert_true (gtk_widget_get_visible (fixture->use_anyway));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fixture->use_anyway)), ==, "Use Anyway");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->base), "error"));
  gtk_test_accessible_assert_state (gtk_editable_get_delegate (fixture->base),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpstr (sy_provider_get_api_base (fixture->custom), ==, "");
  g_assert_false (is_allowed (fixture, PLAIN_ORIGIN));

  /* What is wrong in another way cannot be used, whatever one wants. */
  type_base (fixture, "ftp://box.example/v1");
  g_assert_false (gtk_widget_get_visible (fixture->use_anyway));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->base), "error"));

  type_base (fixture, "https://box.example/v1");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->base_note)));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->base), "error"));
  g_assert_cmpstr (sy_provider_get_origin (fixture->custom), ==, "https://box.example");

  type_base (fixture, "http://127.0.0.1:8080/v1");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->base_note)));
}

static void
test_provider_page_use_anyway (Fixture       *fixture,
                               gconstpointer  data)
{
  type_base (fixture, PLAIN_ORIGIN "/v1");
  press_use_anyway (fixture);

  g_assert_true (is_allowed (fixture, PLAIN_ORIGIN));
  g_assert_cmpstr (sy_provider_get_origin (fixture->custom), ==, PLAIN_ORIGIN);
  g_assert_cmpstr (sy_note_row_get_text (fixture->base_note), ==, WORDS);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->base_note)));
  g_assert_true (has_icon (fixture));
  g_assert_false (gtk_widget_get_visible (fixture->use_anyway));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->base), "error"));

  /* The focus does not get lost with the button. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 GTK_WIDGET (gtk_editable_get_delegate (fixture->base)));

  /* Remembered, and the reminder is there again. */
  type_base (fixture, "https://box.example/v1");
  type_base (fixture, PLAIN_ORIGIN "/v1");
  g_assert_cmpstr (sy_provider_get_origin (fixture->custom), ==, PLAIN_ORIGIN);
  g_assert_false (gtk_widget_get_visible (fixture->use_anyway));

  close_page (fixture);
  open_page (fixture, NULL);
  g_assert_cmpstr (sy_note_row_get_text (fixture->base_note), ==, WORDS);
  g_assert_false (gtk_widget_get_visible (fixture->use_anyway));

  /* Another port is another origin. */
  type_base (fixture, "http://box.example:8081/v1");
  g_assert_true (gtk_widget_get_visible (fixture->use_anyway));
  g_assert_cmpstr (sy_provider_get_origin (fixture->custom), ==, PLAIN_ORIGIN);
}

/* Only what the words named is allowed, however quick the fingers are. */
static void
test_provider_page_typed_on (Fixture       *fixture,
                             gconstpointer  data)
{
  type_base (fixture, PLAIN_ORIGIN "/v1");
  gtk_editable_set_text (fixture->base, "http://other.example/v1");
  press_use_anyway (fixture);

  g_assert_false (is_allowed (fixture, PLAIN_ORIGIN));
  g_assert_false (is_allowed (fixture, "http://other.example"));
  g_assert_cmpstr (sy_provider_get_api_base (fixture->custom), ==, "");
  g_assert_cmpstr (sy_note_row_get_text (fixture->base_note), ==,
                   "Everything, your key too, is sent unencrypted to other.example");

  press_use_anyway (fixture);
  g_assert_true (is_allowed (fixture, "http://other.example"));
  g_assert_cmpstr (sy_provider_get_origin (fixture->custom), ==, "http://other.example");
}

static gboolean
has_saved_key (gpointer data)
{
  return sy_provider_get_key_state (data) == SY_KEY_STATE_SAVED;
}

static gboolean
has_no_key (gpointer data)
{
  return sy_provider_get_key_state (data) == SY_KEY_STATE_NONE;
}

static void
test_provider_page_key_waits (Fixture       *fixture,
                              gconstpointer  data)
{
  SyKeyring *keyring = sy_workspace_get_keyring (fixture->workspace);

  type_base (fixture, "https://box.example/v1");
  gtk_editable_set_text (fixture->key, "sk-of-this-test");
  type_base (fixture, PLAIN_ORIGIN "/v1");
  support_spin_for (100);
  sy_provider_read_key_state (fixture->custom, keyring);
  g_assert_true (support_spin_until (has_no_key, fixture->custom, 2000));
  g_assert_cmpstr (gtk_editable_get_text (fixture->key), ==, "sk-of-this-test");

  press_use_anyway (fixture);
  g_assert_true (support_spin_until (has_saved_key, fixture->custom, 2000));
  g_assert_cmpstr (sy_provider_get_origin (fixture->custom), ==, PLAIN_ORIGIN);
}

static SyNoteRow *
get_note (Fixture    *fixture,
          const char *name)
{
  return SY_NOTE_ROW (widget_get_child (fixture->page, name));
}

static void
press (SyNoteRow  *note,
       const char *label)
{
  GtkWidget *button = widget_get_child (GTK_WIDGET (note), "button");

  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, label);
  g_signal_emit_by_name (button, "clicked");
}

/* Says what a person would say to the question that is asked. */
static void
answer_alert (Fixture    *fixture,
              const char *response)
{
  GtkWidget *alert = widget_find (fixture->window, ADW_TYPE_ALERT_DIALOG);

  g_assert_nonnull (alert);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), response);
  adw_dialog_force_close (ADW_DIALOG (alert));
}

static SyProviderChoice *
get_choice (GtkWidget *page)
{
  GtkWidget *row = widget_get_child (page, "preset_row");

  return adw_combo_row_get_selected_item (ADW_COMBO_ROW (row));
}

static SyPreset *
get_preset (GtkWidget *page)
{
  return sy_provider_choice_get_preset (get_choice (page));
}

/* Chooses the last one of that name: that of "Custom" makes a new provider. */
static void
choose (Fixture    *fixture,
        const char *name)
{
  AdwComboRow *row = ADW_COMBO_ROW (widget_get_child (fixture->page, "preset_row"));
  GListModel *choices = adw_combo_row_get_model (row);

  for (guint i = g_list_model_get_n_items (choices); i > 0; i--)
    {
      g_autoptr(SyProviderChoice) choice = g_list_model_get_item (choices, i - 1);

      if (g_strcmp0 (sy_provider_choice_get_name (choice), name) == 0)
        {
          adw_combo_row_set_selected (row, i - 1);
          return;
        }
    }

  g_assert_not_reached ();
}

/* Looking at a conversation's provider, and changing it, changes nothing for new ones. */
static void
test_provider_page_other (Fixture       *fixture,
                          gconstpointer  data)
{
  SyProvider *openai = ensure (fixture, "openai");

  g_assert_true (get_preset (fixture->page) == sy_provider_get_preset (fixture->custom));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_note (fixture, "default_note"))));

  close_page (fixture);
  open_page (fixture, openai);
  g_assert_true (get_preset (fixture->page) == sy_provider_get_preset (openai));
  g_assert_cmpstr (gtk_editable_get_text (fixture->base), ==, sy_provider_get_api_base (openai));
  g_assert_cmpstr (sy_note_row_get_text (get_note (fixture, "default_note")), ==,
                   "New chats use Custom");

  type_base (fixture, "https://box.example/v1");
  g_assert_cmpstr (sy_provider_get_origin (openai), ==, "https://box.example");
  g_assert_cmpstr (sy_provider_get_origin (fixture->custom), ==, "");
  g_assert_true (sy_provider_list_get_default (fixture->providers) == fixture->custom);

  /* Choosing is a choice. */
  choose (fixture, "OpenRouter");
  g_assert_true (sy_provider_list_get_default (fixture->providers) ==
                 ensure (fixture, "openrouter"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_note (fixture, "default_note"))));

  close_page (fixture);
  open_page (fixture, openai);
  press (get_note (fixture, "default_note"), "Use for New Chats");
  g_assert_true (sy_provider_list_get_default (fixture->providers) == openai);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_note (fixture, "default_note"))));
}

static GtkEditable *
get_row (Fixture    *fixture,
         const char *name)
{
  return GTK_EDITABLE (widget_get_child (fixture->page, name));
}

static gboolean
is_shown (Fixture    *fixture,
          const char *name)
{
  return gtk_widget_get_visible (widget_get_child (fixture->page, name));
}

/* "Custom" makes a provider of its own each time; what was just typed stays with the one before. */
static void
test_provider_page_custom (Fixture       *fixture,
                           gconstpointer  data)
{
  SyProvider *second;

  g_assert_true (is_shown (fixture, "name_row"));
  gtk_editable_set_text (get_row (fixture, "name_row"), "Workshop");
  gtk_editable_set_text (get_row (fixture, "model_row"), "own/model");

  choose (fixture, "Custom");
  second = sy_provider_list_get_default (fixture->providers);
  g_assert_true (second != fixture->custom);
  g_assert_true (sy_provider_choice_get_provider (get_choice (fixture->page)) == second);
  g_assert_cmpstr (sy_provider_get_name (fixture->custom), ==, "Workshop");
  g_assert_cmpstr (sy_provider_get_model_id (fixture->custom), ==, "own/model");
  g_assert_cmpstr (gtk_editable_get_text (get_row (fixture, "name_row")), ==, "Custom");
  g_assert_cmpstr (gtk_editable_get_text (get_row (fixture, "model_row")), ==, "");
  g_assert_true (is_shown (fixture, "remove_provider_row"));

  choose (fixture, "Workshop");
  g_assert_true (sy_provider_list_get_default (fixture->providers) == fixture->custom);
  choose (fixture, "OpenRouter");
  g_assert_false (is_shown (fixture, "name_row"));
  g_assert_false (is_shown (fixture, "remove_provider_row"));

  /* A provider comes or goes without anybody choosing another one. */
  sy_provider_list_remove (fixture->providers, second);
  g_assert_cmpstr (sy_provider_choice_get_name (get_choice (fixture->page)), ==, "OpenRouter");
  choose (fixture, "Workshop");
  sy_provider_list_remove (fixture->providers, fixture->custom);
  g_assert_true (sy_provider_list_get_default (fixture->providers) ==
                 ensure (fixture, "openrouter"));
  g_assert_cmpstr (sy_provider_choice_get_name (get_choice (fixture->page)), ==, "OpenRouter");
  g_assert_true (get_preset (fixture->page) ==
                 sy_provider_get_preset (ensure (fixture, "openrouter")));
}

static gboolean
has_other_key (gpointer data)
{
  return sy_provider_get_key_state (data) == SY_KEY_STATE_OTHER_ORIGIN;
}

static void
test_provider_page_saved_key (Fixture       *fixture,
                              gconstpointer  data)
{
  SyProvider *openai = ensure (fixture, "openai");
  SyNoteRow *note;

  close_page (fixture);
  open_page (fixture, openai);
  note = get_note (fixture, "key_note");
  g_assert_false (is_shown (fixture, "remove_key_row"));

  gtk_editable_set_text (fixture->key, "sk-of-this-test");
  commit (fixture);
  g_assert_true (support_spin_until (has_saved_key, openai, 2000));
  g_assert_cmpstr (sy_note_row_get_text (note), ==, "Kept until you quit");
  g_assert_true (is_shown (fixture, "banner"));
  g_assert_true (is_shown (fixture, "remove_key_row"));

  /* The key stays where it is until somebody says so. */
  type_base (fixture, "https://box.example/v1");
  g_assert_true (support_spin_until (has_other_key, openai, 2000));
  g_assert_cmpstr (sy_note_row_get_text (note), ==, "No key for box.example yet");
  press (note, "Use the Saved Key for box.example");
  g_assert_true (support_spin_until (has_saved_key, openai, 2000));
  g_assert_cmpstr (sy_note_row_get_text (note), ==, "Kept until you quit");

  /* What was typed is gone with the key: it would be kept again. */
  g_assert_cmpstr (gtk_editable_get_text (fixture->key), ==, "sk-of-this-test");
  gtk_widget_activate_action (widget_get_child (fixture->page, "remove_key_row"), "row.press",
                              NULL);
  answer_alert (fixture, "cancel");
  g_assert_true (has_saved_key (openai));
  gtk_widget_activate_action (widget_get_child (fixture->page, "remove_key_row"), "row.press",
                              NULL);
  answer_alert (fixture, "remove");
  g_assert_true (support_spin_until (has_no_key, openai, 2000));
  g_assert_cmpstr (gtk_editable_get_text (fixture->key), ==, "");
  g_assert_cmpstr (sy_note_row_get_text (note), ==, "No key for box.example yet");
  g_assert_false (is_shown (fixture, "remove_key_row"));
}

/* The model of a provider may be filled in by its server, but never under the fingers. */
static void
test_provider_page_changed_outside (Fixture       *fixture,
                                    gconstpointer  data)
{
  GtkEditable *model = get_row (fixture, "model_row");

  sy_provider_set_model_id (fixture->custom, "first/model");
  g_assert_cmpstr (gtk_editable_get_text (model), ==, "first/model");
  sy_provider_set_api_base (fixture->custom, "https://box.example/v1/chat/completions", NULL);
  g_assert_cmpstr (gtk_editable_get_text (fixture->base), ==,
                   "https://box.example/v1/chat/completions");

  gtk_editable_set_text (model, "typed");
  gtk_editable_set_text (fixture->base, "https://typed.example");
  sy_provider_set_model_id (fixture->custom, "second/model");
  sy_provider_set_api_base (fixture->custom, "https://other.example/v1/chat/completions", NULL);
  g_assert_cmpstr (gtk_editable_get_text (model), ==, "typed");
  g_assert_cmpstr (gtk_editable_get_text (fixture->base), ==, "https://typed.example");

  commit (fixture);
  g_assert_cmpstr (sy_provider_get_model_id (fixture->custom), ==, "typed");
  g_assert_cmpstr (sy_provider_get_origin (fixture->custom), ==, "https://typed.example");
}

static void
test_provider_page_dialog (Fixture       *fixture,
                           gconstpointer  data)
{
  SyProvider *openai = ensure (fixture, "openai");
  GtkWidget *dialog = GTK_WIDGET (sy_settings_dialog_new (fixture->workspace, openai));
  GtkWidget *page = widget_get_child (g_object_ref_sink (dialog), "provider_page");

  g_assert_true (get_preset (page) == sy_provider_get_preset (openai));
  g_assert_true (sy_provider_list_get_default (fixture->providers) == fixture->custom);
  g_assert_finalize_object (dialog);

  dialog = GTK_WIDGET (sy_settings_dialog_new (fixture->workspace, NULL));
  page = widget_get_child (g_object_ref_sink (dialog), "provider_page");
  g_assert_true (get_preset (page) == sy_provider_get_preset (fixture->custom));
  g_assert_finalize_object (dialog);
}

static void
test_provider_page_narrow (Fixture       *fixture,
                           gconstpointer  data)
{
  widget_set_text_scale (2);
  close_page (fixture);
  open_page (fixture, ensure (fixture, "openai"));
  type_base (fixture, PLAIN_ORIGIN "/v1");
  g_assert_true (gtk_widget_get_visible (fixture->use_anyway));
  g_assert_cmpint (widget_get_min_width (fixture->page), <=, 360);
  widget_set_text_scale (1);
}

/* A host may be as long as it wants. */
static void
test_provider_page_long_host (Fixture       *fixture,
                              gconstpointer  data)
{
  SyProvider *openai = ensure (fixture, "openai");

  close_page (fixture);
  open_page (fixture, openai);
  gtk_editable_set_text (fixture->key, "sk-of-this-test");
  commit (fixture);
  g_assert_true (support_spin_until (has_saved_key, openai, 2000));
  type_base (fixture, "https://a-name-that-is-so-long-that-no-window-is-as-wide-as-it.example/v1");
  g_assert_true (support_spin_until (has_other_key, openai, 2000));

  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (fixture->page), <=, 360);
  widget_set_text_scale (1);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, setup, func, teardown)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("/provider-page/refused", test_provider_page_refused);
  ADD ("/provider-page/use-anyway", test_provider_page_use_anyway);
  ADD ("/provider-page/typed-on", test_provider_page_typed_on);
  ADD ("/provider-page/key-waits", test_provider_page_key_waits);
  ADD ("/provider-page/other", test_provider_page_other);
  ADD ("/provider-page/custom", test_provider_page_custom);
  ADD ("/provider-page/saved-key", test_provider_page_saved_key);
  ADD ("/provider-page/changed-outside", test_provider_page_changed_outside);
  ADD ("/provider-page/long-host", test_provider_page_long_host);
  ADD ("/provider-page/dialog", test_provider_page_dialog);
  ADD ("/provider-page/narrow", test_provider_page_narrow);

  return g_test_run ();
}
