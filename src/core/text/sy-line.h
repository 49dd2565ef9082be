/* sy-line.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Four columns of space make code of what follows. */
#define SY_LINE_CODE_INDENT 4

/**
 * SyLineMark:
 * @ch: the character that makes it: > - + * . )
 * @ordinal: the number before . or )
 * @indent: columns before it
 * @contents: columns before what is in it
 *
 * What opens a quote or an item of a list.
 */
typedef struct
{
  char  ch;
  guint ordinal;
  guint indent;
  guint contents;
} SyLineMark;

const char *sy_line_skip_indent (const char *p,
                                 const char *end,
                                 guint       column,
                                 guint      *indent);
gboolean    sy_line_is_rule     (const char *p,
                                 const char *end);
guint       sy_line_get_setext  (const char *p,
                                 const char *end);
guint       sy_line_get_heading (const char *p,
                                 const char *end,
                                 const char **content,
                                 const char **content_end);
guint       sy_line_get_fence   (const char *p,
                                 const char *end);
gboolean    sy_line_ends_fence  (const char *p,
                                 const char *end,
                                 char        ch,
                                 guint       length);
const char *sy_line_get_mark    (const char *p,
                                 const char *end,
                                 guint       indent,
                                 SyLineMark *mark);
const char *sy_line_get_task    (const char *p,
                                 const char *end,
                                 int        *task);
gboolean    sy_line_is_table    (const char *p,
                                 const char *end);
guint       sy_line_get_html    (const char *p,
                                 const char *end);
gboolean    sy_line_ends_html   (const char *p,
                                 const char *end,
                                 guint       type);

G_END_DECLS
