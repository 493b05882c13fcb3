import type { HandoverKind } from '../domain/handover'
import { raiseHolderCards } from './absentHolders'
import { barredInThread } from './barred'
import { historyWith } from './historyWith'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { lookAtOfficers } from './lookAtOfficers'
import { takeAcceptancesBack } from './takeAcceptancesBack'
import { firstsOf, leadToFirst } from './threads'

/**
 * Whoever is barred from an enquiry, or from another of its thread, cannot act on any of it: what they had accepted waits anew, where they
 * were on it as an officer others are told, what they had taken on a list is to be taken again, and where they are its social worker or manager a card asks for another. To be asked once a bar,
 * a join or a new pair stands; nothing is done twice, however often it is. What a bar says is to be taken is taken with that.
 */
export async function takeFromBarred(intakes: IntakeModel, intakeId: string, at: Date): Promise<void> {
  const own = await intakes.findById(intakeId, { joinedTo: 1, toTakeFromBarred: 1 }).lean<Pick<IntakeDocument, '_id' | 'joinedTo' | 'toTakeFromBarred'>>()
  if (!own) return
  if (own.joinedTo !== undefined) await leadToFirst(intakes, [own.joinedTo, intakeId])
  const barred = [...await barredInThread(intakes, { id: intakeId, ...(own.joinedTo !== undefined && { joinedTo: own.joinedTo }) })]
  if (barred.length > 0) await takeFromEach(intakes, own, barred, at)
  if (own.toTakeFromBarred) await intakes.updateOne({ _id: intakeId, toTakeFromBarred: own.toTakeFromBarred }, { $unset: { toTakeFromBarred: '' } })
}

async function takeFromEach(intakes: IntakeModel, own: Pick<IntakeDocument, '_id' | 'joinedTo'>, barred: readonly string[], at: Date): Promise<void> {
  // What had joined this one may not know the first yet: a process can die over a join.
  const ids = [own._id, (await firstsOf(intakes, [own]))(own._id)]
  const thread = { $or: [{ _id: { $in: ids } }, { joinedTo: { $in: ids } }] }
  await lookAtOfficers(intakes, thread, at)
  await takeAcceptancesBack(intakes, thread, barred, at)
  await intakes.updateMany({ ...thread, status: 'rerouted', 'rerouting.taken.by': { $in: barred } }, takenAnew(at), { updatePipeline: true })
  for (const about of barred) await raiseHolderCards(intakes, thread, { about, cause: 'conflict' }, at)
}

/** Nobody has taken it on its list any more, and its history says who had. */
const takenAnew = (at: Date): ({ $set: object } | { $unset: string[] })[] => {
  const line = { kind: 'taking_ended' satisfies HandoverKind, at, by: '', byName: '', other: '$rerouting.taken.byName' }
  return [{ $set: { history: historyWith([line]) } }, { $unset: ['rerouting.taken'] }]
}

/** A bar is over in a moment, in milliseconds: one that takes so long lost its process. */
const BAR_TAKES_MS = 30_000

/** The same of each bar whose process died over it. */
export async function takeWhereBarDied(intakes: IntakeModel, at: Date): Promise<void> {
  const left = await intakes.find({ toTakeFromBarred: { $lte: new Date(at.getTime() - BAR_TAKES_MS) } }, { _id: 1 }).lean<Pick<IntakeDocument, '_id'>[]>()
  for (const { _id } of left) await takeFromBarred(intakes, _id, at)
}
