import { morePressing } from '../domain/priority'
import type { Reading } from '../domain/triage'
import type { Rules } from './rules/rules'

// What was not read, not understood or is not there may hold anything: such a message never ranks low. That config/triage/priorities.json
// ranks none of it low, nor a child concern, is seen to by rules/checkPriorities.ts.

/** A reading that ranks no lower than such a message does, with the reason. */
export function atLeast(rules: Rules, reading: Reading, unread: 'tooLong' | 'notUnderstood' | 'mustLook' | 'hidden'): Reading {
  const { priority, reason } = rules.priorities.special[unread]
  return { ...reading, priority: morePressing(reading.priority, priority), reasons: [...reading.reasons, reason] }
}
