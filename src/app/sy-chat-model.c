/* sy-chat-model.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chat-model"

#include "config.h"

#include "sy-chat-model.h"

#include "sy-error.h"
#include "sy-model-browser.h"
#include "sy-model-browsing.h"
#include "sy-model-remark.h"
#include "sy-model-text.h"

#include <glib/gi18n.h>

struct _SyChatModel
{
  GObject        parent_instance;

  SyWorkspace   *workspace;
  SyComposer    *composer;
  SyChatSession *session;
  GSignalGroup  *conversation_signals;
  GSignalGroup  *provider_signals;
  GSignalGroup  *catalog_signals;

  /* Whether picking a model asks it for the reply that another one did not give. */
  gboolean       retry;
};

G_DEFINE_FINAL_TYPE (SyChatModel, sy_chat_model, G_TYPE_OBJECT)

/* What is only worth knowing stands in Settings; here stands what has to be done. */
#define SOON_DAYS 30

static void
show_offer (SyChatModel         *self,
            const SyModelRemark *remark,
            const char          *model_id)
{
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  if (remark->kind == SY_MODEL_REMARK_RENAMED)
    /* Translators: %s is the id of a model */
    text = g_strdup_printf (_("%s was renamed"), model_id);
  else
    /* Translators: %s is the id of a model */
    text = g_strdup_printf (_("%s is no longer listed"), model_id);

  /* Translators: a button; %s is the name of a model */
  label = g_strdup_printf (_("Use %s"), sy_model_get_name (remark->instead));
  sy_composer_set_model_notice (self->composer, text, label, "chat.use-model",
                                g_variant_new_string (sy_model_get_id (remark->instead)));
}

static char *
dup_warning (const SyModelRemark *remark,
             SyCatalog           *catalog,
             const char          *model_id)
{
  SyModel *model = sy_model_remark_find_base (catalog, model_id);
  g_autofree char *date = NULL;

  if (remark->kind == SY_MODEL_REMARK_UNLISTED)
    /* Translators: %s is the id of a model */
    return g_strdup_printf (_("%s is not in the list of models"), model_id);
  if (remark->kind != SY_MODEL_REMARK_RETIRING || remark->days_left >= SOON_DAYS || model == NULL)
    return NULL;

  date = sy_model_text_dup_retirement (model);

  /* Translators: name of a model, and a date */
  return g_strdup_printf (_("%1$s retires on %2$s"), sy_model_get_title (model), date);
}

static void
show_remark (SyChatModel *self,
             SyCatalog   *catalog,
             const char  *model_id)
{
  gint64 now = sy_clock_get_now (sy_workspace_get_clock (self->workspace));
  g_autoptr(SyModelRemark) remark = sy_model_remark_new (catalog, model_id, now);
  g_autofree char *warning = NULL;

  if (remark->instead != NULL)
    {
      show_offer (self, remark, model_id);
      return;
    }

  warning = dup_warning (remark, catalog, model_id);
  if (warning != NULL)
    sy_composer_set_model_notice (self->composer, warning, _("Choose Another Model"),
                                  "chat.choose-model", NULL);
  else
    sy_composer_set_model_notice (self->composer, NULL, NULL, NULL, NULL);
}

static void
update_notice (SyChatModel *self,
               SyProvider  *provider,
               const char  *model_id)
{
  SyCatalog *catalog;

  if (provider == NULL)
    {
      sy_composer_set_model_notice (self->composer, _("Provider removed"),
                                    _("Choose Another Model"), "chat.choose-model", NULL);
      return;
    }

  catalog = sy_catalog_list_find (sy_workspace_get_catalogs (self->workspace), provider);
  g_signal_group_set_target (self->catalog_signals, catalog);

  show_remark (self, catalog, model_id != NULL ? model_id : "");
}

static void
update (SyChatModel *self)
{
  SyModelButton *button = sy_composer_get_model_button (self->composer);
  SyProvider *provider;
  const char *model_id;

  if (self->session == NULL)
    return;

  provider = sy_chat_session_get_provider (self->session);
  model_id = sy_chat_session_get_model_id (self->session);
  g_signal_group_set_target (self->provider_signals, provider);
  sy_model_button_set_current (button, provider, model_id);
  update_notice (self, provider, model_id);
}

static void
set_model (SyChatModel *self,
           SyProvider  *provider,
           const char  *model_id)
{
  gboolean retry = self->retry && sy_chat_session_get_can_retry (self->session);
  g_autoptr(GError) error = NULL;

  self->retry = FALSE;

  if (!sy_chat_session_set_model (self->session, provider, model_id, &error))
    sy_composer_set_notice (self->composer, error->message, TRUE);
  else if (retry)
    sy_chat_session_retry (self->session, 0);

  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

static void
picked_cb (SyChatModel   *self,
           SyProvider    *provider,
           const char    *model_id,
           SyModelButton *button)
{
  g_assert (SY_IS_CHAT_MODEL (self));

  if (self->session != NULL)
    set_model (self, provider, model_id);
}

static void
browsed_cb (SyChatModel    *self,
            const char     *model_id,
            SyModelBrowser *browser)
{
  g_assert (SY_IS_CHAT_MODEL (self));

  if (self->session != NULL)
    set_model (self, sy_model_browser_get_provider (browser), model_id);
}

static void
browse_cb (SyChatModel *self)
{
  g_assert (SY_IS_CHAT_MODEL (self));

  sy_chat_model_browse (self);
}

static void
closed_cb (SyChatModel *self)
{
  g_assert (SY_IS_CHAT_MODEL (self));

  self->retry = FALSE;
}

static void
sy_chat_model_dispose (GObject *object)
{
  SyChatModel *self = SY_CHAT_MODEL (object);

  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->provider_signals);
  g_clear_object (&self->catalog_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->workspace);
  g_clear_weak_pointer (&self->composer);

  G_OBJECT_CLASS (sy_chat_model_parent_class)->dispose (object);
}

