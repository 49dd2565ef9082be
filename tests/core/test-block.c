/* test-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-block.h"

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_block_defaults (void)
{
  SyBlock *block = sy_block_new (SY_BLOCK_PARAGRAPH, 7);
  SyBlockKind kind;
  guint64 start, end;
  guint depth, quote_depth, ordinal, group;
  int task;
  g_autofree char *language = NULL;
  gboolean closed;

  g_object_get (block,
                "kind", &kind,
                "start", &start,
                "end", &end,
                "depth", &depth,
                "quote-depth", &quote_depth,
                "ordinal", &ordinal,
                "task", &task,
                "language", &language,
                "group", &group,
                "closed", &closed,
                NULL);

  g_assert_cmpint (kind, ==, SY_BLOCK_PARAGRAPH);
  g_assert_cmpuint (start, ==, 7);
  g_assert_cmpuint (end, ==, 7);
  g_assert_cmpuint (depth, ==, 0);
  g_assert_cmpuint (quote_depth, ==, 0);
  g_assert_cmpuint (ordinal, ==, 0);
  g_assert_cmpint (task, ==, -1);
  g_assert_null (language);
  g_assert_cmpuint (group, ==, 0);
  g_assert_false (closed);

  g_assert_cmpint (sy_block_get_kind (block), ==, SY_BLOCK_PARAGRAPH);
  g_assert_cmpuint (sy_block_get_start (block), ==, 7);
  g_assert_cmpuint (sy_block_get_depth (block), ==, 0);
  g_assert_cmpuint (sy_block_get_quote_depth (block), ==, 0);
  g_assert_cmpuint (sy_block_get_ordinal (block), ==, 0);
  g_assert_cmpint (sy_block_get_task (block), ==, -1);
  g_assert_null (sy_block_get_language (block));
  g_assert_cmpuint (sy_block_get_group (block), ==, 0);

  g_assert_finalize_object (block);
}

static void
test_block_grow (void)
{
  SyBlock *block = sy_block_new (SY_BLOCK_PARAGRAPH, 2);
  guint n_end = 0;
  guint n_closed = 0;

  g_signal_connect (block, "notify::end", G_CALLBACK (count_cb), &n_end);
  g_signal_connect (block, "notify::closed", G_CALLBACK (count_cb), &n_closed);

  sy_block_extend (block, 5);
  g_assert_cmpuint (sy_block_get_end (block), ==, 5);
  g_assert_cmpuint (n_end, ==, 1);

  sy_block_extend (block, 5);
  g_assert_cmpuint (n_end, ==, 1);

  sy_block_close (block);
  g_assert_true (sy_block_get_closed (block));
  g_assert_cmpuint (n_closed, ==, 1);
  g_assert_cmpuint (n_end, ==, 1);

  g_assert_finalize_object (block);
}

static void
test_block_immutable (void)
{
  SyBlock *block = sy_block_new (SY_BLOCK_PARAGRAPH, 0);

  sy_block_extend (block, 9);

  g_test_expect_message ("sy-block", G_LOG_LEVEL_CRITICAL, "*end >= self->end*");
  sy_block_extend (block, 8);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (sy_block_get_end (block), ==, 9);

  sy_block_close (block);

  g_test_expect_message ("sy-block", G_LOG_LEVEL_CRITICAL, "*!self->closed*");
  sy_block_extend (block, 12);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (sy_block_get_end (block), ==, 9);

  g_assert_finalize_object (block);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/block/defaults", test_block_defaults);
  g_test_add_func ("/block/grow", test_block_grow);
  g_test_add_func ("/block/immutable", test_block_immutable);

  return g_test_run ();
}
