/* sy-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message"

#include "config.h"

#include "sy-message.h"

#include "sy-message-private.h"

#include <string.h>

G_DEFINE_ENUM_TYPE (SyMessageState, sy_message_state,
                    G_DEFINE_ENUM_VALUE (SY_MESSAGE_STREAMING, "streaming"),
                    G_DEFINE_ENUM_VALUE (SY_MESSAGE_COMPLETE, "complete"),
                    G_DEFINE_ENUM_VALUE (SY_MESSAGE_INTERRUPTED, "interrupted"),
                    G_DEFINE_ENUM_VALUE (SY_MESSAGE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (SY_MESSAGE_CANCELLED, "cancelled"))

G_DEFINE_FINAL_TYPE (SyMessage, sy_message, G_TYPE_OBJECT)

static GParamSpec *properties[SY_MESSAGE_N_PROPS];

/* What the person or the program says is whole when it is made and only then filled. */
static gboolean
can_append (SyMessage *self)
{
  if (self->is_stub)
    return FALSE;

  return self->state == SY_MESSAGE_STREAMING ||
         (self->role != SY_ROLE_ASSISTANT && self->document == NULL);
}

/* There may be 10,000 messages, and most are filled at once: what is filled at once takes no more
 * than it needs.
 */
static void
add (GString    **string,
     const char  *text,
     gsize        length)
{
  if (*string == NULL)
    *string = g_string_new_take (g_strndup (text, length));
  else
    g_string_append_len (*string, text, (gssize) length);
}

static void
drop (GString **string)
{
  if (*string != NULL)
    g_string_free (*string, TRUE);
  *string = NULL;
}

/* What was filled piece by piece has room for more. */
static void
tighten (GString **string)
{
  gsize length;

  if (*string == NULL)
    return;

  length = (*string)->len;
  *string = g_string_new_take (g_realloc (g_string_free_and_steal (*string), length + 1));
}

