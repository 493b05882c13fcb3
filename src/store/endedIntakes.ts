import type { Connection } from 'mongoose'
import type { EndedEntry, EndedIntakes } from '../desk/endedPorts'
import { withoutBarred } from './barred'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'

const LINE = {
  reference: 1, channel: 1, receivedAt: 1, demonstration: 1, closedAt: 1, closedByName: 1, outcome: 1, outcomeName: 1, 'rerouting.category': 1, joinedTo: 1,
} as const

/** Ended enquiries, read in their order from an index that begins where the page does: a page far back costs what the first does. */
export function endedIntakes(connection: Connection): EndedIntakes {
  const intakes = intakeModel(connection)
  return {
    async page({ size, ...query }) {
      const found = await endedAfter(intakes, query).limit(size + 1).lean<IntakeDocument[]>()
      const shown = found.slice(0, size)
      const entries = (await withoutBarred(intakes, shown, query.staffId)).map(toEntry)
      // The page after it begins where this one ends, whoever may see that line.
      const last = shown.at(-1)
      return { entries, ...(found.length > size && last && { next: { at: last.closedAt!, id: last._id } }) }
    },
  }
}

/** Those that several people ended in one moment are told apart by `$nor`, which tempts no plan to begin with another index. */
export function endedAfter(intakes: IntakeModel, { staffId, after }: Omit<Parameters<EndedIntakes['page']>[0], 'size'>) {
  const from = after
    ? { closedAt: { $lte: after.at }, $nor: [{ closedAt: after.at, _id: { $gte: after.id } }] }
    : { closedAt: { $exists: true } }
  return intakes.find({ ...from, 'barred.staffId': { $ne: staffId } }, LINE).sort({ closedAt: -1, _id: -1 })
}

/** Whatever was ended has an outcome, and was casework where it was on no list: src/casework/endCase.ts, src/routing/closeRouted.ts. */
const toEntry = ({ _id: id, reference, channel, receivedAt, demonstration, closedAt, closedByName = '', outcome, outcomeName, rerouting }: IntakeDocument): EndedEntry =>
  Object.freeze({
    id, reference, channel, receivedAt, demonstration, endedAt: closedAt!, endedByName: closedByName, outcome: outcome!,
    ...(outcomeName !== undefined && { outcomeName }), ...(rerouting && { category: rerouting.category }),
  })
