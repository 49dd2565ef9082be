/* sy-waiting-line.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-waiting-line"

#include "config.h"

#include "sy-waiting-line.h"

#include "sy-announce.h"
#include "sy-error.h"

#include <glib/gi18n-lib.h>

struct _SyWaitingLine
{
  AdwBin     parent_instance;

  GtkLabel  *label;
  GtkLabel  *seconds;
  gint64     since;
  gint64     retry_at;
  GError    *retry_error;
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

static void queue_tick (SyWaitingLine *self);

static gboolean
counts_down (SyWaitingLine *self)
{
  return self->retry_at > 0;
}

/* Seconds until the next try; it is at hand when the last one has begun. */
static int
get_remaining (gint64 retry_at)
{
  gint64 remaining = retry_at - g_get_monotonic_time ();

  return (int) CLAMP ((remaining + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC, 1, G_MAXINT);
}

static char *
dup_server_trouble (guint status,
                    int   n)
{
  switch (status)
    {
    case 408:
    case 504:
    case 524:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "The provider took too long. Next try in %d s",
                                           "The provider took too long. Next try in %d s",
                                           (gulong) n), n);

    case 503:
    case 529:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "The provider is overloaded. Next try in %d s",
                                           "The provider is overloaded. Next try in %d s",
                                           (gulong) n), n);

    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "The provider has trouble. Next try in %d s",
                                           "The provider has trouble. Next try in %d s",
                                           (gulong) n), n);
    }
}

/* Translators: %d is a number of seconds in all of these sentences */
static char *
dup_countdown (const GError *error,
               int           n)
{
  SyErrorFacts facts = sy_error_get_facts (error);

  if (g_error_matches (error, SY_ERROR, SY_ERROR_SERVER))
    return dup_server_trouble (facts.status, n);

  if (g_error_matches (error, SY_ERROR, SY_ERROR_LOADING))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "The model is being loaded. Next try in %d s",
                                         "The model is being loaded. Next try in %d s",
                                         (gulong) n), n);

  if (g_error_matches (error, SY_ERROR, SY_ERROR_RATE_LIMITED) && facts.upstream)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "The provider is busy. Next try in %d s",
                                         "The provider is busy. Next try in %d s",
                                         (gulong) n), n);

  if (g_error_matches (error, SY_ERROR, SY_ERROR_RATE_LIMITED))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Too many requests. Next try in %d s",
                                         "Too many requests. Next try in %d s",
                                         (gulong) n), n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "No connection. Next try in %d s",
                                       "No connection. Next try in %d s",
                                       (gulong) n), n);
}

static void
update_seconds (SyWaitingLine *self)
{
  gint64 elapsed = (g_get_monotonic_time () - self->since) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  if (counts_down (self))
    {
      g_autofree char *sentence = dup_countdown (self->retry_error, get_remaining (self->retry_at));

      gtk_label_set_text (self->label, sentence);
    }
  /* The first moment is no wait yet, and needs no number. */
  else if (elapsed >= 1)
    /* Translators: how long a person has been waiting, in seconds */
    text = g_strdup_printf (_("%d s"), (int) MIN (elapsed, G_MAXINT));

  gtk_label_set_text (self->seconds, text != NULL ? text : "");
}

static void
tick_cb (gpointer user_data)
{
  SyWaitingLine *self = SY_WAITING_LINE (user_data);

  self->timeout_id = 0;
  update_seconds (self);
  queue_tick (self);
}

/* When the number changes, so that no number is left out or stays for longer. */
static void
queue_tick (SyWaitingLine *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 past = counts_down (self) ? now - self->retry_at : now - self->since;
  gint64 rest = G_USEC_PER_SEC - (past % G_USEC_PER_SEC + G_USEC_PER_SEC) % G_USEC_PER_SEC;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add_once ((guint) (rest / 1000) + 1, tick_cb, self);
}

static void
sy_waiting_line_map (GtkWidget *widget)
{
  SyWaitingLine *self = SY_WAITING_LINE (widget);

  GTK_WIDGET_CLASS (sy_waiting_line_parent_class)->map (widget);

  update_seconds (self);
  queue_tick (self);
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
sy_waiting_line_finalize (GObject *object)
{
  SyWaitingLine *self = SY_WAITING_LINE (object);

  g_clear_error (&self->retry_error);

  G_OBJECT_CLASS (sy_waiting_line_parent_class)->finalize (object);
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
  object_class->finalize = sy_waiting_line_finalize;
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
 * what sy_waiting_line_set_since() says; or when it is tried again.  It draws one
 * frame a second, and nothing runs while it cannot be seen.
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

/* Words that change by themselves keep the name that they were announced with. */
static void
show_text (SyWaitingLine *self,
           const char    *text)
{
  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  if (*text != '\0' && gtk_widget_get_mapped (GTK_WIDGET (self)))
    sy_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
update_now (SyWaitingLine *self)
{
  update_seconds (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    queue_tick (self);
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
  if (self->retry_at == 0 && g_str_equal (text, gtk_label_get_text (self->label)))
    return;

  self->retry_at = 0;
  g_clear_error (&self->retry_error);
  show_text (self, text);
  update_now (self);
}

/**
 * sy_waiting_line_set_retry:
 * @error: why the last try failed
 * @retry_at: when the next one begins, in microseconds of g_get_monotonic_time();
 *   -1 as soon as the network is back
 *
 * Says what happened and counts down to the next try; a screen reader hears it
 * once, not every second.
 */
void
sy_waiting_line_set_retry (SyWaitingLine *self,
                           const GError  *error,
                           gint64         retry_at)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SY_IS_WAITING_LINE (self));
  g_return_if_fail (error != NULL);
  g_return_if_fail (retry_at == -1 || retry_at > 0);

  if (self->retry_at == retry_at)
    return;

  self->retry_at = retry_at;
  g_clear_error (&self->retry_error);
  self->retry_error = g_error_copy (error);
  text = sy_waiting_line_dup_retry (error, retry_at);
  show_text (self, text);
  update_now (self);
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
  update_now (self);
}

/**
 * sy_waiting_line_dup_retry:
 * @error: why the last try failed
 * @retry_at: when the next one begins, in microseconds of g_get_monotonic_time();
 *   -1 as soon as the network is back
 *
 * Returns: (transfer full): that in words, as it is to be said now
 */
char *
sy_waiting_line_dup_retry (const GError *error,
                           gint64        retry_at)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (retry_at > 0)
    return dup_countdown (error, get_remaining (retry_at));

  return g_strdup (_("Waiting for the network"));
}
