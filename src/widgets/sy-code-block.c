/* sy-code-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-code-block"

#include "config.h"

#include "sy-code-block.h"

#include "sy-code-head.h"
#include "sy-code-lines.h"
#include "sy-inline.h"
#include "sy-layout-text.h"
#include "sy-sideways.h"

#include <glib/gi18n.h>

#define INSET_X      15
#define INSET_BOTTOM 9

/* Narrower than any head; a transcript never asks what a block would like. */
#define MIN_WIDTH    60

/* One chunk of a block of code. */
struct _SyCodeBlock
{
  GtkWidget    parent_instance;

  SyCodeGroup *group;
  SyDocument  *document;
  SyBlock     *block;

  /* Made when they are asked for: a widget that is in no window yet finds out its font with much
   * more effort, and then another time. */
  SyCodeLines *lines;

  SySideways  *sideways;
  GtkWidget   *head;
  gboolean     last;
};

static void text_iface_init (GtkAccessibleTextInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyCodeBlock, sy_code_block, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, text_iface_init))

static int
get_head_height (SyCodeBlock *self)
{
  int height = 0;

  if (self->head != NULL)
    gtk_widget_measure (self->head, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);

  return height;
}

/* Colours what the highlighter knows of some lines of this chunk. */
static void
apply_attributes (SyCodeBlock *self,
                  guint        line,
                  guint        n_lines)
{
  g_autoptr(PangoAttrList) attributes = NULL;
  guint first_line;

  if (!sy_code_group_get_first_line (self->group, self->block, &first_line))
    return;

  attributes = sy_code_group_get_attributes (self->group, first_line + line, n_lines);
  sy_code_lines_set_attributes (self->lines, line, n_lines, attributes);
}

static void
show_text (SyCodeBlock *self)
{
  g_autoptr(SyInline) inline_ = sy_document_read_block (self->document, self->block);
  const char *text = sy_inline_get_text (inline_);

  sy_code_lines_set_text (self->lines, text);
  sy_code_group_take (self->group, self->block, text);
  sy_code_group_add_width (self->group, sy_code_lines_get_width (self->lines));
}

/* Code is read from left to right, whatever the language of the window. */
static SyCodeLines *
create_lines (SyCodeBlock *self)
{
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (self));
  SyCodeLines *lines;

  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  lines = sy_code_lines_new (context);
  g_object_unref (context);

  return lines;
}

static SyCodeLines *
ensure_lines (SyCodeBlock *self)
{
  if (self->lines != NULL)
    return self->lines;

  self->lines = create_lines (self);
  show_text (self);
  apply_attributes (self, 0, sy_code_lines_get_n_lines (self->lines));

  return self->lines;
}

static void
replace_lines (SyCodeBlock *self)
{
  g_clear_pointer (&self->lines, sy_code_lines_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
highlighted_cb (SyCodeBlock *self,
                guint        first_line,
                guint        n_lines)
{
  guint own_first;
  guint start;
  guint end;

  if (self->lines == NULL ||
      !sy_code_group_get_first_line (self->group, self->block, &own_first))
    return;

  start = MAX (first_line, own_first);
  end = MIN (first_line + n_lines, own_first + sy_code_lines_get_n_lines (self->lines));
  if (start >= end)
    return;

  apply_attributes (self, start - own_first, end - start);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static PangoLayout *
get_layout (GtkAccessibleText *widget,
            graphene_point_t  *origin)
{
  SyCodeBlock *self = SY_CODE_BLOCK (widget);
  GtkAdjustment *adjustment = sy_code_group_get_adjustment (self->group);

  graphene_point_init (origin,
                       INSET_X - gtk_adjustment_get_value (adjustment),
                       get_head_height (self));

  return sy_code_lines_create_layout (ensure_lines (self));
}

static void
text_iface_init (GtkAccessibleTextInterface *iface)
{
  sy_layout_text_implement (iface, get_layout);
}

static void
sy_code_block_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  SyCodeBlock *self = SY_CODE_BLOCK (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_WIDTH;
  else
    *minimum = *natural = sy_code_block_get_height (self);
}

static void
sy_code_block_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  SyCodeBlock *self = SY_CODE_BLOCK (widget);
  int minimum;

  if (self->head != NULL)
    {
      gtk_widget_measure (self->head, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_allocate (self->head, MAX (width, minimum), get_head_height (self), -1, NULL);
    }

  sy_code_group_set_page (self->group, width - 2 * INSET_X);
  sy_sideways_allocate (self->sideways, width, height);
}

static void
sy_code_block_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  SyCodeBlock *self = SY_CODE_BLOCK (widget);
  int width = gtk_widget_get_width (widget);
  int value = gtk_adjustment_get_value (sy_code_group_get_adjustment (self->group));
  int top = get_head_height (self);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width,
                                                         gtk_widget_get_height (widget)));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (INSET_X - value, top));
  sy_code_lines_draw (ensure_lines (self), snapshot, &color,
                      value - INSET_X, value - INSET_X + width);
  gtk_snapshot_restore (snapshot);

  GTK_WIDGET_CLASS (sy_code_block_parent_class)->snapshot (widget, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
sy_code_block_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  SyCodeBlock *self = SY_CODE_BLOCK (widget);
  PangoContext *context;

  GTK_WIDGET_CLASS (sy_code_block_parent_class)->css_changed (widget, change);

  if (self->lines == NULL)
    return;

  context = gtk_widget_create_pango_context (widget);
  if (!sy_code_lines_has_font (self->lines, context))
    {
      sy_code_group_reset_width (self->group);
      replace_lines (self);
    }

  g_object_unref (context);
}

