/* sy-block-splitter.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block-splitter"

#include "config.h"

#include "sy-block-splitter.h"

#include "sy-block-builder.h"
#include "sy-block-private.h"

#include <string.h>

/* Of a line that has no end yet only so much is looked at, however long it becomes. */
#define MAX_OPEN_BYTES 4096

/* Where marks are expected, if there are any. */
#define MAX_MARK_BYTES 1024

struct _SyBlockSplitter
{
  SyBlockBuilder  builder;
  GArray         *blank_lines;
  gsize           line_start;
  gsize           searched;
};

/* The line that is being read: from where it has been read to its end. */
typedef struct
{
  const char *begin;
  const char *p;
  const char *end;
  const char *scan_end;
  guint       column;
  guint       indent;
  guint       n_parents;
  gboolean    opened;
} Line;

static gsize
get_offset (SyBlockSplitter *self,
            const char      *p)
{
  return (gsize) (p - self->builder.source);
}

static void
skip_indent (Line *line)
{
  line->p = sy_line_skip_indent (line->p, line->end, line->column, &line->indent);
  line->column += line->indent;
}

static gboolean
is_blank (Line *line)
{
  return line->p >= line->end;
}

/* Which of the quotes and items that are open the line is still in. */
static void
match_levels (SyBlockSplitter *self,
              Line            *line)
{
  SyBlockState *state = &self->builder.state;

  for (; line->n_parents < state->n_levels; line->n_parents++)
    {
      const SyLineMark *mark = &state->levels[line->n_parents].mark;

      if (mark->ch == '>' && line->indent < SY_LINE_CODE_INDENT &&
          line->p < line->end && *line->p == '>')
        {
          line->p++;
          line->column++;
          skip_indent (line);
          if (line->indent > 0)
            line->indent--;
        }
      else if (mark->ch != '>' && line->indent >= mark->contents)
        {
          line->indent -= mark->contents;
        }
      else
        {
          break;
        }
    }

  /* A blank line is in an item wherever it begins. */
  if (is_blank (line))
    while (line->n_parents < state->n_levels && state->levels[line->n_parents].mark.ch != '>')
      line->n_parents++;
}

static gboolean
is_in_all (SyBlockSplitter *self,
           Line            *line)
{
  return line->n_parents == self->builder.state.n_levels;
}

/* What is left of the line, and columns of space before it. */
static void
add_rest (SyBlockSplitter *self,
          Line            *line,
          guint            indent)
{
  sy_block_builder_add_line (&self->builder, get_offset (self, line->p),
                             get_offset (self, line->end), indent);
}

/* A block begins with the line that it is in. */
static SyBlock *
begin_block (SyBlockSplitter *self,
             Line            *line,
             SyBlockKind      kind)
{
  return sy_block_builder_begin (&self->builder, kind, get_offset (self, line->begin));
}

static gboolean
read_fenced (SyBlockSplitter *self,
             Line            *line)
{
  SyBlockState *state = &self->builder.state;

  if (state->pivot != SY_BLOCK_PIVOT_FENCED)
    return FALSE;

  if (line->indent < SY_LINE_CODE_INDENT &&
      sy_line_ends_fence (line->p, line->scan_end, state->fence_char, state->fence_length))
    {
      state->leaf->end = get_offset (self, line->end);
      sy_block_builder_end (&self->builder);
      sy_block_builder_leave (&self->builder, line->n_parents);
      return TRUE;
    }

  if (!is_in_all (self, line))
    return FALSE;

  add_rest (self, line, line->indent - MIN (line->indent, state->fence_indent));

  return TRUE;
}

static gboolean
read_html (SyBlockSplitter *self,
           Line            *line)
{
  SyBlockState *state = &self->builder.state;
  gboolean ends;

  if (state->pivot != SY_BLOCK_PIVOT_HTML || !is_in_all (self, line))
    return FALSE;

  ends = sy_line_ends_html (line->p, line->scan_end, state->html_type);
  if (ends && is_blank (line))
    {
      sy_block_builder_end (&self->builder);
      return TRUE;
    }

  add_rest (self, line, line->indent);
  if (ends)
    sy_block_builder_end (&self->builder);

  return TRUE;
}

static gboolean
is_in_item (SyBlockSplitter *self,
            Line            *line)
{
  const SyBlockState *state = &self->builder.state;

  return line->n_parents > 0 && !line->opened && state->leaf == NULL && state->item_is_empty &&
         state->levels[line->n_parents - 1].mark.ch != '>';
}

