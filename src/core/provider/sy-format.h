/* sy-format.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-delta.h"
#include "sy-request.h"

G_BEGIN_DECLS

/**
 * SyFormatKind:
 * @SY_FORMAT_OPENAI_CHAT: OpenAI Chat Completions
 *
 * The API formats that exist.
 */
typedef enum
{
  SY_FORMAT_OPENAI_CHAT,
} SyFormatKind;

#define SY_TYPE_FORMAT_KIND (sy_format_kind_get_type ())

/**
 * SyFraming:
 * @SY_FRAMING_SSE: server-sent events
 * @SY_FRAMING_NDJSON: one JSON document a line
 *
 * How a stream is cut into events.
 */
typedef enum
{
  SY_FRAMING_SSE,
  SY_FRAMING_NDJSON,
} SyFraming;

typedef struct _SyFormat  SyFormat;
typedef struct _SyDecoder SyDecoder;

/**
 * SyFormat:
 * @kind: which one this is
 * @id: its word in files
 * @name: what people call it; untranslated, it is a proper name
 * @endpoint: path below the API's base, without a slash at the start
 * @accept: value of the Accept header
 * @framing: how the stream is cut
 * @build: makes the body of a request; pure
 * @decoder_new: makes a decoder for one reply
 * @decoder_push: decodes one event or one whole body; pure but for the decoder
 * @decoder_finish: gives out what the decoder held back for what might follow
 * @decoder_free: frees a decoder
 *
 * Everything that differs between two ways of speaking to a model.  A format
 * knows nothing of sockets: values in, bytes out; bytes in, deltas out.  A decoder
 * may be used in any thread, by one at a time.
 */
struct _SyFormat
{
  SyFormatKind  kind;
  const char   *id;
  const char   *name;
  const char   *endpoint;
  const char   *accept;
  SyFraming     framing;

  GBytes    *(*build)          (const SyRequest  *request);
  SyDecoder *(*decoder_new)    (void);
  gboolean   (*decoder_push)   (SyDecoder        *decoder,
                                const char       *data,
                                gsize             length,
                                SyDeltaFunc       func,
                                gpointer          user_data,
                                GError          **error);
  void       (*decoder_finish) (SyDecoder        *decoder,
                                SyDeltaFunc       func,
                                gpointer          user_data);
  void       (*decoder_free)   (SyDecoder        *decoder);
};

GType           sy_format_kind_get_type (void) G_GNUC_CONST;
const SyFormat *sy_format_get           (SyFormatKind  kind);
const SyFormat *sy_format_find          (const char   *id);

G_END_DECLS
