/* sy-model-picker.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-picker"

#include "config.h"

#include "sy-model-picker.h"

#include "sy-announce.h"
#include "sy-indicator.h"
#include "sy-model-offer.h"
#include "sy-model-text.h"

#include <glib/gi18n-lib.h>

#define MIN_WIDTH 264
#define MAX_WIDTH 382

/* The padding of the popover, and some of the window at both of its sides. */
#define MARGINS 42

struct _SyModelPicker
{
  GtkPopover          parent_instance;

  GtkSearchEntry     *search;
  GtkStack           *stack;
  GtkWidget          *content;
  GtkListView        *list;
  GtkSingleSelection *selection;
  GtkWidget          *browse;
  GtkWidget          *other;
  GtkLabel           *other_label;

  SyHealthList       *healths;
  SyModelOffer       *offer;

  /* What is asked now. */
  SyProvider         *provider;
  char               *model_id;
};

G_DEFINE_FINAL_TYPE (SyModelPicker, sy_model_picker, GTK_TYPE_POPOVER)

enum
{
  PICKED,
  BROWSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_typed (SyModelPicker *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
}

static SyModel *
get_model (SyModelPicker *self,
           guint          position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->selection), position);
}

static void
update_shown (SyModelPicker *self)
{
  guint n_choices = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autofree char *typed = dup_typed (self);
  g_autofree char *label = NULL;

  gtk_stack_set_visible_child_name (self->stack, n_choices > 0 ? "list" : "empty");

  /* Translators: a button; %s is the id of a model that no list has */
  label = g_strdup_printf (_("Use “%s”"), typed);
  gtk_label_set_text (self->other_label, label);
  gtk_widget_set_visible (self->browse, self->provider != NULL);
  gtk_widget_set_visible (self->other,
                          *typed != '\0' && self->provider != NULL && n_choices == 0);
}

static gboolean
is_current (SyModelPicker *self,
            guint          position)
{
  g_autoptr(SyModel) model = get_model (self, position);

  return model != NULL && sy_model_offer_get_provider (self->offer, position) == self->provider &&
         g_strcmp0 (sy_model_get_id (model), self->model_id) == 0;
}

/* It is in the first section, whose provider is the one in use. */
static guint
find_current (SyModelPicker *self)
{
  for (guint i = 0; sy_model_offer_get_provider (self->offer, i) == self->provider; i++)
    {
      if (self->provider == NULL || is_current (self, i))
        return i;
    }

  return 0;
}

static void
select_position (SyModelPicker *self,
                 guint          position)
{
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return;

  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT, NULL);
}

static gboolean
is_favourite (SyModelPicker *self,
              SyModel       *model,
              guint          position)
{
  SyProvider *provider = sy_model_offer_get_provider (self->offer, position);

  return provider != NULL && sy_model_marks_is_favourite (sy_provider_get_marks (provider),
                                                          sy_model_get_id (model));
}

