/* test-code-highlighter.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-code-highlighter.h"

#include "sy-code-language.h"
#include "support-spin.h"
#include "widget-support.h"

#include <string.h>

#define PATIENCE_MS 10000

typedef struct
{
  guint n_emitted;
  guint first_line;
  guint n_lines;
  guint end_line;
} Watch;

static void
highlighted_cb (SyCodeHighlighter *highlighter,
                guint              first_line,
                guint              n_lines,
                Watch             *watch)
{
  g_assert_cmpuint (n_lines, >, 0);
  if (watch->n_emitted++ == 0)
    watch->first_line = first_line;
  watch->n_lines += n_lines;
  watch->end_line = MAX (watch->end_line, first_line + n_lines);
}

static void
watch (SyCodeHighlighter *highlighter,
       Watch             *result)
{
  *result = (Watch) { 0 };
  g_signal_connect (highlighter, "highlighted", G_CALLBACK (highlighted_cb), result);
}

static gboolean
is_idle (gpointer data)
{
  return !sy_code_highlighter_get_busy (data);
}

static void
wait (SyCodeHighlighter *highlighter)
{
  g_assert_true (support_spin_until (is_idle, highlighter, PATIENCE_MS));
}

static SyCodeHighlighter *
highlight (const char *language,
           const char *text)
{
  SyCodeHighlighter *highlighter = sy_code_highlighter_new (language);

  sy_code_highlighter_append (highlighter, text);
  sy_code_highlighter_finish (highlighter);
  wait (highlighter);

  return highlighter;
}

/* What is drawn unlike the rest: the words of @text that have an attribute of a type.
 * Whether the break of a line has it makes no difference.
 */
static char *
get_marked (SyCodeHighlighter *highlighter,
            const char        *text,
            guint              first_line,
            guint              n_lines,
            PangoAttrType      type)
{
  g_autoptr(PangoAttrList) list =
    sy_code_highlighter_get_attributes (highlighter, first_line, n_lines);
  g_autoptr(PangoAttrIterator) iter = NULL;
  GString *marked = g_string_new (NULL);

  if (list == NULL)
    return g_string_free (marked, FALSE);

  iter = pango_attr_list_get_iterator (list);
  do
    {
      int start;
      int end;

      pango_attr_iterator_range (iter, &start, &end);
      if (pango_attr_iterator_get (iter, type) == NULL)
        continue;

      g_assert_cmpint (end, <=, strlen (text));
      g_string_append_printf (marked, "[%.*s]", end - start, text + start);
    }
  while (pango_attr_iterator_next (iter));

  g_string_replace (marked, "\n]", "]", 0);
  g_string_replace (marked, "\n", "][", 0);

  return g_string_free (marked, FALSE);
}

static void
check_marked (SyCodeHighlighter *highlighter,
              const char        *text,
              guint              first_line,
              guint              n_lines,
              const char        *expected)
{
  g_autofree char *marked = get_marked (highlighter, text, first_line, n_lines,
                                        PANGO_ATTR_FOREGROUND);

  g_assert_cmpstr (marked, ==, expected);
}

static void
test_highlighter_lines (void)
{
  SyCodeHighlighter *highlighter =
    highlight ("c", "/* \303\244\n \303\266 */ if\nwhile\nx = 17;\n\n\"s\"");

  check_marked (highlighter, "/* \303\244\n \303\266 */ if\nwhile\nx = 17;\n\n\"s\"", 0, 6,
                "[/* \303\244][ \303\266 */][if][while][17][\"s\"]");
  check_marked (highlighter, " \303\266 */ if\n", 1, 1, "[ \303\266 */][if]");
  check_marked (highlighter, "while\nx = 17;\n", 2, 2, "[while][17]");
  check_marked (highlighter, "\n", 4, 1, "");
  check_marked (highlighter, "\"s\"", 5, 99, "[\"s\"]");
  g_assert_null (sy_code_highlighter_get_attributes (highlighter, 6, 1));
  g_assert_null (sy_code_highlighter_get_attributes (highlighter, 0, 0));

  g_assert_finalize_object (highlighter);
}

