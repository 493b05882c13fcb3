import type { Connection } from 'mongoose'
import type { SecondEntry, SecondLists } from '../desk/secondPorts'
import type { SecondRole } from '../domain/secondProfessionals'
import { but, closedTo, withoutBarred } from './barred'
import { OPEN_STATUSES } from './caseloads'
import { DeskQueue, LINE } from './deskQueue'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { secondIn } from './secondCalls'
import { taskModel } from './taskModel'

/** What calls for somebody of the role: not what a manager found to need none. */
const callsFor = (role: SecondRole) => ({ secondRoles: role, [`seconds.${role}.notNeeded`]: { $exists: false } })

/** The lists of second professionals, in an order that an index has: of one priority what is due first stands first. */
export function secondLists(connection: Connection): SecondLists {
  const intakes = intakeModel(connection)
  const queue = new DeskQueue(intakes, taskModel(connection))
  const entriesFor = async (role: SecondRole, shown: readonly IntakeDocument[]): Promise<SecondEntry[]> =>
    (await queue.entriesOf(shown)).map((entry, at) => ({ entry, second: secondIn(shown[at]?.seconds ?? {}, role)! }))
  return {
    async list(role, staffId, limit) {
      const read = async (isTaken: boolean, most: number): Promise<IntakeDocument[]> => intakes
        .find({ ...callsFor(role), status: { $in: OPEN_STATUSES }, 'barred.staffId': { $ne: staffId }, [`seconds.${role}.acceptance`]: { $exists: isTaken } } as never, { ...LINE, seconds: 1 })
        .sort({ queueRank: 1, [`seconds.${role}.acceptBy`]: 1, receivedAt: 1 }).limit(most).lean<IntakeDocument[]>()
      const waiting = await read(false, limit + 1)
      const found = waiting.length > limit ? waiting : [...waiting, ...await read(true, limit + 1 - waiting.length)]
      const shown = await withoutBarred(intakes, found.slice(0, limit), staffId)
      return { entries: await entriesFor(role, shown), more: found.length > limit }
    },
    async overdue(role, { staffId, now, limit }) {
      const late = { [`seconds.${role}.acceptance`]: { $exists: false }, [`seconds.${role}.acceptBy`]: { $lte: now } }
      const found = await intakes
        .find({ ...callsFor(role), status: { $in: OPEN_STATUSES }, ...late, ...but(await closedTo(intakes, staffId)) } as never, { ...LINE, seconds: 1 })
        .sort({ [`seconds.${role}.acceptBy`]: 1, receivedAt: 1 }).limit(limit + 1).lean<IntakeDocument[]>()
      return { entries: await entriesFor(role, found.slice(0, limit)), more: found.length > limit }
    },
    async standing(intakeId, { id, role }) {
      const found = await intakes.findOne({ _id: intakeId, ...callsFor(role) }, { [`seconds.${role}.acceptance.by`]: 1 }).lean<Pick<IntakeDocument, 'seconds'>>()
      if (!found) return 'not_called'
      return found.seconds?.[role]?.acceptance?.by === id ? 'is_on_it' : 'called'
    },
    async calledAmong(intakeIds, role) {
      if (intakeIds.length === 0) return new Set()
      const found = await intakes.find({ _id: { $in: [...intakeIds] }, ...callsFor(role) } as never, { _id: 1 }).lean<{ _id: string }[]>()
      return new Set(found.map(({ _id }) => _id))
    },
  }
}
