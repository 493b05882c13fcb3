import { ruleKey } from '../rules/rules'
import { presentHits } from './liveHits'
import type { Setting } from './liveHits'
import type { Message } from './message'

/**
 * A child is spoken of by age, as present and real: no request beside it makes that a list's, and no subject a machine's.
 *
 * @param where in its text alone, or in its subject too
 */
export const tellsOfAChild = (message: Message, setting: Setting, where: 'text' | 'all' = 'all'): boolean =>
  presentHits(message, setting, ruleKey('cue', 'childsAge')).some(({ run }) => where === 'all' || run.part !== 'subject')
