import type { TextPart } from '../../domain/email'
import { separateParts } from '../../domain/letter/separateParts'
import type { Category, Evidence } from '../../domain/triage'
import type { Day } from '../../domain/workingDays'
import { londonDay } from '../../domain/workingDays'
import { type Hit, hitsByKey, overlaps, type SearchedRun } from '../phrases/hits'
import { readRuns, type Run, sentenceEnd } from '../phrases/runs'
import { ruleKey, unlessKey } from '../rules/rules'
import type { Rules } from '../rules/rules'
import type { CueName } from '../rules/rulesSchema'
import type { DayWords } from '../text/dayWords'
import type { Sentence, Stretch } from '../text/sentences'
import { tokensOf } from '../text/tokens'
import { Words } from '../text/wordRows'
import { type Extent, readable, stretchesOf } from './extent'
import { denyingRuns, isTakenBack } from './isTakenBack'
import { RunReader } from './runReader'

/** What came in, as far as it can be read. */
export interface Contact {
  readonly channel: 'email' | 'voicemail' | 'callnote' | 'phone'
  readonly receivedAt: Date
  readonly from?: string
  readonly subject: string
  readonly text: string
  /** Some of what was written is not in the text: it could not be read, is sealed or lies elsewhere. */
  readonly incomplete?: true
  /** What of a message's text is new; worked out when it is not given. */
  readonly parts?: readonly TextPart[]
  /** Texts of ours and of enquiries that we hold: what is quoted from them was read then. */
  readonly held?: readonly string[]
}

/** A contact as far as it is read, with every phrase of the rules found in it. */
export interface Message {
  readonly contact: Contact
  readonly received: Day
  readonly dayWords: DayWords
  readonly runs: readonly SearchedRun[]
  readonly hits: ReadonlyMap<string, readonly Hit[]>
  /** Runs in which something is denied: in most nothing is. */
  readonly denying: ReadonlySet<Run>
  /** What the questions below have found out, by rule key: the same ones are asked for many times. */
  readonly answered: { readonly hits: Map<string, readonly Hit[]>; readonly standing: Map<string, readonly Hit[]> }
  /** It is longer than the rules read. */
  readonly cutShort: boolean
}

/** Characters read of a text and of a subject: far beyond any letter, and little enough to be read in a moment. */
const LONGEST_TEXT = 150_000
const LONGEST_SUBJECT = 2_000

/** A stretch with the text it stands in: the subject, or the text as far as its words are read. */
interface Source {
  readonly text: string
  readonly stretch: Stretch
}

/** What is read of a contact: its subject first. */
function sourcesOf(rules: Rules, contact: Contact, extent: Extent): readonly Source[] {
  const text = contact.text.slice(0, LONGEST_TEXT)
  const subject = contact.subject.slice(0, LONGEST_SUBJECT)
  const parts = partsOf(rules, { ...contact, text, subject })
    .flatMap(({ kind, start, end }) => (start < text.length ? [{ kind, start, end: Math.min(end, text.length) }] : []))
  const stretches = stretchesOf(parts, extent)
  const words = readable(rules.layout, text, stretches, parts, extent)
  return [{ text: subject, stretch: { part: 'subject', start: 0, end: subject.length } }, ...stretches.map((stretch) => ({ text: words, stretch }))]
}

/** The sentences of a contact, as far as it is read: its subject's first. */
export function sentencesOf(rules: Rules, contact: Contact, extent: Extent): readonly Sentence[] {
  const words = new Words()
  return sourcesOf(rules, contact, extent).flatMap(({ text, stretch }) =>
    readRuns(words, rules.index.reader, text, stretch).flatMap((run) => sentencesIn(run, text)))
}

function sentencesIn(run: Run, text: string): Sentence[] {
  const { words, part, firstSentence, endSentence } = run
  const sentences: Sentence[] = []
  for (let at = firstSentence; at < endSentence; at += 1) {
    sentences.push({ part, tokens: tokensOf(words, text, words.sentences[at] ?? 0, sentenceEnd(run, at)) })
  }
  return sentences
}

