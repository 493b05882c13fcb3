import type { Priority } from '../domain/priority'
import type { Reading } from '../domain/triage'
import { isCallOver } from '../domain/telephony'
import type { CallSituation } from '../domain/telephony'

interface Outcome {
  readonly priority: Priority
  readonly reason: string
}

/** Nothing is known of what a call is about until a person listens or rings back, so it is kept apart from the word rules. */
const CALL_RULES_VERSION = 'calls-1'

const CALLBACK_ASKED: Outcome = { priority: 'high', reason: 'The caller asked to be called back.' }
const MESSAGE_LEFT: Outcome = { priority: 'high', reason: 'The caller left a message that nobody has heard yet: it is due to be listened to.' }
const MESSAGE_NOT_KEPT: Outcome = {
  priority: 'high', reason: 'The caller chose to leave a message and none was kept: a person must find out what was meant.',
}

const HUNG_UP: Outcome = { priority: 'standard', reason: 'The caller hung up before choosing: a person must look.' }
const OUT_OF_HOURS = 'The call came outside the opening hours.'

function outcomeOf(call: CallSituation): Outcome {
  if (call.callback || call.queuedAt) return CALLBACK_ASKED
  if (call.recording && call.recording.status !== 'absent') return MESSAGE_LEFT
  if (call.messageAskedAt && isCallOver(call.state)) return MESSAGE_NOT_KEPT
  switch (call.state) {
    case 'callback_asked': return CALLBACK_ASKED
    case 'abandoned_menu': return HUNG_UP
    case 'ended': return { priority: 'standard', reason: 'The call ended without a choice: a person must look.' }
    case 'voicemail': return { priority: 'standard', reason: 'The caller is about to leave a message.' }
    case 'received':
    case 'menu': return { priority: 'standard', reason: 'The call is still going on; nothing is known of it yet.' }
    default: return call.state satisfies never
  }
}

/**
 * Reads a telephone call from what is known without a word of it: how far the caller came, what they chose, and whether
 * the service was open. Every call is taken to be about a child until a person has found out, for those who ring this
 * line are worried about one.
 */
export function readCall(call: CallSituation): Reading {
  const { priority, reason } = outcomeOf(call)
  return {
    priority, category: 'child_concern', indicators: [], signals: {}, nation: 'unknown',
    reasons: call.openOnArrival === false ? [reason, OUT_OF_HOURS] : [reason],
    rulesVersion: CALL_RULES_VERSION,
  }
}
