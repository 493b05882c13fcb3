import { randomBytes } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { SERVICE } from '../../../config/service'
import { KeyRing } from '../../../src/store/keyRing'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { connectStore } from '../../../src/store/connection'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { openSealer } from '../../../src/store/openSealer'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { continueWithEvent, openWithEvent } from '../../../src/telephone/call/takeCallEvent'

const BATCH = 5_000
const KEY = Buffer.alloc(32, 7)

/** Calls of the past, all that is stored of them, as the service itself would have left them: one is lived, and copied. */
export async function putPastCalls(mongodbUri: string, count: number): Promise<void> {
  const connection = await connectStore(mongodbUri)
  try {
    await prepareCollections(connection)
    const ledger = new StoredCallLedger(connection, await openSealer(connection, new KeyRing([{ id: 'test', key: KEY }])))
    const call = { callSid: `CA${'f'.repeat(32)}`, caller: { from: '+442079460123', withheld: false } }
    const deps = {
      ledger, now: () => new Date('2026-01-05T10:00:00Z'), isOpen: () => true, isStaffed: async () => true, maxWaitSeconds: 300, targets: SERVICE.calls,
    }
    await openWithEvent(deps, { ...call, event: { kind: 'voice' } })
    await continueWithEvent(deps, { ...call, event: { kind: 'menu', language: 'en', attempt: 1, digits: '3' } })
    await continueWithEvent(deps, { ...call, event: { kind: 'status', status: 'completed', final: true, duration: 40 } })
    const intakes = connection.collection<IntakeDocument>('intakes')
    const lived = await intakes.findOne({})
    if (!lived?.telephony) throw new Error('The call to be copied was not stored.')
    const done = { state: 'done' as const, attempts: 1 }
    for (let put = 0; put < count; put += BATCH) {
      await intakes.insertMany(Array.from({ length: Math.min(BATCH, count - put) }, (_, i): IntakeDocument => ({
        ...lived,
        _id: randomBytes(32).toString('hex'),
        reference: `P${(put + i).toString(36).padStart(8, '0')}`,
        receivedAt: new Date(Date.parse('2026-01-05T10:00:00Z') + (put + i) * 60_000),
        status: 'accepted',
        steps: { triage: done, allocate: done, raiseTasks: done, ringStaff: done, keepRecordings: done, wakeSomebody: done, escalate: done, escalateCallback: done, escalateSecond: done, link: done },
        telephony: { ...lived.telephony!, callSid: `CA${randomBytes(16).toString('hex')}`, fromHash: randomBytes(32).toString('hex') },
      })))
    }
  } finally {
    await connection.close()
  }
}

/** As many of the bare server's own. */
export async function putBarePastCalls(mongodbUri: string, count: number): Promise<void> {
  const client = await new MongoClient(mongodbUri).connect()
  const calls = client.db().collection<{ _id: string; from: string; receivedAt: Date }>('calls')
  for (let put = 0; put < count; put += BATCH) {
    await calls.insertMany(Array.from({ length: Math.min(BATCH, count - put) }, () => ({
      _id: `CA${randomBytes(16).toString('hex')}`, from: '+442079460123', receivedAt: new Date(),
    })))
  }
  await client.close()
}
