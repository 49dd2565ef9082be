/* test-inline.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-document.h"
#include "sy-entity.h"

#include <string.h>

/* The text, then each span as "start-end style target". */
static char *
dump (SyInline *inline_)
{
  GString *dumped = g_string_new (sy_inline_get_text (inline_));
  guint n_spans;
  const SyInlineSpan *spans = sy_inline_get_spans (inline_, &n_spans);

  for (guint i = 0; i < n_spans; i++)
    {
      g_string_append_printf (dumped, " %u-%u:%x", spans[i].start, spans[i].end, spans[i].style);
      if (spans[i].target != NULL)
        g_string_append_printf (dumped, ":%s", spans[i].target);
    }

  return g_string_free_and_steal (dumped);
}

static SyInline *
read_first (const char *source)
{
  SyDocument *document = sy_document_new ();
  g_autoptr(SyBlock) block = NULL;
  SyInline *inline_;

  sy_document_append (document, source, -1);
  sy_document_finish (document);
  block = g_list_model_get_item (G_LIST_MODEL (document), 0);
  inline_ = sy_document_read_block (document, block);
  g_object_unref (document);

  return inline_;
}

static void
test_inline_read (void)
{
  static const struct
  {
    const char *source;
    const char *expected;
  } cases[] = {
    { "plain", "plain" },
    { "**b** _i_ ~~s~~ `c`", "b i s c 0-1:1 2-3:2 4-5:4 6-7:8" },
    { "**b *i***", "b i 0-2:1 2-3:3" },
    { "[a **b**](/c \"t\") d", "a b d 0-2:10:/c 2-3:11:/c" },
    { "![alt *x*](p.png)", "alt x 0-4:20:p.png 4-5:22:p.png" },
    { "a<br>b<BR />c<br/>d", "a\nb\nc\nd" },
    { "H<sub>2</sub>O x<sup>**2**</sup>", "H2O x2 1-2:40 5-6:81" },
    { "<kbd>Ctrl</kbd> <i>x</i>", "Ctrl <i>x</i> 0-4:100" },
    { "a  \nb\\\nc\nd", "a\nb\nc d" },
    { "&lt;&#x1F682;&nosuch;&copy;", "<\360\237\232\202&nosuch;\302\251" },
    { "# 1. *x* #", "1. x 3-4:2" },
    { "https://a.b/c and www.d.e", "https://a.b/c and www.d.e 0-13:10:https://a.b/c "
                                   "18-25:10:http://www.d.e" },
    { "x\n    # no heading\n    - no item\n    a|b\n    --|--",
      "x # no heading - no item a|b --|--" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SyInline) inline_ = read_first (cases[i].source);
      g_autofree char *dumped = dump (inline_);

      g_assert_cmpstr (dumped, ==, cases[i].expected);
      g_assert_cmpuint (sy_inline_get_length (inline_), ==,
                        strlen (sy_inline_get_text (inline_)));
    }
}

/* As people write it who have no spaces between words. */
static void
test_inline_cjk (void)
{
  static const struct
  {
    const char *source;
    const char *expected;
  } cases[] = {
    { "**“强调”**后", "“强调”后 0-12:1" },
    { "他说**“强调”**后来", "他说“强调”后来 6-18:1" },
    { "**中文**“引号”", "中文“引号” 0-6:1" },
    { "これは**「強調」**です。", "これは「強調」です。 9-21:1" },
    { "*'단어'*를 쓴다", "'단어'를 쓴다 0-8:2" },
    { "**“a”** b **“c”**后", "“a” b “c”后 0-7:1 10-17:1" },
    { "2*“三”*4", "2*“三”*4" },
    { "`**“x”**后`", "**“x”**后 0-14:8" },
    { "**\"a\"**b", "**\"a\"**b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SyInline) inline_ = read_first (cases[i].source);
      g_autofree char *dumped = dump (inline_);

      g_assert_cmpstr (dumped, ==, cases[i].expected);
    }
}

/* Every letter is found where it was written. */
static void
test_inline_source (void)
{
  static const char source[] = "Ab **cd** [ef](/u) `gh`\n  ij \\*k &amp; l";
  g_autoptr(SyInline) inline_ = read_first (source);
  const char *text = sy_inline_get_text (inline_);
  gsize before = 0;

  g_assert_cmpstr (text, ==, "Ab cd ef gh ij *k & l");
  for (guint i = 0; text[i] != '\0'; i++)
    {
      gsize offset = sy_inline_get_source_offset (inline_, i);

      g_assert_cmpuint (offset, >=, before);
      g_assert_cmpuint (offset, <, strlen (source));
      if (g_ascii_isalnum (text[i]) || text[i] == '*' || text[i] == '&')
        g_assert_cmpint (source[offset], ==, text[i]);
      before = offset;
    }
}

static void
test_inline_find_span (void)
{
  g_autoptr(SyInline) inline_ = read_first ("ab **cd** *ef* g");
  g_autoptr(SyInline) plain = read_first ("x");

  g_assert_cmpuint (sy_inline_find_span (inline_, 0), ==, 0);
  g_assert_cmpuint (sy_inline_find_span (inline_, 4), ==, 0);
  g_assert_cmpuint (sy_inline_find_span (inline_, 5), ==, 1);
  g_assert_cmpuint (sy_inline_find_span (inline_, 8), ==, 2);
  g_assert_cmpuint (sy_inline_find_span (plain, 0), ==, 0);
}

/* The rest of a paragraph that is still coming, read alone. */
static void
test_inline_rest (void)
{
  SyDocument *document = sy_document_new ();
  g_autoptr(SyBlock) block = NULL;
  g_autoptr(SyInline) whole = NULL;
  g_autoptr(SyInline) rest = NULL;

  sy_document_append (document, "> one *two*\n> three `four` fi", -1);
  block = g_list_model_get_item (G_LIST_MODEL (document), 0);
  whole = sy_document_read_block (document, block);
  g_assert_cmpstr (sy_inline_get_text (whole), ==, "one two three four fi");
  rest = sy_document_read_from (document, block, sy_inline_get_source_offset (whole, 10));
  g_assert_cmpstr (sy_inline_get_text (rest), ==, "ree four fi");
  g_assert_cmpuint (sy_inline_get_source_offset (rest, 0), ==,
                    sy_inline_get_source_offset (whole, 10));

  g_clear_object (&block);
  g_assert_finalize_object (document);
}

static void
test_inline_entities (void)
{
  static const struct
  {
    const char *text;
    gunichar    character;
  } cases[] = {
    { "&amp;", '&' }, { "&AElig;", 0xc6 }, { "&zwnj;", 0x200c }, { "&apos;", '\'' },
    { "&#0;", 0xfffd }, { "&#65;", 'A' }, { "&#xd800;", 0xfffd }, { "&#x10ffff;", 0x10ffff },
    { "&#99999999;", 0xfffd }, { "&nosuch;", 0 }, { "&;", 0 }, { "&amp", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (sy_entity_read (cases[i].text, strlen (cases[i].text)), ==,
                      cases[i].character);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/inline/read", test_inline_read);
  g_test_add_func ("/inline/cjk", test_inline_cjk);
  g_test_add_func ("/inline/source", test_inline_source);
  g_test_add_func ("/inline/find-span", test_inline_find_span);
  g_test_add_func ("/inline/rest", test_inline_rest);
  g_test_add_func ("/inline/entities", test_inline_entities);

  return g_test_run ();
}
