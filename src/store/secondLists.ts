import type { Connection } from 'mongoose'
import type { SecondLists } from '../desk/secondPorts'
import { withoutBarred } from './barred'
import { OPEN_STATUSES } from './caseloads'
import { DeskQueue, LINE } from './deskQueue'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { taskModel } from './taskModel'

/** The lists of second professionals, read in their order from an index. */
export function secondLists(connection: Connection): SecondLists {
  const intakes = intakeModel(connection)
  const queue = new DeskQueue(intakes, taskModel(connection))
  return {
    async list(role, staffId, limit) {
      const found = await intakes
        .find({ 'secondProfessionals.role': role, status: { $in: OPEN_STATUSES }, 'barred.staffId': { $ne: staffId } }, { ...LINE, secondProfessionals: 1 })
        .sort({ queueRank: 1, receivedAt: 1 }).limit(limit + 1).lean<IntakeDocument[]>()
      const shown = await withoutBarred(intakes, found.slice(0, limit), staffId)
      const entries = await queue.entriesOf(shown)
      const seconds = shown.map(({ secondProfessionals = [] }) => secondProfessionals.find((second) => second.role === role)!)
      return { entries: entries.map((entry, at) => ({ entry, second: seconds[at]! })), more: found.length > limit }
    },
    async hasJoined(intakeId, role) {
      return (await intakes.exists({ _id: intakeId, 'secondProfessionals.role': role })) !== null
    },
  }
}
