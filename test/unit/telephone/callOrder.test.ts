import fc from 'fast-check'
import { SERVICE } from '../../../config/service'
import type { CallSituation } from '../../../src/domain/telephony'
import { type CallbackStepKind, type CallEvent, eventKey } from '../../../src/telephone/call/callEvent'
import { type CallFacts, decide } from '../../../src/telephone/call/callFlow'
import { textOwedBy } from '../../../src/telephone/call/textOffer'
import { readCall } from '../../../src/triage/readCall'
import { takeEventInto } from '../../support/callerEvents'

type Choice = 'hang_up' | 'adviser' | 'urgent' | 'callback' | 'message'

const conversation = { staffId: 's1', name: 'Asha', since: new Date('2026-03-02T10:03:00Z'), legId: 'leg1' }

/** What a caller may do, one throw of the dice a question. */
const aCallersChoices = fc.record({
  withheld: fc.boolean(),
  welsh: fc.boolean(),
  fumbles: fc.constantFrom<string[]>([], ['5'], ['', '1'], ['#', '']),
  choice: fc.constantFrom<Choice>('hang_up', 'adviser', 'urgent', 'callback', 'message'),
  rounds: fc.integer({ min: 0, max: 3 }),
  queueEnds: fc.constantFrom('talk', 'hang_up', 'callback', 'too_long', 'failed'),
  ownNumber: fc.boolean(),
  secondThoughts: fc.boolean(),
  badNumbers: fc.integer({ min: 0, max: 2 }),
  safety: fc.constantFrom('1', '2', 'silent', 'hang_up'),
  time: fc.constantFrom('1', '3', '7', 'hang_up'),
  other: fc.constantFrom('1', '2', '5'),
  recorded: fc.constantFrom('completed', 'absent', 'unheard'),
  hangsUpSpeaking: fc.boolean(),
  mobile: fc.boolean(),
  text: fc.constantFrom(undefined, '1', '2'),
})
type Choices = typeof aCallersChoices extends fc.Arbitrary<infer T> ? T : never

/** All the webhooks that one caller's choices bring about, in the order in which they happen. */
class Story {
  readonly events: CallEvent[] = [{ kind: 'voice' }]

  constructor(private readonly choices: Choices) {
    const { fumbles, choice, welsh } = choices
    if (welsh) this.menu(1, '8', 'en')
    fumbles.forEach((digits, i) => this.menu(i + 1, digits))
    if (fumbles.length === 2) this.queue()
    else this.choose(choice, fumbles.length + 1)
    this.events.push({ kind: 'status', status: 'completed', final: true, duration: 61 })
  }

  private choose(choice: Choice, attempt: number): void {
    const keys = { adviser: '1', callback: '2', message: '3', urgent: '9' } as const
    if (choice === 'hang_up') return
    this.menu(attempt, keys[choice])
    if (choice === 'message') this.tone()
    else if (choice === 'callback') this.callback(false)
    else this.queue()
  }

  private menu(attempt: number, digits: string, language: 'en' | 'cy' = this.choices.welsh ? 'cy' : 'en'): void {
    this.events.push({ kind: 'menu', language, attempt, digits })
  }

  private queue(): void {
    const { rounds, queueEnds } = this.choices
    for (let i = 0; i < rounds; i += 1) this.events.push({ kind: 'wait', queueTime: i * 50, position: 3 - i })
    const leave = (result: 'bridged' | 'hangup' | 'leave' | 'failed') => this.events.push({ kind: 'queue_left', result, queueTime: rounds * 50 })
    switch (queueEnds) {
      case 'talk':
        this.events.push({ kind: 'connected', conversation })
        leave('bridged')
        return
      case 'hang_up':
        leave('hangup')
        return
      case 'callback':
        this.events.push({ kind: 'queue_choice', digits: '1' })
        leave('leave')
        return this.callback(true)
      case 'too_long':
      case 'failed':
        leave(queueEnds === 'failed' ? 'failed' : 'leave')
        return this.tone()
    }
  }

  private callback(fromQueue: boolean): void {
    const { withheld, ownNumber, secondThoughts, badNumbers, safety, time, other } = this.choices
    const step = (kind: CallbackStepKind, digits: string, attempt = 1) => this.events.push({ kind, fromQueue, attempt, digits })
    // Whoever could not be understood the first time says in the queue that their own number will do.
    const own = ownNumber || (fromQueue && secondThoughts)
    if (!withheld) step('callback_confirm', own ? '1' : '2')
    const keys = withheld || !own
    const bad = keys ? badNumbers : 0
    for (let i = 0; i < bad; i += 1) step('callback_number', '123', i + 1)
    if (bad === 2) return fromQueue ? this.tone() : this.queue()
    if (keys) step('callback_number', '02079460999', bad + 1)
    if (safety === 'hang_up') return
    if (safety === 'silent') {
      step('callback_safety', '')
      step('callback_safety', '', 2)
      return fromQueue ? this.tone() : this.queue()
    }
    step('callback_safety', safety)
    if (safety === '2') return this.tone()
    if (time === 'hang_up') return
    step('callback_time', time)
    step('callback_other', other)
    this.text()
  }

