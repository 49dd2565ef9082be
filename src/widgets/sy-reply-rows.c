/* sy-reply-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-reply-rows"

#include "config.h"

#include "sy-reply-rows.h"

#include "sy-block-row.h"
#include "sy-block-rows.h"
#include "sy-error-card.h"
#include "sy-facts.h"
#include "sy-message-footer.h"
#include "sy-notice.h"
#include "sy-plain-rows.h"
#include "sy-thought-line.h"
#include "sy-waiting-line.h"

#include <glib/gi18n-lib.h>

#define GAP           12
#define THOUGHT_GAP   6
#define WIDGET_HEIGHT 34
#define CARD_HEIGHT   140

/* From top to bottom; thoughts and blocks stand between what is before and what is after them. */
typedef enum
{
  WAITING,
  THOUGHT,
  CARD,
  NOTICE,
  FOOTER,
  N_PARTS,
} Part;

#define FIRST_BELOW CARD

struct _SyReplyRows
{
  GObject      parent_instance;

  SyMessage   *message;
  SyPlainRows *thoughts;
  SyBlockRows *blocks;
  SyPreset    *preset;
  gboolean     shown[N_PARTS];
  GtkWidget   *widgets[N_PARTS];

  SyChatState  chat_state;
  GError      *retry_error;
  gint64       retry_at;
  gboolean     last;
  gboolean     thoughts_open;
  int          width;
};

static void rows_iface_init (SyRowsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyReplyRows, sy_reply_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_ROWS, rows_iface_init))

static guint
count_parts (SyReplyRows *self,
             Part         first,
             Part         end)
{
  guint n = 0;

  for (Part part = first; part < end; part++)
    n += self->shown[part] ? 1 : 0;

  return n;
}

static guint
count_rows (gpointer rows)
{
  return rows != NULL ? sy_rows_get_n_rows (SY_ROWS (rows)) : 0;
}

/* Where the thoughts begin, and the blocks. */
static guint
get_thoughts_start (SyReplyRows *self)
{
  return count_parts (self, 0, FIRST_BELOW);
}

static guint
get_blocks_start (SyReplyRows *self)
{
  return get_thoughts_start (self) + count_rows (self->thoughts);
}

/* Where it is, or would be. */
static guint
get_position (SyReplyRows *self,
              Part         part)
{
  guint position = count_parts (self, 0, part);

  if (part >= FIRST_BELOW)
    position += count_rows (self->thoughts) + count_rows (self->blocks);

  return position;
}

/* The rows that a row is one of, and its place there. */
static SyRows *
find_rows (SyReplyRows *self,
           guint       *row)
{
  guint thoughts = get_thoughts_start (self);
  guint blocks = get_blocks_start (self);

  if (*row >= blocks && *row < blocks + count_rows (self->blocks))
    {
      *row -= blocks;
      return SY_ROWS (self->blocks);
    }

  if (*row >= thoughts && *row < blocks)
    {
      *row -= thoughts;
      return SY_ROWS (self->thoughts);
    }

  return NULL;
}

static Part
find_part (SyReplyRows *self,
           guint        row)
{
  for (Part part = 0; part < N_PARTS; part++)
    {
      if (self->shown[part] && get_position (self, part) == row)
        return part;
    }

  g_return_val_if_reached (FOOTER);
}

static guint
sy_reply_rows_get_n_rows (SyRows *rows)
{
  SyReplyRows *self = SY_REPLY_ROWS (rows);

  return count_parts (self, 0, N_PARTS) + count_rows (self->thoughts) + count_rows (self->blocks);
}

static int
sy_reply_rows_estimate (SyRows *rows,
                        guint   row,
                        int     width)
{
  SyReplyRows *self = SY_REPLY_ROWS (rows);
  guint place = row;
  SyRows *inner = find_rows (self, &place);

  if (inner != NULL)
    return sy_rows_estimate (inner, place, width);

  return (row > 0 ? GAP : 0) + (find_part (self, row) == CARD ? CARD_HEIGHT : WIDGET_HEIGHT);
}

