import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { SERVICE } from '../../../config/service'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { StoredCallsHeld } from '../../../src/store/callsHeld'
import { connectStore } from '../../../src/store/connection'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { KeyRing } from '../../../src/store/keyRing'
import { StoredLeases } from '../../../src/store/leases'
import { openSealer } from '../../../src/store/openSealer'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { StoredReconciliationRuns } from '../../../src/store/reconciliationRuns'
import { answerCall } from '../../../src/telephone/call/answerCall'
import { continueCall } from '../../../src/telephone/call/continueCall'
import { endCall } from '../../../src/telephone/call/endCall'
import type { CallLedger } from '../../../src/telephone/call/ports'
import { keepReconciling, type KeepReconcilingDeps } from '../../../src/telephone/reconciliation/keepReconciling'
import { reconcile } from '../../../src/telephone/reconciliation/reconcile'
import { ADVICE_LINE } from '../../support/callerSite'
import { aListedCall, ListsOfTheNetwork } from '../../support/listedCalls'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const uri = freshDatabaseUri()
const NOW = new Date('2026-03-02T12:00:00Z')
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)
const SINCE = ago(6 * 60)
const caller = { withheld: true }

let connection: Connection
let network: ListsOfTheNetwork
let deps: KeepReconcilingDeps
let gaps: string[]
let now: Date

beforeAll(async () => {
  connection = await connectStore(uri)
  await prepareCollections(connection)
})
afterAll(async () => {
  await connection.close()
  await dropDatabase(uri)
})

beforeEach(async () => {
  await Promise.all(['intakes', 'runs', 'leases', 'keys', 'tasks'].map(async (name) => connection.collection(name).deleteMany({})))
  const sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  now = NOW
  network = new ListsOfTheNetwork()
  gaps = []
  const clock = (): Date => now
  deps = {
    ...SERVICE.reconciliation,
    settleMs: 0,
    provider: network,
    held: new StoredCallsHeld(connection, sealer),
    calls: {
      ledger: new StoredCallLedger(connection, sealer), now: clock, isOpen: () => true, isStaffed: async () => true,
      maxWaitSeconds: 300, targets: SERVICE.calls,
    },
    leases: new StoredLeases(connection, clock),
    runs: new StoredReconciliationRuns(connection),
    number: ADVICE_LINE,
    meter: { gapFound: (kind) => void gaps.push(kind), gapSetApart: (kind) => void gaps.push(`apart: ${kind}`) },
    log: pino({ enabled: false }),
  }
})

const run = async (pause: (ms: number) => Promise<void> = async () => undefined) => reconcile({ ...deps, pause }, SINCE)
const all = async (): Promise<IntakeDocument[]> => connection.collection('intakes').find().sort({ receivedAt: 1 }).toArray() as unknown as Promise<IntakeDocument[]>
const cards = ({ owedTasks }: IntakeDocument): string[] => owedTasks.map(({ kind }) => kind).toSorted()

/** Takes everything but what concerns that call. */
const refusing = (ledger: CallLedger, callSid: string): CallLedger => ({
  openCall: async (call) => (call.callSid === callSid ? Promise.reject(new Error('poisoned')) : ledger.openCall(call)),
  findCall: async (sid) => ledger.findCall(sid),
  applyEvent: async (...change) => (change[0] === callSid ? Promise.reject(new Error('poisoned')) : ledger.applyEvent(...change)),
  markLate: async (...event) => ledger.markLate(...event),
})

