/* sy-error-card.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-error-card"

#include "config.h"

#include "sy-error-card.h"

#include "sy-advice.h"
#include "sy-facts.h"

#include <glib/gi18n-lib.h>

struct _SyErrorCard
{
  AdwBin       parent_instance;

  GtkLabel    *title;
  GtkLabel    *text;
  AdwWrapBox  *actions;
  GtkButton   *details_button;
  GtkImage    *details_icon;
  GtkRevealer *revealer;
  GtkLabel    *details;

  SyAdvice    *advice;
  char        *provider_id;
  gboolean     last;
};

G_DEFINE_FINAL_TYPE (SyErrorCard, sy_error_card, ADW_TYPE_BIN)

/* @retries: it asks again, which only the last message of a conversation can.  All
 * others are about the provider that was asked.
 */
static const struct
{
  const char *name;
  gboolean    retries;
} actions[] = {
  [SY_ACTION_OPEN_KEY_SETTINGS] = { "chat.open-key-settings", FALSE },
  [SY_ACTION_OPEN_SETTINGS] = { "chat.open-settings", FALSE },
  [SY_ACTION_GET_KEY] = { "chat.get-key", FALSE },
  [SY_ACTION_ADD_CREDITS] = { "chat.add-credits", FALSE },
  [SY_ACTION_OPEN_MODEL_PAGE] = { "chat.open-model-page", FALSE },
  [SY_ACTION_OPEN_PRIVACY_PAGE] = { "chat.open-privacy-page", FALSE },
  [SY_ACTION_CHOOSE_MODEL] = { "chat.retry-with-model", TRUE },
  [SY_ACTION_TRUST_CERTIFICATE] = { "chat.trust-certificate", TRUE },
  [SY_ACTION_RETRY] = { "chat.retry", TRUE },
  [SY_ACTION_RETRY_WITH_TOKENS] = { "chat.retry-with-tokens", TRUE },
};

/* Its words wrap: at twice the size they are wider than a narrow window. */
static GtkWidget *
create_button (SyErrorCard *self,
               guint        index)
{
  SyAction action = self->advice->actions[index];
  g_autofree char *label = sy_advice_dup_label (self->advice, index);
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkWidget *words = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  if (action == SY_ACTION_RETRY_WITH_TOKENS)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", self->advice->tokens);
  else if (!actions[action].retries)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                      self->provider_id != NULL ? self->provider_id : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), actions[action].name);

  return button;
}

static void
update_actions (SyErrorCard *self)
{
  GtkWidget *child;
  guint n_actions = self->advice != NULL ? self->advice->n_actions : 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->actions))) != NULL)
    adw_wrap_box_remove (self->actions, child);

  for (guint i = 0; i < n_actions; i++)
    if (self->last || !actions[self->advice->actions[i]].retries)
      adw_wrap_box_append (self->actions, create_button (self, i));

  child = gtk_widget_get_first_child (GTK_WIDGET (self->actions));
  gtk_widget_set_visible (GTK_WIDGET (self->actions), child != NULL);
}

static char *
dup_spoken (SyAdvice *advice)
{
  /* Translators: what a screen reader says of an error: its title and what it means */
  return g_strdup_printf (C_("error", "%s. %s"), advice->title, advice->text);
}

static SyAdvice *
create_advice (SyMessage *message,
               SyPreset  *preset)
{
  return sy_advice_new (sy_message_get_error (message), preset,
                        sy_message_get_model_id (message),
                        sy_message_get_length (message) > 0);
}

