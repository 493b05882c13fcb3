import { SERVICE } from '../../config/service'
import type { PriorityDecision } from '../desk/ports'
import { isLowered, priorityRank, type Priority } from '../domain/priority'
import { type SecondCall, secondsForUrgent } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import { type Confirmation, READ_BY_A_PERSON, type Triage } from '../domain/triage'
import { type Accepted, acceptanceEnded, stillAccepted } from './acceptanceEnded'
import type { HistoryDocument } from './documents/historyDocument'
import { historyWith } from './historyWith'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { secondsCalledByPerson, secondsCalledByPersonInPipeline } from './secondCalls'
import { SEALED_FIELDS } from './toIntake'
import { triageDocument } from './triageDocument'

const OPEN = { status: { $nin: ['rerouted' as const, 'closed' as const] } }

/**
 * A decision on what the rules, or a person before, made of it; it stands only if nothing has changed since. What anybody but whoever
 * accepted it raises is to be accepted again.
 */
export async function decideOnReading(intakes: IntakeModel, decision: PriorityDecision, from: Priority, sealer: Sealer): Promise<boolean> {
  const { filter, update } = await decisionAsWrite(intakes, decision, from, sealer)
  return (await intakes.updateOne(filter, update)).modifiedCount === 1
}

/** The same as one write, to be made with more: what must stand still, and what comes of it. */
export async function decisionAsWrite(intakes: IntakeModel, decision: PriorityDecision, from: Priority, sealer: Sealer) {
  const { intakeId, priority, seen, confirmation } = decision
  const { $set: called, ...seconds } = secondsCalledByPerson(secondsOf(decision), confirmation.at)
  const isRaised = isLowered(priority, from)
  const { accepted, isInHand } = isRaised ? await hadByAnother(intakes, intakeId, confirmation.by) : NOBODY
  const ended = accepted && acceptanceEnded(accepted, confirmation.at)
  const asAccepted = accepted ? stillAccepted(accepted) : isRaised && { 'acceptance.by': { $in: [null, confirmation.by] } }
  return {
    filter: { _id: intakeId, ...OPEN, ...asAccepted, 'triage.priority': from, 'triage.confirmedAt': seen.confirmedAt ?? { $exists: false } },
    update: {
      $set: {
        ...Object.fromEntries(Object.entries(decidedFields(decision, sealer)).map(([name, value]) => [`triage.${name}`, value])),
        queueRank: priorityRank(priority),
        'steps.escalate': pendingStep(confirmation.at),
        // A call-back that is owed may be urgent now, and due sooner; where none is the step ends by itself.
        'steps.escalateCallback': pendingStep(confirmation.at),
        'steps.escalateSecond': pendingStep(confirmation.at),
        ...called,
        ...(decision.mayRelax && { 'escalation.mayRelax': true }),
        // Whoever was woken for its call accepted what was less pressing.
        ...(isInHand && { 'escalation.anewSince': confirmation.at }),
        ...ended?.$set,
      },
      ...(ended && { $unset: ended.$unset }),
      $push: { history: historyEntry(decision, sealer) },
      ...seconds,
    },
  }
}

/** What somebody else than whoever decides has of it. */
interface HadByAnother {
  readonly accepted?: Accepted | undefined
  readonly isInHand: boolean
}

const NOBODY: HadByAnother = { isInHand: false }

async function hadByAnother(intakes: IntakeModel, intakeId: string, than: string): Promise<HadByAnother> {
  const found = await intakes.findById(intakeId, { status: 1, acceptance: 1, allocation: 1, 'telephony.waking.acceptedBy.staffId': 1 }).lean<Pick<IntakeDocument, 'status' | 'acceptance' | 'allocation' | 'telephony'>>()
  if (!found) return NOBODY
  const { status, acceptance, allocation, telephony } = found
  const accepted = status === 'accepted' && acceptance && acceptance.by !== than ? { acceptance, isAllocated: allocation !== undefined } : undefined
  return { accepted, isInHand: (telephony?.waking?.acceptedBy?.staffId ?? than) !== than }
}

