import type { Settings } from '../../config/env'
import { withoutHours } from '../acknowledgement/composeText'
import type { Texter } from '../acknowledgement/ports'
import type { SendAcknowledgementDeps } from '../acknowledgement/sendAcknowledgement'
import type { SendTextDeps } from '../acknowledgement/sendText'
import { systemClock } from '../domain/clock'
import { StoredTextLedger } from '../store/acknowledgementLedger'
import type { TelephoneProvider } from '../telephone/provider'
import { ProviderFailure } from '../telephone/providerFailure'
import type { Store } from './openStore'

/** What sending the reference by text needs. Caps and alarm are those of mail: one brake for everything that goes out by itself. */
export function textDeps(
  { SMS_FROM }: Settings, { connection, sealer }: Store, provider: TelephoneProvider, { caps, alarm, letterhead, log }: SendAcknowledgementDeps,
): SendTextDeps {
  if (SMS_FROM !== undefined) tellOfMissingHours(letterhead, log)
  return {
    ledger: new StoredTextLedger(connection, sealer, systemClock),
    caps,
    alarm,
    letterhead,
    ...(SMS_FROM !== undefined && { texter: networkTexter(provider, SMS_FROM) }),
    now: systemClock,
    log,
  }
}

/** Once, at the start: each text then goes without them. */
function tellOfMissingHours(letterhead: SendTextDeps['letterhead'], log: SendTextDeps['log']): void {
  const languages = withoutHours(letterhead)
  if (languages.length > 0) log.warn({ languages: languages.join(', ') }, 'texts with the reference go without the opening hours: as SERVICE_HOURS are set, they have no room in two texts')
}

/** The network says so of a text that it gave up; and of one that arrived. */
const GIVEN_UP: readonly string[] = ['failed', 'undelivered', 'canceled']
const ARRIVED: readonly string[] = ['delivered', 'read']

/** @param from a number or a name */
export const networkTexter = (provider: Pick<TelephoneProvider, 'sendText' | 'textsTo'>, from: string): Texter => ({
  send: async ({ to, body }) => {
    try {
      return await provider.sendText({ to, from, body }) ? { kind: 'sent' } : { kind: 'refused', code: 'refused_by_network' }
    } catch (error) {
      if (!(error instanceof ProviderFailure)) return { kind: 'unknown', code: 'no_answer' }
      const neverTaken = error.kind === 'unreachable' || error.kind === 'busy'
      return neverTaken ? { kind: 'not_now', code: error.code } : { kind: 'unknown', code: error.code }
    }
  },
  look: async ({ to, reference }) => {
    // Hours, the helpline or the words may have changed since it was sent. The reference alone is what staff are sent.
    const text = (await provider.textsTo(to)).find(({ body }) => body !== reference && body.includes(reference))
    if (!text) return 'absent'
    if (ARRIVED.includes(text.status)) return 'delivered'
    return GIVEN_UP.includes(text.status) ? 'failed' : 'sent'
  },
})
