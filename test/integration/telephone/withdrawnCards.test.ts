import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { SERVICE } from '../../../config/service'
import { raiseTasks } from '../../../src/casework/raiseTasks'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { connectStore } from '../../../src/store/connection'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { StepLedger } from '../../../src/store/stepLedger'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { aCall, type CallSite, postSigned, startCallSite } from '../../support/callerSite'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const uri = freshDatabaseUri()
let connection: Connection
let cards: TaskRepository
let steps: StepLedger
let site: CallSite

beforeAll(async () => {
  connection = await connectStore(uri)
  await Promise.all([intakeModel(connection).createIndexes(), taskModel(connection).createIndexes()])
  const sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  cards = new TaskRepository(taskModel(connection))
  steps = new StepLedger(intakeModel(connection), sealer, () => new Date())
  site = await startCallSite({ ledger: new StoredCallLedger(connection, sealer) })
})
afterAll(async () => {
  await site.stop()
  await connection.close()
  await dropDatabase(uri)
})

const deps = () => ({ tasks: cards, steps, now: () => new Date() })

/** One call, step by step; `work` does what the relay and a worker would. */
async function startCall() {
  const call = aCall()
  const post = async (path: string, fields: Record<string, string>) => {
    expect((await postSigned(site, path, { ...call, ...fields })).ok).toBe(true)
  }
  await post('/twilio/voice', {})
  const intake = await intakeModel(connection).findOne({ 'telephony.callSid': call['CallSid']! } as never).lean()
  const id = intake!._id
  const claim = async () => steps.claim('raiseTasks', id)
  const work = async () => {
    const claimed = await claim()
    return claimed ? raiseTasks(deps(), claimed) : 'nothing due'
  }
  const open = async () => (await cards.openOf(id)).map(({ kind }) => kind).toSorted()
  return { id, post, claim, work, open }
}
const recording = (RecordingSid: string, RecordingStatus: string) => ({ RecordingSid, RecordingStatus, RecordingDuration: '9' })

describe('a card that a call no longer owes', () => {
  it('leaves the desk when the message turns out not to exist, and comes back when one does', async () => {
    const { id, post, work, open } = await startCall()
    await post('/twilio/menu?attempt=1', { Digits: '3' })
    await work()
    expect(await open()).toEqual(['listen'])
    await post('/twilio/recording-status', recording('RE1', 'absent'))
    await work()
    expect(await open()).toEqual(['recording_missing'])
    expect(await taskModel(connection).findOne({ intakeId: id, kind: 'listen' }).lean()).toMatchObject({ state: 'done', cause: 'superseded', doneAt: expect.any(Date) })

    await post('/twilio/recording-status', recording('RE2', 'completed'))
    await work()
    expect(await open()).toEqual(['listen'])
    await post('/twilio/recording-status', recording('RE2', 'absent'))
    await work()
    expect(await open()).toEqual(['listen'])
  })

  it('comes again for each message that can be heard only after a person closed the card of the call', async () => {
    const { id, post, work, open } = await startCall()
    const close = async () => taskModel(connection).updateMany({ intakeId: id, state: 'open' }, { $set: { state: 'done', doneAt: new Date(), doneBy: 'staff-1' } })
    await post('/twilio/menu?attempt=1', { Digits: '3' })
    await work()
    await close()
    await post('/twilio/message', { RecordingSid: 'RE1', RecordingDuration: '9' })
    await work()
    expect(await open()).toEqual([])
    for (const sid of ['RE1', 'RE2']) {
      await post('/twilio/recording-status', recording(sid, 'completed'))
      await work()
      expect([sid, await open()]).toEqual([sid, ['listen']])
      await close()
      await post('/twilio/recording-status', recording(sid, 'completed'))
      await work()
      expect(await open()).toEqual([])
    }
  })

  it('leaves the desk when a recording comes after the end of a call', async () => {
    const { post, work, open } = await startCall()
    await post('/twilio/status', { CallStatus: 'completed' })
    await work()
    expect(await open()).toEqual(['review_abandoned'])
    await post('/twilio/recording-status', recording('RE1', 'completed'))
    await work()
    expect(await open()).toEqual(['listen'])
  })

  it('leaves the desk though nothing is owed instead, and comes back with a number to ring', async () => {
    const { post, work, open } = await startCall()
    await post('/twilio/menu?attempt=1', { Digits: '2' })
    await work()
    expect(await open()).toEqual(['callback'])
    await post('/twilio/callback-confirm?attempt=1', { Digits: '2' })
    expect(await work()).toBe('raised')
    expect(await open()).toEqual([])
    await post('/twilio/callback-number?attempt=1', { Digits: '02079460888' })
    await work()
    expect(await open()).toEqual(['callback'])
  })

  it('leaves the desk for one that is due sooner, when the urgent key is learnt of late; what others owe of that kind stays', async () => {
    const { id, post, work } = await startCall()
    await post('/twilio/callback-confirm?attempt=1', { Digits: '1' })
    await work()
    const agreed = { kind: 'callback' as const, dueAt: new Date(Date.now() + 86_400_000) }
    await intakeModel(connection).updateOne({ _id: id }, { $push: { owedTasks: agreed } })
    await post('/twilio/menu?attempt=1', { Digits: '9' })
    await work()
    const due = (await cards.openOf(id)).map(({ dueAt }) => dueAt)
    const { queuedAt } = (await intakeModel(connection).findById(id).lean<IntakeDocument>())!.telephony!
    expect(due).toEqual([new Date(queuedAt!.getTime() + SERVICE.calls.callbackWithinMs.urgent), agreed.dueAt])
  })

  it('is taken off by the slow worker itself that put it up too late', async () => {
    const { post, claim, work, open } = await startCall()
    await post('/twilio/menu?attempt=1', { Digits: '3' })
    const slow = (await claim())!
    await post('/twilio/recording-status', recording('RE1', 'absent'))
    await work()
    expect(await raiseTasks(deps(), slow)).toBe('claim_lost')
    expect(await open()).toEqual(['recording_missing'])
  })

  it('takes no card with it that others owe, that another enquiry owes, or that a person closed', async () => {
    const other = await startCall()
    await other.post('/twilio/menu?attempt=1', { Digits: '3' })
    await other.work()
    const { id, post, work, open } = await startCall()
    await post('/twilio/menu?attempt=1', { Digits: '3' })
    await work()
    const now = new Date()
    await taskModel(connection).updateOne({ intakeId: id, kind: 'listen' }, { $set: { state: 'done', doneAt: now, doneBy: 'staff-1' } })
    await taskModel(connection).create({ _id: `${id}-unallocated`, intakeId: id, kind: 'unallocated', state: 'open', createdAt: now, dueAt: now })
    await post('/twilio/recording-status', recording('RE1', 'absent'))
    await work()
    await post('/twilio/recording-status', recording('RE2', 'completed'))
    await work()
    // The message that came since is another matter than the card that was closed.
    expect(await open()).toEqual(['listen', 'unallocated'])
    expect(await taskModel(connection).findOne({ intakeId: id, kind: 'listen', state: 'done' }).lean()).toMatchObject({ state: 'done', doneBy: 'staff-1' })
    expect(await other.open()).toEqual(['listen'])
  })
})