/**
 * A decision on what nothing has read, because the rules failed or are late. It lets allocation begin, and the step of the rules
 * begins anew, so that a worker that is still reading loses its claim: they may see more than whoever decided, and raise it. What they
 * failed to read they are not asked again, but where somebody has written something down, which is read once.
 */
export async function setFirstPriority(intakes: IntakeModel, decision: PriorityDecision, sealer: Sealer): Promise<boolean> {
  const { intakeId, priority, confirmation } = decision
  const { modifiedCount } = await intakes.updateOne(
    { _id: intakeId, ...OPEN, triage: { $exists: false } },
    [
      {
        $set: {
          triage: { $literal: triageDocument(intakeId, readByPerson(priority, confirmation), sealer) },
          queueRank: priorityRank(priority),
          status: { $cond: [{ $eq: ['$status', 'received'] }, 'triaged', '$status'] },
          'steps.triage': { $cond: [MAY_BE_READ, { $literal: pendingStep(confirmation.at) }, { state: 'done', attempts: '$steps.triage.attempts' }] },
          ...secondsCalledByPersonInPipeline(secondsOf(decision), confirmation.at),
          'steps.escalate': { $literal: pendingStep(confirmation.at) },
          'steps.escalateCallback': { $literal: pendingStep(confirmation.at) },
          'steps.allocate.dueAt': {
            $cond: [{ $eq: ['$steps.allocate.state', 'pending'] }, { $ifNull: ['$steps.allocate.dueAt', confirmation.at] }, '$steps.allocate.dueAt'],
          },
          history: historyWith([{ $literal: historyEntry(decision, sealer) }]),
        },
      },
    ],
    { updatePipeline: true },
  )
  return modifiedCount === 1
}

const MAY_BE_READ = { $or: [{ $ne: ['$steps.triage.state', 'failed'] }, { $in: ['note', { $ifNull: ['$history.kind', []] }] }] }

/** Whom the decision calls for: whoever makes it urgent says that there is danger. */
const secondsOf = ({ priority, seen }: PriorityDecision): readonly SecondCall[] =>
  (priority === 'urgent' && seen.priority !== 'urgent' ? secondsForUrgent(SERVICE.secondProfessionals) : [])

const readByPerson = (priority: Priority, confirmation: Confirmation): Triage => ({
  priority,
  proposedPriority: priority,
  category: 'other',
  indicators: [],
  signals: {},
  nation: 'unknown',
  reasons: [],
  rulesVersion: READ_BY_A_PERSON,
  at: confirmation.at,
  confirmedBy: confirmation,
})

/** What a decision leaves of what it decides on. */
const decidedFields = ({ intakeId, priority, confirmation }: PriorityDecision, sealer: Sealer) => ({
  priority, confirmedBy: confirmation.by, confirmedByName: confirmation.byName, confirmedAt: confirmation.at,
  confirmReason: sealer.seal(intakeId, SEALED_FIELDS.confirmReason, confirmation.reason),
})

/** The same as fields of a pipeline's `$set`, with the lines of the history, of what is `from` there, and of nothing else. */
export function decisionInPipeline(decision: PriorityDecision, from: Priority, sealer: Sealer) {
  const isSo = { $eq: ['$triage.priority', from] }
  return {
    fields: {
      triage: { $cond: [isSo, { $mergeObjects: ['$triage', { $literal: decidedFields(decision, sealer) }] }, '$triage'] },
      queueRank: { $cond: [isSo, priorityRank(decision.priority), '$queueRank'] },
    },
    lines: { $cond: [isSo, [{ $literal: historyEntry(decision, sealer) }], []] },
  }
}

const historyEntry = ({ intakeId, seen, priority, confirmation }: PriorityDecision, sealer: Sealer): HistoryDocument => ({
  kind: 'priority_confirmed',
  at: confirmation.at,
  by: confirmation.by,
  byName: confirmation.byName,
  ...(seen.priority && { from: seen.priority }),
  to: priority,
  reason: sealer.seal(intakeId, SEALED_FIELDS.historyReason, confirmation.reason),
})