static void
sy_chat_model_class_init (SyChatModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_chat_model_dispose;
}

static void
sy_chat_model_init (SyChatModel *self)
{
  self->conversation_signals = g_signal_group_new (SY_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::provider-id",
                                  G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::model-id",
                                  G_CALLBACK (update), self);

  self->provider_signals = g_signal_group_new (SY_TYPE_PROVIDER);
  g_signal_group_connect_swapped (self->provider_signals, "notify::model-id",
                                  G_CALLBACK (update), self);

  self->catalog_signals = g_signal_group_new (SY_TYPE_CATALOG);
  g_signal_group_connect_swapped (self->catalog_signals, "items-changed",
                                  G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->catalog_signals, "notify::state",
                                  G_CALLBACK (update), self);
}

/**
 * sy_chat_model_new:
 * @workspace: has providers and models
 * @composer: shows and picks the model
 *
 * Returns: (transfer full): something that works for as long as it is there
 */
SyChatModel *
sy_chat_model_new (SyWorkspace *workspace,
                   SyComposer  *composer)
{
  SyChatModel *self;
  SyModelButton *button;
  SyProviderList *providers;

  g_return_val_if_fail (SY_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (SY_IS_COMPOSER (composer), NULL);

  self = g_object_new (SY_TYPE_CHAT_MODEL, NULL);
  g_set_object (&self->workspace, workspace);
  g_set_weak_pointer (&self->composer, composer);

  button = sy_composer_get_model_button (composer);
  providers = sy_workspace_get_providers (workspace);
  sy_model_button_set_sources (button,
                               sy_workspace_get_healths (workspace),
                               sy_workspace_get_catalogs (workspace));
  g_signal_connect_object (button, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "browse", G_CALLBACK (browse_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (providers, "notify::default",
                           G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (providers, "items-changed",
                           G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * sy_chat_model_set_session:
 * @session: the conversation that is shown
 */
void
sy_chat_model_set_session (SyChatModel   *self,
                           SyChatSession *session)
{
  g_return_if_fail (SY_IS_CHAT_MODEL (self));
  g_return_if_fail (SY_IS_CHAT_SESSION (session));

  g_set_object (&self->session, session);
  self->retry = FALSE;
  g_signal_group_set_target (self->conversation_signals,
                             sy_chat_session_get_conversation (session));
  update (self);
}

/**
 * sy_chat_model_choose:
 *
 * Has the person choose a model for what comes next.
 */
void
sy_chat_model_choose (SyChatModel *self)
{
  g_return_if_fail (SY_IS_CHAT_MODEL (self));

  sy_model_button_open (sy_composer_get_model_button (self->composer), NULL, NULL);
}

/**
 * sy_chat_model_browse:
 *
 * Shows all models of the conversation's provider, to choose one for what comes next.
 */
void
sy_chat_model_browse (SyChatModel *self)
{
  SyProvider *provider;
  AdwDialog *browser;

  g_return_if_fail (SY_IS_CHAT_MODEL (self));

  provider = self->session != NULL ? sy_chat_session_get_provider (self->session) : NULL;
  if (provider == NULL)
    return;

  browser = sy_model_browsing_new (self->workspace, provider,
                                   sy_chat_session_get_model_id (self->session));
  g_signal_connect_object (browser, "picked", G_CALLBACK (browsed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (browser, GTK_WIDGET (self->composer));
}

/* Only where the id is to blame another one of the same provider is what is sought. */
static gboolean
is_id_refused (SyMessage *reply)
{
  const GError *error = sy_message_get_error (reply);

  return g_error_matches (error, SY_ERROR, SY_ERROR_NO_MODEL) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_NO_ENDPOINT);
}

/**
 * sy_chat_model_choose_for:
 * @reply: the last message: a reply that failed
 *
 * Has the person choose a model, and asks it at once.  When the id was refused, those
 * nearest to it are offered; else all there are, as the provider itself may be down.
 */
void
sy_chat_model_choose_for (SyChatModel *self,
                          SyMessage   *reply)
{
  SyModelButton *button;

  g_return_if_fail (SY_IS_CHAT_MODEL (self));
  g_return_if_fail (SY_IS_MESSAGE (reply));
  g_return_if_fail (self->session != NULL);

  button = sy_composer_get_model_button (self->composer);
  if (is_id_refused (reply))
    sy_model_button_open (button, sy_chat_session_get_provider (self->session),
                          sy_message_get_model_id (reply));
  else
    sy_model_button_open (button, NULL, NULL);

  self->retry = TRUE;
}

/**
 * sy_chat_model_use:
 * @model_id: a model of the conversation's provider
 *
 * Takes a model that is offered in place of one that is gone.  As long as the
 * conversation follows Settings, the model is changed there.
 */
void
sy_chat_model_use (SyChatModel *self,
                   const char  *model_id)
{
  SyProvider *provider;

  g_return_if_fail (SY_IS_CHAT_MODEL (self));
  g_return_if_fail (model_id != NULL);
  g_return_if_fail (self->session != NULL);

  provider = sy_chat_session_get_provider (self->session);
  if (provider == NULL)
    return;

  if (sy_conversation_get_model_id (sy_chat_session_get_conversation (self->session)) == NULL)
    sy_provider_set_model_id (provider, model_id);
  else
    set_model (self, provider, model_id);
}
