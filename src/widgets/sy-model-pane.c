/* sy-model-pane.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-pane"

#include "config.h"

#include "sy-model-pane.h"

#include "sy-announce.h"
#include "sy-catalog-text.h"
#include "sy-indicator.h"
#include "sy-model-blank.h"
#include "sy-model-filters.h"
#include "sy-model-row.h"
#include "sy-model-shelf.h"
#include "sy-model-text.h"

#include <glib/gi18n-lib.h>

/* How often the age of the list is told anew. */
#define AGE_MS (60 * 1000)

struct _SyModelPane
{
  AdwBin                  parent_instance;

  GtkSearchEntry         *search;
  SyModelFilters         *filters;
  GtkMenuButton          *sort_button;
  GMenuModel             *sort_menu;
  GtkLabel               *sort_label;
  SyModelLine            *heads;
  GtkStack               *stack;
  GtkGridView            *list;
  GtkSingleSelection     *selection;
  SyIndicator            *indicator;
  GtkLabel               *status;

  /* Made when there is no list to be shown. */
  SyModelBlank           *blank;

  SyCatalog              *catalog;
  SyClock                *clock;
  SyModelShelf           *shelf;
  char                   *wanted_id;
  GHashTable             *bound;
  SyModelSort             sort;
  gboolean                narrow;
  guint                   age_timeout;
};

G_DEFINE_FINAL_TYPE (SyModelPane, sy_model_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SELECTED,
  TAKEN,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static SyModel *
get_selected (SyModelPane *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static char *
dup_status (SyModelPane *self)
{
  const char *name = sy_provider_get_name (sy_catalog_get_provider (self->catalog));
  gint64 updated_at = sy_catalog_get_updated_at (self->catalog);
  g_autofree char *age = NULL;
  g_autofree char *count = NULL;

  if (updated_at == 0)
    return g_strdup (name);

  age = sy_catalog_text_dup_age (updated_at, sy_clock_get_now (self->clock));
  count = sy_catalog_text_dup_count (g_list_model_get_n_items (G_LIST_MODEL (self->shelf)),
                                     sy_model_shelf_get_n_models (self->shelf));

  if (sy_catalog_get_error (self->catalog) != NULL)
    /* Translators: name of a provider, "346 models", "updated 2 hours ago" */
    return g_strdup_printf (_("%1$s · %2$s · %3$s, no newer ones came"), name, count, age);

  /* Translators: name of a provider, "346 models", "updated 2 hours ago" */
  return g_strdup_printf (_("%1$s · %2$s · %3$s"), name, count, age);
}

/* Of a list that could not be got anew the reason is at hand, not in the way. */
static void
update_status (SyModelPane *self)
{
  const GError *error = sy_catalog_get_error (self->catalog);
  g_autofree char *text = dup_status (self);

  gtk_label_set_text (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), error != NULL ? error->message : NULL);
}

static void
clear_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  sy_model_filters_clear (self->filters);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
refresh_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  sy_catalog_refresh (self->catalog);
}

static void
ensure_blank (SyModelPane *self)
{
  if (self->blank != NULL)
    return;

  self->blank = SY_MODEL_BLANK (sy_model_blank_new ());
  g_signal_connect_object (self->blank, "clear", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->blank, "refresh", G_CALLBACK (refresh_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->blank), "blank");
}

static SyModelBlankPage
find_page (SyModelPane *self)
{
  if (sy_model_shelf_get_n_models (self->shelf) > 0)
    return SY_MODEL_BLANK_NONE_FOUND;
  if (sy_catalog_get_state (self->catalog) == SY_CATALOG_LOADING)
    return SY_MODEL_BLANK_LOADING;

  return SY_MODEL_BLANK_NOT_LOADED;
}

static void
show_blank (SyModelPane *self)
{
  const GError *error = sy_catalog_get_error (self->catalog);
  const char *reason = NULL;

  if (error != NULL)
    reason = error->message;
  else if (sy_catalog_get_known (self->catalog))
    reason = _("The provider has no models");

  ensure_blank (self);
  sy_model_blank_set_page (self->blank, find_page (self), reason);
}

static void
update_page (SyModelPane *self)
{
  gboolean filled = g_list_model_get_n_items (G_LIST_MODEL (self->shelf)) > 0;

  if (!filled)
    show_blank (self);

  gtk_stack_set_visible_child_name (self->stack, filled ? "list" : "blank");
  gtk_widget_set_visible (GTK_WIDGET (self->heads), !self->narrow && filled);
}

