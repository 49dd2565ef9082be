/* sy-model-line.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-line"

#include "config.h"

#include "sy-model-line.h"

#include "sy-model-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define ICON_SIZE 16
#define STAR_SIZE 12
#define ICON_GAP  6
#define GAP       12

/* Widths in the size of the text, so that they grow with it. */
#define CONTEXT_EMS 3.4
#define PRICE_EMS   4.6

/* Below this there is only room for the name and the prices. */
#define NARROW_EMS 30

#define CAPTION_SCALE 0.85
#define SECONDARY     0.72f

typedef enum
{
  TITLE,
  ID,
  CONTEXT,
  PRICE_IN,
  PRICE_OUT,
  N_TEXTS,
} Text;

struct _SyModelLine
{
  GtkWidget    parent_instance;

  char        *texts[N_TEXTS];
  SyModelCaps  caps;
  gboolean     favourite;
  gboolean     heads;

  /* Made when it is drawn: most rows of a list never are. */
  PangoLayout *layouts[N_TEXTS];
};

G_DEFINE_FINAL_TYPE (SyModelLine, sy_model_line, GTK_TYPE_WIDGET)

/* In the order of the columns, and of the filters above them. */
static const struct
{
  SyModelCaps  cap;
  const char  *icon_name;
} icons[] = {
  { SY_MODEL_CAP_VISION, "view-reveal-symbolic" },
  { SY_MODEL_CAP_TOOLS, "preferences-system-symbolic" },
  { SY_MODEL_CAP_REASONING, "dialog-information-symbolic" },
  { SY_MODEL_CAP_FILES, "text-x-generic-symbolic" },
};

#define CAPS_WIDTH ((int) (G_N_ELEMENTS (icons) * (ICON_SIZE + ICON_GAP) - ICON_GAP))

/* Where the columns are, from the start. */
typedef struct
{
  gboolean narrow;
  int      name_width;
  int      caps_x;
  int      context_x;
  int      context_width;
  int      price_x;
  int      price_width;
} Columns;

static gboolean
is_caption (SyModelLine *self,
            Text         text)
{
  return self->heads || text == ID;
}

static gboolean
is_secondary (SyModelLine *self,
              Text         text)
{
  return self->heads || text == ID || text == CONTEXT;
}

static void
drop_layouts (SyModelLine *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_clear_object (&self->layouts[i]);
}

static PangoLayout *
ensure_layout (SyModelLine *self,
               Text         text)
{
  g_autoptr(PangoAttrList) attributes = NULL;

  if (self->layouts[text] != NULL)
    return self->layouts[text];

  self->layouts[text] = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->texts[text]);
  pango_layout_set_single_paragraph_mode (self->layouts[text], TRUE);
  pango_layout_set_ellipsize (self->layouts[text],
                              text == ID ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);

  attributes = pango_attr_list_new ();
  if (is_caption (self, text))
    pango_attr_list_insert (attributes, pango_attr_scale_new (CAPTION_SCALE));
  if (text >= CONTEXT)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->layouts[text], attributes);

  return self->layouts[text];
}

static double
get_em (SyModelLine *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double points = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  return pango_font_description_get_size_is_absolute (font)
           ? points : points * pango_cairo_context_get_resolution (context) / 72;
}

static int
round_up (double pixels)
{
  return PANGO_PIXELS_CEIL (pango_units_from_double (pixels));
}

static void
find_columns (SyModelLine *self,
              int          width,
              Columns     *columns)
{
  double em = get_em (self);

  columns->narrow = width < em * NARROW_EMS;
  columns->price_width = round_up (em * PRICE_EMS);
  columns->price_x = width - 2 * columns->price_width;
  columns->context_width = round_up (em * CONTEXT_EMS);
  columns->context_x = columns->price_x - columns->context_width;
  columns->caps_x = columns->context_x - GAP - CAPS_WIDTH;
  columns->name_width = MAX ((columns->narrow ? columns->price_x : columns->caps_x) - GAP, 0);
}

static int
get_line_height (SyModelLine *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_height (metrics);

  pango_font_metrics_unref (metrics);

  return PANGO_PIXELS_CEIL (height);
}

/* How large it is at least the style says, so that nobody has to ask for the font of each
 * of the rows.
 */
static void
sy_model_line_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
}

