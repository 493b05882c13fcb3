import type { StaffMember } from '../../../src/domain/staff'
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
let at: Record<'manager' | 'other' | 'sam' | 'duty', DeskBrowser>

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  const [other, duty] = [await desk.addStaff('manager', 'Olly Other'), await desk.addStaff('duty', 'Dilys Duty')]
  at = { manager: await desk.signIn(manager), other: await desk.signIn(other), sam: await desk.signIn(sam), duty: await desk.signIn(duty) }
})
beforeEach(async () => void (await intakeModel(desk.connection).deleteMany({})))
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const post = async (browser: DeskBrowser, id: string, path: string, form: Record<string, string> = {}) => {
  await browser.open(`/intakes/${id}`)
  return browser.send(`/intakes/${id}/${path}`, form)
}
const allocation = () => ({ socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now })
const bar = async (id: string) => post(at.other, id, 'conflicts', { to: sam.id, reason: 'His sister wrote it.' })
const asked = async (id: string) => (await stored(id)).owedTasks.map(({ kind, about, cause }) => [kind, about, cause])

async function onList(facts: { readonly allocated: boolean }): Promise<string> {
  const id = await putEmail(desk, { subject: 'Training', text: 'Invented.' }, { priority: 'low', category: 'training', ...(facts.allocated && { allocation: allocation() }) })
  expect((await post(at.duty, id, 'rerouting', { category: 'training', reason: '', seenReadAt: '2026-11-23T10:00:00.000Z' })).status).toBe(303)
  return id
}
async function endedCase(): Promise<string> {
  const id = await putEmail(desk, { subject: 'A worry', text: 'Invented.' }, { priority: 'standard', allocation: allocation() })
  await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { status: 'accepted', acceptance: { by: sam.id, byName: sam.name, at: desk.now } } })
  expect((await post(at.manager, id, 'case-ending', { outcome: 'advice_given', reason: 'Done.' })).headers['location']).toBe(`/intakes/${id}?done=ended`)
  return id
}

describe.each([
  ['is on another list', async () => onList({ allocated: true })],
  ['was ended', endedCase],
])('whoever had an enquiry that %s', (_words, put) => {
  it('can be barred from it, and opens it no more', async () => {
    const id = await put()
    expect((await at.sam.open(`/intakes/${id}`)).status).toBe(200)
    expect((await bar(id)).status).toBe(303)
    expect([(await stored(id)).barred?.map(({ name }) => name), (await at.sam.open(`/intakes/${id}`)).status, await asked(id)]).toEqual([['Sam Worker'], 404, []])
  })

  it('has it no more when it comes back: a card asks who is to have it', async () => {
    const id = await put()
    await bar(id)
    expect((await post(at.duty, id, 'return', { reason: 'There is more to see to.' })).status).toBe(303)
    expect([(await stored(id)).status, await asked(id), (await at.sam.open(`/intakes/${id}`)).status]).toEqual(['allocated', [['holder_away', sam.id, 'conflict']], 404])
  })
})

it('whoever supervises what was ended can be barred from it too', async () => {
  const id = await endedCase()
  expect((await post(at.other, id, 'conflicts', { to: manager.id, reason: 'Her neighbour.' })).status).toBe(303)
  expect((await at.manager.open(`/intakes/${id}`)).status).toBe(404)
})

it('whoever has an enquiry in the queue is to be replaced before they are barred, as ever', async () => {
  const id = await putEmail(desk, { subject: 'A worry', text: 'Invented.' }, { priority: 'standard', allocation: allocation() })
  const sent = await bar(id)
  expect([sent.status, sent.text.includes('Sam Worker has this enquiry. Give it to somebody else first')]).toEqual([422, true])
})

describe('what somebody has taken on a list', () => {
  it('is to be taken again by another when they are barred from it', async () => {
    const id = await onList({ allocated: false })
    expect((await post(at.sam, id, 'taking')).status).toBe(303)
    expect((await bar(id)).status).toBe(303)
    expect((await stored(id)).rerouting?.taken).toBeUndefined()
    expect(textOf((await at.duty.open('/lists/training')).text)).toContain('Nobody yet')
    expect((await post(at.manager, id, 'taking')).status).toBe(303)
    expect((await stored(id)).rerouting?.taken?.byName).toBe('Mona Manager')
  })

  it('is so where they are barred from another that belongs with it', async () => {
    const [first, later] = [await onList({ allocated: false }), await onList({ allocated: false })]
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { joinedTo: first } })
    await post(at.sam, later, 'taking')
    expect((await bar(first)).status).toBe(303)
    expect((await stored(later)).rerouting?.taken).toBeUndefined()
  })
})
