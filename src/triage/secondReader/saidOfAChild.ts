import type { Evidence } from '../../domain/triage'
import { type Contact, hasCue, openMessage, runReaderFor } from '../decide/message'
import type { Rules } from '../rules/rules'
import type { CueName } from '../rules/rulesSchema'
import type { Sentence } from '../text/sentences'
import { holds } from './readSentences'

/** Whether a sentence, by itself, has a turn of phrase. */
function hasCueIn(rules: Rules, contact: Contact, { part, tokens }: Sentence, cue: CueName): boolean {
  const source = part === 'subject' ? contact.subject : contact.text
  const alone: Contact = { channel: contact.channel, receivedAt: contact.receivedAt, subject: '', text: source.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0) }
  return hasCue(openMessage(rules, alone, 'new', runReaderFor(rules, alone)), cue)
}

const CHILD: readonly CueName[] = ['childsAge', 'childInShort']

/** Whether words were said of a child: the sentence that holds them, or one beside it, speaks of one of some age. */
export const isSaidOfAChild = (rules: Rules, contact: Contact, sentences: readonly Sentence[], evidence: readonly Evidence[]): boolean =>
  sentences.some((sentence, at) => evidence.some((one) => holds(sentence, one))
    && sentences.slice(Math.max(0, at - 1), at + 2).some((near) => CHILD.some((cue) => hasCueIn(rules, contact, near, cue))))
