import type { Evidence } from '../domain/triage'
import type { Stretch } from './foldLongText'

/** A run of the caller's words; `marks` names what the rules saw in it, and is empty elsewhere. */
export interface Segment {
  readonly text: string
  readonly marks: readonly string[]
}

export interface Mark {
  readonly evidence: Evidence
  readonly label: string
}

/** What words are shown of: a message's subject or text, or one of the enquiry's notes, counted from 0. */
export type Place = 'subject' | 'text' | { readonly note: number }

function standsIn(evidence: Evidence, place: Place): boolean {
  if (typeof place === 'object') return evidence.part === 'note' && evidence.note === place.note
  return evidence.part !== 'note' && (evidence.part === 'subject') === (place === 'subject')
}

/** Characters that turn the direction of what follows: with them words can be made to read as others. */
const TURNS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** What is put in their place shows that something was there. */
export const withoutTurns = (text: string): string => text.replace(TURNS, '\uFFFD')

/**
 * Cuts the caller's words, or a note's, where the rules found something, so that a page can mark the places without any HTML being
 * made of words that came from outside; `within` takes one stretch of them. Evidence that does not fit the words is left out: a wrong mark misleads.
 */
export function highlight(text: string, place: Place, marks: readonly Mark[], within: Stretch = { start: 0, end: text.length }): readonly Segment[] {
  const fitting = marks.filter(({ evidence }) =>
    standsIn(evidence, place) && evidence.end > evidence.start && text.slice(evidence.start, evidence.end) === evidence.words)
  const inside = fitting.flatMap(({ evidence }) => [evidence.start, evidence.end]).filter((cut) => cut > within.start && cut < within.end)
  const cuts = [...new Set([within.start, ...inside, within.end])].toSorted((a, b) => a - b)
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i] ?? 0
    const labels = fitting.filter(({ evidence }) => evidence.start <= start && evidence.end >= end).map(({ label }) => label)
    return { text: withoutTurns(text.slice(start, end)), marks: [...new Set(labels)] }
  })
}
