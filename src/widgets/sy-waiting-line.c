/* sy-waiting-line.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-waiting-line"

#include "config.h"

#include "sy-waiting-line.h"

#include <glib/gi18n-lib.h>

struct _SyWaitingLine
{
  AdwBin     parent_instance;

  GtkLabel  *label;
  GtkLabel  *seconds;
  gint64     since;
  guint      timeout_id;
};

G_DEFINE_FINAL_TYPE (SyWaitingLine, sy_waiting_line, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_seconds (SyWaitingLine *self)
{
  gint64 elapsed = (g_get_monotonic_time () - self->since) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  /* The first moment is no wait yet, and needs no number. */
  if (elapsed >= 1)
    /* Translators: how long a person has been waiting, in seconds */
    text = g_strdup_printf (_("%d s"), (int) MIN (elapsed, G_MAXINT));

  gtk_label_set_text (self->seconds, text != NULL ? text : "");
}

static gboolean
tick_cb (gpointer user_data)
{
  update_seconds (SY_WAITING_LINE (user_data));

  return G_SOURCE_CONTINUE;
}

static void
sy_waiting_line_map (GtkWidget *widget)
{
  SyWaitingLine *self = SY_WAITING_LINE (widget);

  GTK_WIDGET_CLASS (sy_waiting_line_parent_class)->map (widget);

  update_seconds (self);
  self->timeout_id = g_timeout_add_seconds (1, tick_cb, self);
}

static void
sy_waiting_line_unmap (GtkWidget *widget)
{
  SyWaitingLine *self = SY_WAITING_LINE (widget);

  g_clear_handle_id (&self->timeout_id, g_source_remove);

  GTK_WIDGET_CLASS (sy_waiting_line_parent_class)->unmap (widget);
}

static void
sy_waiting_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_WAITING_LINE);

  G_OBJECT_CLASS (sy_waiting_line_parent_class)->dispose (object);
}

static void
sy_waiting_line_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SyWaitingLine *self = SY_WAITING_LINE (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, sy_waiting_line_get_text (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_waiting_line_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SyWaitingLine *self = SY_WAITING_LINE (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      sy_waiting_line_set_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_waiting_line_class_init (SyWaitingLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_waiting_line_dispose;
  object_class->get_property = sy_waiting_line_get_property;
  object_class->set_property = sy_waiting_line_set_property;

  widget_class->map = sy_waiting_line_map;
  widget_class->unmap = sy_waiting_line_unmap;

  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-waiting-line.ui");
  gtk_widget_class_bind_template_child (widget_class, SyWaitingLine, label);
  gtk_widget_class_bind_template_child (widget_class, SyWaitingLine, seconds);
}

static void
sy_waiting_line_init (SyWaitingLine *self)
{
  self->since = g_get_monotonic_time ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_waiting_line_new:
 *
 * What is waited for, and since how many seconds: since the line was made, or
 * what sy_waiting_line_set_since() says.  It draws one frame a second, and
 * nothing runs while it cannot be seen.
 *
 * Returns: (transfer floating): a new line
 */
GtkWidget *
sy_waiting_line_new (void)
{
  return g_object_new (SY_TYPE_WAITING_LINE, NULL);
}

const char *
sy_waiting_line_get_text (SyWaitingLine *self)
{
  g_return_val_if_fail (SY_IS_WAITING_LINE (self), NULL);

  return gtk_label_get_text (self->label);
}

/**
 * sy_waiting_line_set_text:
 * @text: (nullable): what is waited for
 *
 * Changes the words; a screen reader hears them once, not every second.
 */
void
sy_waiting_line_set_text (SyWaitingLine *self,
                          const char    *text)
{
  g_return_if_fail (SY_IS_WAITING_LINE (self));

  text = text != NULL ? text : "";
  if (g_str_equal (text, gtk_label_get_text (self->label)))
    return;

  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  if (*text != '\0' && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * sy_waiting_line_set_since:
 * @monotonic: when the wait began, in microseconds of g_get_monotonic_time()
 *
 * Lets the count go on where it was when the line is made anew.
 */
void
sy_waiting_line_set_since (SyWaitingLine *self,
                           gint64         monotonic)
{
  g_return_if_fail (SY_IS_WAITING_LINE (self));

  self->since = monotonic;
  update_seconds (self);
}
