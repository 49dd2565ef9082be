/* sy-model-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-text"

#include "config.h"

#include "sy-model-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define THOUSAND G_GINT64_CONSTANT (1000)
#define MILLION  G_GINT64_CONSTANT (1000000)

#define FREE_WORD " (free)"

/**
 * sy_model_text_dup_row_title:
 * @model: a model
 *
 * Returns: (transfer full): its title for where the price stands beside it: "(free)" of
 *   OpenRouter's ":free" models is left out
 */
char *
sy_model_text_dup_row_title (SyModel *model)
{
  const char *title;
  gsize length;

  g_return_val_if_fail (SY_IS_MODEL (model), NULL);

  title = sy_model_get_title (model);
  length = strlen (title);
  if (length > strlen (FREE_WORD) && g_str_has_suffix (title, FREE_WORD) &&
      g_str_has_suffix (sy_model_get_id (model), ":free"))
    length -= strlen (FREE_WORD);

  return g_strndup (title, length);
}

/**
 * sy_model_text_dup_context:
 * @tokens: how many
 *
 * Returns: (transfer full): what fits into a narrow column: "1M", "1.5M", "164K", "512";
 *   "–" when nobody said
 */
char *
sy_model_text_dup_context (gint64 tokens)
{
  gint64 tenths = (tokens + MILLION / 20) / (MILLION / 10);

  if (tokens <= 0)
    return g_strdup ("–");
  if (tokens < THOUSAND)
    return g_strdup_printf ("%" G_GINT64_FORMAT, tokens);
  if (tokens < MILLION - THOUSAND / 2)
    /* Translators: thousands of tokens */
    return g_strdup_printf (_("%dK"), (int) ((tokens + THOUSAND / 2) / THOUSAND));
  if (tenths % 10 == 0 || tokens >= 10 * MILLION || tokens < MILLION + MILLION / 10)
    /* Translators: millions of tokens */
    return g_strdup_printf (_("%dM"), (int) MIN ((tokens + MILLION / 2) / MILLION, G_MAXINT));

  /* Translators: millions of tokens, and tenths of them */
  return g_strdup_printf (_("%1$d.%2$dM"), (int) (tenths / 10), (int) (tenths % 10));
}

/**
 * sy_model_text_dup_tokens:
 * @tokens: how many
 *
 * Returns: (transfer full): "1,000,000", as the person's language groups digits
 */
char *
sy_model_text_dup_tokens (gint64 tokens)
{
  if (tokens <= 0)
    return g_strdup (_("Not given"));

  return g_strdup_printf ("%'" G_GINT64_FORMAT, tokens);
}

/**
 * sy_model_text_dup_per_million:
 * @price: pico-USD for one token
 *
 * Returns: (transfer full): what a million of them cost: "$3.00", "$0.075", "Free",
 *   "Varies", "Price unknown"
 */
char *
sy_model_text_dup_per_million (SyMoney price)
{
  if (price == SY_PRICE_VARIES)
    return g_strdup (C_("price", "Varies"));
  if (price < 0)
    return g_strdup (_("Price unknown"));
  if (price == 0)
    return g_strdup (C_("price", "Free"));

  return sy_money_format (sy_money_multiply (price, MILLION));
}

/**
 * sy_model_text_dup_price_pair:
 * @pricing: (nullable): what a model costs
 *
 * Returns: (transfer full): what a million tokens cost, in and out: "$3.00 / $15.00", or
 *   one word for both
 */
char *
sy_model_text_dup_price_pair (const SyPricing *pricing)
{
  g_autofree char *in = NULL;
  g_autofree char *out = NULL;

  if (sy_pricing_get_varies (pricing))
    return g_strdup (C_("price", "Varies"));
  if (sy_pricing_get_is_free (pricing))
    return g_strdup (C_("price", "Free"));
  if (!sy_pricing_get_is_known (pricing))
    return g_strdup (_("Price unknown"));

  in = sy_model_text_dup_per_million (sy_pricing_get (pricing, SY_PRICE_PROMPT));
  out = sy_model_text_dup_per_million (sy_pricing_get (pricing, SY_PRICE_COMPLETION));

  /* Translators: two prices, for what a model reads and what it writes */
  return g_strdup_printf (_("%1$s / %2$s"), in, out);
}

/**
 * sy_model_text_dup_retirement:
 * @model: a model
 *
 * Returns: (transfer full) (nullable): the day it goes, "31 March 2026"; %NULL when nobody
 *   said
 */
char *
sy_model_text_dup_retirement (SyModel *model)
{
  g_autoptr(GDateTime) date = NULL;
  g_autofree char *iso = NULL;
  const char *day;

  g_return_val_if_fail (SY_IS_MODEL (model), NULL);

  day = sy_model_get_facts (model)->retires_on;
  if (day == NULL)
    return NULL;

  iso = g_strconcat (day, "T12:00:00Z", NULL);
  date = g_date_time_new_from_iso8601 (iso, NULL);

  /* Translators: a date as g_date_time_format() takes it, "31 March 2026" */
  return date != NULL ? g_date_time_format (date, _("%-d %B %Y")) : g_strdup (day);
}

