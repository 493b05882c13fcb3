import { openMessage, hasStandingCue, partsOf, runReaderFor } from '../decide/message'
import type { Contact } from '../decide/message'
import type { Rules } from '../rules/rules'
import { CUES } from '../rules/rulesSchema'
import type { ReaderSettings } from './readerFiles'

/**
 * How much weaker danger speaks (log-odds) from what a sender says now, by turns of phrase of the message as a whole that a sentence by itself does not
 * show: that it is long ago, supposed, nobody's story, or that nobody young is in it.
 */
export function doubtOf(rules: Rules, { doubts, nobodyYoung }: ReaderSettings, contact: Contact): number {
  const message = openMessage(rules, { ...contact, parts: partsOf(rules, contact) }, 'new', runReaderFor(rules, contact))
  const heard = CUES.reduce((sum, cue) => sum + (hasStandingCue(message, cue) ? doubts[cue] ?? 0 : 0), 0)
  return hasStandingCue(message, 'childMentioned') ? heard : heard + nobodyYoung
}
