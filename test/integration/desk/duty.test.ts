import pino from 'pino'
import type { Settings } from '../../../config/env'
import { dutyDesk } from '../../../src/compose/dutyDesk'
import type { StaffMember } from '../../../src/domain/staff'
import { bareCollection } from '../../../src/store/bareCollection'
import { intakeModel } from '../../../src/store/intakeModel'
import { staffModel } from '../../../src/store/staffModel'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let sam: StaffMember
let dot: StaffMember
let dilys: StaffMember
let manager: StaffMember
let atManager: DeskBrowser
let atWorker: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  dot = await desk.addStaff('social_worker', 'Dot Worker', { manager: manager.email })
  dilys = await desk.addStaff('duty', 'Dilys Duty')
  await desk.addStaff('reporter', 'Rita Reporter')
  atManager = await desk.signIn(manager)
  atWorker = await desk.signIn(sam)
})
beforeEach(async () => {
  await staffModel(desk.connection).updateMany({}, { $unset: { leave: '', pattern: '', availability: '' } })
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const page = async (browser: DeskBrowser): Promise<string> => textOf((await browser.open('/duty')).text)
/** Nothing can be written into its history, so that it stays where it is. */
async function broken(intakeId: string): Promise<string> {
  await bareCollection(intakeModel(desk.connection)).updateOne({ _id: intakeId }, { $set: { history: 'no list' } } as never)
  return intakeId
}
const setLeave = async (who: StaffMember, form: Record<string, string>) => {
  await atManager.open(`/staff/${who.id}/leave`)
  return atManager.send(`/staff/${who.id}/leave`, form)
}

describe('the page that says who is on duty', () => {
  it('shows who is on duty, their hours and what they carry, to everybody who works enquiries', async () => {
    const facts = new StoredStaffFacts(desk.connection, () => desk.now)
    await facts.setRota(dot.id, { kind: 'pattern', pattern: [{ day: 'Tu', from: '09:30', to: '12:00' }] })
    const allocation = { socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now }
    await putEmail(desk, { subject: 'one', text: 'one' }, { priority: 'urgent', allocation })
    await putEmail(desk, { subject: 'two', text: 'two' }, { priority: 'low', allocation })
    for (const browser of [atManager, atWorker]) {
      const text = await page(browser)
      expect(text).toContain('One social worker is on duty now.')
      expect(text).toMatch(/Sam Worker social worker On duty All service hours 3\.5 of 5 points, 2 enquiries/)
      expect(text).toMatch(/Dot Worker social worker Not working now Tu 09:30-12:00 0 of 5 points, 0 enquiries/)
      expect(text).toContain('Mona Manager manager Supervises')
      expect(text).toContain('supervised by Mona Manager')
      expect(text).not.toContain('Rita')
    }
  })

  it('lets a manager set leave with a cover, and end it', async () => {
    const set = await setLeave(sam, { from: '2026-11-23', to: '2026-11-27', cover: dot.id, handOver: 'for_the_leave' })
    expect([set.status, set.headers['location']]).toEqual([303, '/duty?done=leave&moved=2'])
    expect(textOf((await atManager.open('/duty?done=leave&moved=2&coverAway=1')).text)).toContain('The leave is saved. 2 enquiries changed hands with it just now. Whoever stands in is on leave too on some of these days')
    const text = await page(atManager)
    expect(text).toMatch(/Sam Worker social worker On leave until 27 November 2026 .* On leave until 27 November 2026, covered by Dot Worker; open work goes over and comes back/)
    const audited = await viewAuditModel(desk.connection).find({ event: 'leave_tried' }).lean()
    expect(audited).toMatchObject([{ subjectStaffId: sam.id, staffId: manager.id }])

    const [leave] = (await staffModel(desk.connection).findById(sam.id).lean())!.leave!
    expect((await atManager.send(`/staff/${sam.id}/leave/end`, { leave: leave!.id })).status).toBe(303)
    expect(await page(atManager)).toMatch(/Sam Worker social worker On duty/)
    // The same days are free again, and what is ended cannot be ended.
    expect((await atManager.send(`/staff/${sam.id}/leave/end`, { leave: leave!.id })).status).toBe(404)
    expect((await setLeave(sam, { from: '2026-11-23', to: '2026-11-24', cover: '' })).status).toBe(303)
  })

  it('saves a leave though some of the work cannot be moved just now, says so, and tells in the log of which leave it was', async () => {
    const allocation = { socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now }
    const held = await broken(await putEmail(desk, { subject: 'one', text: 'one' }, { priority: 'low', allocation }))
    const lines: object[] = []
    const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as object) })
    const duty = dutyDesk({ SERVICE_HOURS: '24/7', BANK_HOLIDAYS: ['england-and-wales'] } as unknown as Settings, desk, () => desk.now, log)
    expect(await duty.setLeave({ staffId: sam.id, from: '2026-11-23', to: '2026-11-27', coverId: dot.id, handOver: 'for_the_leave' })).toMatchObject({ kind: 'set', work: { moved: 2, isLeft: true } })
    const [leave] = (await staffModel(desk.connection).findById(sam.id).lean())!.leave!
    expect(lines).toMatchObject([{ staffId: sam.id, leaveId: leave!.id, err: { type: 'LeaveFailed' } }])
    // What goes with somebody else's leave is all moved.
    expect(await duty.setLeave({ staffId: dilys.id, from: '2026-11-23', to: '2026-11-23' })).toMatchObject({ kind: 'set', work: { moved: 0, isLeft: false } })
    expect(textOf((await atManager.open('/duty?done=leave&moved=2&left=1')).text)).toContain('The leave is saved. 2 enquiries changed hands with it just now. Some of the work could not be moved just now.')
    await intakeModel(desk.connection).deleteOne({ _id: held })
  })

  it('says what stays with who is away that nobody has accepted, and on its page that they are away', async () => {
    const allocation = { socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now }
    const waiting = await putEmail(desk, { subject: 'one', text: 'one' }, { priority: 'urgent', allocation })
    const set = await setLeave(sam, { from: '2026-11-23', to: '2026-11-27', cover: '' })
    const unaccepted = Number(/unaccepted=(\d+)/.exec(set.headers['location'] ?? '')?.[1])
    expect(unaccepted).toBeGreaterThan(0)
    expect(textOf((await atManager.open('/duty?done=leave&unaccepted=1')).text)).toContain('The leave is saved. One enquiry that stays with them has not been accepted by anybody: decide who has it.')
    expect(textOf((await atManager.open('/duty?done=leave&unaccepted=2')).text)).toContain('2 enquiries that stay with them have not been accepted by anybody: decide who has them.')
    const opened = textOf((await atManager.open(`/intakes/${waiting}`)).text)
    expect(opened).toContain('Sam Worker Social worker, on leave until 27 November 2026')
    await intakeModel(desk.connection).updateOne({ _id: waiting }, { $set: { status: 'accepted', acceptance: { by: sam.id, byName: sam.name, at: desk.now } } })
    expect(textOf((await atManager.open(`/intakes/${waiting}`)).text)).toContain('Accepted by Sam Worker on 23 November 2026, 10:00, who is on leave until 27 November 2026.')
    expect((await intakeModel(desk.connection).findById(waiting).lean())?.owedTasks).toMatchObject([{ kind: 'holder_away', cause: 'left_unaccepted' }])
    await intakeModel(desk.connection).deleteOne({ _id: waiting })
  })

  it('says on the lists that whoever has an enquiry is on leave', async () => {
    const allocation = { socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now }
    const ids = [await putEmail(desk, { subject: 'one', text: 'one' }, { priority: 'urgent', allocation }), await putEmail(desk, { subject: 'two', text: 'two' }, { priority: 'low' }), await putEmail(desk, { subject: 'three', text: 'three' }, { priority: 'low', openTasks: ['callback'] })]
    const [held, listed, callback] = ids
    await intakeModel(desk.connection).updateOne({ _id: listed! }, { $set: { status: 'rerouted', 'rerouting.category': 'training', 'rerouting.taken': { by: sam.id, byName: sam.name, at: desk.now } } })
    await intakeModel(desk.connection).updateOne({ _id: callback! }, { $set: { acceptance: { by: sam.id, byName: sam.name, at: desk.now }, status: 'accepted' } })
    await staffModel(desk.connection).updateOne({ _id: sam.id }, { $set: { leave: [{ id: 'away', from: '2026-11-20', to: '2026-11-27' }] } })
    const rowOn = async (path: string, id: string | undefined): Promise<string> => textOf((await atManager.open(path)).text.split('<tr').find((row) => row.includes(`/intakes/${id}"`)) ?? '')
    expect(await rowOn('/', held)).toContain('Sam Worker on leave until 27 November 2026 manager Mona Manager')
    expect(await rowOn('/hand-over', held)).toContain('Sam Worker, on leave until 27 November 2026')
    expect(await rowOn('/lists/training', listed)).toContain('Sam Worker, on leave until 27 November 2026')
    expect(await rowOn('/accepted', callback)).toContain('Accepted by Sam Worker, on leave until 27 November 2026')
    expect(await rowOn('/call-backs', callback)).toContain('Enquiry accepted by Sam Worker, on leave until 27 November 2026')
    await intakeModel(desk.connection).deleteMany({ _id: { $in: ids } })
  })

  it('says what is urgent and was accepted by whoever goes, and asks on its page who has it', async () => {
    const allocation = { socialWorker: dot.id, socialWorkerName: dot.name, manager: manager.id, managerName: manager.name, at: new Date(desk.now.getTime() - 120_000) }
    const id = await putEmail(desk, { subject: 'one', text: 'one' }, { priority: 'urgent', allocation })
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { status: 'accepted', acceptance: { by: sam.id, byName: sam.name, at: new Date(desk.now.getTime() - 60_000) } } })
    const set = await setLeave(sam, { from: '2026-11-23', to: '2026-11-27', cover: '' })
    expect(set.headers['location']).toContain('urgent=1')
    expect(textOf((await atManager.open('/duty?done=leave&urgent=1')).text)).toContain('The leave is saved. One urgent enquiry that they have accepted stays with them: decide who has it.')
    expect(textOf((await atManager.open('/duty?done=leave&urgent=2')).text)).toContain('2 urgent enquiries that they have accepted stay with them: decide who has them.')
    const { owedTasks } = (await intakeModel(desk.connection).findById(id).lean())!
    expect(owedTasks).toMatchObject([{ kind: 'holder_away', cause: 'left_accepted' }])
    await new TaskRepository(taskModel(desk.connection)).raise(id, owedTasks, desk.now)
    expect(textOf((await atManager.open(`/intakes/${id}`)).text)).toContain('Decide who has it It is urgent, and whoever accepted it went on leave since; their work stays with them, and nobody at work has taken it over. A manager decides who has it.')
    await intakeModel(desk.connection).deleteOne({ _id: id })
  })

  it('says of who could stand in that they would carry more than their limit, and once it is so or will be', async () => {
    const held = await intakeModel(desk.connection).find({ 'allocation.socialWorker': { $in: [sam.id, dot.id] } }).lean()
    await intakeModel(desk.connection).updateMany({ _id: { $in: held.map(({ _id }) => _id) } }, { $set: { status: 'closed' } })
    const ids = await Promise.all([sam, dot].map(async (one) => putEmail(desk, { subject: one.name, text: 'one' }, { priority: 'urgent', allocation: { socialWorker: one.id, socialWorkerName: one.name, manager: manager.id, managerName: manager.name, at: desk.now } })))
    try {
      expect((await atManager.open(`/staff/${sam.id}/leave`)).text).toContain('Dot Worker (3 of 5 points, 1 enquiry; 6 of 5 points with this work, over their limit)')
      const over = 'With this work whoever covers carries 6 of 5 points: that is over their limit, and nothing more is given to them by itself.'
      const says = async (form: Record<string, string>): Promise<string> => textOf((await atManager.open((await setLeave(sam, form)).headers['location']!)).text)
      expect(await says({ from: '2026-12-21', to: '2026-12-27', cover: dot.id, handOver: 'for_good' })).toContain(over)
      expect(await says({ from: '2026-12-28', to: '2026-12-29', cover: dot.id })).not.toContain('over their limit')
      expect(await says({ from: '2026-11-23', to: '2026-11-27', cover: dot.id, handOver: 'for_the_leave' })).toContain(`One enquiry changed hands with it just now. ${over}`)
      await staffModel(desk.connection).updateOne({ _id: sam.id }, { $unset: { leave: '' } })
      await intakeModel(desk.connection).deleteOne({ _id: ids[0]! })
      expect((await atManager.open(`/staff/${sam.id}/leave`)).text).toContain('Dot Worker (3 of 5 points, 1 enquiry)')
    } finally {
      await intakeModel(desk.connection).deleteMany({ _id: { $in: ids } })
      for (const { _id, status } of held) await intakeModel(desk.connection).updateOne({ _id }, { $set: { status } })
    }
  })

  it('says what is wrong beside the form that came back, with what was typed', async () => {
    const refused = await setLeave(sam, { from: '2026-12-10', to: '2026-12-09', cover: sam.id })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('href="#to"')
    expect(refused.text).toContain('The last day must not be before the first')
    expect(refused.text).toContain('value="2026-12-10"')
    expect(refused.text).toContain('Somebody else has to stand in')
    expect((await staffModel(desk.connection).findById(sam.id).lean())?.leave).toBeUndefined()
  })

  it('says beside each who could stand in what they carry and when they are away, and asks nobody to stand in for who is given no enquiries', async () => {
    const facts = new StoredStaffFacts(desk.connection, () => desk.now)
    await setLeave(dot, { from: '2026-11-26', to: '2026-11-27', cover: '' })
    await facts.setRota(dot.id, { kind: 'off' })
    expect((await atManager.open(`/staff/${sam.id}/leave`)).text).toContain('Dot Worker (3.5 of 5 points, 2 enquiries; not on the rota; on leave from 26 November 2026 to 27 November 2026, nobody covers)')
    await facts.setRota(dot.id, { kind: 'service_hours' })
    const text = textOf((await atManager.open(`/staff/${dilys.id}/leave`)).text)
    expect(text).toContain('Dilys Duty is given no enquiries, so that nobody has to take any over.')
    expect(text).not.toContain('Who covers')
    // Officers hand nothing over, but whoever covers is told first.
    const pat = await desk.addStaff('police_liaison', 'Pat Police')
    const officer = textOf((await atManager.open(`/staff/${pat.id}/leave`)).text)
    expect(officer).toContain('Who covers')
    expect(officer).toContain('other officers are told of it, whoever covers first')
    expect(officer).not.toContain('Their open work')
  })

  it('refuses a cover who would not be there on the first day, and says why', async () => {
    const facts = new StoredStaffFacts(desk.connection, () => desk.now)
    await facts.setRota(dot.id, { kind: 'off' })
    const days = { from: '2026-11-23', to: '2026-11-27' }
    expect((await setLeave(sam, { ...days, cover: dot.id, handOver: 'for_the_leave' })).text).toContain('Dot Worker is not on the rota. Choose somebody else, or put them on it first')
    await facts.setRota(dot.id, { kind: 'service_hours' })
    expect((await setLeave(sam, { ...days, cover: dot.id, handOver: 'for_the_leave' })).status).toBe(303)
    const circle = await setLeave(dot, { from: '2026-11-20', to: '2026-12-02', cover: sam.id, handOver: 'for_the_leave' })
    expect(circle.status).toBe(422)
    expect(circle.text).toContain('Sam Worker is on leave too until 27 November 2026, and Dot Worker stands in for them. Choose somebody else, or end that leave first')
    expect((await staffModel(desk.connection).findById(dot.id).lean())?.leave ?? []).toEqual([])
    // From when Sam is back, Sam may stand in.
    expect((await setLeave(dot, { from: '2026-11-28', to: '2026-12-02', cover: sam.id, handOver: 'for_the_leave' })).status).toBe(303)
  })

  it('says who is given nothing for want of a manager at work', async () => {
    expect(await page(atWorker)).not.toContain('No manager at work')
    await setLeave(manager, { from: '2026-11-23', to: '2026-11-23', cover: '' })
    expect(await page(atWorker)).toMatch(/Mona Manager manager On leave .* Sam Worker social worker On duty All service hours [^S]*No manager at work: is given none/)
  })

  it('lets nobody but managers change leave', async () => {
    await atWorker.open('/duty')
    expect((await atWorker.open('/duty')).text).not.toContain('Set leave')
    expect((await atWorker.open(`/staff/${dot.id}/leave`)).status).toBe(404)
    expect((await atWorker.send(`/staff/${dot.id}/leave`, { from: '2026-12-01', to: '2026-12-02' })).status).toBe(404)
    expect((await setLeave({ ...sam, id: 'abcd' }, { from: '2026-12-01', to: '2026-12-02' })).status).toBe(404)
  })
})
