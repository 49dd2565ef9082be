/* sy-sse-parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-sse-parser"

#include "config.h"

#include "sy-sse-parser.h"

#include "sy-error.h"
#include "sy-utf8.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const guchar byte_order_mark[] = { 0xef, 0xbb, 0xbf };

/* What a line holds beside an event's data: "data: ". */
#define MAX_FIELD_NAME 64

/* Buffers that one large event made are not kept for the small ones after it. */
#define MAX_IDLE_BUFFER 65536

/* Where the data of the open event is. */
typedef enum
{
  IN_READ,
  IN_LINE,
  IN_DATA,
} Place;

/* @line is the part of a line that came in earlier reads.  @value is the data of the
 * open event: that of one line, which is left where it came as long as it can be, or
 * of several, joined in @data.  @skip_line is set inside a comment that is still
 * without an end, @skip_lf when the last line ended with CR.
 */
struct _SySseParser
{
  gsize       max_event;
  GString    *line;
  GString    *data;
  GString    *type;
  const char *value;
  gsize       length;
  Place       place;
  guint       bom_seen;
  guint       bom_done : 1;
  guint       has_data : 1;
  guint       skip_lf : 1;
  guint       skip_line : 1;
  guint       failed : 1;
};

static void
reset_buffer (GString **buffer)
{
  if ((*buffer)->allocated_len > MAX_IDLE_BUFFER)
    {
      g_string_free (*buffer, TRUE);
      *buffer = g_string_new (NULL);
    }

  g_string_truncate (*buffer, 0);
}

static void
append_valid (GString    *buffer,
              const char *text,
              gsize       length)
{
  g_autofree char *valid = NULL;

  if (g_utf8_validate_len (text, length, NULL))
    {
      g_string_append_len (buffer, text, length);
      return;
    }

  valid = sy_utf8_make_valid (text, length);
  g_string_append (buffer, valid);
}

static gboolean
fail_too_large (SySseParser  *self,
                GError      **error)
{
  self->failed = TRUE;
  self->has_data = FALSE;
  reset_buffer (&self->line);
  reset_buffer (&self->data);
  g_set_error_literal (error, SY_ERROR, SY_ERROR_TOO_LARGE,
                       _("The server sent more in one piece than is accepted"));

  return FALSE;
}

/* Returns whether the data, with U+FFFD for what is no UTF-8, is within the bound. */
static gboolean
give_event (SySseParser *self,
            SySseFunc    func,
            gpointer     user_data)
{
  SySseEvent event = { self->type->str, self->value, self->length };
  g_autofree char *valid = NULL;

  if (!g_utf8_validate_len (event.data, event.length, NULL))
    {
      event.data = valid = sy_utf8_make_valid (event.data, (gssize) event.length);
      event.length = strlen (valid);
      self->place = IN_READ;
    }

  if (event.length > self->max_event)
    return FALSE;

  func (&event, user_data);

  return TRUE;
}

static gboolean
dispatch (SySseParser *self,
          SySseFunc    func,
          gpointer     user_data)
{
  gboolean fits = TRUE;

  if (self->has_data)
    {
      fits = give_event (self, func, user_data);
      self->has_data = FALSE;
      reset_buffer (&self->data);
    }

  reset_buffer (&self->type);

  return fits;
}

/* Takes the open event's data out of what will not stay. */
static void
keep_data (SySseParser *self)
{
  GString *line = self->line;
  gsize offset = 0;

  if (!self->has_data || self->place == IN_DATA)
    return;

  if (self->place == IN_LINE)
    {
      offset = self->value - line->str;
      self->line = self->data;
      self->data = line;
    }
  else
    {
      g_string_append_len (self->data, self->value, self->length);
    }

  self->value = self->data->str + offset;
  self->place = IN_DATA;
}

