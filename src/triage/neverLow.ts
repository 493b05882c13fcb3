import type { EmailIntake } from '../domain/intake'
import { isLowered, morePressing } from '../domain/priority'
import type { Reading } from '../domain/triage'
import type { Contact } from './decide/message'
import { isSpecial } from './isSpecial'
import { isUnderstood } from './isUnderstood'
import type { Rules } from './rules/rules'
import { saysHardlyAnything } from './saysHardlyAnything'

// What was not read, not understood or is not there may hold anything: such a message never ranks low. That config/triage/priorities.json
// ranks none of it low, nor a child concern, is seen to by rules/checkPriorities.ts.

function atLeast(rules: Rules, reading: Reading, unread: 'tooLong' | 'notUnderstood' | 'mustLook'): Reading {
  const { priority, reason } = rules.priorities.special[unread]
  return { ...reading, priority: morePressing(reading.priority, priority), reasons: [...reading.reasons, reason] }
}

/** Of a message that is longer than what is read. */
export const neverLowCutShort = (rules: Rules, reading: Reading): Reading => atLeast(rules, reading, 'tooLong')

/** Of what nobody here can have understood, or says nothing by itself. Only what ranks low is looked through: whatever ranks higher is looked at anyhow. */
export function neverLow(rules: Rules, contact: Contact, reading: Reading): Reading {
  if (reading.priority !== 'low') return reading
  if (!isUnderstood(rules, contact)) return atLeast(rules, reading, 'notUnderstood')
  return !isSpecial(rules, reading, 'automatic') && saysHardlyAnything(rules, contact) ? atLeast(rules, reading, 'mustLook') : reading
}

type Unseen = 'elsewhere' | 'unreadable'

/** Why some of what was written is not before us: it is somewhere else (sealed, in a portal, in a packing that we do not open), or could not be read. */
export function unseenIn({ email: { protection, portal, attachments, unreadable } }: EmailIntake): Unseen | undefined {
  if (portal !== undefined || (protection !== undefined && protection !== 'signed') || attachments.some(({ type }) => type === 'winmail')) return 'elsewhere'
  return unreadable === undefined ? undefined : 'unreadable'
}

/** Of that nobody knows how pressing it is, whatever a machine's mark says. */
export function neverLowUnseen(rules: Rules, unseen: Unseen, reading: Reading): Reading {
  const { priority, reason } = rules.priorities.special[unseen]
  return isLowered(priority, reading.priority) ? { ...reading, priority, reasons: [reason] } : reading
}
