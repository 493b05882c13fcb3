import { type CallStanding, callStanding } from '../domain/callStanding'
import type { Priority } from '../domain/priority'
import type { Reading } from '../domain/triage'
import type { CallSituation } from '../domain/telephony'

interface Outcome {
  readonly priority: Priority
  readonly reason: string
}

/** Nothing is known of what a call is about until a person listens or rings back, so it is kept apart from the word rules; what they then write down is read as notes. */
export const CALL_RULES_VERSION = 'calls-2'

const OUTCOMES: Readonly<Record<CallStanding, Outcome>> = {
  callback_asked: { priority: 'high', reason: 'The caller asked to be called back.' },
  message_left: { priority: 'high', reason: 'The caller left a message, which nobody had heard when the call was read: it is due to be listened to.' },
  message_not_kept: { priority: 'high', reason: 'The caller was asked for a message and none was kept: a person must find out what was meant.' },
  at_the_tone: { priority: 'standard', reason: 'The caller is about to leave a message.' },
  hung_up: { priority: 'standard', reason: 'The caller hung up before choosing: a person must look.' },
  waiting: { priority: 'high', reason: 'The caller holds the line for an adviser.' },
  hung_up_waiting: { priority: 'high', reason: 'The caller gave up waiting for an adviser: a person must look.' },
  spoke: { priority: 'high', reason: 'The caller spoke with an adviser: how pressing it is stands in the note of the conversation, once that is written.' },
  under_way: { priority: 'standard', reason: 'The call is still going on; nothing is known of it yet.' },
}

const URGENT: Outcome = { priority: 'urgent', reason: 'The caller pressed the urgent key: a child is missing now, still with the person harming them, or about to be moved.' }

const OUT_OF_HOURS = 'The call came outside the opening hours.'

/**
 * Reads a telephone call from what is known without a word of it: how far the caller came, what they chose, whether they
 * pressed the urgent key, and whether the service was open. Every call is taken to be about a child until a person has found out, for those who ring this
 * line are worried about one.
 */
export function readCall(call: CallSituation): Reading {
  const outcome = OUTCOMES[callStanding(call)]
  const reasons = [
    ...(call.urgentAt ? [URGENT.reason] : []), outcome.reason, ...(call.openOnArrival === false ? [OUT_OF_HOURS] : []),
  ]
  return {
    priority: call.urgentAt ? URGENT.priority : outcome.priority, category: 'child_concern', indicators: [], signals: {}, nation: 'unknown',
    reasons,
    rulesVersion: CALL_RULES_VERSION,
  }
}
