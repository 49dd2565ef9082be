/* sy-indicator.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-indicator"

#include "config.h"

#include "sy-indicator.h"

#include "sy-announce.h"

#include <glib/gi18n-lib.h>

/* How a state looks: six silhouettes, so that no one needs the colour. */
typedef struct
{
  const char *icon;
  const char *css_class;
} Look;

static const Look looks[] = {
  [SY_HEALTH_NOT_SET_UP] = { "radio-symbolic", "sy-secondary" },
  [SY_HEALTH_LOCKED] = { "changes-prevent-symbolic", "sy-secondary" },
  [SY_HEALTH_CHECKING] = { "content-loading-symbolic", "warning" },
  [SY_HEALTH_CONNECTED] = { "selection-mode-symbolic", "success" },
  [SY_HEALTH_ERROR] = { "dialog-error-symbolic", "error" },
  [SY_HEALTH_OFFLINE] = { "action-unavailable-symbolic", "sy-offline" },
};

struct _SyIndicator
{
  AdwBin         parent_instance;

  GtkStack      *stack;
  GtkImage      *first;
  GtkImage      *second;
  GtkLabel      *label;

  SyHealth      *health;
  GSignalGroup  *health_signals;
  GSignalGroup  *provider_signals;

  /* What is shown, and what was said aloud last: a check by itself is no news. */
  SyHealthState  shown;
  char          *said;
  gboolean       show_word;
  gboolean       show_name;
  gboolean       tinted;
  gboolean       announce;
};

G_DEFINE_FINAL_TYPE (SyIndicator, sy_indicator, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_HEALTH,
  PROP_SHOW_WORD,
  PROP_SHOW_NAME,
  PROP_TINTED,
  PROP_ANNOUNCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_look (GtkImage    *image,
          const Look  *look,
          gboolean     tinted)
{
  const char *classes[] = { "sy-indicator", look->css_class, tinted ? "sy-tinted" : NULL, NULL };

  gtk_image_set_from_icon_name (image, look->icon);
  gtk_widget_set_css_classes (GTK_WIDGET (image), classes);
}

static void
set_pulsing (GtkImage *image,
             gboolean  pulsing)
{
  if (pulsing)
    gtk_widget_add_css_class (GTK_WIDGET (image), "sy-pulsing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (image), "sy-pulsing");
}

/* An animation goes on in an image that nobody sees, and keeps the whole window awake. */
static void
update_pulse (SyIndicator *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);
  gboolean pulsing = self->health != NULL && self->shown == SY_HEALTH_CHECKING &&
                     gtk_widget_get_mapped (GTK_WIDGET (self));

  set_pulsing (self->first, pulsing && shown == GTK_WIDGET (self->first));
  set_pulsing (self->second, pulsing && shown == GTK_WIDGET (self->second));
}

/* The one image fades into the other. */
static void
update_icon (SyIndicator *self)
{
  SyHealthState state = sy_health_get_state (self->health);
  gboolean is_first = gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->first);
  GtkImage *image = is_first ? self->first : self->second;

  if (state != self->shown)
    image = is_first ? self->second : self->first;

  self->shown = state;
  set_look (image, &looks[state], self->tinted);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (image));
  update_pulse (self);
}

static gboolean
is_about_no_provider (SyHealthState state)
{
  return state == SY_HEALTH_OFFLINE || state == SY_HEALTH_NOT_SET_UP;
}

static char *
dup_text (SyIndicator *self)
{
  g_autofree char *word = sy_health_dup_word (self->health);
  const char *name = sy_provider_get_name (sy_health_get_provider (self->health));

  if (!self->show_name || is_about_no_provider (sy_health_get_state (self->health)))
    return g_steal_pointer (&word);

  /* Translators: the name of a provider, and how the connection to it is */
  return g_strdup_printf (C_("connection", "%1$s · %2$s"), name, word);
}

static void
update_label (SyIndicator *self)
{
  g_autofree char *text = dup_text (self);

  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->label), self->show_word || self->show_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

static void
update (SyIndicator *self)
{
  g_assert (SY_IS_INDICATOR (self));

  if (self->health == NULL)
    return;

  update_icon (self);
  update_label (self);
}

/* Nobody is told twice, or what was there from the start. */
static void
say (SyIndicator *self)
{
  gboolean news = self->said != NULL;
  g_autofree char *word = NULL;

  if (self->health == NULL ||
      (news && sy_health_get_state (self->health) == SY_HEALTH_CHECKING))
    return;

  word = sy_health_dup_word (self->health);
  if (g_set_str (&self->said, word) && news && self->announce &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    sy_announce (GTK_WIDGET (self), gtk_label_get_text (self->label),
                 GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
changed_cb (SyIndicator *self)
{
  update (self);
  say (self);
}

static gboolean
query_tooltip_cb (SyIndicator *self,
                  int          x,
                  int          y,
                  gboolean     keyboard,
                  GtkTooltip  *tooltip)
{
  g_autofree char *text = NULL;

  g_assert (SY_IS_INDICATOR (self));

  if (self->health == NULL)
    return FALSE;

  text = sy_health_dup_tooltip (self->health);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
sy_indicator_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sy_indicator_parent_class)->map (widget);

  update_pulse (SY_INDICATOR (widget));
}

static void
sy_indicator_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sy_indicator_parent_class)->unmap (widget);

  update_pulse (SY_INDICATOR (widget));
}

