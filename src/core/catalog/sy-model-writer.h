/* sy-model-writer.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-model.h"

G_BEGIN_DECLS

GBytes *sy_model_writer_write (GPtrArray *models);

G_END_DECLS
