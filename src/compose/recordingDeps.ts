import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { retryAfterMs, SERVICE } from '../../config/service'
import { systemClock } from '../domain/clock'
import { twilioProvider } from '../gateways/twilioProvider'
import { StoredRecordings } from '../store/recordingFiles'
import { StoredRecordingLedger } from '../store/recordingLedger'
import { continueCall } from '../telephone/call/continueCall'
import type { CallDeps } from '../telephone/call/takeCallEvent'
import type { TelephoneProvider } from '../telephone/provider'
import type { KeepRecordingsDeps } from '../telephone/recordings/keepRecordings'
import type { Store } from './openStore'

/** The telephone network's REST side, as set. */
export const networkProvider = (settings: Settings): TelephoneProvider => twilioProvider({
  accountSid: settings.TWILIO_ACCOUNT_SID,
  authToken: settings.TWILIO_AUTH_TOKEN,
  apiUrl: settings.TWILIO_API_URL,
  callerId: settings.TWILIO_CALLER_ID,
})

/** What bringing recordings home needs. */
export function recordingDeps(store: Store, provider: TelephoneProvider, calls: CallDeps, log: Logger): KeepRecordingsDeps {
  return {
    provider,
    files: new StoredRecordings(store.connection, store.sealer),
    ledger: new StoredRecordingLedger(store.steps, systemClock),
    noteRecording: async (news) => continueCall(calls, news),
    ...SERVICE.recordings,
    askAfterMs: SERVICE.calls.askAfterToneMs,
    listenWithinMs: SERVICE.calls.listenWithinMs,
    tellAfterTries: SERVICE.stepAttempts,
    retryAfterMs,
    now: systemClock,
    log,
  }
}
