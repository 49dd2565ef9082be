/* test-code-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-code-block.h"

#include "support-spin.h"
#include "sy-text-block.h"
#include "widget-support.h"

#include <string.h>

#define PATIENCE_MS 10000
#define COMMENT     "int a; /* this\n"

typedef struct
{
  SyDocument  *document;
  SyCodeGroup *group;
  GtkWidget   *window;
  GtkWidget   *box;
} Fixture;

static SyBlock *
dup_block (Fixture *fixture,
           guint    i)
{
  SyBlock *block = g_list_model_get_item (G_LIST_MODEL (fixture->document), i);

  g_assert_nonnull (block);
  g_assert_cmpint (sy_block_get_kind (block), ==, SY_BLOCK_CODE);

  return block;
}

static void
fixture_init (Fixture    *fixture,
              const char *source)
{
  g_autoptr(SyBlock) block = NULL;

  fixture->document = sy_document_new ();
  sy_document_append (fixture->document, source, -1);
  block = dup_block (fixture, 0);
  fixture->group = sy_code_group_new (fixture->document, block);
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->window = g_object_ref (gtk_window_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->box);
}

static void
fixture_clear (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->window);
  g_assert_finalize_object (fixture->group);
  g_assert_finalize_object (fixture->document);
}

static GtkWidget *
add_block (Fixture  *fixture,
           guint     i,
           gboolean  first,
           gboolean  last)
{
  g_autoptr(SyBlock) block = dup_block (fixture, i);
  GtkWidget *widget = sy_code_block_new (fixture->group, fixture->document, block);

  sy_code_block_set_edges (SY_CODE_BLOCK (widget), first, last);
  gtk_box_append (GTK_BOX (fixture->box), widget);
  sy_code_block_get_height (SY_CODE_BLOCK (widget));

  return widget;
}

static char *
dup_contents (GtkWidget *widget)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (widget);
  g_autoptr(GBytes) bytes =
    GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_contents (text, 0, G_MAXUINT);

  return g_strdup (g_bytes_get_data (bytes, NULL));
}

static void
check_contents (GtkWidget  *widget,
                const char *expected)
{
  g_autofree char *contents = dup_contents (widget);

  g_assert_cmpstr (contents, ==, expected);
}

static int
get_height (GtkWidget *widget)
{
  return sy_code_block_get_height (SY_CODE_BLOCK (widget));
}

static char *
repeat (const char *start,
        const char *line,
        guint       n_lines)
{
  GString *text = g_string_new (start);

  for (guint i = 0; i < n_lines; i++)
    g_string_append (text, line);

  return g_string_free_and_steal (text);
}

static void
assert_title (GtkWidget  *block,
              const char *title)
{
  GtkWidget *text = widget_find (block, SY_TYPE_TEXT_BLOCK);
  guint start;
  guint end;
  SyInline *inline_ = sy_text_block_get_text (SY_TEXT_BLOCK (text), &start, &end);

  g_assert_cmpstr (sy_inline_get_text (inline_), ==, title);
}

static void
test_code_block_short (void)
{
  Fixture fixture;
  GtkWidget *block;

  fixture_init (&fixture, "```py\nif a<b:\n    print (\"\303\244\")\n```\n");
  block = add_block (&fixture, 0, TRUE, TRUE);
  check_contents (block, "if a<b:\n    print (\"\303\244\")");
  gtk_test_accessible_assert_role (block, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (block, GTK_ACCESSIBLE_PROPERTY_LABEL, "Python code");
  assert_title (block, "Python");
  gtk_test_accessible_assert_property (widget_find (block, GTK_TYPE_BUTTON),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy Code");
  g_assert_cmpint (widget_get_min_width (block), <, 100);

  fixture_clear (&fixture);
}

static void
check_title (const char *source,
             const char *title,
             const char *name)
{
  Fixture fixture;
  GtkWidget *block;

  fixture_init (&fixture, source);
  block = add_block (&fixture, 0, TRUE, TRUE);
  assert_title (block, title);
  gtk_test_accessible_assert_property (block, GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  fixture_clear (&fixture);
}

/* The button comes with what can be copied. */
static void
test_code_block_button (void)
{
  Fixture fixture;
  GtkWidget *block;

  fixture_init (&fixture, "```c\n");
  block = add_block (&fixture, 0, TRUE, TRUE);
  g_assert_null (widget_find (block, GTK_TYPE_BUTTON));
  sy_document_append (fixture.document, "int a;\n", -1);
  sy_code_block_update (SY_CODE_BLOCK (block));
  g_assert_nonnull (widget_find (block, GTK_TYPE_BUTTON));
  check_contents (block, "int a;");

  fixture_clear (&fixture);
}

