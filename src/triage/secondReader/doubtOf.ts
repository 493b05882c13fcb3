import { hasCue, hasStandingCue, openMessage, runReaderFor } from '../decide/message'
import type { Contact } from '../decide/message'
import type { Rules } from '../rules/rules'
import { CUES } from '../rules/rulesSchema'
import type { ReaderSettings } from './readerFiles'

/** What the sentences, and all words together, say of whether danger in them counts. */
export interface Context {
  /** How much sounds alarming and must not count (log-odds). */
  readonly notUrgent: number
  /** How much the message as a whole is like urgent ones (log-odds). */
  readonly whole: number
}

/**
 * How much weaker danger speaks (log-odds) by what the sender says beside it, which no sentence of danger shows by itself:
 * that it is long ago, supposed, nobody's story; that what sounds alarming must not count; that the whole is unlike urgent
 * messages. Or nobody young is in it, nor in the mail that it quotes. Never more than `mostDoubt`: only the plainest danger
 * stays urgent whatever stands beside it; what is left of the rest is looked at (combineWithRules.ts).
 *
 * @param runs what has searched this contact before: what it found is not looked for again
 */
export function doubtOf(
  rules: Rules, { doubts, nobodyYoung, notUrgent, unlikeUrgent, mostDoubt }: ReaderSettings, contact: Contact, context: Context, runs = runReaderFor(rules, contact),
): number {
  const said = openMessage(rules, contact, 'new', runs)
  const turns = CUES.reduce((sum, cue) => sum + (hasStandingCue(said, cue) ? doubts[cue] ?? 0 : 0), 0)
  const young = hasCue(openMessage(rules, contact, 'with_quoted', runs), 'childMentioned') ? 0 : nobodyYoung
  const heard = notUrgent * Math.max(0, context.notUrgent) + unlikeUrgent * Math.max(0, -context.whole)
  return Math.min(mostDoubt, turns + young + heard)
}
