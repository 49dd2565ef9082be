/* sy-reading-place.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-reading-place"

#include "config.h"

#include "sy-reading-place.h"

#include <math.h>

/* In px, as much as is laid out to come to a place in a message exactly. */
#define MAX_EXACT 20000

/**
 * sy_reading_place_find:
 * @message_id: (out) (nullable): id of the uppermost message in view; %NULL for the end of
 *   the conversation
 * @offset: (out): how much of it is above what is seen, in px; less than 0 when it begins
 *   below the top
 *
 * Says what is read in a view, so that it is found again another time.
 *
 * Returns: whether that is known, as it is not before the messages have been laid out
 */
gboolean
sy_reading_place_find (SyMessageView  *view,
                       char          **message_id,
                       double         *offset)
{
  SyMessageColumn *column;
  guint first;

  g_return_val_if_fail (SY_IS_MESSAGE_VIEW (view), FALSE);
  g_return_val_if_fail (message_id != NULL && offset != NULL, FALSE);

  *message_id = NULL;
  *offset = 0;
  if (sy_message_view_get_at_bottom (view))
    return TRUE;

  column = sy_message_view_get_column (view);
  first = sy_message_column_get_first (column);
  for (guint i = 0; i < sy_message_column_get_n_items (column); i++)
    {
      SyMessageItem *item = sy_message_column_get_item (column, first + i);
      gint64 y = sy_message_column_get_row_y (column, first + i, 0);

      if (y + sy_message_item_get_row_height (item) <= 0)
        continue;

      *message_id = g_strdup (sy_message_get_id (sy_message_item_get_message (item)));
      *offset = (double) -y;
      return TRUE;
    }

  return FALSE;
}

static guint
find_message (GListModel *messages,
              const char *id)
{
  guint n_messages = messages != NULL ? g_list_model_get_n_items (messages) : 0;

  for (guint i = 0; i < n_messages; i++)
    {
      g_autoptr(SyMessage) message = g_list_model_get_item (messages, i);

      if (g_str_equal (sy_message_get_id (message), id))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Whatever was kept, no more is laid out than it takes: a place behind the end of its message
 * would have all that follows laid out on the way there.
 */
static guint
find_row (SyMessageView *view,
          guint          position,
          int           *inside)
{
  SyMessageItem *item;
  guint row;

  if (*inside <= MAX_EXACT)
    return 0;

  /* Before the first layout there is nothing to estimate by. */
  if (gtk_widget_get_width (GTK_WIDGET (view)) == 0)
    {
      *inside = MAX_EXACT;
      return 0;
    }

  item = sy_message_column_ensure_item (sy_message_view_get_column (view), position);
  row = sy_message_item_find_row (item, *inside, inside);
  *inside = MIN (*inside, sy_message_item_get_row_offset (item, row + 1) -
                          sy_message_item_get_row_offset (item, row));

  return row;
}

/**
 * sy_reading_place_go:
 * @message_id: (nullable): id of a message; %NULL, and one that is not there, for the end
 * @offset: how much of it is to be above what is seen, in px
 *
 * Goes to what was read another time.  Far into a long message that is about there;
 * before the messages have been laid out it is no further than 20,000 px into one.
 */
void
sy_reading_place_go (SyMessageView *view,
                     const char    *message_id,
                     double         offset)
{
  guint position = GTK_INVALID_LIST_POSITION;
  guint row;
  int inside;

  g_return_if_fail (SY_IS_MESSAGE_VIEW (view));
  g_return_if_fail (isfinite (offset) && ABS (offset) < G_MAXINT);

  if (message_id != NULL)
    position = find_message (sy_message_view_get_messages (view), message_id);

  if (position == GTK_INVALID_LIST_POSITION)
    {
      sy_message_view_set_at_bottom (view, TRUE);
      return;
    }

  inside = (int) offset;
  row = find_row (view, position, &inside);
  sy_message_view_set_place (view, position, row, -inside);
}