describe('a call that the network had and we do not hold', () => {
  it('becomes one enquiry, at its own time, over as it is, with a card that says so; and nothing more the second time', async () => {
    network.calls.push(aListedCall('CA1', ago(60)))
    await run()
    await run()
    const intakes = await all()
    expect(intakes).toHaveLength(1)
    expect(intakes[0]).toMatchObject({
      receivedAt: ago(60), telephony: { callSid: 'CA1', state: 'abandoned_menu', duration: 40 }, steps: { raiseTasks: { state: 'pending' } },
    })
    expect(cards(intakes[0]!)).toEqual(['reconcile_gap', 'review_abandoned'])
    expect(gaps).toEqual(['call'])
  })

  it('is taken once by two processes at the same moment', async () => {
    for (let i = 0; i < 10; i += 1) network.calls.push(aListedCall(`CA${i}`, ago(60)))
    await Promise.all([run(), run()])
    const intakes = await all()
    expect(new Set(intakes.map(({ telephony }) => telephony?.callSid))).toEqual(new Set(network.calls.map(({ sid }) => sid)))
    expect(intakes).toHaveLength(network.calls.length)
    for (const intake of intakes) expect(cards(intake)).toEqual(['reconcile_gap', 'review_abandoned'])
    expect(gaps.filter((kind) => kind === 'call')).toHaveLength(10)
  })

  it('still under way is taken too, and ended later', async () => {
    const { endedAt: _ended, duration: _duration, ...going } = aListedCall('CA1', ago(10), { status: 'in-progress' })
    network.calls.push(going)
    await run()
    expect((await all())[0]).toMatchObject({ telephony: { open: true } })
    network.calls.splice(0, 1, aListedCall('CA1', ago(10)))
    await run()
    expect((await all())[0]).toMatchObject({ telephony: { state: 'abandoned_menu', endedAt: network.calls[0]!.endedAt } })
  })

  it('of the last moments, of another number, outbound, or a leg of a call is none', async () => {
    network.calls.push(
      aListedCall('CA1', ago(1)), aListedCall('CA2', ago(60), { to: '+442079460555' }),
      aListedCall('CA3', ago(60), { direction: 'outbound' }), aListedCall('CA4', ago(60), { parentSid: 'CA9' }),
    )
    await run()
    expect(await all()).toEqual([])
  })

  it('that comes out of the spool meanwhile raises no alarm', async () => {
    network.calls.push(aListedCall('CA1', ago(60)))
    await run(async () => {
      await answerCall(deps.calls, { callSid: 'CA1', caller, event: { kind: 'voice' }, at: ago(60) })
    })
    expect((await all()).flatMap(cards)).not.toContain('reconcile_gap')
  })

  it('that fails to be taken keeps no other out, nor recordings, nor old calls that are to be ended', async () => {
    await answerCall(deps.calls, { callSid: 'CA-old', caller, event: { kind: 'voice' }, at: ago(600) })
    network.calls.push(aListedCall('CA1', ago(60)), aListedCall('CA2', ago(50)), aListedCall('CA-before', ago(361)))
    network.recordings.push({ sid: 'RE1', callSid: 'CA-before', status: 'completed', createdAt: ago(359) })
    deps = { ...deps, calls: { ...deps.calls, ledger: refusing(deps.calls.ledger, 'CA1') } }
    expect(await reconcile({ ...deps, pause: async () => undefined }, SINCE)).toMatchObject({ failed: [{ kind: 'call', sid: 'CA1' }] })
    const found = await all()
    expect(found.map(({ telephony }) => telephony?.callSid)).toEqual(['CA-old', 'CA-before', 'CA2'])
    expect(found[0]!.telephony).not.toHaveProperty('open')
    expect(found[1]!.telephony!.recordings).toMatchObject([{ sid: 'RE1' }])
  })

  it('is not held up by a list that cannot be had: the others are compared all the same', async () => {
    network.calls.push(aListedCall('CA1', ago(60)))
    network.recordingsSince = async () => Promise.reject(new Error('no such list today'))
    await answerCall(deps.calls, { callSid: 'CA-old', caller, event: { kind: 'voice' }, at: ago(600) })
    await expect(run()).rejects.toThrow('1 of 3')
    expect((await all()).map(({ telephony }) => [telephony?.callSid, telephony?.open])).toEqual([['CA-old', undefined], ['CA1', undefined]])
  })
})

describe('a call whose end was not told to us', () => {
  beforeEach(async () => {
    await answerCall(deps.calls, { callSid: 'CA1', caller, event: { kind: 'voice' }, at: ago(60) })
  })

  it('is ended as the network lists it, without alarm', async () => {
    network.calls.push(aListedCall('CA1', ago(60)))
    await run()
    await run()
    const [intake] = await all()
    expect(intake).toMatchObject({ telephony: { state: 'abandoned_menu', duration: 40 } })
    expect(intake!.telephony).not.toHaveProperty('open')
    expect(cards(intake!)).toEqual(['review_abandoned'])
    expect(gaps).toEqual(['end'])
    // The status callback, should it come after all, is the same event.
    await endCall(deps.calls, { callSid: 'CA1', caller, event: { kind: 'status', status: 'completed', final: true, duration: 40 } })
    expect((await all())[0]!.telephony!.events).toHaveLength(2)
  })

  it.each([
    ['completed', [aListedCall('CA-old', ago(600))], true],
    ['unknown to the network by now', [], true],
    ['in progress', [aListedCall('CA-old', ago(600), { status: 'in-progress' })], false],
  ] as const)('from before the window is asked for by itself: %s', async (_title, listed, isEnded) => {
    await answerCall(deps.calls, { callSid: 'CA-old', caller, event: { kind: 'voice' }, at: ago(600) })
    network.calls.push(aListedCall('CA1', ago(60), { status: 'in-progress' }), ...listed)
    await run()
    const open = (await all()).filter(({ telephony }) => telephony?.open).map(({ telephony }) => telephony?.callSid)
    expect(open).toEqual(isEnded ? ['CA1'] : ['CA-old', 'CA1'])
  })
})

