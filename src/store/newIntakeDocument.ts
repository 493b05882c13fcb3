import { SERVICE } from '../../config/service'
import { newReference } from '../domain/referenceNumber'
import { doneStep, pendingStep } from '../domain/step'
import type { OwedTask } from '../domain/task'
import type { Thread } from '../domain/thread'
import type { AcknowledgementDocument } from './documents/acknowledgementDocument'
import type { EmailDocument } from './documents/emailDocument'
import type { TelephonyDocument } from './documents/telephonyDocument'
import type { IntakeDocument } from './intakeDocument'

interface NewIntake {
  id: string
  receivedAt: Date
  /** The moment from which its work is due. */
  now: Date
  acknowledgement: AcknowledgementDocument
  owedTasks: readonly OwedTask[]
  demonstration?: boolean
  contact: { telephony: TelephonyDocument } | { email: EmailDocument }
  thread?: Thread
}

const { acceptWithin, unreadAfterMs } = SERVICE.escalation

/** A whole enquiry with everything it owes, ready for its one insert. Allocation waits for triage. Until it is read it counts as urgent. */
export function newIntakeDocument(intake: NewIntake): IntakeDocument {
  return {
    _id: intake.id,
    reference: newReference(),
    channel: 'telephony' in intake.contact ? 'phone' : 'email',
    receivedAt: intake.receivedAt,
    status: 'received',
    queueRank: NOT_YET_READ,
    demonstration: intake.demonstration ?? false,
    steps: {
      triage: pendingStep(intake.now),
      allocate: { state: 'pending', attempts: 0 },
      raiseTasks: intake.owedTasks.length > 0 ? pendingStep(intake.now) : doneStep,
      ringStaff: doneStep,
      keepRecordings: doneStep,
      wakeSomebody: doneStep,
      escalate: pendingStep(new Date(intake.now.getTime() + unreadAfterMs)),
      // Begins with its card.
      escalateCallback: doneStep,
      // Begins when something calls for an officer.
      escalateSecond: doneStep,
      // A message's with its first reading already, unless nothing can read it.
      link: pendingStep(new Date(intake.now.getTime() + SERVICE.linkAfterMs)),
    },
    acceptBy: new Date(intake.receivedAt.getTime() + acceptWithin.urgent.minutes * 60_000),
    owedTasks: [...intake.owedTasks],
    acknowledgement: intake.acknowledgement,
    ...intake.contact,
    ...intake.thread,
  }
}

/** Stands before every priority in the queue: what nothing has read may be the most pressing of all. */
export const NOT_YET_READ = -1
