/* test-own-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-own-message.h"

#include "widget-support.h"

static SyMessage *
new_message (const char *text)
{
  SyMessage *message = sy_message_new ("own", NULL, SY_ROLE_USER, 0);

  sy_message_append (message, text, -1);

  return message;
}

static GtkWidget *
new_own_message (const char *text)
{
  g_autoptr(SyMessage) message = new_message (text);

  return g_object_ref_sink (sy_own_message_new (message));
}

static void
test_own_message_message (void)
{
  SyMessage *message = new_message ("Hello");
  SyOwnMessage *own = SY_OWN_MESSAGE (g_object_ref_sink (sy_own_message_new (message)));
  g_autoptr(SyMessage) got = NULL;

  g_assert_true (sy_own_message_get_message (own) == message);
  g_object_get (own, "message", &got, NULL);
  g_assert_true (got == message);
  g_clear_object (&got);

  g_assert_finalize_object (own);
  g_assert_finalize_object (message);
}

/* What the bubble shows; long text is in several labels. */
static char *
dup_shown (GtkWidget *own,
           guint     *n_labels)
{
  GString *shown = g_string_new (NULL);

  *n_labels = 0;
  for (GtkWidget *label = gtk_widget_get_first_child (widget_get_child (own, "bubble"));
       label != NULL;
       label = gtk_widget_get_next_sibling (label))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (label));

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_true (gtk_label_get_selectable (GTK_LABEL (label)));
      g_string_append (shown, text);
      (*n_labels)++;
    }

  return g_string_free_and_steal (shown);
}

static void
test_own_message_text (void)
{
  static const char *texts[] = {
    "Hello", "", WIDGET_MARKUP, "&", " Two\n\nlines \n", "\360\237\246\211"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *own = new_own_message (texts[i]);
      guint n_labels;
      g_autofree char *shown = dup_shown (own, &n_labels);

      g_assert_cmpstr (shown, ==, texts[i]);
      g_assert_cmpuint (n_labels, ==, 1);
      g_assert_finalize_object (own);
    }
}

static void
test_own_message_long (void)
{
  static const char *units[] = { "word ", "x", "\360\237\246\211", "line\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr(GString) text = g_string_new ("Q");
      g_autofree char *shown = NULL;
      GtkWidget *own;
      guint n_labels;

      while (text->len < 100 * 1024)
        g_string_append (text, units[i]);

      own = new_own_message (text->str);
      shown = dup_shown (own, &n_labels);
      g_assert_cmpstr (shown, ==, text->str);
      g_assert_cmpuint (n_labels, >=, 25);
      g_assert_finalize_object (own);
    }
}

static void
test_own_message_accessible (void)
{
  GtkWidget *own = new_own_message ("Hello");

  gtk_test_accessible_assert_role (own, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (own, GTK_ACCESSIBLE_PROPERTY_LABEL, "Your message");

  g_assert_finalize_object (own);
}

/* The bubble is at the end of the line, whichever side that is. */
static void
test_own_message_side (gconstpointer data)
{
  GtkTextDirection direction = (GtkTextDirection) GPOINTER_TO_INT (data);
  GtkWidget *window;
  GtkWidget *own;
  graphene_rect_t bounds;

  gtk_widget_set_default_direction (direction);
  window = gtk_window_new ();
  own = new_own_message ("Hello");
  gtk_window_set_child (GTK_WINDOW (window), own);
  widget_present (GTK_WINDOW (window), 500, 100);

  g_assert_true (gtk_widget_compute_bounds (widget_get_child (own, "bubble"), own, &bounds));
  g_assert_cmpfloat (bounds.size.width, >, 0);
  if (direction == GTK_TEXT_DIR_RTL)
    g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <, 250);
  else
    g_assert_cmpfloat (bounds.origin.x, >, 250);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (own);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_own_message_narrow (void)
{
  g_autofree char *word = g_strnfill (500, 'x');
  GtkWidget *own = new_own_message (word);

  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (own), <=, 300);
  widget_set_text_scale (1);

  g_assert_finalize_object (own);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/own-message/message", test_own_message_message);
  g_test_add_func ("/own-message/text", test_own_message_text);
  g_test_add_func ("/own-message/long", test_own_message_long);
  g_test_add_func ("/own-message/accessible", test_own_message_accessible);
  g_test_add_data_func ("/own-message/left-to-right", GINT_TO_POINTER (GTK_TEXT_DIR_LTR),
                        test_own_message_side);
  g_test_add_data_func ("/own-message/right-to-left", GINT_TO_POINTER (GTK_TEXT_DIR_RTL),
                        test_own_message_side);
  g_test_add_func ("/own-message/narrow", test_own_message_narrow);

  return g_test_run ();
}
