/* fake-keyring.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-keyring.h"

G_BEGIN_DECLS

/* A keyring in the state the test says, which holds its answers back when told to. */
#define FAKE_TYPE_KEYRING (fake_keyring_get_type ())

G_DECLARE_FINAL_TYPE (FakeKeyring, fake_keyring, FAKE, KEYRING, GObject)

FakeKeyring *fake_keyring_new           (void);
void         fake_keyring_set_state     (FakeKeyring    *self,
                                         SyKeyringState  state);
void         fake_keyring_put           (FakeKeyring    *self,
                                         const char     *provider_id,
                                         const char     *origin,
                                         const char     *key);
void         fake_keyring_hold          (FakeKeyring    *self);
void         fake_keyring_release       (FakeKeyring    *self);
guint        fake_keyring_get_n_lookups (FakeKeyring    *self);
guint        fake_keyring_get_n_prompts (FakeKeyring    *self);

G_END_DECLS
