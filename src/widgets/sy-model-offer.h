/* sy-model-offer.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog-list.h"
#include "sy-health-list.h"

G_BEGIN_DECLS

/**
 * SyModelOffer:
 *
 * All models that can be asked, in sections by provider; kept up to date while open.
 */
#define SY_TYPE_MODEL_OFFER (sy_model_offer_get_type ())

G_DECLARE_FINAL_TYPE (SyModelOffer, sy_model_offer, SY, MODEL_OFFER, GObject)

SyModelOffer *sy_model_offer_new          (SyHealthList  *healths,
                                           SyCatalogList *catalogs);
GListModel   *sy_model_offer_get_models   (SyModelOffer  *self);
SyProvider   *sy_model_offer_get_provider (SyModelOffer  *self,
                                           guint          position);
void          sy_model_offer_open         (SyModelOffer  *self,
                                           SyProvider    *provider,
                                           const char    *model_id,
                                           const char    *refused_id);
void          sy_model_offer_close        (SyModelOffer  *self);
gboolean      sy_model_offer_set_search   (SyModelOffer  *self,
                                           const char    *text);

G_END_DECLS
