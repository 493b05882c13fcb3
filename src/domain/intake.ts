import type { Acceptance, Allocation } from './allocation'
import type { Acknowledgement } from './acknowledgement'
import type { Closing } from './caseEnding'
import type { EmailContact } from './email'
import type { Telling } from './escalation'
import type { Barred, Transfer } from './handover'
import type { RecordedFact } from './recordedFacts'
import type { Rerouting } from './routing'
import type { SecondProfessional } from './secondProfessionals'
import type { Step, StepName } from './step'
import type { OwedTask } from './task'
import type { Adviser, Telephony } from './telephony'
import type { Thread } from './thread'
import type { CategoryConfirmation, Triage } from './triage'

export const CHANNELS = ['phone', 'email'] as const
export type Channel = (typeof CHANNELS)[number]

export const INTAKE_STATUSES = ['received', 'triaged', 'allocated', 'accepted', 'rerouted', 'closed'] as const
export type IntakeStatus = (typeof INTAKE_STATUSES)[number]

interface IntakeBase extends Thread {
  /** Hex; a keyed hash of what the provider names it by, so that a repeat meets itself. */
  readonly id: string
  /** What people read out over the phone: referenceNumber.ts. */
  readonly reference: string
  readonly receivedAt: Date
  readonly status: IntakeStatus
  readonly steps: Readonly<Record<StepName, Step>>
  readonly owedTasks: readonly OwedTask[]
  readonly triage?: Triage
  /** Absent while no person has said what it is about. */
  readonly categoryConfirmed?: CategoryConfirmation
  readonly allocation?: Allocation
  readonly acceptance?: Acceptance
  /** By when a named person is to accept it; absent in what came in before there were clocks. */
  readonly acceptBy?: Date
  /** Who was told that nobody had accepted it, the latest last. */
  readonly tellings?: readonly Telling[]
  /** What people recorded of the child and the referral, in the order in which they did. */
  readonly facts?: readonly RecordedFact[]
  /** Who last said that they make the call-back. */
  readonly callbackTaken?: Adviser & { readonly at: Date }
  /** Who was told that the call-back is overdue, the latest last. */
  readonly callbackTellings?: readonly Telling[]
  readonly transfer?: Transfer
  /** Whom it calls for beside the social worker, and who is on it; absent where nobody was ever called for. */
  readonly secondProfessionals?: readonly SecondProfessional[]
  /** The list that a person put it on; absent while it is casework. */
  readonly rerouting?: Rerouting
  readonly closing?: Closing
  /** Absent when nobody has a conflict of interest in it. */
  readonly barred?: readonly Barred[]
  readonly acknowledgement: Acknowledgement
  /** Invented for demonstration; shown as such on the desk. */
  readonly demonstration: boolean
}

export interface PhoneIntake extends IntakeBase {
  readonly channel: 'phone'
  readonly telephony: Telephony
}

export interface EmailIntake extends IntakeBase {
  readonly channel: 'email'
  readonly email: EmailContact
}

/** One enquiry: a call or a message, what was made of it, and the work still owed. */
export type Intake = PhoneIntake | EmailIntake
