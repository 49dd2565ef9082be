/* test-store-damage.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "support-spin.h"
#include "sy-error.h"

#include <stdio.h>
#include <string.h>

#define N_CONVERSATIONS 40
#define N_MESSAGES      6
#define N_FLIPS         200

static void
open_store (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  store_fixture_open (fixture, NULL, &error);
  g_assert_no_error (error);
}

/* Long and short ones, so that some are on pages of their own. */
static char *
make_text (guint conversation,
           guint message)
{
  GString *text = g_string_new (NULL);
  guint n_words = (conversation * 7 + message * 13) % 300;

  for (guint i = 0; i <= n_words; i++)
    g_string_append_printf (text, "word%u ", conversation + message + i);

  return g_string_free_and_steal (text);
}

static void
fill (StoreFixture *fixture)
{
  for (guint i = 0; i < N_CONVERSATIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      store_fixture_put (fixture, id, id, i);

      for (guint j = 0; j < N_MESSAGES; j++)
        {
          g_autofree char *message = g_strdup_printf ("m%u-%u", i, j);
          g_autofree char *parent = j > 0 ? g_strdup_printf ("m%u-%u", i, j - 1) : NULL;
          g_autofree char *text = make_text (i, j);

          store_fixture_say (fixture, id, message, parent,
                             j % 2 == 0 ? SY_RECORD_USER : SY_RECORD_ASSISTANT, text);
          if (j % 2 != 0)
            store_fixture_end (fixture, message, SY_RECORD_COMPLETE);
        }
    }
}

/* How many messages are there, and how many of them say what they said. */
static void
count (StoreFixture *fixture,
       guint        *n_messages,
       guint        *n_intact)
{
  g_autoptr(GPtrArray) conversations = store_fixture_list (fixture);

  *n_messages = 0;
  *n_intact = 0;

  for (guint i = 0; i < conversations->len; i++)
    {
      SyConversationRecord *conversation = g_ptr_array_index (conversations, i);
      g_autoptr(SyStorePage) page = store_fixture_page (fixture, conversation->id, G_MAXUINT);

      for (guint j = 0; j < page->messages->len; j++)
        {
          SyMessageRecord *message = g_ptr_array_index (page->messages, j);
          g_autofree char *expected = NULL;
          guint a;
          guint b;

          (*n_messages)++;
          g_assert_true (g_utf8_validate (message->text, -1, NULL));
          if (sscanf (message->id, "m%u-%u", &a, &b) == 2)
            expected = make_text (a, b);
          if (g_strcmp0 (message->text, expected) == 0)
            (*n_intact)++;
        }
    }
}

static gboolean
is_checked (gpointer data)
{
  return g_atomic_int_get (&G_OBJECT (data)->ref_count) == 1;
}

/* Whether the store itself finds that its file is damaged. */
static gboolean
is_found (StoreFixture *fixture)
{
  sy_store_check (fixture->store);
  g_assert_true (support_spin_until (is_checked, fixture->store, 10000));

  return sy_store_get_error (fixture->store) != NULL;
}

static void
flip (StoreFixture *fixture,
      const char   *contents,
      gsize         length,
      guint         seed)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *flipped = g_memdup2 (contents, length);

  flipped[g_rand_int_range (random, 0, (int) length)] ^= 1 << g_rand_int_range (random, 0, 8);
  g_assert_true (g_file_set_contents (fixture->path, flipped, (gssize) length, NULL));
}

/* Its version may be one that is not known; then it is left alone. */
static gboolean
is_refused (StoreFixture *fixture)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &before, &length, NULL));
  if (store_fixture_open (fixture, NULL, &error))
    return FALSE;

  g_assert_error (error, SY_ERROR, SY_ERROR_STORE);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpmem (before, length, after, length);
  store_fixture_drop (fixture);

  return TRUE;
}

