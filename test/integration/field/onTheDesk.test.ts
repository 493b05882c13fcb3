import type { StaffMember } from '../../../src/domain/staff'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { taskModel } from '../../../src/store/taskModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { childStory } from '../desk/childStory'
import { DeskApp, type DeskBrowser } from '../desk/deskApp'
import { putCall, putEmail } from '../desk/enquiries'
import { textOf } from '../desk/textOf'

// What a reviewer from this field looks for first, as far as people at the desk see and decide it. The rest: onTheLine.test.ts.

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const WORDS = { subject: 'A worry', text: 'Invented: a boy was seen at a car wash. He absconded from his placement, they say.' }
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const page = async (id: string): Promise<string> => (await atDuty.open(`/intakes/${id}`)).text
const record = async (id: string, kind: string, values: Record<string, string> = {}) => {
  await atDuty.open(`/intakes/${id}`)
  return atDuty.send(`/intakes/${id}/facts`, { kind, ...values })
}
const AUTHORITY = { name: 'Invented council', person: 'Iris Invented', phone: '020 7946 0123', email: 'iris@council.invented.example' }

describe('what a reviewer from this field checks first, at the desk', () => {
  it('5. Age unsure or disputed is treated as a child: the page says so, and how such a person is referred', async () => {
    const id = await putEmail(desk, WORDS, { priority: 'standard', signals: { ageDisputed: [] } })
    expect(await page(id)).toMatch(/Age unsure or disputed: treat as a child[\s\S]*age is unsure or disputed: they are treated as a child/)
  })

  it('6. No consent gate on a child’s referral: the page says that none is needed, and no form asks for it', async () => {
    const id = await putEmail(desk, WORDS, { priority: 'high' })
    const text = await page(id)
    expect(text).toContain('No consent is needed to refer a child')
    expect([...text.matchAll(/name="([^"]+)"/g)].map(([, name = '']) => name).filter((name) => /consent/i.test(name))).toEqual([])
    await record(id, 'authority_contacted', AUTHORITY)
    expect((await record(id, 'nrm_referral', { by: 'us' })).status).toBe(303)
  })

  it('7. The contact with the local authority is recorded before the referral, with name, telephone and email', async () => {
    const id = await putEmail(desk, WORDS, { priority: 'high' })
    const early = await record(id, 'nrm_referral', { by: 'us' })
    expect([early.status, early.text.includes('Record the contact with the child’s local authority or Trust first')]).toEqual([422, true])
    const partly = await record(id, 'authority_contacted', { ...AUTHORITY, email: '' })
    expect([partly.status, partly.text.includes('<a href="#fact-authority_contacted-email">Enter: Their email</a>'), partly.text.includes('value="Iris Invented"')]).toEqual([422, true, true])
    expect((await record(id, 'authority_contacted', AUTHORITY)).headers['location']).toBe(`/intakes/${id}?done=fact`)
    expect((await record(id, 'nrm_referral', { by: 'us' })).status).toBe(303)
    const { facts = [] } = await stored(id)
    expect(facts.map(({ kind, byName, at }) => [kind, byName, at])).toEqual([['authority_contacted', 'Dilys Duty', desk.now], ['nrm_referral', 'Dilys Duty', desk.now]])
    expect(JSON.stringify(facts)).not.toContain('Iris')
  })

  it('8. Who refers is recorded: we, or the caller’s own organisation, which is then named', async () => {
    const id = await putEmail(desk, WORDS, { priority: 'high' })
    expect(await page(id)).toContain('Only a first responder organisation refers.')
    await record(id, 'authority_contacted', AUTHORITY)
    expect((await record(id, 'nrm_referral', { by: 'callers_organisation' })).text).toContain('Enter which organisation refers')
    await record(id, 'nrm_referral', { by: 'callers_organisation', organisation: 'Invented Constabulary' })
    expect(await page(id)).toMatch(/The caller’s own organisation; Invented Constabulary<span class="desk-soft">Dilys Duty, 23 November 2026, 10:00/)
  })

  it.each([
    ['England', 'not yet in all', 'Health and Social Care Trust'], ['Wales', 'work in all of Wales', 'not yet in all'],
    ['Scotland', 'nobody in the United Kingdom with parental rights', '0800 043 4303'], ['Northern Ireland', 'Health and Social Care Trust’s gateway team'.replace('’', '&#39;'), '0800 043 4303'],
  ] as const)('9. A guardian is prompted for by area: %s', async (nation, own, others) => {
    const id = await putEmail(desk, WORDS, { priority: 'high', nation: 'unknown' })
    const unknown = await page(id)
    expect([unknown.includes('Ask where the child is'), unknown.includes(own), unknown.includes(others)]).toEqual([true, true, true])
    await record(id, 'nation', { nation })
    const known = await page(id)
    expect([known.includes(own), known.includes(others), known.includes('Ask where the child is')]).toEqual([true, false, false])
  })

  it('12. Unverified callers are told nothing: the page of a call says so until somebody records how they verified them', async () => {
    const id = await putCall(desk, { number: '+442079460123' }, { priority: 'high' })
    expect(await page(id)).toMatch(/Verify the caller[\s\S]*not even whether we hold a record[\s\S]*never ring the number that they gave/)
    await record(id, 'caller_verified', { person: 'Iris Invented', organisation: 'Invented council', numberFrom: 'The council’s own website' })
    expect(await page(id)).not.toContain('Verify the caller')
    expect(await page(id)).toContain('Iris Invented; Invented council; The council’s own website')
  })

  it('13. Missing now and in contact now are separate facts, each with its time, and either makes the enquiry urgent', async () => {
    const id = await putEmail(desk, WORDS, { priority: 'standard', signals: { missingNow: [] } })
    const at = desk.now
    await record(id, 'in_contact_now', { answer: 'no', lastContact: 'month' })
    expect((await stored(id)).triage?.priority).toBe('standard')
    desk.now = new Date(at.getTime() + 600_000)
    expect((await record(id, 'missing_now', { answer: 'yes', since: 'nine in the evening' })).headers['location']).toBe(`/intakes/${id}?done=factRaised`)
    expect((await stored(id)).triage).toMatchObject({ priority: 'urgent', confirmedByName: 'Dilys Duty' })
    expect(await page(id)).toMatch(/Missing now<\/h3>[\s\S]*?Yes; nine in the evening<span class="desk-soft">Dilys Duty, 23 November 2026, 10:10[\s\S]*In contact with the exploiter now<\/h3>[\s\S]*?No; Within a month<span class="desk-soft">Dilys Duty, 23 November 2026, 10:00/)
    // Found again, the enquiry stays urgent until a person with the right to says otherwise.
    await record(id, 'missing_now', { answer: 'no' })
    expect((await stored(id)).triage?.priority).toBe('urgent')
    expect((await page(id)).match(/__title">Recorded: Missing now/g)).toHaveLength(2)
    desk.now = at
  })

  it('14. One record per child, siblings linked: what is recorded of a child stands in their record alone, whichever enquiry it came by', async () => {
    const story = childStory(desk, atDuty)
    const linh = await story.child({ name: 'Linh Tran', birthDay: '27', birthMonth: '3', birthYear: '2010' }, await putEmail(desk, WORDS, { priority: 'high' }))
    const minh = await story.child({ name: 'Minh Tran', siblings: linh.childId }, linh.intakeId)
    const ofMinh = await putEmail(desk, WORDS, { priority: 'high' })
    await story.send(`/children/${minh.childId}/enquiries`, { enquiry: ofMinh, answer: 'is' })
    const unsaid = await record(linh.intakeId, 'missing_now', { answer: 'yes' })
    expect([unsaid.status, unsaid.text.includes('href="#fact-missing_now-about">Select which child it is about')]).toEqual([422, true])
    expect((await record(linh.intakeId, 'missing_now', { answer: 'yes', since: 'since Monday', about: linh.childId })).status).toBe(303)
    const known = async (childId: string): Promise<string> => textOf((await atDuty.open(`/children/${childId}`)).text)
    expect([await known(linh.childId), await known(minh.childId)]).toEqual([expect.stringContaining('Yes; since Monday'), expect.not.stringContaining('since Monday')])
    const other = await stored(ofMinh)
    expect([other.facts, other.triage?.priority]).toEqual([undefined, 'high'])
    // Two records of one child are one by a person's word, and two again.
    const again = await story.child({ name: 'Lin Tran' }, await putEmail(desk, WORDS, { priority: 'high' }))
    expect((await story.send(`/children/${linh.childId}/others`, { other: again.childId, answer: 'one' })).status).toBe(303)
    for (const { childId } of [linh, again]) expect(await known(childId)).toMatch(/Linh Tran.*Lin Tran|Lin Tran.*Linh Tran/)
  })

  it('15. The caller’s words stay apart from what staff record, and our own words blame no child', async () => {
    const id = await putEmail(desk, WORDS, { priority: 'standard' })
    const before = (await stored(id)).email
    await record(id, 'missing_now', { answer: 'yes', since: 'since Monday' })
    expect((await stored(id)).email).toEqual(before)
    const text = await page(id)
    expect(text.match(/abscond|promiscuous|lifestyle choice|runaway/gi)).toEqual(['abscond'])
    expect(text).toMatch(/desk-words">[^<]*absconded/)
  })

  it('17. An overdue call-back is seen as such by everybody, with who was told and who took it', async () => {
    const late = new Date(desk.now.getTime() - 600_000)
    const id = await putCall(desk, { callbackNumber: '+447700900456', queuedAt: late, callback: { safe: 'yes', mayNameUs: 'no' } })
    await taskModel(desk.connection).create({ _id: `${id}-callback`, intakeId: id, kind: 'callback', state: 'open', createdAt: late, dueAt: late })
    await atDuty.open(`/intakes/${id}`)
    await atDuty.send(`/intakes/${id}/call-back`, {})
    const row = (await atDuty.open('/call-backs')).text.split('<tr').find((one) => one.includes(id))
    expect(row).toMatch(/Overdue[\s\S]*Dilys Duty took it/)
    // And on the list that one shift leaves to the next.
    const { status, text } = await atDuty.open('/hand-over')
    expect(status).toBe(200)
    expect(text.split('<tr').find((one) => one.includes(id))).toMatch(/Call-back[\s\S]*Overdue since 09:50[\s\S]*Dilys Duty/)
    expect(text).toMatch(/Enquiries that nobody has accepted[\s\S]*Due in|Enquiries that nobody has accepted[\s\S]*Overdue by/)
    expect(text).not.toMatch(/900456|car wash/)
  })

  it('18. A further contact joins the case and overwrites nothing: each keeps what was recorded of it', async () => {
    const [first, reply] = [await putEmail(desk, WORDS, { priority: 'high' }), await putEmail(desk, WORDS, { priority: 'high' })]
    await record(first, 'in_contact_now', { answer: 'yes', lastContact: 'now' })
    const before = await stored(first)
    await intakeModel(desk.connection).updateOne({ _id: reply }, { $set: { joinedTo: first, joinedFrom: 'acknowledgement' } })
    await record(reply, 'in_contact_now', { answer: 'no' })
    expect(await stored(first)).toEqual(before)
    expect((await stored(reply)).facts).toHaveLength(1)
  })

  it('19. Viewing is audited before anything is shown, and a conflicted member of staff sees and records nothing', async () => {
    const id = await putEmail(desk, WORDS, { priority: 'high' })
    await page(id)
    expect(await viewAuditModel(desk.connection).find({ intakeId: id }).lean()).toMatchObject([{ event: 'intake_viewed', staffId: duty.id, at: desk.now }])
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { barred: [{ staffId: duty.id }] } })
    expect((await atDuty.open(`/intakes/${id}`)).status).toBe(404)
    expect((await record(id, 'nation', { nation: 'Wales' })).status).toBe(404)
    expect((await atDuty.open('/')).text).not.toContain(id)
    expect((await stored(id)).facts).toBeUndefined()
    expect(await viewAuditModel(desk.connection).countDocuments({ intakeId: id, event: 'barred_tried' })).toBe(3)
  })
})
