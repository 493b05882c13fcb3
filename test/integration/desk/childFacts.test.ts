import { childDesk } from '../../../src/compose/childDesk'
import { StoredCaseEndings } from '../../../src/store/caseEndings'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { LINH } from './childStory'
import { type ChildSuite, openChildSuite } from './childSuite'
import { textOf } from './textOf'

let { desk, duty, atDuty, story } = {} as ChildSuite

openChildSuite((suite) => ({ desk, duty, atDuty, story } = suite))

const intake = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const priorityOf = async (id: string) => (await intake(id)).triage?.priority
const page = async (path: string, by = atDuty): Promise<string> => textOf((await by.open(path)).text)
const record = async (on: string, fact: Record<string, string>) => {
  await atDuty.open(`/intakes/${on}`)
  return atDuty.send(`/intakes/${on}/facts`, fact)
}
const putUnder = async (childId: string, enquiry: string): Promise<void> => {
  await atDuty.open(`/children/${childId}`)
  expect((await story.send(`/children/${childId}/enquiries`, { enquiry, answer: 'is' })).status).toBe(303)
}
const CONTACT = { kind: 'authority_contacted', name: 'Invented Council', person: 'Ann', phone: '01632 960001', email: 'ann@council.example' }
const standard = async (minutesAgo: number): Promise<string> => story.enquiry(minutesAgo, { priority: 'standard' })

