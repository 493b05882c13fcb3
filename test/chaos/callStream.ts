import { createNetwork, type FinishedCall, type TelephoneNetwork } from '../../src/local/network/createNetwork'
import type { IntakeDocument } from '../../src/store/intakeDocument'
import { TEST_SETTINGS } from '../support/settings'

/** A telephone network in front of a web process on that port, whose callers speak and listen in no time. */
export const networkBefore = (port: number): TelephoneNetwork => createNetwork({
  webUrl: `http://127.0.0.1:${port}`,
  publicBaseUrl: TEST_SETTINGS.PUBLIC_BASE_URL,
  accountSid: TEST_SETTINGS.TWILIO_ACCOUNT_SID,
  authToken: TEST_SETTINGS.TWILIO_AUTH_TOKEN,
  speechMsPerCharacter: 0,
})

/** What callers do, each act when they are asked for something: a key, a message, or hanging up. */
const STORIES: readonly (readonly string[])[] = [
  ['3', 'message'], ['2', '1', '1', '1', '1'], ['hang up'], ['8', '3', 'message'], ['9', 'message'], ['2', '2', '07700900456#', '2', 'message'],
  ['3', 'hang up'], ['1', 'message'],
]

/** Rings, and lives through the story of that number; at the tone, wherever it comes, a message is left. */
export async function ring(network: TelephoneNetwork, index: number): Promise<FinishedCall> {
  const call = network.dial({
    from: `+44770090${String(index % 10_000).padStart(4, '0')}`, to: TEST_SETTINGS.ADVICE_LINE_NUMBER,
    faults: { duplicateEveryPost: index % 5 === 0 },
  })
  for (const act of STORIES[index % STORIES.length]!) {
    const asked = await call.ready()
    if (asked === 'over') break
    if (act === 'hang up') call.hangUp()
    else if (asked === 'message') {
      call.speakMessage({ seconds: 5 })
      break
    } else call.press(act === 'message' ? '3' : act)
  }
  // Whoever is asked for more than the story has hangs up.
  void call.ready().then((asked) => {
    if (asked === 'keys') call.hangUp()
    else if (asked === 'message') call.speakMessage({ seconds: 5 })
    return undefined
  })
  return call.done
}

const pathOf = (url: string): string => new URL(url).pathname

/** Of one call, the events that the service took on itself, by its answer. */
export const acknowledged = ({ posts }: FinishedCall): FinishedCall['posts'] =>
  posts.filter(({ url, status }) => status >= 200 && status < 300 && pathOf(url) !== '/twilio/fallback')

/** What the caller told and the service acknowledged, and yet is not in the enquiry. */
export function lostOf(call: FinishedCall, intake: IntakeDocument | undefined): string[] {
  const telephony = intake?.telephony
  if (!telephony) return ['the call']
  return acknowledged(call).flatMap(({ url, params }) => {
    const { Digits = '', RecordingSid, RecordingStatus } = params
    const path = pathOf(url)
    if (path === '/twilio/menu' && Digits === '2' && !telephony.callback) return ['the wish to be rung back']
    if (path === '/twilio/menu' && Digits === '9' && !telephony.urgentAt) return ['the urgent key']
    if (path === '/twilio/menu' && Digits === '8' && telephony.language !== 'cy') return ['the language']
    if (path === '/twilio/callback-number' && Digits.length > 5 && telephony.callback?.source !== 'keyed') return ['the keyed number']
    if (path === '/twilio/callback-safety' && Digits === '2' && telephony.callback?.safe !== 'no') return ['that it is not safe']
    if (path === '/twilio/message' && RecordingSid && !telephony.recordings.some(({ sid }) => sid === RecordingSid)) return ['a message']
    if (RecordingStatus === 'completed' && !telephony.recordings.some(({ sid, status }) => sid === RecordingSid && status === 'completed')) return ['a finished recording']
    if (path === '/twilio/status' && telephony.endedAt === undefined) return ['the end']
    return []
  })
}