static void
update_words (SyErrorCard *self)
{
  g_autofree char *label = dup_spoken (self->advice);

  gtk_label_set_text (self->title, self->advice->title);
  gtk_label_set_text (self->text, self->advice->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
set_expanded (SyErrorCard *self,
              gboolean     expanded)
{
  gtk_revealer_set_reveal_child (self->revealer, expanded);
  gtk_image_set_from_icon_name (self->details_icon,
                                expanded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->details_button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, expanded,
                               -1);
}

static void
details_clicked_cb (SyErrorCard *self,
                    GtkButton   *button)
{
  g_assert (SY_IS_ERROR_CARD (self));

  set_expanded (self, !gtk_revealer_get_reveal_child (self->revealer));
}

static void
sy_error_card_dispose (GObject *object)
{
  SyErrorCard *self = SY_ERROR_CARD (object);

  g_clear_pointer (&self->advice, sy_advice_free);
  g_clear_pointer (&self->provider_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_ERROR_CARD);

  G_OBJECT_CLASS (sy_error_card_parent_class)->dispose (object);
}

static void
sy_error_card_class_init (SyErrorCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_error_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-error-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SyErrorCard, title);
  gtk_widget_class_bind_template_child (widget_class, SyErrorCard, text);
  gtk_widget_class_bind_template_child (widget_class, SyErrorCard, actions);
  gtk_widget_class_bind_template_child (widget_class, SyErrorCard, details_button);
  gtk_widget_class_bind_template_child (widget_class, SyErrorCard, details_icon);
  gtk_widget_class_bind_template_child (widget_class, SyErrorCard, revealer);
  gtk_widget_class_bind_template_child (widget_class, SyErrorCard, details);
  gtk_widget_class_bind_template_callback (widget_class, details_clicked_cb);
}

static void
sy_error_card_init (SyErrorCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_expanded (self, FALSE);
}

/**
 * sy_error_card_new:
 *
 * What went wrong with a reply, what it means, what can be done about it, and
 * on "Details" what the server said.  It stands below the text that is kept.
 *
 * Returns: (transfer floating): a new card, without words
 */
GtkWidget *
sy_error_card_new (void)
{
  return g_object_new (SY_TYPE_ERROR_CARD, NULL);
}

/**
 * sy_error_card_set_message:
 * @message: a reply that failed, with its error
 * @preset: (nullable): what the provider that was asked was made from
 *
 * Shows the error of a reply.
 */
void
sy_error_card_set_message (SyErrorCard *self,
                           SyMessage   *message,
                           SyPreset    *preset)
{
  g_autofree char *details = NULL;

  g_return_if_fail (SY_IS_ERROR_CARD (self));
  g_return_if_fail (SY_IS_MESSAGE (message));
  g_return_if_fail (sy_message_get_error (message) != NULL);
  g_return_if_fail (preset == NULL || SY_IS_PRESET (preset));

  g_clear_pointer (&self->advice, sy_advice_free);
  self->advice = create_advice (message, preset);
  g_set_str (&self->provider_id, sy_message_get_provider_id (message));
  details = sy_facts_dup_details (message, preset);

  update_words (self);
  update_actions (self);
  gtk_label_set_text (self->details, details);
}

/**
 * sy_error_card_dup_spoken:
 * @message: a reply that failed
 * @preset: (nullable): what the provider that was asked was made from
 *
 * Returns: (transfer full): what a screen reader says of what the card shows
 */
char *
sy_error_card_dup_spoken (SyMessage *message,
                          SyPreset  *preset)
{
  g_autoptr(SyAdvice) advice = NULL;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);
  g_return_val_if_fail (sy_message_get_error (message) != NULL, NULL);
  g_return_val_if_fail (preset == NULL || SY_IS_PRESET (preset), NULL);

  advice = create_advice (message, preset);

  return dup_spoken (advice);
}

/**
 * sy_error_card_set_last:
 * @last: whether no message follows
 *
 * Offers to ask again, or does not.
 */
void
sy_error_card_set_last (SyErrorCard *self,
                        gboolean     last)
{
  g_return_if_fail (SY_IS_ERROR_CARD (self));

  last = !!last;
  if (self->last == last)
    return;

  self->last = last;
  update_actions (self);
}
