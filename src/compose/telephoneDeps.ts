import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { systemClock } from '../domain/clock'
import { StoredCallLedger } from '../store/callLedger'
import { RememberingLedger } from '../telephone/call/rememberingLedger'
import type { TelephoneDeps } from '../telephone/webhooks/routes'
import type { GateSettings } from '../telephone/webhooks/webhookGate'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

/** What answering calls needs, from the settings and the store. */
export function telephoneDeps(settings: Settings, store: Store, log: Logger, { demonstration = false } = {}): TelephoneDeps {
  const hours = serviceHours(settings)
  return {
    ...webhookSettings(settings),
    ledger: new RememberingLedger(new StoredCallLedger(store.connection, store.sealer, { demonstration })),
    now: systemClock,
    isOpen: (at) => hours.isOpen(at),
    // Nobody can be rung yet.
    isStaffed: async () => false,
    maxWaitSeconds: settings.QUEUE_MAX_WAIT_SECONDS,
    hoursInWords: { en: hours.inWords, cy: hours.inWelsh },
    targets: SERVICE.calls,
    log,
  }
}

/** What tells a webhook of Twilio's from anybody else's request. */
export function webhookSettings(settings: Settings): GateSettings {
  const secondary = settings.TWILIO_AUTH_TOKEN_SECONDARY
  return {
    publicBaseUrl: settings.PUBLIC_BASE_URL,
    accountSid: settings.TWILIO_ACCOUNT_SID,
    authTokens: [settings.TWILIO_AUTH_TOKEN, ...(secondary === undefined ? [] : [secondary])],
  }
}