static gboolean
add_data (SySseParser *self,
          const char  *value,
          gsize        length,
          Place        place)
{
  if (length > self->max_event)
    return FALSE;

  if (!self->has_data)
    {
      self->has_data = TRUE;
      self->value = value;
      self->length = length;
      self->place = place;
      return TRUE;
    }

  if (self->length + 1 > self->max_event - length)
    return FALSE;

  keep_data (self);

  /* The name of its field is still in front of a line that became the buffer. */
  if (self->value != self->data->str)
    g_string_erase (self->data, 0, self->value - self->data->str);

  g_string_append_c (self->data, '\n');
  g_string_append_len (self->data, value, length);
  self->value = self->data->str;
  self->length = self->data->len;

  return TRUE;
}

/* One whole line, without its end. */
static gboolean
take_line (SySseParser *self,
           const char  *line,
           gsize        length,
           Place        place,
           SySseFunc    func,
           gpointer     user_data)
{
  const char *colon = NULL;
  const char *value = NULL;
  gsize name_length;

  if (length == 0)
    return dispatch (self, func, user_data);

  colon = memchr (line, ':', length);
  name_length = colon != NULL ? (gsize) (colon - line) : length;
  value = colon != NULL ? colon + 1 : line + length;

  if (value < line + length && *value == ' ')
    value++;

  if (name_length == 4 && memcmp (line, "data", 4) == 0)
    return add_data (self, value, line + length - value, place);

  if (name_length == 5 && memcmp (line, "event", 5) == 0)
    {
      g_string_truncate (self->type, 0);
      append_valid (self->type, value, line + length - value);
    }

  /* Comments, "id", "retry" and what is unknown say nothing here. */
  return TRUE;
}

/* The end of a line whose start is in @line, or which came whole. */
static gboolean
end_line (SySseParser *self,
          const char  *rest,
          gsize        length,
          SySseFunc    func,
          gpointer     user_data)
{
  gboolean fits;

  if (self->skip_line)
    {
      self->skip_line = FALSE;
      return TRUE;
    }

  if (self->line->len == 0)
    return take_line (self, rest, length, IN_READ, func, user_data);

  g_string_append_len (self->line, rest, length);
  fits = take_line (self, self->line->str, self->line->len, IN_LINE, func, user_data);

  if (self->place == IN_LINE)
    keep_data (self);

  reset_buffer (&self->line);

  return fits;
}

/* A line whose end has not come.  Nothing in here is looked at twice. */
static gboolean
keep_line (SySseParser *self,
           const char  *start,
           gsize        length)
{
  gsize rest;

  if (length == 0 || self->skip_line)
    return TRUE;

  if (self->line->len == 0 && *start == ':')
    {
      self->skip_line = TRUE;
      return TRUE;
    }

  rest = self->max_event + MAX_FIELD_NAME - self->line->len;

  if (length > rest)
    return FALSE;

  g_string_append_len (self->line, start, length);

  return TRUE;
}

/* Skips the byte order mark at the very start, which may come byte by byte. */
static const char *
skip_byte_order_mark (SySseParser *self,
                      const char  *p,
                      const char  *end)
{
  while (!self->bom_done && p < end)
    {
      if ((guchar) *p != byte_order_mark[self->bom_seen])
        {
          g_string_append_len (self->line, (const char *) byte_order_mark, self->bom_seen);
          self->bom_done = TRUE;
          break;
        }

      p++;
      self->bom_done = ++self->bom_seen == sizeof byte_order_mark;
    }

  return p;
}

/* The first CR or LF from @p on.  @lf is where the next LF was found before, so a
 * read full of CRs is not searched to its end for each of them.
 */
static const char *
find_line_end (const char  *p,
               const char  *end,
               const char **lf)
{
  const char *cr = NULL;

  if (*lf < p)
    {
      *lf = memchr (p, '\n', end - p);

      if (*lf == NULL)
        *lf = end;
    }

  cr = memchr (p, '\r', *lf - p);

  return cr != NULL ? cr : *lf;
}

