import type { LabelledMessage } from '../readerFiles'

/** A concern that is told in no more words is understood wherever it stands. */
const MOST_WORDS = 45
/** A letter about something else that has no more is one that a concern gets lost in. */
const MOST_WORDS_BESIDE = 130
/** So many letters take the same concern at most. */
const TIMES = 2

const wordsIn = (text: string): number => text.trim().split(/\s+/).length
const isOneParagraph = ({ text }: LabelledMessage): boolean => text !== '' && !text.includes('\n')
const isConcern = (message: LabelledMessage): boolean => message.category === 'child_concern' && isOneParagraph(message) && wordsIn(message.text) <= MOST_WORDS
const isBeside = ({ category, text }: LabelledMessage): boolean =>
  category !== 'child_concern' && category !== 'other' && text !== '' && wordsIn(text) <= MOST_WORDS_BESIDE

/** Where a sentence begins, the first and the end among them. */
const gapsOf = (text: string): readonly number[] =>
  [0, ...[...text.matchAll(/[.?!]["')]? (?=\S)/g)].map(({ index, 0: { length } }) => index + length), text.length]

function insert(text: string, at: number, words: string): string {
  const apart = (one: string, other: string): string => (one === '' || other === '' || /\s$/.test(one) ? one + other : `${one} ${other}`)
  return apart(apart(text.slice(0, at), words), text.slice(at))
}

type Quotes = LabelledMessage['evidence']

function both(one: Quotes, other: Quotes): Quotes {
  const all = new Map<string, string[]>()
  for (const [label, quotes] of [...Object.entries(one), ...Object.entries(other)]) all.set(label, [...all.get(label) ?? [], ...quotes ?? []])
  return Object.fromEntries(all)
}

function mix(letter: LabelledMessage, concern: LabelledMessage, turn: number): LabelledMessage[] {
  const gaps = gapsOf(letter.text)
  const text = insert(letter.text, gaps[turn % gaps.length] ?? 0, concern.text)
  const mixed: LabelledMessage = {
    ...letter, text, priority: concern.priority, acceptable: concern.acceptable, category: 'child_concern',
    evidence: both(letter.evidence, concern.evidence), tempts: both(letter.tempts ?? {}, concern.tempts ?? {}),
  }
  const isWhole = [mixed.evidence, mixed.tempts ?? {}].flatMap((quotes) => Object.values(quotes).flat()).every((words) => text.includes(words ?? '') || letter.subject.includes(words ?? ''))
  return isWhole ? [mixed] : []
}

/**
 * Letters about something else in which a concern about a child is told in passing, as people do: each made of two messages of one
 * channel, with what is known of both. Hands that are asked for messages write few such letters, and a reader that has met none
 * takes the whole for what most of it is about. The same messages give the same letters.
 *
 * @param messages with the words quoted that show what they are labelled with
 */
export function mixLetters(messages: readonly LabelledMessage[]): readonly LabelledMessage[] {
  return ['email', 'voicemail', 'callnote'].flatMap((channel) => {
    const concerns = messages.filter((message) => message.channel === channel && isConcern(message))
    const letters = messages.filter((message) => message.channel === channel && isBeside(message))
    // Of all hands, however many there are.
    const each = Math.ceil(letters.length / (concerns.length * TIMES))
    return letters.filter((_, nth) => nth % each === 0).flatMap((letter, turn) => {
      const concern = concerns[turn % concerns.length]
      return concern ? mix(letter, concern, turn) : []
    })
  })
}
