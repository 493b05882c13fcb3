import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { SERVICE } from '../../config/service'
import { twilioProvider } from '../../src/gateways/twilioProvider'
import type { TelephoneNetwork } from '../../src/local/network/createNetwork'
import { startRestSide } from '../../src/local/network/rest/startRestSide'
import { StoredCallLedger } from '../../src/store/callLedger'
import { StoredCallsHeld } from '../../src/store/callsHeld'
import { KeyRing } from '../../src/store/keyRing'
import { openSealer } from '../../src/store/openSealer'
import { reconcile } from '../../src/telephone/reconciliation/reconcile'
import { TEST_SETTINGS } from '../support/settings'

/** The workers' comparison with the network's lists, over its REST side; what is only seconds old counts as well. */
export async function reconcileCalls(connection: Connection, { exchange }: Pick<TelephoneNetwork, 'exchange'>): Promise<void> {
  const rest = await startRestSide({ exchange })
  const sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: Buffer.alloc(32, 7) }]))
  const settings = { accountSid: TEST_SETTINGS.TWILIO_ACCOUNT_SID, authToken: TEST_SETTINGS.TWILIO_AUTH_TOKEN, callerId: TEST_SETTINGS.TWILIO_CALLER_ID }
  try {
    await reconcile({
      provider: twilioProvider({ ...settings, apiUrl: rest.url }),
      held: new StoredCallsHeld(connection, sealer),
      calls: {
        ledger: new StoredCallLedger(connection, sealer), now: () => new Date(), isOpen: () => true, isStaffed: async () => false,
        maxWaitSeconds: 300, targets: SERVICE.calls,
      },
      meter: { gapFound: () => undefined, gapSetApart: () => undefined },
      log: pino({ enabled: false }),
      number: TEST_SETTINGS.ADVICE_LINE_NUMBER,
      graceMs: -60_000, settleMs: 0, lookWithinMs: 1_000,
      pause: async () => undefined,
    }, new Date(Date.now() - 3_600_000))
  } finally {
    await rest.stop()
  }
}
