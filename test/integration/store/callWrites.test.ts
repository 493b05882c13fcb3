import type { Connection } from 'mongoose'
import type { CallEventEntry } from '../../../src/telephone/call/ports'
import { CallWrites } from '../../../src/store/callWrites'
import { connectStore } from '../../../src/store/connection'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { newIntakeDocument } from '../../../src/store/newIntakeDocument'
import { isDuplicateKey } from '../../../src/store/openSealer'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const AT = new Date('2026-11-23T09:41:00Z')

let uri: string
let connection: Connection
let writes: CallWrites

beforeEach(async () => {
  uri = freshDatabaseUri()
  connection = await connectStore(uri)
  await prepareCollections(connection)
  writes = new CallWrites(intakeModel(connection))
})
afterEach(async () => {
  await connection.close()
  await dropDatabase(uri)
})

const anEnquiry = (id: string, reference = `REF-${id}`): IntakeDocument => ({
  ...newIntakeDocument({ id, receivedAt: AT, now: AT, owedTasks: [], acknowledgement: { state: 'not_due', attempts: 0 }, contact: {} as never }),
  reference,
})

const stored = async (): Promise<IntakeDocument[]> => intakeModel(connection).find().sort({ _id: 1 }).lean<IntakeDocument[]>()
const heard = (key: string, at = AT): CallEventEntry => ({ key, at, answer: { say: 'goodbye' } as never })
const renamed = (id: string, reference: string, { condition = {}, event = heard(reference) } = {}) =>
  ({ id, condition, event, update: { $set: { reference }, $push: { 'telephony.events': event } } })

describe('the writes of many calls in one command', () => {
  it('inserts all but those that are there already, and says which key was hurt', async () => {
    await writes.insert(anEnquiry('a'))
    const results = await Promise.allSettled([anEnquiry('a'), anEnquiry('b'), anEnquiry('c', 'REF-b'), anEnquiry('d')].map(async (one) => writes.insert(one)))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
    const [a, , c] = results as PromiseRejectedResult[]
    expect([isDuplicateKey(a!.reason), a!.reason.keyPattern]).toEqual([true, { _id: 1 }])
    expect([isDuplicateKey(c!.reason), c!.reason.keyPattern]).toEqual([true, { reference: 1 }])
    expect((await stored()).map(({ _id }) => _id)).toEqual(['a', 'b', 'd'])
  })

  it('updates each whose condition holds, and answers yes when all did', async () => {
    await Promise.all(['a', 'b'].map(async (id) => writes.insert(anEnquiry(id))))
    expect(await Promise.all([writes.update(renamed('a', 'ONE')), writes.update(renamed('b', 'TWO'))])).toEqual([true, true])
    expect((await stored()).map(({ reference }) => reference)).toEqual(['ONE', 'TWO'])
  })

  it('answers each for itself when some conditions did not hold', async () => {
    await Promise.all(['a', 'b'].map(async (id) => writes.insert(anEnquiry(id))))
    const answers = [writes.update(renamed('a', 'ONE')), writes.update(renamed('b', 'TWO', { condition: { status: 'closed' } }))]
    expect(await Promise.all(answers)).toEqual([true, false])
    expect((await stored()).map(({ reference }) => reference)).toEqual(['ONE', 'REF-b'])
  })

  it('does not take for its own what another process wrote of the same event', async () => {
    await Promise.all(['a', 'b'].map(async (id) => writes.insert(anEnquiry(id))))
    await writes.update(renamed('a', 'ONE', { event: heard('menu') }))
    const unlessHeard = { condition: { 'telephony.events.key': { $ne: 'menu' } }, event: heard('menu', new Date(AT.getTime() + 1)) }
    expect(await Promise.all([writes.update(renamed('a', 'TWO', unlessHeard)), writes.update(renamed('b', 'THREE'))])).toEqual([false, true])
  })

  it('fails an update that the database refuses, and not those beside it', async () => {
    await Promise.all(['a', 'b', 'c'].map(async (id) => writes.insert(anEnquiry(id))))
    const results = await Promise.allSettled([writes.update(renamed('a', 'ONE')), writes.update(renamed('b', 'REF-c'))])
    expect(results[0]).toEqual({ status: 'fulfilled', value: true })
    expect(results[1]).toMatchObject({ status: 'rejected', reason: { code: 11000 } })
    expect((await stored()).map(({ reference }) => reference)).toEqual(['ONE', 'REF-b', 'REF-c'])
  })

  it('rejects every write of a group when the database is away', async () => {
    await connection.close()
    const results = await Promise.allSettled([writes.insert(anEnquiry('a')), writes.update(renamed('b', 'TWO'))])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    connection = await connectStore(uri)
  })
})
