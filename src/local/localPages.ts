import type { Express } from 'express'
import { DEMONSTRATION_STAFF } from './demonstration/staff'
import { localAssets } from './localAssets'
import { localMailRoutes, type MailPageDeps } from './mail/mailRoutes'
import { localViews } from './localViews'
import type { TelephoneNetwork } from './network/createNetwork'
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
  const mount = (app: Express) => {
    app.use('/local/assets', localAssets())
    app.use('/local/mail', localMailRoutes({ ...mail, closing: signal, render }))
    app.use('/local/phone', localPhoneRoutes({ network, to: number, staff: DEMONSTRATION_STAFF, closing: signal, render }))
  }
  const close = async () => {
    closing.abort()
    const calls = [...network.state.calls.values()]
    for (const call of calls) call.hangUp()
    // The service is still to hear that these calls ended.
    await Promise.allSettled(calls.map(async ({ done }) => done))
  }
  return { mount, close }
}