static void
sy_message_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SyMessage *self = SY_MESSAGE (object);

  switch (prop_id)
    {
    case SY_MESSAGE_PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case SY_MESSAGE_PROP_PARENT_ID:
      g_value_set_string (value, self->parent_id);
      break;

    case SY_MESSAGE_PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;

    case SY_MESSAGE_PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case SY_MESSAGE_PROP_LENGTH:
      g_value_set_uint64 (value, sy_message_get_length (self));
      break;

    case SY_MESSAGE_PROP_LOADED:
      g_value_set_boolean (value, sy_message_get_loaded (self));
      break;

    case SY_MESSAGE_PROP_DOCUMENT:
      g_value_set_object (value, sy_message_get_document (self));
      break;

    case SY_MESSAGE_PROP_REASONING:
      g_value_set_string (value, sy_message_get_reasoning (self));
      break;

    case SY_MESSAGE_PROP_REASONING_DURATION:
      g_value_set_int64 (value, self->reasoning_duration);
      break;

    case SY_MESSAGE_PROP_PROVIDER_ID:
      g_value_set_string (value, self->provider_id);
      break;

    case SY_MESSAGE_PROP_MODEL_ID:
      g_value_set_string (value, self->model_id);
      break;

    case SY_MESSAGE_PROP_SERVED_MODEL:
      g_value_set_string (value, self->served_model);
      break;

    case SY_MESSAGE_PROP_GENERATION_ID:
      g_value_set_string (value, self->generation_id);
      break;

    case SY_MESSAGE_PROP_CREATED_AT:
      g_value_set_int64 (value, self->created_at);
      break;

    case SY_MESSAGE_PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;

    case SY_MESSAGE_PROP_FIRST_DELTA:
      g_value_set_int64 (value, self->first_delta);
      break;

    case SY_MESSAGE_PROP_FINISH_REASON:
      g_value_set_string (value, self->finish_reason);
      break;

    case SY_MESSAGE_PROP_SKIPPED:
      g_value_set_uint (value, self->skipped);
      break;

    case SY_MESSAGE_PROP_VALUES:
      g_value_set_string (value, self->values);
      break;

    case SY_MESSAGE_PROP_USAGE:
      g_value_set_boxed (value, self->usage);
      break;

    case SY_MESSAGE_PROP_COST:
      g_value_set_int64 (value, sy_message_get_cost (self));
      break;

    case SY_MESSAGE_PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case SY_MESSAGE_PROP_REPLAY:
      g_value_set_boxed (value, sy_message_get_replay (self));
      break;

    case SY_MESSAGE_PROP_EXTRAS:
      g_value_set_boxed (value, sy_message_get_extras (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_message_dispose (GObject *object)
{
  SyMessage *self = SY_MESSAGE (object);

  g_clear_object (&self->document);

  G_OBJECT_CLASS (sy_message_parent_class)->dispose (object);
}

static void
sy_message_finalize (GObject *object)
{
  SyMessage *self = SY_MESSAGE (object);

  g_free (self->id);
  g_free (self->parent_id);
  drop (&self->text);
  drop (&self->reasoning);
  g_free (self->provider_id);
  g_free (self->model_id);
  g_free (self->served_model);
  g_free (self->generation_id);
  g_free (self->finish_reason);
  g_free (self->values);
  g_clear_pointer (&self->usage, sy_usage_free);
  g_clear_error (&self->error);
  g_clear_pointer (&self->replay, sy_replay_free);
  g_clear_pointer (&self->replay_json, json_node_unref);
  g_clear_pointer (&self->extras, sy_extras_free);
  g_clear_pointer (&self->extras_json, json_node_unref);
  g_free (self->replay_source);
  g_free (self->extras_source);

  G_OBJECT_CLASS (sy_message_parent_class)->finalize (object);
}

static void
sy_message_class_init (SyMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_message_get_property;
  object_class->dispose = sy_message_dispose;
  object_class->finalize = sy_message_finalize;

  properties[SY_MESSAGE_PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[SY_MESSAGE_PROP_PARENT_ID] = g_param_spec_string ("parent-id", NULL, NULL, NULL, flags);
  properties[SY_MESSAGE_PROP_ROLE] =
    g_param_spec_enum ("role", NULL, NULL, SY_TYPE_ROLE, SY_ROLE_USER, flags);
  properties[SY_MESSAGE_PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, SY_TYPE_MESSAGE_STATE, SY_MESSAGE_COMPLETE, flags);
  properties[SY_MESSAGE_PROP_LENGTH] =
    g_param_spec_uint64 ("length", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[SY_MESSAGE_PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, TRUE, flags);
  properties[SY_MESSAGE_PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, SY_TYPE_DOCUMENT, flags);
  properties[SY_MESSAGE_PROP_REASONING] = g_param_spec_string ("reasoning", NULL, NULL, NULL, flags);
  properties[SY_MESSAGE_PROP_REASONING_DURATION] =
    g_param_spec_int64 ("reasoning-duration", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[SY_MESSAGE_PROP_PROVIDER_ID] =
    g_param_spec_string ("provider-id", NULL, NULL, NULL, flags);
  properties[SY_MESSAGE_PROP_MODEL_ID] = g_param_spec_string ("model-id", NULL, NULL, NULL, flags);
  properties[SY_MESSAGE_PROP_SERVED_MODEL] = g_param_spec_string ("served-model", NULL, NULL, NULL, flags);
  properties[SY_MESSAGE_PROP_GENERATION_ID] =
    g_param_spec_string ("generation-id", NULL, NULL, NULL, flags);
  properties[SY_MESSAGE_PROP_CREATED_AT] =
    g_param_spec_int64 ("created-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[SY_MESSAGE_PROP_DURATION] =
    g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[SY_MESSAGE_PROP_FIRST_DELTA] =
    g_param_spec_int64 ("first-delta", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[SY_MESSAGE_PROP_FINISH_REASON] =
    g_param_spec_string ("finish-reason", NULL, NULL, NULL, flags);
  properties[SY_MESSAGE_PROP_SKIPPED] =
    g_param_spec_uint ("skipped", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[SY_MESSAGE_PROP_VALUES] = g_param_spec_string ("values", NULL, NULL, NULL, flags);
  properties[SY_MESSAGE_PROP_USAGE] = g_param_spec_boxed ("usage", NULL, NULL, SY_TYPE_USAGE, flags);
  properties[SY_MESSAGE_PROP_COST] =
    g_param_spec_int64 ("cost", NULL, NULL, G_MININT64, G_MAXINT64, SY_MONEY_UNKNOWN, flags);
  properties[SY_MESSAGE_PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[SY_MESSAGE_PROP_REPLAY] = g_param_spec_boxed ("replay", NULL, NULL, JSON_TYPE_NODE, flags);
  properties[SY_MESSAGE_PROP_EXTRAS] =
    g_param_spec_boxed ("extras", NULL, NULL, JSON_TYPE_NODE, flags);

  g_object_class_install_properties (object_class, SY_MESSAGE_N_PROPS, properties);
}

static void
sy_message_init (SyMessage *self)
{
  self->role = SY_ROLE_USER;
  self->state = SY_MESSAGE_COMPLETE;
}

/**
 * sy_message_notify:
 * @self: a #SyMessage
 * @prop_id: one of its properties
 *
 * Tells of a change, for the files that make up the type.
 */
void
sy_message_notify (SyMessage *self,
                   guint      prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

/**
 * sy_message_new:
 * @id: what it is called in files; never changes
 * @parent_id: (nullable): the message before it, %NULL for the first
 * @role: who speaks
 * @created_at: the time, in microseconds since 1970
 *
 * Makes a message without text.  A reply starts %SY_MESSAGE_STREAMING and ends
 * with sy_message_finish(); anything else is %SY_MESSAGE_COMPLETE at once and
 * gets its text before it is shown.
 *
 * Returns: (transfer full): the message
 */
SyMessage *
sy_message_new (const char *id,
                const char *parent_id,
                SyRole      role,
                gint64      created_at)
{
  SyMessage *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (SY_TYPE_MESSAGE, NULL);
  self->id = g_strdup (id);
  self->parent_id = g_strdup (parent_id);
  self->role = role;
  self->created_at = created_at;

  if (role == SY_ROLE_ASSISTANT)
    self->state = SY_MESSAGE_STREAMING;

  return self;
}

/**
 * sy_message_get_id:
 * @self: a #SyMessage
 *
 * Returns: (transfer none): its id
 */
const char *
sy_message_get_id (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->id;
}

/**
 * sy_message_get_parent_id:
 * @self: a #SyMessage
 *
 * Returns: (transfer none) (nullable): id of the message before it
 */
const char *
sy_message_get_parent_id (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->parent_id;
}

/**
 * sy_message_get_role:
 * @self: a #SyMessage
 *
 * Returns: who speaks
 */
SyRole
sy_message_get_role (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), SY_ROLE_USER);

  return self->role;
}

/**
 * sy_message_get_state:
 * @self: a #SyMessage
 *
 * Returns: how far it is, or how it ended
 */
SyMessageState
sy_message_get_state (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), SY_MESSAGE_COMPLETE);

  return self->state;
}

/**
 * sy_message_get_length:
 * @self: a #SyMessage
 *
 * Returns: bytes of its text
 */
gsize
sy_message_get_length (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), 0);

  if (self->is_stub)
    return self->stub_length;

  if (self->document != NULL)
    return sy_document_get_length (self->document);

  return self->text != NULL ? self->text->len : 0;
}

/**
 * sy_message_get_loaded:
 * @self: a #SyMessage
 *
 * Returns: whether its text and what else is known of it are in memory; %FALSE
 *   for a stub, see sy_message_new_from_record()
 */
gboolean
sy_message_get_loaded (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), FALSE);

  return !self->is_stub;
}

/**
 * sy_message_get_text:
 * @self: a #SyMessage
 *
 * Returns: (transfer none): its text, "" when there is none; valid until the
 *   message is written to
 */
const char *
sy_message_get_text (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  if (self->document != NULL)
    return sy_document_get_source (self->document);

  return self->text != NULL ? self->text->str : "";
}

/**
 * sy_message_get_document:
 * @self: a #SyMessage
 *
 * Gets the text cut into blocks.  Made on first use, which takes as long as
 * the text is; from then on it grows with the message.
 *
 * Returns: (transfer none): the document
 */
SyDocument *
sy_message_get_document (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  if (self->document == NULL)
    {
      self->document = sy_document_new ();
      if (self->text != NULL)
        sy_document_append (self->document, self->text->str, (gssize) self->text->len);

      if (self->state != SY_MESSAGE_STREAMING && !self->is_stub)
        sy_document_finish (self->document);

      drop (&self->text);
    }

  return self->document;
}

/**
 * sy_message_get_reasoning:
 * @self: a #SyMessage
 *
 * Returns: (transfer none) (nullable): what the model thought, %NULL for
 *   nothing; valid until the message is written to
 */
const char *
sy_message_get_reasoning (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->reasoning != NULL ? self->reasoning->str : NULL;
}

/**
 * sy_message_get_created_at:
 * @self: a #SyMessage
 *
 * Returns: when it was made, in microseconds since 1970
 */
gint64
sy_message_get_created_at (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), 0);

  return self->created_at;
}

/**
 * sy_message_get_duration:
 * @self: a #SyMessage
 *
 * Returns: how long the reply took, in microseconds; 0 until it has ended
 */
gint64
sy_message_get_duration (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), 0);

  return self->duration;
}

