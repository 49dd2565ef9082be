/* sy-chat-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chat-page"

#include "config.h"

#include "sy-chat-page.h"

#include "sy-chat-model.h"
#include "sy-composer.h"
#include "sy-conversation-dialog.h"
#include "sy-error.h"
#include "sy-message-details.h"
#include "sy-page-link.h"
#include "sy-store-banner.h"
#include "sy-transcript.h"
#include "sy-trust.h"
#include "sy-utf8.h"

#include <glib/gi18n.h>

struct _SyChatPage
{
  AdwBin           parent_instance;

  AdwWindowTitle  *window_title;
  GtkMenuButton   *menu_button;
  GMenuModel      *conversation_menu;
  SyStoreBanner   *store_banner;
  GtkStack        *stack;
  AdwToastOverlay *toasts;
  SyTranscript    *transcript;
  SyComposer      *composer;

  SyChatSession   *session;
  GSignalGroup    *session_signals;
  GSignalGroup    *conversation_signals;
  GSignalGroup    *message_signals;
  GHashTable      *drafts;
  SyWorkspace     *workspace;
  SyChatModel     *model;
};

G_DEFINE_FINAL_TYPE (SyChatPage, sy_chat_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static SyConversation *
get_conversation (SyChatPage *self)
{
  return self->session != NULL ? sy_chat_session_get_conversation (self->session) : NULL;
}

/* Whom a card is about: the provider that was asked then. */
static SyProvider *
find_provider (SyChatPage *self,
               GVariant   *id)
{
  if (self->workspace == NULL)
    return NULL;

  return sy_provider_list_find (sy_workspace_get_providers (self->workspace),
                                g_variant_get_string (id, NULL));
}

static gboolean
is_temporary (SyChatPage *self)
{
  SyConversation *conversation = get_conversation (self);

  return conversation != NULL && sy_conversation_get_temporary (conversation);
}

static const char *
get_title (SyChatPage *self)
{
  SyConversation *conversation = get_conversation (self);
  const char *title = conversation != NULL ? sy_conversation_get_title (conversation) : NULL;

  if (title == NULL)
    title = is_temporary (self) ? _("Temporary Chat") : _("New Chat");

  return title;
}

/* While nothing was said the page says that the chat is temporary. */
static char *
dup_subtitle (SyChatPage *self)
{
  SyConversation *conversation = get_conversation (self);
  SyMoney cost = conversation != NULL ? sy_conversation_get_total_cost (conversation) : 0;
  g_autofree char *amount = cost > 0 ? sy_money_format (cost) : NULL;

  if (is_temporary (self) && amount != NULL)
    /* Translators: %s is an amount of money */
    return g_strdup_printf (_("Temporary chat, %s spent so far"), amount);
  if (amount != NULL)
    /* Translators: %s is an amount of money */
    return g_strdup_printf (_("%s spent so far"), amount);
  if (is_temporary (self) && sy_conversation_get_title (conversation) != NULL)
    return g_strdup (_("Temporary chat"));

  return g_strdup ("");
}

static void
update_header (SyChatPage *self)
{
  g_autofree char *subtitle = dup_subtitle (self);

  adw_window_title_set_title (self->window_title, get_title (self));
  adw_window_title_set_subtitle (self->window_title, subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
update_stack (SyChatPage *self)
{
  SyMessageWindow *messages = sy_chat_session_get_messages (self->session);
  guint n_messages = g_list_model_get_n_items (G_LIST_MODEL (messages));
  const char *empty = is_temporary (self) ? "temporary" : "empty";

  gtk_stack_set_visible_child_name (self->stack, n_messages > 0 ? "transcript" : empty);
}

/* What asks again, and so can be done only when nothing is under way. */
static void
update_actions (SyChatPage *self)
{
  static const char *retries[] = {
    "chat.retry", "chat.retry-with-tokens", "chat.retry-with-model", "chat.trust-certificate",
  };
  gboolean can_retry = sy_chat_session_get_can_retry (self->session);

  for (gsize i = 0; i < G_N_ELEMENTS (retries); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), retries[i], can_retry);
}

static void
update_state (SyChatPage *self)
{
  SyChatState state = sy_chat_session_get_state (self->session);
  const GError *error = sy_chat_session_get_retry_error (self->session);
  gint64 retry_at = sy_chat_session_get_retry_at (self->session);

  sy_composer_set_busy (self->composer, !sy_chat_session_get_can_send (self->session));

  if (state == SY_CHAT_RETRYING && error != NULL && retry_at != 0)
    sy_transcript_set_retry (self->transcript, error, retry_at);
  else
    sy_transcript_set_chat_state (self->transcript, state);

  update_actions (self);
}

static void
items_changed_cb (SyChatPage *self)
{
  update_stack (self);
  update_actions (self);
}

static void
submit_cb (SyChatPage *self,
           const char *text,
           SyComposer *composer)
{
  g_autoptr(GError) error = NULL;

  g_assert (SY_IS_CHAT_PAGE (self));

  if (sy_chat_session_send (self->session, text, &error))
    sy_composer_set_text (self->composer, NULL);
  else
    sy_composer_set_notice (self->composer, error->message, TRUE);
}

static void
stop_cb (SyChatPage *self,
         SyComposer *composer)
{
  g_assert (SY_IS_CHAT_PAGE (self));

  sy_chat_session_stop (self->session);
}

/* The button that was pressed goes with its message. */
static void
retry (SyChatPage *self,
       gint64      max_tokens)
{
  if (self->session == NULL || !sy_chat_session_get_can_retry (self->session))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
  sy_chat_session_retry (self->session, max_tokens);
}

static void
retry_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  retry (SY_CHAT_PAGE (widget), 0);
}

