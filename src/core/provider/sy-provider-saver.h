/* sy-provider-saver.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SyProviderSaver:
 *
 * Writes a file a moment after something changed, one time after the other, and
 * tells those who asked.  Nothing is written before sy_provider_saver_allow().
 */
typedef struct _SyProviderSaver SyProviderSaver;

/**
 * SyProviderSaverFunc:
 * @owner: who has a saver
 *
 * Returns: (transfer full): what the file has to hold now
 */
typedef GBytes *(*SyProviderSaverFunc) (GObject *owner);

SyProviderSaver *sy_provider_saver_new   (GFile               *file,
                                          GObject             *owner,
                                          SyProviderSaverFunc  build);
void             sy_provider_saver_free  (SyProviderSaver     *self);
void             sy_provider_saver_allow (SyProviderSaver     *self);
void             sy_provider_saver_queue (SyProviderSaver     *self);
void             sy_provider_saver_flush (SyProviderSaver     *self,
                                          GTask               *task);

G_END_DECLS