/**
 * sy_message_get_error:
 * @self: a #SyMessage
 *
 * Returns: (transfer none) (nullable): what ended a failed reply
 */
const GError *
sy_message_get_error (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->error;
}

/**
 * sy_message_append:
 * @self: a #SyMessage
 * @text: valid UTF-8
 * @length: bytes of @text, or -1 when it ends with NUL
 *
 * Adds to the text.  Possible while a reply streams; what is no reply is
 * filled after it was made, until its document was asked for.
 */
void
sy_message_append (SyMessage  *self,
                   const char *text,
                   gssize      length)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (can_append (self));

  if (length < 0)
    length = (gssize) strlen (text);
  if (length == 0)
    return;

  if (self->document != NULL)
    sy_document_append (self->document, text, length);
  else
    add (&self->text, text, (gsize) length);

  sy_message_notify (self, SY_MESSAGE_PROP_LENGTH);
}

/**
 * sy_message_append_reasoning:
 * @self: a #SyMessage that streams
 * @text: valid UTF-8
 * @length: bytes of @text, or -1 when it ends with NUL
 *
 * Adds to what the model thought.
 */
void
sy_message_append_reasoning (SyMessage  *self,
                             const char *text,
                             gssize      length)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (self->state == SY_MESSAGE_STREAMING);

  if (length < 0)
    length = (gssize) strlen (text);
  if (length == 0)
    return;

  add (&self->reasoning, text, (gsize) length);
  sy_message_notify (self, SY_MESSAGE_PROP_REASONING);
}

