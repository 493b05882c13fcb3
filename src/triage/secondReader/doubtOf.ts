import { hasCue, hasStandingCue, openMessage, runReaderFor } from '../decide/message'
import type { Contact } from '../decide/message'
import type { Rules } from '../rules/rules'
import { CUES } from '../rules/rulesSchema'
import type { ReaderSettings } from './readerFiles'

/**
 * How much weaker danger speaks (log-odds) by what the sender says of the message as a whole, which no sentence shows by
 * itself: that it is long ago, supposed, nobody's story. Or nobody young is in it, nor in the mail that it quotes. Never
 * more than `mostDoubt`: however many such turns a long report has, plain danger in it stays urgent.
 *
 * @param runs what has searched this contact before: what it found is not looked for again
 */
export function doubtOf(rules: Rules, { doubts, nobodyYoung, mostDoubt }: ReaderSettings, contact: Contact, runs = runReaderFor(rules, contact)): number {
  const said = openMessage(rules, contact, 'new', runs)
  const heard = CUES.reduce((sum, cue) => sum + (hasStandingCue(said, cue) ? doubts[cue] ?? 0 : 0), 0)
  const isAnybodyYoung = hasCue(openMessage(rules, contact, 'with_quoted', runs), 'childMentioned')
  return Math.min(mostDoubt, isAnybodyYoung ? heard : heard + nobodyYoung)
}
