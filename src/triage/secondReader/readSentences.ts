import { LIKENESSES, READER_RULE, SIGNALS } from '../../domain/triage'
import type { Evidence, IndicatorHit, Likeness, LikenessHit, Signal } from '../../domain/triage'
import type { Contact } from '../decide/message'
import type { Sentence } from '../text/sentences'
import { CODES, DANGERS, HEAD_OF_SIGNAL } from './heads'
import { blendSentence } from './blendWithModel'
import type { InContext } from './languageModel/readInContext'
import type { SecondReader } from './loadSecondReader'
import { pool } from './pool'
import { scoreSentence } from './scoreWords'
import type { SentenceScores } from './scoreWords'

/** A sentence with what it reads like. */
interface Read extends SentenceScores {
  readonly sentence: Sentence
  /** How much it sounds like each indicator beside its neighbours alone; absent where the language model has not read it. */
  readonly beside?: SentenceScores['indicators']
  /** How much it sounds like danger now by its words alone. */
  readonly urgentByWords: number
}

/** How much the sentences that hold some evidence sound like an indicator (log-odds). */
export interface Sound {
  /** Absent where none of them was read. */
  readonly score?: number
  /** By the language model alone; absent unless it has read every one of them. */
  readonly inContext?: number
}

/** What sentences amount to together, in log-odds: danger now, and any concern that should not wait. */
export interface Strength {
  readonly urgent: number
  readonly concern: number
}

/** A signal that sentences sound like: how strongly (log-odds), and the sentences. */
export interface HeardSignal {
  readonly signal: Signal
  readonly score: number
  readonly evidence: readonly Evidence[]
}

/** What the sentences of a contact amount to. */
export interface Weighed {
  /** By what the sender says now. */
  readonly own: Strength
  /** The danger now of that by words alone, as if each sentence stood by itself. */
  readonly urgentByWords: number
  /** By earlier mail that is quoted. */
  readonly quoted: Strength
  readonly hits: readonly LikenessHit[]
  readonly indicators: readonly IndicatorHit[]
  readonly signals: readonly HeardSignal[]
  readonly soundOf: (code: string, evidence: readonly Evidence[]) => Sound
  /** How much of what the sender says now sounds alarming and must not count. */
  readonly notUrgent: number
}

/** Fewer words than this say nothing by themselves, such as a greeting. */
const FEWEST_WORDS = 3
export const isWeighed = ({ tokens }: Sentence): boolean => tokens.length >= FEWEST_WORDS
/** More sentences than this behind one finding do not help a person. */
const MOST_SHOWN = 5
/** A sentence that lends less than this to the whole is not shown for it. */
const LEAST_SHARE = 0.1

const URGENT = DANGERS.heads.indexOf('urgentConcern')
const CONCERN = DANGERS.heads.indexOf('childConcern')
const NOT_URGENT = DANGERS.heads.indexOf('notUrgent')

/** How much all sentences together sound like a danger. */
const poolOf = ({ settings }: SecondReader, read: readonly Read[], head: number): ReturnType<typeof pool> =>
  pool(read.map(({ dangers }) => dangers[head] ?? 0), settings.pooling)

const strengthOf = (reader: SecondReader, read: readonly Read[]): Strength =>
  ({ urgent: poolOf(reader, read, URGENT).score, concern: poolOf(reader, read, CONCERN).score })

/** The danger that the sentence is most like, when it is like one clearly enough. */
function nameOf({ dangers }: Read, named: number): Likeness {
  let best: Likeness = 'urgentConcern'
  let most = named
  LIKENESSES.forEach((likeness, place) => {
    const score = dangers[place] ?? 0
    if (place >= URGENT || score < most) return
    best = likeness
    most = score
  })
  return best
}

function evidenceOf(contact: Contact, { tokens, part }: Sentence, head: string): Evidence[] {
  const start = tokens[0]?.start
  const end = tokens.at(-1)?.end
  if (start === undefined || end === undefined) return []
  const source = part === 'subject' ? contact.subject : contact.text
  return [{ rule: `${READER_RULE}${head}`, part, words: source.slice(start, end), start, end }]
}