static void
retry_with_tokens_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  retry (SY_CHAT_PAGE (widget), g_variant_get_int64 (parameter));
}

static void
open_settings_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  gtk_widget_activate_action_variant (widget, "win.settings-for", parameter);
}

static void
show_not_opened (GtkWidget  *widget,
                 const char *address,
                 const char *text)
{
  SyChatPage *self = SY_CHAT_PAGE (widget);

  if (self->composer != NULL)
    sy_composer_set_notice (self->composer, text, FALSE);
}

/* Only addresses that are built into the program are opened, none of a server's. */
static void
open_page_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  static const struct
  {
    const char *action_name;
    const char *(*get_page) (SyPreset *preset);
  } pages[] = {
    { "chat.get-key", sy_preset_get_key_page },
    { "chat.add-credits", sy_preset_get_credits_page },
    { "chat.open-model-page", sy_preset_get_models_page },
    { "chat.open-privacy-page", sy_preset_get_privacy_page },
  };
  SyChatPage *self = SY_CHAT_PAGE (widget);
  SyProvider *provider = find_provider (self, parameter);
  SyPreset *preset = provider != NULL ? sy_provider_get_preset (provider) : NULL;
  const char *page = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pages) && preset != NULL; i++)
    if (g_str_equal (pages[i].action_name, action_name))
      page = pages[i].get_page (preset);

  if (page != NULL)
    sy_page_link_open (widget, page, show_not_opened);
}

static SyMessage *
dup_message (SyChatPage *self,
             const char *id)
{
  GListModel *messages;

  if (self->session == NULL)
    return NULL;

  messages = G_LIST_MODEL (sy_chat_session_get_messages (self->session));
  for (guint i = g_list_model_get_n_items (messages); i > 0; i--)
    {
      g_autoptr(SyMessage) message = g_list_model_get_item (messages, i - 1);

      if (g_str_equal (sy_message_get_id (message), id))
        return g_steal_pointer (&message);
    }

  return NULL;
}

static void
show_link_not_opened (GtkWidget  *widget,
                      const char *address,
                      const char *text)
{
  SyChatPage *self = SY_CHAT_PAGE (widget);

  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (self->toasts, sy_page_link_create_toast (widget, address, text));
}

/* A model wrote it. */
static void
open_link_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  const char *address = g_variant_get_string (parameter, NULL);

  if (sy_page_link_is_safe (address))
    sy_page_link_open (widget, address, show_link_not_opened);
  else
    show_link_not_opened (widget, address, _("Only links to the web and to mail are opened"));
}

static void
show_details_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  SyChatPage *self = SY_CHAT_PAGE (widget);
  g_autoptr(SyMessage) message = dup_message (self, g_variant_get_string (parameter, NULL));
  SyProvider *provider;

  if (message == NULL || self->workspace == NULL)
    return;

  provider = sy_provider_list_find (sy_workspace_get_providers (self->workspace),
                                    sy_message_get_provider_id (message));
  adw_dialog_present (sy_message_details_new (message, provider != NULL
                                                         ? sy_provider_get_name (provider)
                                                         : NULL),
                      widget);
}

/* What the rows say of Settings is what a conversation without values of its own would send. */
static void
conversation_settings_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  SyChatPage *self = SY_CHAT_PAGE (widget);
  g_autoptr(SyChatValues) fallback = NULL;

  if (self->session == NULL || self->workspace == NULL)
    return;

  fallback = sy_chat_values_new (NULL, sy_workspace_get_chat_defaults (self->workspace),
                                 sy_chat_session_get_provider (self->session));
  adw_dialog_present (sy_conversation_dialog_new (get_conversation (self), fallback), widget);
}

static void
write_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (SY_CHAT_PAGE (widget)->composer));
}

