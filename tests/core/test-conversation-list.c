/* test-conversation-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-conversation-list.h"

/* What a view knows of the list from its signals alone. */
typedef struct
{
  SyConversationList *list;
  GPtrArray          *items;
  guint               n_emissions;
  SyConversation     *touched_on_removal;
} Mirror;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Mirror     *mirror)
{
  mirror->n_emissions++;

  if (removed > 0)
    g_ptr_array_remove_range (mirror->items, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (mirror->items, (int) i, g_list_model_get_item (model, i));

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->items->len);
  for (guint i = 0; i < mirror->items->len; i++)
    {
      g_autoptr(SyConversation) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (mirror->items, i));
    }

  if (removed > 0 && mirror->touched_on_removal != NULL)
    sy_conversation_touch (g_steal_pointer (&mirror->touched_on_removal), 1000);
}

static void
mirror_init (Mirror *mirror)
{
  mirror->list = sy_conversation_list_new ();
  mirror->items = g_ptr_array_new_with_free_func (g_object_unref);
  mirror->n_emissions = 0;
  mirror->touched_on_removal = NULL;
  g_signal_connect (mirror->list, "items-changed", G_CALLBACK (items_changed_cb), mirror);
}

static void
mirror_clear (Mirror *mirror)
{
  g_ptr_array_unref (mirror->items);
  g_assert_finalize_object (mirror->list);
}

static SyConversation *
add (Mirror     *mirror,
     const char *id,
     gint64      updated_at)
{
  SyConversation *conversation = sy_conversation_new (id);

  sy_conversation_touch (conversation, updated_at);
  sy_conversation_list_add (mirror->list, conversation);

  return conversation;
}

static void
assert_order (Mirror     *mirror,
              const char *expected)
{
  g_autoptr(GString) order = g_string_new (NULL);

  for (guint i = 0; i < mirror->items->len; i++)
    g_string_append (order, sy_conversation_get_id (g_ptr_array_index (mirror->items, i)));

  g_assert_cmpstr (order->str, ==, expected);
}

static void
test_list_order (void)
{
  Mirror mirror;
  g_autoptr(SyConversation) a = NULL;
  g_autoptr(SyConversation) b = NULL;
  g_autoptr(SyConversation) c = NULL;

  mirror_init (&mirror);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (mirror.list)) == SY_TYPE_CONVERSATION);

  a = add (&mirror, "a", 10);
  b = add (&mirror, "b", 30);
  c = add (&mirror, "c", 20);
  assert_order (&mirror, "bca");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (mirror.list), 3));

  /* Nothing moves: nothing is said. */
  mirror.n_emissions = 0;
  sy_conversation_touch (c, 25);
  sy_conversation_touch (b, 40);
  g_assert_cmpuint (mirror.n_emissions, ==, 0);

  sy_conversation_touch (a, 50);
  assert_order (&mirror, "abc");
  g_assert_cmpuint (mirror.n_emissions, ==, 2);

  sy_conversation_touch (a, 5);
  assert_order (&mirror, "bca");

  mirror_clear (&mirror);
}

static void
test_list_touched_while_moving (void)
{
  Mirror mirror;
  g_autoptr(SyConversation) a = NULL;
  g_autoptr(SyConversation) b = NULL;
  g_autoptr(SyConversation) c = NULL;

  mirror_init (&mirror);
  a = add (&mirror, "a", 10);
  b = add (&mirror, "b", 20);
  c = add (&mirror, "c", 30);

  /* The one that is on its way. */
  mirror.touched_on_removal = a;
  sy_conversation_touch (a, 25);
  assert_order (&mirror, "acb");

  /* Another one. */
  mirror.touched_on_removal = b;
  sy_conversation_touch (c, 2000);
  assert_order (&mirror, "cba");

  mirror_clear (&mirror);
}

static void
test_list_pinned (void)
{
  Mirror mirror;
  g_autoptr(SyConversation) a = NULL;
  g_autoptr(SyConversation) b = NULL;
  g_autoptr(SyConversation) c = NULL;

  mirror_init (&mirror);
  a = add (&mirror, "a", 10);
  b = add (&mirror, "b", 20);
  c = add (&mirror, "c", 30);

  sy_conversation_set_pinned (a, TRUE);
  assert_order (&mirror, "acb");
  sy_conversation_set_pinned (b, TRUE);
  assert_order (&mirror, "bac");
  sy_conversation_touch (a, 40);
  assert_order (&mirror, "abc");
  sy_conversation_set_pinned (a, FALSE);
  assert_order (&mirror, "bac");

  mirror_clear (&mirror);
}

static void
test_list_many (void)
{
  Mirror mirror;
  g_autoptr(SyConversation) a = NULL;
  g_autoptr(GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);

  mirror_init (&mirror);
  a = add (&mirror, "a", 20);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_ptr_array_add (many, sy_conversation_new (id));
      sy_conversation_touch (g_ptr_array_index (many, i), 10 * (i + 1));
    }

  mirror.n_emissions = 0;
  sy_conversation_list_add_many (mirror.list, many);
  g_assert_cmpuint (mirror.n_emissions, ==, 1);
  assert_order (&mirror, "2a10");
  g_assert_true (sy_conversation_list_find (mirror.list, "1") == g_ptr_array_index (many, 1));
  g_assert_null (sy_conversation_list_find (mirror.list, "3"));

  /* The same age as another one. */
  sy_conversation_list_remove (mirror.list, g_ptr_array_index (many, 1));
  assert_order (&mirror, "2a0");
  sy_conversation_touch (g_ptr_array_index (many, 1), 1000);
  assert_order (&mirror, "2a0");

  g_ptr_array_set_size (many, 0);
  sy_conversation_list_add_many (mirror.list, many);
  assert_order (&mirror, "2a0");

  mirror_clear (&mirror);
}

static void
test_list_random (void)
{
  Mirror mirror;
  SyConversation *conversations[50];

  mirror_init (&mirror);

  for (guint i = 0; i < G_N_ELEMENTS (conversations); i++)
    conversations[i] = add (&mirror, "x", g_test_rand_int_range (0, 100));

  for (guint i = 0; i < 2000; i++)
    {
      SyConversation *conversation = conversations[g_test_rand_int_range (0, 50)];

      if (g_test_rand_int_range (0, 4) == 0)
        sy_conversation_set_pinned (conversation, g_test_rand_bit ());
      else
        sy_conversation_touch (conversation, g_test_rand_int_range (0, 100));
    }

  for (guint i = 1; i < mirror.items->len; i++)
    {
      SyConversation *before = g_ptr_array_index (mirror.items, i - 1);
      SyConversation *after = g_ptr_array_index (mirror.items, i);

      g_assert_cmpint (sy_conversation_get_pinned (before), >=, sy_conversation_get_pinned (after));
      if (sy_conversation_get_pinned (before) == sy_conversation_get_pinned (after))
        g_assert_cmpint (sy_conversation_get_updated_at (before), >=,
                         sy_conversation_get_updated_at (after));
    }

  mirror_clear (&mirror);

  /* Nobody listens any more, and nobody else holds them. */
  for (guint i = 0; i < G_N_ELEMENTS (conversations); i++)
    {
      sy_conversation_touch (conversations[i], 1000);
      g_assert_finalize_object (conversations[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/conversation-list/order", test_list_order);
  g_test_add_func ("/conversation-list/touched-while-moving", test_list_touched_while_moving);
  g_test_add_func ("/conversation-list/pinned", test_list_pinned);
  g_test_add_func ("/conversation-list/many", test_list_many);
  g_test_add_func ("/conversation-list/random", test_list_random);

  return g_test_run ();
}
