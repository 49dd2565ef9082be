/* sy-code-highlighter.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-code-highlighter"

#include "config.h"

#include "sy-code-highlighter.h"

#include "sy-code-language.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#ifdef HAVE_MALLOC_TRIM
#include <malloc.h>
#endif

/* One line of 57 KB was seen to block for 1.4 s: beyond these code stays plain. */
#define MAX_LINE_BYTES  1000
#define MAX_LINES       2000
#define MAX_BYTES       (200 * 1024)

#define MAX_WORD_BYTES  64

/* A mark on a language, for which it is done once, and how long it has to be quiet. */
#define RELEASED        "sy-released"
#define RELEASE_SECONDS 3

/* How long one turn may take. */
#define SLICE_US        3000

/* Each call costs the buffer time by all lines it has, so it gets several at once: as
 * many as it has taken for a part of a turn before.
 */
#define FIRST_BATCH     4
#define MAX_BATCH       32
#define MAX_BATCH_BYTES 1500

/* Code of one block, highlighted line by line in a buffer that no view shows.
 *
 * @pending is what the buffer does not have yet, from @position on.  @line_ends has
 * for each line of the buffer how many bytes it and those before it have.
 */
struct _SyCodeHighlighter
{
  GObject          parent_instance;

  char            *language;
  gboolean         dark;
  gboolean         plain;
  gboolean         finished;
  gsize            n_bytes;
  guint            n_lines;
  gsize            line_bytes;

  GString         *pending;
  gsize            position;
  GtkSourceBuffer *buffer;
  GArray          *line_ends;
  guint            batch;
  guint            source;
  guint            release_source;
};

G_DEFINE_FINAL_TYPE (SyCodeHighlighter, sy_code_highlighter, G_TYPE_OBJECT)

enum
{
  HIGHLIGHTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkSourceLanguage *
find_language (const char *word)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  const char *id = sy_code_language_get_id (word);
  g_autofree char *lower = g_ascii_strdown (word, -1);
  g_autofree char *file = g_strconcat ("code.", lower, NULL);
  GtkSourceLanguage *language;

  if (id != NULL)
    return *id != '\0' ? gtk_source_language_manager_get_language (manager, id) : NULL;

  language = gtk_source_language_manager_get_language (manager, lower);
  if (language == NULL)
    language = gtk_source_language_manager_guess_language (manager, file, NULL);
  if (language == NULL)
    language = gtk_source_language_manager_guess_language (manager, word, NULL);
  if (language == NULL && strchr (word, '/') != NULL)
    language = gtk_source_language_manager_guess_language (manager, NULL, lower);

  return language;
}

static void
update_scheme (SyCodeHighlighter *self)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();

  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (
                                        manager, self->dark ? "Adwaita-dark" : "Adwaita"));
}

static void
stop (SyCodeHighlighter *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_string_truncate (self->pending, 0);
  self->position = 0;
}

static void
drop_buffer (SyCodeHighlighter *self)
{
  /* Much faster than to free it with all its tags. */
  if (self->buffer != NULL)
    gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), "", 0);
  g_clear_object (&self->buffer);
}

/* For good, and also what was highlighted before. */
static void
become_plain (SyCodeHighlighter *self)
{
  guint n_lines = self->line_ends->len;

  self->plain = TRUE;
  stop (self);
  drop_buffer (self);
  g_array_set_size (self->line_ends, 0);
  if (n_lines > 0)
    g_signal_emit (self, signals[HIGHLIGHTED], 0, 0, n_lines);
}

/* The line that begins at @position of what is pending, if it is whole.  Its break
 * counts.
 */
static gsize
get_line_length (SyCodeHighlighter *self,
                 gsize              position)
{
  const char *start = self->pending->str + position;
  const char *end = strchr (start, '\n');

  if (end != NULL)
    return end + 1 - start;

  return self->finished ? strlen (start) : 0;
}

static gsize
get_line_start (SyCodeHighlighter *self,
                guint              line)
{
  return line > 0 ? g_array_index (self->line_ends, gsize, line - 1) : 0;
}

static void
make_buffer (SyCodeHighlighter *self)
{
  GtkSourceLanguage *language = find_language (self->language);

  if (language == NULL)
    {
      become_plain (self);
      return;
    }

  self->buffer = gtk_source_buffer_new (NULL);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self->buffer), FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (self->buffer, FALSE);
  update_scheme (self);
  gtk_source_buffer_set_language (self->buffer, language);
}

