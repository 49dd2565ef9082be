/* test-note-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-note-row.h"

#include "widget-support.h"

static SyNoteRow *
new_row (void)
{
  return SY_NOTE_ROW (g_object_ref_sink (sy_note_row_new ()));
}

static void
test_note_row_text (void)
{
  SyNoteRow *row = new_row ();
  GtkWidget *widget = GTK_WIDGET (row);

  g_assert_cmpstr (sy_note_row_get_text (row), ==, "");
  g_assert_false (gtk_widget_get_visible (widget));

  sy_note_row_show (row, SY_NOTE_PLAIN, "Only if the server asks for one");
  g_assert_cmpstr (sy_note_row_get_text (row), ==, "Only if the server asks for one");
  g_assert_true (gtk_widget_get_visible (widget));

  sy_note_row_show (row, SY_NOTE_BAD, WIDGET_MARKUP);
  g_assert_cmpstr (sy_note_row_get_text (row), ==, WIDGET_MARKUP);

  sy_note_row_show (row, SY_NOTE_PLAIN, NULL);
  g_assert_cmpstr (sy_note_row_get_text (row), ==, "");
  g_assert_false (gtk_widget_get_visible (widget));

  g_assert_finalize_object (row);
}

static void
test_note_row_kind (void)
{
  SyNoteRow *row = new_row ();
  GtkWidget *icon = widget_get_child (GTK_WIDGET (row), "icon");
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;

  sy_note_row_show (row, SY_NOTE_GOOD, "Saved");
  g_assert_true (gtk_widget_get_visible (icon));
  g_assert_true (gtk_widget_has_css_class (icon, "success"));
  good = g_strdup (gtk_image_get_icon_name (GTK_IMAGE (icon)));

  sy_note_row_show (row, SY_NOTE_BAD, "Not saved");
  g_assert_true (gtk_widget_get_visible (icon));
  g_assert_true (gtk_widget_has_css_class (icon, "warning"));
  g_assert_false (gtk_widget_has_css_class (icon, "success"));
  bad = g_strdup (gtk_image_get_icon_name (GTK_IMAGE (icon)));

  /* Never by colour alone. */
  g_assert_nonnull (good);
  g_assert_nonnull (bad);
  g_assert_cmpstr (good, !=, bad);

  sy_note_row_show (row, SY_NOTE_CAUTION, "Used, but look out");
  g_assert_true (gtk_widget_get_visible (icon));
  g_assert_true (gtk_widget_has_css_class (icon, "warning"));

  sy_note_row_show (row, SY_NOTE_PLAIN, "Nothing special");
  g_assert_false (gtk_widget_get_visible (icon));
  g_assert_false (gtk_widget_has_css_class (icon, "warning"));

  g_assert_finalize_object (row);
}

static void
test_note_row_above (void)
{
  GtkWidget *list = g_object_ref_sink (gtk_list_box_new ());
  GtkWidget *above = adw_action_row_new ();
  GtkWidget *row = sy_note_row_new ();

  gtk_list_box_append (GTK_LIST_BOX (list), above);
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  sy_note_row_show (SY_NOTE_ROW (row), SY_NOTE_GOOD, "Saved");
  g_assert_true (gtk_widget_has_css_class (above, "sy-noted"));
  sy_note_row_show (SY_NOTE_ROW (row), SY_NOTE_GOOD, NULL);
  g_assert_false (gtk_widget_has_css_class (above, "sy-noted"));

  g_assert_finalize_object (list);
}

static void
count_cb (guint *n_clicked)
{
  (*n_clicked)++;
}

