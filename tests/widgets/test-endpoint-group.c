/* test-endpoint-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-endpoint-group.h"

#include "announcements.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "widget-support.h"

#include <string.h>

#define PATIENCE_MS 5000

/* How long a model is looked at before its server is asked. */
#define DELAY_MS 300

#define SIDE_WIDTH 300

#define ANSWER(json) \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" json

#define SERVED(name) \
  "{\"data\":{\"endpoints\":[{\"provider_name\":\"" name "\",\"quantization\":\"fp8\"," \
  "\"pricing\":{\"prompt\":\"0.000001\",\"completion\":\"0.000002\"},\"status\":-2," \
  "\"uptime_last_30m\":99.75,\"latency_last_30m\":{\"p50\":900}," \
  "\"throughput_last_30m\":{\"p50\":45.4}}]}}"

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  SyCatalog    *catalog;
  GtkWidget    *window;
  GtkWidget    *group;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  setup_fixture_set_up (&fixture->setup, NULL);
  fixture->provider = setup_fixture_add (&fixture->setup, data != NULL ? data : "openrouter");
  fixture->catalog = sy_catalog_list_find (fixture->setup.catalogs, fixture->provider);
  setup_fixture_serve (&fixture->setup, fixture->provider,
                       "{\"data\":[{\"id\":\"v/first\"},{\"id\":\"v/second\"}]}");

  fixture->group = g_object_ref_sink (sy_endpoint_group_new ());
  fixture->window = announcements_new_window ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->group);
}

static gboolean
is_left (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

/* It is held until its request is given up, and by nothing else. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (support_spin_until (is_left, fixture->group, PATIENCE_MS));
  g_assert_finalize_object (fixture->group);
  sy_fake_clock_advance (fixture->setup.clock, DELAY_MS);
  setup_fixture_tear_down (&fixture->setup, NULL);
}

/* What is answered after the list; the last answer serves all requests that follow.  Has to
 * be told before anything is shown.
 */
static void
serve (Fixture    *fixture,
       const char *answer)
{
  const RawStep step = { RAW_SEND, answer };

  raw_server_add_script (fixture->setup.server, &step, 1);
}

static void
serve_late (Fixture    *fixture,
            const char *answer)
{
  const RawStep steps[] = { { RAW_HOLD }, { RAW_SEND, answer } };

  raw_server_add_script (fixture->setup.server, steps, G_N_ELEMENTS (steps));
}

static gboolean
is_listed (gpointer data)
{
  return sy_catalog_find (data, "v/first") != NULL;
}

static void
ensure_list (Fixture *fixture)
{
  if (is_listed (fixture->catalog))
    return;

  sy_catalog_refresh (fixture->catalog);
  g_assert_true (support_spin_until (is_listed, fixture->catalog, PATIENCE_MS));
}

static void
show (Fixture    *fixture,
      const char *id)
{
  SyModel *model;

  ensure_list (fixture);
  model = id != NULL ? sy_catalog_find (fixture->catalog, id) : NULL;
  g_assert_true (id == NULL || model != NULL);
  sy_endpoint_group_show (SY_ENDPOINT_GROUP (fixture->group), fixture->catalog,
                          SY_CLOCK (fixture->setup.clock), model);
}

/* All that stands in the rows. */
static void
collect (GtkWidget *widget,
         GString   *text)
{
  if (ADW_IS_ACTION_ROW (widget))
    {
      const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (widget));

      g_string_append_printf (text, "%s|%s\n",
                              adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)),
                              subtitle != NULL ? subtitle : "");
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static char *
dup_rows (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  collect (fixture->group, text);

  return g_string_free (text, FALSE);
}

typedef struct
{
  Fixture    *fixture;
  const char *rows;
} Wanted;

static gboolean
has_rows (gpointer data)
{
  Wanted *wanted = data;
  g_autofree char *rows = dup_rows (wanted->fixture);

  return g_str_has_prefix (rows, wanted->rows);
}

static void
assert_rows_begin (Fixture    *fixture,
                   const char *rows)
{
  Wanted wanted = { fixture, rows };

  if (!support_spin_until (has_rows, &wanted, PATIENCE_MS))
    {
      g_autofree char *found = dup_rows (fixture);

      g_assert_cmpstr (found, ==, rows);
    }
}

static gboolean
has_asked (gpointer data)
{
  Fixture *fixture = data;

  /* The first request was for the list. */
  return raw_server_get_n_requests (fixture->setup.server) > 1;
}

static void
look_for (Fixture *fixture,
          guint    milliseconds)
{
  sy_fake_clock_advance (fixture->setup.clock, milliseconds);
}

/* No server is asked about a model that is only passed by. */
static void
test_delay (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *request = NULL;

  serve (fixture, ANSWER (SERVED ("Host")));
  show (fixture, "v/first");
  assert_rows_begin (fixture, "Loading …|\n");
  look_for (fixture, DELAY_MS - 1);
  show (fixture, "v/second");
  look_for (fixture, DELAY_MS - 1);
  support_spin_for (50);
  g_assert_false (has_asked (fixture));

  look_for (fixture, 1);
  assert_rows_begin (fixture, "Host|");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->setup.server), ==, 2);
  request = raw_server_dup_request (fixture->setup.server, 1);
  g_assert_true (g_str_has_prefix (request, "GET /v1/models/v/second/endpoints "));
}