/* Takes the next lines and returns how many bytes they have. */
static gsize
take_batch (SyCodeHighlighter *self)
{
  gsize start = get_line_start (self, self->line_ends->len);
  gsize length = 0;
  gsize more;

  for (guint i = 0; i < self->batch; i++)
    {
      gsize end;

      more = get_line_length (self, self->position + length);
      if (more == 0 || (i > 0 && length + more > MAX_BATCH_BYTES))
        break;

      length += more;
      end = start + length;
      g_array_append_val (self->line_ends, end);
    }

  return length;
}

static void
highlight_batch (SyCodeHighlighter *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  guint first_line = self->line_ends->len;
  gsize length = take_batch (self);
  GtkTextIter first;
  GtkTextIter last;

  gtk_text_buffer_get_end_iter (buffer, &last);
  gtk_text_buffer_insert (buffer, &last, self->pending->str + self->position, length);
  gtk_text_buffer_get_iter_at_line (buffer, &first, first_line);
  gtk_source_buffer_ensure_highlight (self->buffer, &first, &last);
  self->position += length;
}

static void
highlight_slice (SyCodeHighlighter *self)
{
  gint64 started = g_get_monotonic_time ();
  guint first_line = self->line_ends->len;
  gint64 before;
  gint64 now = started;

  do
    {
      before = now;
      highlight_batch (self);
      now = g_get_monotonic_time ();
      if (now - before < SLICE_US / 3)
        self->batch = MIN (self->batch * 2, MAX_BATCH);
      else if (now - before > SLICE_US * 2 / 3)
        self->batch = MAX (self->batch / 2, 1);
    }
  while (get_line_length (self, self->position) > 0 &&
         now - started + 2 * (now - before) < SLICE_US);

  if (get_line_length (self, self->position) == 0)
    {
      g_string_erase (self->pending, 0, self->position);
      self->position = 0;
    }

  g_signal_emit (self, signals[HIGHLIGHTED], 0, first_line, self->line_ends->len - first_line);
}

static gboolean
release_cb (gpointer data)
{
  SyCodeHighlighter *self = SY_CODE_HIGHLIGHTER (data);

  self->release_source = 0;
  if (self->buffer != NULL)
    g_object_set_data (G_OBJECT (gtk_source_buffer_get_language (self->buffer)), RELEASED,
                       GINT_TO_POINTER (TRUE));

#ifdef HAVE_MALLOC_TRIM
  malloc_trim (0);
#endif

  return G_SOURCE_REMOVE;
}

/* GtkSourceView reads the definitions of all languages to find one, and those of the one in full:
 * the C library keeps what that took, 3 MB, until it is told to give it back.
 */
static void
queue_release (SyCodeHighlighter *self)
{
  GtkSourceLanguage *language = gtk_source_buffer_get_language (self->buffer);

  if (self->release_source == 0 && g_object_get_data (G_OBJECT (language), RELEASED) == NULL)
    self->release_source = g_timeout_add_seconds_full (G_PRIORITY_LOW, RELEASE_SECONDS,
                                                       release_cb, self, NULL);
}

/* A language is read in a turn of its own: that cannot be divided. */
static gboolean
work_cb (gpointer data)
{
  SyCodeHighlighter *self = SY_CODE_HIGHLIGHTER (data);
  g_autoptr(SyCodeHighlighter) alive = g_object_ref (self);
  guint source = self->source;

  if (self->buffer == NULL)
    make_buffer (self);
  else
    highlight_slice (self);

  if (self->source != source)
    return G_SOURCE_REMOVE;

  if (get_line_length (self, self->position) > 0)
    return G_SOURCE_CONTINUE;

  self->source = 0;
  queue_release (self);

  return G_SOURCE_REMOVE;
}

static void
queue_work (SyCodeHighlighter *self)
{
  if (self->plain || self->source != 0 || get_line_length (self, self->position) == 0)
    return;

  self->source = g_idle_add_full (G_PRIORITY_LOW, work_cb, self, NULL);
}

/* Where the buffer would begin a line and we do not, it gets a character of the same
 * length that does not.
 */
