import type { BarredBeside } from '../domain/handover'
import { bareCollection } from './bareCollection'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { firstsOf } from './threads'

/**
 * Everybody with a conflict of interest in this enquiry, or in another of its thread: what belongs together tells of the
 * same child.
 */
export async function barredFrom(intakes: IntakeModel, intakeId: string): Promise<ReadonlySet<string>> {
  const own = await intakes.findById(intakeId, { joinedTo: 1 }).lean<Pick<IntakeDocument, 'joinedTo'>>()
  return barredInThread(intakes, { id: intakeId, ...(own?.joinedTo !== undefined && { joinedTo: own.joinedTo }) })
}

/**
 * The same, where it is known what it belongs with. A process that died over a join leaves a step more between an enquiry
 * and its first, so that those in between are looked at, and those that joined this one.
 */
export async function barredInThread(intakes: IntakeModel, { id, joinedTo }: { id: string; joinedTo?: string }): Promise<ReadonlySet<string>> {
  const found = await thatBar(intakes, await threadsOf(intakes, [{ _id: id, joinedTo }]))
  return new Set(found.flatMap(({ barred }) => barred.map(({ staffId }) => staffId)))
}

/** Everybody with a conflict of interest in each of these enquiries, or in what belongs with it, by their ids: their names. All are looked at together. */
export async function barredFromEach(intakes: IntakeModel, ids: readonly string[]): Promise<(id: string) => ReadonlyMap<string, string>> {
  const own = await intakes.find({ _id: { $in: [...ids] } }, { joinedTo: 1 }).lean<Joined[]>()
  const threads = await threadsOf(intakes, own)
  const found = await thatBar(intakes, threads)
  const { firsts } = await threadsOf(intakes, found)
  const names = new Map<string, Map<string, string>>()
  found.forEach(({ barred }, place) => {
    const first = firsts[place] ?? ''
    names.set(first, new Map([...(names.get(first) ?? []), ...barred.map(({ staffId, name }) => [staffId, name] as const)]))
  })
  const firstOf = new Map(own.map(({ _id }, place) => [_id, threads.firsts[place] ?? '']))
  return (id) => names.get(firstOf.get(id) ?? '') ?? new Map()
}

/** Who is barred from an enquiry because they are from another of its thread, with that one's reference. */
export async function barredBeside(intakes: IntakeModel, { _id, joinedTo }: Joined): Promise<readonly BarredBeside[]> {
  const found = await thatBar(intakes, await threadsOf(intakes, [{ _id, joinedTo }]))
  return found.filter((one) => one._id !== _id).flatMap(({ _id: intakeId, reference, barred }) => barred.map(({ staffId, name }) => ({ staffId, name, intakeId, reference })))
}

/** The lines of a list that this person may see: a conflict of interest in one of a thread is one in all of it. */
export async function withoutBarred<Line extends Joined>(intakes: IntakeModel, found: readonly Line[], staffId: string): Promise<readonly Line[]> {
  if (found.length === 0) return found
  const threads = await threadsOf(intakes, found)
  const barred = await intakes.find({ ...inThreads(threads), 'barred.staffId': staffId }, { joinedTo: 1 }).lean<Joined[]>()
  if (barred.length === 0) return found
  const { firsts, between } = await threadsOf(intakes, barred)
  // By the first of the thread; where joins lead further than they are followed, by what lies next to it, as for one enquiry.
  const closed = new Set([...firsts, ...between])
  return found.filter(({ _id, joinedTo }, place) => ![threads.firsts[place], _id, joinedTo].some((id) => id !== undefined && closed.has(id)))
}

/** Which of these enquiries this person has no conflict of interest in, nor in another of their threads. All are looked at together. */
export async function openAmong(intakes: IntakeModel, ids: readonly string[], staffId: string): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const own = await intakes.find({ _id: { $in: [...ids] } }, { joinedTo: 1 }).lean<Joined[]>()
  const joins = new Map(own.map(({ _id, joinedTo }) => [_id, joinedTo]))
  return new Set((await withoutBarred(intakes, ids.map((_id) => ({ _id, joinedTo: joins.get(_id) })), staffId)).map(({ _id }) => _id))
}

/** What this person may not open, and what a count of it needs. */
export type Closed = Pick<IntakeDocument, '_id' | 'status' | 'queueRank'>

/** A process that died over a join leaves a step more; never more of them than this, whatever is stored. */
const MOST_STEPS = 5

/**
 * All that this person may not open: whatever they have a conflict of interest in, and all of its thread. For who has none, which is
 * nearly everybody, one look into an index that has few.
 */
export async function closedTo(intakes: IntakeModel, staffId: string): Promise<readonly Closed[]> {
  const bare = bareCollection(intakes)
  const barred = await bare.find<Joined>({ 'barred.staffId': staffId }, { projection: { joinedTo: 1 } }).toArray()
  if (barred.length === 0) return []
  const { firsts, between } = await threadsOf(intakes, barred)
  const projection = { status: 1, queueRank: 1 }
  let reached: readonly string[] = [...new Set([...firsts, ...between])]
  const closed = new Map((await bare.find<Closed>({ _id: { $in: [...reached] } }, { projection }).toArray()).map((one) => [one._id, one]))
  for (let steps = 0; steps < MOST_STEPS && reached.length > 0; steps += 1) {
    const joined = await bare.find<Closed>({ joinedTo: { $in: [...reached] } }, { projection }).toArray()
    const more = joined.filter(({ _id }) => !closed.has(_id))
    for (const one of more) closed.set(one._id, one)
    // What was known by name was asked about in the first step.
    reached = more.map(({ _id }) => _id)
  }
  return [...closed.values()]
}

/** Leaves these out of a query; written so that no plan begins with what is left out. */
export const but = (closed: readonly Closed[]): object => (closed.length === 0 ? {} : { $nor: [{ _id: { $in: closed.map(({ _id }) => _id) } }] })

type Joined = Pick<IntakeDocument, '_id'> & { readonly joinedTo?: string | undefined }

interface Threads {
  /** The first of each, in their order. */
  readonly firsts: readonly string[]
  readonly between: readonly string[]
}

async function threadsOf(intakes: IntakeModel, lines: readonly Joined[]): Promise<Threads> {
  const firstOf = await firstsOf(intakes, lines.map(({ _id, joinedTo }) => ({ _id, ...(joinedTo !== undefined && { joinedTo }) })))
  return { firsts: lines.map(({ _id }) => firstOf(_id)), between: lines.flatMap(({ _id, joinedTo }) => [_id, ...(joinedTo === undefined ? [] : [joinedTo])]) }
}

type Barring = Joined & Required<Pick<IntakeDocument, 'barred' | 'reference'>>

const thatBar = async (intakes: IntakeModel, threads: Threads): Promise<Barring[]> =>
  bareCollection(intakes).find<Barring>({ ...inThreads(threads), 'barred.0': { $exists: true } }, { projection: { barred: 1, reference: 1, joinedTo: 1 } }).toArray()

function inThreads({ firsts, between }: Threads) {
  const ids = [...new Set([...firsts, ...between])]
  return { $or: [{ _id: { $in: ids } }, { joinedTo: { $in: ids } }] }
}
