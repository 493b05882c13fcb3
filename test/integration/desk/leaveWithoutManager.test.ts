import type { StaffMember } from '../../../src/domain/staff'
import { intakeModel } from '../../../src/store/intakeModel'
import { staffModel } from '../../../src/store/staffModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let manager: StaffMember
let other: StaffMember
let dot: StaffMember
let dilys: StaffMember
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  other = await desk.addStaff('manager', 'Olga Other')
  const sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  dot = await desk.addStaff('social_worker', 'Dot Worker', { manager: manager.email })
  dilys = await desk.addStaff('duty', 'Dilys Duty')
  atManager = await desk.signIn(manager)
  const allocation = { socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now }
  const [, , closed] = [
    await putEmail(desk, { subject: 'one', text: 'one' }, { priority: 'urgent', allocation }), await putEmail(desk, { subject: 'two', text: 'two' }, { priority: 'low', allocation }),
    await putEmail(desk, { subject: 'three', text: 'three' }, { priority: 'urgent', allocation }),
  ]
  await intakeModel(desk.connection).updateOne({ _id: closed }, { $set: { status: 'closed' } })
})
beforeEach(async () => {
  await staffModel(desk.connection).updateMany({}, { $unset: { leave: '' } })
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const page = async (browser: DeskBrowser): Promise<string> => textOf((await browser.open('/duty')).text)
const setLeave = async (who: StaffMember, form: Record<string, string>) => {
  await atManager.open(`/staff/${who.id}/leave`)
  return atManager.send(`/staff/${who.id}/leave`, form)
}

describe('the leave of a manager without a cover', () => {
  const saidOf = async (who: StaffMember, form: Record<string, string>): Promise<string> =>
    textOf((await atManager.open((await setLeave(who, form)).headers['location'] ?? '')).text)

  it('says how many open enquiries stay under nobody at work, and who is given nothing; who has no manager at work is not counted as on duty', async () => {
    expect(await page(atManager)).toContain('2 social workers are on duty now.')
    const text = await saidOf(manager, { from: '2026-11-23', to: '2026-11-27', cover: '' })
    expect(text).toContain('The leave is saved. 2 open enquiries, 1 of them urgent, stay under nobody at work: name a cover for the manager’s leave, or give them to others. 2 social workers have no manager at work and are given nothing.')
    expect(text).not.toContain('nothing can be given to anybody')
    expect(text).toContain('No social worker is on duty now. 2 who are here have no manager at work, and are given none.')
    await staffModel(desk.connection).updateOne({ _id: dot.id }, { $set: { managerId: other.id } })
    expect(await page(atManager)).toContain('One social worker is on duty now. One who is here has no manager at work, and is given none.')
    await staffModel(desk.connection).updateOne({ _id: dot.id }, { $set: { managerId: manager.id } })
  })

  it('says that nothing can be given while no manager is there, whoever goes last, and counts what the first left', async () => {
    await saidOf(manager, { from: '2026-11-23', to: '2026-11-27', cover: '' })
    const text = await saidOf(other, { from: '2026-11-23', to: '2026-11-24', cover: '' })
    expect(text).toContain('The leave is saved. 2 open enquiries, 1 of them urgent, stay under nobody at work: name a cover for the manager’s leave, or give them to others. No manager is at work: nothing can be given to anybody until one is.')
  })

  it('says from when, where that is to come', async () => {
    await saidOf(other, { from: '2026-11-26', to: '2026-11-27', cover: '' })
    const text = await saidOf(manager, { from: '2026-11-25', to: '2026-11-30', cover: '' })
    expect(text).toContain('From 25 November 2026 2 open enquiries, 1 of them urgent, stay under nobody at work: name a cover for the manager’s leave, or give them to others. No manager is at work from 26 November 2026: nothing can be given to anybody until one is.')
  })

  it('says none of it where a manager at work covers, nor of who manages nobody', async () => {
    expect(await saidOf(manager, { from: '2026-11-23', to: '2026-11-27', cover: other.id })).not.toMatch(/under nobody|No manager is at work|no manager at work/)
    expect(await saidOf(dilys, { from: '2026-11-23', to: '2026-11-27', cover: '' })).not.toMatch(/under nobody|No manager is at work|no manager at work/)
    // Whoever covers goes too, with nobody in their place.
    expect(await saidOf(other, { from: '2026-11-23', to: '2026-11-23', cover: '' })).toContain('2 open enquiries, 1 of them urgent, stay under nobody at work')
  })
})
