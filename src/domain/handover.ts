import type { Role } from './roles'
import type { Day } from './workingDays'

/** An enquiry that its social worker has offered to a colleague, who has not answered yet; until then the first keeps it. */
export interface Transfer {
  readonly to: string
  readonly toName: string
  readonly from: string
  readonly fromName: string
  readonly at: Date
  /** Without an answer by then it is over. */
  readonly dueAt: Date
  /** It was offered because it was joined to this one, whose holder is asked: over where that is taken back. */
  readonly countedWith?: string
  /** Who joined it, or took that back, which made the offer; absent where its holder did. */
  readonly madeBy?: { readonly staffId: string; readonly name: string }
}

/** What somebody is told of an offer: that it asks them, or that theirs is over and they keep the enquiry. */
export type OfferSaying = 'offered' | 'offer_refused' | 'offer_expired' | 'offer_away'

/** Whose leave is covered by whoever has an enquiry. */
export interface CoveredFor {
  readonly staffId: string
  readonly name: string
  readonly leaveId: string
}

/** Somebody with a conflict of interest in an enquiry, and who said so. */
export interface Barred {
  readonly staffId: string
  readonly name: string
  readonly at: Date
  readonly by: string
  readonly byName: string
}

/** Somebody who is barred from an enquiry because they are from another that belongs with it. */
export interface BarredBeside {
  readonly staffId: string
  readonly name: string
  readonly intakeId: string
  readonly reference: string
}

/** What happened between people over an enquiry; each stands in its history. */
export const HANDOVER_KINDS = [
  'given', 'transfer_offered', 'transfer_accepted', 'transfer_refused', 'transfer_expired', 'transfer_away', 'transfer_withdrawn', 'covered', 'cover_ended', 'barred', 'unbarred',
  'came_along', 'given_back', 'acceptance_ended', 'callback_left', 'taking_ended',
] as const
/** By which an enquiry gets another social worker. */
export const CHANGES_HANDS = ['given', 'transfer_accepted', 'covered', 'cover_ended', 'came_along', 'given_back'] as const satisfies readonly (typeof HANDOVER_KINDS)[number][]
/** A line that tells, with the time of an allocation, who has an enquiry by it. */
export const TELLS_HOLDER = [...CHANGES_HANDS, 'allocated_before'] as const
export type HandoverKind = (typeof HANDOVER_KINDS)[number]

export interface HandoverProblem {
  readonly field: 'to' | 'reason'
  readonly text: string
}

export type HandoverOutcome = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly problems: readonly HandoverProblem[] }

/** Whether an enquiry that belongs with another has the social worker of that one. */
export type Following =
  /** It has, or nobody has one of the two. */
  | { readonly kind: 'together' }
  /** The join was taken back, and whoever had it before, of the name `hadBy`, does not have it again. */
  | { readonly kind: 'parted'; readonly holder: string; readonly hadBy: string; readonly problem?: string }
  /** `follows`: who could have both, or why whoever has the first cannot. `decided`: a manager gave it to its holder after the two were joined. */
  | { readonly kind: 'apart'; readonly decided: boolean; readonly holder: string; readonly firstHolder: string; readonly follows: { readonly name: string } | { readonly problem: string } }

/** Somebody whom an enquiry may be given or offered to, or barred from. */
export interface Colleague {
  readonly staffId: string
  readonly name: string
  /** The last day of the leave that they are on today. */
  readonly awayUntil?: Day
}

export interface Colleagues {
  /** Social workers, by name. */
  readonly workers: readonly Colleague[]
  /** Everybody who may open enquiries, by name. */
  readonly everybody: readonly (Colleague & { readonly role: Role; readonly email: string })[]
}
