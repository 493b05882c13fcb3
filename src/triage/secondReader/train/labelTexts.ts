import type { Priority } from '../../../domain/priority'
import { sentencesOf } from '../../decide/message'
import type { Rules } from '../../rules/rules'
import type { Sentence } from '../../text/sentences'
import { tokensIn } from '../../text/tokens'
import { featuresOfAll } from '../features'
import { categoryHead, CODES, DANGERS, WHOLES, withWhatFollows } from '../heads'
import type { HeadGroup } from '../heads'
import { lengthOf } from '../rarity'
import type { LabelledMessage, LabelledSentence } from '../readerFiles'
import { ownWords } from '../readWhole'
import type { Known, TrainingSentence, TrainingText } from './trainingTexts'

/** How much it counts that a head is not so; 0 when that is not known. */
type Doubt = (head: string) => number

function knownOf({ heads }: HeadGroup, labels: ReadonlySet<string>, counts: Doubt): Known {
  return {
    isLike: Uint8Array.from(heads, (head) => (labels.has(head) ? 1 : 0)),
    weight: Float32Array.from(heads, (head) => (labels.has(head) ? 1 : counts(head))),
  }
}

/** What the words of a sentence, or of several that are read as one, are to the training. */
export type Weigh = (...sentences: readonly (readonly string[])[]) => Pick<TrainingSentence, 'features' | 'tells'>

/** Weighs features by how rare they are; those that tell nothing are left out. */
export const weighBy = (rarity: Float32Array): Weigh => (...sentences) => {
  const features = [...featuresOfAll(sentences)].filter((bucket) => (rarity[bucket] ?? 0) > 0)
  const length = lengthOf(features, rarity)
  return { features: Int32Array.from(features), tells: Float32Array.from(features, (bucket) => (rarity[bucket] ?? 0) / length) }
}

/** The words of a sentence that was written alone. */
export const wordsOfSentence = ({ text }: LabelledSentence): string[] => tokensIn(text, { start: 0, end: text.length }).map(({ word }) => word)

/** A message cut into the sentences that the reader reads. */
export const cutMessage = (rules: Rules, { channel, from, subject, text }: LabelledMessage): readonly Sentence[] =>
  sentencesOf(rules, { channel, from, subject, text, receivedAt: new Date(0) }, 'with_quoted')

export const wordsOfCut = ({ tokens }: Sentence): string[] => tokens.map(({ word }) => word)

/** What is known of a sentence that was written alone: what it is not labelled with, it is not. */
export function knownOfSentence(group: HeadGroup, { heads, only }: LabelledSentence): Known {
  const labels = withWhatFollows(heads)
  const counts: Doubt = (head) => {
    if (only === 'dangers' && CODES.includes(head)) return heads.length > 0 ? 0 : 1
    if (only === 'indicators' && DANGERS.heads.includes(head)) return 0
    return head === 'urgentConcern' && labels.has('notUrgent') ? 2 : 1
  }
  return knownOf(group, labels, counts)
}

export const textOfSentence = (weigh: Weigh, group: HeadGroup, sentence: LabelledSentence): TrainingText =>
  ({ sentences: [{ ...weigh(wordsOfSentence(sentence)), ...knownOfSentence(group, sentence) }] })

interface Quote {
  readonly label: string
  readonly part: 'subject' | 'text'
  readonly start: number
  readonly end: number
}

function quotesOf({ text, subject }: LabelledMessage, quotations: LabelledMessage['evidence']): Quote[] {
  return Object.entries(quotations).flatMap(([label, quotes]) => (quotes ?? []).flatMap((words): Quote[] => {
    const at = text.indexOf(words)
    if (at >= 0) return [{ label, part: 'text', start: at, end: at + words.length }]
    const inSubject = subject.indexOf(words)
    return inSubject < 0 ? [] : [{ label, part: 'subject', start: inSubject, end: inSubject + words.length }]
  }))
}

/** A sentence shows what is quoted from it: half of the quotation, or of the sentence, at least. */
function labelsOf({ part, tokens }: Sentence, quotes: readonly Quote[]): string[] {
  const start = tokens[0]?.start ?? 0
  const end = tokens.at(-1)?.end ?? 0
  return quotes.flatMap((quote) => {
    if ((quote.part === 'subject') !== (part === 'subject')) return []
    const shared = Math.min(end, quote.end) - Math.max(start, quote.start)
    return shared > 0 && (shared * 2 >= quote.end - quote.start || shared * 2 >= end - start) ? [quote.label] : []
  })
}

/** What a careful person would say of the priority of a message: any of these. */
const fitting = ({ priority, acceptable }: LabelledMessage): readonly Priority[] => [priority, ...acceptable]
const mayBe = (message: LabelledMessage, ...priorities: readonly Priority[]): boolean => fitting(message).some((one) => priorities.includes(one))

