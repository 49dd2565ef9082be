/* sy-message-window.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-window"

#include "config.h"

#include "sy-message-window.h"

#include "sy-message-record.h"
#include "sy-store.h"

struct _SyMessageWindow
{
  GObject         parent_instance;

  SyConversation *conversation;
  GPtrArray      *messages;

  /* Replies that others took the place of. */
  GPtrArray      *variants;

  /* Where the texts of stubs are, and those that were asked for. */
  SyStore        *store;
  GHashTable     *asked;
  guint           n_questions;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyMessageWindow, sy_message_window, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_CONVERSATION,
  PROP_LOADING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GType
sy_message_window_get_item_type (GListModel *model)
{
  return SY_TYPE_MESSAGE;
}

static guint
sy_message_window_get_n_items (GListModel *model)
{
  SyMessageWindow *self = SY_MESSAGE_WINDOW (model);

  return self->messages->len;
}

static gpointer
sy_message_window_get_item (GListModel *model,
                            guint       position)
{
  SyMessageWindow *self = SY_MESSAGE_WINDOW (model);

  if (position >= self->messages->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->messages, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sy_message_window_get_item_type;
  iface->get_n_items = sy_message_window_get_n_items;
  iface->get_item = sy_message_window_get_item;
}

static void
sy_message_window_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SyMessageWindow *self = SY_MESSAGE_WINDOW (object);

  switch (prop_id)
    {
    case PROP_CONVERSATION:
      g_value_set_object (value, self->conversation);
      break;

    case PROP_LOADING:
      g_value_set_boolean (value, sy_message_window_get_loading (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_message_window_dispose (GObject *object)
{
  SyMessageWindow *self = SY_MESSAGE_WINDOW (object);

  g_ptr_array_set_size (self->messages, 0);
  g_ptr_array_set_size (self->variants, 0);
  g_hash_table_remove_all (self->asked);
  g_clear_object (&self->conversation);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (sy_message_window_parent_class)->dispose (object);
}

static void
sy_message_window_finalize (GObject *object)
{
  SyMessageWindow *self = SY_MESSAGE_WINDOW (object);

  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->variants);
  g_hash_table_unref (self->asked);

  G_OBJECT_CLASS (sy_message_window_parent_class)->finalize (object);
}

static void
sy_message_window_class_init (SyMessageWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_message_window_get_property;
  object_class->dispose = sy_message_window_dispose;
  object_class->finalize = sy_message_window_finalize;

  properties[PROP_CONVERSATION] =
    g_param_spec_object ("conversation", NULL, NULL, SY_TYPE_CONVERSATION, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_message_window_init (SyMessageWindow *self)
{
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  self->variants = g_ptr_array_new_with_free_func (g_object_unref);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

/**
 * sy_message_window_new:
 * @conversation: (transfer none): whose messages these are
 *
 * Makes the list of a conversation's messages, oldest first.
 *
 * Returns: (transfer full): the list, without messages
 */
SyMessageWindow *
sy_message_window_new (SyConversation *conversation)
{
  SyMessageWindow *self;

  g_return_val_if_fail (SY_IS_CONVERSATION (conversation), NULL);

  self = g_object_new (SY_TYPE_MESSAGE_WINDOW, NULL);
  self->conversation = g_object_ref (conversation);

  return self;
}

/**
 * sy_message_window_new_from_records:
 * @conversation: (transfer none): whose messages these are
 * @store: (transfer none): where the texts of stubs are
 * @records: (element-type SyMessageRecord): its messages, oldest first
 *
 * Makes the list of messages that were kept.  It is complete from the start; what
 * has no text yet gets it by sy_message_window_ensure().
 *
 * Returns: (transfer full): the list
 */
SyMessageWindow *
sy_message_window_new_from_records (SyConversation *conversation,
                                    SyStore        *store,
                                    GPtrArray      *records)
{
  SyMessageWindow *self;

  g_return_val_if_fail (SY_IS_STORE (store), NULL);
  g_return_val_if_fail (records != NULL, NULL);

  self = sy_message_window_new (conversation);
  self->store = g_object_ref (store);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (self->messages,
                     sy_message_new_from_record (g_ptr_array_index (records, i)));

  return self;
}

/**
 * sy_message_window_get_conversation:
 * @self: a #SyMessageWindow
 *
 * Returns: (transfer none): whose messages these are
 */
SyConversation *
sy_message_window_get_conversation (SyMessageWindow *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_WINDOW (self), NULL);

  return self->conversation;
}

/**
 * sy_message_window_get_loading:
 * @self: a #SyMessageWindow
 *
 * Returns: whether texts of messages that were asked for are still to come
 */
gboolean
sy_message_window_get_loading (SyMessageWindow *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_WINDOW (self), FALSE);

  return self->n_questions > 0;
}

/**
 * sy_message_window_get_complete:
 * @self: a #SyMessageWindow
 *
 * Returns: whether the texts of all messages are here
 */
gboolean
sy_message_window_get_complete (SyMessageWindow *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_WINDOW (self), FALSE);

  for (guint i = 0; i < self->messages->len; i++)
    {
      if (!sy_message_get_loaded (g_ptr_array_index (self->messages, i)))
        return FALSE;
    }

  return TRUE;
}

/* A text that only a damaged file does not have is none; it must not be waited for for ever. */
static void
fill (SyMessageWindow *self,
      SyMessage       *message,
      SyMessageRecord *record)
{
  g_autoptr(SyMessageRecord) nothing = NULL;

  if (record == NULL)
    {
      nothing = sy_message_record_new ();
      nothing->id = g_strdup (sy_message_get_id (message));
      nothing->text = g_strdup ("");
      record = nothing;
    }

  sy_message_load (message, record);
}

static void
fill_all (SyMessageWindow   *self,
          const char *const *ids,
          GPtrArray         *records)
{
  guint n_found = 0;

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(SyMessage) message = NULL;
      SyMessageRecord *record = n_found < records->len ? g_ptr_array_index (records, n_found)
                                                       : NULL;

      if (record != NULL && g_str_equal (record->id, ids[i]))
        n_found++;
      else
        record = NULL;

      g_hash_table_steal_extended (self->asked, ids[i], NULL, (gpointer *) &message);
      if (message != NULL && !sy_message_get_loaded (message))
        fill (self, message, record);
    }
}

static void
forget (SyMessageWindow   *self,
        const char *const *ids)
{
  for (gsize i = 0; ids[i] != NULL; i++)
    g_hash_table_remove (self->asked, ids[i]);
}

typedef struct
{
  SyMessageWindow  *window;
  char            **ids;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->window);
  g_strfreev (question->ids);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
load_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  SyMessageWindow *self = question->window;
  const char *const *ids = (const char *const *) question->ids;
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GError) error = NULL;

  records = sy_store_load_finish (SY_STORE (object), result, &error);

  /* They are stubs as before, and asked for again when they are seen again. */
  if (records != NULL)
    fill_all (self, ids, records);
  else
    {
      g_warning ("Messages can't be read: %s", error->message);
      forget (self, ids);
    }

  if (--self->n_questions == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
ask (SyMessageWindow *self,
     GStrv            ids)
{
  Question *question = g_new0 (Question, 1);

  question->window = g_object_ref (self);
  question->ids = ids;
  sy_store_load_async (self->store, (const char *const *) ids, load_cb, question);

  if (self->n_questions++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * sy_message_window_ensure:
 * @self: a #SyMessageWindow
 * @first: position of a message
 * @n_messages: how many from there on; all of them must exist
 *
 * Asks for the text of messages that are about to be seen.  A message whose
 * text comes says so with `notify::loaded`; the list itself does not change.
 */
void
sy_message_window_ensure (SyMessageWindow *self,
                          guint            first,
                          guint            n_messages)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  gboolean any = FALSE;

  g_return_if_fail (SY_IS_MESSAGE_WINDOW (self));
  g_return_if_fail (first <= self->messages->len);
  g_return_if_fail (n_messages <= self->messages->len - first);

  if (self->store == NULL)
    return;

  builder = g_strv_builder_new ();
  for (guint i = first; i < first + n_messages; i++)
    {
      SyMessage *message = g_ptr_array_index (self->messages, i);
      const char *id = sy_message_get_id (message);

      if (sy_message_get_loaded (message) || g_hash_table_contains (self->asked, id))
        continue;

      g_hash_table_insert (self->asked, (gpointer) id, g_object_ref (message));
      g_strv_builder_add (builder, id);
      any = TRUE;
    }

  if (any)
    ask (self, g_strv_builder_end (builder));
}

/**
 * sy_message_window_append:
 * @self: a #SyMessageWindow
 * @message: (transfer none): a message of this conversation
 *
 * Puts a message at the end.
 */
void
sy_message_window_append (SyMessageWindow *self,
                          SyMessage       *message)
{
  guint position;

  g_return_if_fail (SY_IS_MESSAGE_WINDOW (self));
  g_return_if_fail (SY_IS_MESSAGE (message));

  position = self->messages->len;
  g_ptr_array_add (self->messages, g_object_ref (message));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

/**
 * sy_message_window_replace_last:
 * @self: a #SyMessageWindow with messages
 * @message: (transfer none): a message with the same parent as the last one
 *
 * Puts a message in the place of the last one, which stays in memory as a
 * variant of it.
 */
void
sy_message_window_replace_last (SyMessageWindow *self,
                                SyMessage       *message)
{
  g_autoptr(SyMessage) old = NULL;
  guint position;

  g_return_if_fail (SY_IS_MESSAGE_WINDOW (self));
  g_return_if_fail (SY_IS_MESSAGE (message));
  g_return_if_fail (self->messages->len > 0);

  position = self->messages->len - 1;
  old = g_object_ref (g_ptr_array_index (self->messages, position));
  g_return_if_fail (g_strcmp0 (sy_message_get_parent_id (old),
                               sy_message_get_parent_id (message)) == 0);

  g_ptr_array_add (self->variants, g_object_ref (old));
  g_object_unref (g_ptr_array_index (self->messages, position));
  g_ptr_array_index (self->messages, position) = g_object_ref (message);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);

  /* Nobody draws it any more. */
  sy_message_drop_document (old);
}

/**
 * sy_message_window_dup_variants:
 * @self: a #SyMessageWindow
 * @parent_id: (nullable): id of a message
 *
 * Returns: (transfer container) (element-type SyMessage): messages that once
 *   followed that one and were replaced, oldest first
 */
GPtrArray *
sy_message_window_dup_variants (SyMessageWindow *self,
                                const char      *parent_id)
{
  GPtrArray *found;

  g_return_val_if_fail (SY_IS_MESSAGE_WINDOW (self), NULL);

  found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->variants->len; i++)
    {
      SyMessage *variant = g_ptr_array_index (self->variants, i);

      if (g_strcmp0 (sy_message_get_parent_id (variant), parent_id) == 0)
        g_ptr_array_add (found, g_object_ref (variant));
    }

  return found;
}
