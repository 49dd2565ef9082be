/* sy-block-splitter.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block-splitter"

#include "config.h"

#include "sy-block-splitter.h"

static void
close_block (SyBlockSplitter     *self,
             SyBlockSplitterFunc  func,
             gpointer             user_data)
{
  if (!self->open)
    return;

  self->open = FALSE;
  func (SY_BLOCK_SPLITTER_CLOSED, self->end, user_data);
}

static void
end_line (SyBlockSplitter     *self,
          SyBlockSplitterFunc  func,
          gpointer             user_data)
{
  if (self->blank)
    close_block (self, func, user_data);

  self->blank = TRUE;
  self->line_start = self->seen;
}

/* The end follows bytes that are not blank only, so it never has to go back
 * when the white space before it turns out to have been the block's last. */
static void
take_visible (SyBlockSplitter     *self,
              SyBlockSplitterFunc  func,
              gpointer             user_data)
{
  self->blank = FALSE;
  self->end = self->seen;

  if (self->open)
    return;

  self->open = TRUE;
  func (SY_BLOCK_SPLITTER_OPENED, self->line_start, user_data);
}

/**
 * sy_block_splitter_push:
 * @self: the splitter
 * @text: the next bytes of the source
 * @length: how many there are
 * @func: (scope call): called for each border, in the order of the source
 * @user_data: data for @func
 *
 * Reads on.  A block is a run of lines that are not blank; a line is blank when
 * it has only spaces, tabs and carriage returns.  A block starts where its first
 * line does and ends after its last byte that is not blank.  While it is open,
 * that end is `self->end`.  The pieces may be cut anywhere.
 */
void
sy_block_splitter_push (SyBlockSplitter     *self,
                        const char          *text,
                        gsize                length,
                        SyBlockSplitterFunc  func,
                        gpointer             user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || length == 0);
  g_return_if_fail (func != NULL);

  for (gsize i = 0; i < length; i++)
    {
      self->seen++;

      switch (text[i])
        {
        case '\n':
          end_line (self, func, user_data);
          break;

        case ' ':
        case '\t':
        case '\r':
          break;

        default:
          take_visible (self, func, user_data);
          break;
        }
    }
}

/**
 * sy_block_splitter_finish:
 * @self: the splitter
 * @func: (scope call): called when a block was open
 * @user_data: data for @func
 *
 * Says that the source ends here.
 */
void
sy_block_splitter_finish (SyBlockSplitter     *self,
                          SyBlockSplitterFunc  func,
                          gpointer             user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  close_block (self, func, user_data);
}
