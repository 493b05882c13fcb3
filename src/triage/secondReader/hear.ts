import { partsOf, runReaderFor, sentencesOf } from '../decide/message'
import type { Contact } from '../decide/message'
import type { RunReader } from '../decide/runReader'
import { HeldWords, separateHeld } from '../heldLines'
import type { Rules } from '../rules/rules'
import type { Sentence } from '../text/sentences'
import { doubtOf } from './doubtOf'
import type { InContext } from './languageModel/readInContext'
import type { SecondReader } from './loadSecondReader'
import type { Heard } from './combineWithRules'
import { readSentences } from './readSentences'
import { readWhole } from './readWhole'

/** What its sender says, and what is quoted and not held: that was read when it came. Signatures are left to the rules. */
function sentencesToRead(rules: Rules, contact: Contact): readonly Sentence[] {
  const { others } = separateHeld(contact.text, partsOf(rules, contact), new HeldWords(contact.held ?? []))
  return sentencesOf(rules, { ...contact, parts: others }, 'with_quoted')
}

/** A contact cut into its parts, its sentences, and what searches it once, however often the rules are asked again. */
export interface Opened {
  readonly contact: Contact
  readonly sentences: readonly Sentence[]
  readonly runs: RunReader
}

export function openContact(rules: Rules, contact: Contact): Opened {
  const cut: Contact = { ...contact, parts: partsOf(rules, contact) }
  return { contact: cut, sentences: sentencesToRead(rules, cut), runs: runReaderFor(rules, contact) }
}

/** What its sentences amount to, and what stands beside them. The rules are searched for doubts only where those decide. */
export function hear(rules: Rules, reader: SecondReader, { contact, sentences, runs }: Opened, inContext?: InContext): Heard {
  const weighed = readSentences(reader, contact, sentences, inContext)
  const whole = readWhole(reader, sentences, inContext)
  const context = { notUrgent: weighed.notUrgent, whole: whole.urgent }
  // From there on, and no lower (readerFiles.ts), doubt makes a difference.
  const decides = weighed.own.urgent >= reader.settings.hinted
  return { ...weighed, ...(whole.about && { about: whole.about }), doubt: decides ? doubtOf(rules, reader.settings, contact, context, runs) : 0 }
}
