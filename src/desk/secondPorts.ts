import type { HandoverOutcome } from '../domain/handover'
import type { SecondProfessional, SecondRole } from '../domain/secondProfessionals'
import type { Actor } from '../domain/staff'
import type { QueueEntry } from './ports'

/** An enquiry that calls for a second professional. Nothing in it was sealed. */
export interface SecondEntry {
  readonly entry: QueueEntry
  readonly second: SecondProfessional
}

/** Implemented by src/store/secondLists.ts. */
export interface SecondLists {
  /** Open enquiries that call for people of this role, those that nobody is on first, then the most pressing; without those that this person is barred from. */
  list(role: SecondRole, staffId: string, limit: number): Promise<{ readonly entries: readonly SecondEntry[]; readonly more: boolean }>
  /** Open enquiries that nobody of this role took on by when they should, what was due first before the rest; without those that this person is barred from. */
  overdue(role: SecondRole, about: { readonly staffId: string; readonly now: Date; readonly limit: number }): Promise<{ readonly entries: readonly SecondEntry[]; readonly more: boolean }>
  /** Whether the enquiry calls for the officer's role, and whether they are the one who is on it. */
  standing(intakeId: string, officer: { readonly id: string; readonly role: SecondRole }): Promise<'not_called' | 'called' | 'is_on_it'>
  /** Those of these that call for the role. */
  calledAmong(intakeIds: readonly string[], role: SecondRole): Promise<ReadonlySet<string>>
}

/** An officer whom a manager may name. */
export interface Officer {
  readonly staffId: string
  readonly name: string
}

interface Part {
  readonly intakeId: string
  readonly role: SecondRole
  readonly actor: Actor
}

/** Who is on an enquiry beside its social worker, as the desk changes it. Each throws DomainError when it is not as it was. */
export interface SecondDesk {
  /** Of the role, who may open it and are not on leave. */
  officers(intakeId: string, role: SecondRole): Promise<readonly Officer[]>
  accept(input: Part): Promise<void>
  name(input: Part & { readonly toId: string }): Promise<HandoverOutcome>
  handBack(input: Part & { readonly reason: string; readonly mayForOthers: boolean }): Promise<HandoverOutcome>
  dismiss(input: Part & { readonly reason: string; readonly seen: string }): Promise<HandoverOutcome>
}
