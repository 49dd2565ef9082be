/* sy-block-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-block.h"

G_BEGIN_DECLS

/* Only the splitter writes blocks. */
struct _SyBlock
{
  GObject      parent_instance;

  gsize        start;
  gsize        end;
  GArray      *lines;
  SyContainer *container;
  char        *language;
  SyBlockKind  kind;
  guint        level;
  guint        group;
  gboolean     closed;
};

SyBlock *sy_block_new           (gsize        start);
void     sy_block_set_container (SyBlock     *self,
                                 SyContainer *container);

G_END_DECLS