static void
test_note_row_button (void)
{
  SyNoteRow *row = new_row ();
  GtkWidget *label = widget_get_child (GTK_WIDGET (row), "label");
  GtkWidget *button = widget_get_child (GTK_WIDGET (row), "button");
  guint n_clicked = 0;

  g_signal_connect_swapped (row, "clicked", G_CALLBACK (count_cb), &n_clicked);
  g_assert_false (gtk_widget_get_visible (button));

  sy_note_row_show_button (row, SY_NOTE_BAD, "Not used", "Use Anyway");
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_true (gtk_widget_get_focusable (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Use Anyway");
  g_assert_cmpstr (sy_note_row_get_text (row), ==, "Not used");
  gtk_test_accessible_assert_relation (button, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL);

  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (n_clicked, ==, 1);

  sy_note_row_show (row, SY_NOTE_CAUTION, "Not used");
  g_assert_false (gtk_widget_get_visible (button));

  g_assert_finalize_object (row);
}

/* What mends something stands out. */
static void
test_note_row_raised (void)
{
  SyNoteRow *row = new_row ();
  GtkButton *button = GTK_BUTTON (widget_get_child (GTK_WIDGET (row), "button"));

  sy_note_row_show_button (row, SY_NOTE_GOOD, "Saved", "Get a Key");
  g_assert_false (gtk_button_get_has_frame (button));
  sy_note_row_show_button (row, SY_NOTE_CAUTION, "No longer listed", "Use Another");
  g_assert_true (gtk_button_get_has_frame (button));
  sy_note_row_show_button (row, SY_NOTE_PLAIN, "Nothing special", "Look");
  g_assert_false (gtk_button_get_has_frame (button));

  g_assert_finalize_object (row);
}

static void
choice_cb (SyNoteRow   *row,
           const char  *text,
           char       **chosen)
{
  g_set_str (chosen, text);
}

static void
test_note_row_choices (void)
{
  static const char *const choices[] = { "first/model", WIDGET_MARKUP, "a_b/c_d", NULL };
  SyNoteRow *row = new_row ();
  GtkWidget *box = widget_get_child (GTK_WIDGET (row), "choices");
  g_autofree char *chosen = NULL;
  GtkWidget *button;

  g_signal_connect (row, "choice", G_CALLBACK (choice_cb), &chosen);
  g_assert_false (gtk_widget_get_visible (box));

  sy_note_row_show (row, SY_NOTE_PLAIN, "Not in the list");
  sy_note_row_set_choices (row, choices);
  g_assert_true (gtk_widget_get_visible (box));
  g_assert_cmpuint (widget_count_children (box), ==, 3);

  button = gtk_widget_get_first_child (box);
  for (gsize i = 0; choices[i] != NULL; i++)
    {
      g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, choices[i]);
      g_assert_true (gtk_widget_get_focusable (button));
      gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_BUTTON);
      g_signal_emit_by_name (button, "clicked");
      g_assert_cmpstr (chosen, ==, choices[i]);
      button = gtk_widget_get_next_sibling (button);
    }

  sy_note_row_set_choices (row, NULL);
  g_assert_false (gtk_widget_get_visible (box));
  g_assert_cmpuint (widget_count_children (box), ==, 0);

  g_assert_finalize_object (row);
}

/* Who reacts to a choice takes the choices away. */
static void
forget_cb (SyNoteRow  *row,
           const char *text,
           guint      *n_chosen)
{
  sy_note_row_set_choices (row, NULL);
  g_assert_cmpstr (text, ==, "only/model");
  (*n_chosen)++;
}

static void
test_note_row_choice_goes (void)
{
  static const char *const choices[] = { "only/model", NULL };
  SyNoteRow *row = new_row ();
  GtkWidget *box = widget_get_child (GTK_WIDGET (row), "choices");
  guint n_chosen = 0;

  g_signal_connect (row, "choice", G_CALLBACK (forget_cb), &n_chosen);
  sy_note_row_set_choices (row, choices);
  g_signal_emit_by_name (gtk_widget_get_first_child (box), "clicked");
  g_assert_cmpuint (n_chosen, ==, 1);

  g_assert_finalize_object (row);
}

/* The height of words with a button in a list of that width, which must be enough. */
static int
measure_height (guint text_scale,
                int   width)
{
  GtkWidget *list = g_object_ref_sink (gtk_list_box_new ());
  GtkWidget *row = sy_note_row_new ();
  int height;

  widget_set_text_scale (text_scale);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  sy_note_row_show_button (SY_NOTE_ROW (row), SY_NOTE_BAD,
                           "Everything, your key too, is sent unencrypted to box.example",
                           "Use Anyway");
  g_assert_cmpint (widget_get_min_width (list), <=, width);
  gtk_widget_measure (list, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  widget_set_text_scale (1);

  g_assert_finalize_object (list);

  return height;
}

static void
test_note_row_wraps (void)
{
  int one_line = measure_height (1, 600);

  g_assert_cmpint (measure_height (1, 330), >, one_line);
  g_assert_cmpint (measure_height (2, 330), >, 2 * one_line);
}

static void
test_note_row_accessible (void)
{
  SyNoteRow *row = new_row ();
  GtkWidget *icon = widget_get_child (GTK_WIDGET (row), "icon");

  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_role (icon, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (row)));
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));

  g_assert_finalize_object (row);
}

static void
test_note_row_narrow (void)
{
  SyNoteRow *row = new_row ();
  g_autofree char *word = g_strnfill (300, 'x');
  const char *const choices[] = { word, "short/model", NULL };

  sy_note_row_show_button (row, SY_NOTE_BAD, word, word);
  sy_note_row_set_choices (row, choices);
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (row)), <=, 330);
  widget_set_text_scale (1);

  g_assert_finalize_object (row);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/note-row/text", test_note_row_text);
  g_test_add_func ("/note-row/kind", test_note_row_kind);
  g_test_add_func ("/note-row/above", test_note_row_above);
  g_test_add_func ("/note-row/button", test_note_row_button);
  g_test_add_func ("/note-row/raised", test_note_row_raised);
  g_test_add_func ("/note-row/choices", test_note_row_choices);
  g_test_add_func ("/note-row/choice-goes", test_note_row_choice_goes);
  g_test_add_func ("/note-row/wraps", test_note_row_wraps);
  g_test_add_func ("/note-row/accessible", test_note_row_accessible);
  g_test_add_func ("/note-row/narrow", test_note_row_narrow);

  return g_test_run ();
}