static void
sy_reply_rows_set_width (SyRows *rows,
                         int     width)
{
  SyReplyRows *self = SY_REPLY_ROWS (rows);

  self->width = width;
  if (self->blocks != NULL)
    sy_rows_set_width (SY_ROWS (self->blocks), width);
}

static void
sy_reply_rows_prepare (SyRows    *rows,
                       guint      row,
                       GtkWidget *parent)
{
  SyReplyRows *self = SY_REPLY_ROWS (rows);
  SyRows *inner = find_rows (self, &row);

  if (inner != NULL)
    sy_rows_prepare (inner, row, parent);
}

/* Messages know the time of day, waiting is counted on the clock that never jumps. */
static gint64
get_monotonic_start (SyMessage *message)
{
  gint64 age = g_get_real_time () - sy_message_get_created_at (message);

  return g_get_monotonic_time () - MAX (age, 0);
}

static void
fill_waiting (SyReplyRows *self)
{
  SyWaitingLine *line = SY_WAITING_LINE (self->widgets[WAITING]);
  const char *model_id = sy_message_get_model_id (self->message);
  g_autofree char *text = NULL;

  sy_waiting_line_set_since (line, get_monotonic_start (self->message));
  if (self->retry_error != NULL)
    {
      sy_waiting_line_set_retry (line, self->retry_error, self->retry_at);
      return;
    }

  if (self->chat_state == SY_CHAT_CONNECTING || model_id == NULL)
    text = g_strdup (_("Connecting"));
  else
    /* Translators: %s is the id of a model */
    text = g_strdup_printf (_("Waiting for %s"), model_id);

  sy_waiting_line_set_text (line, text);
}

static void
fill_card (SyReplyRows *self)
{
  SyErrorCard *card = SY_ERROR_CARD (self->widgets[CARD]);

  sy_error_card_set_last (card, self->last);
  sy_error_card_set_message (card, self->message, self->preset);
}

/* What asks again, for a reply that nothing follows. */
static void
fill_notice (SyReplyRows *self)
{
  SyNotice *notice = SY_NOTICE (self->widgets[NOTICE]);
  gboolean filtered = self->last && sy_facts_is_filtered (self->message);
  g_autofree char *outcome = sy_facts_dup_outcome (self->message);

  sy_notice_set_retry (notice, self->last);
  sy_notice_set_action (notice,
                        filtered ? _("Choose Another Model") : NULL,
                        filtered ? "chat.retry-with-model" : NULL,
                        NULL);
  sy_notice_set_text (notice, outcome);
}

static void
fill_part (SyReplyRows *self,
           Part         part)
{
  if (self->widgets[part] == NULL)
    return;

  switch (part)
    {
    case WAITING:
      fill_waiting (self);
      break;

    case THOUGHT:
      sy_thought_line_set_message (SY_THOUGHT_LINE (self->widgets[part]), self->message);
      break;

    case CARD:
      fill_card (self);
      break;

    case NOTICE:
      fill_notice (self);
      break;

    case FOOTER:
      sy_message_footer_set_message (SY_MESSAGE_FOOTER (self->widgets[part]), self->message);
      sy_message_footer_set_last (SY_MESSAGE_FOOTER (self->widgets[part]), self->last);
      break;

    case N_PARTS:
    default:
      g_return_if_reached ();
    }
}

static void
thoughts_changed_cb (SyReplyRows *self,
                     guint        position,
                     guint        removed,
                     guint        added)
{
  sy_rows_changed (SY_ROWS (self), get_thoughts_start (self) + position, removed, added);
}

/* Behind a bar, as what is quoted. */
static GtkWidget *
create_thought (GtkWidget *block,
                gboolean   first,
                gboolean   last)
{
  g_autoptr(SyContainer) bar = sy_container_new (SY_CONTAINER_QUOTE, 0, SY_CONTAINER_NO_TASK, NULL);
  GtkWidget *row = sy_block_row_new (block);

  sy_block_row_set_gap (SY_BLOCK_ROW (row), first ? THOUGHT_GAP : 0);
  sy_block_row_set_container (SY_BLOCK_ROW (row), bar, first ? NULL : bar);

  return row;
}

