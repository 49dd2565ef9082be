/* test-delta-joiner.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-delta-joiner.h"

#include <string.h>

#define LARGE 65536

/* What was given out, a letter for the kind and then the text. */
typedef struct
{
  GString       *given;
  guint          n_deltas;
  gsize          longest;
  SyDeltaJoiner *joiner;
  gboolean       stop;
} Receiver;

static void
receive_cb (const SyDelta *delta,
            gpointer       user_data)
{
  Receiver *receiver = user_data;

  receiver->n_deltas++;
  receiver->longest = MAX (receiver->longest, delta->length);
  g_string_append_c (receiver->given, (char) ('a' + (int) delta->kind));
  if (delta->text != NULL)
    {
      g_assert_cmpuint (strlen (delta->text), ==, delta->length);
      g_string_append (receiver->given, delta->text);
    }
  if (receiver->stop)
    sy_delta_joiner_stop (receiver->joiner);
}

static void
receiver_init (Receiver *self)
{
  memset (self, 0, sizeof *self);
  self->given = g_string_new (NULL);
  self->joiner = sy_delta_joiner_new (receive_cb, self);
}

static void
receiver_clear (Receiver *self)
{
  sy_delta_joiner_free (self->joiner);
  g_string_free (self->given, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Receiver, receiver_clear)

static void
push (Receiver   *self,
      SyDeltaKind kind,
      const char *text)
{
  SyDelta delta = { .kind = kind, .text = text, .length = text != NULL ? strlen (text) : 0 };

  sy_delta_joiner_push (self->joiner, &delta);
}

static void
test_join (void)
{
  g_auto(Receiver) receiver;

  receiver_init (&receiver);
  push (&receiver, SY_DELTA_TEXT, "one ");
  push (&receiver, SY_DELTA_TEXT, "two ");
  push (&receiver, SY_DELTA_TEXT, "");
  push (&receiver, SY_DELTA_TEXT, "three");
  g_assert_cmpuint (receiver.n_deltas, ==, 0);

  sy_delta_joiner_flush (receiver.joiner);
  g_assert_cmpstr (receiver.given->str, ==, "aone two three");

  /* Nothing is there any more. */
  sy_delta_joiner_flush (receiver.joiner);
  g_assert_cmpuint (receiver.n_deltas, ==, 1);
}

static void
test_order (void)
{
  g_auto(Receiver) receiver;

  receiver_init (&receiver);
  push (&receiver, SY_DELTA_REASONING, "1");
  push (&receiver, SY_DELTA_REASONING, "2");
  push (&receiver, SY_DELTA_TEXT, "3");
  push (&receiver, SY_DELTA_RETHINK, NULL);
  push (&receiver, SY_DELTA_TEXT, "4");
  push (&receiver, SY_DELTA_FINISH, "stop");
  sy_delta_joiner_flush (receiver.joiner);

  g_assert_cmpstr (receiver.given->str, ==, "b12a3ka4istop");
}

static void
test_large (void)
{
  g_autofree char *large = g_strnfill (LARGE, 'x');
  g_auto(Receiver) receiver;

  receiver_init (&receiver);
  push (&receiver, SY_DELTA_TEXT, "first");
  push (&receiver, SY_DELTA_TEXT, large);
  g_assert_cmpuint (receiver.n_deltas, ==, 2);
  g_assert_cmpuint (receiver.longest, ==, LARGE);

  /* No more is kept back than a read has. */
  for (guint i = 0; i < 2 * LARGE / 1000 + 1; i++)
    push (&receiver, SY_DELTA_TEXT, large + LARGE - 1000);
  g_assert_cmpuint (receiver.n_deltas, ==, 4);
  g_assert_cmpuint (receiver.longest, ==, LARGE);
}

static void
test_stop (void)
{
  g_auto(Receiver) receiver;

  receiver_init (&receiver);
  receiver.stop = TRUE;
  push (&receiver, SY_DELTA_TEXT, "read");
  push (&receiver, SY_DELTA_FINISH, "stop");
  sy_delta_joiner_flush (receiver.joiner);

  g_assert_cmpstr (receiver.given->str, ==, "aread");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/delta-joiner/join", test_join);
  g_test_add_func ("/delta-joiner/order", test_order);
  g_test_add_func ("/delta-joiner/large", test_large);
  g_test_add_func ("/delta-joiner/stop", test_stop);

  return g_test_run ();
}