/* The focus stays in the entry, so nobody else says where the arrows have come to. */
static void
move_to (SyModelPicker *self,
         guint          position)
{
  g_autoptr(SyModel) model = get_model (self, position);
  g_autofree char *sentence = NULL;

  if (model == NULL)
    return;

  select_position (self, position);
  sentence = sy_model_text_dup_sentence (model, is_favourite (self, model, position));
  sy_announce (GTK_WIDGET (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Whoever hears of it may close the list. */
static void
pick (SyModelPicker *self,
      guint          position)
{
  g_autoptr(SyModel) model = get_model (self, position);
  g_autoptr(SyProvider) provider = NULL;

  if (model == NULL)
    return;

  g_set_object (&provider, sy_model_offer_get_provider (self->offer, position));
  g_signal_emit (self, signals[PICKED], 0, provider, sy_model_get_id (model));
}

static void
activate_cb (SyModelPicker *self,
             guint          position)
{
  g_assert (SY_IS_MODEL_PICKER (self));

  pick (self, position);
}

static void
other_clicked_cb (SyModelPicker *self)
{
  g_autofree char *typed = NULL;

  g_assert (SY_IS_MODEL_PICKER (self));

  typed = dup_typed (self);
  if (self->provider != NULL && *typed != '\0')
    g_signal_emit (self, signals[PICKED], 0, self->provider, typed);
}

/* The list view itself may hear of it only later, so it is left alone here. */
static void
items_changed_cb (SyModelPicker *self)
{
  g_assert (SY_IS_MODEL_PICKER (self));

  update_shown (self);
}

static void
search_changed_cb (SyModelPicker *self)
{
  g_autofree char *typed = NULL;

  g_assert (SY_IS_MODEL_PICKER (self));

  typed = dup_typed (self);
  if (self->offer == NULL || !sy_model_offer_set_search (self->offer, typed))
    return;

  update_shown (self);
  select_position (self, 0);
}

/* Enter may come before the search has followed what was typed. */
static void
search_activate_cb (SyModelPicker *self)
{
  guint selected;

  g_assert (SY_IS_MODEL_PICKER (self));

  search_changed_cb (self);
  selected = gtk_single_selection_get_selected (self->selection);
  if (selected != GTK_INVALID_LIST_POSITION)
    pick (self, selected);
  else
    other_clicked_cb (self);
}

static void
browse_clicked_cb (SyModelPicker *self)
{
  g_assert (SY_IS_MODEL_PICKER (self));

  g_signal_emit (self, signals[BROWSE], 0);
}

static void
stop_search_cb (SyModelPicker *self)
{
  g_assert (SY_IS_MODEL_PICKER (self));

  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The entry keeps the focus; its arrows walk through the list. */
static gboolean
key_pressed_cb (SyModelPicker *self,
                guint          keyval)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  g_assert (SY_IS_MODEL_PICKER (self));

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
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *price = gtk_label_new (NULL);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (price, "sy-caption");
  gtk_widget_add_css_class (price, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), price);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
}

/* The Demo is local too, but has prices; what nobody said of a model elsewhere is not worth
 * a place here.
 */
static char *
dup_price (SyProvider *provider,
           SyModel    *model)
{
  const SyPricing *pricing = sy_model_get_pricing (model);

  if (sy_pricing_get_is_known (pricing) || sy_pricing_get_varies (pricing))
    return sy_model_text_dup_price_pair (pricing);
  if (provider != NULL && sy_preset_get_is_local (sy_provider_get_preset (provider)))
    return g_strdup (C_("price", "Local"));

  return g_strdup ("");
}

static void
bind_row_cb (SyModelPicker *self,
             GtkListItem   *item)
{
  SyModel *model = gtk_list_item_get_item (item);
  guint position = gtk_list_item_get_position (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *price = gtk_widget_get_next_sibling (label);
  gboolean current = is_current (self, position);
  g_autofree char *title = sy_model_text_dup_row_title (model);
  g_autofree char *cost = dup_price (sy_model_offer_get_provider (self->offer, position), model);
  g_autofree char *sentence = sy_model_text_dup_sentence (model,
                                                          is_favourite (self, model, position));

  g_assert (SY_IS_MODEL_PICKER (self));

  gtk_label_set_text (GTK_LABEL (label), title);
  gtk_label_set_text (GTK_LABEL (price), cost);
  gtk_widget_set_opacity (gtk_widget_get_next_sibling (price), current ? 1 : 0);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), sy_model_get_id (model));
  gtk_list_item_set_accessible_label (item, sentence);
  gtk_list_item_set_accessible_description (item, current ? _("In use") : "");
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *indicator = sy_indicator_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (indicator, "sy-model-state");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), indicator);
  gtk_list_header_set_child (header, box);
}

static void
bind_header_cb (SyModelPicker *self,
                GtkListHeader *header)
{
  SyProvider *provider = sy_model_offer_get_provider (self->offer,
                                                      gtk_list_header_get_start (header));
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_header_get_child (header));
  GtkWidget *indicator = gtk_widget_get_next_sibling (label);

  g_assert (SY_IS_MODEL_PICKER (self));

  if (provider == NULL)
    return;

  gtk_label_set_text (GTK_LABEL (label), sy_provider_get_name (provider));
  sy_indicator_set_health (SY_INDICATOR (indicator),
                           sy_health_list_find (self->healths, provider));
}

static void
unbind_header_cb (SyModelPicker *self,
                  GtkListHeader *header)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_header_get_child (header));

  sy_indicator_set_health (SY_INDICATOR (gtk_widget_get_next_sibling (label)), NULL);
}

/* As wide as it needs to be and the window lets it. */
static void
sy_model_picker_show (GtkWidget *widget)
{
  SyModelPicker *self = SY_MODEL_PICKER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  int room = root != NULL ? gtk_widget_get_width (GTK_WIDGET (root)) - MARGINS : MAX_WIDTH;

  gtk_widget_set_size_request (self->content, CLAMP (room, MIN_WIDTH, MAX_WIDTH), -1);

  GTK_WIDGET_CLASS (sy_model_picker_parent_class)->show (widget);
}

static void
sy_model_picker_map (GtkWidget *widget)
{
  SyModelPicker *self = SY_MODEL_PICKER (widget);

  GTK_WIDGET_CLASS (sy_model_picker_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* What was offered is not kept: thousands of rows, and indicators in their headers. */
static void
sy_model_picker_unmap (GtkWidget *widget)
{
  SyModelPicker *self = SY_MODEL_PICKER (widget);

  GTK_WIDGET_CLASS (sy_model_picker_parent_class)->unmap (widget);

  if (self->offer != NULL)
    sy_model_offer_close (self->offer);
}

static void
sy_model_picker_dispose (GObject *object)
{
  SyModelPicker *self = SY_MODEL_PICKER (object);

  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);

  g_clear_object (&self->offer);
  g_clear_object (&self->provider);
  g_clear_object (&self->healths);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_MODEL_PICKER);

  G_OBJECT_CLASS (sy_model_picker_parent_class)->dispose (object);
}

