import type { Reading } from '../../domain/triage'
import { type Contact, hasCue, mayBeCut, openMessage, runReaderFor } from '../decide/message'
import type { Rules } from '../rules/rules'
import type { CueName } from '../rules/rulesSchema'
import type { Sentence } from '../text/sentences'
import { holds } from './readSentences'

const OF_SOME_AGE: readonly CueName[] = ['childsAge', 'childInShort']
const MEANT: readonly CueName[] = ['childMeant']
const ON_A_FORM: readonly CueName[] = ['ageOnAForm']

/** Whether a sentence, by itself, has one of these cues. */
export function says(cues: readonly CueName[], rules: Rules, contact: Contact, { part, tokens }: Sentence): boolean {
  const source = part === 'subject' ? contact.subject : contact.text
  const alone: Contact = { channel: contact.channel, receivedAt: contact.receivedAt, subject: '', text: source.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0) }
  const message = openMessage(rules, alone, 'new', runReaderFor(rules, alone))
  return cues.some((cue) => hasCue(message, cue))
}

/**
 * Whether the words behind signals were said of a child: the sentence that holds them, or one beside it, speaks of one of some age, or
 * the sentence that holds them points at one ("the girl has gone missing"), or a form gives an age. What is not quoted any more counts as said of one.
 */
export const isSaidOfAChild = (rules: Rules, contact: Contact, sentences: readonly Sentence[], signals: Reading['signals']): boolean => {
  const found = Object.values(signals)
  const isSaidOf = (cues: readonly CueName[]) => (sentence: Sentence): boolean => says(cues, rules, contact, sentence)
  return found.some(mayBeCut) || sentences.some(isSaidOf(ON_A_FORM)) || sentences.some((sentence, at) => found.flat().some((one) => holds(sentence, one)) && (
    isSaidOf(MEANT)(sentence) || sentences.slice(Math.max(0, at - 1), at + 2).some(isSaidOf(OF_SOME_AGE))))
}