static void
open_thoughts (SyReplyRows *self)
{
  self->thoughts = sy_plain_rows_new (self->message, sy_message_get_reasoning, create_thought);
  g_signal_connect_object (self->thoughts, "rows-changed", G_CALLBACK (thoughts_changed_cb),
                           self, G_CONNECT_SWAPPED);
  sy_rows_changed (SY_ROWS (self), get_thoughts_start (self), 0, count_rows (self->thoughts));
}

static void
close_thoughts (SyReplyRows *self)
{
  guint n_rows = count_rows (self->thoughts);

  g_signal_handlers_disconnect_by_data (self->thoughts, self);
  g_clear_object (&self->thoughts);
  sy_rows_changed (SY_ROWS (self), get_thoughts_start (self), n_rows, 0);
}

static void
notify_open_cb (SyReplyRows   *self,
                GParamSpec    *pspec,
                SyThoughtLine *line)
{
  self->thoughts_open = sy_thought_line_get_open (line);

  if (self->thoughts_open && self->thoughts == NULL)
    open_thoughts (self);
  else if (!self->thoughts_open && self->thoughts != NULL)
    close_thoughts (self);
}

static GtkWidget *
create_part (SyReplyRows *self,
             Part         part)
{
  static GtkWidget *(* const functions[]) (void) = {
    [WAITING] = sy_waiting_line_new,
    [THOUGHT] = sy_thought_line_new,
    [CARD] = sy_error_card_new,
    [NOTICE] = sy_notice_new,
    [FOOTER] = sy_message_footer_new,
  };
  GtkWidget *widget = functions[part] ();
  GtkWidget *row = sy_block_row_new (widget);

  g_set_weak_pointer (&self->widgets[part], widget);
  fill_part (self, part);
  sy_block_row_set_gap (SY_BLOCK_ROW (row), get_position (self, part) > 0 ? GAP : 0);
  if (part == THOUGHT)
    {
      sy_thought_line_set_open (SY_THOUGHT_LINE (widget), self->thoughts_open);
      g_signal_connect_object (widget, "notify::open", G_CALLBACK (notify_open_cb), self,
                               G_CONNECT_SWAPPED);
    }

  return row;
}

static GtkWidget *
sy_reply_rows_create (SyRows *rows,
                      guint   row)
{
  SyReplyRows *self = SY_REPLY_ROWS (rows);
  guint place = row;
  SyRows *inner = find_rows (self, &place);

  return inner != NULL ? sy_rows_create (inner, place)
                       : create_part (self, find_part (self, row));
}

/* What is not a block is there once. */
static gboolean
sy_reply_rows_release (SyRows *rows,
                       guint   row)
{
  SyRows *inner = find_rows (SY_REPLY_ROWS (rows), &row);

  return inner != NULL && sy_rows_release (inner, row);
}

static gboolean
sy_reply_rows_adopt (SyRows    *rows,
                     guint      row,
                     GtkWidget *widget)
{
  SyRows *inner = find_rows (SY_REPLY_ROWS (rows), &row);

  return inner != NULL && sy_rows_adopt (inner, row, widget);
}

static void
show_part (SyReplyRows *self,
           Part         part,
           gboolean     shown)
{
  if (self->shown[part] != shown)
    {
      self->shown[part] = shown;
      if (!shown)
        g_clear_weak_pointer (&self->widgets[part]);
      sy_rows_changed (SY_ROWS (self), get_position (self, part), !shown, shown);
    }

  /* What is waited for is said aloud, once. */
  if (part != WAITING)
    fill_part (self, part);
}

static void
blocks_changed_cb (SyReplyRows *self,
                   guint        position,
                   guint        removed,
                   guint        added)
{
  sy_rows_changed (SY_ROWS (self), get_blocks_start (self) + position, removed, added);
}

