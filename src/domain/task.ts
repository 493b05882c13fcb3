/** What a person must clear. The name says what happened; the desk says what to do about it. */
export const TASK_KINDS = [
  'callback',
  'listen',
  'review_abandoned',
  'quarantine',
  'unreadable',
  'open_by_hand',
  'triage_failed',
  'unallocated',
  'acknowledgement_failed',
  'acknowledgements_stopped',
  'recording_missing',
  'reconcile_gap',
  'wrap_up',
  'nobody_to_wake',
  'look_alike_sender',
  'holder_away',
  'transfer_returned',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** Cards that a person closes by saying what they did; the others are closed by the work that they stand for. */
export const CLOSED_BY_NOTE = ['review_abandoned', 'callback', 'listen', 'unreadable', 'open_by_hand', 'recording_missing', 'reconcile_gap', 'nobody_to_wake', 'acknowledgement_failed', 'look_alike_sender', 'holder_away', 'transfer_returned'] as const satisfies readonly TaskKind[]
export type ClosedByNote = (typeof CLOSED_BY_NOTE)[number]

export const isClosedByNote = (kind: TaskKind): kind is ClosedByNote => CLOSED_BY_NOTE.some((one) => one === kind)

export interface Task {
  readonly id: string
  /** Absent for a card about something that could not become an enquiry. */
  readonly intakeId?: string
  readonly kind: TaskKind
  readonly state: 'open' | 'done'
  readonly createdAt: Date
  readonly dueAt: Date
  /** A short code of the cause, never a child's or caller's details. */
  readonly cause?: string
}

/** A card that an enquiry owes; written with the enquiry, raised in `tasks` by a worker. */
export interface OwedTask {
  readonly kind: TaskKind
  readonly dueAt: Date
  /** Which of several that one enquiry may owe a card for: the sid of a recording. */
  readonly about?: string
  /** The card's `cause`. */
  readonly cause?: string
}

export const isSameCard = (one: OwedTask, other: OwedTask): boolean =>
  one.kind === other.kind && one.dueAt.getTime() === other.dueAt.getTime() && one.about === other.about

/** Cards that ask for somebody who is to have an enquiry that somebody has, or had. */
export const ASKS_FOR_HOLDER: readonly TaskKind[] = ['holder_away', 'transfer_returned']