static gboolean
read_blank (SyBlockSplitter *self,
            Line            *line)
{
  SyBlockState *state = &self->builder.state;
  SyBlockLine blank = { 0, };

  if (!is_blank (line))
    return FALSE;

  if (state->pivot == SY_BLOCK_PIVOT_INDENTED && is_in_all (self, line))
    {
      blank.start = blank.end = (guint32) get_offset (self, line->p);
      blank.indent = line->indent > SY_LINE_CODE_INDENT ? line->indent - SY_LINE_CODE_INDENT : 0;
      g_array_set_size (self->blank_lines, state->n_blank_lines++);
      g_array_append_val (self->blank_lines, blank);
      return TRUE;
    }

  if (is_in_item (self, line))
    state->item_began_blank = TRUE;

  sy_block_builder_end (&self->builder);
  if (!line->opened)
    sy_block_builder_leave (&self->builder, line->n_parents);

  return TRUE;
}

/* An item can begin with one blank line, not with two: what follows is below it. */
static void
leave_blank_item (SyBlockSplitter *self,
                  Line            *line)
{
  SyBlockState *state = &self->builder.state;

  if (state->item_began_blank && is_in_all (self, line) && is_in_item (self, line))
    {
      line->n_parents--;
      line->indent = line->column;
      if (line->n_parents > 0)
        line->indent -= MIN (line->indent, state->levels[line->n_parents - 1].mark.contents);
    }

  state->item_began_blank = FALSE;
}

static void
begin_text (SyBlockSplitter *self,
            Line            *line)
{
  begin_block (self, line, SY_BLOCK_PARAGRAPH);
  add_rest (self, line, 0);
  self->builder.state.pivot = SY_BLOCK_PIVOT_TEXT;
}

static gboolean
read_setext (SyBlockSplitter *self,
             Line            *line)
{
  SyBlock *leaf = self->builder.state.leaf;
  guint level;

  if (self->builder.state.pivot != SY_BLOCK_PIVOT_TEXT || line->opened ||
      line->indent >= SY_LINE_CODE_INDENT || !is_in_all (self, line))
    return FALSE;

  level = sy_line_get_setext (line->p, line->scan_end);
  if (level == 0)
    return FALSE;

  /* Below nothing but definitions it is text. */
  if (self->builder.firm && !sy_block_builder_take_definitions (&self->builder, leaf))
    {
      leaf->start = get_offset (self, line->p);
      sy_block_builder_add_line (&self->builder, leaf->start, get_offset (self, line->end), 0);
      return TRUE;
    }

  leaf->kind = SY_BLOCK_HEADING;
  leaf->level = level;
  leaf->end = get_offset (self, line->end);
  sy_block_builder_end (&self->builder);

  return TRUE;
}

static gboolean
read_rule (SyBlockSplitter *self,
           Line            *line)
{
  if (line->indent >= SY_LINE_CODE_INDENT || !sy_line_is_rule (line->p, line->scan_end))
    return FALSE;

  sy_block_builder_end (&self->builder);
  if (!line->opened)
    sy_block_builder_leave (&self->builder, line->n_parents);

  begin_block (self, line, SY_BLOCK_RULE)->end = get_offset (self, line->end);
  sy_block_builder_end (&self->builder);

  return TRUE;
}

/* Some of the space after a mark belongs to it. */
static void
skip_mark (Line       *line,
           const char *p,
           SyLineMark *mark)
{
  line->p = p;
  line->column += mark->contents - mark->indent;
  skip_indent (line);

  if (is_blank (line))
    {
      mark->contents++;
    }
  else if (line->indent <= SY_LINE_CODE_INDENT)
    {
      mark->contents += line->indent;
      line->indent = 0;
    }
  else
    {
      mark->contents++;
      line->indent--;
    }
}

