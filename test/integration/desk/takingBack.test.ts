import type { StaffMember } from '../../../src/domain/staff'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { StoredThreads } from '../../../src/store/threads'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let manager: StaffMember
let atDuty: DeskBrowser
let atOther: DeskBrowser
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
  atOther = await desk.signIn(await desk.addStaff('duty', 'Odd Other'))
  manager = await desk.addStaff('manager', 'Mona Manager')
  atManager = await desk.signIn(manager)
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const WRONG = 'Two girls of that name.'
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const anEnquiry = async (minutesAgo: number, facts: Partial<IntakeDocument> = {}): Promise<string> => {
  const id = await putEmail(desk, { subject: 'A worry', text: 'Invented words.' }, { minutesAgo, priority: 'high' })
  await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts })
  return id
}
async function say(on: string, answer: string, about: string): Promise<void> {
  await atDuty.open(`/intakes/${on}`)
  expect((await atDuty.send(`/intakes/${on}/belonging/answer`, { enquiry: about, answer })).status).toBe(303)
}
async function takeBack(browser: DeskBrowser, on: string, about: string, what: 'join' | 'link', reason = WRONG) {
  await browser.open(`/intakes/${on}`)
  return browser.send(`/intakes/${on}/belonging/back`, { enquiry: about, what, reason })
}
const historyOf = async (id: string) => ((await stored(id)).history ?? []).map(({ kind, byName, other }) => [kind, byName, other])

