import * as fc from 'fast-check'
import type { Leg, LegOutcome, LegState, Screening } from '../../../src/domain/leg'
import { type LegEvent, legEventKey } from '../../../src/telephone/legs/legEvent'
import { decideLeg, type LegAnswer, type LegSurroundings } from '../../../src/telephone/legs/legFlow'

const at = new Date('2026-03-02T10:00:00Z')
const begun = (screening: Screening = { kind: 'queue' }): Leg =>
  ({ id: 'leg1', intakeId: 'intake1', adviser: { staffId: 's1', name: 'Invented Worker' }, screening, startedAt: at, state: 'submitting' })
const queue = { kind: 'queue' } as const
const callback = { kind: 'callback', reference: 'K7QM-4TXR', language: 'cy', mayNameUs: false } as const
const alert = { kind: 'alert', reference: 'K7QM-4TXR', about: 'message' } as const

const placed: LegEvent = { kind: 'placed', callSid: 'CA1' }
const answered: LegEvent = { kind: 'answered', callSid: 'CA1' }
const key = (digits: string): LegEvent => ({ kind: 'key', callSid: 'CA1', digits })
const connected: LegEvent = { kind: 'connected', callerSid: 'CA9' }
const parted = (talked: boolean, round = 1): LegEvent => ({ kind: 'parted', round, talked })
const status = (now: Extract<LegEvent, { kind: 'status' }>['status'], sequence?: number): LegEvent =>
  ({ kind: 'status', callSid: 'CA1', status: now, ...(sequence !== undefined && { sequence }) })

const urgent: LegSurroundings = { at, announced: { urgent: true, language: 'en' }, firstIsUrgent: true }
const ordinary: LegSurroundings = { at, announced: { urgent: false, language: 'cy' }, firstIsUrgent: false }
const nobody: LegSurroundings = { at }

interface Told {
  readonly leg: Leg
  readonly answer: LegAnswer | undefined
}

/** As the use case takes events: a key that was seen has no effect. */
function tell(screening: Screening, events: readonly LegEvent[], now: LegSurroundings = ordinary): Told {
  const seen = new Set<string>()
  return events.reduce<Told>(({ leg, answer }, event) => {
    if (seen.has(legEventKey(event))) return { leg, answer }
    seen.add(legEventKey(event))
    const decision = decideLeg(leg, event, now)
    return { leg: decision.after, answer: decision.answer }
  }, { leg: begun(screening), answer: undefined })
}

