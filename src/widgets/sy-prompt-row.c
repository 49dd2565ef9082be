/* sy-prompt-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-prompt-row"

#include "config.h"

#include "sy-prompt-row.h"

struct _SyPromptRow
{
  AdwPreferencesRow  parent_instance;

  GtkTextView       *view;
  GtkTextBuffer     *buffer;
  GtkWidget         *place;
  GtkScrolledWindow *scroller;
  GtkWidget         *placeholder_label;
  gboolean           composing;
  guint              tick;
};

G_DEFINE_FINAL_TYPE (SyPromptRow, sy_prompt_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_placeholder (SyPromptRow *self)
{
  gtk_widget_set_visible (self->placeholder_label,
                          !self->composing && gtk_text_buffer_get_char_count (self->buffer) == 0);
}

static void
preedit_changed_cb (SyPromptRow *self,
                    const char  *preedit,
                    GtkTextView *view)
{
  g_assert (SY_IS_PROMPT_ROW (self));

  self->composing = preedit != NULL && *preedit != '\0';
  update_placeholder (self);
}

static void
buffer_changed_cb (SyPromptRow   *self,
                   GtkTextBuffer *buffer)
{
  g_assert (SY_IS_PROMPT_ROW (self));

  update_placeholder (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* A list gives its rows no more than they must have: the text must have what it would like. */
static void
measure_place (GtkWidget      *widget,
               GtkOrientation  orientation,
               int             for_size,
               int            *minimum,
               int            *natural,
               int            *minimum_baseline,
               int            *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size,
                      minimum, natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural;
}

static void
allocate_place (GtkWidget *widget,
                int        width,
                int        height,
                int        baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
resize_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  SyPromptRow *self = SY_PROMPT_ROW (widget);

  self->tick = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self->view));

  return G_SOURCE_REMOVE;
}

/* How high the text is comes to light when it gets its width, too late for that frame. */
static void
height_changed_cb (SyPromptRow   *self,
                   GParamSpec    *pspec,
                   GtkAdjustment *adjustment)
{
  double upper = gtk_adjustment_get_upper (adjustment);

  g_assert (SY_IS_PROMPT_ROW (self));

  if (self->tick == 0 && upper > gtk_adjustment_get_page_size (adjustment))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), resize_cb, NULL, NULL);
}

static gboolean
sy_prompt_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SY_PROMPT_ROW (widget)->view));
}

static void
sy_prompt_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SyPromptRow *self = SY_PROMPT_ROW (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_take_string (value, sy_prompt_row_dup_text (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_prompt_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  SyPromptRow *self = SY_PROMPT_ROW (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      sy_prompt_row_set_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_prompt_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_PROMPT_ROW);

  G_OBJECT_CLASS (sy_prompt_row_parent_class)->dispose (object);
}

static void
sy_prompt_row_class_init (SyPromptRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sy_prompt_row_get_property;
  object_class->set_property = sy_prompt_row_set_property;
  object_class->dispose = sy_prompt_row_dispose;

  widget_class->grab_focus = sy_prompt_row_grab_focus;

  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-prompt-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SyPromptRow, view);
  gtk_widget_class_bind_template_child (widget_class, SyPromptRow, buffer);
  gtk_widget_class_bind_template_child (widget_class, SyPromptRow, place);
  gtk_widget_class_bind_template_child (widget_class, SyPromptRow, scroller);
  gtk_widget_class_bind_template_child (widget_class, SyPromptRow, placeholder_label);
  gtk_widget_class_bind_template_callback (widget_class, preedit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
}

static void
sy_prompt_row_init (SyPromptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->place,
                                 gtk_custom_layout_new (get_request_mode, measure_place,
                                                        allocate_place));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::upper",
                           G_CALLBACK (height_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sy_prompt_row_new:
 *
 * Returns: (transfer floating): a new row, empty
 */
GtkWidget *
sy_prompt_row_new (void)
{
  return g_object_new (SY_TYPE_PROMPT_ROW, NULL);
}

/**
 * sy_prompt_row_dup_text:
 *
 * Returns: (transfer full): what stands there
 */
char *
sy_prompt_row_dup_text (SyPromptRow *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (SY_IS_PROMPT_ROW (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/**
 * sy_prompt_row_set_text:
 * @text: (nullable): %NULL is the same as ""
 */
void
sy_prompt_row_set_text (SyPromptRow *self,
                        const char  *text)
{
  g_autofree char *old_text = NULL;

  g_return_if_fail (SY_IS_PROMPT_ROW (self));

  text = text != NULL ? text : "";
  old_text = sy_prompt_row_dup_text (self);
  if (g_str_equal (text, old_text))
    return;

  /* The buffer changes twice, when the old text goes and when the new one comes. */
  g_object_freeze_notify (G_OBJECT (self));
  gtk_text_buffer_set_text (self->buffer, text, -1);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sy_prompt_row_set_placeholder:
 * @placeholder: what stands there instead of a text
 */
void
sy_prompt_row_set_placeholder (SyPromptRow *self,
                               const char  *placeholder)
{
  g_return_if_fail (SY_IS_PROMPT_ROW (self));
  g_return_if_fail (placeholder != NULL);

  gtk_label_set_text (GTK_LABEL (self->placeholder_label), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, placeholder,
                                  -1);
}
