/* sy-code-head.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-code-head"

#include "config.h"

#include "sy-code-head.h"

#include "sy-announce.h"
#include "sy-text-block.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define COPIED_SECONDS 2

/* The line above a block of code. */
struct _SyCodeHead
{
  GtkWidget    parent_instance;

  SyCodeGroup *group;
  GtkWidget   *language;
  GtkWidget   *copy_button;
  GtkWidget   *copy_content;
  guint        copied;
};

G_DEFINE_FINAL_TYPE (SyCodeHead, sy_code_head, GTK_TYPE_WIDGET)

static void
show_copied (SyCodeHead *self,
             gboolean    copied)
{
  AdwButtonContent *content = ADW_BUTTON_CONTENT (self->copy_content);

  adw_button_content_set_icon_name (content, copied ? "object-select-symbolic"
                                                    : "edit-copy-symbolic");
  /* Translators: A button above a block of code, and what it says for a moment after. */
  adw_button_content_set_label (content, copied ? _("Copied") : _("Copy"));
}

static gboolean
copied_cb (gpointer data)
{
  SyCodeHead *self = SY_CODE_HEAD (data);

  self->copied = 0;
  show_copied (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
copy_cb (SyCodeHead *self)
{
  g_autofree char *text = sy_code_group_dup_text (self->group);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  sy_announce (GTK_WIDGET (self), _("Copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  show_copied (self, TRUE);
  g_clear_handle_id (&self->copied, g_source_remove);
  self->copied = g_timeout_add_seconds (COPIED_SECONDS, copied_cb, self);
}

static void
sy_code_head_dispose (GObject *object)
{
  SyCodeHead *self = SY_CODE_HEAD (object);

  g_clear_handle_id (&self->copied, g_source_remove);
  g_clear_pointer (&self->language, gtk_widget_unparent);
  g_clear_pointer (&self->copy_button, gtk_widget_unparent);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (sy_code_head_parent_class)->dispose (object);
}

static void
sy_code_head_class_init (SyCodeHeadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_code_head_dispose;

  gtk_widget_class_set_css_name (widget_class, "codehead");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
sy_code_head_init (SyCodeHead *self)
{
  self->language = sy_text_block_new (0);
  gtk_widget_set_hexpand (self->language, TRUE);
  gtk_widget_set_valign (self->language, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->language, FALSE);
  gtk_widget_add_css_class (self->language, "sy-secondary");
  gtk_widget_set_parent (self->language, GTK_WIDGET (self));
}

/**
 * sy_code_head_new:
 * @group: the code that stands below
 *
 * Says in which language a block of code is and, when it is complete, copies all of it.
 *
 * Returns: (transfer floating): a new head
 */
GtkWidget *
sy_code_head_new (SyCodeGroup *group)
{
  SyCodeHead *self;

  g_return_val_if_fail (SY_IS_CODE_GROUP (group), NULL);

  self = g_object_new (SY_TYPE_CODE_HEAD, NULL);
  self->group = g_object_ref (group);
  sy_code_head_update (self);

  return GTK_WIDGET (self);
}

/**
 * sy_code_head_update:
 *
 * Shows which language it is now.
 */
void
sy_code_head_update (SyCodeHead *self)
{
  const char *language;

  g_return_if_fail (SY_IS_CODE_HEAD (self));

  language = sy_code_group_get_language (self->group);
  /* Translators: The title of a block of code when its language is not known. */
  sy_text_block_set_plain (SY_TEXT_BLOCK (self->language),
                           language != NULL ? language : _("Code"));
}

/**
 * sy_code_head_complete:
 *
 * Makes the button, which is most of what a head costs.  While code comes it is made a frame
 * later than the rest: there is little to be copied before.
 */
void
sy_code_head_complete (SyCodeHead *self)
{
  g_return_if_fail (SY_IS_CODE_HEAD (self));

  if (self->copy_button != NULL)
    return;

  self->copy_content = adw_button_content_new ();
  self->copy_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->copy_button), self->copy_content);
  gtk_widget_set_valign (self->copy_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->copy_button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Copy Code"),
                                  -1);
  g_signal_connect_swapped (self->copy_button, "clicked", G_CALLBACK (copy_cb), self);
  gtk_widget_set_parent (self->copy_button, GTK_WIDGET (self));
  show_copied (self, FALSE);
}