describe('a recording that we do not know', () => {
  it('is attached to its call, with a card, once', async () => {
    await answerCall(deps.calls, { callSid: 'CA1', caller, event: { kind: 'voice' }, at: ago(60) })
    await endCall(deps.calls, { callSid: 'CA1', caller, event: { kind: 'status', status: 'completed', final: true }, at: ago(59) })
    network.recordings.push({ sid: 'RE1', callSid: 'CA1', status: 'completed', duration: 12, createdAt: ago(59) })
    await run()
    await run()
    const [intake] = await all()
    expect(intake).toMatchObject({ telephony: { state: 'ended', recordings: [{ sid: 'RE1', status: 'completed', duration: 12 }] } })
    expect(cards(intake!)).toEqual(['listen', 'reconcile_gap'])
    expect(gaps).toEqual(['recording'])
  })

  it('of the fallback’s own script comes with the call that was missed: one card for both', async () => {
    network.calls.push(aListedCall('CA1', ago(60)))
    network.recordings.push({ sid: 'RE1', callSid: 'CA1', status: 'completed', duration: 12, createdAt: ago(59) })
    await run()
    const [intake] = await all()
    expect(intake).toMatchObject({ telephony: { state: 'ended', recordings: [{ sid: 'RE1' }] } })
    expect(cards(intake!)).toEqual(['listen', 'reconcile_gap'])
  })

  it('of a call that began before the window brings that call with it; one of somebody else’s call is left alone', async () => {
    network.calls.push(aListedCall('CA-old', ago(361)), aListedCall('CA-other', ago(361), { to: '+442079460555' }))
    network.recordings.push(
      { sid: 'RE1', callSid: 'CA-old', status: 'completed', createdAt: ago(359) }, { sid: 'RE2', callSid: 'CA-other', status: 'completed', createdAt: ago(359) },
    )
    await run()
    expect((await all()).map(({ telephony }) => [telephony?.callSid, telephony?.recordings.map(({ sid }) => sid)])).toEqual([['CA-old', ['RE1']]])
  })

  it('to be finished was only not announced: it is noted without a card; one in the making is left for later', async () => {
    await answerCall(deps.calls, { callSid: 'CA1', caller, event: { kind: 'voice' }, at: ago(60) })
    await continueCall(deps.calls, { callSid: 'CA1', caller, event: { kind: 'message', recordingSid: 'RE1' }, at: ago(59) })
    network.recordings.push({ sid: 'RE1', callSid: 'CA1', status: 'processing', createdAt: ago(59) })
    await run()
    expect((await all())[0]).toMatchObject({ telephony: { recordings: [{ status: 'pending' }] } })
    network.recordings.splice(0, 1, { sid: 'RE1', callSid: 'CA1', status: 'completed', duration: 9, createdAt: ago(59) })
    await run()
    const [intake] = await all()
    expect(intake).toMatchObject({ telephony: { recordings: [{ status: 'completed', duration: 9 }] } })
    expect(cards(intake!)).toEqual(['listen'])
  })
})

