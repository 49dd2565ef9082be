/* fuzz-models.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The body of an answer that is a model list, or who serves a model.  What is kept of a
 * list on the disk is what was shown of it.
 */

#include "config.h"

#include "fuzz-target.h"
#include "sy-endpoint.h"
#include "sy-model-parser.h"
#include "sy-model-redact.h"
#include "sy-model-writer.h"

#include <string.h>

/* Of no shape that tells it is a key. */
#define KEY      "hunter2/0123456789abcdef"
#define MAX_LINE 256
#define MAX_TEXT 8192

static SyRedact *
get_redact (void)
{
  static SyRedact *redact = NULL;

  if (redact == NULL)
    {
      redact = sy_redact_new ();
      sy_redact_add_key (redact, KEY);
    }

  return redact;
}

static void
assert_shown (const char *text,
              gsize       max_bytes,
              const char *never)
{
  if (text == NULL)
    return;

  g_assert_cmpstr (text, !=, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), <=, max_bytes);
  g_assert_null (strstr (text, KEY));
  g_assert_null (strpbrk (text, never));
}

static void
assert_words (const char *const *words)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    assert_shown (words[i], 64, " \r\n\t\033\177");
}

static void
check_facts (const SyModelFacts *facts)
{
  static const char lines[] = "\r\n\t\v\f\033\177";

  assert_shown (facts->id, MAX_LINE, lines);
  assert_shown (facts->name, MAX_LINE, lines);
  assert_shown (facts->description, MAX_TEXT, lines + 2);
  assert_shown (facts->default_effort, 64, lines);
  assert_shown (facts->retires_on, 10, lines);
  assert_shown (facts->knowledge_cutoff, MAX_LINE, lines);
  assert_shown (facts->alias_target, MAX_LINE, lines);
  assert_shown (facts->alias_name, MAX_LINE, lines);
  assert_words (facts->parameters);
  assert_words (facts->efforts);
}

static GPtrArray *
redact_models (GPtrArray *models)
{
  GPtrArray *redacted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < models->len; i++)
    {
      SyModel *model = sy_model_redact (models->pdata[i], get_redact ());

      if (model == NULL)
        continue;

      check_facts (sy_model_get_facts (model));
      g_ptr_array_add (redacted, model);
    }

  return redacted;
}

static void
check_models (GBytes *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) models = sy_model_parser_parse (json, &error);
  g_autoptr(GPtrArray) redacted = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GBytes) written = NULL;

  g_assert_true ((models == NULL) == (error != NULL));
  if (models == NULL)
    return;

  redacted = redact_models (models);
  written = sy_model_writer_write (redacted);
  again = sy_model_parser_parse (written, NULL);

  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, redacted->len);
  for (guint i = 0; i < again->len; i++)
    g_assert_true (sy_model_equal (again->pdata[i], redacted->pdata[i]));
}

static void
check_endpoints (GBytes *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) endpoints = sy_endpoint_parse (json, &error);

  g_assert_true ((endpoints == NULL) == (error != NULL));

  for (guint i = 0; endpoints != NULL && i < endpoints->len; i++)
    {
      SyEndpoint *endpoint = endpoints->pdata[i];

      sy_endpoint_redact (endpoint, get_redact ());
      assert_shown (endpoint->provider, MAX_LINE, "\r\n\t");
      assert_shown (endpoint->quantization, MAX_LINE, "\r\n\t");
      g_assert_cmpfloat (endpoint->uptime, <=, 100);
      g_assert_cmpint (endpoint->latency_ms, >=, 0);
      g_assert_cmpfloat (endpoint->throughput, >=, 0);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) json = g_bytes_new_static (data, size);

  check_models (json);
  check_endpoints (json);

  return 0;
}