static SyMessage *
dup_last_message (SyChatPage *self)
{
  GListModel *messages;
  guint n_messages;

  if (self->session == NULL)
    return NULL;

  messages = G_LIST_MODEL (sy_chat_session_get_messages (self->session));
  n_messages = g_list_model_get_n_items (messages);

  return n_messages > 0 ? g_list_model_get_item (messages, n_messages - 1) : NULL;
}

/* The certificate that was shown is pinned for the server that showed it; when the API
 * base has moved since, nothing is, and nothing is sent there by this.
 */
static void
trust_certificate_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  SyChatPage *self = SY_CHAT_PAGE (widget);
  SyProvider *provider = self->session != NULL ? sy_chat_session_get_provider (self->session)
                                               : NULL;
  g_autoptr(SyMessage) message = dup_last_message (self);
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;

  if (message != NULL)
    facts = sy_error_get_facts (sy_message_get_error (message));
  if (facts.certificate == NULL || facts.origin == NULL || self->workspace == NULL ||
      provider == NULL || g_strcmp0 (facts.origin, sy_provider_get_origin (provider)) != 0)
    return;

  sy_trust_set_certificate (sy_workspace_get_trust (self->workspace),
                            facts.origin, facts.certificate);
  retry (self, 0);
}

static void
choose_model_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  SyChatPage *self = SY_CHAT_PAGE (widget);

  if (self->model != NULL)
    sy_chat_model_choose (self->model);
}

static void
retry_with_model_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  SyChatPage *self = SY_CHAT_PAGE (widget);
  g_autoptr(SyMessage) last = dup_last_message (self);

  if (self->model != NULL && last != NULL && sy_chat_session_get_can_retry (self->session))
    sy_chat_model_choose_for (self->model, last);
}

static void
use_model_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  SyChatPage *self = SY_CHAT_PAGE (widget);

  if (self->model != NULL && self->session != NULL)
    sy_chat_model_use (self->model, g_variant_get_string (parameter, NULL));
}

static void
keep_draft (SyChatPage *self)
{
  if (self->session != NULL)
    g_hash_table_insert (self->drafts,
                         g_strdup (sy_conversation_get_id (get_conversation (self))),
                         sy_composer_dup_text (self->composer));
}

static void
show_draft (SyChatPage *self)
{
  const char *id = sy_conversation_get_id (get_conversation (self));

  sy_composer_set_text (self->composer, g_hash_table_lookup (self->drafts, id));
}

/* The menu's popover is made when it is first asked for, not before the first frame. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  SyChatPage *self = user_data;

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->conversation_menu);
}

static gboolean
sy_chat_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SY_CHAT_PAGE (widget)->composer));
}

static void
sy_chat_page_dispose (GObject *object)
{
  SyChatPage *self = SY_CHAT_PAGE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->message_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_CHAT_PAGE);

  G_OBJECT_CLASS (sy_chat_page_parent_class)->dispose (object);
}

static void
sy_chat_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SyChatPage *self = SY_CHAT_PAGE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, get_title (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_chat_page_class_init (SyChatPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_chat_page_dispose;
  object_class->get_property = sy_chat_page_get_property;

  widget_class->grab_focus = sy_chat_page_grab_focus;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SY_TYPE_COMPOSER);
  g_type_ensure (SY_TYPE_STORE_BANNER);
  g_type_ensure (SY_TYPE_TRANSCRIPT);

  gtk_widget_class_install_action (widget_class, "chat.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "chat.retry-with-tokens", "x",
                                   retry_with_tokens_cb);
  gtk_widget_class_install_action (widget_class, "chat.trust-certificate", NULL,
                                   trust_certificate_cb);
  gtk_widget_class_install_action (widget_class, "chat.choose-model", NULL, choose_model_cb);
  gtk_widget_class_install_action (widget_class, "chat.retry-with-model", NULL,
                                   retry_with_model_cb);
  gtk_widget_class_install_action (widget_class, "chat.use-model", "s", use_model_cb);
  gtk_widget_class_install_action (widget_class, "chat.open-settings", "s", open_settings_cb);
  gtk_widget_class_install_action (widget_class, "chat.open-key-settings", "s",
                                   open_settings_cb);
  gtk_widget_class_install_action (widget_class, "chat.get-key", "s", open_page_cb);
  gtk_widget_class_install_action (widget_class, "chat.add-credits", "s", open_page_cb);
  gtk_widget_class_install_action (widget_class, "chat.open-model-page", "s", open_page_cb);
  gtk_widget_class_install_action (widget_class, "chat.open-privacy-page", "s", open_page_cb);

  gtk_widget_class_install_action (widget_class, "chat.open-link", "s", open_link_cb);
  gtk_widget_class_install_action (widget_class, "chat.show-details", "s", show_details_cb);
  gtk_widget_class_install_action (widget_class, "chat.conversation-settings", NULL,
                                   conversation_settings_cb);
  gtk_widget_class_install_action (widget_class, "chat.write", NULL, write_cb);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/sy-chat-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SyChatPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, SyChatPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SyChatPage, conversation_menu);
  gtk_widget_class_bind_template_child (widget_class, SyChatPage, store_banner);
  gtk_widget_class_bind_template_child (widget_class, SyChatPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SyChatPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, SyChatPage, transcript);
  gtk_widget_class_bind_template_child (widget_class, SyChatPage, composer);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
sy_chat_page_init (SyChatPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  self->session_signals = g_signal_group_new (SY_TYPE_CHAT_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::retry-at",
                                  G_CALLBACK (update_state), self);

  self->conversation_signals = g_signal_group_new (SY_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::title",
                                  G_CALLBACK (update_header), self);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::total-cost",
                                  G_CALLBACK (update_header), self);

  self->message_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->message_signals, "items-changed",
                                  G_CALLBACK (items_changed_cb), self);
}

/**
 * sy_chat_page_set_workspace:
 * @workspace: has the providers, their models and what was decided about servers
 *
 * Has to be called once, before anything is shown.
 */