static void
update (SyModelPane *self)
{
  update_page (self);
  update_status (self);
}

static void
select_position (SyModelPane *self,
                 guint        position)
{
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->shelf)))
    gtk_grid_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT, NULL);
}

/* How many were found is seen at the bottom; who does not see it is told. */
static void
show_first (SyModelPane *self)
{
  g_autofree char *count =
    sy_catalog_text_dup_count (g_list_model_get_n_items (G_LIST_MODEL (self->shelf)),
                               sy_model_shelf_get_n_models (self->shelf));

  select_position (self, 0);
  sy_announce (GTK_WIDGET (self), count, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* The focus stays in the entry, so nobody else says where the arrows have come to. */
static void
move_to (SyModelPane *self,
         guint        position)
{
  g_autoptr(SyModel) model = g_list_model_get_item (G_LIST_MODEL (self->shelf), position);
  g_autofree char *sentence = NULL;

  if (model == NULL)
    return;

  select_position (self, position);
  sentence = sy_model_text_dup_sentence (model, sy_model_shelf_get_section (self->shelf, position) ==
                                                SY_MODEL_SECTION_FAVOURITES);
  sy_announce (GTK_WIDGET (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
select_wanted (SyModelPane *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shelf)); i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (G_LIST_MODEL (self->shelf), i);

      if (g_strcmp0 (sy_model_get_id (model), self->wanted_id) == 0)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

/* Before the models are others: one whose price changed is another object. */
static void
catalog_changing_cb (SyModelPane *self)
{
  SyModel *model = get_selected (self);

  g_assert (SY_IS_MODEL_PANE (self));

  if (model != NULL)
    g_set_str (&self->wanted_id, sy_model_get_id (model));
}

static void
catalog_changed_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  select_wanted (self);
  sy_model_pane_reveal (self);
}

static const char *
find_heading (SyModelPane *self,
              guint        position)
{
  static const char *const headings[] = {
    [SY_MODEL_SECTION_FAVOURITES] = N_("Favourites"),
    [SY_MODEL_SECTION_RECENT] = N_("Recent"),
    [SY_MODEL_SECTION_OTHERS] = N_("All Models"),
  };
  SyModelSection section = sy_model_shelf_get_section (self->shelf, position);

  if (position > 0 && sy_model_shelf_get_section (self->shelf, position - 1) == section)
    return NULL;

  return _(headings[section]);
}

/* Hardly any row has a heading: the others are nothing but a line. */
static SyModelLine *
ensure_line (GtkListItem *item,
             const char  *heading)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (child == NULL || SY_IS_MODEL_ROW (child) != (heading != NULL))
    {
      child = heading != NULL ? sy_model_row_new () : sy_model_line_new ();
      gtk_list_item_set_child (item, child);
    }

  if (heading == NULL)
    return SY_MODEL_LINE (child);

  sy_model_row_set_heading (SY_MODEL_ROW (child), heading);

  return sy_model_row_get_line (SY_MODEL_ROW (child));
}

static void
show_row (SyModelPane *self,
          GtkListItem *item)
{
  SyModel *model = gtk_list_item_get_item (item);
  guint position = gtk_list_item_get_position (item);
  gboolean favourite = sy_model_shelf_get_section (self->shelf, position) ==
                       SY_MODEL_SECTION_FAVOURITES;
  g_autofree char *sentence = sy_model_text_dup_sentence (model, favourite);

  sy_model_line_set_model (ensure_line (item, find_heading (self, position)), model, favourite);
  gtk_list_item_set_accessible_label (item, sentence);
}

/* A row whose model is still there is not bound anew, wherever it stands now. */
static void
update_rows (SyModelPane *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_row (self, item);
}

static void
shelf_changed_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  update_rows (self);
  update (self);
}

static void
selected_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  g_signal_emit (self, signals[SELECTED], 0);
}

static void
take (SyModelPane *self)
{
  if (get_selected (self) != NULL)
    g_signal_emit (self, signals[TAKEN], 0);
}

static void
activate_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  take (self);
}