/* The language is the model's text: no markup, whatever it is. */
static void
test_code_block_titles (void)
{
  check_title ("```\na\n```\n", "Code", "Code");
  check_title ("```bash\na\n```\n", "Shell", "Shell code");
  check_title ("```brain&<b>%s\na\n```\n", "brain&<b>%s", "brain&<b>%s code");
  check_title ("```\303\2440123456789012345678901234567890123456789\na\n```\n",
               "\303\244012345678901234567890123456789012345678",
               "\303\244012345678901234567890123456789012345678 code");
}

/* The head is at the first chunk only, a scrollbar at the last one only. */
static void
test_code_block_edges (void)
{
  Fixture fixture;
  GtkWidget *block;
  int lone;
  int first;
  int middle;
  int last;

  fixture_init (&fixture, "```c\nint a;\nint b;\n```\n");
  block = add_block (&fixture, 0, FALSE, FALSE);
  middle = get_height (block);
  g_assert_cmpuint (widget_count_children (block), ==, 0);
  sy_code_block_set_edges (SY_CODE_BLOCK (block), TRUE, FALSE);
  first = get_height (block);
  g_assert_nonnull (widget_find (block, GTK_TYPE_BUTTON));
  g_assert_null (widget_find (block, GTK_TYPE_SCROLLBAR));
  g_assert_cmpint (first, ==, middle + 40);
  sy_code_block_set_edges (SY_CODE_BLOCK (block), TRUE, TRUE);
  lone = get_height (block);
  sy_code_block_set_edges (SY_CODE_BLOCK (block), FALSE, TRUE);
  last = get_height (block);
  g_assert_null (widget_find (block, GTK_TYPE_BUTTON));
  g_assert_nonnull (widget_find (block, GTK_TYPE_SCROLLBAR));
  g_assert_cmpint (last, >, middle);
  g_assert_cmpint (lone - first, ==, last - middle);
  g_assert_cmpint (middle % 2, ==, 0);

  fixture_clear (&fixture);
}

static void
test_code_block_grows (void)
{
  Fixture fixture;
  GtkWidget *block;
  int one;

  fixture_init (&fixture, "```c\n");
  block = add_block (&fixture, 0, TRUE, TRUE);
  check_contents (block, "");
  one = get_height (block);
  for (const char *c = "int a;\nb"; *c != '\0'; c++)
    {
      sy_document_append (fixture.document, c, 1);
      sy_code_block_update (SY_CODE_BLOCK (block));
    }

  check_contents (block, "int a;\nb");
  g_assert_cmpint (get_height (block), >, one + 10);
  sy_document_append (fixture.document, "\n```\n", -1);
  sy_document_finish (fixture.document);
  sy_code_block_update (SY_CODE_BLOCK (block));
  check_contents (block, "int a;\nb");

  fixture_clear (&fixture);
}

typedef struct
{
  SyCodeGroup *group;
  guint        line;
} Colour;

static gboolean
has_colour (gpointer data)
{
  Colour *colour = data;
  g_autoptr(PangoAttrList) list = sy_code_group_get_attributes (colour->group, colour->line, 1);
  g_autoptr(PangoAttrIterator) iter = NULL;

  if (list == NULL)
    return FALSE;

  iter = pango_attr_list_get_iterator (list);

  return pango_attr_iterator_get (iter, PANGO_ATTR_FOREGROUND) != NULL;
}

