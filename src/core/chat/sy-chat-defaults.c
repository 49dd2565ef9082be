/* sy-chat-defaults.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chat-defaults"

#include "config.h"

#include "sy-chat-defaults.h"

struct _SyChatDefaults
{
  GObject     parent_instance;

  char       *system_prompt;
  SySampling *sampling;
};

G_DEFINE_FINAL_TYPE (SyChatDefaults, sy_chat_defaults, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SYSTEM_PROMPT,
  PROP_SAMPLING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
sy_chat_defaults_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SyChatDefaults *self = SY_CHAT_DEFAULTS (object);

  switch (prop_id)
    {
    case PROP_SYSTEM_PROMPT:
      g_value_set_string (value, self->system_prompt);
      break;

    case PROP_SAMPLING:
      g_value_set_boxed (value, self->sampling);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_chat_defaults_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SyChatDefaults *self = SY_CHAT_DEFAULTS (object);

  switch (prop_id)
    {
    case PROP_SYSTEM_PROMPT:
      sy_chat_defaults_set_system_prompt (self, g_value_get_string (value));
      break;

    case PROP_SAMPLING:
      sy_chat_defaults_set_sampling (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_chat_defaults_finalize (GObject *object)
{
  SyChatDefaults *self = SY_CHAT_DEFAULTS (object);

  g_free (self->system_prompt);
  sy_sampling_free (self->sampling);

  G_OBJECT_CLASS (sy_chat_defaults_parent_class)->finalize (object);
}

static void
sy_chat_defaults_class_init (SyChatDefaultsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_chat_defaults_get_property;
  object_class->set_property = sy_chat_defaults_set_property;
  object_class->finalize = sy_chat_defaults_finalize;

  properties[PROP_SYSTEM_PROMPT] =
    g_param_spec_string ("system-prompt", NULL, NULL, NULL, flags);
  properties[PROP_SAMPLING] =
    g_param_spec_boxed ("sampling", NULL, NULL, SY_TYPE_SAMPLING, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_chat_defaults_init (SyChatDefaults *self)
{
  self->sampling = sy_sampling_new ();
}

/**
 * sy_chat_defaults_new:
 *
 * Returns: (transfer full): defaults of which none is set
 */
SyChatDefaults *
sy_chat_defaults_new (void)
{
  return g_object_new (SY_TYPE_CHAT_DEFAULTS, NULL);
}

/**
 * sy_chat_defaults_get_system_prompt:
 * @self: a #SyChatDefaults
 *
 * Returns: (transfer none) (nullable): what every model is told first
 */
const char *
sy_chat_defaults_get_system_prompt (SyChatDefaults *self)
{
  g_return_val_if_fail (SY_IS_CHAT_DEFAULTS (self), NULL);

  return self->system_prompt;
}

/**
 * sy_chat_defaults_set_system_prompt:
 * @self: a #SyChatDefaults
 * @system_prompt: (nullable): what every model is told first; "" is the same as %NULL
 *
 * Holds from the next request on.
 */
void
sy_chat_defaults_set_system_prompt (SyChatDefaults *self,
                                    const char     *system_prompt)
{
  g_return_if_fail (SY_IS_CHAT_DEFAULTS (self));

  if (system_prompt != NULL && *system_prompt == '\0')
    system_prompt = NULL;

  if (g_set_str (&self->system_prompt, system_prompt))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYSTEM_PROMPT]);
}

/**
 * sy_chat_defaults_get_sampling:
 * @self: a #SyChatDefaults
 *
 * Returns: (transfer none): the values that are set for all conversations
 */
const SySampling *
sy_chat_defaults_get_sampling (SyChatDefaults *self)
{
  g_return_val_if_fail (SY_IS_CHAT_DEFAULTS (self), NULL);

  return self->sampling;
}

/**
 * sy_chat_defaults_set_sampling:
 * @self: a #SyChatDefaults
 * @sampling: (nullable): values for all conversations; %NULL is none
 *
 * Holds from the next request on.
 */
void
sy_chat_defaults_set_sampling (SyChatDefaults   *self,
                               const SySampling *sampling)
{
  g_autoptr(SySampling) values = NULL;

  g_return_if_fail (SY_IS_CHAT_DEFAULTS (self));

  values = sampling != NULL ? sy_sampling_copy (sampling) : sy_sampling_new ();
  if (sy_sampling_equal (self->sampling, values))
    return;

  sy_sampling_free (self->sampling);
  self->sampling = g_steal_pointer (&values);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAMPLING]);
}