static void
search_changed_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  if (self->shelf != NULL &&
      sy_model_shelf_set_text (self->shelf,
                               gtk_editable_get_text (GTK_EDITABLE (self->search))))
    show_first (self);
}

static void
search_activate_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  search_changed_cb (self);
  take (self);
}

/* The first time it only takes back what was typed. */
static void
stop_search_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    g_signal_emit (self, signals[CLOSE], 0);
}

static gboolean
key_pressed_cb (SyModelPane *self,
                guint        keyval)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  g_assert (SY_IS_MODEL_PANE (self));

  if (selected == GTK_INVALID_LIST_POSITION)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_to (self, selected + 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (selected > 0)
        move_to (self, selected - 1);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
filters_changed_cb (SyModelPane *self)
{
  g_assert (SY_IS_MODEL_PANE (self));

  sy_model_shelf_set_filter (self->shelf, sy_model_filters_get_caps (self->filters),
                             sy_model_filters_get_free (self->filters));
  show_first (self);
}

static void
age_cb (gpointer user_data)
{
  SyModelPane *self = user_data;

  self->age_timeout = sy_clock_add_timeout (self->clock, AGE_MS, age_cb, self);
  update_status (self);
}

static void
bind_row_cb (SyModelPane *self,
             GtkListItem *item)
{
  g_hash_table_add (self->bound, item);
  show_row (self, item);
}

static void
unbind_row_cb (SyModelPane *self,
               GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

static void
set_sort (SyModelPane *self,
          SyModelSort  sort)
{
  static const char *const titles[] = {
    [SY_MODEL_SORT_NEWEST] = NC_("sort order", "Newest"),
    [SY_MODEL_SORT_PRICE] = NC_("sort order", "Price"),
    [SY_MODEL_SORT_CONTEXT] = NC_("sort order", "Context"),
    [SY_MODEL_SORT_NAME] = NC_("sort order", "Name"),
  };
  const char *title = g_dpgettext2 (NULL, "sort order", titles[sort]);

  self->sort = sort;
  gtk_label_set_text (self->sort_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sort"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title,
                                  -1);

  if (self->shelf == NULL)
    return;

  sy_model_shelf_set_sort (self->shelf, sort);
  show_first (self);
}

static void
sy_model_pane_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SyModelPane *self = SY_MODEL_PANE (object);

  switch (prop_id)
    {
    case PROP_SORT:
      g_value_set_enum (value, self->sort);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_model_pane_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  SyModelPane *self = SY_MODEL_PANE (object);

  switch (prop_id)
    {
    case PROP_SORT:
      set_sort (self, g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
sy_model_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SY_MODEL_PANE (widget)->search));
}

static void
sy_model_pane_dispose (GObject *object)
{
  SyModelPane *self = SY_MODEL_PANE (object);

  if (self->clock != NULL)
    sy_clock_clear_timeout (self->clock, &self->age_timeout);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);

  g_clear_object (&self->shelf);
  g_clear_object (&self->catalog);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->wanted_id, g_free);
  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_MODEL_PANE);

  G_OBJECT_CLASS (sy_model_pane_parent_class)->dispose (object);
}

static void
sy_model_pane_finalize (GObject *object)
{
  SyModelPane *self = SY_MODEL_PANE (object);

  g_hash_table_unref (self->bound);

  G_OBJECT_CLASS (sy_model_pane_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, search);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, filters);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, sort_button);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, sort_menu);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, sort_label);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, heads);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, list);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, selection);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, indicator);
  gtk_widget_class_bind_template_child (widget_class, SyModelPane, status);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
sy_model_pane_class_init (SyModelPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sy_model_pane_get_property;
  object_class->set_property = sy_model_pane_set_property;
  object_class->dispose = sy_model_pane_dispose;
  object_class->finalize = sy_model_pane_finalize;
  widget_class->grab_focus = sy_model_pane_grab_focus;

  properties[PROP_SORT] =
    g_param_spec_enum ("sort", NULL, NULL, SY_TYPE_MODEL_SORT, SY_MODEL_SORT_NEWEST,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "pane.sort", "sort");

  /**
   * SyModelPane::selected:
   *
   * Another model is selected, or none.
   */
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SyModelPane::taken:
   *
   * The person wants the model that is selected.
   */
  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SyModelPane::close:
   *
   * The person wants none of the models.
   */
  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SY_TYPE_INDICATOR);
  g_type_ensure (SY_TYPE_MODEL_FILTERS);
  g_type_ensure (SY_TYPE_MODEL_LINE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-model-pane.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

/* Made when it is opened: hardly anybody ever does. */
static void
create_sort_menu_cb (GtkMenuButton *button,
                     gpointer       user_data)
{
  SyModelPane *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->sort_menu);
}

