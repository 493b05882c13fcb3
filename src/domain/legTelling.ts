import type { TellingOutcome } from './escalation'
import type { Leg } from './leg'

/** How a call to a member of staff came out, as one way of telling them: where there was no call nobody was told. */
export function callCameOut({ outcome, dropped }: Pick<Leg, 'outcome' | 'dropped'>): TellingOutcome {
  if (dropped === 'refused') return 'refused'
  if (dropped === 'not_wanted') return 'failed'
  if (outcome === undefined) return 'rings'
  if (outcome === 'accepted') return 'accepted'
  if (outcome === 'busy') return 'engaged'
  return outcome === 'failed' || outcome === 'not_reached' ? 'failed' : 'not_accepted'
}
