import type { Allocation } from '../domain/allocation'
import type { Closing } from '../domain/caseEnding'
import type { Transfer } from '../domain/handover'
import type { IntakeStatus } from '../domain/intake'
import type { FactKind } from '../domain/recordedFacts'
import type { SecondCall, SecondProfessional, SecondRole } from '../domain/secondProfessionals'
import type { TaskKind } from '../domain/task'

/** One enquiry of casework, as whoever would end it has to see it. */
export interface OneCase {
  readonly id: string
  readonly reference: string
  readonly status: IntakeStatus
  /** Absent while nobody has it. */
  readonly allocation?: Allocation
  readonly transfer?: Transfer
  /** Somebody or something has read it. */
  readonly isRead: boolean
  /** What came or was written down last is still to be read, or cards of it are still to be put up. */
  readonly isBeingRead: boolean
  /** Its call goes on, or somebody is rung for its call-back. */
  readonly isUnderWay: boolean
  /** By proposal or decision, at any time. */
  readonly wasUrgent: boolean
  /** Recorded last as so. */
  readonly dangersNow: readonly FactKind[]
  readonly openCards: readonly TaskKind[]
  /** Roles that it calls for, where nobody is on it and nobody has said that none is needed. */
  readonly secondsAwaited: readonly SecondRole[]
  /** Tells whether anything has happened to it since. */
  readonly version: CaseVersion
}

/** How much has been written of an enquiry: all of it is only ever added to, or has a time. */
export interface CaseVersion {
  readonly history: number
  readonly facts: number
  readonly owedTasks: number
  readonly readAt?: Date
  /** What had called for each role. */
  readonly calls: readonly (SecondCall & Pick<SecondProfessional, 'calledAt'>)[]
}

/** With what would end along with it. */
export interface CaseToEnd extends OneCase {
  /** What shares its place in its worker's caseload. */
  readonly beside: readonly OneCase[]
  /** References of what belongs with it and waits to be accepted. */
  readonly laterWaiting: readonly string[]
}

/** Another enquiry that one is a duplicate of. */
export interface NamedCase {
  readonly intakeId: string
  readonly reference: string
}

/** Implemented by src/store/caseEndings.ts. */
export interface CaseEndings {
  /** Looks and changes nothing. */
  look(intakeId: string): Promise<CaseToEnd | undefined>
  /** The same for somebody who is about to end it: whatever comes to belong with it from now on makes `end` fail. */
  begin(intakeId: string, token: string): Promise<CaseToEnd | undefined>
  /**
   * Ends it with all that shares its place, or nothing at all, where none of them has changed since it was begun.
   * `other_left`: the enquiry that it is a duplicate of is in the queue no longer, or would end with it.
   */
  end(seen: CaseToEnd, token: string, closing: Closing, duplicateOf: NamedCase | undefined): Promise<'ended' | 'overtaken' | 'other_left'>
}