/* The same lines in the end, however the code came. */
static void
test_highlighter_pieces (void)
{
  static const char text[] = "int a; /* a\n b */ char *s = \"x\";\nreturn 0;\n";

  for (gsize size = 1; size < sizeof text; size++)
    {
      SyCodeHighlighter *highlighter = sy_code_highlighter_new ("c");
      Watch result;

      watch (highlighter, &result);
      for (gsize i = 0; i < sizeof text - 1; i += size)
        {
          g_autofree char *piece = g_strndup (text + i, MIN (size, sizeof text - 1 - i));

          sy_code_highlighter_append (highlighter, piece);
          wait (highlighter);
        }

      g_assert_cmpuint (result.n_lines, ==, 3);
      g_assert_cmpuint (result.end_line, ==, 3);
      check_marked (highlighter, text, 0, 3,
                    "[int][/* a][ b */][char][\"x\"][return][0]");
      g_assert_finalize_object (highlighter);
    }
}

/* A line that has not ended is not looked at, and nothing is left to be done. */
static void
test_highlighter_open_line (void)
{
  SyCodeHighlighter *highlighter = sy_code_highlighter_new ("c");
  Watch result;

  watch (highlighter, &result);
  sy_code_highlighter_append (highlighter, "int");
  g_assert_false (sy_code_highlighter_get_busy (highlighter));
  g_assert_null (sy_code_highlighter_get_attributes (highlighter, 0, 1));
  sy_code_highlighter_append (highlighter, " a;\nint");
  g_assert_true (sy_code_highlighter_get_busy (highlighter));
  wait (highlighter);
  g_assert_cmpuint (result.n_lines, ==, 1);
  g_assert_null (sy_code_highlighter_get_attributes (highlighter, 1, 1));
  sy_code_highlighter_finish (highlighter);
  wait (highlighter);
  g_assert_cmpuint (result.n_lines, ==, 2);
  check_marked (highlighter, "int", 1, 1, "[int]");

  g_assert_finalize_object (highlighter);
}

static void
test_highlighter_names (void)
{
  static const char *names[] = {
    "js", "ts", "py", "Python", "sh", "bash", "c++", "cpp", "cs", "C#", "yml", "rs", "golang",
    "jsx", "tsx", "html", "objc", "dockerfile", "json", "text/x-csrc", "hs", "kt", "ps1", "vala",
    "sql", "diff", "toml", "rb", "Makefile", "nix", "tex", "gd", "glsl",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SyCodeHighlighter *highlighter = highlight (names[i], "x\n");
      g_autoptr(PangoAttrList) list = sy_code_highlighter_get_attributes (highlighter, 0, 1);

      if (list == NULL)
        g_test_fail_printf ("%s is not known", names[i]);

      g_assert_finalize_object (highlighter);
    }
}

/* Every id of the table is one of GtkSourceView. */
static void
test_highlighter_ids (void)
{
  static const char *words[] = {
    "awk", "bat", "c", "c++", "c#", "cmake", "css", "cuda", "dart", "diff", "docker", "elixir",
    "erl", "f#", "fish", "fortran", "go", "groovy", "haskell", "hcl", "html", "ini", "java", "js",
    "jsx", "json", "julia", "kotlin", "latex", "less", "lisp", "lua", "make", "md", "matlab",
    "meson", "nix", "objc", "ocaml", "perl", "php", "powershell", "proto", "py", "r", "rb", "rs",
    "scala", "scss", "sh", "sql", "swift", "toml", "ts", "tsx", "vala", "vb", "verilog", "vhdl",
    "xml", "yaml", "zig",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      SyCodeHighlighter *highlighter = highlight (words[i], "x\n");
      g_autoptr(PangoAttrList) list = sy_code_highlighter_get_attributes (highlighter, 0, 1);

      if (list == NULL)
        g_test_fail_printf ("%s has the wrong id", words[i]);

      g_assert_finalize_object (highlighter);
    }
}

