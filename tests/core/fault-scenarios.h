/* fault-scenarios.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-advice.h"
#include "sy-error.h"

G_BEGIN_DECLS

/**
 * FaultEnd:
 * @FAULT_CLOSE: the server closes the connection
 * @FAULT_RESET: it resets the connection
 * @FAULT_SILENCE: it says nothing more, for longer than is waited
 * @FAULT_OPEN: it keeps the connection open, and it is enough
 * @FAULT_SLOW: each byte comes alone, then it closes
 * @FAULT_GZIP: the body comes compressed, then it closes
 *
 * How a server sends its answer, and what it does after it.
 */
typedef enum
{
  FAULT_CLOSE,
  FAULT_RESET,
  FAULT_SILENCE,
  FAULT_OPEN,
  FAULT_SLOW,
  FAULT_GZIP,
} FaultEnd;

/**
 * FaultOutcome:
 * @FAULT_COMPLETE: a reply with a finish reason
 * @FAULT_INTERRUPTED: no error, no finish reason
 * @FAULT_CANCELLED: the person stopped it at the first text
 * @FAULT_FAILED: an error, with its card
 *
 * What a person gets.
 */
typedef enum
{
  FAULT_COMPLETE,
  FAULT_INTERRUPTED,
  FAULT_CANCELLED,
  FAULT_FAILED,
} FaultOutcome;

/**
 * FaultScenario:
 * @name: what the server does
 * @answer: all that it sends, but for the next three
 * @unit: (nullable): what it sends after that, over and over
 * @times: how often
 * @tail: (nullable): what it sends at last
 * @end: how it does so
 * @outcome: what the person gets
 * @text: the text that stays
 * @reason: (nullable): the finish reason of a complete reply
 * @code: of the error
 * @title: (nullable): of the error's card
 * @action: the first button of the card
 * @says: (nullable): words that the card has
 *
 * One fault, and what is to come of it.
 */
typedef struct
{
  const char   *name;
  const char   *answer;
  const char   *unit;
  gsize         times;
  const char   *tail;
  FaultEnd      end;
  FaultOutcome  outcome;
  const char   *text;
  const char   *reason;
  SyError       code;
  const char   *title;
  SyAction      action;
  const char   *says;
} FaultScenario;

extern const FaultScenario fault_scenarios[];
extern const gsize         n_fault_scenarios;

G_END_DECLS