describe('a wrong join', () => {
  it('is taken back by a manager, with a reason in the history of both, and all is as it was', async () => {
    const [first, later] = [await anEnquiry(90), await anEnquiry(60)]
    const [before, own] = [await stored(first), await stored(later)]
    await say(later, 'join', first)
    expect((await atManager.open(`/intakes/${later}`)).text).toContain('They do not belong together')
    const back = await takeBack(atManager, later, first, 'join')
    expect([back.status, back.headers['location']]).toEqual([303, `/intakes/${later}?done=parted`])
    const { history: _, suggestions: _none, ...now } = await stored(later)
    expect(now).toEqual(own)
    expect(await historyOf(later)).toEqual([['joined', 'Dilys Duty', before.reference], ['join_taken_back', 'Mona Manager', before.reference]])
    expect(await historyOf(first)).toEqual([['joined_here', 'Dilys Duty', own.reference], ['join_taken_back', 'Mona Manager', own.reference]])
    expect(JSON.stringify([await stored(first), await stored(later)])).not.toContain(WRONG)
    for (const [on, other] of [[later, before.reference], [first, own.reference]] as const) {
      const text = textOf((await atDuty.open(`/intakes/${on}`)).text)
      expect([text.includes(`Found not to belong with ${other} after all`), text.includes(WRONG), text.includes('Belongs with'), text.includes('Later messages that')]).toEqual([true, true, false, false])
    }
    expect(await viewAuditModel(desk.connection).countDocuments({ event: 'taking_back_tried', intakeId: later, staffId: manager.id })).toBe(1)
    await say(later, 'join', first)
    expect((await stored(later)).joinedTo).toBe(first)
  })

  it('is taken back by whoever joined the two, and by no colleague', async () => {
    const [first, later] = [await anEnquiry(90), await anEnquiry(60)]
    await say(first, 'join', later)
    expect((await atOther.open(`/intakes/${later}`)).text).not.toContain('They do not belong together')
    expect((await takeBack(atOther, later, first, 'join')).status).toBe(404)
    expect((await stored(later)).joinedTo).toBe(first)
    expect((await takeBack(atDuty, later, first, 'join')).status).toBe(303)
    expect((await stored(later)).joinedTo).toBeUndefined()
  })

  it('wants a reason, and is taken back once', async () => {
    const [first, later] = [await anEnquiry(90), await anEnquiry(60)]
    await say(later, 'join', first)
    const missing = await takeBack(atManager, later, first, 'join', ' ')
    expect([missing.status, missing.text.includes('Enter why they do not belong together')]).toEqual([422, true])
    const answers = await Promise.all([takeBack(atDuty, later, first, 'join'), takeBack(atManager, later, first, 'join')])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 409]))
    expect(await historyOf(later)).toHaveLength(2)
    expect(await historyOf(first)).toHaveLength(2)
  })

  it('takes along what had joined it before, and what answered it since, and leaves the rest', async () => {
    const [first, later] = [await anEnquiry(90), await anEnquiry(80)]
    const [ofFirst, ofLater] = [await anEnquiry(50), await anEnquiry(49)]
    await say(ofFirst, 'join', first)
    await say(ofLater, 'join', later)
    await say(later, 'join', first)
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { 'acknowledgement.messageId': '<ack.later@advice.example>' } })
    const [named] = await new StoredThreads(intakeModel(desk.connection), desk.sealer).findAcknowledged(['<ack.later@advice.example>'], undefined)
    const reply = await anEnquiry(20, { joinedTo: named!.firstId, joinedThrough: [...named!.through] })
    expect([(await stored(ofLater)).joinedTo, named]).toEqual([first, { intakeId: later, firstId: first, through: [later], isKnownAddress: false }])
    expect((await takeBack(atManager, later, first, 'join')).status).toBe(303)
    expect(await Promise.all([ofFirst, ofLater, reply, later].map(async (id) => (await stored(id)).joinedTo))).toEqual([first, later, later, undefined])
    expect((await stored(reply)).joinedThrough).toBeUndefined()
  })

  it('takes along what a person joined by one that belonged to another already, and what goes along with that', async () => {
    const [first, second, third, fourth] = [await anEnquiry(90), await anEnquiry(80), await anEnquiry(70), await anEnquiry(60)]
    await say(second, 'join', first)
    await say(fourth, 'join', third)
    await say(third, 'join', second)
    expect((await takeBack(atManager, second, first, 'join')).status).toBe(303)
    expect(await Promise.all([second, third, fourth].map(async (id) => (await stored(id)).joinedTo))).toEqual([undefined, second, second])
    expect((await takeBack(atManager, third, second, 'join')).status).toBe(303)
    expect((await stored(fourth)).joinedTo).toBe(third)
  })

  it('between two of a chain leaves the other joins standing', async () => {
    const [first, second, third] = [await anEnquiry(90), await anEnquiry(80), await anEnquiry(70)]
    await say(third, 'join', second)
    await say(second, 'join', first)
    expect((await takeBack(atManager, second, first, 'join')).status).toBe(303)
    expect((await stored(third)).joinedTo).toBe(second)
    await say(second, 'join', first)
    expect((await takeBack(atManager, third, first, 'join')).status).toBe(303)
    expect([(await stored(third)).joinedTo, (await stored(second)).joinedTo]).toEqual([undefined, first])
  })

  it('weighs in its worker’s caseload again what it weighed, and what goes along with it nothing', async () => {
    const worker = await desk.addStaff('social_worker', 'Wanda Worker', { manager: manager.email })
    const pair = { socialWorker: worker.id, socialWorkerName: worker.name, manager: manager.id, managerName: manager.name, at: desk.now }
    const load = async () => (await new StoredAllocationLedger(desk.connection, () => desk.now, { urgent: 3, high: 2, standard: 1, low: 0.5, unread: 2 }).people({ id: 'none' })).workers.find(({ id }) => id === worker.id)?.load
    const first = await anEnquiry(90, { status: 'allocated', allocation: pair })
    const later = await anEnquiry(80, { status: 'allocated' })
    const reply = await anEnquiry(70, { status: 'allocated', joinedTo: later })
    await say(later, 'join', first)
    for (const id of [later, reply]) await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { allocation: { ...pair, countedWith: first } } })
    expect(await load()).toBe(2)
    expect((await takeBack(atManager, later, first, 'join')).status).toBe(303)
    expect([await load(), (await stored(later)).allocation, (await stored(reply)).allocation?.countedWith]).toEqual([4, pair, later])
  })

  it('that the mail made by itself is a manager’s to take back', async () => {
    const first = await anEnquiry(90)
    const reply = await anEnquiry(30, { joinedTo: first, joinedFrom: 'other_address' })
    expect((await takeBack(atDuty, reply, first, 'join')).status).toBe(404)
    expect((await takeBack(atManager, reply, first, 'join')).status).toBe(303)
    expect((await stored(reply)).joinedTo).toBeUndefined()
  })

  it('keeps whoever is barred out of all of it where a process died between its two writes', async () => {
    const torn = await desk.addStaff('social_worker', 'Tara Torn')
    const barred = { barred: [{ staffId: torn.id, name: torn.name, at: desk.now, by: manager.id, byName: manager.name }] }
    const atTorn = await desk.signIn(torn)
    const first = await anEnquiry(90, barred)
    const later = await anEnquiry(80, { joinedTo: first })
    const reply = await anEnquiry(70, { joinedTo: later })
    const { text } = await atTorn.open('/')
    for (const id of [first, later, reply]) {
      expect((await atTorn.open(`/intakes/${id}`)).status).toBe(404)
      expect(text).not.toContain((await stored(id)).reference)
    }
    expect((await atDuty.open(`/intakes/${reply}`)).text).toContain('Tara Torn cannot open this, for it belongs with')
    const beside = await anEnquiry(60)
    const answer = await anEnquiry(50, { joinedTo: beside, ...barred })
    await intakeModel(desk.connection).updateOne({ _id: beside }, { $set: { joinedTo: await anEnquiry(95) } })
    for (const id of [beside, answer]) expect((await atTorn.open(`/intakes/${id}`)).status).toBe(404)
  })

  it('bars nobody any more for the sake of the other', async () => {
    const torn = await desk.addStaff('social_worker', 'Tess Torn')
    const first = await anEnquiry(90, { barred: [{ staffId: torn.id, name: torn.name, at: desk.now, by: manager.id, byName: manager.name }] })
    const later = await anEnquiry(60)
    await say(later, 'join', first)
    const atTorn = await desk.signIn(torn)
    expect((await atTorn.open(`/intakes/${later}`)).status).toBe(404)
    await takeBack(atManager, later, first, 'join')
    const page = await atTorn.open(`/intakes/${later}`)
    expect([page.status, page.text.includes((await stored(first)).reference)]).toEqual([200, false])
  })
})

