import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import type { TellOfOffersDeps } from '../allocation/handover/tellOfOffers'
import { systemClock } from '../domain/clock'
import { offerNews } from '../store/offerNews'
import type { Mailers } from './mailers'
import { acknowledgementDeps } from './mailRoom'
import type { Store } from './openStore'
import { sendToStaff } from './staffMail'

/** What telling of offers needs. */
export function tellOfOffersDeps(settings: Settings, store: Store, mailers: Mailers, log: Logger): TellOfOffersDeps & { readonly log: Logger } {
  const now = systemClock
  const { signer } = acknowledgementDeps(settings, store, mailers.toEnquirers, log)
  return {
    news: offerNews(store.connection), deskUrl: settings.PUBLIC_BASE_URL, now, log,
    send: async (to, note) => sendToStaff({ mailer: mailers.toStaff, from: settings.MAIL_FROM, now, ...(signer && { signer }) }, to, note),
  }
}
