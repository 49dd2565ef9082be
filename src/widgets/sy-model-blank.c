/* sy-model-blank.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-blank"

#include "config.h"

#include "sy-model-blank.h"

struct _SyModelBlank
{
  AdwBin         parent_instance;

  GtkStack      *stack;
  AdwStatusPage *not_loaded;
};

G_DEFINE_FINAL_TYPE (SyModelBlank, sy_model_blank, ADW_TYPE_BIN)

enum
{
  CLEAR,
  REFRESH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_clicked_cb (SyModelBlank *self)
{
  g_assert (SY_IS_MODEL_BLANK (self));

  g_signal_emit (self, signals[CLEAR], 0);
}

static void
refresh_clicked_cb (SyModelBlank *self)
{
  g_assert (SY_IS_MODEL_BLANK (self));

  g_signal_emit (self, signals[REFRESH], 0);
}

static void
sy_model_blank_dispose (GObject *object)
{
  SyModelBlank *self = SY_MODEL_BLANK (object);

  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_MODEL_BLANK);

  G_OBJECT_CLASS (sy_model_blank_parent_class)->dispose (object);
}

static void
sy_model_blank_class_init (SyModelBlankClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_model_blank_dispose;

  /**
   * SyModelBlank::clear:
   *
   * The person wants to see all models again.
   */
  signals[CLEAR] = g_signal_new ("clear", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SyModelBlank::refresh:
   *
   * The person wants the list to be asked for once more.
   */
  signals[REFRESH] = g_signal_new ("refresh", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-model-blank.ui");
  gtk_widget_class_bind_template_child (widget_class, SyModelBlank, stack);
  gtk_widget_class_bind_template_child (widget_class, SyModelBlank, not_loaded);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked_cb);
}

static void
sy_model_blank_init (SyModelBlank *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_model_blank_new:
 *
 * What stands in place of models when there are none, and what can be done about it.
 *
 * Returns: (transfer floating): a new page
 */
GtkWidget *
sy_model_blank_new (void)
{
  return g_object_new (SY_TYPE_MODEL_BLANK, NULL);
}

/**
 * sy_model_blank_set_page:
 * @page: why there are none
 * @reason: (nullable): why the list did not come
 */
void
sy_model_blank_set_page (SyModelBlank     *self,
                         SyModelBlankPage  page,
                         const char       *reason)
{
  static const char *const names[] = {
    [SY_MODEL_BLANK_NONE_FOUND] = "none-found",
    [SY_MODEL_BLANK_NOT_LOADED] = "not-loaded",
    [SY_MODEL_BLANK_LOADING] = "loading",
  };
  g_autofree char *markup = NULL;

  g_return_if_fail (SY_IS_MODEL_BLANK (self));

  /* A description is markup. */
  if (reason != NULL)
    markup = g_markup_escape_text (reason, -1);

  adw_status_page_set_description (self->not_loaded, markup);
  gtk_stack_set_visible_child_name (self->stack, names[page]);
}