static void
sy_model_picker_finalize (GObject *object)
{
  SyModelPicker *self = SY_MODEL_PICKER (object);

  g_clear_pointer (&self->model_id, g_free);

  G_OBJECT_CLASS (sy_model_picker_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SyModelPicker, content);
  gtk_widget_class_bind_template_child (widget_class, SyModelPicker, search);
  gtk_widget_class_bind_template_child (widget_class, SyModelPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, SyModelPicker, list);
  gtk_widget_class_bind_template_child (widget_class, SyModelPicker, selection);
  gtk_widget_class_bind_template_child (widget_class, SyModelPicker, browse);
  gtk_widget_class_bind_template_child (widget_class, SyModelPicker, other);
  gtk_widget_class_bind_template_child (widget_class, SyModelPicker, other_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, items_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
sy_model_picker_class_init (SyModelPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_model_picker_dispose;
  object_class->finalize = sy_model_picker_finalize;
  widget_class->show = sy_model_picker_show;
  widget_class->map = sy_model_picker_map;
  widget_class->unmap = sy_model_picker_unmap;

  /**
   * SyModelPicker::picked:
   * @provider: whose model it is
   * @model_id: which one; need not be in any list
   *
   * The person has chosen a model.
   */
  signals[PICKED] =
    g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, SY_TYPE_PROVIDER, G_TYPE_STRING);

  /**
   * SyModelPicker::browse:
   *
   * The person wants to see all models.
   */
  signals[BROWSE] = g_signal_new ("browse", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SY_TYPE_INDICATOR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-model-picker.ui");
  bind_children (widget_class);
}

static void
create_factories (SyModelPicker *self)
{
  g_autoptr(GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  g_signal_connect (rows, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, rows);

  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (headers, "unbind", G_CALLBACK (unbind_header_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_header_factory (self->list, headers);
}

static void
sy_model_picker_init (SyModelPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  create_factories (self);
}

/**
 * sy_model_picker_new:
 *
 * All models that can be asked, by provider, to be searched and chosen from.
 *
 * Returns: (transfer floating): a new popover
 */
GtkWidget *
sy_model_picker_new (void)
{
  return g_object_new (SY_TYPE_MODEL_PICKER, NULL);
}

/**
 * sy_model_picker_set_sources:
 * @healths: how the connections to them are
 * @catalogs: which models they have
 *
 * Has to be called once, before anything is shown.
 */
void
sy_model_picker_set_sources (SyModelPicker *self,
                             SyHealthList  *healths,
                             SyCatalogList *catalogs)
{
  g_return_if_fail (SY_IS_MODEL_PICKER (self));
  g_return_if_fail (SY_IS_HEALTH_LIST (healths));
  g_return_if_fail (SY_IS_CATALOG_LIST (catalogs));

  g_set_object (&self->healths, healths);
  g_clear_object (&self->offer);
  self->offer = sy_model_offer_new (healths, catalogs);
  gtk_single_selection_set_model (self->selection, sy_model_offer_get_models (self->offer));
}

static void
show_choices (SyModelPicker *self,
              SyProvider    *provider,
              const char    *model_id,
              const char    *refused_id)
{
  g_return_if_fail (self->offer != NULL);

  /* A row that stays is not told that another model is in use now, so none does. */
  sy_model_offer_close (self->offer);

  g_set_object (&self->provider, provider);
  g_set_str (&self->model_id, model_id);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  sy_model_offer_set_search (self->offer, "");
  sy_model_offer_open (self->offer, provider, model_id, refused_id);
  update_shown (self);
  select_position (self, find_current (self));
}

/**
 * sy_model_picker_set_current:
 * @provider: (nullable): who is asked now
 * @model_id: (nullable): which of its models
 *
 * Shows everything there is to choose from, as of now.
 */
void
sy_model_picker_set_current (SyModelPicker *self,
                             SyProvider    *provider,
                             const char    *model_id)
{
  g_return_if_fail (SY_IS_MODEL_PICKER (self));
  g_return_if_fail (provider == NULL || SY_IS_PROVIDER (provider));

  show_choices (self, provider, model_id, NULL);
}

/**
 * sy_model_picker_set_refused:
 * @provider: who refused a model
 * @model_id: which one
 *
 * Shows the models of @provider, those first whose ids are nearest.
 */
void
sy_model_picker_set_refused (SyModelPicker *self,
                             SyProvider    *provider,
                             const char    *model_id)
{
  g_return_if_fail (SY_IS_MODEL_PICKER (self));
  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (model_id != NULL);

  show_choices (self, provider, NULL, model_id);
}
