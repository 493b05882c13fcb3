import type { Duty } from './duty'
import type { Leave } from './leave'
import type { Uncovered } from './onCall'
import type { Role } from './roles'
import type { WorkingPattern } from './workingPattern'

export interface LeaveOnBoard extends Leave {
  readonly coverName?: string
}

/** A member of staff who takes calls or enquiries, or manages those who do. */
export interface PersonOnBoard {
  readonly staffId: string
  readonly name: string
  readonly role: Role
  readonly duty: Duty
  /** Takes part in the rota at all; officers always do. */
  readonly onRota: boolean
  readonly pattern?: WorkingPattern
  /** What goes on or is to come, the nearest first. */
  readonly leave: readonly LeaveOnBoard[]
  /** What a social worker carries: points of the limit, and enquiries. */
  readonly carries?: { readonly load: number; readonly limit: number; readonly cases: number }
  /** Who supervises a social worker now, the cover of a manager on leave if need be; absent when nobody does, and for others. */
  readonly supervisorName?: string
}

export interface DutyBoard {
  /** By name. */
  readonly people: readonly PersonOnBoard[]
  readonly isOpen: boolean
}

export interface LeaveWish {
  readonly staffId: string
  /** The first day and the last, as typed: `2026-12-21`, `21/12/2026` or `21 December 2026`. */
  readonly from: string
  readonly to: string
  readonly coverId?: string | undefined
  readonly handOver?: Leave['handOver'] | undefined
}

export interface LeaveProblem {
  readonly field: 'from' | 'to' | 'cover'
  readonly text: string
}

export type LeaveOutcome =
  /** `note`: what whoever set it should know of the cover. `uncovered`: when they were on call, and nobody who can be rung is now. */
  | { readonly kind: 'set'; readonly leave: Leave; readonly note?: string; readonly uncovered: readonly Uncovered[] }
  | { readonly kind: 'invalid'; readonly problems: readonly LeaveProblem[] }
