import type { Connection } from 'mongoose'
import type { RoutedLists } from '../desk/routingPorts'
import type { RoutedCategory } from '../domain/routing'
import { but, closedTo } from './barred'
import { DeskQueue, LINE } from './deskQueue'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { taskModel } from './taskModel'

/** The lists of what is no child concern, each read in its order from an index. */
export function routedLists(connection: Connection): RoutedLists {
  const intakes = intakeModel(connection)
  const queue = new DeskQueue(intakes, taskModel(connection))
  return {
    async counts(staffId) {
      const groups = await intakes.aggregate<{ _id: RoutedCategory; count: number; oldest: Date }>([
        { $match: { 'rerouting.category': { $exists: true }, status: 'rerouted', ...but(await closedTo(intakes, staffId)) } },
        { $group: { _id: '$rerouting.category', count: { $sum: 1 }, oldest: { $min: '$receivedAt' } } },
      ])
      return groups.map(({ _id: category, count, oldest }) => Object.freeze({ category, count, oldest }))
    },
    async page({ category, staffId, page, size }) {
      const found = await intakes
        .find({ 'rerouting.category': category, status: 'rerouted', ...but(await closedTo(intakes, staffId)) }, { ...LINE, 'rerouting.taken': 1 })
        .sort({ receivedAt: 1 }).skip((page - 1) * size).limit(size + 1).lean<IntakeDocument[]>()
      const shown = found.slice(0, size)
      const takenOf = new Map(shown.map(({ _id, rerouting }) => [_id, rerouting?.taken]))
      const entries = (await queue.entriesOf(shown)).map((entry) => {
        const taken = takenOf.get(entry.id)
        return Object.freeze({ entry, ...(taken && { taken: { staffId: taken.by, name: taken.byName } }) })
      })
      return { entries, more: found.length > size }
    },
  }
}
