import type { OnCallFacts, OnCallTurn, Uncovered } from './onCall'
import type { Role } from './roles'
import { SECOND_ROLES } from './secondProfessionals'

/** Who may be on call: whoever may accept an enquiry. */
export const ON_CALL_ROLES: readonly Role[] = ['duty', 'social_worker', 'manager']

/** Who has working hours and leave here: officers too, who are called in theirs. */
export const ROLES_WITH_HOURS: readonly Role[] = [...ON_CALL_ROLES, ...SECOND_ROLES]

export interface PersonOnCall extends OnCallFacts {
  readonly id: string
  readonly name: string
  readonly role: Role
}

export interface OnCallBoard {
  /** Everybody who may be on call, by name. */
  readonly people: readonly PersonOnCall[]
  /** In the time ahead. */
  readonly uncovered: readonly Uncovered[]
  /** How far that was looked for, in days. */
  readonly daysAhead: number
  /** The service is open at all hours: no time is one that somebody on call has to cover, and they are rung all the same. */
  readonly neverCloses: boolean
  /** Whether people are sent text messages as well as rung. */
  readonly sendsTexts: boolean
}

export interface OnCallWish {
  /** Empty when nobody was chosen. */
  readonly staffId: string
  /** As typed, in London time: `2026-12-24 16:30`. */
  readonly from: string
  readonly to: string
  /** Absent when none was chosen. */
  readonly turn: OnCallTurn | undefined
  /** A number to ring instead of the one on record, as typed; empty to keep that. */
  readonly phone: string
}

export interface OnCallProblem {
  readonly field: 'staff' | 'from' | 'to' | 'turn' | 'phone'
  readonly text: string
}

export type OnCallOutcome =
  | { readonly kind: 'set'; readonly name: string; readonly from: Date; readonly to: Date; readonly isNewNumber: boolean }
  | { readonly kind: 'invalid'; readonly problems: readonly OnCallProblem[] }

export interface OnCallEnd {
  readonly staffId: string
  readonly timeId: string
  /** The person has read what is left uncovered by it. */
  readonly isConfirmed: boolean
}

export type OnCallEndOutcome =
  | { readonly kind: 'ended' }
  /** To be confirmed first: nobody would be on call then. */
  | { readonly kind: 'leaves_uncovered'; readonly uncovered: readonly Uncovered[]; readonly isEmpty: boolean }
