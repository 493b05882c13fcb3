import { newIntakeDocument } from '../../../src/store/newIntakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { SEALED_FIELDS } from '../../../src/store/toIntake'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser, invented } from './deskApp'
import { putEmail } from './enquiries'

const REPLIES = 2_000
const uri = freshDatabaseUri()
let desk: DeskApp
let atDuty: DeskBrowser
let first: string

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  atDuty = await desk.signIn(await desk.addStaff('duty', 'Dilys Duty'))
  first = await putEmail(desk, { subject: 'The first', text: 'Invented words.' }, { minutesAgo: REPLIES + 1, priority: 'high' })
  await intakeModel(desk.connection).collection.insertMany(Array.from({ length: REPLIES }, (_, n) => aReply(n)) as never[])
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

/** The n-th latest. */
function aReply(n: number) {
  const id = invented(`reply ${n}`)
  const seal = (field: string, text: string) => desk.sealer.seal(id, field, text)
  const document = newIntakeDocument({
    id, receivedAt: new Date(desk.now.getTime() - n * 60_000), now: desk.now, owedTasks: [], demonstration: false,
    acknowledgement: { state: 'sent', attempts: 1 }, thread: { joinedTo: first },
    contact: {
      email: {
        sha256: id, rawFileId: id, size: 900, subject: seal(SEALED_FIELDS.subject, `Reply number ${n}.`), text: seal(SEALED_FIELDS.text, 'x'),
        attachments: desk.sealer.sealJson(id, SEALED_FIELDS.attachments, []),
      },
    },
  })
  return { ...document, queueRank: 3, status: n % 2 === 0 ? 'accepted' : 'triaged' }
}

interface Plan {
  executionStats: { totalDocsExamined: number; totalKeysExamined: number }
}

describe('a thread of 2,000 messages', () => {
  it('shows the latest on the page of its first, counts the others, and the page stays small', async () => {
    const { text } = await atDuty.open(`/intakes/${first}`)
    expect([0, 19, 20].map((n) => text.includes(`Reply number ${n}.`))).toEqual([true, true, false])
    expect(text).toContain('1,980 older messages belong with this enquiry too, not listed here.')
    expect(text.length).toBeLessThan(60_000)
  })

  it('is read in its order from an index, no further than is shown', async () => {
    const read = await intakeModel(desk.connection).find({ joinedTo: { $in: [first, 'another'] } }).sort({ receivedAt: -1 }).limit(20).explain('executionStats') as unknown as Plan
    expect(JSON.stringify(read)).toContain('joinedTo_1_receivedAt_-1')
    expect(read.executionStats.totalDocsExamined).toBeLessThanOrEqual(20)
  })

  it('is counted on the queue without reading one of its messages', async () => {
    expect((await atDuty.open('/')).text).toContain('1000 later messages wait')
    const counted = await intakeModel(desk.connection).aggregate([
      { $match: { joinedTo: { $in: [first, 'another'] }, status: { $in: ['received', 'triaged', 'allocated'] } } },
      { $group: { _id: '$joinedTo', count: { $sum: 1 } } },
    ]).explain('executionStats')
    const plan = JSON.stringify(counted)
    expect(plan).toContain('joinedTo_1_status_1')
    expect(plan).not.toMatch(/"totalDocsExamined":[1-9]/)
  })
})