describe('a wrong link', () => {
  it('is taken back from the page of either, and stands in the history of both', async () => {
    const [first, later] = [await anEnquiry(90), await anEnquiry(60)]
    await say(later, 'sibling', first)
    expect((await takeBack(atOther, first, later, 'link')).status).toBe(404)
    const back = await takeBack(atManager, first, later, 'link')
    expect([back.status, back.headers['location']]).toEqual([303, `/intakes/${first}?done=unlinked`])
    expect((await stored(later)).links).toEqual([])
    const references = { first: (await stored(first)).reference, later: (await stored(later)).reference }
    expect(await historyOf(later)).toEqual([['linked', 'Dilys Duty', references.first], ['link_taken_back', 'Mona Manager', references.first]])
    expect(await historyOf(first)).toEqual([['linked', 'Dilys Duty', references.later], ['link_taken_back', 'Mona Manager', references.later]])
    expect((await atDuty.open(`/intakes/${first}`)).text).not.toContain('Linked enquiries')
    await say(first, 'same_child', later)
    expect((await takeBack(atDuty, later, first, 'link')).status).toBe(303)
  })

  it('has a field of its own where the two are joined as well, and what is wrong leads to that', async () => {
    const [first, later] = [await anEnquiry(90), await anEnquiry(60)]
    await say(later, 'same_child', first)
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { joinedTo: first } })
    const { text } = await takeBack(atManager, later, first, 'link', ' ')
    const ids = [...text.matchAll(/ id="(back-[^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect([text.includes(`href="#back-link-${first}"`), text.includes(`id="back-link-${first}"`), text.includes(`href="#back-join-${first}"`)]).toEqual([true, true, false])
  })

  it('is nobody’s to take back who may not see the other', async () => {
    const torn = await desk.addStaff('manager', 'Theo Torn')
    const first = await anEnquiry(90, { barred: [{ staffId: torn.id, name: torn.name, at: desk.now, by: manager.id, byName: manager.name }] })
    const later = await anEnquiry(60)
    await say(later, 'same_child', first)
    expect((await takeBack(await desk.signIn(torn), later, first, 'link')).status).toBe(404)
    expect((await stored(later)).links).toHaveLength(1)
  })
})
