/* sy-sidebar.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-sidebar"

#include "config.h"

#include "sy-sidebar.h"

#include "sy-conversation-row.h"
#include "sy-indicator.h"

#include <glib/gi18n.h>

/* So many rows fill a window of the usual size.  GTK makes 200 of a longer list, which the first frame
 * need not wait for.
 */
#define N_FIRST_ROWS 24

struct _SySidebar
{
  AdwBin              parent_instance;

  GtkMenuButton      *menu_button;
  GMenuModel         *primary_menu;
  GtkStack           *stack;
  GtkListView        *list;
  GtkSingleSelection *selection;
  GtkButton          *connection;
  SyIndicator        *indicator;

  GtkSliceListModel  *slice;
  guint               tick;
  guint               n_ticks;
  SyConversation     *selected;
  GSignalGroup       *health_signals;
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

/* The frame before this one was the first. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  SySidebar *self = SY_SIDEBAR (widget);

  if (self->n_ticks++ == 0)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);

  return G_SOURCE_REMOVE;
}

static void
sy_sidebar_map (GtkWidget *widget)
{
  SySidebar *self = SY_SIDEBAR (widget);

  GTK_WIDGET_CLASS (sy_sidebar_parent_class)->map (widget);

  if (self->tick == 0 && gtk_slice_list_model_get_size (self->slice) == N_FIRST_ROWS)
    self->tick = gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
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

/* What the row shows is its value; its name says what it is about. */
static void
describe_connection (SySidebar *self)
{
  g_autoptr(SyHealth) health = g_signal_group_dup_target (self->health_signals);
  g_autofree char *word = health != NULL ? sy_health_dup_word (health) : NULL;
  const char *provider = NULL;
  g_autofree char *description = NULL;

  if (health == NULL)
    return;

  provider = sy_provider_get_name (sy_health_get_provider (health));
  /* Translators: name of a provider, and how the connection to it is */
  description = g_strdup_printf (C_("connection", "%1$s, %2$s"), provider, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->connection),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_("accessible name", "Connection"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

static void
sy_sidebar_dispose (GObject *object)
{
  SySidebar *self = SY_SIDEBAR (object);

  g_clear_object (&self->health_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_SIDEBAR);
  g_clear_object (&self->selected);
  g_clear_object (&self->slice);

  G_OBJECT_CLASS (sy_sidebar_parent_class)->dispose (object);
}

static void
sy_sidebar_class_init (SySidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_sidebar_dispose;
  widget_class->map = sy_sidebar_map;

  signals[ACTIVATE_CONVERSATION] =
    g_signal_new ("activate-conversation",
                  G_OBJECT_CLASS_TYPE (object_class),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1, SY_TYPE_CONVERSATION);

  g_type_ensure (SY_TYPE_CONVERSATION_ROW);
  g_type_ensure (SY_TYPE_INDICATOR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, SySidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, list);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, selection);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, connection);
  gtk_widget_class_bind_template_child (widget_class, SySidebar, indicator);
}

static void
sy_sidebar_init (SySidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->slice = gtk_slice_list_model_new (NULL, 0, N_FIRST_ROWS);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->slice));
  self->health_signals = g_signal_group_new (SY_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify::state",
                                  G_CALLBACK (describe_connection), self);
  g_signal_group_connect_swapped (self->health_signals, "notify::error",
                                  G_CALLBACK (describe_connection), self);

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

  gtk_slice_list_model_set_model (self->slice, G_LIST_MODEL (conversations));
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

/**
 * sy_sidebar_set_health:
 * @health: (nullable): the connection that is worth a look
 *
 * Shows how a connection is, above the way to Settings.
 */
void
sy_sidebar_set_health (SySidebar *self,
                       SyHealth  *health)
{
  g_return_if_fail (SY_IS_SIDEBAR (self));
  g_return_if_fail (health == NULL || SY_IS_HEALTH (health));

  g_signal_group_set_target (self->health_signals, health);
  sy_indicator_set_health (self->indicator, health);
  gtk_widget_set_visible (GTK_WIDGET (self->connection), health != NULL);
  describe_connection (self);
}
