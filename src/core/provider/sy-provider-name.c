/* sy-provider-name.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-name"

#include "config.h"

#include "sy-provider-name.h"

#include "sy-provider.h"
#include "sy-utf8.h"

#include <glib/gi18n-lib.h>

/* Blanks of zero width and marks of direction show nothing. */
static gboolean
is_visible (const char *line)
{
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isgraph (c) && !g_unichar_iszerowidth (c))
        return TRUE;
    }

  return FALSE;
}

/* Some separators break a line although they are no control characters. */
static char *
dup_one_line (const char *text)
{
  g_autofree char *valid = sy_utf8_make_valid (text, -1);
  g_autoptr(GString) line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_isspace (c) ? ' ' : c);
    }

  return sy_utf8_clean_line (line->str);
}

static char *
dup_start (const char *line)
{
  g_autofree char *start = g_utf8_substring (line, 0, SY_PROVIDER_NAME_LENGTH);

  return sy_utf8_clean_line (start);
}

/**
 * sy_provider_name_clean:
 * @text: (nullable): what was typed or found in a file
 * @fallback: the name when there is nothing to see in @text
 *
 * Returns: (transfer full): a name of one line and of %SY_PROVIDER_NAME_LENGTH
 *   characters at most, which is never empty
 */
char *
sy_provider_name_clean (const char *text,
                        const char *fallback)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (fallback != NULL, NULL);

  line = dup_one_line (text != NULL ? text : "");

  if (!is_visible (line))
    return g_strdup (fallback);

  return g_utf8_strlen (line, -1) > SY_PROVIDER_NAME_LENGTH ? dup_start (line)
                                                            : g_steal_pointer (&line);
}

static GHashTable *
collect_names (GListModel *providers)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (providers, i);

      g_hash_table_add (names, g_strdup (sy_provider_get_name (provider)));
    }

  return names;
}

/**
 * sy_provider_name_dup_free:
 * @providers: a list of #SyProvider
 * @name: what the first one is called
 *
 * Returns: (transfer full): @name, with a number behind it that no other provider has
 */
char *
sy_provider_name_dup_free (GListModel *providers,
                           const char *name)
{
  g_autoptr(GHashTable) names = NULL;
  char *found;

  g_return_val_if_fail (G_IS_LIST_MODEL (providers), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  names = collect_names (providers);
  found = g_strdup (name);
  for (guint number = 2; g_hash_table_contains (names, found); number++)
    {
      g_free (found);
      /* Translators: the name of another provider the person makes: “Custom 2” */
      found = g_strdup_printf (C_("provider", "%1$s %2$u"), name, number);
    }

  return found;
}
