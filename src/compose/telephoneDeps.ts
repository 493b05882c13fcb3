import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { systemClock } from '../domain/clock'
import { StoredCallLedger } from '../store/callLedger'
import type { CallLedger } from '../telephone/call/ports'
import { RememberingLedger } from '../telephone/call/rememberingLedger'
import { staffedLately } from '../telephone/legs/staffedLately'
import type { Spooling } from '../telephone/spool/answerOrSpool'
import type { LegRoutesDeps } from '../telephone/webhooks/legRoutes'
import type { TelephoneDeps } from '../telephone/webhooks/callRoutes'
import type { GateSettings } from '../telephone/webhooks/webhookGate'
import { legDeps, staffLines } from './legDeps'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

interface CallExtras {
  readonly demonstration?: boolean
  readonly spooling?: Spooling
}

/** What answering calls needs, from the settings and the store; while there is no store yet, everything goes to the spool. */
export function telephoneDeps(
  settings: Settings, store: Store | undefined, log: Logger, { demonstration = false, spooling }: CallExtras = {},
): TelephoneDeps {
  const hours = serviceHours(settings)
  return {
    ...webhookSettings(settings),
    ledger: store ? new RememberingLedger(new StoredCallLedger(store.connection, store.sealer, { demonstration })) : NO_LEDGER_YET,
    now: systemClock,
    isOpen: (at) => hours.isOpen(at),
    isStaffed: store ? staffedLately(staffLines(settings, store)) : async () => false,
    maxWaitSeconds: settings.QUEUE_MAX_WAIT_SECONDS,
    hoursInWords: { en: hours.inWords, cy: hours.inWelsh },
    targets: SERVICE.calls,
    textsOffered: settings.SMS_FROM !== undefined,
    log,
    ...(spooling && { spooling }),
  }
}

const notReached = async (): Promise<never> => {
  throw new Error('The store was not reached yet.')
}
const NO_LEDGER_YET: CallLedger = { openCall: notReached, findCall: notReached, applyEvent: notReached, markLate: notReached }

/** What the webhooks of workers' legs need besides. */
export const legRoutesDeps = (settings: Settings, store: Store, calls: TelephoneDeps): LegRoutesDeps =>
  ({ ...calls, calls, legs: legDeps(settings, store, calls.log), callerId: settings.TWILIO_CALLER_ID })

/** What tells a webhook of Twilio's from anybody else's request. */
export function webhookSettings(settings: Settings): GateSettings {
  const secondary = settings.TWILIO_AUTH_TOKEN_SECONDARY
  return {
    publicBaseUrl: settings.PUBLIC_BASE_URL,
    accountSid: settings.TWILIO_ACCOUNT_SID,
    authTokens: [settings.TWILIO_AUTH_TOKEN, ...(secondary === undefined ? [] : [secondary])],
  }
}