static void
test_highlighter_unknown (void)
{
  g_autofree char *long_word = g_strnfill (5000, 'c');
  const char *names[] = { NULL, "", "text", "tla+", "../../x", "%s", "\303\244", long_word };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SyCodeHighlighter *highlighter = highlight (names[i], "int a;\n");

      g_assert_null (sy_code_highlighter_get_attributes (highlighter, 0, 1));
      sy_code_highlighter_append (highlighter, "int b;\n");
      g_assert_false (sy_code_highlighter_get_busy (highlighter));
      g_assert_true (sy_code_highlighter_get_plain (highlighter));
      g_assert_finalize_object (highlighter);
    }
}

static void
test_highlighter_language (void)
{
  g_assert_cmpstr (sy_code_language_get_name ("bash"), ==, "Shell");
  g_assert_cmpstr (sy_code_language_get_name ("PY"), ==, "Python");
  g_assert_cmpstr (sy_code_language_get_id ("PY"), ==, "python3");
  g_assert_cmpstr (sy_code_language_get_id ("text"), ==, "");
  g_assert_null (sy_code_language_get_id ("nothing"));
  g_assert_null (sy_code_language_get_name ("sh bash"));
  g_assert_null (sy_code_language_get_name (""));
}

/* From a long line on code is plain, what was before stays. */
static void
test_highlighter_long_line (void)
{
  g_autofree char *just = g_strnfill (999, ' ');
  g_autofree char *text = g_strconcat ("int a;\n", just, "7\nint ", just, ";\nint b;\n", NULL);

  for (gsize size = 300; size < 6000; size += 611)
    {
      SyCodeHighlighter *highlighter = sy_code_highlighter_new ("c");
      g_autoptr(PangoAttrList) list = NULL;

      for (gsize i = 0; i < strlen (text); i += size)
        {
          g_autofree char *piece = g_strndup (text + i, size);

          sy_code_highlighter_append (highlighter, piece);
          wait (highlighter);
        }

      sy_code_highlighter_finish (highlighter);
      wait (highlighter);
      check_marked (highlighter, text, 0, 1, "[int]");
      list = sy_code_highlighter_get_attributes (highlighter, 1, 1);
      g_assert_nonnull (list);
      g_assert_null (sy_code_highlighter_get_attributes (highlighter, 2, 9));
      g_assert_finalize_object (highlighter);
    }
}

/* A huge block gives up what it had. */
static void
test_highlighter_huge (gconstpointer data)
{
  const char *line = data;
  SyCodeHighlighter *highlighter = highlight ("c", "");
  Watch result;
  guint n_lines = MIN (2000, 200 * 1024 / strlen (line));

  g_assert_finalize_object (highlighter);
  highlighter = sy_code_highlighter_new ("c");
  for (guint i = 0; i < n_lines; i++)
    sy_code_highlighter_append (highlighter, line);

  wait (highlighter);
  watch (highlighter, &result);
  check_marked (highlighter, "int a;", n_lines - 1, 1, "[int]");
  g_assert_false (sy_code_highlighter_get_plain (highlighter));
  sy_code_highlighter_append (highlighter, line);
  g_assert_true (sy_code_highlighter_get_plain (highlighter));
  g_assert_null (sy_code_highlighter_get_attributes (highlighter, 0, 1));
  g_assert_cmpuint (result.n_emitted, ==, 1);
  g_assert_cmpuint (result.first_line, ==, 0);
  g_assert_cmpuint (result.n_lines, ==, n_lines);
  sy_code_highlighter_append (highlighter, line);
  g_assert_false (sy_code_highlighter_get_busy (highlighter));

  g_assert_finalize_object (highlighter);
}