/* Another item of a list, whose numbers count on whatever its author wrote. */
static gboolean
read_brother (SyBlockSplitter *self,
              Line            *line)
{
  SyBlockState *state = &self->builder.state;
  const SyBlockLevel *level;
  SyLineMark mark;
  const char *p;

  if (is_in_all (self, line) || line->opened)
    return FALSE;

  level = &state->levels[line->n_parents];
  p = sy_line_get_mark (line->p, line->end, line->indent, &mark);
  if (p == NULL || mark.ch == '>' || mark.ch != level->mark.ch ||
      mark.indent > level->mark.contents)
    return FALSE;

  if (mark.ch == '.' || mark.ch == ')')
    mark.ordinal = MIN (level->mark.ordinal + 1, 999999999);

  skip_mark (line, p, &mark);
  sy_block_builder_leave (&self->builder, line->n_parents);
  sy_block_builder_enter (&self->builder, &mark, get_offset (self, line->begin));
  line->opened = TRUE;

  return TRUE;
}

static gboolean
read_indented (SyBlockSplitter *self,
               Line            *line)
{
  SyBlockState *state = &self->builder.state;

  if (line->indent < SY_LINE_CODE_INDENT || (state->pivot == SY_BLOCK_PIVOT_TEXT && !line->opened))
    return FALSE;

  if (!line->opened && !is_in_all (self, line))
    sy_block_builder_leave (&self->builder, line->n_parents);

  if (state->pivot != SY_BLOCK_PIVOT_INDENTED)
    {
      sy_block_builder_end (&self->builder);
      begin_block (self, line, SY_BLOCK_CODE);
      state->pivot = SY_BLOCK_PIVOT_INDENTED;
    }

  for (guint i = 0; i < state->n_blank_lines; i++)
    {
      const SyBlockLine *blank = &g_array_index (self->blank_lines, SyBlockLine, i);

      sy_block_builder_add_line (&self->builder, blank->start, blank->end, blank->indent);
    }

  state->n_blank_lines = 0;
  add_rest (self, line, line->indent - SY_LINE_CODE_INDENT);

  return TRUE;
}

static gboolean
read_child (SyBlockSplitter *self,
            Line            *line)
{
  SyBlockState *state = &self->builder.state;
  gboolean interrupts = state->pivot == SY_BLOCK_PIVOT_TEXT && !line->opened &&
                        is_in_all (self, line);
  SyLineMark mark;
  const char *p = sy_line_get_mark (line->p, line->end, line->indent, &mark);

  if (p == NULL)
    return FALSE;

  /* A paragraph goes on with what only looks like an item. */
  if (interrupts && mark.ch != '>' &&
      (sy_line_skip_indent (p, line->end, 0, &(guint) { 0 }) == line->end ||
       ((mark.ch == '.' || mark.ch == ')') && mark.ordinal != 1)))
    return FALSE;

  if ((line->opened ? state->n_levels : line->n_parents) >= SY_BLOCK_MAX_LEVELS)
    return FALSE;

  skip_mark (line, p, &mark);
  if (!line->opened)
    {
      sy_block_builder_end (&self->builder);
      sy_block_builder_leave (&self->builder, line->n_parents);
    }

  sy_block_builder_enter (&self->builder, &mark, get_offset (self, line->begin));
  line->opened = TRUE;

  return TRUE;
}

static gboolean
read_table_row (SyBlockSplitter *self,
                Line            *line)
{
  if (self->builder.state.pivot != SY_BLOCK_PIVOT_TABLE || line->opened || !is_in_all (self, line))
    return FALSE;

  add_rest (self, line, 0);

  return TRUE;
}

/* What begins below the line before, in what the line is in. */
static void
end_before (SyBlockSplitter *self,
            Line            *line)
{
  sy_block_builder_end (&self->builder);
  if (!line->opened)
    sy_block_builder_leave (&self->builder, line->n_parents);
}

static gboolean
read_heading (SyBlockSplitter *self,
              Line            *line)
{
  const char *content;
  const char *content_end;
  SyBlock *block;
  guint level;

  if (line->indent >= SY_LINE_CODE_INDENT || *line->p != '#')
    return FALSE;

  level = sy_line_get_heading (line->p, line->end, &content, &content_end);
  if (level == 0)
    return FALSE;

  end_before (self, line);
  block = begin_block (self, line, SY_BLOCK_HEADING);
  block->level = level;
  sy_block_builder_add_line (&self->builder, get_offset (self, content),
                             get_offset (self, content_end), 0);
  block->end = get_offset (self, line->end);
  sy_block_builder_end (&self->builder);

  return TRUE;
}

/* The first word after the marks. */
static char *
dup_language (const char *p,
              const char *end)
{
  const char *begin;

  while (p < end && (*p == ' ' || *p == '\t'))
    p++;

  begin = p;
  while (p < end && *p != ' ' && *p != '\t')
    p++;

  return p > begin ? g_strndup (begin, (gsize) (p - begin)) : NULL;
}

