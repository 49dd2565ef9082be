/* sy-model-completion.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-completion"

#include "config.h"

#include "sy-model-completion.h"

#include "sy-announce.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 260

/* Of a popover around what is in it, on both sides. */
#define POPOVER_PADDING 16

struct _SyModelCompletion
{
  GObject             parent_instance;

  AdwEntryRow        *row;
  GtkPopover         *popover;
  GtkListView        *list;
  GtkFilterListModel *matches;
  GtkStringFilter    *filter;
  GtkSingleSelection *selection;

  /* What is put into the row by itself opens nothing. */
  gboolean            filling;
};

G_DEFINE_FINAL_TYPE (SyModelCompletion, sy_model_completion, G_TYPE_OBJECT)

static gboolean
is_typing (SyModelCompletion *self)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (GTK_WIDGET (self->row));

  return !self->filling && (flags & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static gboolean
is_exact (SyModelCompletion *self,
          const char        *text)
{
  guint n_matches = g_list_model_get_n_items (G_LIST_MODEL (self->matches));

  for (guint i = 0; i < n_matches; i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (G_LIST_MODEL (self->matches), i);

      if (g_str_equal (sy_model_get_id (model), text))
        return TRUE;
    }

  return FALSE;
}

static void
select_position (SyModelCompletion *self,
                 guint              position)
{
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

static void
popup (SyModelCompletion *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->row));

  /* Nothing is chosen before the person does: Enter keeps what was typed. */
  select_position (self, GTK_INVALID_LIST_POSITION);
  gtk_widget_set_size_request (gtk_popover_get_child (self->popover),
                               MAX (width - POPOVER_PADDING, -1), -1);

  /* That it is there already is no reason to lay it out once more at once. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_popover_popup (self->popover);
}

static void
changed_cb (SyModelCompletion *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));

  g_assert (SY_IS_MODEL_COMPLETION (self));

  if (!is_typing (self))
    return;

  gtk_string_filter_set_search (self->filter, text);
  if (*text != '\0' && !is_exact (self, text) &&
      g_list_model_get_n_items (G_LIST_MODEL (self->matches)) > 0)
    popup (self);
  else
    gtk_popover_popdown (self->popover);
}

static void
take (SyModelCompletion *self,
      guint              position)
{
  g_autoptr(SyModel) model = g_list_model_get_item (G_LIST_MODEL (self->matches), position);

  if (model == NULL)
    return;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->row), sy_model_get_id (model));
  gtk_editable_set_position (GTK_EDITABLE (self->row), -1);
  self->filling = FALSE;
  gtk_popover_popdown (self->popover);
}

static void
activate_cb (SyModelCompletion *self,
             guint              position)
{
  g_assert (SY_IS_MODEL_COMPLETION (self));

  take (self, position);
}

/* The focus stays in the row, so nobody else says where the arrows have come to. */
static void
say_selected (SyModelCompletion *self)
{
  SyModel *model = gtk_single_selection_get_selected_item (self->selection);

  if (model != NULL)
    sy_announce (GTK_WIDGET (self->row), sy_model_get_id (model),
                 GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
move (SyModelCompletion *self,
      int                step)
{
  guint n_matches = g_list_model_get_n_items (G_LIST_MODEL (self->matches));
  guint selected = gtk_single_selection_get_selected (self->selection);
  gint64 position = selected == GTK_INVALID_LIST_POSITION ? -1 : (gint64) selected;

  position = CLAMP (position + step, -1, (gint64) n_matches - 1);
  select_position (self, position < 0 ? GTK_INVALID_LIST_POSITION : (guint) position);
  say_selected (self);
}

static gboolean
key_pressed_cb (SyModelCompletion *self,
                guint              keyval)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  g_assert (SY_IS_MODEL_COMPLETION (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      gtk_popover_popdown (self->popover);
      return GDK_EVENT_STOP;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (selected == GTK_INVALID_LIST_POSITION)
        {
          gtk_popover_popdown (self->popover);
          return GDK_EVENT_PROPAGATE;
        }

      take (self, selected);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (SyModelCompletion *self)
{
  g_assert (SY_IS_MODEL_COMPLETION (self));

  gtk_popover_popdown (self->popover);
}

/* A widget may not go with a child that it does not know of. */
static void
row_destroyed_cb (SyModelCompletion *self)
{
  g_assert (SY_IS_MODEL_COMPLETION (self));

  if (gtk_widget_get_parent (GTK_WIDGET (self->popover)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);

  /* As wide as the row above, never as the id. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  SyModel *model = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), sy_model_get_id (model));
  gtk_list_item_set_accessible_label (item, sy_model_get_id (model));
}

static GtkWidget *
create_list (SyModelCompletion *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_widget_set_focusable (list, FALSE);
  gtk_widget_add_css_class (list, "sy-model-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_("accessible name", "Models"),
                                  -1);
  g_signal_connect_object (list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);

  return list;
}

static void
create_popover (SyModelCompletion *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_VIEW (create_list (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));

  self->popover = g_object_ref_sink (GTK_POPOVER (gtk_popover_new ()));
  gtk_popover_set_child (self->popover, scroller);
  gtk_popover_set_position (self->popover, GTK_POS_BOTTOM);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->popover), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->row));
}

static void
watch_row (SyModelCompletion *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed",
                           G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->row), keys);

  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->row), focus);

  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "destroy", G_CALLBACK (row_destroyed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sy_model_completion_dispose (GObject *object)
{
  SyModelCompletion *self = SY_MODEL_COMPLETION (object);

  if (self->popover != NULL)
    row_destroyed_cb (self);

  g_clear_object (&self->popover);
  g_clear_object (&self->selection);
  g_clear_object (&self->matches);
  g_clear_object (&self->filter);
  g_clear_weak_pointer (&self->row);

  G_OBJECT_CLASS (sy_model_completion_parent_class)->dispose (object);
}

static void
sy_model_completion_class_init (SyModelCompletionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_model_completion_dispose;
}

static char *
get_id (SyModel *model)
{
  return g_strdup (sy_model_get_id (model));
}

static void
sy_model_completion_init (SyModelCompletion *self)
{
  GtkExpression *id = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                                   G_CALLBACK (get_id), NULL, NULL);

  self->filter = gtk_string_filter_new (id);
  self->matches = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->matches)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
}

/**
 * sy_model_completion_new:
 * @row: where an id is typed
 *
 * Nothing is inserted unasked: an id is taken with the arrows and Enter, or by pointer.
 *
 * Returns: (transfer full): a completion
 */
SyModelCompletion *
sy_model_completion_new (AdwEntryRow *row)
{
  SyModelCompletion *self;

  g_return_val_if_fail (ADW_IS_ENTRY_ROW (row), NULL);

  self = g_object_new (SY_TYPE_MODEL_COMPLETION, NULL);
  g_set_weak_pointer (&self->row, row);
  create_popover (self);
  watch_row (self);

  return self;
}

/**
 * sy_model_completion_set_models:
 * @models: (nullable): a list of #SyModel
 */
void
sy_model_completion_set_models (SyModelCompletion *self,
                                GListModel        *models)
{
  g_return_if_fail (SY_IS_MODEL_COMPLETION (self));
  g_return_if_fail (models == NULL || G_IS_LIST_MODEL (models));

  gtk_popover_popdown (self->popover);
  gtk_filter_list_model_set_model (self->matches, models);
}
