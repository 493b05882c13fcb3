import type { Category, Evidence } from '../../domain/triage'
import type { Day } from '../../domain/workingDays'
import { londonDay } from '../../domain/workingDays'
import { matchPhrases, runsOf } from '../phrases/matchPhrases'
import type { Hit } from '../phrases/matchPhrases'
import { ruleKey, unlessKey } from '../rules/rules'
import type { Rules } from '../rules/rules'
import type { CueName } from '../rules/rulesSchema'
import { newText } from '../text/newText'
import type { Sentence } from '../text/sentences'
import { sentencesIn } from '../text/sentences'
import { isTakenBack } from './isTakenBack'

/** What came in, as far as it can be read. */
export interface Contact {
  readonly channel: 'email' | 'voicemail' | 'callnote' | 'phone'
  readonly receivedAt: Date
  readonly from?: string
  readonly subject: string
  readonly text: string
}

/** A contact in sentences, with every phrase of the rules found in it. */
export interface Message {
  readonly contact: Contact
  readonly received: Day
  readonly sentences: readonly Sentence[]
  readonly hits: ReadonlyMap<string, readonly Hit[]>
  /** It is longer than the rules read. */
  readonly cutShort: boolean
}

/** Characters read of a text and of a subject: far beyond any letter, and little enough to be read in a moment. */
const LONGEST_TEXT = 150_000
const LONGEST_SUBJECT = 2_000

export function openMessage(rules: Rules, contact: Contact): Message {
  const { channel } = contact
  const text = contact.text.slice(0, LONGEST_TEXT)
  const subject = contact.subject.slice(0, LONGEST_SUBJECT)
  const ranges = channel === 'email' ? newText({ ...contact, text, subject }, rules.layout) : [{ start: 0, end: text.length }]
  const subjectSentences = sentencesIn(subject, [{ start: 0, end: subject.length }], 'subject', 0)
  const sentences = [...subjectSentences, ...sentencesIn(text, ranges, 'text', subjectSentences.length)]
  const received = londonDay(contact.receivedAt)
  const hits = matchPhrases(rules.index, runsOf(sentences), Number(received.slice(0, 4)))
  return { contact, received, sentences, hits, cutShort: text.length < contact.text.length }
}

const overlaps = (one: Hit, other: Hit): boolean =>
  one.run === other.run && one.first <= other.last && other.first <= one.last

/** The hits of a rule without those that its "unless" phrases take back. */
export function hitsOf(message: Message, key: string): readonly Hit[] {
  const hits = message.hits.get(key) ?? []
  const unless = message.hits.get(unlessKey(key)) ?? []
  return unless.length === 0 ? hits : hits.filter((hit) => !unless.some((other) => overlaps(hit, other)))
}

/** Hits that the sentence itself does not take back by a negation. */
export const standingHits = (message: Message, key: string): readonly Hit[] =>
  hitsOf(message, key).filter((hit) => !isTakenBack(message, hit))

export const cueHits = (message: Message, cue: CueName): readonly Hit[] => hitsOf(message, ruleKey('cue', cue))
export const hasCue = (message: Message, cue: CueName): boolean => cueHits(message, cue).length > 0
export const hasStandingCue = (message: Message, cue: CueName): boolean =>
  standingHits(message, ruleKey('cue', cue)).length > 0

/** Different phrases of a category that stand in the message. */
export const categoryWeight = (message: Message, category: Category): number =>
  new Set(hitsOf(message, ruleKey('category', category)).map(({ rule }) => rule)).size

/** More quotations of one rule than this do not help the reader. */
const MOST_EVIDENCE = 5

export function evidenceOf(message: Message, hits: readonly Hit[]): Evidence[] {
  const evidence: Evidence[] = []
  for (const { run, rule, first, last } of hits) {
    const start = run.tokens[first]?.start
    const end = run.tokens[last]?.end
    if (start === undefined || end === undefined || evidence.length >= MOST_EVIDENCE) continue
    if (evidence.some((other) => other.part === run.part && other.start < end && start < other.end)) continue
    const source = run.part === 'subject' ? message.contact.subject : message.contact.text
    evidence.push({ rule, part: run.part, words: source.slice(start, end), start, end })
  }
  return evidence
}
