import { PassThrough } from 'node:stream'
import { argon2Passwords } from '../../../src/access/passwords'
import { runStaffCommand } from '../../../src/access/staffCommand'
import { runDutyCommand } from '../../../src/allocation/duty/dutyCommand'
import { uncoveredWithout } from '../../../src/allocation/duty/leftUncovered'
import { onCallTurn } from '../../../src/domain/onCall'
import { openingHours } from '../../../src/domain/openingHours'
import type { StaffMember } from '../../../src/domain/staff'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { staffModel } from '../../../src/store/staffModel'
import { staffRepository } from '../../../src/store/staffRepository'
import { reachableOnCall, tellableStaff } from '../../../src/store/tellableStaff'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let manager: StaffMember
let ola: StaffMember
let sam: StaffMember
let at: Record<'manager' | 'sam', DeskBrowser>

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager', { phone: '+447700900101' })
  ola = await desk.addStaff('duty', 'Ola Duty', { phone: '+447700900111' })
  sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  at = { manager: await desk.signIn(manager), sam: await desk.signIn(sam) }
})
beforeEach(async () => {
  await staffModel(desk.connection).updateMany({}, { $unset: { leave: '', onCallTimes: '', onCall: '' } })
  await staffModel(desk.connection).updateOne({ _id: sam.id }, { $unset: { phone: '' } })
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const hours = openingHours('Mo-Fr 09:30-16:30; PH off', new Set())
const page = async (): Promise<string> => textOf((await at.manager.open('/on-call')).text)
/** The clock stands at Monday 23 November 2026, 10:00. */
const TONIGHT = { fromDay: '2026-11-23', fromTime: '16:30', toDay: '2026-11-24', toTime: '09:30' }
const put = async (who: StaffMember | undefined, form: Record<string, string> = {}) => {
  await at.manager.open('/on-call')
  return at.manager.send('/on-call', { staff: who?.id ?? '', ...TONIGHT, turn: '1', ...form })
}
const timesOf = async ({ id }: StaffMember) => (await staffModel(desk.connection).findById(id).lean())?.onCallTimes ?? []
const takeOff = async (who: StaffMember, form: Record<string, string> = {}) => {
  const [time] = await timesOf(who)
  return at.manager.send(`/staff/${who.id}/on-call/end`, { time: time!.id, ...form })
}

describe('the on-call list', () => {
  it('shows who is rung, in which order and on which number, and is what the ladder goes by', async () => {
    expect((await put(ola, { turn: '2' })).headers['location']).toBe('/on-call?done=set')
    expect((await put(manager)).status).toBe(303)
    expect(await page()).toMatch(/Mona Manager manager Today, 16:30 to Tuesday 24 November, 09:30 First 07700 900101 Take off.*Ola Duty duty worker Today, 16:30 to Tuesday 24 November, 09:30 Second 07700 900111/)
    const tonight = new Date('2026-11-23T22:00:00Z')
    const told = await tellableStaff(desk.connection, tonight, new Set())
    expect(told.filter(({ onCall }) => onCall).map(({ name, turn }) => `${name} ${turn}`).toSorted()).toEqual(['Mona Manager 1', 'Ola Duty 2'])
    expect(await reachableOnCall(desk.connection, desk.now)).toBe(0)
    const audited = await viewAuditModel(desk.connection).find({ event: 'on_call_tried', staffId: manager.id }).lean()
    expect(audited.map(({ subjectStaffId }) => String(subjectStaffId)).toSorted()).toEqual([manager.id, ola.id].toSorted())
  })

  it('warns while nobody can be rung, and of each time that nobody covers', async () => {
    expect(await page()).toContain('Nobody who can be rung is on the on-call list. An urgent enquiry that nobody accepts goes to whoever has a telephone, and may wait. Today, 16:30 to Tuesday 24 November, 09:30')
    await put(ola)
    expect(await page()).toMatch(/In the next 14 days there are hours in which the service is closed and nobody on call can be rung\. Tuesday 24 November, 16:30 to Wednesday 25 November, 09:30/)
    await staffModel(desk.connection).updateOne({ _id: manager.id }, { $set: { onCall: true } })
    const text = await page()
    expect(text).not.toContain('nobody on call can be rung')
    expect(text).toContain('Always: they said so on their Telephone page On call now')
  })

  it('is left altogether by whoever the command line takes off it, though they had said that they may be woken at any hour', async () => {
    await put(ola)
    await staffModel(desk.connection).updateOne({ _id: ola.id }, { $set: { onCall: true } })
    const staff = new StoredStaffFacts(desk.connection, () => desk.now)
    await runDutyCommand({ staff, hours, now: () => desk.now, heaviest: 3 }, ['on-call', '--email', ola.email, '--end'], new PassThrough())
    const left = (await staff.find(ola.id))!
    expect([onCallTurn(left, desk.now), onCallTurn(left, new Date('2026-11-23T22:00:00Z'))]).toEqual([undefined, undefined])
    expect(await page()).toContain('Nobody who can be rung is on the on-call list')
  })

  it('says when nobody is on call any more, once the only one is given leave, by page and command, or has their account closed', async () => {
    await put(ola, { fromDay: '2026-11-27', toDay: '2026-11-30' })
    const leave = { from: '2026-11-28', to: '2026-11-28' }
    await at.manager.open(`/staff/${ola.id}/leave`)
    const set = await at.manager.send(`/staff/${ola.id}/leave`, { ...leave, cover: '' })
    expect(textOf((await at.manager.open(set.headers['location']!)).text)).toContain(
      'The leave is saved. They were on call: nobody who can be rung is now from Saturday 28 November, 00:00 to Sunday 29 November, 00:00. Put somebody else on the on-call list.')
    expect(await reachableOnCall(desk.connection, new Date('2026-11-28T22:00:00Z'))).toBe(0)

    const staff = new StoredStaffFacts(desk.connection, () => desk.now)
    const say = async (words: readonly string[]): Promise<string> => {
      const out = new PassThrough()
      await runDutyCommand({ staff, hours, now: () => desk.now, heaviest: 3 }, [...words, '--email', ola.email], out)
      return String(out.read())
    }
    await say(['leave', '--end'])
    const lost = 'Ola Duty was on call: nobody who can be rung is now from'
    expect(await say(['leave', '--from', leave.from, '--to', leave.to])).toBe(`Ola Duty is on leave from 2026-11-28 to 2026-11-28. Nobody covers.\n${lost} 2026-11-28 00:00 to 2026-11-29 00:00.\n`)
    await say(['leave', '--end'])
    await put(manager, { fromDay: '2026-11-28', fromTime: '00:00', toDay: '2026-11-30' })
    expect(await say(['leave', '--from', leave.from, '--to', leave.to])).not.toContain('was on call')
    await say(['leave', '--end'])

    const closing = new PassThrough()
    const deps = {
      staff: staffRepository(desk.connection), passwords: argon2Passwords, now: () => desk.now, caseloadLimit: 25,
      uncoveredWithout: async (staffId: string) => uncoveredWithout({ staff, hours }, staffId, desk.now),
    }
    try {
      await runStaffCommand(deps, ['disable', '--email', ola.email], new PassThrough(), closing)
      expect(String(closing.read())).toBe(`Disabled ${ola.email}.\n${lost} 2026-11-27 16:30 to 2026-11-28 00:00.\n`)
    } finally {
      await staffModel(desk.connection).updateOne({ _id: ola.id }, { $set: { active: true }, $unset: { disabledAt: '' } })
    }
  })

  it('says in words what is wrong, beside what was typed', async () => {
    const empty = await at.manager.send('/on-call', {})
    expect(empty.status).toBe(422)
    for (const [field, words] of [['staff', 'Select who is on call'], ['fromDay', 'Enter the day and time at which it begins'], ['toDay', 'Enter the day and time at which it ends'], ['turn', 'Select in which turn']] as const) {
      expect(empty.text).toContain(`href="#${field}"`)
      expect(empty.text).toContain(words)
    }
    const late = await put(ola, { toDay: '2026-11-22' })
    expect(late.text).toContain('It must end after it begins')
    expect(late.text).toContain('value="2026-11-22"')
    await put(ola)
    expect(textOf((await put(ola, { fromTime: '20:00' })).text)).toContain('Ola Duty is on the list for some of this time already')
    await staffModel(desk.connection).updateOne({ _id: manager.id }, { $set: { leave: [{ id: 'l', from: '2026-11-24', to: '2026-11-25' }] } })
    expect(textOf((await put(manager)).text)).toContain('Mona Manager is on leave from 24 November 2026 to 25 November 2026 and is not rung then')
    expect(await timesOf(manager)).toEqual([])
  })

  it('takes nobody without a number, and the number with them', async () => {
    expect(textOf((await put(sam)).text)).toContain('Sam Worker has no telephone number on record. Enter the number to ring')
    expect(textOf((await put(sam, { phone: '12' })).text)).toContain('Enter a telephone number, such as 07700 900123')
    expect(textOf((await put(sam, { phone: '020 7946 0999 ext 4' })).text)).toContain('Enter a number without an extension: the service can ring no extension')
    expect((await put(sam, { phone: '07700 900131' })).headers['location']).toBe('/on-call?done=set_number')
    expect(textOf((await at.manager.open('/on-call?done=set_number')).text)).toContain('The number that you entered is their number on record from now on')
    expect(await page()).toContain('07700 900131')
  })

  it('keeps the number on record when the form is refused', async () => {
    await put(ola)
    expect((await put(ola, { fromTime: '20:00', phone: '07700 900199' })).status).toBe(422)
    expect((await staffModel(desk.connection).findById(ola.id).lean())?.phone).toBe('+447700900111')
  })

  it('takes somebody again whose time is over, from a moment in it', async () => {
    const over = { id: 'over', from: new Date('2026-11-23T08:00:00Z'), to: new Date('2026-11-23T09:50:00Z') }
    await staffModel(desk.connection).updateOne({ _id: ola.id }, { $set: { onCallTimes: [over] } })
    expect((await put(ola, { fromTime: '09:00' })).status).toBe(303)
  })

  it('is not emptied without a warning that has to be confirmed', async () => {
    await put(ola)
    await put(manager)
    expect((await takeOff(ola)).headers['location']).toBe('/on-call?done=end')
    const warned = await takeOff(manager)
    expect([warned.status, await timesOf(manager)]).toEqual([409, [expect.anything()]])
    expect(textOf(warned.text)).toMatch(/Without Mona Manager nobody is on the on-call list Today, 16:30 to Tuesday 24 November, 09:30 .* Nobody has been taken off yet/)
    expect((await takeOff(manager, { confirmed: 'yes' })).status).toBe(303)
    expect(await timesOf(manager)).toEqual([])
    expect((await at.manager.send(`/staff/${manager.id}/on-call/end`, { time: 'gone', confirmed: 'yes' })).status).toBe(404)
  })

  it('warns as well when somebody else is on it at other times only', async () => {
    await put(ola)
    await put(manager, { fromDay: '2026-11-24', toDay: '2026-11-25' })
    const warned = await takeOff(manager)
    expect(warned.status).toBe(409)
    expect(textOf(warned.text)).toContain('Without Mona Manager nobody is on call at these times')
  })

  it('warns as well when the only cover of a time far ahead goes, and names that time', async () => {
    await put(ola)
    await put(manager, { fromDay: '2026-12-24', toDay: '2026-12-29' })
    const warned = await takeOff(manager)
    expect([warned.status, await timesOf(manager)]).toEqual([409, [expect.anything()]])
    expect(textOf(warned.text)).toContain('Without Mona Manager nobody is on call at these times Thursday 24 December, 16:30')
  })

  it('lets somebody go without a warning who covered nothing', async () => {
    await put(ola)
    await put(manager, { fromTime: '12:00', toDay: '2026-11-23', toTime: '13:00' })
    expect((await takeOff(manager)).status).toBe(303)
  })

  it('is for managers alone', async () => {
    await at.sam.open('/duty')
    expect((await at.sam.open('/duty')).text).not.toContain('/on-call')
    expect((await at.sam.open('/on-call')).status).toBe(404)
    expect((await at.sam.send('/on-call', { staff: ola.id, ...TONIGHT, turn: '1' })).status).toBe(404)
    expect((await at.sam.send(`/staff/${ola.id}/on-call/end`, { time: 'x' })).status).toBe(404)
    expect((await at.manager.open('/duty')).text).toContain('href="/on-call"')
  })
})
