import type { StaffOnBoard, WaitingOnBoard } from '../../../src/domain/telephoneBoard'
import type { StaffMember } from '../../../src/domain/staff'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let manager: StaffMember
let atDuty: DeskBrowser
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty', { phone: '+447700900111' })
  manager = await desk.addStaff('manager', 'Mona Manager', { phone: '+447700900101' })
  atDuty = await desk.signIn(duty)
  atManager = await desk.signIn(manager)
})

beforeEach(() => {
  desk.telephone.waiting = []
  desk.telephone.nobodyOnDuty = false
  desk.telephone.wishes.length = 0
  has(duty)
  has(manager)
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const has = (member: StaffMember, details: Partial<StaffOnBoard> = {}): void => desk.telephone.has(member, details)
const aCaller = (details: Partial<WaitingOnBoard> = {}): WaitingOnBoard => ({
  intakeId: 'abc', reference: 'K7QM-4TXR', since: new Date(desk.now.getTime() - 125_000), urgent: false, language: 'en', place: 1, nobodyTookIt: false, ...details,
})

describe('callers who hold the line', () => {
  it('stand above the enquiries with how long, language, and whose telephone rings', async () => {
    desk.telephone.waiting = [
      aCaller({ urgent: true, offeredTo: { staffId: 's', name: 'Una One' } }),
      aCaller({ intakeId: 'def', reference: 'ABCD-EFGH', language: 'cy', place: 2 }),
    ]
    const { text } = await atDuty.open('/')
    expect(text).toMatch(/2 callers are waiting[\s\S]*2 minutes 5 seconds[\s\S]*K7QM-4TXR[\s\S]*Urgent[\s\S]*English[\s\S]*Una One’s telephone rings[\s\S]*ABCD-EFGH[\s\S]*Welsh[\s\S]*Waits for a free adviser/)
    expect(text.indexOf('2 callers are waiting')).toBeLessThan(text.indexOf('Lists of enquiries'))
    expect((await atDuty.open('/call-backs')).text).toContain('2 callers are waiting')
  })

  it('are given alone to a page that keeps itself up to date', async () => {
    desk.telephone.waiting = [aCaller()]
    const { text } = await atDuty.agent.get('/callers')
    expect(text).not.toContain('<html')
    expect(text).toMatch(/1 caller is waiting[\s\S]*data-since="2026-11-23T09:57:55.000Z"/)
  })

  it('are told of nobody on duty', async () => {
    desk.telephone.nobodyOnDuty = true
    expect((await atDuty.open('/')).text).toContain('Nobody is on duty: callers who ask for an adviser are asked for a message.')
  })

  it('are seen by nobody without the role', async () => {
    const admin = await desk.signIn(await desk.addStaff('admin', 'Ada Admin'))
    expect((await admin.open('/callers')).status).toBe(404)
    expect((await admin.open('/telephone')).status).toBe(404)
  })
})

describe('answering the next caller', () => {
  it('asks the telephone to ring the worker, and says so', async () => {
    expect((await atDuty.open('/')).text).toContain('Answer next caller')
    const asked = await atDuty.send('/telephone/next', {})
    expect([asked.status, asked.headers['location']]).toEqual([303, '/?done=next'])
    const { text } = await atDuty.open('/?done=next')
    expect(text).toContain('You will be rung for the next caller before anybody else.')
    expect(text).not.toContain('Answer next caller')
    expect(await viewAuditModel(desk.connection).countDocuments({ event: 'answer_next_tried', staffId: duty.id })).toBe(1)
  })

  it('says plainly why not', async () => {
    has(duty, { onDuty: false })
    expect((await atDuty.open('/')).text).not.toContain('Answer next caller')
    const away = await atDuty.send('/telephone/next', {})
    expect([away.status, away.text.includes('You are not on duty now')]).toEqual([409, true])
    has(duty, { line: { kind: 'no_telephone' } })
    expect((await atDuty.send('/telephone/next', {})).text).toContain('No telephone of yours is on record')
    expect((await atDuty.send('/telephone/next', { csrfToken: 'invented' })).status).toBe(403)
  })
})

describe('when somebody can be rung', () => {
  it('is set in one press beside the callers, and leaves nights as they are', async () => {
    const { text } = await atDuty.open('/')
    expect(text).toContain('I am not available')
    expect((await atDuty.send('/telephone/availability', { availability: 'away' })).headers['location']).toBe('/?done=availability')
    expect(desk.telephone.wishes).toEqual([{ staffId: duty.id, availability: { kind: 'away' } }])
    expect((await atDuty.open('/')).text).toMatch(/Not available[\s\S]*I am available/)
  })

  it('is set until a time of today, and for nights', async () => {
    await atDuty.open('/telephone')
    const saved = await atDuty.send('/telephone/availability', { form: 'whole', availability: 'away', until: '13:30', onCall: 'yes' })
    expect(saved.headers['location']).toBe('/telephone?done=own')
    expect(desk.telephone.wishes).toEqual([{ staffId: duty.id, availability: { kind: 'away', until: new Date('2026-11-23T13:30:00Z') }, onCall: true }])
    const { text } = await atDuty.open('/telephone?done=own')
    expect(text).toMatch(/Now: <strong>Not available until 13:30<\/strong>/)
    expect(text).toMatch(/id="until"[^>]*value="13:30"/)
    await atDuty.send('/telephone/availability', { form: 'whole', availability: 'by_rota', until: '13:30' })
    expect(desk.telephone.wishes.at(-1)).toEqual({ staffId: duty.id, availability: { kind: 'by_rota' }, onCall: false })
  })

  it.each([
    [{ availability: 'away', until: '9:30' }, '#until', 'The time must be later than now'],
    [{ availability: 'away', until: 'noon' }, '#until', 'Enter a time of today such as 13:30, or leave it empty'],
    [{ availability: 'away', until: '25:00' }, '#until', 'Enter a time of today such as 13:30, or leave it empty'],
    [{ until: '13:30' }, '#availability', 'Select when you can be rung'],
  ])('is asked for again: %j', async (form, href, words) => {
    const answer = await atDuty.send('/telephone/availability', { form: 'whole', ...form })
    expect([answer.status, answer.text.includes(`<a href="${href}">${words}</a>`), answer.text.includes(`value="${form.until}"`)]).toEqual([422, true, true])
    expect(desk.telephone.wishes).toEqual([])
  })

  it('is told to who has no telephone', async () => {
    const worker = await desk.addStaff('social_worker', 'Wyn Worker')
    has(worker, { line: { kind: 'no_telephone' }, onDuty: false })
    const browser = await desk.signIn(worker)
    expect((await browser.open('/telephone')).text).toContain('No telephone of yours is on record, so you are not rung.')
    expect((await browser.open('/')).text).not.toContain('Your telephone')
  })
})

describe('everybody’s telephones', () => {
  it('are shown to managers, who may set somebody away', async () => {
    has(duty, { line: { kind: 'wrapping_up', until: new Date('2026-11-23T10:04:00Z') } })
    const { text } = await atManager.open('/telephone')
    expect(text).toMatch(/Dilys Duty[\s\S]*Writing the note, until 10:04/)
    const set = await atManager.send(`/staff/${duty.id}/availability`, { availability: 'away' })
    expect([set.status, set.headers['location']]).toEqual([303, '/telephone?done=staff'])
    expect(desk.telephone.wishes).toEqual([{ staffId: duty.id, availability: { kind: 'away' } }])
    expect(await viewAuditModel(desk.connection).find({ event: 'staff_availability_tried' }).lean()).toMatchObject([{ staffId: manager.id, subjectStaffId: duty.id }])
  })

  it('are nobody else’s to see or set', async () => {
    expect((await atDuty.open('/telephone')).text).not.toContain('Mona Manager')
    expect((await atDuty.send(`/staff/${manager.id}/availability`, { availability: 'away' })).status).toBe(404)
    expect((await atManager.send('/staff/abcdef/availability', { availability: 'away' })).status).toBe(404)
    expect((await atManager.send('/staff/..%2f/availability', { availability: 'away' })).status).toBe(404)
    expect(desk.telephone.wishes).toEqual([])
  })
})