/* What begins a line for a text buffer but not in code. */
static void
test_highlighter_breaks (void)
{
  static const char text[] = "// a\rb\r\n// c\342\200\251d\342\200\250e\342\200\251\nint f;\n";
  SyCodeHighlighter *highlighter = highlight ("c", text);

  check_marked (highlighter, text, 0, 3,
                "[// a\rb\r][// c\342\200\251d\342\200\250e\342\200\251][int]");
  check_marked (highlighter, "int f;", 2, 1, "[int]");

  g_assert_finalize_object (highlighter);
}

static guint16
get_red (SyCodeHighlighter *highlighter)
{
  g_autoptr(PangoAttrList) list = sy_code_highlighter_get_attributes (highlighter, 0, 1);
  g_autoptr(PangoAttrIterator) iter = pango_attr_list_get_iterator (list);
  PangoAttribute *found = pango_attr_iterator_get (iter, PANGO_ATTR_FOREGROUND);

  g_assert_nonnull (found);

  return ((PangoAttrColor *) found)->color.red;
}

static void
test_highlighter_dark (void)
{
  SyCodeHighlighter *highlighter = highlight ("c", "\"a\";\n\n");
  guint16 light = get_red (highlighter);
  Watch result;

  watch (highlighter, &result);
  sy_code_highlighter_set_dark (highlighter, TRUE);
  g_assert_cmpuint (result.n_emitted, ==, 1);
  g_assert_cmpuint (result.n_lines, ==, 2);
  g_assert_cmpuint (get_red (highlighter), >, light);
  sy_code_highlighter_set_dark (highlighter, 2);
  g_assert_cmpuint (result.n_emitted, ==, 1);
  sy_code_highlighter_set_dark (highlighter, FALSE);
  g_assert_cmpuint (get_red (highlighter), ==, light);

  g_assert_finalize_object (highlighter);
}

/* Many lines are no work of one turn. */
static void
test_highlighter_slices (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  SyCodeHighlighter *highlighter;
  Watch result;

  for (guint i = 0; i < 1900; i++)
    g_string_append (text, "  if (a[i] == 17) return \"one\"; /* what */\n");

  highlighter = sy_code_highlighter_new ("c");
  watch (highlighter, &result);
  sy_code_highlighter_append (highlighter, text->str);
  wait (highlighter);
  g_assert_cmpuint (result.n_emitted, >, 3);
  g_assert_cmpuint (result.n_lines, ==, 1900);

  g_assert_finalize_object (highlighter);
}

static void
test_highlighter_dispose_busy (void)
{
  SyCodeHighlighter *highlighter = sy_code_highlighter_new ("c");

  sy_code_highlighter_append (highlighter, "int a;\n");
  g_assert_true (sy_code_highlighter_get_busy (highlighter));

  g_assert_finalize_object (highlighter);
  support_spin_for (20);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/code-highlighter/lines", test_highlighter_lines);
  g_test_add_func ("/code-highlighter/pieces", test_highlighter_pieces);
  g_test_add_func ("/code-highlighter/open-line", test_highlighter_open_line);
  g_test_add_func ("/code-highlighter/names", test_highlighter_names);
  g_test_add_func ("/code-highlighter/ids", test_highlighter_ids);
  g_test_add_func ("/code-highlighter/unknown", test_highlighter_unknown);
  g_test_add_func ("/code-highlighter/language", test_highlighter_language);
  g_test_add_func ("/code-highlighter/long-line", test_highlighter_long_line);
  g_test_add_data_func ("/code-highlighter/huge/lines", "int a;\n", test_highlighter_huge);
  g_test_add_data_func ("/code-highlighter/huge/bytes",
                        "int a;                                                             "
                        "                                                                 \n",
                        test_highlighter_huge);
  g_test_add_func ("/code-highlighter/breaks", test_highlighter_breaks);
  g_test_add_func ("/code-highlighter/dark", test_highlighter_dark);
  g_test_add_func ("/code-highlighter/slices", test_highlighter_slices);
  g_test_add_func ("/code-highlighter/dispose-busy", test_highlighter_dispose_busy);

  return g_test_run ();
}