/* The language comes after the marks of the fence, letter by letter. */
static void
test_code_block_language (void)
{
  Fixture fixture;
  GtkWidget *block;
  Colour colour;

  fixture_init (&fixture, "```");
  block = add_block (&fixture, 0, TRUE, TRUE);
  assert_title (block, "Code");
  sy_document_append (fixture.document, "pyth", -1);
  sy_code_block_update (SY_CODE_BLOCK (block));
  assert_title (block, "pyth");
  sy_document_append (fixture.document, "on", -1);
  sy_code_block_update (SY_CODE_BLOCK (block));
  assert_title (block, "Python");
  gtk_test_accessible_assert_property (block, GTK_ACCESSIBLE_PROPERTY_LABEL, "Python code");

  sy_document_append (fixture.document, "\nif a:\n    print (\"b\")\n", -1);
  sy_document_finish (fixture.document);
  sy_code_block_update (SY_CODE_BLOCK (block));
  check_contents (block, "if a:\n    print (\"b\")");
  colour.group = fixture.group;
  colour.line = 0;
  g_assert_true (support_spin_until (has_colour, &colour, PATIENCE_MS));

  fixture_clear (&fixture);
}

/* A comment that begins in one chunk goes on in the others, also when only the last of
 * them is shown.
 */
static void
test_code_block_state (void)
{
  g_autofree char *source = repeat ("```c\n" COMMENT, "and that\n", 100);
  Fixture fixture;
  Colour colour;

  fixture_init (&fixture, source);
  sy_document_finish (fixture.document);
  colour.group = fixture.group;
  add_block (&fixture, 2, FALSE, TRUE);
  for (guint i = 80; i < 101; i++)
    {
      colour.line = i;
      g_assert_true (support_spin_until (has_colour, &colour, PATIENCE_MS));
    }

  fixture_clear (&fixture);
}

/* The same when the code comes piece by piece. */
static void
test_code_block_state_grows (void)
{
  Fixture fixture;
  Colour colour;
  GtkWidget *block;
  guint n_blocks = 1;

  fixture_init (&fixture, "```c\n" COMMENT);
  colour.group = fixture.group;
  block = add_block (&fixture, 0, TRUE, TRUE);
  for (guint i = 1; i < 100; i++)
    {
      sy_document_append (fixture.document, "and ", -1);
      sy_code_block_update (SY_CODE_BLOCK (block));
      if (g_list_model_get_n_items (G_LIST_MODEL (fixture.document)) > n_blocks)
        block = add_block (&fixture, n_blocks++, FALSE, TRUE);
      sy_document_append (fixture.document, "that\n", -1);
      sy_code_block_update (SY_CODE_BLOCK (block));
    }

  g_assert_cmpuint (n_blocks, ==, 3);
  sy_document_finish (fixture.document);
  sy_code_block_update (SY_CODE_BLOCK (block));
  for (guint i = 0; i < 100; i++)
    {
      colour.line = i;
      g_assert_true (support_spin_until (has_colour, &colour, PATIENCE_MS));
    }

  fixture_clear (&fixture);
}

/* All chunks are scrolled as one, as far as the widest of them goes. */
static void
test_code_block_sideways (void)
{
  g_autofree char *wide = g_strnfill (300, 'x');
  g_autofree char *lines = repeat ("```c\n", "short\n", 45);
  g_autofree char *source = g_strconcat (lines, wide, "\n```\n", NULL);
  Fixture fixture;
  GtkAdjustment *adjustment;
  GtkWidget *first;
  GtkWidget *last;

  fixture_init (&fixture, source);
  adjustment = sy_code_group_get_adjustment (fixture.group);
  first = add_block (&fixture, 0, TRUE, FALSE);
  widget_present (GTK_WINDOW (fixture.window), 500, 400);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), ==,
                     gtk_adjustment_get_page_size (adjustment));
  g_assert_cmpfloat (gtk_adjustment_get_page_size (adjustment), >, 300);
  g_assert_false (gtk_widget_get_focusable (first));

  last = add_block (&fixture, 1, FALSE, TRUE);
  widget_wait_frames (fixture.window, 2);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, 1500);
  g_assert_true (gtk_widget_get_focusable (first));
  g_assert_true (gtk_widget_get_focusable (last));
  g_assert_true (gtk_widget_get_mapped (widget_find (last, GTK_TYPE_SCROLLBAR)));

  /* What was seen once keeps its room. */
  gtk_box_remove (GTK_BOX (fixture.box), last);
  widget_wait_frames (fixture.window, 2);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, 1500);

  fixture_clear (&fixture);
}

