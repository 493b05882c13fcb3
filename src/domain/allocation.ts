import type { CoveredFor } from './handover'
import type { Priority } from './priority'
import type { ExploitationType, KnownNation } from './skills'

/** A social worker and that worker's manager, always both. Staff ids; names as they were then. */
export interface Allocation {
  readonly socialWorker: string
  readonly socialWorkerName: string
  readonly manager: string
  readonly managerName: string
  readonly at: Date
  /** Why these two; absent in what was allocated before reasons were kept. */
  readonly why?: AllocationReasons
  /** The first enquiry of the thread, whose place in the worker's caseload this one shares: it weighs nothing of its own. */
  readonly countedWith?: string
  /** Who had it until it joined another, and it went to, or was taken over by, whoever has that: has it again when the join is taken back, unless it changed hands since. */
  readonly hadBy?: { readonly staffId: string; readonly name: string }
  /** Whose leave the social worker covers, and gives it back to at the end. */
  readonly coveredFor?: CoveredFor
  /** The same of the manager. */
  readonly supervisionCoveredFor?: CoveredFor
}

/** A skill that an enquiry calls for, or that somebody has. */
export type SkillNeed =
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'nation'; readonly nation: KnownNation }
  | { readonly kind: 'exploitation'; readonly type: ExploitationType }

/** Why somebody was chosen, as codes; the desk has the words. */
export interface AllocationReasons {
  readonly decidedBy:
    /** They have what it belongs to. */
    | 'holder'
    /** They stand in for whoever has what it belongs to. */
    | 'cover_of_holder'
    /** They accepted it before anybody had it. */
    | 'accepted_it'
    /** Nobody else could take it. */
    | 'only_one'
    /** They have an open enquiry that is, or may well be, about the same child. */
    | 'knows_child'
    | 'skills'
    | 'least_to_carry'
    /** They carry no more than others, and waited longest. */
    | 'longest_since_last'
    /** A manager gave it to them. */
    | 'given'
    /** They accepted a colleague's offer. */
    | 'taken_over'
    | 'leave_cover'
    | 'back_from_leave'
    /** They had it until it joined another, which was taken back. */
    | 'had_before'
  /** The enquiries by which they know the child, of `knows_child`: who may open none of these is not told that there is one. */
  readonly knownFrom?: readonly string[]
  /** How many could have taken it. */
  readonly among: number
  /** What it calls for and they have. */
  readonly has: readonly SkillNeed[]
  /** What it calls for and nobody who could take it has. */
  readonly nobodyHas: readonly SkillNeed[]
  /** The worker's own manager, when another stands in. */
  readonly managerStandsInFor?: string
}

export interface Acceptance {
  readonly by: string
  readonly byName: string
  readonly at: Date
}

/** What an open enquiry weighs in a caseload, in points. */
export type CaseWeights = Readonly<Record<Priority | 'unread', number>>

export const weightOf = (weights: CaseWeights, priority: Priority | undefined): number => weights[priority ?? 'unread']

/** Why nobody could be given an enquiry: what the last of those on duty lacked, or that looking for somebody failed again and again. */
export const NOBODY_FITS = ['nobody_on_duty', 'all_barred', 'no_manager', 'all_at_limit', 'failed'] as const
export type NobodyFits = (typeof NOBODY_FITS)[number]
