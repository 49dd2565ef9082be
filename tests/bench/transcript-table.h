/* transcript-table.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TableLimit:
 * @TABLE_NOTE: there is none
 * @TABLE_AT_MOST: the median must not be above it
 * @TABLE_AT_LEAST: the median must not be below it
 */
typedef enum
{
  TABLE_NOTE,
  TABLE_AT_MOST,
  TABLE_AT_LEAST,
} TableLimit;

/* The time that Pango takes for one paragraph; values are added in milliseconds. */
#define TABLE_UNIT_Y "Y"

/**
 * TableFigure:
 * @name: what is measured
 * @unit: "ms" or another, or #TABLE_UNIT_Y
 * @kind: what @limit is
 * @limit: in @unit
 * @prototype: (nullable): what the prototype had
 *
 * One line of the table.
 */
typedef struct
{
  const char *name;
  const char *unit;
  TableLimit  kind;
  double      limit;
  const char *prototype;
} TableFigure;

typedef struct _Table Table;

Table   *table_new      (void);
void     table_free     (Table             *self);
void     table_add      (Table             *self,
                         const TableFigure *figure,
                         double             value);
void     table_add_unit (Table             *self,
                         double             milliseconds);
gboolean table_print    (Table             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

G_END_DECLS
