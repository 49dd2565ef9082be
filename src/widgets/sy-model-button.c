/* sy-model-button.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-button"

#include "config.h"

#include "sy-model-button.h"

#include "sy-indicator.h"
#include "sy-model-picker.h"
#include "sy-model-remark.h"

#include <glib/gi18n.h>

struct _SyModelButton
{
  AdwBin          parent_instance;

  GtkMenuButton  *button;
  SyIndicator    *indicator;
  GtkLabel       *name;
  GtkLabel       *word;

  SyHealthList   *healths;
  SyCatalogList  *catalogs;
  SyProvider     *provider;
  char           *model_id;
  GSignalGroup   *health_signals;
  GSignalGroup   *catalog_signals;
  gboolean        compact;
};

G_DEFINE_FINAL_TYPE (SyModelButton, sy_model_button, ADW_TYPE_BIN)

enum
{
  PICKED,
  BROWSE,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static SyHealth *
get_health (SyModelButton *self)
{
  if (self->provider == NULL || self->healths == NULL)
    return NULL;

  return sy_health_list_find (self->healths, self->provider);
}

/* What the button shows is its value; its name says what it is for. */
static void
describe (SyModelButton *self,
          const char    *name,
          const char    *word)
{
  g_autofree char *description = NULL;

  if (word != NULL)
    /* Translators: id of a model, and how the connection to its provider is */
    description = g_strdup_printf (C_("model", "%1$s, %2$s"), name, word);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_("accessible name", "Model"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description != NULL ? description : name,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               description != NULL ? description : name);
}

/* The word is left out where all is well. */
static void
update_word (SyModelButton *self,
             const char    *word)
{
  SyHealth *health = get_health (self);
  gboolean connected = health != NULL && sy_health_get_state (health) == SY_HEALTH_CONNECTED;
  g_autofree char *text = NULL;

  if (word != NULL && !connected)
    /* Translators: how the connection is, behind the name of a model */
    text = g_strdup_printf (_("· %s"), word);

  gtk_label_set_text (self->word, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->word), text != NULL && !self->compact);
}

static SyCatalog *
get_catalog (SyModelButton *self)
{
  if (self->provider == NULL || self->catalogs == NULL)
    return NULL;

  return sy_catalog_list_find (self->catalogs, self->provider);
}

static char *
dup_name (SyModelButton *self)
{
  if (self->provider == NULL)
    return g_strdup (_("Choose a Model"));
  if (self->model_id == NULL || *self->model_id == '\0')
    return g_strdup (_("No Model"));

  return sy_model_remark_dup_title (get_catalog (self), self->model_id);
}

/* What people call a model is shorter; the id tells for sure which it is. */
static char *
dup_whole_name (SyModelButton *self,
                const char    *name)
{
  if (self->provider == NULL || self->model_id == NULL || *self->model_id == '\0' ||
      g_str_equal (name, self->model_id))
    return g_strdup (name);

  /* Translators: name and id of a model */
  return g_strdup_printf (C_("model", "%1$s, %2$s"), name, self->model_id);
}

static void
update (SyModelButton *self)
{
  SyHealth *health = get_health (self);
  g_autofree char *word = health != NULL ? sy_health_dup_word (health) : NULL;
  g_autofree char *name = dup_name (self);
  g_autofree char *whole_name = dup_whole_name (self, name);

  gtk_label_set_text (self->name, name);
  update_word (self, word);
  describe (self, whole_name, word);
}

static void
picked_cb (SyModelButton *self,
           SyProvider    *provider,
           const char    *model_id,
           SyModelPicker *picker)
{
  g_assert (SY_IS_MODEL_BUTTON (self));

  g_signal_emit (self, signals[PICKED], 0, provider, model_id);
  gtk_menu_button_popdown (self->button);
}

static void
browse_cb (SyModelButton *self)
{
  g_assert (SY_IS_MODEL_BUTTON (self));

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[BROWSE], 0);
}

static void
active_changed_cb (SyModelButton *self)
{
  if (!gtk_menu_button_get_active (self->button))
    g_signal_emit (self, signals[CLOSED], 0);
}

/* Made when it is first asked for, not before the first frame. */
static SyModelPicker *
ensure_picker (SyModelButton *self)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->button);
  GtkWidget *picker;

  if (popover != NULL)
    return SY_MODEL_PICKER (popover);

  picker = sy_model_picker_new ();
  sy_model_picker_set_sources (SY_MODEL_PICKER (picker), self->healths, self->catalogs);
  g_signal_connect_object (picker, "picked",
                           G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (picker, "browse",
                           G_CALLBACK (browse_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->button, picker);

  return SY_MODEL_PICKER (picker);
}

static void
create_picker_cb (GtkMenuButton *button,
                  gpointer       user_data)
{
  SyModelButton *self = SY_MODEL_BUTTON (user_data);

  sy_model_picker_set_current (ensure_picker (self), self->provider, self->model_id);
}

static gboolean
sy_model_button_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SY_MODEL_BUTTON (widget)->button));
}