describe('keeping it up', () => {
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await holds()); tries += 1) {
      if (tries > 3_000) throw new Error('Never came to be.')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  it('is done by one process of several, which the others know of, and looks back from the last completed run', async () => {
    await deps.runs.complete(ago(24 * 60), {})
    network.calls.push(aListedCall('CA1', ago(25 * 60)))
    const processes = [keepReconciling(deps), keepReconciling(deps)]
    await until(async () => (await deps.runs.lastCompleted())?.getTime() === NOW.getTime())
    await Promise.all(processes.map(async ({ stop }) => stop()))
    expect(network.asked).toBe(2)
    expect((await all()).map(({ telephony }) => telephony?.callSid)).toEqual(['CA1'])
    const later = keepReconciling(deps)
    await until(() => later.lastCompletedAt() !== undefined)
    expect(later.state()).toBe('ok')
    await later.stop()
    expect(network.asked).toBe(2)
  })

  it('is not done again by a process that got the lease just after another had completed a run', async () => {
    const leases = {
      take: async () => {
        await deps.runs.complete(NOW, {})
        return true
      },
      release: async () => undefined,
    }
    const reconciling = keepReconciling({ ...deps, leases })
    await until(() => reconciling.lastCompletedAt() !== undefined)
    await reconciling.stop()
    expect(network.asked).toBe(0)
  })

  it('with the network away goes on trying, says so after a while, and misses nothing when it is back', async () => {
    network.calls.push(aListedCall('CA1', ago(60)))
    network.isAway = true
    const reconciling = keepReconciling({ ...deps, everyMs: 20 })
    await until(() => network.asked > 2)
    expect(reconciling.state()).toBe('ok')
    now = new Date(NOW.getTime() + SERVICE.reconciliation.alarmAfterMs + 1)
    expect(reconciling.state()).toBe(`not completed since ${NOW.toISOString()}`)
    network.isAway = false
    await until(() => reconciling.state() === 'ok')
    await reconciling.stop()
    expect((await all()).map(({ telephony }) => telephony?.callSid)).toEqual(['CA1'])
  })

  const tasks = async () => connection.collection('tasks').find().toArray()

  it('a call that can never be taken is set apart with one card, and keeps the window open no longer', async () => {
    network.calls.push(aListedCall('CA1', ago(60)), aListedCall('CA2', ago(50)))
    const reconciling = keepReconciling({ ...deps, everyMs: 20, calls: { ...deps.calls, ledger: refusing(deps.calls.ledger, 'CA1') } })
    await until(() => reconciling.lastCompletedAt() !== undefined)
    now = new Date(NOW.getTime() + 60_000)
    await until(() => reconciling.lastCompletedAt()?.getTime() === now.getTime())
    await reconciling.stop()
    expect(await tasks()).toMatchObject([{ _id: expect.stringMatching(/^reconcile_gap-[0-9a-f]{64}$/), kind: 'reconcile_gap', state: 'open', cause: 'call_not_taken:CA1', dueAt: expect.any(Date) }])
    expect((await tasks())[0]).not.toHaveProperty('intakeId')
    expect(gaps).toEqual(['call', 'apart: call'])
    expect((await all()).map(({ telephony }) => telephony?.callSid)).toEqual(['CA2'])
    // As soon as it can be taken, it is.
    await run()
    expect((await all()).map(({ telephony }) => telephony?.callSid)).toEqual(['CA1', 'CA2'])
  })

  it('one that fails for a while and is taken then needs no card', async () => {
    network.calls.push(aListedCall('CA1', ago(60)))
    let refused = 0
    const { ledger } = deps.calls
    const flaky: CallLedger = {
      ...refusing(ledger, ''),
      openCall: async (call) => {
        refused += 1
        return refused < 4 ? Promise.reject(new Error('not yet')) : ledger.openCall(call)
      },
    }
    const reconciling = keepReconciling({ ...deps, everyMs: 20, calls: { ...deps.calls, ledger: flaky } })
    await until(() => reconciling.lastCompletedAt() !== undefined)
    await reconciling.stop()
    expect(await tasks()).toEqual([])
    expect(await deps.runs.failing()).toEqual([])
  })

  it('so many that fail at once are no single bad ones: the window waits, without a card for each', async () => {
    for (let i = 0; i < 51; i += 1) network.calls.push(aListedCall(`CA${i}`, ago(60)))
    let refused = 0
    const broken: CallLedger = {
      ...refusing(deps.calls.ledger, ''),
      openCall: async () => {
        refused += 1
        throw new Error('all wrong')
      },
    }
    const reconciling = keepReconciling({ ...deps, everyMs: 5, calls: { ...deps.calls, ledger: broken } })
    await until(() => refused > 51 * 7)
    await reconciling.stop()
    expect([await tasks(), await deps.runs.lastCompleted()]).toEqual([[], undefined])
  })
})
