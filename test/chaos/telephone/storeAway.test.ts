import { randomBytes } from 'node:crypto'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { connectStore } from '../../../src/store/connection'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { aCall, postSigned, startCallSite } from '../../support/callerSite'
import { freeze, thaw } from '../../support/freeze'
import { startOwnMongod } from '../../support/servers/ownServers'

/** Long before the network would give up, which is after 15 seconds. */
const IN_TIME_MS = 12_000
/** For a store that is there, in milliseconds: longer than anybody waits, since the machine may be busy. */
const NO_DEADLINE_MS = 60_000

it('without a spool, and MongoDB frozen or gone, a call is sent to the fallback at the deadline, before the network gives up', async () => {
  const mongod = await startOwnMongod()
  const connection = await connectStore(mongod.url)
  const sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  const ledger = new StoredCallLedger(connection, sealer)
  const [patient, site] = [await startCallSite({ ledger, deadlineMs: NO_DEADLINE_MS }), await startCallSite({ ledger, deadlineMs: 500 })]
  try {
    expect((await postSigned(patient, '/twilio/voice', aCall())).status).toBe(200)
    await freeze(mongod.pid())
    const started = Date.now()
    const frozen = await postSigned(site, '/twilio/voice', aCall())
    expect(frozen.status).toBe(503)
    expect(Date.now() - started).toBeLessThan(IN_TIME_MS)
    thaw(mongod.pid())

    await mongod.pause()
    const again = Date.now()
    const statuses = await Promise.all(['voice', 'menu', 'status'].map(async (path) =>
      (await postSigned(site, `/twilio/${path}`, aCall({ CallStatus: 'completed' }))).status))
    expect(statuses).toEqual([503, 503, 503])
    expect(Date.now() - again).toBeLessThan(IN_TIME_MS)
    expect((await postSigned(site, '/twilio/fallback', aCall())).status).toBe(200)
  } finally {
    await Promise.all([patient.stop(), site.stop()])
    await connection.close()
    await mongod.stop()
  }
})