/** What was told, in order; where the leg then stands; what the last one hears. */
const TABLE: [string, Screening, LegEvent[], LegSurroundings, LegState, LegOutcome | undefined, Partial<LegAnswer>][] = [
  ['it is placed', queue, [placed], ordinary, 'ringing', undefined, { kind: 'nothing' }],
  ['no clear answer', queue, [{ kind: 'unclear' }], ordinary, 'unknown', undefined, { kind: 'nothing' }],
  ['no clear answer, then found', queue, [{ kind: 'unclear' }, placed], ordinary, 'ringing', undefined, { kind: 'nothing' }],
  ['no clear answer, and never found', queue, [{ kind: 'unclear' }, { kind: 'dropped', why: 'not_found' }], ordinary, 'over', 'not_reached', { kind: 'nothing' }],
  ['the network refuses', queue, [{ kind: 'dropped', why: 'refused' }], ordinary, 'over', 'failed', { kind: 'nothing' }],
  ['the network is away', queue, [{ kind: 'dropped', why: 'network_away' }], ordinary, 'over', 'failed', { kind: 'nothing' }],
  ['the caller went before it rang', queue, [{ kind: 'dropped', why: 'not_wanted' }], ordinary, 'over', 'caller_gone', { kind: 'nothing' }],
  ['it rings', queue, [placed, status('under_way', 1)], ordinary, 'ringing', undefined, { kind: 'nothing' }],
  ['it is busy', queue, [placed, status('busy', 1)], ordinary, 'over', 'busy', { kind: 'nothing' }],
  ['nobody answers', queue, [placed, status('no-answer', 1)], ordinary, 'over', 'no_answer', { kind: 'nothing' }],
  ['it fails', queue, [placed, status('failed', 1)], ordinary, 'over', 'failed', { kind: 'nothing' }],
  ['it is cancelled', queue, [placed, status('canceled', 1)], ordinary, 'over', 'failed', { kind: 'nothing' }],
  ['somebody answers', queue, [placed, answered], ordinary, 'answered', undefined, { kind: 'screen_queue', urgent: false, language: 'cy' }],
  ['somebody answers for an urgent caller', queue, [placed, answered], urgent, 'answered', undefined, { kind: 'screen_queue', urgent: true }],
  ['somebody answers when nobody waits', queue, [placed, answered], nobody, 'over', 'caller_gone', { kind: 'hang_up', why: 'caller_gone' }],
  ['key 1', queue, [answered, key('1')], ordinary, 'accepted', undefined, { kind: 'join_queue', queue: 'ordinary', round: 1 }],
  ['key 1, an urgent caller waits', queue, [answered, key('1')], urgent, 'accepted', undefined, { kind: 'join_queue', queue: 'urgent' }],
  ['key 1, nobody waits any more', queue, [key('1')], nobody, 'over', 'caller_gone', { kind: 'hang_up', why: 'caller_gone' }],
  ['another key', queue, [answered, key('2')], ordinary, 'over', 'declined', { kind: 'hang_up', why: 'declined' }],
  ['no key, as of a personal voicemail', queue, [answered, key('')], ordinary, 'over', 'no_key', { kind: 'hang_up', why: 'no_key' }],
  ['hung up before a key', queue, [answered, status('completed', 2)], ordinary, 'over', 'no_key', { kind: 'nothing' }],
  ['connected', queue, [answered, key('1'), connected], ordinary, 'talking', undefined, { kind: 'nothing' }],
  ['parted after talking', queue, [key('1'), connected, parted(true)], ordinary, 'over', 'talked', { kind: 'hang_up', why: 'over' }],
  ['parted after talking, of which only the end was told', queue, [key('1'), parted(true)], ordinary, 'over', 'talked', { kind: 'hang_up' }],
  ['the queue was empty, and the other one is not', queue, [key('1'), parted(false)], urgent, 'accepted', undefined, { kind: 'join_queue', queue: 'urgent', round: 2 }],
  ['the queue was empty, and nobody waits', queue, [parted(false)], nobody, 'over', 'caller_gone', { kind: 'hang_up', why: 'caller_gone' }],
  ['the second queue was empty too', queue, [key('1'), parted(false, 2)], ordinary, 'over', 'caller_gone', { kind: 'hang_up', why: 'caller_gone' }],
  ['hung up while looking for the caller', queue, [key('1'), status('completed', 3)], ordinary, 'over', 'caller_gone', { kind: 'nothing' }],
  ['over, and the end of it is told again', queue, [connected, parted(true), status('completed', 3)], ordinary, 'over', 'talked', { kind: 'nothing' }],
  ['over, and then told that they had met', queue, [key('1'), status('completed', 3), connected], ordinary, 'over', 'talked', { kind: 'nothing' }],
  ['given up, and yet somebody answers', queue, [{ kind: 'dropped', why: 'not_found' }, answered], ordinary, 'over', 'not_reached', { kind: 'hang_up', why: 'over' }],
  ['call-back: answered', callback, [answered], nobody, 'answered', undefined, { kind: 'screen_callback', language: 'cy', mayNameUs: false }],
  ['call-back: key 1', callback, [key('1')], nobody, 'accepted', undefined, { kind: 'ring_caller' }],
  ['call-back: no key', callback, [key('')], nobody, 'over', 'no_key', { kind: 'hang_up', why: 'no_key' }],
  ['call-back: the caller answers', callback, [key('1'), connected], nobody, 'talking', undefined, { kind: 'nothing' }],
  ['call-back: parted after talking', callback, [key('1'), connected, parted(true)], nobody, 'over', 'talked', { kind: 'hang_up', why: 'over' }],
  ['call-back: the caller does not answer', callback, [key('1'), parted(false)], nobody, 'over', 'not_reached', { kind: 'hang_up', why: 'not_reached' }],
  ['alert: answered', alert, [answered], nobody, 'answered', undefined, { kind: 'screen_alert', about: 'message' }],
  ['alert: key 1', alert, [key('1')], nobody, 'over', 'accepted', { kind: 'hang_up', why: 'noted' }],
  ['alert: key 1, somebody else sees to it meanwhile', alert, [key('1')], { at, isSeenTo: true }, 'over', 'accepted', { kind: 'hang_up', why: 'seen_to' }],
  ['alert: another key', alert, [key('5')], nobody, 'over', 'declined', { kind: 'hang_up', why: 'declined' }],
  ['alert: key 1, told after the end', alert, [status('completed', 2), key('1')], nobody, 'over', 'accepted', { kind: 'hang_up' }],
]

describe('a worker’s leg', () => {
  it.each(TABLE)('%s', (_title, screening, events, now, state, outcome, answer) => {
    const told = tell(screening, events, now)
    expect(told.leg.state).toBe(state)
    expect(told.leg.outcome).toBe(outcome)
    expect(told.answer).toMatchObject(answer)
  })

  const STORIES: LegEvent[][] = [
    [placed, status('under_way', 0), status('under_way', 1), answered, status('answered', 2), key('1'), connected, parted(true), status('completed', 3)],
    [placed, status('under_way', 1), answered, key('1'), parted(false, 1), parted(false, 2), status('completed', 3)],
    [placed, answered, status('answered', 2), key(''), status('completed', 3)],
    [placed, status('under_way', 1), status('busy', 2)],
    [{ kind: 'unclear' }, placed, answered, key('2'), status('completed', 3), status('completed')],
    [{ kind: 'unclear' }, { kind: 'dropped', why: 'not_found' }, answered, key('1'), status('completed', 3)],
  ]
  const anyStory = fc.constantFrom(...STORIES).chain((story) =>
    fc.tuple(fc.constant(story), fc.shuffledSubarray([...story, ...story, ...story], { minLength: story.length * 3 })))

  it.each([queue, callback, alert])('ends the same in any order and with any repetition of what is told of it: $kind', (screening) => {
    fc.assert(fc.property(anyStory, fc.constantFrom(urgent, ordinary, nobody), ([story, shuffled], now) => {
      expect(tell(screening, shuffled, now).leg).toEqual(tell(screening, story, now).leg)
    }))
  })

  it('that is over stays over', () => {
    fc.assert(fc.property(anyStory, ([, shuffled]) => {
      let leg = begun()
      let wasOver = false
      for (const event of shuffled) {
        leg = decideLeg(leg, event, ordinary).after
        expect(wasOver && leg.state !== 'over').toBe(false)
        wasOver = leg.state === 'over'
      }
    }))
  })
})
