import type { mongo } from 'mongoose'
import type { Suggestion } from '../domain/thread'
import { bareCollection } from './bareCollection'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'

/** A Message-ID that comes again later is another message's. In milliseconds. */
const WITHIN_MS = 7 * 24 * 3_600_000
/** A forger may send thousands under one Message-ID; beyond these nothing is suggested. */
const MOST_READ = 1_000

const LINE = { reference: 1, receivedAt: 1, joinedTo: 1, 'email.messageId': 1, 'email.fromHash': 1, 'email.contentHash': 1 } as const

/** What of an enquiry tells whether its message is another's again. */
type Copy = Pick<IntakeDocument, '_id' | 'reference' | 'receivedAt' | 'joinedTo'> & { email?: Pick<NonNullable<IntakeDocument['email']>, 'messageId' | 'fromHash' | 'contentHash'> }

/** An enquiry, and what its message calls itself; absent where it names no sender either. */
interface Named {
  readonly id: string
  readonly receivedAt: Date
  readonly messageId: string | undefined
}

/** Of enquiries that are stored. */
export async function namedOf(intakes: IntakeModel, ids: readonly string[]): Promise<readonly Named[]> {
  if (ids.length === 0) return []
  const found = await intakes.find({ _id: { $in: ids } }, LINE).lean<Copy[]>()
  return found.map(({ _id, receivedAt, email }) => ({ id: _id, receivedAt, messageId: email?.fromHash && email.messageId }))
}

/**
 * Suggests of each of these enquiries that its message is one that reached us before, by Message-ID and sender. Asked
 * once they are stored: of two that come in at the same moment, whoever asks last sees both.
 */
export async function suggestSameMessages(intakes: IntakeModel, fresh: readonly Named[]): Promise<void> {
  const named = fresh.filter(({ messageId }) => messageId !== undefined)
  if (named.length === 0) return
  const times = named.map(({ receivedAt }) => receivedAt.getTime())
  const receivedAt = { $gte: new Date(Math.min(...times) - WITHIN_MS), $lte: new Date(Math.max(...times) + WITHIN_MS) }
  const borne = await borneBySeveral(intakes, { 'email.messageId': { $in: named.flatMap(({ messageId }) => messageId ?? []) }, receivedAt })
  if (borne.length === 0) return
  const found = await intakes.find({ 'email.messageId': { $in: borne }, receivedAt }, LINE).sort({ receivedAt: 1 }).limit(MOST_READ).lean<Copy[]>()
  const isFresh = new Set(named.map(({ id }) => id))
  for (const copies of groupsOf(found)) {
    for (const later of copies) {
      const first = copies.find((one) => one !== later && later.receivedAt.getTime() - one.receivedAt.getTime() <= WITHIN_MS)
      if (first && isBefore(first, later) && (isFresh.has(later._id) || isFresh.has(first._id))) await suggest(intakes, later, first)
    }
  }
}

/** The Message-IDs that more than one enquiry bears: nearly all mail bears its own, and need not be read again to see that. */
async function borneBySeveral(intakes: IntakeModel, filter: mongo.Filter<IntakeDocument>): Promise<readonly string[]> {
  const borne = (await messageIdsOf(intakes, filter).toArray()).flatMap(({ email }) => email?.messageId ?? [])
  const [once, several] = [new Set<string>(), new Set<string>()]
  for (const messageId of borne) (once.has(messageId) ? several : once).add(messageId)
  // Of more than are read it is not known.
  return [...(borne.length < MOST_READ ? several : once)]
}

/** Once for each enquiry, from the index alone. */
export const messageIdsOf = (intakes: IntakeModel, filter: mongo.Filter<IntakeDocument>): mongo.FindCursor<Pick<IntakeDocument, 'email'>> =>
  bareCollection(intakes).find(filter, { projection: { _id: 0, 'email.messageId': 1 } }).limit(MOST_READ)

/** Those of one Message-ID and sender, in their order. */
function groupsOf(found: readonly Copy[]): readonly Copy[][] {
  const groups = new Map<string, Copy[]>()
  for (const copy of found.toSorted((one, other) => (isBefore(one, other) ? -1 : 1))) {
    const key = `${copy.email?.fromHash} ${copy.email?.messageId}`
    groups.set(key, [...(groups.get(key) ?? []), copy])
  }
  return [...groups.values()]
}

/** The same for every process, though two may have come in at the same moment. */
const isBefore = (one: Copy, other: Copy): boolean =>
  one.receivedAt.getTime() === other.receivedAt.getTime() ? one._id < other._id : one.receivedAt < other.receivedAt

async function suggest(intakes: IntakeModel, later: Copy, first: Copy): Promise<void> {
  // They belong together already.
  if (later.joinedTo !== undefined && [first._id, first.joinedTo].includes(later.joinedTo)) return
  const isSame = later.email?.contentHash !== undefined && later.email.contentHash === first.email?.contentHash
  const suggestion: Suggestion = { intakeId: first._id, why: isSame ? 'same_message' : 'same_message_id' }
  await intakes.updateOne(
    {
      _id: later._id, 'suggestions.intakeId': { $ne: first._id },
      // A person said once that it is not so.
      history: { $not: { $elemMatch: { kind: 'suggestion_dismissed', other: first.reference } } },
    },
    { $push: { suggestions: suggestion } },
  )
}
