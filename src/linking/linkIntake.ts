import type { ClaimedIntake } from '../domain/claimedIntake'
import type { Intake } from '../domain/intake'
import { referencesIn } from '../domain/referenceNumber'
import { isCallOver } from '../domain/telephony'
import { lookupKeys } from './linkKeys'
import { newWords } from './newWords'
import type { LinkIntakeDeps } from './ports'

/** References of ours in the notes on one enquiry that are looked up, the latest note's first. */
const MOST_REFERENCES = 20

export type LinkOutcome = 'linked' | 'later' | 'not_mine'

/**
 * Looks which other enquiries may be about the same child, and suggests them to people; it joins nothing. Done when an
 * enquiry has come in, and again whenever somebody wrote down more. A call is looked at once it is over.
 */
export async function linkIntake(deps: LinkIntakeDeps, { claim, intake, notes: written }: Pick<ClaimedIntake, 'claim' | 'intake' | 'notes'>): Promise<LinkOutcome> {
  const notes = written.map(({ words }) => words)
  const { keys, weak } = lookupKeys(newWords(intake, notes))
  // Those that a message gives were looked up when it came in. What an officer may not open, a note of theirs does not find for them.
  const named = written.filter(({ byOfficer }) => !byOfficer).map(({ words }) => words)
  const references = referencesIn(named.toReversed().join('\n\n'), MOST_REFERENCES).filter((reference) => reference !== intake.reference)
  const isOver = !isGoingOn(intake)
  if (isOver && keys.length + weak.keys.length + references.length === 0) return deps.links.nothingToGoBy(claim)
  if ((await deps.links.suggest(claim, { keys, weak, references })) === 'not_mine') return 'not_mine'
  if (!isOver) {
    return (await deps.steps.postpone('link', claim, new Date(deps.now().getTime() + deps.linkAgainMs))) ? 'later' : 'not_mine'
  }
  return (await deps.steps.finish('link', claim)) ? 'linked' : 'not_mine'
}

const isGoingOn = (intake: Intake): boolean => intake.channel === 'phone' && !isCallOver(intake.telephony.state)
