/* sy-note-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-note-row"

#include "config.h"

#include "sy-note-row.h"

#include "sy-announce.h"

/* As much of a button's words stands in one line at least. */
#define MIN_BUTTON_CHARS 14

struct _SyNoteRow
{
  AdwPreferencesRow  parent_instance;

  GtkImage          *icon;
  GtkLabel          *label;
  GtkButton         *button;

  AdwWrapBox        *choices;

  SyNoteKind         kind;
};

G_DEFINE_FINAL_TYPE (SyNoteRow, sy_note_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CLICKED,
  CHOICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (SyNoteRow *self)
{
  g_assert (SY_IS_NOTE_ROW (self));

  g_signal_emit (self, signals[CLICKED], 0);
}

static void
choice_cb (SyNoteRow *self,
           GtkButton *button)
{
  g_assert (SY_IS_NOTE_ROW (self));

  g_signal_emit (self, signals[CHOICE], 0, gtk_button_get_label (button));
}

static GtkWidget *
create_choice (SyNoteRow  *self,
               const char *text)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (button, "sy-choice");
  g_signal_connect_object (button, "clicked",
                           G_CALLBACK (choice_cb), self,
                           G_CONNECT_SWAPPED);

  return button;
}

static void
sy_note_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_NOTE_ROW);

  G_OBJECT_CLASS (sy_note_row_parent_class)->dispose (object);
}

static void
sy_note_row_class_init (SyNoteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_note_row_dispose;

  /**
   * SyNoteRow::clicked:
   *
   * The button of sy_note_row_show_button() was pressed.
   */
  signals[CLICKED] =
    g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * SyNoteRow::choice:
   * @text: what stands on the button
   *
   * A button of sy_note_row_set_choices() was pressed.
   */
  signals[CHOICE] =
    g_signal_new ("choice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SyNoteRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SyNoteRow, label);
  gtk_widget_class_bind_template_child (widget_class, SyNoteRow, button);
  gtk_widget_class_bind_template_child (widget_class, SyNoteRow, choices);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
sy_note_row_init (SyNoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_note_row_new:
 *
 * The line below a row of Settings that says how its value is doing.  Hidden
 * as long as there is nothing to say.
 *
 * Returns: (transfer floating): a new note
 */
GtkWidget *
sy_note_row_new (void)
{
  return g_object_new (SY_TYPE_NOTE_ROW, NULL);
}

const char *
sy_note_row_get_text (SyNoteRow *self)
{
  g_return_val_if_fail (SY_IS_NOTE_ROW (self), NULL);

  return gtk_label_get_text (self->label);
}

static void
set_icon (SyNoteRow  *self,
          const char *icon_name,
          const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
}

/* Said once: the same words may be set again and again while somebody types. */
static void
announce (SyNoteRow  *self,
          SyNoteKind  kind,
          const char *text)
{
  if (kind == self->kind && g_str_equal (text, gtk_label_get_text (self->label)))
    return;

  sy_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* A host or a model in it may be long: it wraps rather than widens the page. */
static void
set_button_label (SyNoteRow  *self,
                  const char *text)
{
  GtkLabel *label;

  gtk_button_set_label (self->button, text);
  label = GTK_LABEL (gtk_button_get_child (self->button));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (label, MIN ((int) g_utf8_strlen (text, -1), MIN_BUTTON_CHARS));
}

/**
 * sy_note_row_show:
 * @kind: how the value is doing
 * @text: (nullable): what to say; %NULL hides the line
 *
 * Shows a note without a button.  The row above loses its rule while there is one.
 */
void
sy_note_row_show (SyNoteRow  *self,
                  SyNoteKind  kind,
                  const char *text)
{
  sy_note_row_show_button (self, kind, text, NULL);
}

/**
 * sy_note_row_show_button:
 * @kind: how the value is doing
 * @text: (nullable): what to say; %NULL hides the line
 * @label: (nullable): what can be done about it; see SyNoteRow::clicked
 *
 * Shows a note with a button at its end.
 */
void
sy_note_row_show_button (SyNoteRow  *self,
                         SyNoteKind  kind,
                         const char *text,
                         const char *label)
{
  static const struct
  {
    const char *icon;
    const char *css_class;
    const char *label_class;

    /* What mends something stands out; what is merely possible does not. */
    gboolean    raised;
  } looks[] = {
    [SY_NOTE_PLAIN] = { NULL, NULL, "sy-secondary", FALSE },
    [SY_NOTE_GOOD] = { "object-select-symbolic", "success", "sy-secondary", FALSE },
    [SY_NOTE_CAUTION] = { "dialog-warning-symbolic", "warning", "sy-secondary", TRUE },
    [SY_NOTE_BAD] = { "dialog-warning-symbolic", "warning", "sy-note-text", TRUE },
  };
  const char *classes[] = { looks[kind].label_class, NULL };
  GtkWidget *above;

  g_return_if_fail (SY_IS_NOTE_ROW (self));

  if (kind == SY_NOTE_BAD && text != NULL)
    announce (self, kind, text);

  self->kind = kind;
  set_icon (self, looks[kind].icon, looks[kind].css_class);
  gtk_widget_set_css_classes (GTK_WIDGET (self->label), classes);
  gtk_label_set_text (self->label, text != NULL ? text : "");
  set_button_label (self, label != NULL ? label : "");
  gtk_button_set_has_frame (self->button, looks[kind].raised);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);

  above = gtk_widget_get_prev_sibling (GTK_WIDGET (self));
  if (above != NULL && text != NULL)
    gtk_widget_add_css_class (above, "sy-noted");
  else if (above != NULL)
    gtk_widget_remove_css_class (above, "sy-noted");
}

/**
 * sy_note_row_set_choices:
 * @choices: (nullable) (array zero-terminated=1): words to choose from; %NULL is none
 *
 * Offers values below the note; see SyNoteRow::choice.
 */
void
sy_note_row_set_choices (SyNoteRow          *self,
                         const char *const  *choices)
{
  GtkWidget *child;

  g_return_if_fail (SY_IS_NOTE_ROW (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    adw_wrap_box_remove (self->choices, child);

  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    adw_wrap_box_append (self->choices, create_choice (self, choices[i]));

  gtk_widget_set_visible (GTK_WIDGET (self->choices), choices != NULL && choices[0] != NULL);
}
