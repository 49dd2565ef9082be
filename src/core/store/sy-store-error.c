/* sy-store-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-error"

#include "config.h"

#include "sy-store-error.h"

#include "sy-error.h"

#include <glib/gi18n-lib.h>

/* What SQLite says is for Details; what a person reads is ours. */
static const char *
get_words (SyDatabaseError code)
{
  switch (code)
    {
    case SY_DATABASE_ERROR_FULL:
      return _("Your conversations can't be saved: the disk is full");

    case SY_DATABASE_ERROR_READ_ONLY:
      return _("Your conversations can't be saved: their folder can't be written to");

    case SY_DATABASE_ERROR_IO:
      return _("Your conversations can't be saved: the disk reports an error");

    case SY_DATABASE_ERROR_DAMAGED:
      return _("The file of your conversations is damaged. What can be read is carried over at "
               "the next start");

    case SY_DATABASE_ERROR_BUSY:
      return _("Your conversations can't be saved: another program holds their file");

    case SY_DATABASE_ERROR_NEWER:
      return _("Your conversations were saved by a newer version of Sythoria. This one leaves them "
               "as they are, and saves nothing");

    case SY_DATABASE_ERROR_CONSTRAINT:
    case SY_DATABASE_ERROR_FAILED:
    default:
      return _("Your conversations can't be saved");
    }
}

/**
 * sy_store_error_new:
 * @code: what went wrong
 * @details: (nullable): what SQLite says of it
 *
 * Returns: (transfer full): a %SY_ERROR_STORE in a person's words
 */
GError *
sy_store_error_new (SyDatabaseError  code,
                    const char      *details)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;

  facts.body = details;

  return sy_error_new_facts (SY_ERROR_STORE, get_words (code), &facts);
}

/**
 * sy_store_error_translate:
 * @error: an error of the worker's thread
 *
 * Returns: (transfer full): a %SY_ERROR_STORE in a person's words
 */
GError *
sy_store_error_translate (const GError *error)
{
  SyDatabaseError code = SY_DATABASE_ERROR_FAILED;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == SY_DATABASE_ERROR)
    code = (SyDatabaseError) error->code;

  return sy_store_error_new (code, error->message);
}
