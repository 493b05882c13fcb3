import { answerableAddress } from '../email/answering/answerableAddress'
import type { AcknowledgedIntake, NamedIntake, Threads } from '../email/intakePorts'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { senderHash } from './senderHash'

type Link = Pick<IntakeDocument, '_id' | 'joinedTo'>
type Acknowledged = Link & Pick<IntakeDocument, 'acknowledgement' | 'joinedFrom' | 'joinedThrough'>

/** A join leads to the first enquiry; one that a process died over may take a step more. Never longer, whatever is stored. */
const MOST_STEPS = 5

/** Of a correspondence without end, in which each message answers the last, the nearest are kept. */
const MOST_THROUGH = 20

/** Which enquiries a message names. */
export class StoredThreads implements Threads {
  constructor(private readonly intakes: IntakeModel, private readonly sealer: Sealer) {}

  async findAcknowledged(messageIds: readonly string[], from: string | undefined): Promise<readonly AcknowledgedIntake[]> {
    // Some mail systems change the case of an id.
    const ids = [...new Set(messageIds.flatMap((id) => [id, id.toLowerCase()]))]
    const found = await this.intakes
      .find({ 'acknowledgement.messageId': { $in: ids } }, { joinedTo: 1, joinedFrom: 1, joinedThrough: 1, 'acknowledgement.toHash': 1, 'acknowledgement.messageId': 1 })
      .lean<Acknowledged[]>()
    const firsts = await firstsOf(this.intakes, found)
    const hash = from === undefined ? undefined : senderHash(this.sealer, answerableAddress(from) ?? from)
    // A stranger who answered once was acknowledged as well: to answer that acknowledgement makes nobody better known.
    const isKnown = ({ acknowledgement, joinedFrom }: Acknowledged): boolean => acknowledgement.toHash === hash && joinedFrom === undefined
    const placeOf = ({ acknowledgement: { messageId = '' } }: Acknowledged): number => ids.indexOf(messageId)
    return found.toSorted((one, other) => placeOf(one) - placeOf(other)).map((one) => {
      const firstId = firsts(one._id)
      const through = firstId === one._id ? [] : [one._id, ...(one.joinedThrough ?? [])].slice(0, MOST_THROUGH)
      return Object.freeze({ intakeId: one._id, firstId, through, isKnownAddress: hash !== undefined && isKnown(one) })
    })
  }

  async findByReference(references: readonly string[]): Promise<readonly NamedIntake[]> {
    const found = await this.intakes.find({ reference: { $in: references } }, { joinedTo: 1 }).lean<Link[]>()
    const firsts = await firstsOf(this.intakes, found)
    return found.map(({ _id }) => Object.freeze({ intakeId: _id, firstId: firsts(_id) }))
  }
}

/** The first enquiry behind each of these; asks the database only where one was joined to another. */
export async function firstsOf(intakes: IntakeModel, links: readonly Link[]): Promise<(id: string) => string> {
  const joins = new Map(links.map(({ _id, joinedTo }) => [_id, joinedTo]))
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const unknown = [...joins.values()].flatMap((id) => (id === undefined || joins.has(id) ? [] : [id]))
    if (unknown.length === 0) break
    const next = await intakes.find({ _id: { $in: unknown } }, { joinedTo: 1 }).lean<Link[]>()
    for (const id of unknown) joins.set(id, next.find(({ _id }) => _id === id)?.joinedTo)
  }
  return (id) => {
    let first = id
    for (let steps = 0; steps <= MOST_STEPS; steps += 1) first = joins.get(first) ?? first
    return first
  }
}

/**
 * What was joined to one of these leads to its first, where it was itself joined to another: who may open a thread is asked of what leads there. A process may
 * have died over that, or both were joined in one moment, which is asked once the later is written: whichever came first, one of the two sees the other.
 */
export async function leadToFirst(intakes: IntakeModel, ids: readonly string[]): Promise<void> {
  for (const id of new Set(ids)) {
    const own = await intakes.findOne({ _id: id, joinedTo: { $exists: true } }, { joinedTo: 1, joinedThrough: 1 }).lean<Pick<IntakeDocument, '_id' | 'joinedTo' | 'joinedThrough'>>()
    if (!own) continue
    const first = (await firstsOf(intakes, [own]))(id)
    await intakes.updateMany({ joinedTo: id }, { $set: { joinedTo: first }, $push: { joinedThrough: { $each: [id, ...(own.joinedThrough ?? [])] } } })
  }
}
