/* sy-sampling-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-sampling-group"

#include "config.h"

#include "sy-sampling-group.h"

#include "sy-effort.h"
#include "sy-number-row.h"
#include "sy-prompt-row.h"
#include "sy-utf8.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* As much of the prompt of Settings tells which one it is. */
#define MAX_PREVIEW 120

/* “Not set”, and most of the others. */
#define MIN_EFFORT_CHARS 9

struct _SySamplingGroup
{
  AdwPreferencesGroup  parent_instance;

  AdwSwitchRow        *follow_row;
  SyPromptRow         *prompt_row;
  SyNumberRow         *temperature_row;
  SyNumberRow         *max_tokens_row;
  SyNumberRow         *top_p_row;
  AdwComboRow         *effort_row;

  SySampling          *sampling;
  SyChatValues        *fallback;

  /* Rows are told, and tell nothing. */
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (SySamplingGroup, sy_sampling_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_0,
  PROP_SYSTEM_PROMPT,
  PROP_SAMPLING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const SyNumberRange temperature_range = { 0, SY_SAMPLING_MAX_TEMPERATURE, 0.1, 1, 2 };
static const SyNumberRange top_p_range = { 0, SY_SAMPLING_MAX_TOP_P, 0.05, 0.95, 2 };
static const SyNumberRange max_tokens_range = { 1, SY_SAMPLING_MAX_TOKENS, 500, 4000, 0 };

static void
take_numbers (SySamplingGroup *self)
{
  double max_tokens = sy_number_row_get_value (self->max_tokens_row);

  if (self->filling)
    return;

  self->sampling->temperature = sy_number_row_get_value (self->temperature_row);
  self->sampling->top_p = sy_number_row_get_value (self->top_p_row);
  self->sampling->max_tokens = isnan (max_tokens) ? 0 : (gint64) max_tokens;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAMPLING]);
}

/* The first row is what is not set; a word of a newer API gets a row of its own, the last. */
static void
show_effort (SySamplingGroup *self,
             const char      *effort)
{
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (self->effort_row));
  const char *added[] = { NULL, NULL };
  const char *word;
  guint n_words = 0;
  guint selected = 0;

  for (; (word = sy_effort_get_word (n_words)) != NULL; n_words++)
    {
      if (g_strcmp0 (word, effort) == 0)
        selected = n_words + 1;
    }

  if (effort != NULL && selected == 0)
    {
      selected = n_words + 1;
      added[0] = effort;
    }

  gtk_string_list_splice (names, n_words + 1,
                          g_list_model_get_n_items (G_LIST_MODEL (names)) - n_words - 1, added);
  adw_combo_row_set_selected (self->effort_row, selected);
}

static void
effort_selected_cb (SySamplingGroup *self)
{
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (self->effort_row));
  guint selected = adw_combo_row_get_selected (self->effort_row);
  const char *word = NULL;

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;

  if (selected > 0)
    word = sy_effort_get_word (selected - 1);
  if (selected > 0 && word == NULL)
    word = gtk_string_list_get_string (names, selected);

  if (g_set_str (&self->sampling->effort, word))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAMPLING]);
}

static void
prompt_changed_cb (SySamplingGroup *self)
{
  if (!self->filling)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYSTEM_PROMPT]);
}

static gboolean
follows (SySamplingGroup *self)
{
  return self->fallback != NULL && adw_switch_row_get_active (self->follow_row);
}

/* Another prompt mostly begins as the one it takes the place of. */
static void
follow_changed_cb (SySamplingGroup *self)
{
  gboolean own = !follows (self);

  gtk_widget_set_visible (GTK_WIDGET (self->prompt_row), own);
  if (self->filling)
    return;

  if (own && self->fallback != NULL)
    {
      self->filling = TRUE;
      sy_prompt_row_set_text (self->prompt_row, self->fallback->system_prompt);
      self->filling = FALSE;
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYSTEM_PROMPT]);
}

static void
fill_sampling (SySamplingGroup *self)
{
  const SySampling *sampling = self->sampling;

  self->filling = TRUE;
  sy_number_row_set_value (self->temperature_row, sampling->temperature);
  sy_number_row_set_value (self->top_p_row, sampling->top_p);
  sy_number_row_set_value (self->max_tokens_row,
                           sampling->max_tokens > 0 ? (double) sampling->max_tokens : NAN);
  show_effort (self, sampling->effort);
  self->filling = FALSE;
}

