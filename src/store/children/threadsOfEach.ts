import type { IntakeDocument } from '../intakeDocument'
import type { IntakeModel } from '../intakeModel'
import { firstsOf } from '../threads'

/** Of a thread without end, its latest messages. */
const MOST_OF_THREAD = 500

/** What belongs with each of these enquiries is about the same children. */
export async function threadIds(intakes: IntakeModel, ids: readonly string[]): Promise<readonly string[]> {
  const own = await intakes.find({ _id: { $in: [...ids] } }, { joinedTo: 1 }).lean<Pick<IntakeDocument, '_id' | 'joinedTo'>[]>()
  const firstOf = await firstsOf(intakes, own)
  const firsts = [...new Set(own.map(({ _id }) => firstOf(_id)))]
  const joined = await intakes.find({ joinedTo: { $in: firsts } }, { _id: 1 }).sort({ receivedAt: -1 }).limit(MOST_OF_THREAD).lean<{ _id: string }[]>()
  return [...new Set([...ids, ...firsts, ...joined.map(({ _id }) => _id)])]
}

/** What belongs with each of these enquiries, itself included. However many there are, they are asked for together. */
export async function threadsOfEach(intakes: IntakeModel, ids: readonly string[]): Promise<(id: string) => readonly string[]> {
  const own = await intakes.find({ _id: { $in: [...ids] } }, { joinedTo: 1 }).lean<Pick<IntakeDocument, '_id' | 'joinedTo'>[]>()
  const firstOf = await firstsOf(intakes, own)
  const joined = await joinedToEach(intakes, [...new Set(own.map(({ _id }) => firstOf(_id)))])
  return (id) => [...new Set([id, firstOf(id), ...(joined.get(firstOf(id)) ?? [])])]
}

async function joinedToEach(intakes: IntakeModel, firsts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await intakes.find({ joinedTo: { $in: [...firsts] } }, { joinedTo: 1 }).sort({ receivedAt: -1 }).limit(MOST_OF_THREAD).lean<{ _id: string; joinedTo: string }[]>()
  // One without end would leave no room for the others.
  if (found.length === MOST_OF_THREAD && firsts.length > 1) return new Map((await Promise.all(firsts.map(async (first) => joinedToEach(intakes, [first])))).flatMap((each) => [...each]))
  return new Map(firsts.map((first) => [first, found.filter(({ joinedTo }) => joinedTo === first).map(({ _id }) => _id)]))
}