/** Nobody said which sentences show what the message shows; careful readers may see more than was listed. */
function doubtUnquoted(message: LabelledMessage, head: string): number {
  if (message.shows?.includes(head) || head === 'notUrgent') return 0
  if (message.unlike?.includes(head)) return 1
  if (head === 'urgentConcern') return mayBe(message, 'urgent') ? 0 : 1
  if (['childConcern', 'ageDisputed', 'otherChildExposed'].includes(head)) return mayBe(message, 'urgent', 'high') ? 0 : 1
  if (CODES.includes(head)) return mayBe(message, 'urgent', 'high') ? 0.3 : 1
  return mayBe(message, 'urgent') ? 0 : 1
}

/** Words that only sound like it are what a head has most to learn from. */
const TEMPTING = 2

function doubtOfSentence(message: LabelledMessage, labels: ReadonlySet<string>, tempting: readonly string[]): Doubt {
  const isTrap = labels.has('notUrgent')
  return (head) => {
    if (tempting.includes(head)) return TEMPTING
    if (message.shows) return doubtUnquoted(message, head)
    // The quotations name the plainest sentences of a message: others beside them may tell of the same.
    if (head in message.evidence) return 0.3
    if (head === 'urgentConcern') return isTrap ? 2 : message.priority === 'urgent' ? 0.15 : mayBe(message, 'urgent') ? 0.5 : 1
    if (head === 'childConcern') return mayBe(message, 'urgent', 'high') ? 0.1 : 1
    return 1
  }
}

/** What is known of all sentences of a message together. */
export function knownOfAll(group: HeadGroup, message: LabelledMessage): Known {
  const labels = new Set([...Object.keys(message.evidence), ...message.shows ?? []])
  for (const head of ['urgentConcern', 'childConcern']) labels.delete(head)
  if (message.priority === 'urgent') labels.add('urgentConcern')
  if (['urgent', 'high'].includes(message.priority) && !mayBe(message, 'standard', 'low')) labels.add('childConcern')
  return knownOf(group, labels, (head) => {
    if (head === 'urgentConcern') return mayBe(message, 'urgent') ? 0 : message.priority === 'high' ? 0.4 : 1
    if (head === 'childConcern') return mayBe(message, 'urgent', 'high') ? 0 : 1
    if (message.shows) return doubtUnquoted(message, head)
    // Whoever quoted the words of an indicator has said which sentences show it: no other has to answer for it.
    return CODES.includes(head) && !message.tempts?.[head] ? 0 : 1
  })
}

interface KnownSentence extends Known {
  readonly sentence: Sentence
}

/** What is known of the sentences that the reader cuts a message into: by the quotations that they share. */
export function knownOfEach(group: HeadGroup, message: LabelledMessage, cut: readonly Sentence[]): readonly KnownSentence[] {
  const quotes = quotesOf(message, message.evidence)
  const traps = quotesOf(message, message.tempts ?? {})
  const mayBeUrgent = mayBe(message, 'urgent')
  return cut.map((sentence) => {
    const labels = new Set(withWhatFollows(labelsOf(sentence, quotes), mayBeUrgent))
    if (!mayBe(message, 'urgent', 'high')) labels.delete('childConcern')
    return { sentence, ...knownOf(group, labels, doubtOfSentence(message, labels, labelsOf(sentence, traps))) }
  })
}

export function textOfMessage(rules: Rules, weigh: Weigh, group: HeadGroup, message: LabelledMessage): TrainingText {
  const cut = cutMessage(rules, message)
  const sentences = knownOfEach(group, message, cut).map(({ sentence, ...known }) => ({ ...weigh(wordsOfCut(sentence)), ...known }))
  return { sentences, whole: knownOfAll(group, message) }
}

/** A sentence that was written alone to say what it is about is a message of its own, and a sure one less. */
export function kindOfSentence(sentence: LabelledSentence): Known | undefined {
  const categories = new Set(sentence.heads.filter((head) => head.startsWith('category:')))
  if (categories.size === 0) return undefined
  const { isLike, weight } = knownOf(WHOLES, categories, (head) => (head === 'urgentConcern' ? 0 : 1))
  return { isLike, weight: weight.map((one) => one / 2) }
}

export function wholeOfSentence(weigh: Weigh, sentence: LabelledSentence): TrainingText[] {
  const kind = kindOfSentence(sentence)
  return kind ? [{ sentences: [{ ...weigh(wordsOfSentence(sentence)), ...kind }] }] : []
}

/** What a message is about, and whether it is urgent. */
export function kindOfMessage(message: LabelledMessage): Known {
  const labels = new Set<string>([categoryHead(message.category), ...message.priority === 'urgent' ? ['urgentConcern'] : []])
  const counts: Doubt = (head) => (head !== 'urgentConcern' ? 1 : mayBe(message, 'urgent') ? 0 : message.priority === 'high' ? 0.5 : 1)
  return knownOf(WHOLES, labels, counts)
}

/** All words of a message together. */
export const textOfWhole = (rules: Rules, weigh: Weigh, message: LabelledMessage): TrainingText =>
  ({ sentences: [{ ...weigh(...ownWords(cutMessage(rules, message))), ...kindOfMessage(message) }] })
