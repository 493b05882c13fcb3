import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import { TEST_SETTINGS } from '../../support/settings'
import type { Shot } from '../frame/load'

interface Endpoint {
  readonly name: string
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
}

const RECORDING = `RE${'0'.repeat(31)}1`

/** Every address of the flow, in the order in which one long-suffering caller comes to them. */
export const ENDPOINTS: readonly Endpoint[] = [
  { name: 'voice', path: '/twilio/voice', fields: { CallStatus: 'ringing' } },
  { name: 'menu', path: '/twilio/menu?lang=en&attempt=1', fields: { Digits: '1' } },
  { name: 'wait', path: '/twilio/wait', fields: { QueueTime: '2', QueuePosition: '3', AvgQueueTime: '60' } },
  { name: 'queue-choice', path: '/twilio/queue-choice', fields: { Digits: '1' } },
  { name: 'queue-left', path: '/twilio/queue-left', fields: { QueueResult: 'leave', QueueTime: '30' } },
  { name: 'callback-confirm', path: '/twilio/callback-confirm?attempt=1&from=queue', fields: { Digits: '2' } },
  { name: 'callback-number', path: '/twilio/callback-number?attempt=1&from=queue', fields: { Digits: '02079460999' } },
  { name: 'callback-safety', path: '/twilio/callback-safety?attempt=1&from=queue', fields: { Digits: '1' } },
  { name: 'callback-time', path: '/twilio/callback-time?attempt=1&from=queue', fields: { Digits: '3' } },
  { name: 'callback-other', path: '/twilio/callback-other?attempt=1&from=queue', fields: { Digits: '2' } },
  { name: 'message', path: '/twilio/message', fields: { RecordingSid: RECORDING, RecordingDuration: '20', Digits: '#' } },
  { name: 'text-choice', path: '/twilio/text-choice', fields: { Digits: '1' } },
  { name: 'recording-status', path: '/twilio/recording-status', fields: { RecordingSid: RECORDING, RecordingStatus: 'completed', RecordingDuration: '20' } },
  { name: 'status', path: '/twilio/status', fields: { CallStatus: 'completed', CallDuration: '95' } },
]

let callsMade = 0

/** So many calls that nobody has made yet. */
export const newCallSids = (count: number): string[] =>
  Array.from({ length: count }, () => {
    callsMade += 1
    return `CA${callsMade.toString(16).padStart(32, '0')}`
  })

/** One webhook of each of these calls, signed beforehand: making them must not be measured. */
export function shotsAt({ path, fields }: Endpoint, callSids: readonly string[]): Shot[] {
  return callSids.map((CallSid, i) => {
    const form = {
      CallSid,
      AccountSid: TEST_SETTINGS.TWILIO_ACCOUNT_SID,
      From: `+44770090${String(i % 10_000).padStart(4, '0')}`,
      To: TEST_SETTINGS.ADVICE_LINE_NUMBER,
      CallStatus: 'in-progress',
      ApiVersion: '2010-04-01',
      Direction: 'inbound',
      ...fields,
    }
    const signature = getExpectedTwilioSignature(TEST_SETTINGS.TWILIO_AUTH_TOKEN, TEST_SETTINGS.PUBLIC_BASE_URL + path, form)
    return {
      path,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
      body: new URLSearchParams(form).toString(),
    }
  })
}
