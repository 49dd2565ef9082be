/* provider-list-fixture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-provider-list.h"

G_BEGIN_DECLS

/**
 * Fixture:
 * @error: what the last load or save said
 *
 * A list of providers with a file of its own.
 */
typedef struct
{
  char           *folder;
  char           *path;
  GListModel     *presets;
  SyProviderList *list;
  GError         *error;
  guint           pending;
} Fixture;

void        fixture_setup         (Fixture       *fixture,
                                   gconstpointer  data);
void        fixture_teardown      (Fixture       *fixture,
                                   gconstpointer  data);
void        fixture_make_list     (Fixture       *fixture);
void        fixture_drop_list     (Fixture       *fixture);
void        fixture_restart       (Fixture       *fixture);
void        fixture_load          (Fixture       *fixture);
void        fixture_load_with     (Fixture       *fixture,
                                   GCancellable  *cancellable);
void        fixture_save          (Fixture       *fixture);
void        fixture_start_save    (Fixture       *fixture);
void        fixture_wait          (Fixture       *fixture);
void        fixture_wait_for_text (Fixture       *fixture,
                                   const char    *needle);
void        fixture_write_file    (Fixture       *fixture,
                                   const char    *text);
char       *fixture_read_file     (Fixture       *fixture);
SyProvider *fixture_ensure        (Fixture       *fixture,
                                   const char    *id);

G_END_DECLS
