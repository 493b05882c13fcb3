import { SERVICE } from '../../../config/service'
import { RememberingLedger } from '../../../src/telephone/call/rememberingLedger'
import { continueWithEvent, openWithEvent } from '../../../src/telephone/call/takeCallEvent'
import { LedgerInMemory } from '../../support/callerLedger'

const caller = { from: '+442079460123', withheld: false }
const voice = { callSid: 'CA1', caller, event: { kind: 'voice' as const } }
const menu = (digits: string) => ({ callSid: 'CA1', caller, event: { kind: 'menu' as const, language: 'en' as const, attempt: 1, digits } })
const over = { callSid: 'CA1', caller, event: { kind: 'status' as const, status: 'completed', final: true } }
const facts = { now: () => new Date('2026-03-02T10:00:00Z'), isOpen: () => true, isStaffed: async () => true, maxWaitSeconds: 300, targets: SERVICE.calls }

let store: LedgerInMemory
const oneProcess = () => ({ ...facts, ledger: new RememberingLedger(store) })
beforeEach(() => {
  store = new LedgerInMemory()
})

describe('a ledger that remembers', () => {
  it('takes the steps of a call without reading it', async () => {
    const deps = oneProcess()
    await openWithEvent(deps, voice)
    await continueWithEvent(deps, menu('1'))
    await continueWithEvent(deps, { ...menu('1'), event: { kind: 'wait', queueTime: 0, position: 1 } })
    expect(store.reads).toBe(0)
    expect(store.calls.get('CA1')).toMatchObject({ version: 3, situation: { state: 'queued' } })
  })

  it('decides on what another process wrote meanwhile, and never on what it remembers', async () => {
    const [one, other] = [oneProcess(), oneProcess()]
    await openWithEvent(one, voice)
    await continueWithEvent(other, menu('3'))
    expect((await continueWithEvent(one, menu('1'))).state).toBe('voicemail')
    expect(store.calls.get('CA1')).toMatchObject({ version: 3, situation: { messageAskedAt: expect.any(Date), adviserAskedAt: expect.any(Date) } })
  })

  it('answers a repeat as the first time, whoever took it', async () => {
    const [one, other] = [oneProcess(), oneProcess()]
    await openWithEvent(one, voice)
    const first = await continueWithEvent(other, menu('5'))
    expect((await continueWithEvent(one, menu('5'))).answer).toEqual(first.answer)
    expect(store.calls.get('CA1')!.version).toBe(2)
  })

  it('forgets a call that is over, and one whose write failed', async () => {
    const deps = oneProcess()
    await openWithEvent(deps, voice)
    store.beforeWrite = async () => {
      throw new Error('no primary')
    }
    await expect(continueWithEvent(deps, menu('1'))).rejects.toThrow('no primary')
    store.beforeWrite = async () => {}
    await continueWithEvent(deps, over)
    expect(store.reads).toBe(1)
    await continueWithEvent(deps, menu('2'))
    expect(store.reads).toBe(2)
    expect(store.calls.get('CA1')!.situation.state).toBe('ended')
  })
  it('looks again once a step turned out to have been answered otherwise', async () => {
    const ledger = new RememberingLedger(store)
    const deps = { ...facts, ledger }
    await openWithEvent(deps, voice)
    await ledger.markLate('CA1', 'voice')
    expect((await ledger.findCall('CA1'))?.events).toMatchObject([{ key: 'voice', late: true }])
  })
})