/* What it can do besides reading and writing text; %NULL when that is nothing. */
static char *
dup_abilities (SyModel *model)
{
  static const struct { SyModelCaps cap; const char *name; } names[] = {
    { SY_MODEL_CAP_VISION, N_("vision") },
    { SY_MODEL_CAP_TOOLS, N_("tools") },
    { SY_MODEL_CAP_REASONING, N_("reasoning") },
    { SY_MODEL_CAP_FILES, N_("files") },
  };
  const char *found[G_N_ELEMENTS (names) + 1] = { NULL };
  gsize n_found = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if ((sy_model_get_caps (model) & names[i].cap) != 0)
        found[n_found++] = _(names[i].name);
    }

  /* Translators: stands between the parts of a list */
  return n_found > 0 ? g_strjoinv (C_("list", ", "), (char **) found) : NULL;
}

static char *
dup_spoken_price (const SyPricing *pricing)
{
  g_autofree char *in = NULL;
  g_autofree char *out = NULL;

  if (sy_pricing_get_varies (pricing))
    return g_strdup (_("the price varies"));
  if (sy_pricing_get_is_free (pricing))
    return g_strdup (_("free"));
  if (!sy_pricing_get_is_known (pricing))
    return g_strdup (_("price unknown"));

  in = sy_model_text_dup_per_million (sy_pricing_get (pricing, SY_PRICE_PROMPT));
  out = sy_model_text_dup_per_million (sy_pricing_get (pricing, SY_PRICE_COMPLETION));

  /* Translators: two prices, for what a model reads and what it writes */
  return g_strdup_printf (_("%1$s in and %2$s out per million tokens"), in, out);
}

/* What stands behind the name: its context and what it can do, as far as they are known. */
static char *
dup_spoken_facts (SyModel *model)
{
  g_autofree char *abilities = dup_abilities (model);
  g_autofree char *context = sy_model_text_dup_tokens (sy_model_get_context_length (model));
  gboolean has_context = sy_model_get_context_length (model) > 0;

  if (has_context && abilities != NULL)
    /* Translators: number of tokens, and a list like "vision, tools" */
    return g_strdup_printf (_("context of %1$s tokens, supports %2$s"), context, abilities);
  if (has_context)
    /* Translators: number of tokens */
    return g_strdup_printf (_("context of %s tokens"), context);
  if (abilities != NULL)
    /* Translators: a list like "vision, tools" */
    return g_strdup_printf (_("supports %s"), abilities);

  return NULL;
}

/**
 * sy_model_text_dup_sentence:
 * @model: a model
 * @favourite: whether it has a star
 *
 * Returns: (transfer full): all that a row shows of it, to be read aloud
 */
char *
sy_model_text_dup_sentence (SyModel  *model,
                            gboolean  favourite)
{
  g_autofree char *title = NULL;
  g_autofree char *price = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (SY_IS_MODEL (model), NULL);

  title = sy_model_text_dup_row_title (model);
  price = dup_spoken_price (sy_model_get_pricing (model));
  facts = dup_spoken_facts (model);
  name = favourite ? /* Translators: name and id of a model that has a star */
                     g_strdup_printf (_("%1$s, %2$s, a favourite"), title, sy_model_get_id (model))
                   : /* Translators: name and id of a model */
                     g_strdup_printf (_("%1$s, %2$s"), title, sy_model_get_id (model));

  if (facts == NULL)
    /* Translators: read aloud: a model and its price */
    return g_strdup_printf (_("%1$s: %2$s."), name, price);

  /* Translators: read aloud: a model, its price, what it can do */
  return g_strdup_printf (_("%1$s: %2$s, %3$s."), name, price, facts);
}

/**
 * sy_model_text_dup_note:
 * @model: a model
 *
 * Returns: (transfer full): "Claude Sonnet 4.5 · $3.00 in, $15.00 out per million"
 */
char *
sy_model_text_dup_note (SyModel *model)
{
  const SyPricing *pricing;
  g_autofree char *title = NULL;
  g_autofree char *in = NULL;
  g_autofree char *out = NULL;

  g_return_val_if_fail (SY_IS_MODEL (model), NULL);

  pricing = sy_model_get_pricing (model);
  title = sy_model_text_dup_row_title (model);

  if (sy_pricing_get_varies (pricing))
    /* Translators: %s is the name of a model */
    return g_strdup_printf (_("%s · price varies"), title);
  if (sy_pricing_get_is_free (pricing))
    /* Translators: %s is the name of a model */
    return g_strdup_printf (_("%s · free"), title);
  if (!sy_pricing_get_is_known (pricing))
    return g_steal_pointer (&title);

  in = sy_model_text_dup_per_million (sy_pricing_get (pricing, SY_PRICE_PROMPT));
  out = sy_model_text_dup_per_million (sy_pricing_get (pricing, SY_PRICE_COMPLETION));

  /* Translators: name of a model, and two prices */
  return g_strdup_printf (_("%1$s · %2$s in, %3$s out per million"), title, in, out);
}
