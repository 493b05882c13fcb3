import type { HandoverEntry, Move } from '../allocation/handover/ports'
import { TELLS_HOLDER } from '../domain/handover'
import { pendingStep } from '../domain/step'
import { ASKS_FOR_HOLDER } from '../domain/task'
import type { HistoryDocument } from './documents/historyDocument'
import { historyWith } from './historyWith'
import type { Sealer } from './seal'
import { SEALED_FIELDS } from './toIntake'

/** Whose leave it was given away for first: they have it back, though whoever covered for them was on leave in between. */
const FIRST_COVERED_FOR = { coveredFor: { $ifNull: ['$allocation.coveredFor', '$$REMOVE'] } }

/** Of an owed card, in a pipeline: whether it asks for somebody who is to have the enquiry. */
const ASKS = { $in: ['$$this.kind', ASKS_FOR_HOLDER] }

/** In a pipeline: who has it, and who supervises it, stays in the history, as far as no line of it tells of them yet: an allocation writes none. */
export const whoHadIt = (): object => {
  const told = { $and: [{ $eq: ['$$this.at', '$allocation.at'] }, { $in: ['$$this.kind', [...TELLS_HOLDER]] }] }
  const untold = { $not: { $anyElementTrue: { $map: { input: { $ifNull: ['$history', []] }, as: 'this', in: told } } } }
  const line = {
    kind: 'allocated_before', at: '$allocation.at', by: '', byName: '', other: '$allocation.socialWorkerName', manager: '$allocation.managerName',
  }
  return { $cond: [{ $and: [{ $gt: ['$allocation', null] }, untold] }, [line], []] }
}

/**
 * The change by which an enquiry gets another pair, as a pipeline, for the acceptance depends on whose it was: that of whoever a
 * manager takes it from ends with that, and any other stands until it is taken over. Names are literal, even ones that begin with a dollar.
 */
export function moveChange(move: Move, line: HistoryDocument, countedWith = move.countedWith): ({ $set: object } | { $unset: string[] })[] {
  const { from, to: { socialWorker, manager, why, supervisionCoveredFor }, entry, acceptance, coveredFor, hadBy } = move
  const allocation = {
    socialWorker: socialWorker.id, socialWorkerName: socialWorker.name, manager: manager.id, managerName: manager.name, at: entry.at, why,
    ...(countedWith !== undefined && { countedWith }), ...(coveredFor && { coveredFor }), ...(supervisionCoveredFor && { supervisionCoveredFor }), ...(hadBy && { hadBy }),
  }
  const wasAccepted = { $gt: ['$acceptance', null] }
  const endsFor = (staffId: string): object => ({ $and: [{ $literal: entry.kind === 'given' && from !== undefined }, { $eq: [staffId, from ?? ''] }] })
  const ends = endsFor('$acceptance.by')
  const stands = { $and: [wasAccepted, { $not: ends }] }
  const accepted = acceptance
    ? { acceptance: { $literal: acceptance }, status: 'accepted' }
    : {
        'steps.escalate': { $literal: pendingStep(entry.at) },
        // An acceptance that ends here begins a new wait.
        'escalation.restartAt': { $cond: [ends, entry.at, '$escalation.restartAt'] },
        // What they had taken in hand by key, too, is in nobody's.
        'escalation.anewSince': { $cond: [{ $or: [ends, endsFor('$telephony.waking.acceptedBy.staffId')] }, entry.at, '$escalation.anewSince'] },
        acceptance: { $cond: [stands, '$acceptance', '$$REMOVE'] },
        status: { $cond: [stands, 'accepted', 'allocated'] },
      }
  return [
    {
      $set: {
        allocation: { $mergeObjects: [{ $literal: allocation }, ...(entry.kind === 'covered' ? [FIRST_COVERED_FOR] : [])] },
        ...accepted,
        'steps.allocate.state': 'done',
        // What asked for somebody is no longer owed, and goes from the desk, though it be put up in this moment.
        owedTasks: { $filter: { input: '$owedTasks', cond: { $not: ASKS } } },
        'steps.raiseTasks': { $cond: [{ $anyElementTrue: { $map: { input: '$owedTasks', as: 'this', in: ASKS } } }, { $literal: pendingStep(entry.at) }, '$steps.raiseTasks'] },
        history: historyWith(
          whoHadIt(),
          // Of what a colleague took over, that is whose offer it was.
          [{ $mergeObjects: [{ $literal: { ...line, manager: manager.name } }, ...(line.hadBy === undefined && line.kind !== 'transfer_accepted' ? [{ hadBy: '$allocation.socialWorkerName' }] : [])] }],
        ),
      },
    },
    { $unset: ['transfer', 'steps.allocate.token', 'steps.allocate.dueAt'] },
  ]
}

/** The line of a hand-over in the history; a reason may name the child, and is sealed. */
export const historyLine = (sealer: Sealer, intakeId: string, { reason, ...entry }: HandoverEntry): HistoryDocument =>
  ({ ...entry, ...(reason !== undefined && { reason: sealer.seal(intakeId, SEALED_FIELDS.historyReason, reason) }) })