/** The sentences that lend most to danger now, the strongest first. */
function tellingOf(reader: SecondReader, read: readonly Read[]): readonly Read[] {
  const { shares } = poolOf(reader, read, URGENT)
  return read.map((one, at) => ({ one, share: shares[at] ?? 0 }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((some, other) => other.share - some.share).slice(0, MOST_SHOWN).map(({ one }) => one)
}

function likenessHits(reader: SecondReader, contact: Contact, groups: readonly (readonly Read[])[]): LikenessHit[] {
  const telling = groups.flatMap((read) => tellingOf(reader, read))
    .map((one) => ({ one, likeness: nameOf(one, reader.settings.named) }))
  return LIKENESSES.flatMap((likeness) => {
    const evidence = telling.filter((each) => each.likeness === likeness).flatMap(({ one }) => evidenceOf(contact, one.sentence, likeness))
    return evidence.length > 0 ? [{ likeness, evidence }] : []
  })
}

/** The sentences that sound like a head from a threshold on, the strongest first. */
const thoseLike = (read: readonly Read[], kind: keyof SentenceScores, head: number, least: number): readonly Read[] =>
  read.filter((one) => (one[kind][head] ?? 0) >= least).toSorted((one, other) => (other[kind][head] ?? 0) - (one[kind][head] ?? 0))

/** An indicator is what one sentence tells: many that sound a little like it, as some of a long message always do, are none. */
function indicatorHits(reader: SecondReader, contact: Contact, own: readonly Read[]): IndicatorHit[] {
  const { indicator, indicatorOf } = reader.settings
  return CODES.flatMap((code, head) => {
    const [first] = thoseLike(own, 'indicators', head, indicatorOf[code] ?? indicator)
    return first ? [{ code, evidence: evidenceOf(contact, first.sentence, code) }] : []
  })
}

/** So is a signal. */
function heardSignals(reader: SecondReader, contact: Contact, own: readonly Read[]): HeardSignal[] {
  const { signal: least, signalOf } = reader.settings
  return SIGNALS.flatMap((signal) => {
    const name = HEAD_OF_SIGNAL[signal]
    if (name === undefined) return []
    const head = DANGERS.heads.indexOf(name)
    const like = thoseLike(own, 'dangers', head, signalOf[signal] ?? least)
    const score = like[0]?.dangers[head]
    return score === undefined ? [] : [{ signal, score, evidence: like.slice(0, MOST_SHOWN).flatMap(({ sentence }) => evidenceOf(contact, sentence, name)) }]
  })
}

/** Whether a sentence holds all words of a piece of evidence. */
export const holds = ({ part, tokens }: Sentence, { part: where, start, end }: Evidence): boolean =>
  part === where && (tokens[0]?.start ?? Infinity) <= start && end <= (tokens.at(-1)?.end ?? 0)

function soundOf(read: readonly Read[], code: string, evidence: readonly Evidence[]): Sound {
  const head = CODES.indexOf(code)
  const holding = read.filter(({ sentence }) => evidence.some((one) => holds(sentence, one)))
  if (holding.length === 0) return {}
  const score = Math.max(...holding.map(({ indicators }) => indicators[head] ?? 0))
  const isAllRead = evidence.every((one) => holding.some(({ sentence, beside }) => beside && holds(sentence, one)))
  return { score, ...(isAllRead && { inContext: Math.max(...holding.map(({ beside }) => beside?.[head] ?? Infinity)) }) }
}

/** What is said twice is no more than what is said once: where it sounds most like danger. */
function withoutRepeats(read: readonly Read[]): readonly Read[] {
  const said = new Map<string, Read>()
  for (const one of read) {
    const { part, tokens } = one.sentence
    const words = `${part} ${tokens.map(({ word }) => word).join(' ')}`
    const before = said.get(words)
    // What was read by words alone, since the message was too long, adds nothing to what was read beside others.
    const tellsMore = before && (one.beside !== undefined || before.beside === undefined) && (one.dangers[URGENT] ?? 0) > (before.dangers[URGENT] ?? 0)
    if (!before || tellsMore) said.set(words, one)
  }
  return [...said.values()]
}

/** Weighs the sentences of a contact, each by itself and together; by their words alone where a language model has not read them. */
export function readSentences(reader: SecondReader, contact: Contact, sentences: readonly Sentence[], inContext?: InContext): Weighed {
  const { share } = reader.settings.languageModel
  const read = withoutRepeats(sentences.filter(isWeighed).map((sentence): Read => {
    const words = scoreSentence(reader, sentence.tokens.map(({ word }) => word))
    const beside = inContext?.of(sentence)
    return { sentence, urgentByWords: words.dangers[URGENT] ?? 0, ...(beside && { beside: beside.indicators }), ...blendSentence(share, words, beside) }
  }))
  const own = read.filter(({ sentence }) => sentence.part !== 'quoted')
  const quoted = read.filter(({ sentence }) => sentence.part === 'quoted')
  return {
    own: strengthOf(reader, own),
    urgentByWords: pool(own.map((one) => one.urgentByWords), reader.settings.pooling).score,
    quoted: strengthOf(reader, quoted),
    hits: likenessHits(reader, contact, [own, quoted]),
    indicators: indicatorHits(reader, contact, own),
    signals: heardSignals(reader, contact, own),
    soundOf: (code, evidence) => soundOf(read, code, evidence),
    notUrgent: poolOf(reader, own, NOT_URGENT).score,
  }
}
