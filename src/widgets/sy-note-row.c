/* sy-note-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-note-row"

#include "config.h"

#include "sy-note-row.h"

struct _SyNoteRow
{
  AdwPreferencesRow  parent_instance;

  GtkImage          *icon;
  GtkLabel          *label;
};

G_DEFINE_FINAL_TYPE (SyNoteRow, sy_note_row, ADW_TYPE_PREFERENCES_ROW)

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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SyNoteRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SyNoteRow, label);
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

/**
 * sy_note_row_show:
 * @kind: how the value is doing
 * @text: (nullable): what to say; %NULL hides the line
 *
 * Shows a note.  The row above loses its rule while there is one.
 */
void
sy_note_row_show (SyNoteRow  *self,
                  SyNoteKind  kind,
                  const char *text)
{
  static const struct
  {
    const char *icon;
    const char *css_class;
    const char *label_class;
  } looks[] = {
    [SY_NOTE_PLAIN] = { NULL, NULL, "sy-secondary" },
    [SY_NOTE_GOOD] = { "object-select-symbolic", "success", "sy-secondary" },
    [SY_NOTE_BAD] = { "dialog-warning-symbolic", "warning", "sy-note-text" },
  };
  const char *classes[] = { looks[kind].label_class, NULL };
  GtkWidget *above;

  g_return_if_fail (SY_IS_NOTE_ROW (self));

  set_icon (self, looks[kind].icon, looks[kind].css_class);
  gtk_widget_set_css_classes (GTK_WIDGET (self->label), classes);
  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);

  if (kind == SY_NOTE_BAD && text != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  above = gtk_widget_get_prev_sibling (GTK_WIDGET (self));
  if (above != NULL && text != NULL)
    gtk_widget_add_css_class (above, "sy-noted");
  else if (above != NULL)
    gtk_widget_remove_css_class (above, "sy-noted");
}
