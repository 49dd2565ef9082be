/* sy-line-html.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-line-html"

#include "config.h"

#include "sy-line.h"

#include <string.h>

/* The conditions that CommonMark numbers from 1 to 7. */
enum
{
  RAW = 1,
  COMMENT,
  INSTRUCTION,
  DECLARATION,
  CDATA,
  BLOCK,
  TAG,
};

static const char *const raw_names[] = { "pre", "script", "style", "textarea" };

static const char *const block_names[] = {
  "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
  "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
  "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
  "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
  "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
  "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
};

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t';
}

static gboolean
has_prefix (const char *p,
            const char *end,
            const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (end - p) >= length && g_ascii_strncasecmp (p, prefix, length) == 0;
}

static gboolean
contains (const char *p,
          const char *end,
          const char *text)
{
  for (; p < end; p++)
    {
      if (has_prefix (p, end, text))
        return TRUE;
    }

  return FALSE;
}

/* Returns what follows the name, which is a whole one. */
static const char *
skip_name (const char        *p,
           const char        *end,
           const char *const *names,
           gsize              n_names)
{
  const char *name_end = p;

  while (name_end < end && g_ascii_isalnum (*name_end))
    name_end++;

  for (gsize i = 0; i < n_names; i++)
    {
      if (strlen (names[i]) == (gsize) (name_end - p) && has_prefix (p, end, names[i]))
        return name_end;
    }

  return NULL;
}

static const char *
skip_spaces (const char *p,
             const char *end)
{
  while (p < end && is_space (*p))
    p++;

  return p;
}

static const char *
skip_value (const char *p,
            const char *end)
{
  const char *begin = p;

  if (p < end && (*p == '"' || *p == '\''))
    {
      p = memchr (p + 1, *p, (gsize) (end - p - 1));

      return p != NULL ? p + 1 : NULL;
    }

  while (p < end && !is_space (*p) && strchr ("\"'=<>`", *p) == NULL)
    p++;

  return p > begin ? p : NULL;
}

/* Returns %NULL where it is none; @p follows a space. */
static const char *
skip_attribute (const char *p,
                const char *end)
{
  const char *value;

  if (p >= end || (!g_ascii_isalpha (*p) && *p != '_' && *p != ':'))
    return NULL;

  while (p < end && (g_ascii_isalnum (*p) || (*p != '\0' && strchr ("_.:-", *p) != NULL)))
    p++;

  value = skip_spaces (p, end);
  if (value >= end || *value != '=')
    return p;

  return skip_value (skip_spaces (value + 1, end), end);
}

/* A whole tag, and nothing after it. */
static gboolean
is_tag (const char *p,
        const char *end)
{
  gboolean closing = p < end && *p == '/';

  p += closing ? 1 : 0;
  if (p >= end || !g_ascii_isalpha (*p) ||
      (!closing && skip_name (p, end, raw_names, G_N_ELEMENTS (raw_names)) != NULL))
    return FALSE;

  while (p < end && (g_ascii_isalnum (*p) || *p == '-'))
    p++;

  while (!closing && p < end && is_space (*p))
    {
      const char *attribute = skip_spaces (p, end);

      if (attribute >= end || *attribute == '>' || *attribute == '/')
        break;

      p = skip_attribute (attribute, end);
      if (p == NULL)
        return FALSE;
    }

  p = skip_spaces (p, end);
  if (!closing && p < end && *p == '/')
    p++;

  return p < end && *p == '>' && skip_spaces (p + 1, end) == end;
}

static gboolean
is_block_tag (const char *p,
              const char *end)
{
  const char *rest;

  p += p < end && *p == '/' ? 1 : 0;
  rest = skip_name (p, end, block_names, G_N_ELEMENTS (block_names));

  return rest != NULL && (rest == end || is_space (*rest) || *rest == '>' ||
                          has_prefix (rest, end, "/>"));
}

static gboolean
is_raw_tag (const char *p,
            const char *end)
{
  const char *rest = skip_name (p, end, raw_names, G_N_ELEMENTS (raw_names));

  return rest != NULL && (rest == end || is_space (*rest) || *rest == '>');
}

/**
 * sy_line_get_html:
 *
 * Returns: the kind of a block of HTML that it begins, as CommonMark counts them, or 0; 7 is
 *   the one that does not interrupt a paragraph
 */
guint
sy_line_get_html (const char *p,
                  const char *end)
{
  if (p >= end || *p != '<')
    return 0;

  p++;
  if (is_raw_tag (p, end))
    return RAW;
  if (has_prefix (p, end, "!--"))
    return COMMENT;
  if (has_prefix (p, end, "?"))
    return INSTRUCTION;
  if (has_prefix (p, end, "![CDATA["))
    return CDATA;
  if (end - p >= 2 && *p == '!' && g_ascii_isalpha (p[1]))
    return DECLARATION;
  if (is_block_tag (p, end))
    return BLOCK;

  return is_tag (p, end) ? TAG : 0;
}

/**
 * sy_line_ends_html:
 * @type: of a block of HTML
 *
 * Returns: whether the block ends with this line, or before it where only a blank line ends it
 */
gboolean
sy_line_ends_html (const char *p,
                   const char *end,
                   guint       type)
{
  switch (type)
    {
    case RAW:
      return contains (p, end, "</pre>") || contains (p, end, "</script>") ||
             contains (p, end, "</style>") || contains (p, end, "</textarea>");

    case COMMENT:
      return contains (p, end, "-->");

    case INSTRUCTION:
      return contains (p, end, "?>");

    case DECLARATION:
      return contains (p, end, ">");

    case CDATA:
      return contains (p, end, "]]>");

    default:
      return skip_spaces (p, end) == end;
    }
}