/**
 * sy_message_rethink:
 * @self: a #SyMessage that streams
 *
 * Moves all text there is behind what the model thought: it was thinking, which
 * the server told only afterwards.  The document goes with the text; who holds
 * it sees it stand still.
 */
void
sy_message_rethink (SyMessage *self)
{
  g_autoptr(SyDocument) document = NULL;
  gsize length;

  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (self->state == SY_MESSAGE_STREAMING);

  length = sy_message_get_length (self);
  if (length == 0)
    return;

  g_object_freeze_notify (G_OBJECT (self));

  self->n_rethinks++;
  add (&self->reasoning, sy_message_get_text (self), length);
  sy_message_notify (self, SY_MESSAGE_PROP_REASONING);

  document = g_steal_pointer (&self->document);
  if (document != NULL)
    sy_message_notify (self, SY_MESSAGE_PROP_DOCUMENT);

  drop (&self->text);
  sy_message_notify (self, SY_MESSAGE_PROP_LENGTH);

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sy_message_finish:
 * @self: a #SyMessage that streams
 * @state: how it ended
 * @duration: how long it took, in microseconds
 * @error: (nullable): what ended it; copied
 *
 * Ends a reply, and its document with it.  The text stays as it is.
 */
void
sy_message_finish (SyMessage      *self,
                   SyMessageState  state,
                   gint64          duration,
                   const GError   *error)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (self->state == SY_MESSAGE_STREAMING);
  g_return_if_fail (state != SY_MESSAGE_STREAMING);

  g_object_freeze_notify (G_OBJECT (self));

  self->state = state;
  sy_message_notify (self, SY_MESSAGE_PROP_STATE);

  if (duration > 0)
    {
      self->duration = duration;
      sy_message_notify (self, SY_MESSAGE_PROP_DURATION);
    }

  if (error != NULL)
    {
      self->error = g_error_copy (error);
      sy_message_notify (self, SY_MESSAGE_PROP_ERROR);
    }

  if (self->document != NULL)
    sy_document_finish (self->document);
  tighten (&self->text);
  tighten (&self->reasoning);

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sy_message_drop_document:
 * @self: a #SyMessage
 *
 * Gives up the blocks and keeps the text.  The next use of the document makes
 * a new one; who still holds the old one sees it stand still.
 */
void
sy_message_drop_document (SyMessage *self)
{
  g_autoptr(SyDocument) document = NULL;

  g_return_if_fail (SY_IS_MESSAGE (self));

  if (self->document == NULL)
    return;

  document = g_steal_pointer (&self->document);
  if (sy_document_get_length (document) > 0)
    add (&self->text, sy_document_get_source (document), sy_document_get_length (document));
  sy_message_notify (self, SY_MESSAGE_PROP_DOCUMENT);
}
