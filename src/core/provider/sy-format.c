/* sy-format.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-format"

#include "config.h"

#include "sy-format.h"

#include "sy-format-openai.h"

G_DEFINE_ENUM_TYPE (SyFormatKind, sy_format_kind,
                    G_DEFINE_ENUM_VALUE (SY_FORMAT_OPENAI_CHAT, "openai-chat"))

static const SyFormat *const formats[] = {
  &sy_format_openai,
};

/**
 * sy_format_get:
 * @kind: one of the formats
 *
 * Returns: (transfer none): the format
 */
const SyFormat *
sy_format_get (SyFormatKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (formats[i]->kind == kind)
        return formats[i];
    }

  g_return_val_if_reached (formats[0]);
}

/**
 * sy_format_find:
 * @id: (nullable): a format's word in files
 *
 * Returns: (transfer none) (nullable): the format, %NULL when there is none of
 *   that name
 */
const SyFormat *
sy_format_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_strcmp0 (formats[i]->id, id) == 0)
        return formats[i];
    }

  return NULL;
}
