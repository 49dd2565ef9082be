/* fake-prompter.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FakePrompter:
 *
 * What gnome-keyring asks to show a prompt, in a thread of its own: it dismisses every
 * one, as a person would, or leaves it open.
 */
typedef struct _FakePrompter FakePrompter;

FakePrompter *fake_prompter_new         (void);
void          fake_prompter_free        (FakePrompter *self);
void          fake_prompter_set_holding (FakePrompter *self,
                                         gboolean      holding);
guint         fake_prompter_get_n_shown (FakePrompter *self);
guint         fake_prompter_get_n_open  (FakePrompter *self);

G_END_DECLS