/* The text was reasoning after all: what follows is another document. */
static void
update_blocks (SyReplyRows *self)
{
  SyDocument *document = sy_message_get_document (self->message);
  guint n_blocks = count_rows (self->blocks);

  if (self->blocks != NULL && sy_block_rows_get_document (self->blocks) == document)
    {
      sy_block_rows_set_gap (self->blocks, self->shown[THOUGHT] ? GAP : 0);
      sy_block_rows_update (self->blocks);
      return;
    }

  if (self->blocks != NULL)
    g_signal_handlers_disconnect_by_data (self->blocks, self);

  g_clear_object (&self->blocks);
  self->blocks = sy_block_rows_new (document);
  sy_rows_set_width (SY_ROWS (self->blocks), self->width);
  sy_block_rows_set_gap (self->blocks, self->shown[THOUGHT] ? GAP : 0);
  g_signal_connect_object (self->blocks, "rows-changed", G_CALLBACK (blocks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sy_rows_changed (SY_ROWS (self), get_blocks_start (self), n_blocks, count_rows (self->blocks));
}

static void
show_ending (SyReplyRows *self)
{
  g_autofree char *outcome = sy_facts_dup_outcome (self->message);
  g_autofree char *facts = sy_facts_dup_text (self->message);

  show_part (self, CARD, sy_message_get_error (self->message) != NULL);
  show_part (self, NOTICE, outcome != NULL);
  show_part (self, FOOTER, *facts != '\0');
}

static void
sy_reply_rows_update (SyRows *rows)
{
  SyReplyRows *self = SY_REPLY_ROWS (rows);
  gboolean streaming = sy_message_get_state (self->message) == SY_MESSAGE_STREAMING;
  const char *reasoning = sy_message_get_reasoning (self->message);
  gboolean thought = reasoning != NULL && *reasoning != '\0';

  show_part (self, WAITING,
             streaming && !thought && sy_message_get_length (self->message) == 0);
  show_part (self, THOUGHT, thought);
  if (self->thoughts != NULL)
    sy_plain_rows_update (self->thoughts);
  update_blocks (self);
  if (!streaming)
    show_ending (self);
}

static void
sy_reply_rows_approach (SyRows *rows)
{
  SyReplyRows *self = SY_REPLY_ROWS (rows);

  if (self->widgets[FOOTER] != NULL)
    sy_message_footer_approach (SY_MESSAGE_FOOTER (self->widgets[FOOTER]));
}

static void
rows_iface_init (SyRowsInterface *iface)
{
  iface->get_n_rows = sy_reply_rows_get_n_rows;
  iface->estimate = sy_reply_rows_estimate;
  iface->set_width = sy_reply_rows_set_width;
  iface->prepare = sy_reply_rows_prepare;
  iface->create = sy_reply_rows_create;
  iface->release = sy_reply_rows_release;
  iface->adopt = sy_reply_rows_adopt;
  iface->update = sy_reply_rows_update;
  iface->approach = sy_reply_rows_approach;
}

/* Nobody sees it any more, and it is made again in no time. */
static void
drop_document (SyReplyRows *self)
{
  if (self->message != NULL && sy_message_get_state (self->message) != SY_MESSAGE_STREAMING)
    sy_message_drop_document (self->message);
}

static void
sy_reply_rows_dispose (GObject *object)
{
  SyReplyRows *self = SY_REPLY_ROWS (object);

  for (Part part = 0; part < N_PARTS; part++)
    g_clear_weak_pointer (&self->widgets[part]);

  if (self->blocks != NULL)
    g_signal_handlers_disconnect_by_data (self->blocks, self);

  if (self->thoughts != NULL)
    g_signal_handlers_disconnect_by_data (self->thoughts, self);

  g_clear_object (&self->thoughts);
  g_clear_object (&self->blocks);
  g_clear_object (&self->preset);
  drop_document (self);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (sy_reply_rows_parent_class)->dispose (object);
}

static void
sy_reply_rows_finalize (GObject *object)
{
  SyReplyRows *self = SY_REPLY_ROWS (object);

  g_clear_error (&self->retry_error);

  G_OBJECT_CLASS (sy_reply_rows_parent_class)->finalize (object);
}

static void
sy_reply_rows_class_init (SyReplyRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_reply_rows_dispose;
  object_class->finalize = sy_reply_rows_finalize;
}

static void
sy_reply_rows_init (SyReplyRows *self)
{
  self->chat_state = SY_CHAT_CONNECTING;
}

/**
 * sy_reply_rows_new:
 * @message: a reply
 *
 * What a reply consists of: what is waited for, its thoughts, its blocks, how it ended, and
 * the facts.  It changes when sy_rows_update() is called, once a frame.
 *
 * Returns: (transfer full): the rows of a reply
 */
SyReplyRows *
sy_reply_rows_new (SyMessage *message)
{
  SyReplyRows *self;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);

  self = g_object_new (SY_TYPE_REPLY_ROWS, NULL);
  self->message = g_object_ref (message);
  sy_rows_update (SY_ROWS (self));

  return self;
}

SyMessage *
sy_reply_rows_get_message (SyReplyRows *self)
{
  g_return_val_if_fail (SY_IS_REPLY_ROWS (self), NULL);

  return self->message;
}

/**
 * sy_reply_rows_set_chat_state:
 * @state: how far the reply's session is
 *
 * Says what is waited for until the first text arrives.
 */
void
sy_reply_rows_set_chat_state (SyReplyRows *self,
                              SyChatState  state)
{
  g_return_if_fail (SY_IS_REPLY_ROWS (self));

  self->chat_state = state;
  g_clear_error (&self->retry_error);
  fill_part (self, WAITING);
}

/**
 * sy_reply_rows_set_retry:
 * @error: why the last try failed
 * @retry_at: when the next one begins, in microseconds of g_get_monotonic_time();
 *   -1 as soon as the network is back
 *
 * Says why there is no text yet, and when it is tried again.
 */
void
sy_reply_rows_set_retry (SyReplyRows  *self,
                         const GError *error,
                         gint64        retry_at)
{
  GError *copy;

  g_return_if_fail (SY_IS_REPLY_ROWS (self));
  g_return_if_fail (error != NULL);

  copy = g_error_copy (error);
  g_clear_error (&self->retry_error);
  self->retry_error = copy;
  self->retry_at = retry_at;
  fill_part (self, WAITING);
}

/**
 * sy_reply_rows_get_waiting:
 *
 * Returns: whether what is waited for can be seen
 */
gboolean
sy_reply_rows_get_waiting (SyReplyRows *self)
{
  g_return_val_if_fail (SY_IS_REPLY_ROWS (self), FALSE);

  return self->widgets[WAITING] != NULL && gtk_widget_get_mapped (self->widgets[WAITING]);
}

/**
 * sy_reply_rows_set_preset:
 * @preset: (nullable): what the provider that was asked was made from
 *
 * Changes who is spoken of when the reply failed.
 */
void
sy_reply_rows_set_preset (SyReplyRows *self,
                          SyPreset    *preset)
{
  g_return_if_fail (SY_IS_REPLY_ROWS (self));
  g_return_if_fail (preset == NULL || SY_IS_PRESET (preset));

  if (g_set_object (&self->preset, preset))
    fill_part (self, CARD);
}

/**
 * sy_reply_rows_set_last:
 * @last: whether no message follows
 *
 * Only the last reply of a conversation can be asked for once more.
 */
void
sy_reply_rows_set_last (SyReplyRows *self,
                        gboolean     last)
{
  g_return_if_fail (SY_IS_REPLY_ROWS (self));

  self->last = !!last;
  fill_part (self, CARD);
  fill_part (self, NOTICE);
  fill_part (self, FOOTER);
}

/**
 * sy_reply_rows_set_frozen:
 * @frozen: whether somebody reads it elsewhere than at its end
 *
 * What is read does not change its shape for what comes behind it.
 */
void
sy_reply_rows_set_frozen (SyReplyRows *self,
                          gboolean     frozen)
{
  g_return_if_fail (SY_IS_REPLY_ROWS (self));

  if (self->blocks != NULL)
    sy_block_rows_set_frozen (self->blocks, frozen);
}

/**
 * sy_reply_rows_dup_ending:
 * @message: a reply that has ended
 * @preset: (nullable): what the provider that was asked was made from
 *
 * Returns: (transfer full): what is to be said of how the reply ended
 */
char *
sy_reply_rows_dup_ending (SyMessage *message,
                          SyPreset  *preset)
{
  char *outcome;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);

  if (sy_message_get_error (message) != NULL)
    return sy_error_card_dup_spoken (message, preset);

  outcome = sy_facts_dup_outcome (message);

  return outcome != NULL ? outcome : g_strdup (_("Reply finished"));
}
