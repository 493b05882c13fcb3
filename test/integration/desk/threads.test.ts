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
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
  atManager = await desk.signIn(await desk.addStaff('manager', 'Mona Manager'))
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const change = async (id: string, facts: Partial<IntakeDocument>): Promise<void> => void (await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts }))
const anEnquiry = async (minutesAgo: number, facts: Partial<IntakeDocument> = {}): Promise<IntakeDocument> => {
  const id = await putEmail(desk, { subject: 'A worry', text: 'Invented words.' }, { minutesAgo, priority: 'high' })
  await change(id, facts)
  return stored(id)
}
const answerOn = async (browser: DeskBrowser, on: IntakeDocument, answer: 'join' | 'dismiss', about: IntakeDocument) => {
  await browser.open(`/intakes/${on._id}`)
  return browser.send(`/intakes/${on._id}/suggestions`, { enquiry: about._id, answer })
}

describe('enquiries that belong together', () => {
  it('lead to one another, and a reply from elsewhere is to be verified', async () => {
    const first = await anEnquiry(90, { status: 'accepted', acceptance: { by: duty.id, byName: 'Dilys Duty', at: desk.now } })
    const reply = await anEnquiry(20, { joinedTo: first._id, joinedFrom: 'other_address' })
    const page = await atDuty.open(`/intakes/${reply._id}`)
    expect(page.text).toMatch(new RegExp(`Belongs with <a class="govuk-link desk-reference" href="/intakes/${first._id}">${first.reference}</a>`))
    expect(page.text).toContain('comes from another address than that went to')
    const ofFirst = await atDuty.open(`/intakes/${first._id}`)
    expect(ofFirst.text).toContain('Later messages that belong with this')
    expect(ofFirst.text).toContain(reply.reference)
  })

  it('are listed with their priority and subject, so that nobody need open each; of what is only suggested no word is shown', async () => {
    const first = await anEnquiry(85)
    const id = await putEmail(desk, { subject: 'He is <gone> again', text: 'Invented words.' }, { minutesAgo: 15, priority: 'urgent' })
    await change(id, { joinedTo: first._id })
    const unread = await putEmail(desk, { subject: 'Newest', text: 'Invented words.' }, { minutesAgo: 5 })
    await change(unread, { joinedTo: first._id })
    const listed = /Later messages that belong with this[\s\S]*?<\/ul>/.exec((await atDuty.open(`/intakes/${first._id}`)).text)?.[0]
    expect(listed).toMatch(/Not yet read<[\s\S]*Newest[\s\S]*Urgent<[\s\S]*He is &lt;gone&gt; again/)
    expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/Belongs with[\s\S]*High<[\s\S]*A worry[\s\S]*<h2/)
    const guessing = await anEnquiry(4, { suggestions: [{ intakeId: id, why: 'reference' }] })
    const suggested = /May belong with[\s\S]*?<\/ul>/.exec((await atDuty.open(`/intakes/${guessing._id}`)).text)?.[0]
    expect([suggested?.includes('Urgent'), suggested?.includes('again')]).toEqual([true, false])
    // Nor is it shown at all to somebody with a conflict of interest in it.
    const torn = await desk.addStaff('social_worker', 'Tess Torn')
    await desk.connection.collection<{ _id: string }>('intakes').updateOne({ _id: first._id }, { $set: { barred: [{ staffId: torn.id, name: torn.name }] } })
    const toThem = await (await desk.signIn(torn)).open(`/intakes/${guessing._id}`)
    expect([toThem.status, toThem.text.includes('May belong with')]).toEqual([200, false])
  })

  it('show their page although the subject of another of them does not open', async () => {
    const first = await anEnquiry(88)
    const broken = await anEnquiry(14, { joinedTo: first._id })
    const other = await anEnquiry(13)
    await intakeModel(desk.connection).updateOne({ _id: broken._id }, { $set: { 'email.subject': other.email?.subject } })
    const page = await atDuty.open(`/intakes/${first._id}`)
    expect([page.status, page.text.includes(broken.reference)]).toEqual([200, true])
  })

  it('are seen on the lists: a reply to an accepted enquiry waits there, and the accepted one says so', async () => {
    const first = await anEnquiry(80, { status: 'accepted', acceptance: { by: duty.id, byName: 'Dilys Duty', at: desk.now } })
    await anEnquiry(19, { joinedTo: first._id })
    expect(textOf((await atDuty.open('/')).text)).toContain(`belongs with ${first.reference}`)
    expect((await atDuty.open('/accepted')).text).toContain('A later message waits')
  })

  it('stay found when one was joined while another joined it', async () => {
    const [first, second] = [await anEnquiry(70), await anEnquiry(60)]
    await change(second._id, { joinedTo: first._id })
    const third = await anEnquiry(50, { joinedTo: second._id })
    expect((await atDuty.open(`/intakes/${first._id}`)).text).toContain(third.reference)
    expect((await atDuty.open(`/intakes/${third._id}`)).text).toContain(`Belongs with <a class="govuk-link desk-reference" href="/intakes/${first._id}">`)
  })
})

