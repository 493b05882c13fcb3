import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { connectStore } from '../../../src/store/connection'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { aCall, postSigned, startCallSite } from '../../support/callerSite'
import { startOwnMongod } from '../../support/servers'

/** Stops a process, and waits until the system says that it stands still: on a busy machine that takes a moment. */
async function freeze(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP')
  const states = async (): Promise<string[]> => Promise.all((await readdir(`/proc/${pid}/task`)).map(async (thread) =>
    / ([A-Z]) /.exec((await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8')).split(')').at(-1) ?? '')?.[1] ?? ''))
  while ((await states()).some((state) => state !== 'T')) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Long before the network would give up, which is after 15 seconds. */
const IN_TIME_MS = 8_000

it('with MongoDB frozen or gone, a call is sent to the fallback at the deadline, before the network gives up', async () => {
  const mongod = await startOwnMongod()
  const connection = await connectStore(mongod.url)
  const sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  const site = await startCallSite({ ledger: new StoredCallLedger(connection, sealer), deadlineMs: 500 })
  try {
    expect((await postSigned(site, '/twilio/voice', aCall())).status).toBe(200)
    await freeze(mongod.pid())
    const started = Date.now()
    const frozen = await postSigned(site, '/twilio/voice', aCall())
    expect(frozen.status).toBe(503)
    expect(Date.now() - started).toBeLessThan(IN_TIME_MS)
    process.kill(mongod.pid(), 'SIGCONT')

    await mongod.pause()
    const again = Date.now()
    const statuses = await Promise.all(['voice', 'menu', 'status'].map(async (path) =>
      (await postSigned(site, `/twilio/${path}`, aCall({ CallStatus: 'completed' }))).status))
    expect(statuses).toEqual([503, 503, 503])
    expect(Date.now() - again).toBeLessThan(IN_TIME_MS)
    expect((await postSigned(site, '/twilio/fallback', aCall())).status).toBe(200)
  } finally {
    await site.stop()
    await connection.close()
    await mongod.stop()
  }
})
