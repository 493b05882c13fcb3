import type { CaseWeights } from '../domain/allocation'
import type { Clock } from '../domain/clock'
import { caseloadsOf, NOTHING_TO_CARRY } from './caseloads'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { FACTS_CHANGED } from './staffDuty'
import { type StaffDocument, staffModel } from './staffModel'

/**
 * How long a count is gone by before the enquiries are counted again, in milliseconds, whatever happened: the most that a
 * process which dies between two writes can leave wrong. A change of what an enquiry weighs takes much less.
 */
const HOLDS_MS = 60_000

export type Carrier = Pick<StaffDocument, '_id' | 'factsVersion' | 'promised' | 'counted' | 'countAfreshUntil'>

/**
 * What each carries, in points. To count all that is open for each enquiry would cost more the more is open, so what was
 * counted is kept with the person. Each promise of room adds to it in the same write; each other change of somebody's
 * facts, or of what their enquiries weigh, ends it, and they are counted afresh, by index.
 */
export async function loadsOf(intakes: IntakeModel, workers: readonly Carrier[], weights: CaseWeights, now: Date): Promise<ReadonlyMap<string, number>> {
  const loads = new Map(workers.flatMap((worker) => (worker.counted && holds(worker, worker.counted, now) ? [[worker._id, worker.counted.load] as const] : [])))
  const others = workers.filter(({ _id }) => !loads.has(_id))
  if (others.length === 0) return loads
  // What is promised counts as such, be its pair written by now or not.
  const promised = others.flatMap((worker) => worker.promised.map(({ intakeId }) => intakeId))
  const counted = await caseloadsOf(intakes, others.map(({ _id }) => _id), weights, promised)
  for (const { _id, promised: room } of others) {
    loads.set(_id, room.reduce((sum, { weight }) => sum + weight, (counted.get(_id) ?? NOTHING_TO_CARRY).load))
  }
  await keep(intakes, others.filter(({ countAfreshUntil }) => !countAfreshUntil || countAfreshUntil <= now), loads, now)
  return loads
}

const versionOf = ({ factsVersion = 0 }: Carrier): number => factsVersion

/** A promise to somebody who was never counted leaves a count without a time: it holds for nobody. */
function holds(worker: Carrier, { version, at }: Partial<NonNullable<Carrier['counted']>>, now: Date): boolean {
  if (version !== versionOf(worker) || at === undefined || Math.abs(now.getTime() - at.getTime()) >= HOLDS_MS) return false
  return worker.countAfreshUntil === undefined || at >= worker.countAfreshUntil
}

/** As long as the facts are those that the count was made on, and no room has been given back since. */
async function keep(intakes: IntakeModel, workers: readonly Carrier[], loads: ReadonlyMap<string, number>, at: Date): Promise<void> {
  if (workers.length === 0) return
  await staffModel(intakes.db).bulkWrite(workers.map((worker) => ({
    updateOne: {
      filter: { _id: worker._id, factsVersion: worker.factsVersion ?? { $exists: false }, promised: { $size: worker.promised.length } },
      update: { $set: { counted: { load: loads.get(worker._id) ?? 0, version: versionOf(worker), at } } },
    },
  })), { ordered: false })
}

/** Said with a promise of room: what was counted grows by it and holds for the facts as they are then. */
export const countedMore = (weight: number) => ({ 'counted.version': 1, 'counted.load': weight })

/** Said when the room is given back, which changes no facts. */
export const countedLess = (weight: number) => ({ 'counted.load': -weight })

/**
 * Changes what an open enquiry weighs, or whose it is. Whoever has it is counted afresh until that is surely done, be it
 * that the process dies over it; so is whoever got it meanwhile.
 * @param also others who may have it afterwards
 */
export async function changingWeight<T>(
  { intakes, now }: { readonly intakes: IntakeModel; readonly now: Clock }, intakeId: string, change: () => Promise<T>, also: readonly string[] = [],
): Promise<T> {
  const before = new Set([...await holdersOf(intakes, intakeId), ...also])
  await countAfresh(intakes, [...before], now())
  const changed = await change()
  await countAfresh(intakes, (await holdersOf(intakes, intakeId)).filter((id) => !before.has(id)), now())
  return changed
}

export async function countAfresh(intakes: IntakeModel, staffIds: readonly string[], at: Date): Promise<void> {
  if (staffIds.length === 0) return
  const until = { countAfreshUntil: new Date(at.getTime() + HOLDS_MS) }
  await staffModel(intakes.db).updateMany({ _id: { $in: [...staffIds] } }, { $max: until, ...FACTS_CHANGED })
}

async function holdersOf(intakes: IntakeModel, intakeId: string): Promise<readonly string[]> {
  const found = await intakes.findById(intakeId, { 'allocation.socialWorker': 1 }).lean<Pick<IntakeDocument, 'allocation'>>()
  return found?.allocation ? [found.allocation.socialWorker] : []
}
