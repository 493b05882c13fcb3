import type { Connection } from 'mongoose'
import type { DeskThreads, SuggestionAnswer } from '../desk/threadPorts'
import type { HistoryDocument, IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { firstsOf } from './threads'

type Link = Pick<IntakeDocument, '_id' | 'joinedTo' | 'reference'>

/**
 * Joins are written into the later enquiry and nowhere else. A suggestion names an enquiry that came in before, as a join
 * does, so that joins do not go round in a circle.
 */
export function deskThreads(connection: Connection): DeskThreads {
  const intakes = intakeModel(connection)
  const standing = async (id: string): Promise<Link | null> => intakes.findById(id, { joinedTo: 1, reference: 1 }).lean<Link>()
  return {
    async join(answer) {
      const { intakeId, suggestedId } = answer
      const suggested = await standing(suggestedId)
      if (!suggested) return 'unknown'
      const first = (await firstsOf(intakes, [suggested]))(suggestedId)
      // The other was joined to this one meanwhile: joined back, both would have no first.
      if (first === intakeId) return 'overtaken'
      const { modifiedCount } = await intakes.updateOne(
        { _id: intakeId, joinedTo: { $exists: false }, 'suggestions.intakeId': suggestedId },
        { $set: { joinedTo: first }, ...answered(answer, 'joined', suggested.reference) },
      )
      if (modifiedCount === 1) {
        // What had joined this one has a new first. Were this write lost, it would be found over one step more.
        await intakes.updateMany({ joinedTo: intakeId }, { $set: { joinedTo: first } })
        return 'joined'
      }
      const now = await standing(intakeId)
      return now ? (now.joinedTo === first ? 'joined' : 'overtaken') : 'unknown'
    },

    async link(answer, kind) {
      const { intakeId, suggestedId, by, byName, at } = answer
      const suggested = await standing(suggestedId)
      if (!suggested) return 'unknown'
      const { $pull, $push } = answered(answer, 'linked', suggested.reference)
      const { modifiedCount } = await intakes.updateOne(
        { _id: intakeId, 'suggestions.intakeId': suggestedId },
        { $pull, $push: { links: { intakeId: suggestedId, kind, by, byName, at }, history: { ...$push.history, link: kind } } },
      )
      if (modifiedCount === 1) return 'linked'
      return (await isThere(intakes, intakeId)) ? 'overtaken' : 'unknown'
    },

    async dismiss(answer) {
      const { intakeId, suggestedId } = answer
      const suggested = await standing(suggestedId)
      const { modifiedCount } = await intakes.updateOne(
        { _id: intakeId, 'suggestions.intakeId': suggestedId },
        answered(answer, 'suggestion_dismissed', suggested?.reference ?? ''),
      )
      if (modifiedCount === 1) return 'dismissed'
      return (await isThere(intakes, intakeId)) ? 'overtaken' : 'unknown'
    },
  }
}

function answered({ suggestedId, by, byName, at }: SuggestionAnswer, kind: HistoryDocument['kind'], reference: string) {
  const entry: HistoryDocument = { kind, at, by, byName, other: reference, otherId: suggestedId }
  return { $pull: { suggestions: { intakeId: suggestedId } }, $push: { history: entry } }
}

const isThere = async (intakes: IntakeModel, _id: string): Promise<boolean> => (await intakes.exists({ _id })) !== null
