import type { HandoverKind } from '../domain/handover'
import { pendingStep } from '../domain/step'
import { bareCollection } from './bareCollection'
import { historyWith } from './historyWith'
import type { IntakeModel } from './intakeModel'

const WRITTEN_SAFELY = { writeConcern: { w: 'majority', j: true } } as const

/**
 * What these people had accepted, on the desk or by key, is nobody's again: each of these enquiries stands as before somebody accepted it,
 * says so in its history, and waits anew, what is urgent at any hour and all else while the service is open; where they were woken for
 * its call, others are, and where they took a call-back that is owed, others are told of that. One write for each, so that whoever dies over it, or does it at the same time as another, does nothing twice.
 * @param which of all that is accepted, or in the hands of somebody who was woken
 * @returns how many times
 */
export async function takeAcceptancesBack(intakes: IntakeModel, which: object, from: readonly string[], at: Date): Promise<number> {
  if (from.length === 0) return 0
  const theirs = { ...which, status: 'accepted' as const, 'acceptance.by': { $in: [...from] } }
  const byKey = await bareCollection(intakes).updateMany({ ...theirs, ...wokenAmong(from) }, [...waitsAnew(at), ...wokenAnew(at)], WRITTEN_SAFELY)
  const accepted = await bareCollection(intakes).updateMany(theirs, waitsAnew(at), WRITTEN_SAFELY)
  const inHand = { ...which, status: { $in: ['received' as const, 'triaged' as const, 'allocated' as const] }, ...wokenAmong(from) }
  const woken = await bareCollection(intakes).updateMany(inHand, wakesAnew(at), WRITTEN_SAFELY)
  const owed = { ...which, 'callbackEscalation.taken.staffId': { $in: [...from] }, 'steps.escalateCallback.dueAt': { $exists: true } }
  const taken = await bareCollection(intakes).updateMany(owed, toldAnew(at), WRITTEN_SAFELY)
  return byKey.modifiedCount + accepted.modifiedCount + woken.modifiedCount + taken.modifiedCount
}

const wokenAmong = (from: readonly string[]) => ({ 'telephony.waking.acceptedBy.staffId': { $in: [...from] } })

const has = (field: string) => ({ $gt: [`$${field}`, null] })

/** @param name where the name stands of whoever had it */
const withLine = (at: Date, name: string, kind: HandoverKind = 'acceptance_ended') =>
  historyWith([{ kind, at, by: '', byName: '', other: name }])

const waitsAnew = (at: Date) => [
  {
    $set: {
      status: { $switch: { branches: [{ case: has('allocation'), then: 'allocated' }, { case: has('triage'), then: 'triaged' }], default: 'received' } },
      'steps.escalate': { $literal: pendingStep(at) },
      // A call-back that is owed was theirs too; where none is the step ends by itself.
      'steps.escalateCallback': { $literal: pendingStep(at) },
      'escalation.restartAt': at,
      'escalation.anewSince': at,
      history: withLine(at, '$acceptance.byName'),
    },
  },
  { $unset: ['acceptance', 'escalation.hadBy'] },
]

/** What they were woken for, and accepted with the enquiry. */
const wokenAnew = (at: Date) => [{ $set: { 'steps.wakeSomebody': { $literal: pendingStep(at) } } }, { $unset: ['telephony.waking.acceptedBy'] }]

/** Nobody had accepted the enquiry itself, so that its clock goes on; what is in nobody's hands presses again. */
const wakesAnew = (at: Date) => [
  {
    $set: {
      'steps.wakeSomebody': { $literal: pendingStep(at) },
      'steps.escalate': { $literal: pendingStep(at) },
      'steps.escalateCallback': { $literal: pendingStep(at) },
      history: withLine(at, '$telephony.waking.acceptedBy.name'),
    },
  },
  { $unset: ['telephony.waking.acceptedBy'] },
]

/** To have taken it gave them time to make it, which nobody uses any more. */
const toldAnew = (at: Date) => [
  { $set: { 'steps.escalateCallback': { $literal: pendingStep(at) }, history: withLine(at, '$callbackEscalation.taken.name', 'callback_left') } },
  { $unset: ['callbackEscalation.taken'] },
]
