import type { FactKind } from './recordedFacts'
import type { SecondRole } from './secondProfessionals'
import type { TaskKind } from './task'

/** How casework may end, as people choose it: config/caseOutcomes.json. */
export interface CaseOutcome {
  /** A short code, kept with the enquiry. */
  readonly code: string
  readonly name: string
  /** What must be said with it; nothing where absent. */
  readonly asks?: { readonly kind: 'words' | 'reference'; readonly label: string } | undefined
}

export interface CaseOutcomes {
  readonly version: string
  readonly outcomes: readonly CaseOutcome[]
}

/** Who ended an enquiry, and how. */
export interface Closing {
  readonly by: string
  readonly byName: string
  readonly at: Date
  /** Of what was on a list: src/domain/routing.ts; of casework: the code of its outcome. */
  readonly outcome: string
  /** Of casework: the outcome as it was called then. */
  readonly outcomeName?: string
  /** Empty of what was ended along with another: it was said of that one. */
  readonly reason: string
  /** The reference of the enquiry that it was ended along with, whose place it shared. */
  readonly endedWith?: string
  /** Whose reference that is. */
  readonly endedWithId?: string
}

/** What is done over the end of casework; each stands in the history. `duplicate_of`: it was ended as a duplicate of another; `named_duplicate`: another was, of it. */
export const ENDING_KINDS = ['ended', 'reopened', 'duplicate_of', 'named_duplicate'] as const
export type EndingKind = (typeof ENDING_KINDS)[number]

/** Why casework cannot be ended as it stands. */
export type EndingObstacle =
  | { readonly kind: 'left_queue' | 'nobody_has_it' | 'not_accepted' | 'not_read' | 'being_read' | 'under_way' }
  /** It is somebody else's to end. */
  | { readonly kind: 'not_theirs'; readonly socialWorker: string; readonly manager: string }
  /** It was urgent once, by proposal or decision. */
  | { readonly kind: 'for_manager'; readonly manager: string }
  | { readonly kind: 'cards'; readonly cards: readonly TaskKind[] }
  /** Recorded as so, and not as over. */
  | { readonly kind: 'danger_now'; readonly fact: FactKind }
  /** An officer is called for, and none has taken it on. */
  | { readonly kind: 'second_awaited'; readonly role: SecondRole }
  | { readonly kind: 'offered'; readonly to: string }
  /** A later enquiry belongs with it and waits to be accepted. */
  | { readonly kind: 'later_waits'; readonly reference: string }
  /** What shares its place, and would end with it, cannot. */
  | { readonly kind: 'beside'; readonly reference: string; readonly obstacle: EndingObstacle }

export interface EndingProblem {
  readonly field: 'outcome' | 'detail' | 'reason'
  readonly text: string
}

export type EndingOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly problems: readonly EndingProblem[] }
  | { readonly kind: 'obstacles'; readonly obstacles: readonly EndingObstacle[] }
  /** Something happened to it, or came to belong with it, while it was being ended. */
  | { readonly kind: 'overtaken' }
