import { SERVICE } from '../../../config/service'
import type { StaffMember } from '../../../src/domain/staff'
import { caseloadsOf } from '../../../src/store/caseloads'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let manager: StaffMember
let sam: StaffMember
let kay: StaffMember
let atManager: DeskBrowser
let atKay: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  kay = await desk.addStaff('social_worker', 'Kay Colleague', { manager: manager.email })
  atManager = await desk.signIn(manager)
  atKay = await desk.signIn(kay)
})
beforeEach(async () => void (await intakeModel(desk.connection).deleteMany({})))
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const WRONG = 'Two girls of one name.'
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const statuses = async (...ids: string[]): Promise<readonly string[]> => Promise.all(ids.map(async (id) => (await stored(id)).status))
const change = async (id: string, facts: object): Promise<void> => void (await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts }))
const loadOf = async ({ id }: StaffMember): Promise<number> => (await caseloadsOf(intakeModel(desk.connection), [id], SERVICE.caseWeights)).get(id)?.load ?? 0
const held = async (minutesAgo: number, by = sam): Promise<string> => {
  const allocation = { socialWorker: by.id, socialWorkerName: by.name, manager: manager.id, managerName: manager.name, at: desk.now }
  const id = await putEmail(desk, { subject: 'A worry', text: 'Invented.' }, { minutesAgo, priority: 'standard', allocation })
  await accepted(id, by)
  return id
}
const accepted = async (id: string, by: StaffMember): Promise<void> => change(id, { status: 'accepted', acceptance: { by: by.id, byName: by.name, at: desk.now } })
async function send(id: string, path: string, form: Record<string, string>): Promise<void> {
  await atManager.open(`/intakes/${id}`)
  expect((await atManager.send(`/intakes/${id}/${path}`, form)).status).toBe(303)
}
const join = async (later: string, first: string): Promise<void> => send(later, 'belonging/answer', { enquiry: first, answer: 'join' })
const end = async (id: string): Promise<void> => send(id, 'case-ending', { outcome: 'advice_given', reason: 'Advice was given about the first girl.' })
const part = async (later: string, first: string): Promise<void> => send(later, 'belonging/back', { enquiry: first, what: 'join', reason: WRONG })
const page = async (browser: DeskBrowser, id: string): Promise<string> => textOf((await browser.open(`/intakes/${id}`)).text)

describe('what was ended along with an enquiry that it does not belong with', () => {
  it('is in the queue again once their join is taken back, for whoever had it, and says why', async () => {
    const [first, later] = [await held(90), await held(60)]
    await join(later, first)
    await end(first)
    expect(await statuses(first, later)).toEqual(['closed', 'closed'])
    await part(later, first)
    const [{ reference }, now] = [await stored(first), await stored(later)]
    expect([await statuses(first, later), now.joinedTo, now.closedAt, now.endedWith, now.acceptance, now.allocation?.socialWorker]).toEqual([['closed', 'allocated'], undefined, undefined, undefined, undefined, sam.id])
    expect([now.steps.escalate.state, now.escalation?.anewSince]).toEqual(['pending', desk.now])
    expect(await loadOf(sam)).toBe(SERVICE.caseWeights.standard)
    const text = await page(atManager, later)
    expect([text.includes(`Reopened: it was ended along with ${reference}, which it does not belong with`), text.includes('which it belongs with')]).toEqual([true, false])
  })

  it('goes back to whoever had it before the two were joined', async () => {
    const [first, later] = [await held(90), await held(60, kay)]
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { status: 'allocated' }, $unset: { acceptance: '' } })
    await join(later, first)
    expect((await stored(later)).allocation?.socialWorker).toBe(sam.id)
    await accepted(later, sam)
    await end(first)
    await part(later, first)
    expect([await statuses(first, later), (await stored(later)).allocation?.socialWorker, await loadOf(kay), await loadOf(sam)]).toEqual([['closed', 'allocated'], kay.id, SERVICE.caseWeights.standard, 0])
  })

  it('comes back with all that goes along with it, and is counted once with that', async () => {
    const [first, later, reply] = [await held(90), await held(60), await held(50)]
    await join(reply, later)
    await join(later, first)
    await end(first)
    expect(await statuses(first, later, reply)).toEqual(['closed', 'closed', 'closed'])
    await part(later, first)
    expect([await statuses(first, later, reply), await loadOf(sam)]).toEqual([['closed', 'allocated', 'allocated'], SERVICE.caseWeights.standard])
  })

  it('comes back too where it is the one that stays, and the one that was ended goes', async () => {
    const [first, goes, stays] = [await held(90), await held(60), await held(50)]
    await join(goes, first)
    await join(stays, first)
    await change(goes, { allocation: { ...(await stored(goes)).allocation, countedWith: undefined } })
    await change(stays, { 'allocation.countedWith': goes })
    await end(goes)
    expect(await statuses(goes, stays)).toEqual(['closed', 'closed'])
    await part(goes, first)
    expect(await statuses(goes, stays)).toEqual(['closed', 'allocated'])
  })

  it('names that enquiry to nobody who may not open it', async () => {
    const [first, later] = [await held(90), await held(60)]
    await join(later, first)
    await end(first)
    await part(later, first)
    await change(first, { barred: [{ staffId: kay.id, name: kay.name, at: desk.now, by: manager.id, byName: manager.name }] })
    const text = await page(atKay, later)
    expect([text.includes('Reopened'), text.includes((await stored(first)).reference), text.includes(WRONG)]).toEqual([true, false, false])
  })
})

describe('what was ended for itself', () => {
  it('stays ended where a join of it is taken back, with what was ended along with it and goes along', async () => {
    const [first, later, reply] = [await held(90), await held(60), await held(50)]
    await join(reply, later)
    await join(later, first)
    await change(later, { allocation: { ...(await stored(later)).allocation, countedWith: undefined } })
    await change(reply, { 'allocation.countedWith': later })
    await end(later)
    expect(await statuses(first, later, reply)).toEqual(['accepted', 'closed', 'closed'])
    await part(later, first)
    expect(await statuses(first, later, reply)).toEqual(['accepted', 'closed', 'closed'])
  })
})
