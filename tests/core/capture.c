/* capture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture.h"

#include "sy-json.h"

#include <string.h>

static char *
build_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "captures", name, NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
is_chunked (const Capture *self)
{
  return g_strcmp0 (g_hash_table_lookup (self->headers, "transfer-encoding"), "chunked") == 0;
}

static void
read_head (Capture *self)
{
  g_autofree char *head = g_strndup (self->bytes, self->head_length);
  g_auto(GStrv) lines = g_strsplit (head, "\r\n", -1);

  g_assert_true (g_str_has_prefix (lines[0], "HTTP/1.1 "));
  self->status = (guint) g_ascii_strtoull (lines[0] + strlen ("HTTP/1.1 "), NULL, 10);

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], ": ", 2);

      g_hash_table_insert (self->headers, g_ascii_strdown (pair[0], -1), g_strdup (pair[1]));
    }
}

/* The data of the chunk that begins at @p. */
static char *
find_data (const char *p,
           gsize      *size)
{
  char *end = NULL;

  *size = (gsize) g_ascii_strtoull (p, &end, 16);

  return end + strlen ("\r\n");
}

static void
read_body (Capture *self)
{
  const char *p = self->bytes + self->head_length;
  const char *end = self->bytes + self->length;
  gsize size = 0;

  if (!is_chunked (self))
    {
      g_string_append_len (self->body, p, end - p);
      return;
    }

  for (; p < end; p += size + strlen ("\r\n"))
    {
      p = find_data (p, &size);
      g_assert_true (p + size <= end);
      g_string_append_len (self->body, p, (gssize) size);
    }
}

static void
point_clear (gpointer data)
{
  g_free (((CapturePoint *) data)->reason);
}

static void
append (GString    *text,
        const char *more)
{
  if (more != NULL)
    g_string_append (text, more);
}

static void
add_point (Capture    *self,
           JsonObject *root,
           gsize       end)
{
  JsonObject *choice = sy_json_array_object (sy_json_get_array (root, "choices"), 0);
  JsonObject *delta = sy_json_get_object (choice, "delta");
  const char *reason = sy_json_get_string (choice, "finish_reason");
  CapturePoint point = { .end = end };

  append (self->text, sy_json_get_string (delta, "content"));
  append (self->reasoning, sy_json_get_string (delta, "reasoning_content"));
  point.text = self->text->len;
  point.reasoning = self->reasoning->len;
  point.is_error = sy_json_get_object (root, "error") != NULL;

  if (self->points->len > 0)
    {
      const CapturePoint *before = &g_array_index (self->points, CapturePoint,
                                                   self->points->len - 1);

      reason = reason != NULL ? reason : before->reason;
      point.is_error |= before->is_error;
    }

  point.reason = g_strdup (reason);
  g_array_append_val (self->points, point);
}

static void
read_points (Capture *self)
{
  const char *start = self->body->str;
  const char *p = start;
  const char *line_end = NULL;

  for (; (line_end = strchr (p, '\n')) != NULL; p = line_end + 1)
    {
      const char *data = p + strlen ("data: ");
      g_autoptr(JsonNode) node = NULL;

      if (!g_str_has_prefix (p, "data: {"))
        continue;

      node = sy_json_parse (data, line_end - data, NULL);
      add_point (self, sy_json_node_object (node), line_end - start);
    }

  g_assert_cmpuint (self->points->len, >, 2);
}

/* The names of all recorded answers, in order. */
GPtrArray *
capture_list_names (void)
{
  g_autofree char *path = build_path ("");
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (path, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  g_assert_no_error (error);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".txt"))
        g_ptr_array_add (names, g_strdup (name));
    }

  g_assert_cmpuint (names->len, >=, CAPTURE_MINIMUM);
  g_ptr_array_sort (names, compare_names);

  return names;
}

void
capture_for_each (CaptureFunc func)
{
  g_autoptr(GPtrArray) names = capture_list_names ();

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr(Capture) capture = capture_new (g_ptr_array_index (names, i));

      g_test_message ("%s", capture->name);
      func (capture);
    }
}

Capture *
capture_new (const char *name)
{
  g_autofree char *path = build_path (name);
  g_autoptr(GError) error = NULL;
  Capture *self = g_new0 (Capture, 1);
  const char *type = NULL;

  g_file_get_contents (path, &self->bytes, &self->length, &error);
  g_assert_no_error (error);
  self->name = g_strdup (name);
  self->head_length = strstr (self->bytes, "\r\n\r\n") + 4 - self->bytes;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->body = g_string_new (NULL);
  self->points = g_array_new (FALSE, TRUE, sizeof (CapturePoint));
  self->text = g_string_new (NULL);
  self->reasoning = g_string_new (NULL);
  g_array_set_clear_func (self->points, point_clear);
  read_head (self);
  read_body (self);

  type = g_hash_table_lookup (self->headers, "content-type");
  self->is_chat_stream = self->status == 200 && g_strcmp0 (type, "text/event-stream") == 0 &&
                         strstr (self->body->str, "chat.completion.chunk") != NULL;

  if (self->is_chat_stream)
    read_points (self);

  return self;
}

void
capture_free (Capture *self)
{
  g_free (self->name);
  g_free (self->bytes);
  g_hash_table_unref (self->headers);
  g_string_free (self->body, TRUE);
  g_array_unref (self->points);
  g_string_free (self->text, TRUE);
  g_string_free (self->reasoning, TRUE);
  g_free (self);
}

/* Whether the byte before @at is one of the sizes and line ends around the chunks. */
gboolean
capture_is_framing (const Capture *self,
                    gsize          at)
{
  return at > self->head_length &&
         capture_get_body_until (self, at) == capture_get_body_until (self, at - 1);
}

/* How much of the body is in the first @at bytes of the answer. */
gsize
capture_get_body_until (const Capture *self,
                        gsize          at)
{
  const char *p = self->bytes + self->head_length;
  const char *end = self->bytes + at;
  gsize length = 0;
  gsize size = 0;

  if (at <= self->head_length)
    return 0;

  if (!is_chunked (self))
    return at - self->head_length;

  for (; p < end; p += size + strlen ("\r\n"))
    {
      p = find_data (p, &size);

      if (p < end)
        length += MIN (size, (gsize) (end - p));
    }

  return length;
}

/* The last point within the first @body_length bytes of the body, if there is one. */
const CapturePoint *
capture_find_point (const Capture *self,
                    gsize          body_length)
{
  const CapturePoint *found = NULL;

  for (guint i = 0; i < self->points->len; i++)
    {
      const CapturePoint *point = &g_array_index (self->points, CapturePoint, i);

      if (point->end > body_length)
        break;

      found = point;
    }

  return found;
}
