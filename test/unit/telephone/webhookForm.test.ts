import { ZodError } from 'zod'
import { readCallbackStep, readMenuStep, readMessage, readQueueLeft, readStatus, readTextChoice, readWait } from '../../../src/telephone/webhooks/webhookForm'

const form = (fields: object) => ({ CallSid: 'CA1', AccountSid: 'AC1', From: '+442079460123', ...fields })

describe('a webhook’s form', () => {
  it.each([
    ['bridged', 'bridged'], ['bridging-in-process', 'bridged'], ['hangup', 'hangup'], ['leave', 'leave'], ['redirected', 'redirected'],
    ['redirected-from-bridged', 'redirected'], ['error', 'failed'], ['system-error', 'failed'], ['queue-full', 'failed'],
    ['something new', 'failed'], ['__proto__', 'failed'],
  ])('tells that the queue was left by "%s"', (told, result) => {
    expect(readQueueLeft(form({ QueueResult: told, QueueTime: '40' }))).toEqual({ kind: 'queue_left', result, queueTime: 40 })
  })

  it.each([['completed', true], ['failed', true], ['in-progress', undefined], [undefined, undefined]])('tells whether the caller rang off first, by the status of their call: %s', (CallStatus, hungUp) => {
    expect(readQueueLeft(form({ QueueResult: 'bridged', QueueTime: '40', CallStatus }))).toEqual({ kind: 'queue_left', result: 'bridged', queueTime: 40, ...(hungUp && { hungUp }) })
  })

  it('counts the wait by the network’s own QueueTime, and is refused without it', () => {
    expect(readWait(form({ QueueTime: '51', QueuePosition: '2', AvgQueueTime: '80' }))).toEqual({ kind: 'wait', queueTime: 51, position: 2, averageWait: 80 })
    expect(readWait(form({ QueueTime: '51', QueuePosition: 'x', AvgQueueTime: '' }))).toMatchObject({ queueTime: 51, position: 1 })
    expect(() => readWait(form({ QueueTime: 'soon' }))).toThrow(ZodError)
    expect(() => readWait(form({ QueueTime: '-1' }))).toThrow(ZodError)
  })

  it.each([
    [{}, '', 1], [{ Digits: '1' }, '1', 1], [{ Digits: '#'.repeat(500) }, '#'.repeat(32), 1], [{ Digits: '⅓\u0000' }, '⅓\u0000', 1],
  ])('takes the keys %j as they are, cut to what anybody would key', (fields, digits, attempt) => {
    expect(readMenuStep(form(fields), { attempt: '7', lang: 'xx' })).toEqual({ kind: 'menu', language: 'en', digits, attempt })
    expect(readCallbackStep('callback_number', form(fields), { attempt: ['2', '1'], from: 'queue' })).toMatchObject({ fromQueue: true, digits })
  })

  it('tells a message that its caller ended by hanging up from one ended by a key or by silence', () => {
    const ended = (fields: object) => readMessage(form({ RecordingSid: 'RE1', ...fields }))
    expect(ended({ Digits: 'hangup' })).toEqual({ kind: 'message', recordingSid: 'RE1', hungUp: true })
    for (const fields of [{ Digits: '#' }, { Digits: '' }, {}, { Digits: 'x'.repeat(500) }]) expect(ended(fields)).toEqual({ kind: 'message', recordingSid: 'RE1' })
  })

  it('takes no key for no wish to have a text', () => {
    expect(readTextChoice(form({ Digits: '1' }))).toEqual({ kind: 'text_choice', digits: '1' })
    expect(readTextChoice(form({}))).toEqual({ kind: 'text_choice', digits: '' })
  })

  it('drops a length that is none, and keeps the event', () => {
    expect(readMessage(form({ RecordingSid: 'RE1', RecordingDuration: '-1' }))).toEqual({ kind: 'message', recordingSid: 'RE1' })
    expect(readStatus(form({ CallStatus: 'completed', CallDuration: 'NaN' }))).toEqual({ kind: 'status', status: 'completed', final: true })
    expect(readStatus(form({ CallStatus: 'something-new' }))).toMatchObject({ final: false })
  })
})
