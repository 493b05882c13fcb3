import type { Connection } from 'mongoose'
import { AWAY_CAUSES, type AwayCause } from '../allocation/handover/ports'
import { isOnLeave } from '../domain/leave'
import type { Priority } from '../domain/priority'
import type { OwedTask } from '../domain/task'
import type { Day } from '../domain/workingDays'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { type StaffDocument, staffModel } from './staffModel'
import { taskModel } from './taskModel'
import { taskId } from './taskRepository'

type Asked = Pick<IntakeDocument, '_id' | 'owedTasks' | 'allocation' | 'acceptance'> & { readonly triage?: { readonly priority: Priority } }

/** Whom of an enquiry such a card is about, by its cause; nobody where it is answered. */
const WHO: Readonly<Record<AwayCause, (intake: Asked) => string | undefined>> = {
  on_leave: ({ allocation }) => allocation?.socialWorker,
  manager_on_leave: ({ allocation }) => allocation?.manager,
  left_accepted: ({ acceptance, triage }) => (triage?.priority === 'urgent' ? acceptance?.by : undefined),
  left_unaccepted: ({ allocation, acceptance }) => (acceptance ? undefined : allocation?.socialWorker),
}

/**
 * The cards that ask who is to have an enquiry because of a leave go once that leave is over, or somebody has accepted or got it. What the
 * enquiry owes goes first: killed in between, the next look finds a card that nothing owes.
 * @param only of this enquiry alone
 */
export async function closeLeaveCards(connection: Connection, today: Day, at: Date, only?: string): Promise<void> {
  const [intakes, tasks] = [intakeModel(connection), taskModel(connection)]
  const open = await tasks
    .find({ kind: 'holder_away', state: 'open', cause: { $in: [...AWAY_CAUSES] }, ...(only !== undefined && { intakeId: only }) }, { intakeId: 1 })
    .lean<{ _id: string; intakeId?: string }[]>()
  if (open.length === 0) return
  const away = await awayOn(connection, today)
  const asked = await intakes.find({ _id: { $in: open.flatMap(({ intakeId = [] }) => intakeId) } }, { owedTasks: 1, allocation: 1, acceptance: 1, 'triage.priority': 1 }).lean<Asked[]>()
  const stand: string[] = []
  for (const intake of asked) {
    for (const card of intake.owedTasks) {
      if (stands(intake, card, away)) stand.push(taskId(intake._id, card))
      else await intakes.updateOne({ _id: intake._id }, { $pull: { owedTasks: { kind: card.kind, about: card.about, dueAt: card.dueAt } } })
    }
  }
  await tasks.updateMany({ _id: { $in: open.map(({ _id }) => _id), $nin: stand }, state: 'open' }, { $set: { state: 'done', doneAt: at } })
}

/** Of each leave that runs on this day, whose it is. */
async function awayOn(connection: Connection, today: Day): Promise<ReadonlyMap<string, string>> {
  const found = await staffModel(connection).find({ leave: { $elemMatch: { from: { $lte: today }, to: { $gte: today } } } }, { leave: 1 }).lean<Pick<StaffDocument, '_id' | 'leave'>[]>()
  return new Map(found.flatMap(({ _id, leave = [] }) => leave.filter((one) => isOnLeave(one, today)).map(({ id }) => [id, _id] as const)))
}

function stands(intake: Asked, { kind, cause, about = '' }: OwedTask, away: ReadonlyMap<string, string>): boolean {
  const isAbout = AWAY_CAUSES.find((one) => kind === 'holder_away' && one === cause)
  if (isAbout === undefined) return true
  const staffId = away.get(about)
  return staffId !== undefined && WHO[isAbout](intake) === staffId
}
