/* chat-fixture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-server.h"
#include "sy-chat-session.h"
#include "sy-error.h"
#include "sy-fake-clock.h"
#include "sy-http.h"

#include "fake-network.h"
#include "support-spin.h"

G_BEGIN_DECLS

#define PATIENCE 5000
#define SECRET   "sk-test-0123456789abcdef"

#define TEXT(text)    "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}\n\n"
#define REASON(text)  "data: {\"choices\":[{\"delta\":{\"reasoning\":\"" text "\"}}]}\n\n"
#define FINISH        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define DONE          "data: [DONE]\n\n"
#define WHOLE(text)   RAW_OK_STREAM TEXT (text) FINISH DONE

/* A session with one conversation, whose provider is a server of the test. */
typedef struct
{
  RawServer      *server;
  GFile          *file;
  SyProviderList *providers;
  SyProvider     *provider;
  SyKeyring      *keyring;
  SyHttp         *http;
  SyRedact       *redact;
  SyFakeClock    *clock;
  FakeNetwork    *network;
  SyChatDefaults *defaults;
  SyChatSession  *session;
  GString        *states;
  guint           n_failed;
  GError         *failed;
} Fixture;

void            chat_use_preset       (Fixture       *fixture,
                                       const char    *id);
void            chat_set_up           (Fixture       *fixture,
                                       gconstpointer  data);
void            chat_tear_down        (Fixture       *fixture,
                                       gconstpointer  data);
SyConversation *chat_get_conversation (Fixture       *fixture);
guint           chat_get_n_messages   (Fixture       *fixture);
SyMessage      *chat_get_message      (Fixture       *fixture,
                                       guint          position);
SyMessage      *chat_get_reply        (Fixture       *fixture);
void            chat_send             (Fixture       *fixture,
                                       const char    *text);
void            chat_send_fails       (Fixture       *fixture,
                                       const char    *text,
                                       const char    *message);
gboolean        chat_is_idle          (gpointer       data);
gboolean        chat_is_waiting       (gpointer       data);
gboolean        chat_has_request      (gpointer       data);
gboolean        chat_has_text         (gpointer       data);
gboolean        chat_is_set           (gpointer       data);
void            chat_assert_reply     (Fixture       *fixture,
                                       SyMessageState state,
                                       const char    *text);
gboolean        chat_request_contains (RawServer     *server,
                                       guint          index,
                                       const char    *text);
char           *chat_dup_turns        (Fixture       *fixture,
                                       guint          index);
void            chat_script           (Fixture       *fixture,
                                       const char    *bytes);
void            chat_store_key        (Fixture       *fixture,
                                       const char    *key);

#define assert_happens(func, data) g_assert_true (support_spin_until (func, data, PATIENCE))

G_END_DECLS