  private text(): void {
    const { text } = this.choices
    if (text !== undefined) this.events.push({ kind: 'text_choice', digits: text })
  }

  private tone(): void {
    const { recorded, hangsUpSpeaking } = this.choices
    if (recorded === 'completed') this.events.push({ kind: 'message', recordingSid: 'RE1', duration: 20, ...(hangsUpSpeaking && { hungUp: true }) })
    if (recorded !== 'unheard') this.events.push({ kind: 'recording', recordingSid: 'RE1', status: recorded, duration: 20 })
    if (recorded === 'completed' && !hangsUpSpeaking) this.text()
  }
}

const aCallsEvents = aCallersChoices.map((choices) => ({
  from: choices.withheld ? undefined : choices.mobile ? '+447700900123' : '+442079460123', events: new Story(choices).events,
}))

/** The same events with some of them twice, shuffled. */
function inAnyOrder<T>(events: readonly T[], dice: fc.Stream<number>): T[] {
  const roll = (below: number): number => dice.next().value! % below
  const repeated = [...events, ...events.filter(() => roll(2) === 0)]
  return repeated.map((one) => ({ one, key: roll(1_000_000) })).toSorted((a, b) => a.key - b.key).map(({ one }) => one)
}

const start = Date.parse('2026-03-02T10:00:00Z')

const factsFor = (from: string | undefined, open: boolean): Omit<CallFacts, 'at'> => ({
  open, caller: from === undefined ? { withheld: true } : { from, withheld: false }, targets: SERVICE.calls,
  staffed: true, nobodyTookIt: false, maxWaitSeconds: 300, textsOffered: true,
})

describe('webhooks of one call', () => {
  it('end in the same record in any order, however often each is repeated', () => {
    fc.assert(fc.property(aCallsEvents, fc.infiniteStream(fc.nat()), fc.boolean(), ({ from, events }, dice, open) => {
      const timed = events.map((event, i) => ({ event, at: new Date(start + i * 5_000) }))
      const inOrder = takeEventInto(timed, factsFor(from, open))
      const anyOrder = takeEventInto(inAnyOrder(timed, dice), factsFor(from, open))
      expect(anyOrder.situation).toEqual(inOrder.situation)
      expect(anyOrder.owedTasks).toEqual(inOrder.owedTasks)
      expect([...anyOrder.keys].toSorted()).toEqual([...inOrder.keys].toSorted())
    }), { numRuns: 1_000 })
  })

  it('make triage due again whenever it would read the call differently, in any order', () => {
    fc.assert(fc.property(aCallsEvents, fc.infiniteStream(fc.nat()), fc.boolean(), ({ from, events }, dice, open) => {
      let call: CallSituation | undefined
      let lastRead: ReturnType<typeof readCall> | undefined
      for (const event of inAnyOrder(events, dice)) {
        const decision = decide(call, event, { ...factsFor(from, open), at: new Date(start) })
        call = decision.after
        if (decision.due.triage) lastRead = readCall(call)
        expect(lastRead).toEqual(readCall(call))
      }
    }), { numRuns: 500 })
  })

  it('of which none that means something different has the key of another', () => {
    fc.assert(fc.property(aCallsEvents, ({ events }) => {
      expect(new Set(events.map(eventKey)).size).toBe(events.length)
    }))
  })

  it('owe a text exactly when the caller of a mobile pressed the one key for it, in any order', () => {
    fc.assert(fc.property(aCallsEvents, fc.infiniteStream(fc.nat()), ({ from, events }, dice) => {
      const timed = inAnyOrder(events, dice).map((event, i) => ({ event, at: new Date(start + i * 5_000) }))
      const { situation } = takeEventInto(timed, factsFor(from, true))
      const asked = from?.startsWith('+447') === true && events.some((event) => event.kind === 'text_choice' && event.digits === '1')
      expect(situation && textOwedBy(situation)?.to).toBe(asked ? from : undefined)
    }), { numRuns: 500 })
  })

  it('never owe a call to somebody who asked for none', () => {
    fc.assert(fc.property(aCallsEvents, fc.infiniteStream(fc.nat()), ({ from, events }, dice) => {
      const timed = inAnyOrder(events, dice).map((event, i) => ({ event, at: new Date(start + i * 5_000) }))
      const { situation, owedTasks } = takeEventInto(timed, factsFor(from, true))
      const asked = events.some((event) => event.kind.startsWith('callback_') || (event.kind === 'menu' && event.digits === '2') || event.kind === 'queue_choice')
      if (owedTasks.some(({ kind }) => kind === 'callback')) expect(asked && situation?.callback?.number).toBeTruthy()
      expect(owedTasks.length).toBeGreaterThan(0)
    }))
  })
})