/* @x and @width are as they are read from left to right. */
static int
mirror (SyModelLine *self,
        int          x,
        int          width)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (GTK_WIDGET (self)) - x - width;

  return x;
}

static void
get_colour (SyModelLine *self,
            gboolean     secondary,
            GdkRGBA     *colour)
{
  AdwStyleManager *style =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  gtk_widget_get_color (GTK_WIDGET (self), colour);
  if (secondary && !adw_style_manager_get_high_contrast (style))
    colour->alpha *= SECONDARY;
}

/* Returns how wide it came out. */
static int
draw_text (SyModelLine *self,
           GtkSnapshot *snapshot,
           Text         text,
           int          x,
           int          y,
           int          width,
           gboolean     at_end)
{
  PangoLayout *layout;
  GdkRGBA colour;
  int used;

  if (self->texts[text] == NULL || *self->texts[text] == '\0' || width <= 0)
    return 0;

  layout = ensure_layout (self, text);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &used, NULL);
  pango_layout_set_width (layout, -1);
  used = MIN (used, width);
  pango_layout_set_width (layout, used * PANGO_SCALE);
  get_colour (self, is_secondary (self, text), &colour);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) mirror (self, at_end ? x + width - used : x,
                                                                used),
                                                (float) y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);

  return used;
}

static void
draw_icon (SyModelLine *self,
           GtkSnapshot *snapshot,
           const char  *name,
           int          x,
           int          size)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr(GtkIconPaintable) icon = NULL;
  GdkRGBA colour;

  icon = gtk_icon_theme_lookup_icon (theme, name, NULL, size, gtk_widget_get_scale_factor (widget),
                                     gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_PRELOAD);
  get_colour (self, TRUE, &colour);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) mirror (self, x, size), 0));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot,
                                            size, size, &colour, 1);
  gtk_snapshot_restore (snapshot);
}

static void
draw_caps (SyModelLine *self,
           GtkSnapshot *snapshot,
           int          x)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
    0, (float) (gtk_widget_get_height (GTK_WIDGET (self)) - ICON_SIZE) / 2));

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      if ((self->caps & icons[i].cap) != 0)
        draw_icon (self, snapshot, icons[i].icon_name, x + (int) i * (ICON_SIZE + ICON_GAP),
                   ICON_SIZE);
    }

  gtk_snapshot_restore (snapshot);
}

static void
draw_name (SyModelLine   *self,
           GtkSnapshot   *snapshot,
           const Columns *columns)
{
  int line = get_line_height (self);
  int room = columns->name_width - (self->favourite ? STAR_SIZE + ICON_GAP : 0);
  int top = (gtk_widget_get_height (GTK_WIDGET (self)) - line -
             round_up (line * CAPTION_SCALE)) / 2;
  int used = draw_text (self, snapshot, TITLE, 0, top, room, FALSE);

  draw_text (self, snapshot, ID, 0, top + line, columns->name_width, FALSE);
  if (!self->favourite)
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (0, (float) (top + (line - STAR_SIZE) / 2)));
  draw_icon (self, snapshot, "starred-symbolic", used + ICON_GAP, STAR_SIZE);
  gtk_snapshot_restore (snapshot);
}

/* One word in place of both prices has the room of both. */
static void
draw_prices (SyModelLine   *self,
             GtkSnapshot   *snapshot,
             const Columns *columns,
             int            y)
{
  gboolean pair = self->texts[PRICE_IN] != NULL;

  draw_text (self, snapshot, PRICE_IN, columns->price_x, y, columns->price_width, TRUE);
  draw_text (self, snapshot, PRICE_OUT,
             columns->price_x + (pair ? columns->price_width : 0), y,
             columns->price_width * (pair ? 1 : 2), TRUE);
}

static void
draw_heads (SyModelLine   *self,
            GtkSnapshot   *snapshot,
            const Columns *columns)
{
  draw_text (self, snapshot, TITLE, 0, 0, columns->name_width, FALSE);
  draw_text (self, snapshot, ID, columns->caps_x, 0, CAPS_WIDTH, FALSE);
  draw_text (self, snapshot, CONTEXT, columns->context_x, 0, columns->context_width, TRUE);
  draw_prices (self, snapshot, columns, 0);
}