describe('what is recorded in enquiries under one child’s record', () => {
  it('stands in one order on the child’s page, each with its enquiry, and on the pages of the others; that it was seen is written down', async () => {
    const linh = await story.child(LINH, await standard(60))
    const second = await standard(30)
    await putUnder(linh.childId, second)
    await record(linh.intakeId, CONTACT)
    desk.now = new Date(desk.now.getTime() + 60_000)
    await record(second, { kind: 'nation', nation: 'Wales' })
    await viewAuditModel(desk.connection).deleteMany({})
    const text = await page(`/children/${linh.childId}`)
    expect(text).toMatch(/What is known, the latest first Nation by Dilys Duty 23 November 2026, 10:01 , \S+ Wales Local authority contacted by Dilys Duty .* Invented Council; Ann; .* Enquiry received/)
    expect((await viewAuditModel(desk.connection).find({ event: 'same_child_facts_viewed' }).lean()).map(({ intakeId }) => intakeId).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([linh.intakeId, second].toSorted((a, b) => a.localeCompare(b)))
    expect(await page(`/intakes/${second}`)).toContain(`In ${(await intake(linh.intakeId)).reference} : Invented Council`)
  })

  it('warns of a second referral of the child, and of none of a sibling', async () => {
    const linh = await story.child(LINH, await standard(60))
    const minh = await story.child({ name: 'Minh Tran', siblings: linh.childId }, linh.intakeId)
    const [ofLinh, ofMinh] = [await standard(30), await standard(20)]
    await putUnder(linh.childId, ofLinh)
    await putUnder(minh.childId, ofMinh)
    await record(linh.intakeId, { ...CONTACT, about: 'all' })
    for (const one of [ofLinh, ofMinh]) await record(one, CONTACT)
    expect((await record(linh.intakeId, { kind: 'nrm_referral', by: 'us', about: linh.childId })).status).toBe(303)
    const warned = await record(ofLinh, { kind: 'nrm_referral', by: 'us' })
    expect([warned.status, textOf(warned.text).includes(`One referral per child: ${(await intake(linh.intakeId)).reference} has one already`)]).toEqual([422, true])
    expect((await record(ofMinh, { kind: 'nrm_referral', by: 'us' })).status).toBe(303)
    const own = await record(linh.intakeId, { kind: 'nrm_referral', by: 'us', about: minh.childId })
    expect([own.status, textOf(own.text).includes(`${(await intake(ofMinh)).reference} has one already`)]).toEqual([422, true])
    // Whose it is first: nobody has seen a warning before that is said.
    const unsaid = await record(linh.intakeId, { kind: 'nrm_referral', by: 'us' })
    expect([unsaid.text.includes('Select which child it is about'), unsaid.text.includes('knownReferral')]).toEqual([true, false])
    const each = await page(`/intakes/${linh.intakeId}`)
    expect(each).toContain(`National Referral Mechanism referral ${linh.reference} : We do Dilys Duty`)
    expect(each).toContain(`${minh.reference} : Not recorded`)
    expect(each).toContain(`Recorded of ${linh.reference}: National Referral Mechanism referral`)
  })

  it('of one child makes nothing urgent that is under the other child of the enquiry, though the two enquiries are linked', async () => {
    const linh = await story.child(LINH, await standard(60))
    const minh = await story.child({ name: 'Minh Tran' }, linh.intakeId)
    const ofMinh = await standard(30)
    await putUnder(minh.childId, ofMinh)
    await atDuty.open(`/intakes/${ofMinh}`)
    expect((await atDuty.send(`/intakes/${ofMinh}/belonging/answer`, { enquiry: linh.intakeId, answer: 'same_child' })).status).toBe(303)
    await record(linh.intakeId, { kind: 'missing_now', answer: 'yes', about: linh.childId })
    expect(await Promise.all([linh.intakeId, ofMinh].map(priorityOf))).toEqual(['urgent', 'standard'])
  })

  it('is told of two records of enquiries that a person linked as about the same child, until somebody says that they are of two', async () => {
    const linh = await story.child(LINH, await standard(60))
    const [other, several] = [await story.child({ name: 'Lin' }, await standard(30)), await story.child({ name: 'Minh Tran' }, await standard(20))]
    await story.child({ name: 'Hoa Tran' }, several.intakeId)
    for (const enquiry of [other.intakeId, several.intakeId]) {
      await atDuty.open(`/intakes/${linh.intakeId}`)
      expect((await atDuty.send(`/intakes/${linh.intakeId}/belonging/answer`, { enquiry, answer: 'same_child' })).status).toBe(303)
    }
    for (const one of [linh.intakeId, other.intakeId]) await record(one, CONTACT)
    await record(linh.intakeId, { kind: 'nrm_referral', by: 'us' })
    expect((await record(other.intakeId, { kind: 'nrm_referral', by: 'us' })).status).toBe(422)
    await record(linh.intakeId, { kind: 'missing_now', answer: 'yes' })
    expect(await Promise.all([other.intakeId, several.intakeId].map(priorityOf))).toEqual(['urgent', 'standard'])
    expect(await page(`/intakes/${other.intakeId}`)).toContain(`In ${(await intake(linh.intakeId)).reference} : Yes`)
    expect((await story.send(`/children/${linh.childId}/others`, { other: other.childId, answer: 'two' })).status).toBe(303)
    expect(await page(`/intakes/${other.intakeId}`)).not.toContain(`In ${(await intake(linh.intakeId)).reference}`)
    expect((await record(other.intakeId, { kind: 'nrm_referral', by: 'us' })).status).toBe(303)
  })

  it('makes each urgent that goes on, once the child is in danger in one; what has ended stays so, and what is about a sibling stays as it is', async () => {
    const linh = await story.child(LINH, await standard(60))
    const minh = await story.child({ name: 'Minh Tran', siblings: linh.childId }, linh.intakeId)
    const [ofLinh, ended, ofMinh] = [await standard(30), await standard(25), await standard(20)]
    for (const one of [ofLinh, ended]) await putUnder(linh.childId, one)
    await putUnder(minh.childId, ofMinh)
    await intakeModel(desk.connection).updateOne({ _id: ended }, { $set: { status: 'closed' } })
    expect((await record(linh.intakeId, { kind: 'missing_now', answer: 'yes', about: linh.childId })).headers['location']).toContain('factRaised')
    expect(await Promise.all([linh.intakeId, ofLinh, ended, ofMinh].map(priorityOf))).toEqual(['urgent', 'urgent', 'standard', 'standard'])
    expect((await intake(ended)).status).toBe('closed')
  })

  it('does so too for what is put under the record afterwards, and for what another record brings with it', async () => {
    const linh = await story.child(LINH, await standard(60))
    await record(linh.intakeId, { kind: 'in_contact_now', answer: 'yes' })
    const later = await standard(30)
    await putUnder(linh.childId, later)
    const other = await story.child({ name: 'Lin' }, await standard(20))
    expect((await story.send(`/children/${linh.childId}/others`, { other: other.childId, answer: 'one' })).status).toBe(303)
    expect(await Promise.all([later, other.intakeId].map(priorityOf))).toEqual(['urgent', 'urgent'])
  })

  it('does so once two records are said to be one again, where a process ended over that after the danger was recorded', async () => {
    const linh = await story.child(LINH, await standard(60))
    const other = await story.child({ name: 'Lin' }, await standard(20))
    await record(linh.intakeId, { kind: 'missing_now', answer: 'yes' })
    await childDesk(desk).sayOfTwo({ childId: linh.childId, otherId: other.childId, answer: 'one', by: duty.id, byName: duty.name, at: desk.now })
    const say = async (answer: string) => story.send(`/children/${linh.childId}/others`, { other: other.childId, answer })
    expect([(await say('siblings')).status, await priorityOf(other.intakeId)]).toEqual([409, 'standard'])
    const again = await say('one')
    expect([again.status, again.text.includes('was made urgent all the same'), await priorityOf(other.intakeId)]).toEqual([409, true, 'urgent'])
    expect((await say('one')).text).toContain('Nothing of yours was saved')
  })

  it('does so where the danger is recorded of a message that belongs with one of them', async () => {
    const linh = await story.child(LINH, await standard(60))
    const [message, later] = [await standard(40), await standard(30)]
    await intakeModel(desk.connection).updateOne({ _id: message }, { $set: { joinedTo: linh.intakeId } })
    await record(message, { kind: 'missing_now', answer: 'yes' })
    await putUnder(linh.childId, later)
    expect(await priorityOf(later)).toBe('urgent')
  })
})

describe('what is recorded of one of several children', () => {
  const MISSING = /Missing now(?: Not recorded)?((?: child \d : \w+ Dilys Duty, \d+ \w+ \d{4}, \d\d:\d\d)*)/
  const calledFor = { secondRoles: ['police_liaison'], seconds: { police_liaison: { because: [{ kind: 'signal', signal: 'missingNow' }], since: new Date('2026-11-23T09:00:00Z') } } } as const

  it('is never read as true of another: not by an officer, who sees no record and learns of none, nor once one of them is taken off, nor in another enquiry', async () => {
    const linh = await story.child(LINH, await standard(60))
    const minh = await story.child({ name: 'Minh Tran' }, linh.intakeId)
    await intakeModel(desk.connection).updateOne({ _id: linh.intakeId }, { $set: calledFor })
    await record(linh.intakeId, { kind: 'missing_now', answer: 'yes', about: linh.childId })
    desk.now = new Date(desk.now.getTime() + 60_000)
    await record(linh.intakeId, { kind: 'missing_now', answer: 'no', about: minh.childId })
    const atPolice = await desk.signIn(await desk.addStaff('police_liaison', 'Pia Police'))
    const said = MISSING.exec(await page(`/intakes/${linh.intakeId}`, atPolice))?.[1]
    expect(said).toMatch(/^ child 1 : Yes Dilys Duty, .* child 2 : No Dilys Duty, /)
    expect(await page(`/intakes/${linh.intakeId}`, atPolice)).not.toMatch(new RegExp(`${linh.reference}|${minh.reference}`))
    const later = await standard(10)
    await atDuty.open(`/intakes/${later}`)
    await atDuty.send(`/intakes/${later}/belonging/answer`, { enquiry: linh.intakeId, answer: 'same_child' })
    const elsewhere = await page(`/intakes/${later}`)
    for (const words of [`${linh.reference}: Yes`, `${minh.reference}: No`]) expect(elsewhere).toContain(`In ${(await intake(linh.intakeId)).reference} : ${words}`)
    await atDuty.open(`/children/${minh.childId}`)
    expect((await story.send(`/children/${minh.childId}/back`, { what: 'enquiry', other: linh.intakeId, reason: 'Not there.' })).status).toBe(303)
    expect(await page(`/intakes/${linh.intakeId}`)).toContain('Missing now Yes Dilys Duty')
  })

  it('is named by no record to whoever may not see that, in another enquiry neither', async () => {
    const linh = await story.child(LINH, await standard(60))
    const minh = await story.child({ name: 'Minh Tran' }, linh.intakeId)
    const [barring, later] = [await standard(30), await standard(10)]
    await putUnder(linh.childId, barring)
    await record(linh.intakeId, { kind: 'missing_now', answer: 'yes', about: linh.childId })
    await record(linh.intakeId, { kind: 'missing_now', answer: 'no', about: minh.childId })
    await atDuty.open(`/intakes/${later}`)
    await atDuty.send(`/intakes/${later}/belonging/answer`, { enquiry: linh.intakeId, answer: 'same_child' })
    const colleague = await desk.addStaff('duty', 'Cai Colleague')
    await intakeModel(desk.connection).updateOne({ _id: barring }, { $set: { barred: [{ staffId: colleague.id, name: colleague.name, at: desk.now, by: duty.id, byName: duty.name }] } })
    const elsewhere = await page(`/intakes/${later}`, await desk.signIn(colleague))
    expect(elsewhere).toMatch(/child \d: Yes/)
    expect(elsewhere).toContain(`${minh.reference}: No`)
    expect(elsewhere).not.toContain(linh.reference)
  })

  it('ends the danger that was recorded of all once each of them is said to be out of it', async () => {
    const linh = await story.child(LINH, await standard(60))
    const minh = await story.child({ name: 'Minh Tran' }, linh.intakeId)
    const dangers = async () => (await new StoredCaseEndings(desk.connection, desk.sealer, () => desk.now).look(linh.intakeId))?.dangersNow
    for (const [answer, about, after] of [['yes', 'all', ['missing_now']], ['no', linh.childId, ['missing_now']], ['no', minh.childId, []]] as const) {
      desk.now = new Date(desk.now.getTime() + 60_000)
      await record(linh.intakeId, { kind: 'missing_now', answer, about })
      expect(await dangers()).toEqual(after)
    }
    const later = await standard(10)
    await putUnder(linh.childId, later)
    expect(await priorityOf(later)).toBe('standard')
  })

  it('lets a referral be recorded only once the authority of that child was contacted', async () => {
    const linh = await story.child(LINH, await standard(60))
    const minh = await story.child({ name: 'Minh Tran' }, linh.intakeId)
    await record(linh.intakeId, { ...CONTACT, about: minh.childId })
    const refer = async (about: string) => (await record(linh.intakeId, { kind: 'nrm_referral', by: 'us', about })).status
    expect([await refer(linh.childId), await refer(minh.childId), await refer('all')]).toEqual([422, 303, 303])
    await record(linh.intakeId, { ...CONTACT, about: 'all' })
    expect(await refer(linh.childId)).toBe(303)
  })

  it('asks for what each nation asks, wherever each child is', async () => {
    const linh = await story.child(LINH, await standard(60))
    const minh = await story.child({ name: 'Minh Tran' }, linh.intakeId)
    await intakeModel(desk.connection).updateOne({ _id: linh.intakeId }, { $set: { 'triage.nation': 'unknown' } })
    await record(linh.intakeId, { kind: 'nation', nation: 'Wales', about: linh.childId })
    const oneUnknown = await page(`/intakes/${linh.intakeId}`)
    expect(['The nation is not known', 'In Wales', 'In Scotland'].map((words) => oneUnknown.includes(words))).toEqual([true, true, true])
    desk.now = new Date(desk.now.getTime() + 60_000)
    await record(linh.intakeId, { kind: 'nation', nation: 'Scotland', about: minh.childId })
    const both = await page(`/intakes/${linh.intakeId}`)
    expect(['The nation is not known', 'In Wales', 'In Scotland', 'In England'].map((words) => both.includes(words))).toEqual([false, true, true, false])
  })
})
