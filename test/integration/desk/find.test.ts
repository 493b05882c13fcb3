import { newReference } from '../../../src/domain/referenceNumber'
import type { StaffMember } from '../../../src/domain/staff'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser
let id: string
let reference: string

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
  id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high' })
  reference = (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!.reference
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const UNKNOWN = 'No enquiry that you may see has this reference'
const find = async (typed: string, browser = atDuty) => browser.send('/find', { reference: typed })

describe('finding an enquiry by its reference', () => {
  it('is offered on every page, and leads to the enquiry, however the reference is typed', async () => {
    expect((await atDuty.open('/')).text).toMatch(/<form class="desk-find"[^>]*action="\/find"/)
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('action="/find"')
    for (const typed of [reference, reference.toLowerCase().replace('-', ''), ` ref ${reference.replace('-', ' ')} `]) {
      const found = await find(typed)
      expect([found.status, found.headers['location']]).toEqual([303, `/intakes/${id}`])
    }
  })

  it('is written down, and so is the opening that follows', async () => {
    await viewAuditModel(desk.connection).deleteMany({})
    await atDuty.open((await find(reference)).headers['location'] ?? '')
    expect(await viewAuditModel(desk.connection).find().sort({ event: 1 }).lean()).toMatchObject([
      { event: 'enquiry_sought', reference, staffId: duty.id }, { event: 'intake_viewed', intakeId: id, staffId: duty.id },
    ])
  })

  it('says in the same words that there is none, and leaves room for another try', async () => {
    const other = newReference()
    const answer = await find(other.toLowerCase())
    expect([answer.status, textOf(answer.text).includes(`${UNKNOWN}: ${other}.`), answer.text.includes(`value="${other.toLowerCase()}"`)]).toEqual([404, true, true])
  })

  it('shows examples that are references as well, of no enquiry', async () => {
    const examples = [...textOf((await atDuty.open('/find')).text).matchAll(/such as ([A-Z0-9-]{8,9})/g)].map(([, example]) => example!)
    expect(examples).toHaveLength(2)
    for (const example of examples) expect([example, (await find(example)).status]).toEqual([example, 404])
  })

  it('tells nobody with a conflict of interest that there is one', async () => {
    const torn = await desk.addStaff('social_worker', 'Tess Torn')
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { barred: [{ staffId: torn.id, name: torn.name }] } })
    const answer = await find(reference, await desk.signIn(torn))
    expect([answer.status, textOf(answer.text).includes(`${UNKNOWN}: ${reference}.`)]).toEqual([404, true])
    expect((await find(reference)).status).toBe(303)
  })

  it('says that a character is mistyped, and that something is no reference, without looking', async () => {
    const last = reference.endsWith('7') ? '9' : '7'
    const mistyped = await find(reference.slice(0, -1) + last)
    expect([mistyped.status, mistyped.text.includes('That reference has a mistyped character')]).toEqual([422, true])
    const none = await find('<b>Mara</b>')
    expect([none.status, none.text.includes('A reference has eight letters and numbers'), none.text.includes('<b>Mara')]).toEqual([422, true, false])
    expect((await find('')).text).toContain('Enter a reference')
    expect((await atDuty.agent.post('/find').type('form').send({ csrfToken: atDuty.token, 'reference[]': 'x' })).status).toBe(422)
  })

  it('is for those who may open enquiries, and by a form of ours', async () => {
    for (const role of ['admin', 'reporter', 'police_liaison'] as const) {
      const browser = await desk.signIn(await desk.addStaff(role, `Nobody ${role.replace('_', ' ')}`))
      const page = await browser.open('/')
      expect([page.text.includes('/find'), (await find(reference, browser)).status, (await browser.open('/find')).status]).toEqual([false, 404, 404])
    }
    expect((await atDuty.send('/find', { reference, csrfToken: 'invented' })).status).toBe(403)
  })

  it('is slowed down for whoever guesses, and for nobody else; what is found does not count', async () => {
    const guesser = await desk.signIn(await desk.addStaff('duty', 'Gus Guesser'))
    for (let n = 0; n < 30; n += 1) expect((await find(reference, guesser)).status).toBe(303)
    const guesses: number[] = []
    for (let n = 0; n < 21; n += 1) guesses.push((await find(newReference(), guesser)).status)
    expect(guesses).toEqual([...Array.from({ length: 20 }, () => 404), 429])
    const refused = await find(reference, guesser)
    expect([refused.status, /You have looked for many references that no enquiry has. Try again in \d+ minutes/.test(refused.text)]).toEqual([429, true])
    expect((await find(reference)).status).toBe(303)
  })
})
