/* sy-container.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SyContainerKind:
 * @SY_CONTAINER_QUOTE: a quote
 * @SY_CONTAINER_BULLET: an item of a list without numbers
 * @SY_CONTAINER_ORDERED: an item of a list with numbers
 */
typedef enum
{
  SY_CONTAINER_QUOTE,
  SY_CONTAINER_BULLET,
  SY_CONTAINER_ORDERED,
} SyContainerKind;

#define SY_CONTAINER_NO_TASK -1

#define SY_TYPE_CONTAINER (sy_container_get_type ())

typedef struct _SyContainer SyContainer;

GType              sy_container_get_type    (void) G_GNUC_CONST;
SyContainer       *sy_container_new         (SyContainerKind    kind,
                                             guint              ordinal,
                                             int                task,
                                             SyContainer       *parent);
SyContainer       *sy_container_ref         (SyContainer       *self);
void               sy_container_unref       (SyContainer       *self);
SyContainerKind    sy_container_get_kind    (const SyContainer *self);
guint              sy_container_get_ordinal (const SyContainer *self);
int                sy_container_get_task    (const SyContainer *self);
const SyContainer *sy_container_get_parent  (const SyContainer *self);
gboolean           sy_container_has         (const SyContainer *self,
                                             const SyContainer *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyContainer, sy_container_unref)

G_END_DECLS