/* GtkListView makes two hundred rows, whatever it shows of them; GtkGridView makes thirty. */
static void
create_factory (SyModelPane *self)
{
  g_autoptr(GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (unbind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->list, rows);
}

static void
sy_model_pane_init (SyModelPane *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->sort_button, create_sort_menu_cb, self, NULL);
  create_factory (self);
  sy_model_line_set_heads (self->heads);
  set_sort (self, SY_MODEL_SORT_NEWEST);
}

static void
set_catalog (SyModelPane *self,
             SyCatalog   *catalog)
{
  g_set_object (&self->catalog, catalog);
  g_signal_connect_object (catalog, "items-changed", G_CALLBACK (catalog_changing_cb), self,
                           G_CONNECT_SWAPPED);

  self->shelf = sy_model_shelf_new ();
  sy_model_shelf_set_source (self->shelf, G_LIST_MODEL (catalog),
                             sy_provider_get_marks (sy_catalog_get_provider (catalog)));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->shelf));

  g_signal_connect_object (self->shelf, "items-changed", G_CALLBACK (shelf_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (catalog, "items-changed", G_CALLBACK (catalog_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (catalog, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * sy_model_pane_new:
 * @catalog: the models of one provider
 * @health: how the connection to it is
 * @clock: tells how old the list is
 * @model_id: (nullable): the model in use
 *
 * All models of a provider in a list, with what finds one among them.
 *
 * Returns: (transfer floating): a new pane
 */
GtkWidget *
sy_model_pane_new (SyCatalog  *catalog,
                   SyHealth   *health,
                   SyClock    *clock,
                   const char *model_id)
{
  SyModelPane *self;

  g_return_val_if_fail (SY_IS_CATALOG (catalog), NULL);
  g_return_val_if_fail (SY_IS_HEALTH (health), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  self = g_object_new (SY_TYPE_MODEL_PANE, NULL);
  g_set_object (&self->clock, clock);
  set_catalog (self, catalog);
  sy_indicator_set_health (self->indicator, health);
  self->wanted_id = g_strdup (model_id);
  select_wanted (self);
  update (self);
  self->age_timeout = sy_clock_add_timeout (clock, AGE_MS, age_cb, self);

  return GTK_WIDGET (self);
}

/**
 * sy_model_pane_get_selected:
 *
 * Returns: (transfer none) (nullable): the model that is selected
 */
SyModel *
sy_model_pane_get_selected (SyModelPane *self)
{
  g_return_val_if_fail (SY_IS_MODEL_PANE (self), NULL);

  return get_selected (self);
}

/**
 * sy_model_pane_set_touch:
 * @touch: whether one click takes a model
 */
void
sy_model_pane_set_touch (SyModelPane *self,
                         gboolean     touch)
{
  g_return_if_fail (SY_IS_MODEL_PANE (self));

  gtk_grid_view_set_single_click_activate (self->list, touch);
}

/**
 * sy_model_pane_complete:
 *
 * Shows the filters and the status, a frame after the list, which is enough for one.
 */
void
sy_model_pane_complete (SyModelPane *self)
{
  g_return_if_fail (SY_IS_MODEL_PANE (self));

  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->filters)), TRUE);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->status)), TRUE);
}

/**
 * sy_model_pane_reveal:
 *
 * Shows the selected model, once there is a size to show it in.
 */
void
sy_model_pane_reveal (SyModelPane *self)
{
  guint selected;

  g_return_if_fail (SY_IS_MODEL_PANE (self));

  selected = gtk_single_selection_get_selected (self->selection);
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_grid_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_NONE, NULL);
}

/**
 * sy_model_pane_set_narrow:
 * @narrow: whether there is only room for names and prices
 */
void
sy_model_pane_set_narrow (SyModelPane *self,
                          gboolean     narrow)
{
  g_return_if_fail (SY_IS_MODEL_PANE (self));

  self->narrow = !!narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->sort_label), !self->narrow);
  update_page (self);
}