static void
sy_model_button_dispose (GObject *object)
{
  SyModelButton *self = SY_MODEL_BUTTON (object);

  g_clear_object (&self->health_signals);
  g_clear_object (&self->catalog_signals);
  g_clear_object (&self->provider);
  g_clear_object (&self->catalogs);
  g_clear_object (&self->healths);
  g_clear_pointer (&self->model_id, g_free);
  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_MODEL_BUTTON);

  G_OBJECT_CLASS (sy_model_button_parent_class)->dispose (object);
}

static void
sy_model_button_class_init (SyModelButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_model_button_dispose;
  widget_class->grab_focus = sy_model_button_grab_focus;

  /**
   * SyModelButton::picked:
   * @provider: whose model it is
   * @model_id: which one
   *
   * The person has chosen a model.
   */
  signals[PICKED] = g_signal_new ("picked",
                                  G_OBJECT_CLASS_TYPE (object_class),
                                  G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL,
                                  G_TYPE_NONE,
                                  2, SY_TYPE_PROVIDER,
                                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * SyModelButton::browse:
   *
   * The person wants to see all models.
   */
  signals[BROWSE] = g_signal_new ("browse",
                                  G_OBJECT_CLASS_TYPE (object_class),
                                  G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  /**
   * SyModelButton::closed:
   *
   * The list of models is closed; behind #SyModelButton::picked, if one was.
   */
  signals[CLOSED] = g_signal_new ("closed",
                                  G_OBJECT_CLASS_TYPE (object_class),
                                  G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (SY_TYPE_INDICATOR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-model-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SyModelButton, button);
  gtk_widget_class_bind_template_child (widget_class, SyModelButton, indicator);
  gtk_widget_class_bind_template_child (widget_class, SyModelButton, name);
  gtk_widget_class_bind_template_child (widget_class, SyModelButton, word);
  gtk_widget_class_bind_template_callback (widget_class, active_changed_cb);
}

static void
sy_model_button_init (SyModelButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->health_signals = g_signal_group_new (SY_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify::state",
                                  G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->health_signals, "notify::error",
                                  G_CALLBACK (update), self);
  self->catalog_signals = g_signal_group_new (SY_TYPE_CATALOG);
  g_signal_group_connect_swapped (self->catalog_signals, "items-changed",
                                  G_CALLBACK (update), self);
  gtk_menu_button_set_create_popup_func (self->button, create_picker_cb, self, NULL);
}

/**
 * sy_model_button_new:
 *
 * Shows which model is asked next and how the connection to it is, and lets another
 * one be picked.
 *
 * Returns: (transfer floating): a new button
 */
GtkWidget *
sy_model_button_new (void)
{
  return g_object_new (SY_TYPE_MODEL_BUTTON, NULL);
}

/**
 * sy_model_button_set_sources:
 * @healths: how the connections to them are
 * @catalogs: which models they have
 *
 * Has to be called once, before anything is shown.
 */
void
sy_model_button_set_sources (SyModelButton *self,
                             SyHealthList  *healths,
                             SyCatalogList *catalogs)
{
  g_return_if_fail (SY_IS_MODEL_BUTTON (self));
  g_return_if_fail (SY_IS_HEALTH_LIST (healths));
  g_return_if_fail (SY_IS_CATALOG_LIST (catalogs));

  g_set_object (&self->healths, healths);
  g_set_object (&self->catalogs, catalogs);
}

/**
 * sy_model_button_set_current:
 * @provider: (nullable): who is asked next, %NULL when it was removed
 * @model_id: (nullable): which model
 */
void
sy_model_button_set_current (SyModelButton *self,
                             SyProvider    *provider,
                             const char    *model_id)
{
  g_return_if_fail (SY_IS_MODEL_BUTTON (self));
  g_return_if_fail (provider == NULL || SY_IS_PROVIDER (provider));

  g_set_object (&self->provider, provider);
  g_set_str (&self->model_id, model_id);
  g_signal_group_set_target (self->health_signals, get_health (self));
  g_signal_group_set_target (self->catalog_signals, get_catalog (self));
  sy_indicator_set_health (self->indicator, get_health (self));
  update (self);
}

/**
 * sy_model_button_set_compact:
 * @compact: whether there is no room for the state's word; the tooltip has it
 */
void
sy_model_button_set_compact (SyModelButton *self,
                             gboolean       compact)
{
  g_return_if_fail (SY_IS_MODEL_BUTTON (self));

  self->compact = !!compact;
  update (self);
}

/**
 * sy_model_button_open:
 * @provider: (nullable): who refused a model
 * @refused_id: (nullable): the model; those nearest to it are offered first
 *
 * Opens the list of models.
 */
void
sy_model_button_open (SyModelButton *self,
                      SyProvider    *provider,
                      const char    *refused_id)
{
  g_return_if_fail (SY_IS_MODEL_BUTTON (self));

  gtk_menu_button_popup (self->button);
  if (provider != NULL && refused_id != NULL)
    sy_model_picker_set_refused (ensure_picker (self), provider, refused_id);
}
