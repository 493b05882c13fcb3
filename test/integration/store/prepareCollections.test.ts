import type { Connection } from 'mongoose'
import { connectStore } from '../../../src/store/connection'
import { intakeModel } from '../../../src/store/intakeModel'
import { FORMER_OFFICERS, prepareCollections } from '../../../src/store/prepareCollections'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const uri = freshDatabaseUri()
let connection: Connection
beforeAll(async () => {
  connection = await connectStore(uri)
})
afterAll(async () => {
  await connection.close()
  await dropDatabase(uri)
})

describe('a start on a database of an earlier version', () => {
  it('tells the officers who were called for as a list of roles, once', async () => {
    const former = { _id: 'old', reference: 'OLD', status: 'triaged', steps: {}, secondProfessionals: [{ role: 'police_liaison', because: [{ kind: 'signal', signal: 'threats' }] }] }
    await connection.collection('intakes').insertOne(former as never)
    for (const start of ['first', 'second']) {
      await prepareCollections(connection)
      const found = await intakeModel(connection).findById('old').lean()
      expect([start, found]).toMatchObject([start, {
        secondRoles: ['police_liaison'], seconds: { police_liaison: { because: [{ signal: 'threats' }], since: expect.any(Date) as Date } }, steps: { escalateSecond: { state: 'pending' } },
      }])
      expect(found).not.toHaveProperty('secondProfessionals')
    }
  })

  it('allocates what is open and was given up for a fault, and nothing else', async () => {
    const failed = { steps: { allocate: { state: 'failed', attempts: 6 } } }
    await connection.collection('intakes').insertMany([
      { _id: 'open', reference: 'OPEN', status: 'triaged', ...failed }, { _id: 'accepted', reference: 'ACCEPTED', status: 'accepted', ...failed },
      { _id: 'closed', reference: 'CLOSED', status: 'closed', ...failed }, { _id: 'given', reference: 'GIVEN', status: 'allocated', allocation: { socialWorker: 'ann' }, ...failed },
    ] as never)
    await prepareCollections(connection)
    const found = await intakeModel(connection).find({ _id: { $in: ['open', 'accepted', 'closed', 'given'] } }).lean()
    expect(Object.fromEntries(found.map(({ _id, steps }) => [_id, steps.allocate]))).toEqual({
      open: { state: 'pending', attempts: 0, dueAt: expect.any(Date) as Date }, accepted: { state: 'pending', attempts: 0, dueAt: expect.any(Date) as Date },
      closed: failed.steps.allocate, given: failed.steps.allocate,
    })
  })

  it('finds none of them without reading through all enquiries', async () => {
    await prepareCollections(connection)
    await connection.collection('intakes').insertMany(Array.from({ length: 200 }, (_, nth) => ({ _id: `new${nth}`, reference: `NEW-${nth}`, status: 'closed' })) as never)
    const { executionStats } = await intakeModel(connection).collection.find(FORMER_OFFICERS).explain('executionStats') as { executionStats: { totalDocsExamined: number; totalKeysExamined: number } }
    expect([executionStats.totalDocsExamined, executionStats.totalKeysExamined]).toEqual([0, 0])
  })
})