/** The day on which a contact came, and what reads its runs: the same for all extents of one contact. */
export function runReaderFor(rules: Rules, { receivedAt, text }: Contact): RunReader {
  return new RunReader(rules.index, londonDay(receivedAt), Math.min(text.length, LONGEST_TEXT))
}

export function openMessage(rules: Rules, contact: Contact, extent: Extent, reader: RunReader): Message {
  const runs: SearchedRun[] = []
  for (const { text, stretch } of sourcesOf(rules, contact, extent)) {
    for (const run of reader.read(text, stretch)) runs.push(run)
  }
  const hits = hitsByKey(runs)
  return {
    contact, received: reader.received, dayWords: rules.dayWords, runs, hits, denying: denyingRuns(hits), answered: { hits: new Map(), standing: new Map() },
    cutShort: contact.text.length > LONGEST_TEXT,
  }
}

/** The parts of a message's text, as far as it is read. */
export function partsOf(rules: Rules, { channel, from = '', subject, text, parts }: Contact): readonly TextPart[] {
  if (channel !== 'email') return [{ kind: 'new', start: 0, end: text.length }]
  return parts ?? separateParts({ from: from.split('<')[0] ?? '', subject, text: text.slice(0, LONGEST_TEXT) }, rules.layout)
}

const NONE: readonly Hit[] = []

/** The hits of a rule without those that its "unless" phrases take back. */
export function hitsOf(message: Message, key: string): readonly Hit[] {
  const hits = message.hits.get(key)
  if (!hits) return NONE
  const unless = message.hits.get(unlessKey(key))
  return unless ? once(message.answered.hits, key, () => hits.filter((hit) => !unless.some((other) => overlaps(hit, other)))) : hits
}

function once(known: Map<string, readonly Hit[]>, key: string, find: () => readonly Hit[]): readonly Hit[] {
  const before = known.get(key)
  if (before) return before
  const found = find()
  known.set(key, found)
  return found
}

/** Hits that the sentence itself does not take back by a negation. */
export function standingHits(message: Message, key: string): readonly Hit[] {
  const hits = hitsOf(message, key)
  return hits.length === 0 ? NONE : once(message.answered.standing, key, () => hits.filter((hit) => !isTakenBack(message, hit)))
}

export const cueHits = (message: Message, cue: CueName): readonly Hit[] => hitsOf(message, ruleKey('cue', cue))
export const hasCue = (message: Message, cue: CueName): boolean => cueHits(message, cue).length > 0
export const hasStandingCue = (message: Message, cue: CueName): boolean => standingHits(message, ruleKey('cue', cue)).length > 0

export const categoryHits = (message: Message, category: Category): readonly Hit[] => hitsOf(message, ruleKey('category', category))

/** Different phrases of a category that stand in the message. */
export function categoryWeight(message: Message, category: Category): number {
  const hits = categoryHits(message, category)
  return hits.length > 1 ? new Set(hits.map(({ phrase: { number } }) => number)).size : hits.length
}

/** More quotations of one rule than this do not help the reader. */
const MOST_EVIDENCE = 5

/** Whether a rule may have found more than is quoted of it. */
export const mayBeCut = (evidence: readonly Evidence[]): boolean => evidence.length >= MOST_EVIDENCE

export function evidenceOf(message: Message, hits: readonly Hit[]): Evidence[] {
  const evidence: Evidence[] = []
  for (const { run, phrase: { rule }, first, last } of hits) {
    const start = run.words.starts[first]
    const end = run.words.ends[last]
    if (start === undefined || end === undefined || evidence.length >= MOST_EVIDENCE) continue
    if (evidence.some((other) => other.part === run.part && other.start < end && start < other.end)) continue
    const source = run.part === 'subject' ? message.contact.subject : message.contact.text
    evidence.push({ rule, part: run.part, words: source.slice(start, end), start, end })
  }
  return evidence
}
