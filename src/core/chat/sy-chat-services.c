/* sy-chat-services.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chat-services"

#include "config.h"

#include "sy-chat-services.h"

/**
 * sy_chat_services_copy:
 * @target: (out caller-allocates): gets references of its own
 * @source: what sessions share
 *
 * Copies the services, and makes those that may be missing and have a default.
 */
void
sy_chat_services_copy (SyChatServices       *target,
                       const SyChatServices *source)
{
  g_return_if_fail (target != NULL);
  g_return_if_fail (source != NULL);

  target->providers = g_object_ref (source->providers);
  target->keyring = g_object_ref (source->keyring);
  target->http = g_object_ref (source->http);
  target->redact = g_object_ref (source->redact);
  target->clock = g_object_ref (source->clock);
  target->quirks = source->quirks != NULL ? g_object_ref (source->quirks) : sy_quirks_new ();
  target->network = source->network != NULL ? g_object_ref (source->network) : NULL;
  target->random = source->random != NULL ? g_rand_copy (source->random) : g_rand_new ();
  target->defaults = source->defaults != NULL ? g_object_ref (source->defaults) : NULL;
}

/**
 * sy_chat_services_clear:
 * @services: filled by sy_chat_services_copy(), or cleared before
 *
 * Lets go of everything.
 */
void
sy_chat_services_clear (SyChatServices *services)
{
  g_return_if_fail (services != NULL);

  g_clear_object (&services->providers);
  g_clear_object (&services->keyring);
  g_clear_object (&services->http);
  g_clear_object (&services->redact);
  g_clear_object (&services->clock);
  g_clear_object (&services->quirks);
  g_clear_object (&services->network);
  g_clear_pointer (&services->random, g_rand_free);
  g_clear_object (&services->defaults);
}