static void
sy_indicator_dispose (GObject *object)
{
  SyIndicator *self = SY_INDICATOR (object);

  g_clear_object (&self->health_signals);
  g_clear_object (&self->provider_signals);
  g_clear_object (&self->health);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_INDICATOR);

  G_OBJECT_CLASS (sy_indicator_parent_class)->dispose (object);
}

static void
sy_indicator_finalize (GObject *object)
{
  SyIndicator *self = SY_INDICATOR (object);

  g_clear_pointer (&self->said, g_free);

  G_OBJECT_CLASS (sy_indicator_parent_class)->finalize (object);
}

static void
sy_indicator_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SyIndicator *self = SY_INDICATOR (object);

  switch (prop_id)
    {
    case PROP_HEALTH:
      g_value_set_object (value, self->health);
      break;

    case PROP_SHOW_WORD:
      g_value_set_boolean (value, self->show_word);
      break;

    case PROP_SHOW_NAME:
      g_value_set_boolean (value, self->show_name);
      break;

    case PROP_TINTED:
      g_value_set_boolean (value, self->tinted);
      break;

    case PROP_ANNOUNCE:
      g_value_set_boolean (value, self->announce);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_flag (SyIndicator  *self,
          gboolean     *flag,
          const GValue *value,
          GParamSpec   *pspec)
{
  if (*flag == g_value_get_boolean (value))
    return;

  *flag = g_value_get_boolean (value);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
sy_indicator_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SyIndicator *self = SY_INDICATOR (object);

  switch (prop_id)
    {
    case PROP_HEALTH:
      sy_indicator_set_health (self, g_value_get_object (value));
      break;

    case PROP_SHOW_WORD:
      set_flag (self, &self->show_word, value, pspec);
      break;

    case PROP_SHOW_NAME:
      set_flag (self, &self->show_name, value, pspec);
      break;

    case PROP_TINTED:
      set_flag (self, &self->tinted, value, pspec);
      break;

    case PROP_ANNOUNCE:
      set_flag (self, &self->announce, value, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_HEALTH] =
    g_param_spec_object ("health", NULL, NULL, SY_TYPE_HEALTH, flags);
  properties[PROP_SHOW_WORD] = g_param_spec_boolean ("show-word", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_NAME] = g_param_spec_boolean ("show-name", NULL, NULL, FALSE, flags);
  properties[PROP_TINTED] = g_param_spec_boolean ("tinted", NULL, NULL, FALSE, flags);

  /* Whether changes are said aloud: one indicator of a window does. */
  properties[PROP_ANNOUNCE] = g_param_spec_boolean ("announce", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_indicator_class_init (SyIndicatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_indicator_dispose;
  object_class->finalize = sy_indicator_finalize;
  object_class->get_property = sy_indicator_get_property;
  object_class->set_property = sy_indicator_set_property;
  widget_class->map = sy_indicator_map;
  widget_class->unmap = sy_indicator_unmap;

  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-indicator.ui");
  gtk_widget_class_bind_template_child (widget_class, SyIndicator, stack);
  gtk_widget_class_bind_template_child (widget_class, SyIndicator, first);
  gtk_widget_class_bind_template_child (widget_class, SyIndicator, second);
  gtk_widget_class_bind_template_child (widget_class, SyIndicator, label);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
sy_indicator_init (SyIndicator *self)
{
  self->show_word = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->health_signals = g_signal_group_new (SY_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify::state",
                                  G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->health_signals, "notify::error",
                                  G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->health_signals, "notify::key-checked",
                                  G_CALLBACK (update), self);

  self->provider_signals = g_signal_group_new (SY_TYPE_PROVIDER);
  g_signal_group_connect_swapped (self->provider_signals, "notify::name",
                                  G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->provider_signals, "notify::key-state",
                                  G_CALLBACK (update), self);
}

/**
 * sy_indicator_new:
 *
 * How the connection to a provider is: a shape in a colour, and a word.
 *
 * Returns: (transfer floating): a new indicator that shows nothing yet
 */
GtkWidget *
sy_indicator_new (void)
{
  return g_object_new (SY_TYPE_INDICATOR, NULL);
}

SyHealth *
sy_indicator_get_health (SyIndicator *self)
{
  g_return_val_if_fail (SY_IS_INDICATOR (self), NULL);

  return self->health;
}

/**
 * sy_indicator_set_health:
 * @health: (nullable): what is shown; with %NULL the indicator hides
 */
void
sy_indicator_set_health (SyIndicator *self,
                         SyHealth    *health)
{
  g_return_if_fail (SY_IS_INDICATOR (self));
  g_return_if_fail (health == NULL || SY_IS_HEALTH (health));

  if (!g_set_object (&self->health, health))
    return;

  g_signal_group_set_target (self->health_signals, health);
  g_signal_group_set_target (self->provider_signals,
                             health != NULL ? sy_health_get_provider (health) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), health != NULL);
  changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEALTH]);
}