static gboolean
read_fence (SyBlockSplitter *self,
            Line            *line)
{
  SyBlockState *state = &self->builder.state;
  guint length;
  SyBlock *block;

  if (line->indent >= SY_LINE_CODE_INDENT)
    return FALSE;

  length = sy_line_get_fence (line->p, line->scan_end);
  if (length == 0)
    return FALSE;

  end_before (self, line);
  block = begin_block (self, line, SY_BLOCK_CODE);
  block->language = dup_language (line->p + length, line->scan_end);
  block->end = get_offset (self, line->end);
  state->pivot = SY_BLOCK_PIVOT_FENCED;
  state->fence_char = *line->p;
  state->fence_length = length;
  state->fence_indent = line->indent;

  return TRUE;
}

static gboolean
begin_html (SyBlockSplitter *self,
            Line            *line)
{
  SyBlockState *state = &self->builder.state;
  guint type;

  if (line->indent >= SY_LINE_CODE_INDENT)
    return FALSE;

  type = sy_line_get_html (line->p, line->scan_end);
  if (type == 0 || (type == 7 && state->pivot == SY_BLOCK_PIVOT_TEXT && !line->opened))
    return FALSE;

  end_before (self, line);
  begin_block (self, line, SY_BLOCK_HTML);
  add_rest (self, line, line->indent);
  state->pivot = SY_BLOCK_PIVOT_HTML;
  state->html_type = type;
  if (type < 6 && sy_line_ends_html (line->p, line->scan_end, type))
    sy_block_builder_end (&self->builder);

  return TRUE;
}

static gboolean
begin_table (SyBlockSplitter *self,
             Line            *line)
{
  SyBlockState *state = &self->builder.state;

  if (state->pivot != SY_BLOCK_PIVOT_TEXT || line->opened || !is_in_all (self, line) ||
      state->leaf->lines->len != 1 || strchr ("|-:", *line->p) == NULL ||
      !sy_line_is_table (line->p, line->scan_end))
    return FALSE;

  state->leaf->kind = SY_BLOCK_TABLE;
  add_rest (self, line, 0);
  state->pivot = SY_BLOCK_PIVOT_TABLE;

  return TRUE;
}

static void
read_task (SyBlockSplitter *self,
           Line            *line)
{
  SyBlockLevel *level = &self->builder.state.levels[self->builder.state.n_levels - 1];
  SyContainer *old = level->container;
  const char *text;
  int task;

  if (level->mark.ch == '>')
    return;

  text = sy_line_get_task (line->p, line->end, &task);
  if (text == NULL)
    return;

  line->p = text;
  level->container = sy_container_new (sy_container_get_kind (old),
                                       sy_container_get_ordinal (old), task,
                                       (SyContainer *) sy_container_get_parent (old));
  sy_block_set_container (self->builder.state.placeholder, level->container);
  sy_container_unref (old);
}

static void
read_text (SyBlockSplitter *self,
           Line            *line)
{
  SyBlockState *state = &self->builder.state;

  if (state->pivot == SY_BLOCK_PIVOT_TEXT && !line->opened)
    {
      add_rest (self, line, 0);
      return;
    }

  end_before (self, line);
  if (line->opened)
    read_task (self, line);
  begin_text (self, line);
}

/* The order is that of md4c. */
static void
read_line (SyBlockSplitter *self,
           const char      *begin,
           const char      *end)
{
  Line line = { begin, begin, end, end, 0, 0, 0, FALSE };

  if (!self->builder.firm && end - begin > MAX_OPEN_BYTES)
    line.scan_end = begin + MAX_OPEN_BYTES;

  skip_indent (&line);
  line.scan_end = MAX (line.scan_end, line.p);
  match_levels (self, &line);
  if (read_fenced (self, &line) || read_html (self, &line))
    return;

  for (;;)
    {
      if (read_blank (self, &line))
        return;

      line.scan_end = MAX (line.scan_end, line.p);
      leave_blank_item (self, &line);
      if (read_setext (self, &line) || read_rule (self, &line))
        return;
      if (read_brother (self, &line))
        continue;
      if (read_indented (self, &line))
        return;
      if (!read_child (self, &line))
        break;
    }

  if (!read_table_row (self, &line) && !read_heading (self, &line) &&
      !read_fence (self, &line) && !begin_html (self, &line) && !begin_table (self, &line))
    read_text (self, &line);
}

