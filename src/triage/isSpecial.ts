import type { Reading } from '../domain/triage'
import type { Rules } from './rules/rules'
import type { SPECIAL_CASES } from './rules/rulesSchema'

/** Whether a reading was decided by a special case, such as a machine's mail: its reason says so. */
export const isSpecial = ({ priorities: { special } }: Rules, { reasons }: Reading, name: (typeof SPECIAL_CASES)[number]): boolean =>
  reasons.includes(special[name].reason)