static void
add_pending (SyCodeHighlighter *self,
             const char        *text,
             gsize              length)
{
  gsize start = self->pending->len;
  char *found;

  g_string_append_len (self->pending, text, length);
  for (found = self->pending->str + start; (found = strchr (found, '\r')) != NULL; found++)
    *found = ' ';
  for (found = self->pending->str + start; (found = strstr (found, "\342\200\251")) != NULL; found++)
    found[2] = '\250';
}

/* Takes what is inside of the limits of length. */
static void
take_text (SyCodeHighlighter *self,
           const char        *text)
{
  while (*text != '\0')
    {
      const char *end = strchr (text, '\n');
      gsize length = end != NULL ? (gsize) (end - text) : strlen (text);

      self->line_bytes += length;
      if (self->line_bytes > MAX_LINE_BYTES)
        {
          self->finished = TRUE;
          g_string_truncate (self->pending, self->pending->len - (self->line_bytes - length));
          return;
        }

      add_pending (self, text, length + (end != NULL ? 1 : 0));
      text += length;
      if (end != NULL)
        {
          text++;
          self->line_bytes = 0;
          self->n_lines++;
        }
    }
}

static void
add_attribute (PangoAttrList  *list,
               PangoAttribute *attribute,
               gsize           start,
               gsize           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static guint16
to_16_bits (float part)
{
  return CLAMP (part, 0, 1) * 65535;
}

/* What the schemes use of a tag. */
static void
add_tag (PangoAttrList *list,
         GtkTextTag    *tag,
         gsize          start,
         gsize          end)
{
  g_autoptr(GdkRGBA) color = NULL;
  gboolean color_set;
  gboolean weight_set;
  gboolean style_set;
  gboolean strike_set;
  gboolean underline_set;
  int weight;
  PangoStyle style;
  PangoUnderline underline;
  gboolean strike;

  g_object_get (tag,
                "foreground-rgba", &color, "foreground-set", &color_set,
                "weight", &weight, "weight-set", &weight_set,
                "style", &style, "style-set", &style_set,
                "strikethrough", &strike, "strikethrough-set", &strike_set,
                "underline", &underline, "underline-set", &underline_set,
                NULL);

  if (color_set && color != NULL)
    add_attribute (list, pango_attr_foreground_new (to_16_bits (color->red),
                                                    to_16_bits (color->green),
                                                    to_16_bits (color->blue)), start, end);
  if (weight_set)
    add_attribute (list, pango_attr_weight_new (weight), start, end);
  if (style_set)
    add_attribute (list, pango_attr_style_new (style), start, end);
  if (strike_set)
    add_attribute (list, pango_attr_strikethrough_new (strike), start, end);
  if (underline_set)
    add_attribute (list, pango_attr_underline_new (underline), start, end);
}

static gsize
get_byte (SyCodeHighlighter *self,
          const GtkTextIter *iter)
{
  return get_line_start (self, gtk_text_iter_get_line (iter)) +
         gtk_text_iter_get_line_index (iter);
}

static void
sy_code_highlighter_dispose (GObject *object)
{
  SyCodeHighlighter *self = SY_CODE_HIGHLIGHTER (object);

  stop (self);
  g_clear_handle_id (&self->release_source, g_source_remove);
  drop_buffer (self);

  G_OBJECT_CLASS (sy_code_highlighter_parent_class)->dispose (object);
}

static void
sy_code_highlighter_finalize (GObject *object)
{
  SyCodeHighlighter *self = SY_CODE_HIGHLIGHTER (object);

  g_string_free (self->pending, TRUE);
  g_array_unref (self->line_ends);
  g_free (self->language);

  G_OBJECT_CLASS (sy_code_highlighter_parent_class)->finalize (object);
}

static void
sy_code_highlighter_class_init (SyCodeHighlighterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_code_highlighter_dispose;
  object_class->finalize = sy_code_highlighter_finalize;

  /**
   * SyCodeHighlighter::highlighted:
   * @first_line: the first line that has other attributes now
   * @n_lines: how many from there
   */
  signals[HIGHLIGHTED] =
    g_signal_new ("highlighted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
sy_code_highlighter_init (SyCodeHighlighter *self)
{
  self->pending = g_string_new (NULL);
  self->line_ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->batch = FIRST_BATCH;
}

/**
 * sy_code_highlighter_new:
 * @language: (nullable): what the code block says about its language: an id, a name as
 *   people write it, the end of a file name or a MIME type
 *
 * Colours the code of one block, off-screen and while nothing else is to be done.
 *
 * Returns: (transfer full): a new highlighter without code
 */
SyCodeHighlighter *
sy_code_highlighter_new (const char *language)
{
  SyCodeHighlighter *self = g_object_new (SY_TYPE_CODE_HIGHLIGHTER, NULL);

  self->plain = language == NULL || *language == '\0' || strlen (language) > MAX_WORD_BYTES;
  self->language = g_strdup (language);

  return self;
}

/**
 * sy_code_highlighter_append:
 * @text: what follows the text of before, valid UTF-8
 *
 * A line is looked at once it has ended.  From a very long line on nothing more is
 * highlighted, and nothing at all in a very long block.
 */
void
sy_code_highlighter_append (SyCodeHighlighter *self,
                            const char        *text)
{
  g_return_if_fail (SY_IS_CODE_HIGHLIGHTER (self));
  g_return_if_fail (text != NULL);

  if (self->plain)
    return;

  self->n_bytes += strlen (text);
  if (!self->finished)
    take_text (self, text);
  if (self->n_bytes > MAX_BYTES ||
      self->n_lines + (self->line_bytes > 0 ? 1 : 0) > MAX_LINES)
    become_plain (self);
  else
    queue_work (self);
}

/**
 * sy_code_highlighter_finish:
 *
 * Says that the last line has ended although no break follows.
 */
void
sy_code_highlighter_finish (SyCodeHighlighter *self)
{
  g_return_if_fail (SY_IS_CODE_HIGHLIGHTER (self));

  self->finished = TRUE;
  queue_work (self);
}

/**
 * sy_code_highlighter_set_dark:
 *
 * Chooses the colours for text on a dark or on a light ground; light at first.
 */
void
sy_code_highlighter_set_dark (SyCodeHighlighter *self,
                              gboolean           dark)
{
  g_return_if_fail (SY_IS_CODE_HIGHLIGHTER (self));

  if (self->dark == !!dark)
    return;

  self->dark = !!dark;
  if (self->buffer == NULL)
    return;

  update_scheme (self);
  if (self->line_ends->len > 0)
    g_signal_emit (self, signals[HIGHLIGHTED], 0, 0, self->line_ends->len);
}

/**
 * sy_code_highlighter_get_busy:
 *
 * Returns: whether there are lines that will be highlighted
 */
gboolean
sy_code_highlighter_get_busy (SyCodeHighlighter *self)
{
  g_return_val_if_fail (SY_IS_CODE_HIGHLIGHTER (self), FALSE);

  return self->source != 0;
}

/**
 * sy_code_highlighter_get_plain:
 *
 * Returns: whether more text makes no difference: nothing will ever be highlighted
 */
gboolean
sy_code_highlighter_get_plain (SyCodeHighlighter *self)
{
  g_return_val_if_fail (SY_IS_CODE_HIGHLIGHTER (self), FALSE);

  return self->plain;
}

/**
 * sy_code_highlighter_get_attributes:
 * @first_line: a line, counted from 0
 * @n_lines: how many from there
 *
 * Returns: (transfer full) (nullable): the colours of these lines in bytes from the start
 *   of @first_line, %NULL if none of them is highlighted
 */
PangoAttrList *
sy_code_highlighter_get_attributes (SyCodeHighlighter *self,
                                    guint              first_line,
                                    guint              n_lines)
{
  PangoAttrList *list;
  GtkTextIter iter;
  GtkTextIter end;
  gsize start;

  g_return_val_if_fail (SY_IS_CODE_HIGHLIGHTER (self), NULL);

  if (self->buffer == NULL || first_line >= self->line_ends->len || n_lines == 0)
    return NULL;

  list = pango_attr_list_new ();
  start = get_line_start (self, first_line);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &iter, first_line);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &end,
                                    first_line + MIN (n_lines, self->line_ends->len - first_line));
  while (gtk_text_iter_compare (&iter, &end) < 0)
    {
      g_autoptr(GSList) tags = gtk_text_iter_get_tags (&iter);
      GtkTextIter next = iter;

      gtk_text_iter_forward_to_tag_toggle (&next, NULL);
      if (gtk_text_iter_compare (&next, &end) > 0)
        next = end;

      for (GSList *link = tags; link != NULL; link = link->next)
        add_tag (list, link->data, get_byte (self, &iter) - start, get_byte (self, &next) - start);

      iter = next;
    }

  return list;
}
