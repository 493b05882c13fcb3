import { isLowered } from '../domain/priority'
import type { Reading } from '../domain/triage'
import type { Rules } from './rules/rules'
import type { Unseen } from './unseenIn'

/** Of what is not before us nobody knows how pressing it is, whatever a machine's mark says. */
export function neverLowUnseen(rules: Rules, unseen: Unseen, reading: Reading): Reading {
  const { priority, reason } = rules.priorities.special[unseen]
  return isLowered(priority, reading.priority) ? { ...reading, priority, reasons: [reason] } : reading
}
