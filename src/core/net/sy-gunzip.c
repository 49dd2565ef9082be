/* sy-gunzip.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-gunzip"

#include "config.h"

#include "sy-gunzip.h"

#include "sy-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define STEP_BYTES (64 * 1024)

/* Makes room for one more step, and returns how much there is. */
static gsize
make_room (GByteArray *plain,
           gsize       n_plain)
{
  if (plain->len - n_plain < STEP_BYTES)
    g_byte_array_set_size (plain, (guint) (n_plain + MAX (n_plain, STEP_BYTES)));

  return plain->len - n_plain;
}

/**
 * sy_gunzip:
 * @data: what a server packed with gzip
 * @length: bytes of @data
 * @max_bytes: how long it may be unpacked
 * @error: return location: %SY_ERROR_TOO_LARGE, or %SY_ERROR_PROTOCOL when it is cut or
 *   not packed at all
 *
 * Takes milliseconds for a megabyte: not for the main thread.
 *
 * Returns: (transfer full): it unpacked
 */
GByteArray *
sy_gunzip (const guint8  *data,
           gsize          length,
           gsize          max_bytes,
           GError       **error)
{
  g_autoptr(GZlibDecompressor) gzip = NULL;
  g_autoptr(GByteArray) plain = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize n_packed = 0;
  gsize n_plain = 0;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (max_bytes <= G_MAXUINT / 4, NULL);

  gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);

  while (result == G_CONVERTER_CONVERTED && n_plain <= max_bytes)
    {
      gsize room = make_room (plain, n_plain);
      gsize n_read = 0;
      gsize n_written = 0;

      result = g_converter_convert (G_CONVERTER (gzip), data + n_packed, length - n_packed,
                                    plain->data + n_plain, room, G_CONVERTER_INPUT_AT_END,
                                    &n_read, &n_written, NULL);
      n_packed += n_read;
      n_plain += n_written;
    }

  if (n_plain > max_bytes)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_TOO_LARGE,
                           _("The answer is larger than it may be"));
      return NULL;
    }

  if (result != G_CONVERTER_FINISHED)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_PROTOCOL,
                           _("The answer was cut or damaged on its way"));
      return NULL;
    }

  g_byte_array_set_size (plain, (guint) n_plain);

  return g_steal_pointer (&plain);
}