void
sy_chat_page_set_workspace (SyChatPage  *self,
                            SyWorkspace *workspace)
{
  g_return_if_fail (SY_IS_CHAT_PAGE (self));
  g_return_if_fail (SY_IS_WORKSPACE (workspace));
  g_return_if_fail (self->workspace == NULL);

  g_set_object (&self->workspace, workspace);
  self->model = sy_chat_model_new (workspace, self->composer);
  sy_store_banner_set_store (self->store_banner, sy_workspace_get_store (workspace));
  sy_transcript_set_providers (self->transcript, sy_workspace_get_providers (workspace));
}

/**
 * sy_chat_page_set_session:
 * @session: the conversation to show and to write in
 *
 * Shows another conversation.  The draft of the one shown before is kept.
 */
void
sy_chat_page_set_session (SyChatPage    *self,
                          SyChatSession *session)
{
  SyMessageWindow *messages;

  g_return_if_fail (SY_IS_CHAT_PAGE (self));
  g_return_if_fail (SY_IS_CHAT_SESSION (session));

  if (self->session == session)
    return;

  keep_draft (self);
  g_set_object (&self->session, session);
  messages = sy_chat_session_get_messages (session);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->conversation_signals, get_conversation (self));
  g_signal_group_set_target (self->message_signals, messages);

  /* The replies that go are not told the state of the other session. */
  sy_transcript_set_messages (self->transcript, NULL);
  update_state (self);
  sy_transcript_set_messages (self->transcript, G_LIST_MODEL (messages));
  sy_composer_set_notice (self->composer, NULL, FALSE);
  if (self->model != NULL)
    sy_chat_model_set_session (self->model, session);
  show_draft (self);
  update_header (self);
  update_stack (self);
}

/**
 * sy_chat_page_clear_notice:
 *
 * Takes back why nothing was sent: the person has been to Settings since.
 */
void
sy_chat_page_clear_notice (SyChatPage *self)
{
  g_return_if_fail (SY_IS_CHAT_PAGE (self));

  sy_composer_set_notice (self->composer, NULL, FALSE);
}

/**
 * sy_chat_page_has_draft:
 * @conversation: one that is not shown
 *
 * Returns: whether something was written there and not sent
 */
gboolean
sy_chat_page_has_draft (SyChatPage     *self,
                        SyConversation *conversation)
{
  const char *draft;

  g_return_val_if_fail (SY_IS_CHAT_PAGE (self), FALSE);

  draft = g_hash_table_lookup (self->drafts, sy_conversation_get_id (conversation));

  return draft != NULL && !sy_utf8_is_blank (draft);
}

/**
 * sy_chat_page_drop_draft:
 * @conversation: one that is not shown and never will be again
 */
void
sy_chat_page_drop_draft (SyChatPage     *self,
                         SyConversation *conversation)
{
  g_return_if_fail (SY_IS_CHAT_PAGE (self));

  g_hash_table_remove (self->drafts, sy_conversation_get_id (conversation));
}

/**
 * sy_chat_page_set_send_with_ctrl:
 * @send_with_ctrl: whether Ctrl+Enter sends, not Enter
 */
void
sy_chat_page_set_send_with_ctrl (SyChatPage *self,
                                 gboolean    send_with_ctrl)
{
  g_return_if_fail (SY_IS_CHAT_PAGE (self));

  sy_composer_set_send_with_ctrl (self->composer, send_with_ctrl);
}

/**
 * sy_chat_page_set_text_scale:
 * @scale: how large the text of messages is, 1 is as elsewhere
 */
void
sy_chat_page_set_text_scale (SyChatPage *self,
                             double      scale)
{
  g_return_if_fail (SY_IS_CHAT_PAGE (self));

  sy_transcript_set_text_scale (self->transcript, scale);
}