static void
sy_sampling_group_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SySamplingGroup *self = SY_SAMPLING_GROUP (object);

  switch (prop_id)
    {
    case PROP_SYSTEM_PROMPT:
      g_value_take_string (value, sy_sampling_group_dup_system_prompt (self));
      break;

    case PROP_SAMPLING:
      g_value_set_boxed (value, self->sampling);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_sampling_group_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SySamplingGroup *self = SY_SAMPLING_GROUP (object);

  switch (prop_id)
    {
    case PROP_SYSTEM_PROMPT:
      sy_sampling_group_set_system_prompt (self, g_value_get_string (value));
      break;

    case PROP_SAMPLING:
      sy_sampling_group_set_sampling (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_sampling_group_finalize (GObject *object)
{
  SySamplingGroup *self = SY_SAMPLING_GROUP (object);

  sy_sampling_free (self->sampling);
  g_clear_pointer (&self->fallback, sy_chat_values_free);

  G_OBJECT_CLASS (sy_sampling_group_parent_class)->finalize (object);
}

static void
sy_sampling_group_class_init (SySamplingGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_sampling_group_get_property;
  object_class->set_property = sy_sampling_group_set_property;
  object_class->finalize = sy_sampling_group_finalize;

  properties[PROP_SYSTEM_PROMPT] =
    g_param_spec_string ("system-prompt", NULL, NULL, "", flags);
  properties[PROP_SAMPLING] =
    g_param_spec_boxed ("sampling", NULL, NULL, SY_TYPE_SAMPLING, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
add_row (SySamplingGroup *self,
         gpointer         row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
}

static void
create_prompt_rows (SySamplingGroup *self)
{
  self->follow_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->follow_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->follow_row),
                                 _("System Prompt from Settings"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->follow_row), 2);
  adw_switch_row_set_active (self->follow_row, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->follow_row), FALSE);
  add_row (self, self->follow_row);

  self->prompt_row = SY_PROMPT_ROW (sy_prompt_row_new ());
  add_row (self, self->prompt_row);

  g_signal_connect_object (self->follow_row, "notify::active",
                           G_CALLBACK (follow_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->prompt_row, "notify::text",
                           G_CALLBACK (prompt_changed_cb), self, G_CONNECT_SWAPPED);
}

static SyNumberRow *
create_number_row (SySamplingGroup     *self,
                   const char          *title,
                   const char          *reset_tooltip,
                   const SyNumberRange *range)
{
  GtkWidget *row = sy_number_row_new (title, reset_tooltip, range);

  g_signal_connect_object (row, "changed", G_CALLBACK (take_numbers), self, G_CONNECT_SWAPPED);
  add_row (self, row);

  return SY_NUMBER_ROW (row);
}

static void
setup_effort_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN_EFFORT_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

static void
bind_effort_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                gpointer                  user_data)
{
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (name));
}

/* The subtitle would leave the word no room on a narrow page. */
static void
keep_effort_readable (SySamplingGroup *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_effort_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_effort_cb), NULL);
  adw_combo_row_set_list_factory (self->effort_row, adw_combo_row_get_factory (self->effort_row));
  adw_combo_row_set_factory (self->effort_row, factory);
}

static void
create_effort_row (SySamplingGroup *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  const char *word;

  gtk_string_list_append (names, C_("reasoning effort", "Not set"));
  for (guint i = 0; (word = sy_effort_get_word (i)) != NULL; i++)
    gtk_string_list_append (names, sy_effort_get_name (word));

  self->effort_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->effort_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->effort_row), _("Reasoning Effort"));
  keep_effort_readable (self);
  adw_combo_row_set_model (self->effort_row, G_LIST_MODEL (names));
  g_signal_connect_object (self->effort_row, "notify::selected",
                           G_CALLBACK (effort_selected_cb), self, G_CONNECT_SWAPPED);
  add_row (self, self->effort_row);
}

/* What the values do; what holds when they are not set is said instead, when there is such. */
static void
explain (SySamplingGroup *self)
{
  sy_number_row_set_subtitle (self->temperature_row,
                              _("Lower is more predictable, higher more varied"));
  sy_number_row_set_subtitle (self->max_tokens_row, _("How long a reply may get"));
  sy_number_row_set_subtitle (self->top_p_row,
                              _("Lower leaves out the less likely words"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->effort_row),
                               _("For models that think before they answer"));
}

static void
sy_sampling_group_init (SySamplingGroup *self)
{
  self->sampling = sy_sampling_new ();

  create_prompt_rows (self);
  self->temperature_row = create_number_row (self, _("Temperature"), _("Reset Temperature"),
                                             &temperature_range);
  self->max_tokens_row = create_number_row (self, _("Maximum Tokens"), _("Reset Maximum Tokens"),
                                            &max_tokens_range);
  self->top_p_row = create_number_row (self, _("Top P"), _("Reset Top P"), &top_p_range);
  create_effort_row (self);
  explain (self);
}

/**
 * sy_sampling_group_new:
 *
 * Returns: (transfer floating): the rows, nothing set
 */
GtkWidget *
sy_sampling_group_new (void)
{
  return g_object_new (SY_TYPE_SAMPLING_GROUP, NULL);
}

/**
 * sy_sampling_group_dup_system_prompt:
 *
 * Returns: (transfer full) (nullable): the prompt, %NULL when it is that of
 *   sy_sampling_group_set_fallback()
 */
