import type { Express } from 'express'
import { localAssets } from './localAssets'
import { localMailRoutes, type MailPageDeps } from './mail/mailRoutes'
import { localViews } from './localViews'
import type { PhoneCall, TelephoneNetwork } from './network/createNetwork'
import { localPhoneRoutes } from './phone/phoneRoutes'

export interface LocalPages {
  readonly mount: (app: Express) => void
  /** Hangs up what is still being said, and lets the open pages go, so that the web server can close. */
  readonly close: () => Promise<void>
}

export interface LocalPagesInput {
  readonly network: TelephoneNetwork
  /** The advice line's number. */
  readonly number: string
  readonly mail: Omit<MailPageDeps, 'closing' | 'render'>
}

/** Everything under `/local`. */
export function localPages({ network, number, mail }: LocalPagesInput): LocalPages {
  const closing = new AbortController()
  const { signal } = closing
  const render = localViews()
  const underWay = new Set<Promise<unknown>>()
  const dial = (...dialled: Parameters<TelephoneNetwork['dial']>): PhoneCall => {
    const call = network.dial(...dialled)
    const over = call.done.finally(() => underWay.delete(over))
    underWay.add(over)
    return call
  }
  const mount = (app: Express) => {
    app.use('/local/assets', localAssets())
    app.use('/local/mail', localMailRoutes({ ...mail, closing: signal, render }))
    app.use('/local/phone', localPhoneRoutes({ network: { ...network, dial }, to: number, closing: signal, render }))
  }
  const close = async () => {
    closing.abort()
    // The service is still to hear that these calls ended.
    await Promise.allSettled(underWay)
  }
  return { mount, close }
}
