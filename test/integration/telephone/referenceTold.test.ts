import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { callAcknowledgementWords } from '../../../src/desk/callAcknowledgementWords'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { connectStore } from '../../../src/store/connection'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import type { Sealer } from '../../../src/store/seal'
import { toIntake } from '../../../src/store/toIntake'
import { aCall, type CallSite, postSigned, startCallSite } from '../../support/callerSite'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const uri = freshDatabaseUri()
const START = Date.parse('2026-03-02T10:00:00Z')
let connection: Connection
let sealer: Sealer
let site: CallSite
let now: Date

beforeAll(async () => {
  connection = await connectStore(uri)
  await intakeModel(connection).createIndexes()
  sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  site = await startCallSite({ ledger: new StoredCallLedger(connection, sealer), now: () => now, isStaffed: async () => true })
})
afterAll(async () => {
  await site.stop()
  await connection.close()
  await dropDatabase(uri)
})

/** A caller who asked for an adviser and heard the first round of holding begin. */
async function aWaitingCaller() {
  const call = aCall()
  const post = async (second: number, path: string, fields: Record<string, string> = {}): Promise<string> => {
    now = new Date(START + second * 1_000)
    const answered = await postSigned(site, path, { ...call, ...fields })
    expect(answered.ok).toBe(true)
    return answered.text()
  }
  await post(0, '/twilio/voice')
  await post(5, '/twilio/menu?attempt=1&lang=en', { Digits: '1' })
  await post(6, '/twilio/wait', { QueueTime: '0', QueuePosition: '1' })
  const acknowledgement = async (): Promise<string> => {
    const found = toIntake((await intakeModel(connection).findOne({ 'telephony.callSid': call['CallSid']! } as never).lean<IntakeDocument>())!, sealer)
    return found.channel === 'phone' ? callAcknowledgementWords(found) : ''
  }
  return { post, acknowledgement }
}

const TOLD = 'The reference was read out to the caller.'
const NOT_TOLD = 'The caller did not stay to hear the reference, as far as we know.'

describe('the page says that the reference was read out', () => {
  it('to a caller who was still there when their adviser had rung off', async () => {
    const { post, acknowledgement } = await aWaitingCaller()
    expect(await post(60, '/twilio/queue-left', { QueueResult: 'bridged', QueueTime: '4', CallStatus: 'in-progress' })).toContain('Your reference is')
    expect(await acknowledgement()).toBe('Whoever stays on the line hears the reference.')
    await post(85, '/twilio/status', { CallStatus: 'completed', CallDuration: '85' })
    expect(await acknowledgement()).toBe(TOLD)
  })

  it('not to one who rang off in the talk, whether the network says so with the end of the talk or only with that of the call', async () => {
    const said = await aWaitingCaller()
    expect(await said.post(60, '/twilio/queue-left', { QueueResult: 'bridged', QueueTime: '4', CallStatus: 'completed' })).not.toContain('Your reference is')
    await said.post(90, '/twilio/status', { CallStatus: 'completed', CallDuration: '60' })
    expect(await said.acknowledgement()).toBe(NOT_TOLD)
    const unsaid = await aWaitingCaller()
    await unsaid.post(60, '/twilio/queue-left', { QueueResult: 'bridged', QueueTime: '4', CallStatus: 'in-progress' })
    await unsaid.post(61, '/twilio/status', { CallStatus: 'completed', CallDuration: '61' })
    expect(await unsaid.acknowledgement()).toBe(NOT_TOLD)
  })

  it('to one who heard it twice in the queue and rang off before the next round, and not to one who rang off sooner', async () => {
    const heard = await aWaitingCaller()
    await heard.post(62, '/twilio/queue-left', { QueueResult: 'hangup', QueueTime: '56', CallStatus: 'completed' })
    await heard.post(63, '/twilio/status', { CallStatus: 'completed', CallDuration: '63' })
    expect(await heard.acknowledgement()).toBe(TOLD)
    const sooner = await aWaitingCaller()
    await sooner.post(16, '/twilio/queue-left', { QueueResult: 'hangup', QueueTime: '10', CallStatus: 'completed' })
    await sooner.post(17, '/twilio/status', { CallStatus: 'completed', CallDuration: '17' })
    expect(await sooner.acknowledgement()).toBe(NOT_TOLD)
  })
})