static void
sy_model_line_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  SyModelLine *self = SY_MODEL_LINE (widget);
  int y = (gtk_widget_get_height (widget) - get_line_height (self)) / 2;
  Columns columns;

  find_columns (self, gtk_widget_get_width (widget), &columns);
  if (self->heads)
    {
      draw_heads (self, snapshot, &columns);
      return;
    }

  draw_name (self, snapshot, &columns);
  draw_prices (self, snapshot, &columns, y);
  if (columns.narrow)
    return;

  draw_caps (self, snapshot, columns.caps_x);
  draw_text (self, snapshot, CONTEXT, columns.context_x, y, columns.context_width, TRUE);
}

static void
sy_model_line_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sy_model_line_parent_class)->css_changed (widget, change);

  drop_layouts (SY_MODEL_LINE (widget));
}

static void
sy_model_line_system_setting_changed (GtkWidget        *widget,
                                      GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (sy_model_line_parent_class)->system_setting_changed (widget, setting);

  drop_layouts (SY_MODEL_LINE (widget));
  gtk_widget_queue_resize (widget);
}

static void
sy_model_line_finalize (GObject *object)
{
  SyModelLine *self = SY_MODEL_LINE (object);

  drop_layouts (self);
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (sy_model_line_parent_class)->finalize (object);
}

static void
sy_model_line_class_init (SyModelLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = sy_model_line_finalize;
  widget_class->measure = sy_model_line_measure;
  widget_class->snapshot = sy_model_line_snapshot;
  widget_class->css_changed = sy_model_line_css_changed;
  widget_class->system_setting_changed = sy_model_line_system_setting_changed;

  gtk_widget_class_set_css_name (widget_class, "modelline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sy_model_line_init (SyModelLine *self)
{
}

/**
 * sy_model_line_new:
 *
 * What a list shows of one model, drawn at once: a list makes many more rows than it
 * shows, and a dozen labels and icons in each would take a quarter of a second.
 *
 * Returns: (transfer floating): a new line
 */
GtkWidget *
sy_model_line_new (void)
{
  return g_object_new (SY_TYPE_MODEL_LINE, NULL);
}

static void
set_text (SyModelLine *self,
          Text         text,
          const char  *value)
{
  if (g_set_str (&self->texts[text], value))
    g_clear_object (&self->layouts[text]);
}

static void
set_prices (SyModelLine     *self,
            const SyPricing *pricing)
{
  gboolean pair = sy_pricing_get_is_known (pricing) && !sy_pricing_get_is_free (pricing);
  g_autofree char *in = NULL;
  g_autofree char *out = NULL;

  if (pair)
    {
      in = sy_model_text_dup_per_million (sy_pricing_get (pricing, SY_PRICE_PROMPT));
      out = sy_model_text_dup_per_million (sy_pricing_get (pricing, SY_PRICE_COMPLETION));
    }
  else if (pricing != NULL)
    {
      out = sy_model_text_dup_price_pair (pricing);
    }

  set_text (self, PRICE_IN, in);
  set_text (self, PRICE_OUT, out);
}

/**
 * sy_model_line_set_model:
 * @model: what it shows
 * @favourite: whether it has a star
 */
void
sy_model_line_set_model (SyModelLine *self,
                         SyModel     *model,
                         gboolean     favourite)
{
  g_autofree char *title = NULL;
  g_autofree char *context = NULL;

  g_return_if_fail (SY_IS_MODEL_LINE (self));
  g_return_if_fail (SY_IS_MODEL (model));

  title = sy_model_text_dup_row_title (model);
  context = sy_model_text_dup_context (sy_model_get_context_length (model));

  set_text (self, TITLE, title);
  set_text (self, ID, sy_model_get_id (model));
  set_text (self, CONTEXT, context);
  set_prices (self, sy_model_get_pricing (model));
  self->caps = sy_model_get_caps (model);
  self->favourite = !!favourite;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sy_model_line_set_heads:
 *
 * Shows what stands in the columns of the other lines.
 */
void
sy_model_line_set_heads (SyModelLine *self)
{
  g_return_if_fail (SY_IS_MODEL_LINE (self));

  self->heads = TRUE;
  set_text (self, TITLE, _("Model"));
  set_text (self, ID, _("Supports"));
  set_text (self, CONTEXT, _("Context"));
  set_text (self, PRICE_OUT, _("In / Out per 1M"));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
