import fc from 'fast-check'
import { SERVICE } from '../../../config/service'
import type { CallSituation } from '../../../src/domain/telephony'
import { type CallEvent, eventKey } from '../../../src/telephone/call/callEvent'
import { decide, repeatAnswer } from '../../../src/telephone/call/callFlow'
import { readCall } from '../../../src/triage/readCall'
import { takeEventInto } from '../../support/callerEvents'

/** All the webhooks that one caller's choices bring about, in the order in which they happen. */
const aCallsEvents = fc.record({
  withheld: fc.boolean(),
  fumbles: fc.constantFrom<string[]>([], ['9'], ['', '1'], ['#', '']),
  choice: fc.constantFrom('hang_up', 'callback', 'message'),
  ownNumber: fc.boolean(),
  badNumbers: fc.integer({ min: 0, max: 2 }),
  safety: fc.constantFrom('1', '2', 'silent', 'hang_up'),
  recorded: fc.constantFrom('completed', 'absent', 'unheard'),
}).map(({ withheld, fumbles, choice, ownNumber, badNumbers, safety, recorded }) => {
  const events: CallEvent[] = [{ kind: 'voice' }]
  const tone = (): void => {
    if (recorded === 'completed') events.push({ kind: 'message', recordingSid: 'RE1', duration: 20 })
    if (recorded !== 'unheard') events.push({ kind: 'recording', recordingSid: 'RE1', status: recorded, duration: 20 })
  }
  fumbles.forEach((digits, i) => events.push({ kind: 'menu', attempt: i + 1, digits }))
  if (fumbles.length === 2) tone()
  else if (choice === 'message') {
    events.push({ kind: 'menu', attempt: fumbles.length + 1, digits: '3' })
    tone()
  } else if (choice === 'callback') {
    events.push({ kind: 'menu', attempt: fumbles.length + 1, digits: '2' })
    if (!withheld) events.push({ kind: 'callback_confirm', attempt: 1, digits: ownNumber ? '1' : '2' })
    const keys = withheld || !ownNumber
    const bad = keys ? badNumbers : 0
    for (let i = 0; i < bad; i += 1) events.push({ kind: 'callback_number', attempt: i + 1, digits: '123' })
    if (bad === 2) tone()
    else {
      if (keys) events.push({ kind: 'callback_number', attempt: bad + 1, digits: '02079460999' })
      if (safety === 'silent') events.push({ kind: 'callback_safety', attempt: 1, digits: '' }, { kind: 'callback_safety', attempt: 2, digits: '' })
      else if (safety !== 'hang_up') events.push({ kind: 'callback_safety', attempt: 1, digits: safety })
      if (safety === '2' || safety === 'silent') tone()
    }
  }
  events.push({ kind: 'status', status: 'completed', final: true, duration: 61 })
  return { withheld, events }
})

/** The same events with some of them twice, shuffled. */
function inAnyOrder<T>(events: readonly T[], dice: fc.Stream<number>): T[] {
  const roll = (below: number): number => dice.next().value! % below
  const repeated = [...events, ...events.filter(() => roll(2) === 0)]
  return repeated.map((one) => ({ one, key: roll(1_000_000) })).toSorted((a, b) => a.key - b.key).map(({ one }) => one)
}

const start = Date.parse('2026-03-02T10:00:00Z')

describe('webhooks of one call', () => {
  it('end in the same record in any order, however often each is repeated', () => {
    fc.assert(fc.property(aCallsEvents, fc.infiniteStream(fc.nat()), ({ withheld, events }, dice) => {
      const timed = events.map((event, i) => ({ event, at: new Date(start + i * 5_000) }))
      const shuffled = inAnyOrder(timed, dice)
      const caller = withheld ? { withheld } : { from: '+442079460123', withheld }
      const facts = { open: true, caller, targets: SERVICE.calls }
      const inOrder = takeEventInto(timed, facts)
      const anyOrder = takeEventInto(shuffled, facts)
      expect(anyOrder.situation).toEqual(inOrder.situation)
      expect(anyOrder.owedTasks).toEqual(inOrder.owedTasks)
      expect([...anyOrder.keys].toSorted()).toEqual([...inOrder.keys].toSorted())
    }), { numRuns: 500 })
  })

  it('make triage due again whenever it would read the call differently, in any order', () => {
    fc.assert(fc.property(aCallsEvents, fc.infiniteStream(fc.nat()), fc.boolean(), ({ withheld, events }, dice, open) => {
      const caller = withheld ? { withheld } : { from: '+442079460123', withheld }
      let call: CallSituation | undefined
      let lastRead: ReturnType<typeof readCall> | undefined
      for (const event of inAnyOrder(events, dice)) {
        const decision = decide(call, event, { at: new Date(start), open, caller, targets: SERVICE.calls })
        call = decision.after
        if (decision.newFacts) lastRead = readCall(call)
        expect(lastRead).toEqual(readCall(call))
      }
    }), { numRuns: 500 })
  })

  it('are each answered, when they come again at the very end, as they were the first time', () => {
    fc.assert(fc.property(aCallsEvents, ({ withheld, events }) => {
      const caller = withheld ? { withheld } : { from: '+442079460123', withheld }
      const answers: { event: CallEvent; before: CallSituation['state'] | null; answer: unknown }[] = []
      let call: CallSituation | undefined
      for (const event of events) {
        const decision = decide(call, event, { at: new Date(start), open: false, caller, targets: SERVICE.calls })
        answers.push({ event, before: call?.state ?? null, answer: decision.answer })
        call = decision.after
      }
      for (const { event, before, answer } of answers) expect(repeatAnswer(call!, before, event)).toEqual(answer)
      expect(new Set(events.map(eventKey)).size).toBe(events.length)
    }))
  })
})