/**
 * sy_sse_parser_new:
 * @max_event: the most bytes one event's data may have
 *
 * A parser of text/event-stream after the rules of the WHATWG, "Interpreting an
 * event stream".  It is pushed to, does no I/O and takes time in proportion to what
 * it is given, however that is cut.
 *
 * Returns: (transfer full): a parser at the start of a stream
 */
SySseParser *
sy_sse_parser_new (gsize max_event)
{
  SySseParser *self = NULL;

  g_return_val_if_fail (max_event > 0 && max_event <= G_MAXINT32, NULL);

  self = g_new0 (SySseParser, 1);
  self->max_event = max_event;
  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->type = g_string_new (NULL);

  return self;
}

/**
 * sy_sse_parser_free:
 * @self: (transfer full): a parser
 */
void
sy_sse_parser_free (SySseParser *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->line, TRUE);
  g_string_free (self->data, TRUE);
  g_string_free (self->type, TRUE);
  g_free (self);
}

/**
 * sy_sse_parser_push:
 * @self: a parser
 * @data: the next bytes of the stream, cut anywhere
 * @length: bytes of @data
 * @func: called for each event that is whole now; must not push into @self
 * @user_data: for @func
 * @error: return location: %SY_ERROR_TOO_LARGE when one event's data, or one line,
 *   is over the bound
 *
 * Bytes that are no UTF-8, and NUL, become U+FFFD.
 *
 * Returns: %FALSE when the stream cannot be read on
 */
gboolean
sy_sse_parser_push (SySseParser  *self,
                    const char   *data,
                    gsize         length,
                    SySseFunc     func,
                    gpointer      user_data,
                    GError      **error)
{
  const char *p = data;
  const char *end = NULL;
  const char *lf = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->failed)
    return fail_too_large (self, error);

  if (length == 0)
    return TRUE;

  end = data + length;
  p = skip_byte_order_mark (self, p, end);

  while (p < end)
    {
      const char *line_end = NULL;

      if (self->skip_lf && *p == '\n')
        p++;

      self->skip_lf = FALSE;
      line_end = find_line_end (p, end, &lf);

      if (line_end == end)
        break;

      if (!end_line (self, p, line_end - p, func, user_data))
        return fail_too_large (self, error);

      self->skip_lf = *line_end == '\r';
      p = line_end + 1;
    }

  if (!keep_line (self, p, end - p))
    return fail_too_large (self, error);

  /* The read is gone after this, and an event with it that is still open. */
  keep_data (self);

  return TRUE;
}

/**
 * sy_sse_parser_take_data:
 * @self: a parser, inside its function
 * @event: the event that the function was given
 *
 * Returns: (transfer full): the event's data, to be kept; large data is not copied
 */
GBytes *
sy_sse_parser_take_data (SySseParser      *self,
                         const SySseEvent *event)
{
  g_autoptr(GBytes) buffer = NULL;
  gsize offset;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (event != NULL, NULL);

  if (self->place != IN_DATA)
    return g_bytes_new (event->data, event->length);

  offset = self->value - self->data->str;
  buffer = g_string_free_to_bytes (g_steal_pointer (&self->data));
  self->data = g_string_new (NULL);

  return g_bytes_new_from_bytes (buffer, offset, event->length);
}

/**
 * sy_sse_parser_finish:
 * @self: a parser
 * @func: called for a last event
 * @user_data: for @func
 *
 * Tells that the stream is over.  Other than the WHATWG wants, an event without a
 * blank line after it is given out: some servers end like that.  Its data may be
 * cut, which only who reads them can tell.
 */
void
sy_sse_parser_finish (SySseParser *self,
                      SySseFunc    func,
                      gpointer     user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  if (self->failed)
    return;

  if ((self->line->len == 0 && !self->skip_line) ||
      end_line (self, "", 0, func, user_data))
    dispatch (self, func, user_data);
}
