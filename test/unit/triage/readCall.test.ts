import type { CallSituation } from '../../../src/domain/telephony'
import { readCall } from '../../../src/triage/readCall'

const at = new Date('2026-11-24T10:00:00Z')
const call = (more: Partial<CallSituation>): CallSituation =>
  ({ state: 'received', language: 'en', callerWithheld: false, openOnArrival: true, recordings: [], ...more })

const callback = { safe: 'not_asked', mayNameUs: 'not_asked' } as const
const conversation = { staffId: 's1', name: 'Asha', since: at, legId: 'l1' }

test.each([
  ['a call still in progress', call({ state: 'menu' }), 'standard', /still going on/],
  ['a call-back asked', call({ state: 'callback_asked', queuedAt: at, callback }), 'high', /called back/],
  ['a call-back asked by a withheld number, now over', call({ state: 'ended', queuedAt: at, callerWithheld: true, callback }), 'high', /called back/],
  ['a message nobody has heard', call({ state: 'ended', messageAskedAt: at, recordings: [{ sid: 'RE1', status: 'completed' }] }), 'high', /listened to/],
  ['a message that was not kept', call({ state: 'ended', messageAskedAt: at, recordings: [{ sid: 'RE1', status: 'absent' }] }), 'high', /none was kept/],
  ['a caller at the tone', call({ state: 'voicemail', messageAskedAt: at }), 'standard', /about to leave/],
  ['a message that was not kept, its call not told to be over', call({ state: 'voicemail', messageAskedAt: at, recordings: [{ sid: 'RE1', status: 'absent' }] }), 'high', /none was kept/],
  ['a call that ended at the tone', call({ state: 'ended', messageAskedAt: at, endedAt: at }), 'high', /none was kept/],
  ['a caller who holds the line', call({ state: 'queued', queuedAt: at, adviserAskedAt: at }), 'high', /holds the line/],
  ['a caller who gave up waiting', call({ state: 'abandoned_queue', queuedAt: at, adviserAskedAt: at, endedAt: at }), 'high', /gave up waiting/],
  ['a conversation', call({ state: 'ended', queuedAt: at, adviserAskedAt: at, conversation, endedAt: at }), 'high', /spoke with an adviser/],
  ['the urgent key', call({ state: 'abandoned_menu', urgentAt: at, endedAt: at }), 'urgent', /urgent key/],
  ['a hang-up in the menu', call({ state: 'abandoned_menu', endedAt: at }), 'standard', /hung up/],
] as const)('%s is ranked with a plain reason', (_, situation, priority, reason) => {
  const reading = readCall(situation)
  expect(reading).toMatchObject({ priority, category: 'child_concern' })
  expect(reading.reasons[0]).toMatch(reason)
})

test('a call outside the opening hours says so', () => {
  expect(readCall(call({ openOnArrival: false })).reasons).toContain('The call came outside the opening hours.')
})
