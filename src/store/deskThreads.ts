import type { Connection } from 'mongoose'
import type { BelongingAnswer, Between, DeskThreads } from '../desk/threadPorts'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { isBefore } from './isBefore'
import { RELATED_LINE, type RelatedLine, toRelated } from './relatedLine'
import type { Sealer } from './seal'
import { takeBackJoin, takeBackLink } from './takeBackBelonging'
import { tellOther } from './tellOther'
import { takeFromBarred } from './takeFromBarred'
import { firstsOf, leadToFirst } from './threads'

const LINE = { joinedTo: 1, joinedThrough: 1, reference: 1, receivedAt: 1, links: 1 } as const
type Line = Pick<IntakeDocument, '_id' | 'joinedTo' | 'joinedThrough' | 'reference' | 'receivedAt' | 'links'>

interface Pair {
  readonly later: Line
  readonly earlier: Line
}

/**
 * Joins and links are written into the later enquiry and nowhere else: they name one that came in before, as a suggestion
 * does, so that joins do not go round in a circle.
 */
export function deskThreads(connection: Connection, sealer: Sealer): DeskThreads {
  const intakes = intakeModel(connection)
  return {
    async between(intakeId, otherId) {
      const found = await intakes.find({ _id: { $in: [intakeId, otherId] } }, { ...RELATED_LINE, links: 1, 'allocation.socialWorkerName': 1 })
        .lean<(RelatedLine & Line & Pick<IntakeDocument, 'allocation'>)[]>()
      const other = found.find(({ _id }) => _id === otherId)
      const own = found.find(({ _id }) => _id === intakeId)
      if (!other || !own) return undefined
      const { later, earlier } = inOrder(own, other)
      const firsts = await firstsOf(intakes, [own, other])
      const name = other.allocation?.socialWorkerName
      return Object.freeze({
        other: { ...toRelated(other), ...(name !== undefined && { socialWorkerName: name }) },
        standing: standingOf(later, earlier, firsts), mayJoin: later.joinedTo === undefined,
      })
    },

    async join(answer) {
      const pair = await pairOf(intakes, answer)
      if (!pair) return { kind: 'unknown' }
      const { later, earlier } = pair
      const { _id: joinedId } = later
      const first = (await firstsOf(intakes, [earlier]))(earlier._id)
      // The other was joined to this one meanwhile: joined back, both would have no first.
      if (first === joinedId) return { kind: 'overtaken' }
      const through = throughOf(earlier, first)
      const { modifiedCount } = await intakes.updateOne(
        { _id: joinedId, joinedTo: { $exists: false }, ...asAsked(answer) },
        { $set: { joinedTo: first, toFollow: answer.at, ...(through.length > 0 && { joinedThrough: through }) }, ...answered(answer, earlier, 'joined') },
      )
      if (modifiedCount === 0) {
        const now = await intakes.findById(joinedId, LINE).lean<Line>()
        if (!now) return { kind: 'unknown' }
        if (now.joinedTo !== first) return { kind: 'overtaken' }
      }
      // What had joined this one has a new first, as has this one where that was joined meanwhile. Were this lost, src/allocation/handover/tellOfJoins.ts would make up for it.
      await leadToFirst(intakes, [first, joinedId])
      // Whoever has accepted one of them, or is on it, may be barred from another.
      await takeFromBarred(intakes, joinedId, answer.at)
      if (modifiedCount === 1) await tellOther(intakes, earlier, lineOf(answer, later, 'joined_here'))
      return { kind: 'joined', joinedId }
    },

    async mayLink(answer) {
      const pair = await pairOf(intakes, answer)
      if (!pair) return 'unknown'
      if (await intakes.exists(unlinked(pair, answer))) return 'may'
      const { earlier, later: { links = [] } } = pair
      return links.some(({ intakeId, kind }) => intakeId === earlier._id && kind === 'same_child') ? 'same_child' : 'overtaken'
    },

    async link(answer, kind) {
      const { by, byName, at } = answer
      const pair = await pairOf(intakes, answer)
      if (!pair) return 'unknown'
      const { earlier, later } = pair
      const { $pull, $push } = answered(answer, earlier, 'linked')
      const { modifiedCount } = await intakes.updateOne(
        unlinked(pair, answer),
        { $pull, $push: { links: { intakeId: earlier._id, kind, by, byName, at }, history: { ...$push.history, link: kind } } },
      )
      if (modifiedCount === 0) return 'overtaken'
      await tellOther(intakes, earlier, { ...lineOf(answer, later, 'linked'), link: kind })
      return 'linked'
    },

    async dismiss(answer) {
      const pair = await pairOf(intakes, answer)
      if (!pair) return 'unknown'
      const { modifiedCount } = await intakes.updateOne({ _id: pair.later._id, ...asAsked(answer) }, answered(answer, pair.earlier, 'suggestion_dismissed'))
      return modifiedCount === 1 ? 'dismissed' : 'overtaken'
    },

    takeBack: async (taking) => (taking.what === 'join' ? takeBackJoin(intakes, sealer, taking) : takeBackLink(intakes, sealer, taking)),
  }
}

async function pairOf(intakes: IntakeModel, { intakeId, otherId, byHand }: BelongingAnswer): Promise<Pair | undefined> {
  const found = await intakes.find({ _id: { $in: [intakeId, otherId] } }, LINE).lean<Line[]>()
  const own = found.find(({ _id }) => _id === intakeId)
  const other = found.find(({ _id }) => _id === otherId)
  if (!own || !other || own === other) return undefined
  return byHand ? inOrder(own, other) : { later: own, earlier: other }
}

/** What leads from one that joins this to the first, the nearest first. */
function throughOf({ _id, joinedTo, joinedThrough = [] }: Line, first: string): string[] {
  if (_id === first) return []
  return [_id, ...joinedThrough, ...(joinedTo === undefined || joinedTo === first ? [] : [joinedTo])]
}

const inOrder = (one: Line, other: Line): Pair => (isBefore(one, other) ? { earlier: one, later: other } : { earlier: other, later: one })

/** What was suggested stands on the later of the two, and only while nobody has answered. */
const asAsked = ({ byHand, otherId }: BelongingAnswer) => (byHand ? {} : { 'suggestions.intakeId': otherId })

const unlinked = ({ later: { _id }, earlier }: Pair, answer: BelongingAnswer) => ({ _id, ...asAsked(answer), 'links.intakeId': { $ne: earlier._id } })

function standingOf(later: Line, earlier: Line, firsts: (id: string) => string): Between['standing'] {
  if (later._id === earlier._id) return 'itself'
  if (firsts(later._id) === firsts(earlier._id)) return 'together'
  return later.links?.some(({ intakeId }) => intakeId === earlier._id) ? 'linked' : 'apart'
}

const answered = (answer: BelongingAnswer, other: Line, kind: HistoryDocument['kind']) =>
  ({ $pull: { suggestions: { intakeId: other._id } }, $push: { history: lineOf(answer, other, kind) } })

const lineOf = ({ by, byName, at }: BelongingAnswer, { _id, reference }: Line, kind: HistoryDocument['kind']): HistoryDocument =>
  ({ kind, at, by, byName, other: reference, otherId: _id })