static void
read_cb (GObject      *clipboard,
         GAsyncResult *result,
         gpointer      data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  g_assert_nonnull (*text);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static gboolean
says_copy (gpointer data)
{
  return g_strcmp0 (adw_button_content_get_label (data), "Copy") == 0;
}

static void
test_code_block_copy (void)
{
  g_autofree char *source = repeat ("```c\n", "line\n", 90);
  g_autofree char *copied = NULL;
  Fixture fixture;
  GtkWidget *block;
  GtkWidget *content;

  fixture_init (&fixture, source);
  sy_document_finish (fixture.document);
  block = add_block (&fixture, 0, TRUE, FALSE);
  widget_present (GTK_WINDOW (fixture.window), 500, 400);
  content = widget_find (block, ADW_TYPE_BUTTON_CONTENT);
  g_assert_true (says_copy (content));
  g_signal_emit_by_name (widget_find (block, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (adw_button_content_get_label (ADW_BUTTON_CONTENT (content)), ==, "Copied");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (block), NULL, read_cb, &copied);
  g_assert_true (support_spin_until (is_set, &copied, PATIENCE_MS));
  g_strchomp (copied);
  g_strchomp (source);
  g_assert_cmpstr (copied, ==, source + strlen ("```c\n"));
  g_assert_true (support_spin_until (says_copy, content, PATIENCE_MS));

  fixture_clear (&fixture);
}

/* The middle of a character is where that character is, also when scrolled. */
static void
test_code_block_places (void)
{
  Fixture fixture;
  GtkWidget *block;
  GtkAccessibleText *text;
  GtkAccessibleTextInterface *iface;

  fixture_init (&fixture, "```c\nint a;\n\n  x = \"\303\244\";\n```\n");
  block = add_block (&fixture, 0, TRUE, TRUE);
  widget_present (GTK_WINDOW (fixture.window), 500, 400);
  text = GTK_ACCESSIBLE_TEXT (block);
  iface = GTK_ACCESSIBLE_TEXT_GET_IFACE (text);
  for (guint i = 8; i < 18; i++)
    {
      graphene_rect_t extents;
      graphene_point_t middle;
      guint offset = 99;

      g_assert_true (iface->get_extents (text, i, i + 1, &extents));
      graphene_rect_get_center (&extents, &middle);
      g_assert_cmpfloat (middle.y, >, 40 + 30);
      g_assert_cmpfloat (middle.y, <, get_height (block));
      g_assert_true (iface->get_offset (text, &middle, &offset));
      g_assert_cmpuint (offset, ==, i);
    }

  fixture_clear (&fixture);
}

/* Twice the size of text is twice the height of lines. */
static void
test_code_block_scale (void)
{
  Fixture fixture;
  GtkWidget *block;
  int usual;

  fixture_init (&fixture, "```c\na\nb\nc\nd\n```\n");
  block = add_block (&fixture, 0, FALSE, FALSE);
  widget_present (GTK_WINDOW (fixture.window), 500, 400);
  usual = get_height (block);
  widget_set_text_scale (2);
  widget_wait_frames (fixture.window, 2);
  g_assert_cmpint (get_height (block), >, usual * 3 / 2);
  widget_set_text_scale (1);
  widget_wait_frames (fixture.window, 2);
  g_assert_cmpint (get_height (block), ==, usual);

  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/code-block/short", test_code_block_short);
  g_test_add_func ("/code-block/button", test_code_block_button);
  g_test_add_func ("/code-block/language", test_code_block_language);
  g_test_add_func ("/code-block/titles", test_code_block_titles);
  g_test_add_func ("/code-block/edges", test_code_block_edges);
  g_test_add_func ("/code-block/grows", test_code_block_grows);
  g_test_add_func ("/code-block/state", test_code_block_state);
  g_test_add_func ("/code-block/state-grows", test_code_block_state_grows);
  g_test_add_func ("/code-block/sideways", test_code_block_sideways);
  g_test_add_func ("/code-block/copy", test_code_block_copy);
  g_test_add_func ("/code-block/places", test_code_block_places);
  g_test_add_func ("/code-block/scale", test_code_block_scale);

  return g_test_run ();
}
