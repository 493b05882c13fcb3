import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { systemClock } from '../domain/clock'
import { StoredAlarms } from '../store/alarms'
import { StoredCallbacks } from '../store/callbacks'
import { StoredLegLedger } from '../store/legLedger'
import { StoredStaffAvailability } from '../store/staffAvailability'
import { StoredStaffLines } from '../store/staffLines'
import { StoredWaitingCallers } from '../store/waitingCallers'
import { openThisMinute } from '../telephone/call/openThisMinute'
import type { TelephoneDesk } from '../telephone/desk/ports'
import { telephoneDesk } from '../telephone/desk/telephoneDesk'
import type { LegDeps, RingingDeps } from '../telephone/legs/legDeps'
import type { RingStaffDeps } from '../telephone/legs/ringStaff'
import type { TelephoneProvider } from '../telephone/provider'
import type { WakeDeps } from '../telephone/waking/wakeSomebody'
import { legUrl } from '../telephone/webhooks/callUrls'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

/** The lines of the staff, in the service's hours. */
export function staffLines(settings: Settings, { connection }: Pick<Store, 'connection'>): StoredStaffLines {
  const hours = serviceHours(settings)
  return new StoredStaffLines(connection, openThisMinute((at) => hours.isOpen(at)))
}

/** The telephone as the desk sees it. */
export function deskTelephone(settings: Settings, { connection, sealer }: Pick<Store, 'connection' | 'sealer'>): TelephoneDesk {
  const hours = serviceHours(settings)
  return telephoneDesk({
    staff: new StoredStaffAvailability(connection, systemClock),
    waiting: new StoredWaitingCallers(connection),
    callbacks: new StoredCallbacks(connection, sealer),
    isOpen: openThisMinute((at) => hours.isOpen(at)),
    now: systemClock,
  })
}

/** What the webhooks of workers' legs need: never the network's REST side. */
export function legDeps(settings: Settings, store: Store, log: Logger): LegDeps {
  const { settleAfterMs, leaseMs, talkLeaseMs, wrapUpMs } = SERVICE.ringing
  return {
    legs: new StoredLegLedger(store.connection),
    lines: staffLines(settings, store),
    waiting: new StoredWaitingCallers(store.connection),
    callbacks: new StoredCallbacks(store.connection, store.sealer),
    alarms: new StoredAlarms(store.connection, store.sealer),
    legTargets: { settleAfterMs, leaseMs, talkLeaseMs, wrapUpMs, noteWithinMs: SERVICE.calls.wrapUpWithinMs },
    now: systemClock,
    log,
  }
}

/** What the workers need who ring members of staff. */
export function ringStaffDeps(settings: Settings, store: Store, provider: TelephoneProvider, log: Logger): RingStaffDeps & WakeDeps {
  const { PUBLIC_BASE_URL, SMS_FROM } = settings
  const hours = serviceHours(settings)
  const legUrls: RingingDeps['legUrls'] = (legId) => ({
    url: legUrl(PUBLIC_BASE_URL, 'leg_answered', legId),
    statusUrl: legUrl(PUBLIC_BASE_URL, 'leg_status', legId),
  })
  return {
    ...legDeps(settings, store, log),
    alarms: new StoredAlarms(store.connection, store.sealer),
    provider,
    legUrls,
    ringSeconds: SERVICE.ringing.ringSeconds,
    lookAgainMs: SERVICE.ringing.lookAgainMs,
    pauses: SERVICE.waking,
    isOpen: openThisMinute((at) => hours.isOpen(at)),
    ...(SMS_FROM !== undefined && { textFrom: SMS_FROM }),
    steps: store.steps,
  }
}
