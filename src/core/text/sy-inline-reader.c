/* sy-inline-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-inline-reader"

#include "config.h"

#include "sy-inline-reader.h"

#include "sy-entity.h"

#include <string.h>

#define REPLACEMENT "\357\277\275"

/* What is open: each with all that is open around it. */
struct _SyInlineReader
{
  const char         *text;
  gsize               length;
  SyInlineReaderFunc  func;
  gpointer            user_data;

  SyInline           *inline_;
  GArray             *open;
  SyInlineStyle       tags;
  gsize               source;
};

/* HTML that is drawn as what it means; whatever else there is stands as it was written. */
static const struct
{
  const char    *name;
  SyInlineStyle  style;
} tags[] = {
  { "sub", SY_INLINE_SUB },
  { "sup", SY_INLINE_SUP },
  { "kbd", SY_INLINE_KBD },
};

static void
clear_span (gpointer data)
{
  SyInlineSpan *span = data;

  g_free (span->target);
  g_free (span->title);
}

SyInlineReader *
sy_inline_reader_new (void)
{
  SyInlineReader *self = g_new0 (SyInlineReader, 1);

  self->inline_ = sy_inline_new ();
  self->open = g_array_new (FALSE, TRUE, sizeof (SyInlineSpan));
  g_array_set_clear_func (self->open, clear_span);

  return self;
}

void
sy_inline_reader_free (SyInlineReader *self)
{
  g_return_if_fail (self != NULL);

  sy_inline_unref (self->inline_);
  g_array_unref (self->open);
  g_free (self);
}

/**
 * sy_inline_reader_begin:
 * @text: (array length=length): what md4c reads now
 * @length: bytes of @text
 * @func: tells where something of it comes from
 * @user_data: for @func
 *
 * What is read is added to what there is.
 */
void
sy_inline_reader_begin (SyInlineReader     *self,
                        const char         *text,
                        gsize               length,
                        SyInlineReaderFunc  func,
                        gpointer            user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  self->text = text;
  self->length = length;
  self->func = func;
  self->user_data = user_data;
  g_array_set_size (self->open, 0);
}

static void
append_entity (GString    *text,
               const char *entity,
               gsize       length)
{
  gunichar character = sy_entity_read (entity, length);

  if (character != 0)
    g_string_append_unichar (text, character);
  else
    g_string_append_len (text, entity, (gssize) length);
}

/* A NUL at its end, and no other one. */
static char *
dup_attribute (const MD_ATTRIBUTE *attribute)
{
  GString *text;

  if (attribute->text == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; attribute->substr_offsets[i] < attribute->size; i++)
    {
      const char *part = attribute->text + attribute->substr_offsets[i];
      gsize length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];

      if (attribute->substr_types[i] == MD_TEXT_ENTITY)
        append_entity (text, part, length);
      else if (attribute->substr_types[i] == MD_TEXT_NULLCHAR)
        g_string_append (text, REPLACEMENT);
      else
        g_string_append_len (text, part, (gssize) length);
    }

  return g_string_free_and_steal (text);
}

static void
set_target (SyInlineSpan       *span,
            SyInlineStyle       style,
            const MD_ATTRIBUTE *target,
            const MD_ATTRIBUTE *title)
{
  span->style |= style;
  g_clear_pointer (&span->target, g_free);
  g_clear_pointer (&span->title, g_free);
  span->target = dup_attribute (target);
  span->title = dup_attribute (title);
}

static void
set_style (SyInlineSpan *span,
           MD_SPANTYPE   type,
           void         *detail)
{
  const MD_SPAN_A_DETAIL *link = detail;
  const MD_SPAN_IMG_DETAIL *image = detail;

  switch (type)
    {
    case MD_SPAN_EM:
      span->style |= SY_INLINE_EMPHASIS;
      break;

    case MD_SPAN_STRONG:
      span->style |= SY_INLINE_STRONG;
      break;

    case MD_SPAN_DEL:
      span->style |= SY_INLINE_STRIKE;
      break;

    case MD_SPAN_CODE:
      span->style |= SY_INLINE_CODE;
      break;

    case MD_SPAN_A:
      set_target (span, SY_INLINE_LINK, &link->href, &link->title);
      break;

    case MD_SPAN_IMG:
      set_target (span, SY_INLINE_IMAGE, &image->src, &image->title);
      break;

    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
    default:
      break;
    }
}

