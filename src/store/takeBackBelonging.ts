import type { QueryFilter } from 'mongoose'
import type { TakingBack } from '../desk/threadPorts'
import type { TakenBackKind } from '../domain/thread'
import { OPEN_STATUSES } from './caseloads'
import { comeBack, ENDED_CASE } from './comeBack'
import { countAfresh } from './keptLoads'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { carryAgain, passWeightOn } from './routedWeight'
import type { Sealer } from './seal'
import { taskModel } from './taskModel'
import { taskId } from './taskRepository'
import { tellOther } from './tellOther'
import { firstsOf } from './threads'
import { SEALED_FIELDS } from './toIntake'

type Parted = Pick<IntakeDocument, '_id' | 'joinedTo' | 'reference' | 'allocation' | 'history'>
type Linked = Pick<IntakeDocument, '_id' | 'reference' | 'links'>
type Outcome = 'taken_back' | 'not_theirs' | 'overtaken'

/** Who said that an enquiry belongs with another; undefined when the mail made it so, or nobody has since it was taken back. */
export function joinedBy({ history = [] }: Pick<IntakeDocument, 'history'>): string | undefined {
  const last = history.findLast(({ kind }) => kind === 'joined' || kind === 'join_taken_back')
  return last?.kind === 'joined' ? last.by : undefined
}

/** The enquiry, and what goes along with it, is apart from the first of its thread again. */
export async function takeBackJoin(intakes: IntakeModel, sealer: Sealer, taking: TakingBack): Promise<Outcome> {
  const { intakeId, otherId, mayAny, by, at } = taking
  const own = await intakes.findById(intakeId, { joinedTo: 1, reference: 1, allocation: 1, history: 1 }).lean<Parted>()
  if (!own?.joinedTo || (await firstsOf(intakes, [own]))(intakeId) !== otherId) return 'overtaken'
  if (!mayAny && joinedBy(own) !== by) return 'not_theirs'
  const other = await intakes.findById(otherId, { reference: 1 }).lean<Pick<IntakeDocument, 'reference'>>()
  const parted: QueryFilter<IntakeDocument> = { $or: [{ _id: intakeId }, { joinedTo: own.joinedTo, joinedThrough: intakeId }] }
  await askNoMore(intakes, parted, taking)
  const reopened = await reopenEndedAlong(intakes, own.joinedTo, parted, taking)
  // What goes along first: killed in between, it is found over one step more, and taking back once more does the rest.
  await partWhatGoesAlong(intakes, own, own.joinedTo, at)
  const { modifiedCount } = await intakes.updateOne(
    { _id: intakeId, joinedTo: own.joinedTo },
    {
      $unset: { joinedTo: '', joinedThrough: '', 'allocation.countedWith': '' },
      $push: { history: lineOf(sealer, intakeId, taking, { kind: 'join_taken_back', other: other?.reference ?? '', otherId }) },
    },
  )
  if (modifiedCount === 0) return 'overtaken'
  // What was ended with the other has the place of its own first in the caseload again.
  if (reopened > 0) for (const head of [intakeId, own.joinedTo]) await shareAgain(intakes, head)
  // The first of the thread, and the one that somebody joined it to, where that was another.
  const named = own.history?.findLast(({ kind }) => kind === 'joined')?.otherId ?? otherId
  for (const _id of new Set([otherId, named])) await tellOther(intakes, { _id }, lineOf(sealer, _id, taking, { kind: 'join_taken_back', other: own.reference, otherId: intakeId }))
  return 'taken_back'
}

/** Nobody needs to say any more who is to have both: were they joined anew, that is asked anew. */
async function askNoMore(intakes: IntakeModel, parted: QueryFilter<IntakeDocument>, { otherId: firstId, by, byName, at }: TakingBack): Promise<void> {
  const asks = { kind: 'holder_away' as const, about: firstId }
  const asked: QueryFilter<IntakeDocument> = { ...parted, owedTasks: { $elemMatch: asks } }
  const found = await intakes.find(asked, { owedTasks: 1 }).lean<Pick<IntakeDocument, '_id' | 'owedTasks'>[]>()
  const cards = found.flatMap((one) => one.owedTasks.filter(({ kind, about }) => kind === asks.kind && about === firstId).map((card) => taskId(one._id, card)))
  await taskModel(intakes.db).updateMany({ _id: { $in: cards }, state: 'open' }, { $set: { state: 'done', doneAt: at, doneBy: by, doneByName: byName } })
  await intakes.updateMany(asked, { $pull: { owedTasks: asks } })
}

