/* sy-paragraph.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-paragraph"

#include "config.h"

#include "sy-paragraph.h"

#include <string.h>

/* Laying out a label costs time by its length, at every change.  A paragraph
 * longer than this goes on in a further label, and only the last one changes.
 */
#define MAX_LABEL_BYTES 4096

struct _SyParagraph
{
  GtkWidget   parent_instance;

  SyDocument *document;
  SyBlock    *block;
  GtkWidget  *open_label;
  gsize       open_start;
  gsize       shown_end;
};

G_DEFINE_FINAL_TYPE (SyParagraph, sy_paragraph, GTK_TYPE_WIDGET)

static GtkWidget *
add_label (SyParagraph *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "sy-text");
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
show_range (SyParagraph *self,
            gsize        start,
            gsize        end)
{
  const char *source = sy_document_get_source (self->document);
  g_autofree char *text = g_strndup (source + start, end - start);

  gtk_label_set_text (GTK_LABEL (self->open_label), text);
}

static void
sy_paragraph_dispose (GObject *object)
{
  SyParagraph *self = SY_PARAGRAPH (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  self->open_label = NULL;
  g_clear_object (&self->block);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (sy_paragraph_parent_class)->dispose (object);
}

static void
sy_paragraph_class_init (SyParagraphClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_paragraph_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PARAGRAPH);
}

static void
sy_paragraph_init (SyParagraph *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/**
 * sy_paragraph_new:
 * @document: where the text is
 * @block: which part of it is shown
 *
 * One paragraph of a reply.
 *
 * Returns: (transfer floating): a new paragraph that shows what is there
 */
GtkWidget *
sy_paragraph_new (SyDocument *document,
                  SyBlock    *block)
{
  SyParagraph *self;

  g_return_val_if_fail (SY_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (SY_IS_BLOCK (block), NULL);

  self = g_object_new (SY_TYPE_PARAGRAPH, NULL);
  self->document = g_object_ref (document);
  self->block = g_object_ref (block);
  self->open_start = sy_block_get_start (block);
  self->open_label = add_label (self);
  sy_paragraph_update (self);

  return GTK_WIDGET (self);
}

/**
 * sy_paragraph_update:
 *
 * Shows what was added to the block since the last time.
 */
void
sy_paragraph_update (SyParagraph *self)
{
  const char *source;
  gsize end;

  g_return_if_fail (SY_IS_PARAGRAPH (self));

  end = sy_block_get_end (self->block);
  if (end == self->shown_end)
    return;

  source = sy_document_get_source (self->document);
  while (end - self->open_start > MAX_LABEL_BYTES)
    {
      gsize cut = self->open_start + sy_paragraph_cut (source + self->open_start,
                                                       end - self->open_start);

      show_range (self, self->open_start, cut);
      self->open_start = cut;
      self->open_label = add_label (self);
    }

  show_range (self, self->open_start, end);
  self->shown_end = end;
}

/**
 * sy_paragraph_cut:
 * @text: valid UTF-8
 * @length: bytes of @text
 *
 * Finds where a label that is full ends: after the last blank, else between two
 * characters.
 *
 * Returns: how many bytes of @text one label takes
 */
gsize
sy_paragraph_cut (const char *text,
                  gsize       length)
{
  const char *limit = text + MAX_LABEL_BYTES;
  const char *blank;

  g_return_val_if_fail (text != NULL, 0);

  if (length <= MAX_LABEL_BYTES)
    return length;

  blank = g_strrstr_len (text, MAX_LABEL_BYTES, " ");
  if (blank != NULL && blank > text)
    return blank + 1 - text;

  while (limit > text && ((guchar) *limit & 0xc0) == 0x80)
    limit--;

  return limit - text;
}