void
sy_inline_reader_enter (SyInlineReader *self,
                        MD_SPANTYPE     type,
                        void           *detail)
{
  SyInlineSpan span = { 0, };

  if (self->open->len > 0)
    span = g_array_index (self->open, SyInlineSpan, self->open->len - 1);

  span.target = g_strdup (span.target);
  span.title = g_strdup (span.title);
  set_style (&span, type, detail);
  g_array_append_val (self->open, span);
}

void
sy_inline_reader_leave (SyInlineReader *self)
{
  if (self->open->len > 0)
    g_array_set_size (self->open, self->open->len - 1);
}

static void
append (SyInlineReader *self,
        const char     *text,
        gsize           length)
{
  SyInlineSpan span = { 0, };

  if (self->open->len > 0)
    span = g_array_index (self->open, SyInlineSpan, self->open->len - 1);

  span.style |= self->tags;
  sy_inline_append (self->inline_, text, length, self->source, &span);
}

/* A name between the angle brackets, in any case, and no attributes. */
static gboolean
is_tag (const char *text,
        gsize       length,
        const char *name,
        gboolean   *closing)
{
  const char *p = text + 1;
  const char *end = text + length - 1;
  gsize name_length = strlen (name);

  *closing = p < end && *p == '/';
  p += *closing ? 1 : 0;
  while (end > p && (end[-1] == ' ' || end[-1] == '/'))
    end--;

  return (gsize) (end - p) == name_length && g_ascii_strncasecmp (p, name, name_length) == 0;
}

static void
add_html (SyInlineReader *self,
          const char     *text,
          gsize           length)
{
  gboolean closing;

  if (length < 3 || text[0] != '<' || text[length - 1] != '>')
    {
      append (self, text, length);
      return;
    }

  if (is_tag (text, length, "br", &closing))
    {
      append (self, "\n", 1);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if (!is_tag (text, length, tags[i].name, &closing))
        continue;

      if (closing)
        self->tags &= ~tags[i].style;
      else
        self->tags |= tags[i].style;
      return;
    }

  append (self, text, length);
}

static void
add_entity (SyInlineReader *self,
            const char     *text,
            gsize           length)
{
  g_autoptr(GString) character = g_string_new (NULL);

  append_entity (character, text, length);
  append (self, character->str, character->len);
}

/* Some texts are md4c's own; they come from behind the one before. */
static void
find_source (SyInlineReader *self,
             const char     *text)
{
  if (text >= self->text && text < self->text + self->length)
    self->source = self->func (text, self->user_data);
}

void
sy_inline_reader_add (SyInlineReader *self,
                      MD_TEXTTYPE     type,
                      const char     *text,
                      gsize           length)
{
  find_source (self, text);

  switch (type)
    {
    case MD_TEXT_NULLCHAR:
      append (self, REPLACEMENT, strlen (REPLACEMENT));
      break;

    case MD_TEXT_BR:
      append (self, "\n", 1);
      break;

    case MD_TEXT_SOFTBR:
      append (self, " ", 1);
      break;

    case MD_TEXT_ENTITY:
      add_entity (self, text, length);
      break;

    case MD_TEXT_HTML:
      add_html (self, text, length);
      break;

    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_LATEXMATH:
    default:
      append (self, text, length);
    }

  if (text >= self->text && text < self->text + self->length)
    self->source += length;
}

/**
 * sy_inline_reader_take:
 *
 * Returns: (transfer full): what has been read; the next begins anew
 */
SyInline *
sy_inline_reader_take (SyInlineReader *self)
{
  SyInline *inline_ = self->inline_;

  sy_inline_set_end (inline_, self->source);
  self->inline_ = sy_inline_new ();
  self->tags = 0;
  g_array_set_size (self->open, 0);

  return inline_;
}