/** What was ended for the sake of one that it is parted from, on either side, is in the queue again: nobody ended it for itself. @returns how many */
async function reopenEndedAlong(intakes: IntakeModel, firstId: string, parted: QueryFilter<IntakeDocument>, { by, byName, at }: TakingBack): Promise<number> {
  let count = 0
  const going = new Set((await intakes.find(parted, { _id: 1 }).lean<Pick<IntakeDocument, '_id'>[]>()).map(({ _id }) => _id))
  const along = await intakes.find({ $or: [{ _id: firstId }, { joinedTo: firstId }, parted], ...ENDED_CASE, endedWithId: { $exists: true } }, { endedWith: 1, endedWithId: 1 })
    .lean<Pick<IntakeDocument, '_id' | 'endedWith' | 'endedWithId'>[]>()
  for (const { _id, endedWith = '', endedWithId = '' } of along) {
    if (going.has(_id) === going.has(endedWithId)) continue
    // Without the reason: whoever may open this one may perhaps not open the other, of which it was said.
    if (await comeBack({ intakes, now: () => at }, _id, ENDED_CASE, { kind: 'reopened', at, by, byName, other: endedWith, otherId: endedWithId })) count += 1
  }
  return count
}

async function shareAgain(intakes: IntakeModel, headId: string): Promise<void> {
  const head = await intakes.findOne({ _id: headId, status: { $in: OPEN_STATUSES }, allocation: { $exists: true }, 'allocation.countedWith': { $exists: false } }, { allocation: 1 }).lean<Pick<IntakeDocument, 'allocation'>>()
  if (head?.allocation) await carryAgain(intakes, headId, head.allocation)
}

/** What shared a place in a caseload with any of these is counted afresh: the first of what stays, and of what goes, has a place of its own from now on. */
async function partWhatGoesAlong(intakes: IntakeModel, { _id, allocation }: Parted, firstId: string, at: Date): Promise<void> {
  const goesAlong = { joinedTo: firstId, joinedThrough: _id }
  const along = await intakes.find(goesAlong, { 'allocation.socialWorker': 1 }).lean<Pick<IntakeDocument, 'allocation'>[]>()
  await countAfresh(intakes, [...new Set([{ allocation }, ...along].flatMap((one) => one.allocation?.socialWorker ?? []))], at)
  await passWeightOn(intakes, _id, at, { joinedThrough: { $ne: _id } })
  const shares = { ...goesAlong, 'allocation.countedWith': { $exists: true, $ne: _id } }
  if (allocation) await intakes.updateMany({ ...shares, 'allocation.socialWorker': allocation.socialWorker }, { $set: { 'allocation.countedWith': _id } })
  await intakes.updateMany(shares, { $unset: { 'allocation.countedWith': '' } })
  const place = { $indexOfArray: ['$joinedThrough', { $literal: _id }] }
  const before = { $cond: [{ $gt: [place, 0] }, { $slice: ['$joinedThrough', place] }, '$$REMOVE'] }
  await intakes.updateMany(goesAlong, [{ $set: { joinedTo: _id, joinedThrough: before } }], { updatePipeline: true })
}

/** The link lies on the later of the two. */
export async function takeBackLink(intakes: IntakeModel, sealer: Sealer, taking: TakingBack): Promise<Outcome> {
  const { intakeId, otherId, mayAny, by } = taking
  const found = await intakes.find({ _id: { $in: [intakeId, otherId] } }, { reference: 1, links: 1 }).lean<Linked[]>()
  const linked = found.flatMap((one) => found.flatMap((to) => (one.links ?? []).filter((link) => link.intakeId === to._id).map((link) => ({ one, to, link }))))[0]
  if (!linked) return 'overtaken'
  const { one, to, link } = linked
  if (!mayAny && link.by !== by) return 'not_theirs'
  const { modifiedCount } = await intakes.updateOne(
    { _id: one._id, links: { $elemMatch: { intakeId: to._id, at: link.at } } },
    { $pull: { links: { intakeId: to._id } }, $push: { history: lineOf(sealer, one._id, taking, { kind: 'link_taken_back', other: to.reference, otherId: to._id }) } },
  )
  if (modifiedCount === 0) return 'overtaken'
  await tellOther(intakes, to, lineOf(sealer, to._id, taking, { kind: 'link_taken_back', other: one.reference, otherId: one._id }))
  return 'taken_back'
}

type About = { readonly kind: TakenBackKind } & Required<Pick<HistoryDocument, 'other' | 'otherId'>>

const lineOf = (sealer: Sealer, intakeId: string, { by, byName, at, reason }: TakingBack, about: About): HistoryDocument =>
  ({ ...about, by, byName, at, reason: sealer.seal(intakeId, SEALED_FIELDS.historyReason, reason) })
