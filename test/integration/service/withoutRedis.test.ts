import pino from 'pino'
import { QUEUES, SWEEP_BATCH } from '../../../config/queues'
import { priorityRank } from '../../../src/domain/priority'
import { pendingStep } from '../../../src/domain/step'
import { asManyAsQueues } from '../../../src/queues/asManyAsQueues'
import { Relay } from '../../../src/queues/relay'
import { DueWork } from '../../../src/store/dueWork'
import { intakeModel } from '../../../src/store/intakeModel'
import { StepLedger } from '../../../src/store/stepLedger'
import { workOnStep } from '../../../workers/workOnStep'
import { AllocationRoom, NOW } from '../allocation/allocationRoom'

const log = pino({ level: 'silent' })
const WAITING = SWEEP_BATCH + 100
/** The last to come in, beyond what one sweep looks for. */
const URGENT = `e${WAITING - 1}`

let room: AllocationRoom
let nextDoor: AllocationRoom
beforeAll(async () => {
  room = await AllocationRoom.open()
  nextDoor = await room.nextDoor()
})
afterAll(async () => {
  await nextDoor.leave()
  await room.close()
})

/** A process whose queues take nothing; it notes what it reads, and how much it read at once at most. */
function processOf({ connection, sealer, clock }: AllocationRoom, read: string[]) {
  const steps = new StepLedger(intakeModel(connection), sealer, clock)
  const count = { atOnce: 0, most: 0, read: 0 }
  const perform = asManyAsQueues(async (work, intakeId) => work === 'triage' && workOnStep({ steps, now: clock, log }, { step: 'triage', intakeId }, async ({ claim }) => {
    count.read += 1
    count.atOnce += 1
    count.most = Math.max(count.most, count.atOnce)
    read.push(intakeId)
    await new Promise((resolve) => setTimeout(resolve, 5))
    count.atOnce -= 1
    await steps.finish('triage', claim)
    return 'triaged'
  }))
  const queues = { add: async () => Promise.reject(new Error('Redis does not answer.')) }
  return { relay: new Relay({ due: new DueWork(intakeModel(connection)), queues, perform, now: clock, log }, 50), count }
}

it('while Redis is away two processes read what waits once between them, the urgent before all else, and neither more at once than its queue would', async () => {
  await room.addIntakes(WAITING)
  const intakes = intakeModel(room.connection)
  await intakes.updateMany({}, [{ $set: { 'steps.triage': pendingStep(NOW), queueRank: priorityRank('standard') } }], { updatePipeline: true })
  await intakes.updateOne({ _id: URGENT }, { $set: { queueRank: priorityRank('urgent'), 'steps.triage.dueAt': new Date(NOW.getTime() + 1) } })
  room.now = nextDoor.now = new Date(NOW.getTime() + 1_000)

  const read: string[] = []
  const both = [processOf(room, read), processOf(nextDoor, read)]
  for (const { relay } of both) relay.start()
  for (const end = Date.now() + 30_000; read.length < WAITING && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 50))
  await Promise.all(both.map(async ({ relay }) => relay.stop()))

  expect(read).toHaveLength(WAITING)
  expect(new Set(read).size).toBe(WAITING)
  expect(read.indexOf(URGENT)).toBeLessThan(2 * QUEUES.triage.concurrency)
  for (const { count } of both) {
    expect(count.most).toBe(QUEUES.triage.concurrency)
    expect(count.read).toBeGreaterThan(0)
  }
  expect(await intakes.countDocuments({ 'steps.triage.attempts': 1, 'steps.triage.state': 'done' })).toBe(WAITING)
})