static const char *
find_line_end (const char *p,
               const char *end)
{
  while (p < end && *p != '\n' && *p != '\r')
    p++;

  return p;
}

/* Only lines that have an end; the last byte may be half of one. */
static void
read_lines (SyBlockSplitter *self,
            const char      *end)
{
  for (;;)
    {
      const char *begin = self->builder.source + self->line_start;
      const char *line_end = find_line_end (self->builder.source + self->searched, end);

      self->searched = get_offset (self, line_end);
      if (line_end == end || (*line_end == '\r' && line_end + 1 == end))
        break;

      read_line (self, begin, line_end);
      line_end += *line_end == '\r' && line_end[1] == '\n' ? 2 : 1;
      self->line_start = get_offset (self, line_end);
      self->searched = self->line_start;
    }
}

/* Blanks without an end are not worth to be counted again and again. */
static gboolean
is_endless_blank (const char *begin,
                  const char *end)
{
  const char *limit = begin + MAX_OPEN_BYTES;
  guint indent;

  return end > limit &&
         sy_line_skip_indent (begin + MAX_MARK_BYTES, limit, 0, &indent) == limit;
}

static void
read_open_line (SyBlockSplitter *self,
                const char      *end,
                gboolean         whole)
{
  const char *begin = self->builder.source + self->line_start;

  if (end > begin && (whole || !is_endless_blank (begin, end)))
    read_line (self, begin, end[-1] == '\r' ? end - 1 : end);
}

/**
 * sy_block_splitter_new:
 *
 * Finds the blocks of a Markdown text that comes in pieces.  A line is read when its end has
 * come, and never again; the last one is read as if it ended, and again when it has grown.  So
 * the blocks are at any time those of the text so far.
 *
 * Which line is what is by the rules of CommonMark, with tables and tasks as GitHub has them,
 * in the order in which md4c asks.
 *
 * Returns: (transfer full): a splitter that has seen nothing
 */
SyBlockSplitter *
sy_block_splitter_new (void)
{
  SyBlockSplitter *self = g_new0 (SyBlockSplitter, 1);

  sy_block_builder_init (&self->builder);
  self->blank_lines = g_array_new (FALSE, FALSE, sizeof (SyBlockLine));

  return self;
}

void
sy_block_splitter_free (SyBlockSplitter *self)
{
  g_return_if_fail (self != NULL);

  sy_block_builder_clear (&self->builder);
  g_array_unref (self->blank_lines);
  g_free (self);
}

/**
 * sy_block_splitter_push:
 * @source: what has come until now; it may have moved
 * @length: how many bytes these are, at most 4 GiB
 * @whole: whether nothing follows
 *
 * Reads what is new.
 */
void
sy_block_splitter_push (SyBlockSplitter *self,
                        const char      *source,
                        gsize            length,
                        gboolean         whole)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (length <= G_MAXUINT32);

  self->builder.source = source;
  sy_block_builder_restore (&self->builder);
  self->builder.firm = TRUE;
  read_lines (self, source + length);

  if (whole)
    {
      read_open_line (self, source + length, TRUE);
      self->line_start = length;
      self->searched = length;
      sy_block_builder_end (&self->builder);
      sy_block_builder_leave (&self->builder, 0);
      sy_block_builder_save (&self->builder);
    }
  else
    {
      sy_block_builder_save (&self->builder);
      self->builder.firm = FALSE;
      read_open_line (self, source + length, FALSE);
    }

  sy_block_builder_forget (&self->builder);
}

/**
 * sy_block_splitter_get_blocks:
 *
 * Returns: (transfer none) (element-type SyBlock): the blocks so far
 */
GPtrArray *
sy_block_splitter_get_blocks (SyBlockSplitter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->builder.blocks;
}

/**
 * sy_block_splitter_get_n_firm:
 *
 * Returns: how many of the blocks do not depend on how the last line goes on; of these the
 *   last one may still grow, become another kind of block, or vanish
 */
guint
sy_block_splitter_get_n_firm (SyBlockSplitter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->builder.n_firm;
}

/**
 * sy_block_splitter_get_definitions:
 *
 * Returns: (transfer none) (element-type utf8): what links lead to, as it was written
 */
GPtrArray *
sy_block_splitter_get_definitions (SyBlockSplitter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->builder.definitions;
}
