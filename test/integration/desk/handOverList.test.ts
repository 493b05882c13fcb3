import { intakeModel } from '../../../src/store/intakeModel'
import { taskModel } from '../../../src/store/taskModel'
import type { TaskKind } from '../../../src/domain/task'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall, putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let tom: Awaited<ReturnType<DeskApp['addStaff']>>
let atDuty: DeskBrowser
let atTom: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  atDuty = await desk.signIn(await desk.addStaff('duty', 'Dilys Duty'))
  tom = await desk.addStaff('social_worker', 'Tom Worker')
  atTom = await desk.signIn(tom)
})
beforeEach(async () => {
  await intakeModel(desk.connection).deleteMany({})
  await taskModel(desk.connection).deleteMany({})
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const minutesAgo = (minutes: number): Date => new Date(desk.now.getTime() - minutes * 60_000)
const change = async (id: string, fields: object): Promise<void> => void (await intakeModel(desk.connection).collection.updateOne({ _id: id as never }, { $set: fields }))
const owes = async (id: string, kind: TaskKind, dueAt: Date): Promise<void> =>
  void (await taskModel(desk.connection).create({ _id: `${id}-${kind}-${dueAt.getTime()}`, intakeId: id, kind, state: 'open', createdAt: minutesAgo(60), dueAt }))
const accepted = { status: 'accepted', acceptance: { by: 'tom', byName: 'Tom Worker', at: new Date('2026-11-23T09:30:00Z') } }
/** A call of the night that Tom accepted by key. */
const acceptedCall = async (priority: 'urgent' | 'high' = 'urgent'): Promise<string> => {
  const id = await putCall(desk, {}, { priority, minutesAgo: 60 })
  await change(id, accepted)
  return id
}
const list = async (at = atDuty): Promise<string> => (await at.open('/hand-over')).text
/** The words of one part of the list. */
const part = async (title: string): Promise<string> => textOf((await list()).split('<h2').find((one) => one.includes(title)) ?? '')
const OVERDUE = 'Urgent and accepted, with something overdue'
const OFFERS = 'Urgent and offered to a colleague'

describe('what one shift leaves to the next of urgent enquiries that are accepted', () => {
  it('names a message that nobody has heard, and whoever accepted the call by key, until it is heard', async () => {
    const id = await acceptedCall()
    await owes(id, 'listen', minutesAgo(10))
    expect(await part(OVERDUE)).toMatch(/Urgent; Accepted by Tom Worker; Listen to the message Overdue since 09:50 Tom Worker/)
    await taskModel(desk.connection).updateOne({ intakeId: id }, { $set: { state: 'done' } })
    expect(await part(OVERDUE)).toContain('Nothing is overdue of an urgent enquiry that somebody accepted.')
  })

  it('names all that is overdue of one, each once and the longest overdue first, and nothing that is not', async () => {
    const [one, other] = [await acceptedCall(), await acceptedCall()]
    await owes(one, 'recording_missing', minutesAgo(5))
    await owes(other, 'wrap_up', minutesAgo(20))
    await owes(other, 'listen', minutesAgo(12))
    await owes(other, 'listen', minutesAgo(11))
    await owes(other, 'review_abandoned', minutesAgo(-30))
    const html = (await list()).split('<h2').find((text) => text.includes(OVERDUE)) ?? ''
    expect([...html.matchAll(/data-intake="([0-9a-f]+)"/g)].map(([, id]) => id)).toEqual([other, one])
    expect(textOf(html)).toMatch(/Write the note; Listen to the message Overdue since 09:40/)
    expect(textOf(html)).toMatch(/No message recorded Overdue since 09:55/)
    expect(textOf(html)).not.toContain('Call ended early')
  })

  it('leaves out what is not urgent, what is ended, and call-backs, which stand above', async () => {
    const [high, ended, callback] = [await acceptedCall('high'), await acceptedCall(), await acceptedCall()]
    await change(ended, { status: 'closed' })
    await owes(high, 'listen', minutesAgo(10))
    await owes(ended, 'listen', minutesAgo(10))
    await owes(callback, 'callback', minutesAgo(10))
    expect(await part(OVERDUE)).toContain('Nothing is overdue of an urgent enquiry that somebody accepted.')
    expect(await part('Call-backs to be made, or to be written up')).toContain('Overdue since 09:50')
  })

  it('names offers of urgent ones that wait, to whom and by when they are to answer', async () => {
    const offer = { to: 'thea', toName: 'Thea Three', from: 'una', fromName: 'Una One', at: minutesAgo(5), dueAt: minutesAgo(-10) }
    const allocation = { socialWorker: 'una', socialWorkerName: 'Una One', manager: 'mona', managerName: 'Mona', at: minutesAgo(30) }
    const urgent = await putEmail(desk, { subject: 'Urgent words', text: 'Words' }, { priority: 'urgent', minutesAgo: 30, allocation })
    const high = await putEmail(desk, { subject: 'High words', text: 'Words' }, { priority: 'high', minutesAgo: 30, allocation })
    for (const id of [urgent, high]) await change(id, { transfer: offer })
    const text = await part(OFFERS)
    expect(text).toContain('Urgent To be answered by 10:10 Offered to Thea Three; until then with Una One')
    const html = (await list()).split('<h2').find((one) => one.includes(OFFERS)) ?? ''
    expect([...html.matchAll(/data-intake="([0-9a-f]+)"/g)].map(([, id]) => id)).toEqual([urgent])
    await intakeModel(desk.connection).collection.updateOne({ _id: urgent as never }, { $unset: { transfer: '' } })
    expect(await part(OFFERS)).toContain('No offer of an urgent enquiry waits for an answer.')
  })

  it('tells whoever is barred from one nothing of it', async () => {
    const [id, offered] = [await acceptedCall(), await acceptedCall()]
    await owes(id, 'listen', minutesAgo(10))
    await change(offered, { transfer: { to: 'thea', toName: 'Thea Three', from: 'una', fromName: 'Una One', at: minutesAgo(5), dueAt: minutesAgo(-10) } })
    const barred = [{ staffId: tom.id, name: 'Tom Worker', at: desk.now, by: 'd', byName: 'D' }]
    expect((await list(atTom)).match(new RegExp(`${id}|${offered}`, 'g'))).not.toBeNull()
    for (const one of [id, offered]) await change(one, { barred })
    expect((await list(atTom)).match(new RegExp(`${id}|${offered}`, 'g'))).toBeNull()
    expect((await list()).match(new RegExp(`${id}|${offered}`, 'g'))).not.toBeNull()
  })
})