describe('a suggestion', () => {
  it('joins nothing until somebody says so; the join is theirs, and changes nothing of what it joins but a line in its history', async () => {
    const first = await anEnquiry(70)
    const second = await anEnquiry(60, { joinedTo: first._id })
    const third = await anEnquiry(50, { suggestions: [{ intakeId: second._id, why: 'reference' }] })
    const later = await anEnquiry(40, { joinedTo: third._id })
    expect((await atDuty.open(`/intakes/${third._id}`)).text).toContain('May belong with')
    expect((await answerOn(atDuty, third, 'join', second)).status).toBe(303)
    expect(await stored(third._id)).toMatchObject({
      joinedTo: first._id, suggestions: [], history: [{ kind: 'joined', by: duty.id, byName: 'Dilys Duty', other: second.reference }],
    })
    expect((await stored(later._id)).joinedTo).toBe(first._id)
    expect([await stored(first._id), await stored(second._id)]).toEqual([first, { ...second, history: [expect.objectContaining({ kind: 'joined_here', other: third.reference })] }])
    expect(await viewAuditModel(desk.connection).find({ intakeId: third._id, event: 'suggestion_answer_tried' }).lean()).toHaveLength(1)
    expect(textOf((await atDuty.open(`/intakes/${third._id}`)).text)).toContain(`Joined to ${second.reference}`)
  })

  it('of the same message in another mailbox is said in words, and so is why it was not acknowledged again', async () => {
    const first = await anEnquiry(70)
    const second = await anEnquiry(60, {
      suggestions: [{ intakeId: first._id, why: 'same_message' }], acknowledgement: { state: 'suppressed', reason: 'same_message', attempts: 1 },
    })
    const { text } = await atDuty.open(`/intakes/${second._id}`)
    expect(text).toContain('The same message reached us in another mailbox, or twice')
    expect(text).toContain(`It belongs with <span class="desk-reference">${first.reference}</span>`)
    expect(text).toContain('Held back: the same message reached us in another mailbox, or twice, and is acknowledged there.')
  })

  it('can be dismissed, once', async () => {
    const first = await anEnquiry(70)
    const second = await anEnquiry(60, { suggestions: [{ intakeId: first._id, why: 'several_threads' }] })
    expect((await answerOn(atDuty, second, 'dismiss', first)).status).toBe(303)
    expect((await answerOn(atManager, second, 'dismiss', first)).status).toBe(409)
    const after = await stored(second._id)
    expect([after.joinedTo, after.suggestions, after.history?.map(({ kind }) => kind)]).toEqual([undefined, [], ['suggestion_dismissed']])
  })

  it('that two people answer at once is answered by one', async () => {
    const [one, other] = [await anEnquiry(70), await anEnquiry(65)]
    const second = await anEnquiry(60, { suggestions: [{ intakeId: one._id, why: 'several_threads' }, { intakeId: other._id, why: 'several_threads' }] })
    await Promise.all([atDuty, atManager].map((browser) => browser.open(`/intakes/${second._id}`)))
    const answers = await Promise.all([
      atDuty.send(`/intakes/${second._id}/suggestions`, { enquiry: one._id, answer: 'join' }),
      atManager.send(`/intakes/${second._id}/suggestions`, { enquiry: other._id, answer: 'join' }),
    ])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 409]))
    expect((await stored(second._id)).history).toHaveLength(1)
  })

  it('that was never made cannot be accepted', async () => {
    const [first, second] = [await anEnquiry(70), await anEnquiry(60)]
    expect((await answerOn(atDuty, second, 'join', first)).status).toBe(409)
    expect((await atDuty.send(`/intakes/${second._id}/suggestions`, { enquiry: 'x', answer: 'join' })).status).toBe(404)
    expect((await stored(second._id)).joinedTo).toBeUndefined()
  })
})