/* One byte of the file is another one: what is there then is all, or the person is told. */
static void
test_damage_flips (StoreFixture  *fixture,
                   gconstpointer  data)
{
  const guint n_all = N_CONVERSATIONS * N_MESSAGES;
  g_autofree char *contents = NULL;
  gsize length;
  guint n_told = 0;
  guint n_rescued = 0;

  open_store (fixture);
  fill (fixture);
  g_assert_true (store_fixture_close (fixture));
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));

  for (guint seed = 0; seed < N_FLIPS; seed++)
    {
      guint n_messages;
      guint n_intact;

      flip (fixture, contents, length, seed);
      if (is_refused (fixture))
        {
          n_told++;
          continue;
        }

      /* What a quick look does not find the long one does, and the next start mends it. */
      if (sy_store_get_set_aside (fixture->store) == NULL && is_found (fixture))
        {
          store_fixture_close (fixture);
          open_store (fixture);
          g_assert_nonnull (sy_store_get_set_aside (fixture->store));
        }

      count (fixture, &n_messages, &n_intact);
      if (sy_store_get_set_aside (fixture->store) != NULL)
        {
          g_test_message ("seed %u: %u of %u messages carried over", seed, n_intact, n_all);
          n_told++;
          n_rescued += n_intact;
        }
      else
        {
          g_assert_cmpuint (n_messages, ==, n_all);
          g_assert_cmpuint (n_intact, >=, n_all - 1);
        }

      store_fixture_close (fixture);
    }

  /* Most of it is still there when a page is not. */
  g_test_message ("%u of %u told, %u messages each", n_told, N_FLIPS, n_rescued / MAX (n_told, 1));
  g_assert_cmpuint (n_told, >, 5);
  g_assert_cmpuint (n_rescued / n_told, >, n_all * 8 / 10);
}

static void
test_damage_newer (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before;
  gsize length_after;

  open_store (fixture);
  store_fixture_put (fixture, "c", "Title", 1);
  g_assert_true (store_fixture_close (fixture));
  store_fixture_ask (fixture->path, "PRAGMA user_version = 99");
  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));

  g_assert_false (store_fixture_open (fixture, NULL, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "newer"));
  store_fixture_put (fixture, "d", "Other", 1);
  store_fixture_drop (fixture);

  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_damage_nonsense (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *nonsense = g_strnfill (9000, 'x');
  g_autofree char *kept = NULL;
  g_autofree char *titles = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (fixture->path, nonsense, -1, NULL));
  open_store (fixture);

  g_assert_nonnull (sy_store_get_set_aside (fixture->store));
  g_assert_true (g_str_has_suffix (sy_store_get_set_aside (fixture->store), ".db"));
  g_assert_true (g_file_get_contents (sy_store_get_set_aside (fixture->store), &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, nonsense);

  store_fixture_put (fixture, "c", "Title", 1);
  titles = store_fixture_dup_titles (fixture);
  g_assert_cmpstr (titles, ==, "Title");
}

/* What is left of a conversation of which the row is gone is not thrown away. */
static void
test_damage_orphans (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *titles = NULL;

  open_store (fixture);
  store_fixture_put (fixture, "a", "A", 5);
  store_fixture_put (fixture, "b", "B", 3);
  store_fixture_say (fixture, "a", "m", NULL, SY_RECORD_USER, "one");
  store_fixture_say (fixture, "a", "n", "m", SY_RECORD_ASSISTANT, "two");
  store_fixture_say (fixture, "b", "o", NULL, SY_RECORD_USER, "three");
  g_assert_true (store_fixture_close (fixture));
  store_fixture_ask (fixture->path, "DELETE FROM conversation WHERE id = 'a'");
  store_fixture_ask (fixture->path, "DELETE FROM message WHERE id = 'o'");

  open_store (fixture);
  g_assert_true (is_found (fixture));
  g_assert_true (store_fixture_close (fixture));
  open_store (fixture);
  g_assert_nonnull (sy_store_get_set_aside (fixture->store));
  titles = store_fixture_dup_titles (fixture);
  g_assert_cmpstr (titles, ==, "B|Recovered Conversation|Recovered Conversation");

  g_assert_true (store_fixture_close (fixture));
  g_assert_cmpint (store_fixture_ask (fixture->path,
                                      "SELECT count (*) FROM body JOIN message ON number = message "
                                      "WHERE text IN ('one', 'two', 'three')"), ==, 3);
}

#define ADD(name, func) \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store-damage/flips", test_damage_flips);
  ADD ("/store-damage/newer", test_damage_newer);
  ADD ("/store-damage/nonsense", test_damage_nonsense);
  ADD ("/store-damage/orphans", test_damage_orphans);

  return g_test_run ();
}