static void
sy_code_block_system_setting_changed (GtkWidget        *widget,
                                      GtkSystemSetting  setting)
{
  SyCodeBlock *self = SY_CODE_BLOCK (widget);

  GTK_WIDGET_CLASS (sy_code_block_parent_class)->system_setting_changed (widget, setting);

  if (self->lines != NULL && setting != GTK_SYSTEM_SETTING_ICON_THEME)
    replace_lines (self);
}

static void
sy_code_block_dispose (GObject *object)
{
  SyCodeBlock *self = SY_CODE_BLOCK (object);

  g_clear_object (&self->sideways);
  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->lines, sy_code_lines_free);
  g_clear_object (&self->block);
  g_clear_object (&self->document);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (sy_code_block_parent_class)->dispose (object);
}

static void
sy_code_block_class_init (SyCodeBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_code_block_dispose;

  widget_class->measure = sy_code_block_measure;
  widget_class->size_allocate = sy_code_block_size_allocate;
  widget_class->snapshot = sy_code_block_snapshot;
  widget_class->css_changed = sy_code_block_css_changed;
  widget_class->system_setting_changed = sy_code_block_system_setting_changed;

  gtk_widget_class_set_css_name (widget_class, "codeblock");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sy_code_block_init (SyCodeBlock *self)
{
}

static void
update_label (SyCodeBlock *self)
{
  const char *language = sy_code_group_get_language (self->group);
  g_autofree char *label = NULL;

  /* Translators: For the screen reader, a block of code.  %s is a language like Python. */
  label = language != NULL ? g_strdup_printf (_("%s code"), language) : g_strdup (_("Code"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
update_head (SyCodeBlock *self)
{
  SyCodeHead *head = SY_CODE_HEAD (self->head);

  if (sy_code_group_read_language (self->group, self->block))
    {
      update_label (self);
      sy_code_head_update (head);
    }

  sy_code_head_complete (head);
}

/**
 * sy_code_block_new:
 * @group: what the chunks of the code share
 * @document: where the code is
 * @block: the chunk that is shown
 *
 * Up to 40 lines of a block of code, between which there is nothing to be seen.
 *
 * Returns: (transfer floating): a new chunk that shows what is there, without edges
 */
GtkWidget *
sy_code_block_new (SyCodeGroup *group,
                   SyDocument  *document,
                   SyBlock     *block)
{
  SyCodeBlock *self;

  g_return_val_if_fail (SY_IS_CODE_GROUP (group), NULL);
  g_return_val_if_fail (SY_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (SY_IS_BLOCK (block), NULL);

  self = g_object_new (SY_TYPE_CODE_BLOCK, NULL);
  self->group = g_object_ref (group);
  self->document = g_object_ref (document);
  self->block = g_object_ref (block);
  self->sideways = sy_sideways_new (GTK_WIDGET (self), sy_code_group_get_adjustment (group),
                                    TRUE);
  g_signal_connect_object (group, "highlighted", G_CALLBACK (highlighted_cb), self,
                           G_CONNECT_SWAPPED);
  update_label (self);

  return GTK_WIDGET (self);
}

/**
 * sy_code_block_update:
 *
 * Shows what has changed in the block since the last time.  Only lines that changed are
 * laid out again.  Who has placed the block asks for its new height, with
 * sy_code_block_get_height(): a resize would go through the whole window.
 */
void
sy_code_block_update (SyCodeBlock *self)
{
  g_return_if_fail (SY_IS_CODE_BLOCK (self));

  if (self->head != NULL)
    update_head (self);
  if (self->lines != NULL)
    show_text (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sy_code_block_get_height:
 *
 * Returns: how high the block is, in px
 */
int
sy_code_block_get_height (SyCodeBlock *self)
{
  SyCodeLines *lines;

  g_return_val_if_fail (SY_IS_CODE_BLOCK (self), 0);

  lines = ensure_lines (self);

  return get_head_height (self) + (self->last ? INSET_BOTTOM : 0) +
         (int) sy_code_lines_get_n_lines (lines) * sy_code_lines_get_pitch (lines);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/**
 * sy_code_block_set_edges:
 * @first: whether this is the first chunk, which has the head
 * @last: whether this is the last chunk, which has the scrollbar
 */
void
sy_code_block_set_edges (SyCodeBlock *self,
                         gboolean     first,
                         gboolean     last)
{
  GtkWidget *widget;

  g_return_if_fail (SY_IS_CODE_BLOCK (self));

  widget = GTK_WIDGET (self);
  if (first == (self->head != NULL) && !!last == self->last)
    return;

  if (first && self->head == NULL)
    {
      self->head = sy_code_head_new (self->group);
      if (sy_block_get_closed (self->block))
        sy_code_head_complete (SY_CODE_HEAD (self->head));
      gtk_widget_insert_after (self->head, widget, NULL);
    }
  else if (!first)
    g_clear_pointer (&self->head, gtk_widget_unparent);

  self->last = !!last;
  sy_sideways_set_scrollbar (self->sideways, self->last);
  set_class (widget, "first", first);
  set_class (widget, "last", last);
  gtk_widget_queue_resize (widget);
}
