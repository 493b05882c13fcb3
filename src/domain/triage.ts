import type { Priority } from './priority'

export const CATEGORIES = [
  'child_concern', 'nrm_query', 'report_request', 'training', 'research', 'media', 'donation', 'young_people_group',
  'general', 'other',
] as const
export type Category = (typeof CATEGORIES)[number]

export const SIGNALS = [
  'missingNow', 'inContactNow', 'aboutToBeMoved', 'removalImminent', 'atPort', 'ageDisputed', 'inCustody',
  'courtWithinOneWorkingDay', 'threats', 'unsafeArrival', 'otherChildExposed', 'immediateDanger', 'helpAskedNow',
] as const
export type Signal = (typeof SIGNALS)[number]

export const NATIONS = ['England', 'Scotland', 'Wales', 'Northern Ireland', 'unknown'] as const
export type Nation = (typeof NATIONS)[number]

/** Where in a message: `quoted` stands in its text too, in earlier mail below what the sender wrote now. */
export type MessagePart = 'subject' | 'text' | 'quoted'

/** In what a member of staff wrote down: `note` counts the enquiry's notes from 0, in the order in which they were written. */
export interface InNote {
  readonly part: 'note'
  readonly note: number
}

/** The words that made a rule fire, and where they stand: `start` and `end` count UTF-16 units in the text, or the note, that was read. */
export type Evidence = ({ readonly part: MessagePart } | InNote) & {
  readonly rule: string
  readonly words: string
  readonly start: number
  readonly end: number
}

export interface IndicatorHit {
  /** One of the 75 codes of the indicator list, such as `M1`. */
  readonly code: string
  readonly evidence: readonly Evidence[]
}

/** How evidence of the second reader begins; that of the rules names a phrase. */
export const READER_RULE = 'reader/'

/** Whether only the second reader saw what this is the evidence of. */
export const isByReader = (evidence: readonly Evidence[]): boolean => evidence.length > 0 && evidence.every(({ rule }) => rule.startsWith(READER_RULE))

/** What a sentence can read like to the second reader: a danger to a child, any urgent concern, any concern at all. */
export const LIKENESSES = [
  'missingNow', 'inContactNow', 'aboutToBeMoved', 'inCustody', 'courtSoon', 'removalImminent', 'threats', 'unsafeArrival',
  'urgentConcern', 'childConcern',
] as const
export type Likeness = (typeof LIKENESSES)[number]

/** A likeness and the sentences behind it, each whole. */
export interface LikenessHit {
  readonly likeness: Likeness
  readonly evidence: readonly Evidence[]
}

/** What the second reader made of a contact; it may only have raised what the rules proposed. */
export interface SecondReading {
  /** Which says too where words alone have read. */
  readonly version: string
  readonly hits: readonly LikenessHit[]
}

/** What the rules made of a contact: a proposal, until a named person confirms it. */
export interface Reading {
  readonly priority: Priority
  readonly category: Category
  readonly indicators: readonly IndicatorHit[]
  /** Only signals that were found; each with its evidence. */
  readonly signals: Readonly<Partial<Record<Signal, readonly Evidence[]>>>
  readonly nation: Nation
  /** Why this priority, a line a reason, in words for the desk; no quotation of the caller. */
  readonly reasons: readonly string[]
  readonly rulesVersion: string
  /** What sentences read like, beside what the rules found; absent when only the rules have read: the second reader failed, or is off. */
  readonly readsLike?: SecondReading
}

export interface Confirmation {
  readonly by: string
  readonly byName: string
  readonly at: Date
  readonly reason: string
}

/** What a named person found an enquiry to be about. It stands beside what the rules proposed, and takes nothing of that away. */
export interface CategoryConfirmation extends Confirmation {
  readonly category: Category
}

/** How far the notes of an enquiry were read: each once, and again where rules or second reader were changed since. */
export interface NotesRead {
  /** So many of them, the earliest first. */
  readonly count: number
  readonly rulesVersion: string
  /** When the words of one last raised the priority. */
  readonly raisedAt?: Date
}

/** Stands in place of a rules version where a person set the priority before any rules had read it. */
export const READ_BY_A_PERSON = 'none'

export interface Triage extends Reading {
  /** When what stands here was found. */
  readonly at: Date
  /**
   * Of the second reader when it was last read, whatever it found; says too where words alone, or rules alone, have read any of it. Absent
   * where there were no words to read and the second reader was off, and where a person alone has read.
   */
  readonly readerVersion?: string
  /** What the rules proposed, kept when a person decided otherwise. */
  readonly proposedPriority: Priority
  /** Absent while none was read. */
  readonly notes?: NotesRead
  readonly confirmedBy?: Confirmation
}
