/* source-count.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts what the main loop does for the objects that this is linked with, and not what it
 * does for libraries: the linker's --wrap has them call these instead of GLib and GTK.
 */

#include "config.h"

#include "source-count.h"

#include "source-wraps.h"

typedef struct
{
  GSourceFuncs        funcs;
  const GSourceFuncs *inner;
} Counted;

typedef struct
{
  GSourceOnceFunc func;
  gpointer        data;
} Once;

typedef struct
{
  GtkTickCallback func;
  gpointer        data;
  GDestroyNotify  notify;
} Tick;

static struct
{
  guint       n_dispatches;
  guint       n_wakeups;
  GPollFunc   poll;
  GHashTable *counted;
} counts;

static gboolean
dispatch_cb (GSource     *source,
             GSourceFunc  callback,
             gpointer     user_data)
{
  Counted *counted = (Counted *) source->source_funcs;

  counts.n_dispatches++;

  return counted->inner->dispatch (source, callback, user_data);
}

/* One for each kind of source, kept as long as the program. */
static Counted *
get_counted (const GSourceFuncs *inner)
{
  Counted *counted;

  if (counts.counted == NULL)
    counts.counted = g_hash_table_new (NULL, NULL);

  counted = g_hash_table_lookup (counts.counted, inner);
  if (counted == NULL)
    {
      counted = g_new (Counted, 1);
      counted->inner = inner;
      counted->funcs = *inner;
      counted->funcs.dispatch = dispatch_cb;
      g_hash_table_insert (counts.counted, (gpointer) inner, counted);
    }

  return counted;
}

guint
__wrap_g_source_attach (GSource      *source,
                        GMainContext *context)
{
  g_source_set_funcs (source, &get_counted (source->source_funcs)->funcs);

  return __real_g_source_attach (source, context);
}

static guint
add (GSource        *source,
     int             priority,
     GSourceFunc     func,
     gpointer        data,
     GDestroyNotify  notify)
{
  guint id;

  g_source_set_priority (source, priority);
  g_source_set_callback (source, func, data, notify);
  id = __wrap_g_source_attach (source, NULL);
  g_source_unref (source);

  return id;
}

static gboolean
once_cb (gpointer user_data)
{
  Once *once = user_data;

  once->func (once->data);

  return G_SOURCE_REMOVE;
}

static Once *
once_new (GSourceOnceFunc func,
          gpointer        data)
{
  Once *once = g_new (Once, 1);

  once->func = func;
  once->data = data;

  return once;
}

guint
__wrap_g_idle_add (GSourceFunc func,
                   gpointer    data)
{
  return add (g_idle_source_new (), G_PRIORITY_DEFAULT_IDLE, func, data, NULL);
}

guint
__wrap_g_idle_add_full (int            priority,
                        GSourceFunc    func,
                        gpointer       data,
                        GDestroyNotify notify)
{
  return add (g_idle_source_new (), priority, func, data, notify);
}

guint
__wrap_g_idle_add_once (GSourceOnceFunc func,
                        gpointer        data)
{
  return add (g_idle_source_new (), G_PRIORITY_DEFAULT_IDLE, once_cb, once_new (func, data),
              g_free);
}

guint
__wrap_g_timeout_add (guint       interval,
                      GSourceFunc func,
                      gpointer    data)
{
  return add (g_timeout_source_new (interval), G_PRIORITY_DEFAULT, func, data, NULL);
}

guint
__wrap_g_timeout_add_full (int            priority,
                           guint          interval,
                           GSourceFunc    func,
                           gpointer       data,
                           GDestroyNotify notify)
{
  return add (g_timeout_source_new (interval), priority, func, data, notify);
}

guint
__wrap_g_timeout_add_once (guint           interval,
                           GSourceOnceFunc func,
                           gpointer        data)
{
  return add (g_timeout_source_new (interval), G_PRIORITY_DEFAULT, once_cb, once_new (func, data),
              g_free);
}

guint
__wrap_g_timeout_add_seconds (guint       interval,
                              GSourceFunc func,
                              gpointer    data)
{
  return add (g_timeout_source_new_seconds (interval), G_PRIORITY_DEFAULT, func, data, NULL);
}

guint
__wrap_g_timeout_add_seconds_full (int            priority,
                                   guint          interval,
                                   GSourceFunc    func,
                                   gpointer       data,
                                   GDestroyNotify notify)
{
  return add (g_timeout_source_new_seconds (interval), priority, func, data, notify);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  Tick *tick = user_data;

  counts.n_dispatches++;

  return tick->func (widget, frame_clock, tick->data);
}

static void
tick_free (gpointer data)
{
  Tick *tick = data;

  if (tick->notify != NULL)
    tick->notify (tick->data);
  g_free (tick);
}

guint
__wrap_gtk_widget_add_tick_callback (GtkWidget       *widget,
                                     GtkTickCallback  callback,
                                     gpointer         user_data,
                                     GDestroyNotify   notify)
{
  Tick *tick = g_new (Tick, 1);

  tick->func = callback;
  tick->data = user_data;
  tick->notify = notify;

  return __real_gtk_widget_add_tick_callback (widget, tick_cb, tick, tick_free);
}

static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  int result = counts.poll (fds, n_fds, timeout);

  counts.n_wakeups++;

  return result;
}

static gboolean
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* How often the loop called a source or a tick callback that one of ours made. */
guint
source_count_get_n_dispatches (void)
{
  return counts.n_dispatches;
}

/* How often it woke up while source_count_wait() waited. */
guint
source_count_get_n_wakeups (void)
{
  return counts.n_wakeups;
}

/* Nothing of this wakes the loop up but the end. */
void
source_count_wait (guint seconds)
{
  GSource *source = g_timeout_source_new (seconds * 1000);
  gboolean over = FALSE;

  counts.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  g_source_set_callback (source, time_over_cb, &over, NULL);
  __real_g_source_attach (source, NULL);
  g_source_unref (source);

  while (!over)
    g_main_context_iteration (NULL, TRUE);

  g_main_context_set_poll_func (NULL, counts.poll);
}
