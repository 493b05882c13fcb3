import { SERVICE } from '../../../config/service'
import { continueCall } from '../../../src/telephone/call/continueCall'
import { answerCall } from '../../../src/telephone/call/answerCall'
import { endCall } from '../../../src/telephone/call/endCall'
import { CallContention } from '../../../src/telephone/call/takeCallEvent'
import { readCall } from '../../../src/triage/readCall'
import { LedgerInMemory } from '../../support/callerLedger'

const caller = { from: '+442079460123', withheld: false }
const voice = { callSid: 'CA1', caller, event: { kind: 'voice' as const } }
const menu = (digits: string, attempt = 1) => ({ callSid: 'CA1', caller, event: { kind: 'menu' as const, language: 'en' as const, digits, attempt } })
const over = { callSid: 'CA1', caller, event: { kind: 'status' as const, status: 'completed', final: true, duration: 5 } }

let ledger: LedgerInMemory
let deps: Parameters<typeof answerCall>[0]
beforeEach(() => {
  ledger = new LedgerInMemory()
  deps = { ledger, now: () => new Date('2026-03-02T10:00:00Z'), isOpen: () => true, isStaffed: async () => true, maxWaitSeconds: 300, targets: SERVICE.calls }
})
const kept = () => ledger.calls.get('CA1')!

describe('a call that comes in', () => {
  it('is stored in one write, without reading first', async () => {
    await answerCall(deps, voice)
    expect(ledger.reads).toBe(0)
    expect(kept()).toMatchObject({ version: 1, situation: { state: 'received' }, events: [{ key: 'voice', answer: { kind: 'menu' } }] })
  })

  it('and comes in again hears the same, and nothing more is stored', async () => {
    const first = await answerCall(deps, voice)
    await continueCall(deps, menu('2'))
    expect(await answerCall(deps, voice)).toEqual({ ...first, state: 'callback_asked', created: false })
    expect(kept().version).toBe(2)
  })

  it('after its own end was told is not offered a menu', async () => {
    await endCall(deps, over)
    expect((await answerCall(deps, voice)).answer).toEqual({ kind: 'hang_up' })
    expect(kept().situation.state).toBe('abandoned_menu')
  })
})

describe('a later step', () => {
  it('of a call never heard of makes the enquiry and goes on', async () => {
    const { answer } = await continueCall(deps, menu('2'))
    expect(answer).toMatchObject({ kind: 'confirm_number', attempt: 1 })
    expect(kept().owedTasks.map(({ kind }) => kind)).toEqual(['callback'])
  })

  it('that comes again, later, hears what it heard', async () => {
    await answerCall(deps, voice)
    const first = await continueCall(deps, menu('*'))
    await continueCall(deps, menu('3', 2))
    await endCall(deps, over)
    expect((await continueCall(deps, menu('*'))).answer).toEqual(first.answer)
    expect(kept().version).toBe(4)
  })

  it('that comes after the end is still counted, and the review is withdrawn', async () => {
    await answerCall(deps, voice)
    await endCall(deps, over)
    expect(kept().owedTasks.map(({ kind }) => kind)).toEqual(['review_abandoned'])
    expect((await continueCall(deps, menu('2'))).answer).toEqual({ kind: 'hang_up' })
    expect(kept().situation.state).toBe('ended')
    expect(kept().owedTasks.map(({ kind }) => kind)).toEqual(['callback'])
  })

  it('that tells late how urgent a call was shortens the time of a card that is owed already', async () => {
    const confirm = { kind: 'callback_confirm' as const, fromQueue: true, attempt: 1, digits: '1' }
    const dueAfter = () => kept().owedTasks.map(({ kind, dueAt }) => [kind, dueAt.getTime() - deps.now().getTime()])
    const { urgent, ordinary } = SERVICE.calls.callbackWithinMs
    await continueCall(deps, { callSid: 'CA1', caller, event: confirm })
    expect(dueAfter()).toEqual([['callback', ordinary]])
    await continueCall(deps, menu('9'))
    expect(dueAfter()).toEqual([['callback', urgent]])
  })

  it('makes triage due again only when something new was learnt', async () => {
    await answerCall(deps, voice)
    await continueCall(deps, menu('*'))
    expect(kept().retriaged).toBe(0)
    await continueCall(deps, menu('3', 2))
    expect(kept().retriaged).toBe(1)
    await endCall(deps, { ...over, event: { kind: 'status', status: 'in-progress', final: false } })
    expect(kept().retriaged).toBe(1)
  })

  it('that ends a call at the tone, with no message kept, makes triage due again', async () => {
    await answerCall(deps, voice)
    await continueCall(deps, menu('3'))
    expect(readCall(kept().situation)).toMatchObject({ priority: 'standard' })
    await endCall(deps, over)
    expect(kept().retriaged).toBe(2)
    expect(readCall(kept().situation)).toMatchObject({ priority: 'high', reasons: [expect.stringMatching(/none was kept/)] })
  })

  it('overtaken by another webhook is decided anew', async () => {
    await answerCall(deps, voice)
    ledger.beforeWrite = async () => {
      ledger.beforeWrite = async () => {}
      await endCall(deps, over)
    }
    expect((await continueCall(deps, menu('2'))).answer).toEqual({ kind: 'hang_up' })
    expect(kept()).toMatchObject({ version: 3, situation: { state: 'ended' } })
  })

  it('overtaken without end gives up, so that the network tries again', async () => {
    await answerCall(deps, voice)
    ledger.applyEvent = async () => false
    await expect(continueCall(deps, menu('2'))).rejects.toThrow(CallContention)
  })
})
