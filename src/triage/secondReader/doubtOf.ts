import { hasCue, hasStandingCue, openMessage, partsOf, runReaderFor } from '../decide/message'
import type { Contact } from '../decide/message'
import type { Rules } from '../rules/rules'
import { CUES } from '../rules/rulesSchema'
import type { ReaderSettings } from './readerFiles'

/**
 * How much weaker danger speaks (log-odds) by what the sender says of the message as a whole, which no sentence shows by
 * itself: that it is long ago, supposed, nobody's story. Or nobody young is in it, nor in the mail that it quotes. Never
 * more than `mostDoubt`: however many such turns a long report has, plain danger in it stays urgent.
 */
export function doubtOf(rules: Rules, { doubts, nobodyYoung, mostDoubt }: ReaderSettings, contact: Contact): number {
  const runs = runReaderFor(rules, contact)
  const cut: Contact = { ...contact, parts: partsOf(rules, contact) }
  const said = openMessage(rules, cut, 'new', runs)
  const heard = CUES.reduce((sum, cue) => sum + (hasStandingCue(said, cue) ? doubts[cue] ?? 0 : 0), 0)
  const isAnybodyYoung = hasCue(openMessage(rules, cut, 'with_quoted', runs), 'childMentioned')
  return Math.min(mostDoubt, isAnybodyYoung ? heard : heard + nobodyYoung)
}
