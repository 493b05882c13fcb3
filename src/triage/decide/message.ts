import type { TextPart } from '../../domain/email'
import { separateParts } from '../../domain/letter/separateParts'
import type { Category, Evidence } from '../../domain/triage'
import type { Day } from '../../domain/workingDays'
import { londonDay } from '../../domain/workingDays'
import { matchPhrases } from '../phrases/matchPhrases'
import type { Hit } from '../phrases/matchPhrases'
import { runsOf } from '../phrases/runs'
import { ruleKey, unlessKey } from '../rules/rules'
import type { Rules } from '../rules/rules'
import type { CueName } from '../rules/rulesSchema'
import type { Sentence, Stretch } from '../text/sentences'
import { sentencesIn } from '../text/sentences'
import { withoutStandingText } from '../withoutStandingText'
import { isTakenBack } from './isTakenBack'

/** What came in, as far as it can be read. */
export interface Contact {
  readonly channel: 'email' | 'voicemail' | 'callnote' | 'phone'
  readonly receivedAt: Date
  readonly from?: string
  readonly subject: string
  readonly text: string
  /** What of a message's text is new; worked out when it is not given. */
  readonly parts?: readonly TextPart[]
  /** Texts of ours and of enquiries that we hold: what is quoted from them was read then. */
  readonly held?: readonly string[]
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

/**
 * How much of a contact is read: what its sender says now; that with signatures and notices; only what stands from the
 * first of those on; or what is new with the earlier mail below it. Of signatures, only what does not stand there every day.
 */
export type Extent = 'new' | 'with_signature' | 'from_signature' | 'with_quoted'

/** The sentences of a contact, as far as it is read: its subject's first. */
export function sentencesOf(rules: Rules, contact: Contact, extent: Extent): readonly Sentence[] {
  const text = contact.text.slice(0, LONGEST_TEXT)
  const subject = contact.subject.slice(0, LONGEST_SUBJECT)
  const parts = partsOf(rules, { ...contact, text, subject })
    .flatMap(({ kind, start, end }) => (start < text.length ? [{ kind, start, end: Math.min(end, text.length) }] : []))
  const stretches = stretchesOf(parts, extent)
  const words = readable(rules, text, stretches, parts, extent)
  const subjectSentences = sentencesIn(subject, [{ part: 'subject', start: 0, end: subject.length }], 0)
  return [...subjectSentences, ...sentencesIn(words, stretches, subjectSentences.length)]
}

export function openMessage(rules: Rules, contact: Contact, extent: Extent = 'new'): Message {
  const sentences = sentencesOf(rules, contact, extent)
  const received = londonDay(contact.receivedAt)
  const hits = matchPhrases(rules.index, runsOf(sentences), Number(received.slice(0, 4)))
  return { contact, received, sentences, hits, cutShort: contact.text.length > LONGEST_TEXT }
}

/** The parts of a message's text, as far as it is read. */
export function partsOf(rules: Rules, { channel, from = '', subject, text, parts }: Contact): readonly TextPart[] {
  if (channel !== 'email') return [{ kind: 'new', start: 0, end: text.length }]
  return parts ?? separateParts({ from: from.split('<')[0] ?? '', subject, text: text.slice(0, LONGEST_TEXT) }, rules.layout)
}

function stretchesOf(parts: readonly TextPart[], extent: Extent): Stretch[] {
  const from = extent === 'from_signature' ? parts.findIndex(({ kind }) => kind === 'signature') : 0
  return parts.flatMap(({ kind, start, end }, index): Stretch[] => {
    if (index < from || (kind === 'signature' && (extent === 'new' || extent === 'with_quoted'))) return []
    if (kind === 'quoted') return extent === 'with_quoted' ? [{ part: 'quoted', start, end }] : []
    return [{ part: 'text', start, end }]
  })
}

/** The text in which standing words of signatures are blanked out, and below a signature of everything: only for that extent. */
function readable(rules: Rules, text: string, stretches: readonly Stretch[], parts: readonly TextPart[], extent: Extent): string {
  if (extent === 'new' || extent === 'with_quoted') return text
  const signatures = new Set(parts.filter(({ kind }) => kind === 'signature').map(({ start }) => start))
  let [masked, at] = ['', 0]
  for (const { start, end } of stretches) {
    const stretch = text.slice(start, end)
    masked += text.slice(at, start) + (extent === 'from_signature' || signatures.has(start) ? withoutStandingText(stretch, rules.layout) : stretch)
    at = end
  }
  return masked + text.slice(at)
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
