import type { Reading } from '../domain/triage'
import { atLeast } from './atLeast'
import type { Contact } from './decide/message'
import { isSpecial } from './isSpecial'
import { isUnderstood } from './isUnderstood'
import type { Rules } from './rules/rules'
import { saysHardlyAnything } from './saysHardlyAnything'

/** Of what nobody here can have understood, or says nothing by itself. Only what ranks low is looked through: whatever ranks higher is looked at anyhow. */
export function neverLow(rules: Rules, contact: Contact, reading: Reading): Reading {
  if (reading.priority !== 'low') return reading
  if (!isUnderstood(rules, contact)) return atLeast(rules, reading, 'notUnderstood')
  return !isSpecial(rules, reading, 'automatic') && saysHardlyAnything(rules, contact) ? atLeast(rules, reading, 'mustLook') : reading
}
