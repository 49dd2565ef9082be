/* sy-number-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-number-row"

#include "config.h"

#include "sy-number-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _SyNumberRow
{
  AdwPreferencesRow  parent_instance;

  GtkLabel          *title_label;
  GtkLabel          *subtitle_label;
  GtkButton         *reset_button;
  GtkSpinButton     *spin;

  SyNumberRange      range;

  /* Where the spin button stands while no number is set and it shows none. */
  double             rest;
  gboolean           is_set;

  /* What was told last. */
  double             told;
};

G_DEFINE_FINAL_TYPE (SyNumberRow, sy_number_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
equal (double a,
       double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

static void
update_state (SyNumberRow *self)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->spin)));
  const char *shown = self->is_set ? gtk_editable_get_text (GTK_EDITABLE (self->spin))
                                   : gtk_text_get_placeholder_text (text);

  gtk_widget_set_visible (GTK_WIDGET (self->reset_button), self->is_set);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, shown,
                                  -1);
}

static void
tell (SyNumberRow *self)
{
  double value = sy_number_row_get_value (self);

  if (equal (value, self->told))
    return;

  self->told = value;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
has_digit (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_isdigit (g_utf8_get_char (text)))
        return TRUE;
    }

  return FALSE;
}

/* Who takes the number away sets none; the spin button itself would go to 0. */
static int
input_cb (SyNumberRow   *self,
          double        *value,
          GtkSpinButton *spin)
{
  g_assert (SY_IS_NUMBER_ROW (self));

  self->is_set = has_digit (gtk_editable_get_text (GTK_EDITABLE (spin)));
  *value = self->rest;

  return !self->is_set;
}

/* Comes after each change, also one by the buttons, which count from where it rests. */
static gboolean
output_cb (SyNumberRow   *self,
           GtkSpinButton *spin)
{
  g_assert (SY_IS_NUMBER_ROW (self));

  if (gtk_adjustment_get_value (gtk_spin_button_get_adjustment (spin)) != self->rest)
    self->is_set = TRUE;

  if (self->is_set)
    {
      double value = gtk_adjustment_get_value (gtk_spin_button_get_adjustment (spin));
      g_autofree char *text = g_strdup_printf ("%.*f", (int) self->range.digits, value);

      gtk_editable_set_text (GTK_EDITABLE (spin), text);
    }
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (spin), "");
    }

  update_state (self);
  tell (self);

  return TRUE;
}

static void
reset_cb (SyNumberRow *self,
          GtkButton   *button)
{
  g_assert (SY_IS_NUMBER_ROW (self));

  /* The button goes, and the focus with it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->spin));
  sy_number_row_set_value (self, NAN);
}

/* Who scrolls the page means the page; a number would be set that nobody wanted. */
static void
ignore_scrolling (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

/* What was typed and not entered counts, also when the dialog closes around it. */
static void
sy_number_row_unmap (GtkWidget *widget)
{
  gtk_spin_button_update (SY_NUMBER_ROW (widget)->spin);

  GTK_WIDGET_CLASS (sy_number_row_parent_class)->unmap (widget);
}

static gboolean
sy_number_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SY_NUMBER_ROW (widget)->spin));
}

static void
sy_number_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_NUMBER_ROW);

  G_OBJECT_CLASS (sy_number_row_parent_class)->dispose (object);
}

static void
sy_number_row_class_init (SyNumberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_number_row_dispose;
  widget_class->unmap = sy_number_row_unmap;
  widget_class->grab_focus = sy_number_row_grab_focus;

  /**
   * SyNumberRow::changed:
   * @self: a #SyNumberRow
   *
   * The number is another one, or there is none any more.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-number-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SyNumberRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, SyNumberRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, SyNumberRow, reset_button);
  gtk_widget_class_bind_template_child (widget_class, SyNumberRow, spin);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
sy_number_row_init (SyNumberRow *self)
{
  self->told = NAN;
  gtk_widget_init_template (GTK_WIDGET (self));
  ignore_scrolling (GTK_WIDGET (self->spin));
}

static char *
format_placeholder (SyNumberRow *self,
                    double       value)
{
  if (isnan (value))
    /* Translators: stands where a number would stand */
    return g_strdup (C_ ("number", "Not set"));

  return g_strdup_printf ("%.*f", (int) self->range.digits, value);
}

/**
 * sy_number_row_new:
 * @title: what is set here
 * @reset_tooltip: what the button does that unsets it
 * @range: which numbers can be entered
 *
 * Returns: (transfer floating): a new row, without a number
 */
GtkWidget *
sy_number_row_new (const char          *title,
                   const char          *reset_tooltip,
                   const SyNumberRange *range)
{
  SyNumberRow *self;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (reset_tooltip != NULL, NULL);
  g_return_val_if_fail (range != NULL, NULL);

  self = g_object_new (SY_TYPE_NUMBER_ROW, "title", title, NULL);
  self->range = *range;
  gtk_label_set_text (self->title_label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reset_button), reset_tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);

  self->rest = range->start;
  gtk_spin_button_configure (self->spin,
                             gtk_adjustment_new (range->start, range->lower, range->upper,
                                                 range->step, range->step * 5, 0),
                             0, range->digits);
  sy_number_row_set_fallback (self, NAN);

  return GTK_WIDGET (self);
}

/**
 * sy_number_row_get_value:
 *
 * Returns: the number, NAN when none is set
 */
double
sy_number_row_get_value (SyNumberRow *self)
{
  double scale = 1;

  g_return_val_if_fail (SY_IS_NUMBER_ROW (self), NAN);

  if (!self->is_set)
    return NAN;

  /* Steps add up to numbers that are a bit beside those that are shown. */
  for (guint i = 0; i < self->range.digits; i++)
    scale *= 10;

  return (double) (gint64) (gtk_spin_button_get_value (self->spin) * scale + 0.5) / scale;
}

/**
 * sy_number_row_set_value:
 * @value: the number, NAN to set none
 */
void
sy_number_row_set_value (SyNumberRow *self,
                         double       value)
{
  g_return_if_fail (SY_IS_NUMBER_ROW (self));

  self->is_set = !isnan (value);
  gtk_spin_button_set_value (self->spin, self->is_set ? value : self->rest);
}

/**
 * sy_number_row_set_fallback:
 * @value: the number that holds when none is set here, NAN when there is none
 *
 * Shows what is in force, as what is not set here.
 */
void
sy_number_row_set_fallback (SyNumberRow *self,
                            double       value)
{
  g_autofree char *placeholder = NULL;
  double old_value;

  g_return_if_fail (SY_IS_NUMBER_ROW (self));

  old_value = sy_number_row_get_value (self);
  placeholder = format_placeholder (self, value);
  gtk_text_set_placeholder_text (
    GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->spin))), placeholder);

  self->rest = isnan (value) ? self->range.start : CLAMP (value, self->range.lower,
                                                          self->range.upper);
  sy_number_row_set_value (self, old_value);
}

/**
 * sy_number_row_set_subtitle:
 * @subtitle: (nullable): a line below the title
 */
void
sy_number_row_set_subtitle (SyNumberRow *self,
                            const char  *subtitle)
{
  g_return_if_fail (SY_IS_NUMBER_ROW (self));

  gtk_label_set_text (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL);
}
