/* fake-prompter.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-prompter.h"

#define BUS_NAME "org.gnome.keyring.SystemPrompter"
#define PATH     "/org/gnome/keyring/Prompter"
#define CALLBACK "org.gnome.keyring.internal.Prompter.Callback"

/* As gcr has it. */
static const char introspection[] =
  "<node><interface name='org.gnome.keyring.internal.Prompter'>"
  "<method name='BeginPrompting'><arg type='o' direction='in'/></method>"
  "<method name='PerformPrompt'><arg type='o' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='s' direction='in'/></method>"
  "<method name='StopPrompting'><arg type='o' direction='in'/></method>"
  "</interface></node>";

struct _FakePrompter
{
  GMainContext    *context;
  GMainLoop       *loop;
  GThread         *thread;
  GDBusConnection *bus;
  GDBusNodeInfo   *info;

  /* Both sides look at these. */
  int              holding;
  int              n_shown;
  int              n_open;
  int              is_ready;
};

static void
call_back (GDBusConnection *bus,
           const char      *caller,
           const char      *path,
           const char      *method,
           GVariant        *parameters)
{
  g_dbus_connection_call (bus, caller, path, CALLBACK, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

/* @reply: "" to begin with, "no" to a prompt. */
static void
reply_ready (GDBusConnection *bus,
             const char      *caller,
             const char      *path,
             const char      *reply)
{
  GVariant *properties = g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0);

  call_back (bus, caller, path, "PromptReady",
             g_variant_new ("(s@a{sv}s)", reply, properties, ""));
}

static void
method_cb (GDBusConnection       *bus,
           const char            *caller,
           const char            *object_path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  FakePrompter *self = user_data;
  const char *path;

  g_variant_get_child (parameters, 0, "&o", &path);
  g_object_ref (invocation);
  g_dbus_method_invocation_return_value (invocation, NULL);

  if (g_str_equal (method, "BeginPrompting"))
    {
      reply_ready (bus, caller, path, "");
    }
  else if (g_str_equal (method, "StopPrompting"))
    {
      g_atomic_int_set (&self->n_open, 0);
      call_back (bus, caller, path, "PromptDone", NULL);
    }
  else
    {
      g_atomic_int_inc (&self->n_shown);

      if (g_atomic_int_get (&self->holding))
        g_atomic_int_inc (&self->n_open);
      else
        reply_ready (bus, caller, path, "no");
    }

  g_object_unref (invocation);
}

static void
request_name (FakePrompter *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = NULL;
  guint32 result;

  reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", BUS_NAME, 4), G_VARIANT_TYPE ("(u)"),
                                       G_DBUS_CALL_FLAGS_NONE, 5000, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &result);
  g_assert_cmpuint (result, ==, 1);
}

static void
connect_bus (FakePrompter *self)
{
  static const GDBusInterfaceVTable vtable = { method_cb, NULL, NULL, { 0 } };
  const GDBusConnectionFlags flags = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;
  g_autoptr(GError) error = NULL;
  guint id;

  self->bus = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                      flags, NULL, NULL, &error);
  g_assert_no_error (error);
  self->info = g_dbus_node_info_new_for_xml (introspection, &error);
  g_assert_no_error (error);
  id = g_dbus_connection_register_object (self->bus, PATH, self->info->interfaces[0], &vtable,
                                          self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (id, !=, 0);
  request_name (self);
}

static gpointer
run (gpointer data)
{
  FakePrompter *self = data;

  g_main_context_push_thread_default (self->context);
  connect_bus (self);
  g_atomic_int_set (&self->is_ready, TRUE);
  g_main_loop_run (self->loop);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

FakePrompter *
fake_prompter_new (void)
{
  FakePrompter *self = g_new0 (FakePrompter, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("prompter", run, self);

  while (!g_atomic_int_get (&self->is_ready))
    g_usleep (1000);

  return self;
}

void
fake_prompter_free (FakePrompter *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_clear_object (&self->bus);
  g_clear_pointer (&self->info, g_dbus_node_info_unref);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

/* From now on, prompts stay open. */
void
fake_prompter_set_holding (FakePrompter *self,
                           gboolean      holding)
{
  g_atomic_int_set (&self->holding, holding);
}

/* How many prompts there were. */
guint
fake_prompter_get_n_shown (FakePrompter *self)
{
  return (guint) g_atomic_int_get (&self->n_shown);
}

guint
fake_prompter_get_n_open (FakePrompter *self)
{
  return (guint) g_atomic_int_get (&self->n_open);
}
