/* sy-sidebar.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-sidebar"

#include "config.h"

#include "sy-sidebar.h"

#include "sy-conversation-row.h"

struct _SySidebar
{
  AdwBin              parent_instance;

  GtkMenuButton      *menu_button;
  GMenuModel         *primary_menu;
  GtkStack           *stack;
  GtkListView        *list;
  GtkSingleSelection *selection;

  SyConversation     *selected;
};

G_DEFINE_FINAL_TYPE (SySidebar, sy_sidebar, ADW_TYPE_BIN)

enum
{
  ACTIVATE_CONVERSATION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The menu's popover is made when it is first asked for, not before the first frame. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  SySidebar *self = user_data;

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->primary_menu);
}

static void
update_stack (SySidebar *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_stack_set_visible_child_name (self->stack, n_items > 0 ? "list" : "empty");
}

/* The list puts the newest first, so the selected conversation may move. */
static void
update_selection (SySidebar *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(SyConversation) conversation = g_list_model_get_item (model, i);

      if (conversation == self->selected)
        position = i;
    }

  gtk_single_selection_set_selected (self->selection, position);
}

static void
items_changed_cb (SySidebar *self)
{
  g_assert (SY_IS_SIDEBAR (self));

  update_stack (self);
  update_selection (self);
}

/* The list selects what the pointer is over, but the mark belongs to what is shown. */
static void
selected_cb (SySidebar *self)
{
  g_assert (SY_IS_SIDEBAR (self));

  update_selection (self);
}

static void
activate_cb (SySidebar   *self,
             guint        position,
             GtkListView *list)
{
  g_autoptr(SyConversation) conversation = NULL;

  g_assert (SY_IS_SIDEBAR (self));

  conversation = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (conversation != NULL)
    g_signal_emit (self, signals[ACTIVATE_CONVERSATION], 0, conversation);
}

static void
sy_sidebar_dispose (GObject *object)
{
  SySidebar *self = SY_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_SIDEBAR);
  g_clear_object (&self->selected);

  G_OBJECT_CLASS (sy_sidebar_parent_class)->dispose (object);
}

static void
sy_sidebar_class_init (SySidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_sidebar_dispose;

  signals[ACTIVATE_CONVERSATION] =
    g_signal_new ("activate-conversation",
                  G_OBJECT_CLASS_TYPE (object_class),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1, SY_TYPE_CONVERSATION);

  g_type_ensure (SY_TYPE_CONVERSATION_ROW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, SySidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, list);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, selection);
}

static void
sy_sidebar_init (SySidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  g_signal_connect_object (self->list, "activate",
                           G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected",
                           G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  update_stack (self);
}

/**
 * sy_sidebar_new:
 *
 * "New Chat", the conversations, and the way to Settings.  Emits
 * "activate-conversation" when one is chosen.
 *
 * Returns: (transfer floating): a new sidebar
 */
GtkWidget *
sy_sidebar_new (void)
{
  return g_object_new (SY_TYPE_SIDEBAR, NULL);
}

/**
 * sy_sidebar_set_conversations:
 * @conversations: (nullable): what is listed
 */
void
sy_sidebar_set_conversations (SySidebar          *self,
                              SyConversationList *conversations)
{
  g_return_if_fail (SY_IS_SIDEBAR (self));

  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (conversations));
  items_changed_cb (self);
}

/**
 * sy_sidebar_select:
 * @conversation: (nullable): the one that is shown; need not be in the list
 *
 * Marks a conversation without activating it.
 */
void
sy_sidebar_select (SySidebar      *self,
                   SyConversation *conversation)
{
  g_return_if_fail (SY_IS_SIDEBAR (self));

  g_set_object (&self->selected, conversation);
  update_selection (self);
}