char *
sy_sampling_group_dup_system_prompt (SySamplingGroup *self)
{
  g_return_val_if_fail (SY_IS_SAMPLING_GROUP (self), NULL);

  return follows (self) ? NULL : sy_prompt_row_dup_text (self->prompt_row);
}

/**
 * sy_sampling_group_set_system_prompt:
 * @system_prompt: (nullable): the prompt, %NULL for that of
 *   sy_sampling_group_set_fallback() or none
 */
void
sy_sampling_group_set_system_prompt (SySamplingGroup *self,
                                     const char      *system_prompt)
{
  g_autofree char *old_prompt = NULL;
  g_autofree char *prompt = NULL;

  g_return_if_fail (SY_IS_SAMPLING_GROUP (self));

  old_prompt = sy_sampling_group_dup_system_prompt (self);
  self->filling = TRUE;
  adw_switch_row_set_active (self->follow_row, system_prompt == NULL);
  sy_prompt_row_set_text (self->prompt_row, system_prompt);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->prompt_row), !follows (self));

  prompt = sy_sampling_group_dup_system_prompt (self);
  if (g_strcmp0 (prompt, old_prompt) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYSTEM_PROMPT]);
}

/**
 * sy_sampling_group_get_sampling:
 *
 * Returns: (transfer none): the values that are set
 */
const SySampling *
sy_sampling_group_get_sampling (SySamplingGroup *self)
{
  g_return_val_if_fail (SY_IS_SAMPLING_GROUP (self), NULL);

  return self->sampling;
}

/**
 * sy_sampling_group_set_sampling:
 * @sampling: (nullable): the values that are set, %NULL for none
 */
void
sy_sampling_group_set_sampling (SySamplingGroup  *self,
                                const SySampling *sampling)
{
  g_autoptr(SySampling) values = NULL;

  g_return_if_fail (SY_IS_SAMPLING_GROUP (self));

  values = sampling != NULL ? sy_sampling_copy (sampling) : sy_sampling_new ();
  if (sy_sampling_equal (self->sampling, values))
    return;

  sy_sampling_free (self->sampling);
  self->sampling = g_steal_pointer (&values);
  fill_sampling (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAMPLING]);
}

static char *
dup_fallback_text (const char *value)
{
  /* Translators: %s is what is set in Settings, a number or a word as “High” */
  return g_strdup_printf (_("Settings: %s"), value);
}

static void
show_fallback (SyNumberRow *row,
               double       value,
               int          digits)
{
  g_autofree char *number = NULL;
  g_autofree char *subtitle = NULL;

  sy_number_row_set_fallback (row, value);
  if (isnan (value))
    return;

  number = g_strdup_printf ("%.*f", digits, value);
  subtitle = dup_fallback_text (number);
  sy_number_row_set_subtitle (row, subtitle);
}

static void
show_effort_fallback (SySamplingGroup *self)
{
  const char *effort = self->fallback->sampling->effort;
  g_autofree char *subtitle = NULL;

  if (effort == NULL)
    return;

  subtitle = dup_fallback_text (sy_effort_get_name (effort));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->effort_row), subtitle);
}

/* The beginning, in one line. */
static char *
dup_preview (const char *prompt)
{
  g_autofree char *line = g_strdelimit (g_strdup (prompt), "\n\r\t", ' ');
  g_autofree char *clean = sy_utf8_clean_line (line);

  return sy_utf8_ellipsize (clean, MAX_PREVIEW);
}

static void
show_prompt_fallback (SySamplingGroup *self)
{
  const char *prompt = self->fallback->system_prompt;
  g_autofree char *preview = prompt != NULL ? dup_preview (prompt) : NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->follow_row),
                               preview != NULL ? preview : _("Not set in Settings"));
}

/**
 * sy_sampling_group_set_fallback:
 * @values: what holds for what is not set here
 *
 * Says of each value what holds when it is not set, and lets the prompt be that
 * of Settings, which is another thing than none.
 */
void
sy_sampling_group_set_fallback (SySamplingGroup    *self,
                                const SyChatValues *values)
{
  const SySampling *sampling;

  g_return_if_fail (SY_IS_SAMPLING_GROUP (self));
  g_return_if_fail (values != NULL);

  g_clear_pointer (&self->fallback, sy_chat_values_free);
  self->fallback = sy_chat_values_copy (values);
  sampling = values->sampling;

  explain (self);
  self->filling = TRUE;
  show_fallback (self->temperature_row, sampling->temperature, 2);
  show_fallback (self->top_p_row, sampling->top_p, 2);
  show_fallback (self->max_tokens_row,
                 sampling->max_tokens > 0 ? (double) sampling->max_tokens : NAN, 0);
  self->filling = FALSE;

  show_effort_fallback (self);
  sy_prompt_row_set_placeholder (self->prompt_row, C_("system prompt", "None"));
  show_prompt_fallback (self);
  gtk_widget_set_visible (GTK_WIDGET (self->follow_row), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->prompt_row), !follows (self));
}
