import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { routes as knownRoutes } from '../../config/routes'
import { SERVICE } from '../../config/service'
import { systemClock } from '../domain/clock'
import type { TellOwnersDeps } from '../routing/tellOwners'
import { listDigests } from '../store/listDigests'
import type { Mailers } from './mailers'
import { acknowledgementDeps } from './mailRoom'
import type { Store } from './openStore'
import { listStandings } from './routingDesk'
import { serviceHours } from './serviceHours'
import { sendToStaff } from './staffMail'

/** What telling the owners of lists needs. */
export function tellOwnersDeps(settings: Settings, store: Store, mailers: Mailers, log: Logger): TellOwnersDeps {
  const now = systemClock
  const { signer } = acknowledgementDeps(settings, store, mailers.toEnquirers, log)
  const hours = serviceHours(settings)
  return {
    digests: listDigests(store.connection, now), routes: knownRoutes().routes, standing: listStandings(settings), isOpen: (at) => hours.isOpen(at),
    managersWhenLateBy: SERVICE.lists.managersWhenLateBy, deskUrl: settings.PUBLIC_BASE_URL,
    send: async (to, note) => sendToStaff({ mailer: mailers.toStaff, from: settings.MAIL_FROM, now, ...(signer && { signer }) }, to, note),
    now, log,
  }
}