static void
test_loaded (Fixture       *fixture,
             gconstpointer  data)
{
  serve (fixture, ANSWER (SERVED ("a<b>&\\\"' & <i>")));
  show (fixture, "v/first");
  g_assert_true (gtk_widget_get_visible (fixture->group));
  look_for (fixture, DELAY_MS);
  assert_rows_begin (fixture, WIDGET_MARKUP "|trouble now · 99.8 % up · begins after 0.9 s · "
                              "45 tokens a second · fp8\n");
}

static void
test_nobody (Fixture       *fixture,
             gconstpointer  data)
{
  serve (fixture, ANSWER ("{\"data\":{\"endpoints\":[]}}"));
  show (fixture, "v/first");
  look_for (fixture, DELAY_MS);
  assert_rows_begin (fixture, "Nobody serves this model now|\n");
}

static gboolean
has_focus (gpointer data)
{
  return gtk_window_get_focus (data) != NULL;
}

/* The button goes as soon as it is pressed, and the keyboard is still somewhere. */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *retry;

  serve (fixture, "HTTP/1.1 500 No\r\nConnection: close\r\n\r\n"
                  "{\"error\":{\"message\":\"a<b>&\\\"' & <i>\"}}");
  serve (fixture, ANSWER (SERVED ("Host")));
  widget_present (GTK_WINDOW (fixture->window), SIDE_WIDTH, 400);
  show (fixture, "v/first");
  look_for (fixture, DELAY_MS);
  assert_rows_begin (fixture, "The providers could not be loaded|");

  retry = widget_find (fixture->group, GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (retry)), ==, "Retry");
  g_assert_true (gtk_widget_grab_focus (retry));
  g_signal_emit_by_name (retry, "clicked");
  assert_rows_begin (fixture, "Loading …|\n");
  g_assert_true (support_spin_until (has_focus, fixture->window, PATIENCE_MS));
  assert_rows_begin (fixture, "Host|");
  g_assert_null (widget_find (fixture->group, GTK_TYPE_BUTTON));
}

/* An answer that comes late says nothing of the model that is shown by then. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  serve_late (fixture, ANSWER (SERVED ("Late")));
  serve (fixture, ANSWER (SERVED ("Host")));
  show (fixture, "v/first");
  look_for (fixture, DELAY_MS);
  g_assert_true (support_spin_until (has_asked, fixture, PATIENCE_MS));

  show (fixture, "v/second");
  raw_server_release (fixture->setup.server);
  support_spin_for (50);
  assert_rows_begin (fixture, "Loading …|\n");
  look_for (fixture, DELAY_MS);
  assert_rows_begin (fixture, "Host|");

  show (fixture, NULL);
  g_assert_false (gtk_widget_get_visible (fixture->group));
  assert_rows_begin (fixture, "");
}

/* Nobody waits for it any more. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  serve_late (fixture, ANSWER (SERVED ("Late")));
  show (fixture, "v/first");
  look_for (fixture, DELAY_MS);
  g_assert_true (support_spin_until (has_asked, fixture, PATIENCE_MS));
}

static void
test_closed_before (Fixture       *fixture,
                    gconstpointer  data)
{
  show (fixture, "v/first");
  look_for (fixture, DELAY_MS - 1);
}

/* Most providers serve their models themselves. */
static void
test_alone (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, "v/first");
  g_assert_false (gtk_widget_get_visible (fixture->group));
  look_for (fixture, DELAY_MS);
  support_spin_for (50);
  g_assert_false (has_asked (fixture));
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GString) answer = g_string_new ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
                                            "{\"data\":{\"endpoints\":[");
  g_autofree char *rows = NULL;
  g_auto(GStrv) lines = NULL;

  for (guint i = 0; i < 150; i++)
    g_string_append_printf (answer, "%s{\"provider_name\":\"Host %u\"}", i > 0 ? "," : "", i);
  g_string_append (answer, "]}}");

  serve (fixture, answer->str);
  show (fixture, "v/first");
  look_for (fixture, DELAY_MS);
  assert_rows_begin (fixture, "Host 0|\nHost 1|\n");
  rows = dup_rows (fixture);
  lines = g_strsplit (rows, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 41);
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = g_strnfill (60, 'x');
  g_autofree char *answer = g_strdup_printf (ANSWER (
    "{\"data\":{\"endpoints\":[{\"provider_name\":\"%s\",\"quantization\":\"%s\","
    "\"pricing\":{\"prompt\":\"0.123456789\",\"completion\":\"0.123456789\"}}]}}"), name, name);

  serve (fixture, answer);
  show (fixture, "v/first");
  look_for (fixture, DELAY_MS);
  assert_rows_begin (fixture, "xxx");
  g_assert_cmpint (widget_get_min_width (fixture->group), <=, SIDE_WIDTH);
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (fixture->group), <=, SIDE_WIDTH);
  widget_set_text_scale (1);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/endpoint-group/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("delay", test_delay);
  ADD ("loaded", test_loaded);
  ADD ("nobody", test_nobody);
  ADD ("error", test_error);
  ADD ("changed", test_changed);
  ADD ("closed", test_closed);
  ADD ("closed-before", test_closed_before);
  ADD ("many", test_many);
  ADD ("narrow", test_narrow);
  g_test_add ("/endpoint-group/alone", Fixture, "ollama", set_up, test_alone, tear_down);
#undef ADD

  return g_test_run ();
}
