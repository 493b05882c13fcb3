import { PassThrough } from 'node:stream'
import { dutyCommandProblem, isDutyCommand, runDutyCommand } from '../../../src/allocation/duty/dutyCommand'
import type { StaffFacts, StaffWithLeave } from '../../../src/allocation/duty/ports'
import type { Leave } from '../../../src/domain/leave'
import type { OnCallTime } from '../../../src/domain/onCall'
import { openingHours } from '../../../src/domain/openingHours'
import { NO_SKILLS, type Skills } from '../../../src/domain/skills'
import type { RotaPlace } from '../../../src/domain/workingPattern'

const hours = openingHours('Mo-Fr 09:30-16:30; PH off', new Set())
const now = (): Date => new Date('2026-11-23T10:00:00Z')
const aPerson = (id: string, change: Partial<StaffWithLeave> = {}): StaffWithLeave => ({
  id, email: `${id}@desk.example`, name: id.charAt(0).toUpperCase() + id.slice(1), role: 'social_worker', active: true, demonstration: false,
  leave: [], skills: NO_SKILLS, onCallTimes: [], alwaysOnCall: false, rota: { kind: 'service_hours' }, caseloadLimit: 25, ...change,
})

/** Facts in memory. */
class FakeFacts implements StaffFacts {
  readonly rotas: RotaPlace[] = []
  readonly limits: number[] = []
  readonly ended: string[] = []
  constructor(readonly people: StaffWithLeave[]) {}
  find = async (staffId: string) => this.people.find(({ id }) => id === staffId)
  findByEmail = async (email: string) => this.people.find((one) => one.email === email)
  setRota = async (_id: string, place: RotaPlace) => void this.rotas.push(place)
  setSkills = async (staffId: string, skills: Skills) => this.change(staffId, { skills })
  setCaseloadLimit = async (_id: string, limit: number) => void this.limits.push(limit)
  addLeave = async (staffId: string, leave: Leave) => {
    const person = this.people.find(({ id }) => id === staffId)!
    if (person.leave.some(({ from, to }) => from <= leave.to && leave.from <= to)) return 'overlaps'
    this.change(staffId, { leave: [...person.leave, leave] })
    return 'added'
  }
  endLeave = async (_id: string, leaveId: string, lastDay: string) => this.ended.push(`${leaveId} ${lastDay}`) > 0
  addOnCall = async (staffId: string, time: OnCallTime) => {
    const { onCallTimes } = this.people.find(({ id }) => id === staffId)!
    if (onCallTimes.some(({ from, to }) => from < time.to && to > time.from)) return 'overlaps'
    this.change(staffId, { onCallTimes: [...onCallTimes, time] })
    return 'added'
  }
  removeOnCall = async () => true
  setPhone = async (staffId: string, phone: string) => this.change(staffId, { phone })
  clearOnCall = async (staffId: string) => this.change(staffId, { onCallTimes: [], alwaysOnCall: false })
  mayBeOnCall = async () => this.people.filter(({ active }) => active)
  private change(staffId: string, change: Partial<StaffWithLeave>): void {
    this.people.splice(0, this.people.length, ...this.people.map((one) => (one.id === staffId ? { ...one, ...change } : one)))
  }
}

function aTerminal(...people: StaffWithLeave[]) {
  const staff = new FakeFacts([aPerson('sam'), aPerson('dot'), aPerson('mona', { role: 'manager' }), aPerson('gone', { active: false }), ...people])
  const run = async (...line: string[]): Promise<{ code: number; out: string }> => {
    const stdout = new PassThrough()
    const code = await runDutyCommand({ staff, hours, now, heaviest: 3 }, line, stdout)
    return { code, out: String(stdout.read() ?? '') }
  }
  return { staff, run, sam: async (command: string, ...more: string[]) => run(command, '--email', 'Sam@desk.example', ...more) }
}

describe('npm run staff -- rota', () => {
  it('sets hours, all of the service’s hours, or none', async () => {
    const { staff, sam } = aTerminal()
    expect(await sam('rota', '--hours', 'Mo-Tu 09:30-12:00')).toEqual({
      code: 0, out: 'Sam is on the rota in the service\'s hours that fall within Mo 09:30-12:00; Tu 09:30-12:00.\n',
    })
    expect((await sam('rota', '--service-hours')).out).toBe('Sam is on the rota in all of the service\'s hours.\n')
    expect((await sam('rota', '--off')).out).toBe('Sam is off the rota until you say otherwise.\n')
    expect(staff.rotas.map(({ kind }) => kind)).toEqual(['pattern', 'service_hours', 'off'])
  })

  it.each([
    [['--hours', 'whenever'], '"whenever" is not understood. Write hours like "Mo-Th 09:30-16:30; Fr 09:30-13:00", in London time.'],
    [[], 'Say one of --hours "Mo-Fr 09:30-16:30", --service-hours and --off.'],
    [['--off', '--service-hours'], 'Say one of --hours "Mo-Fr 09:30-16:30", --service-hours and --off.'],
  ])('refuses %j in words', async (more, out) => {
    const { staff, sam } = aTerminal()
    expect(await sam('rota', ...more)).toEqual({ code: 1, out: `${out}\n` })
    expect(staff.rotas).toEqual([])
  })
})

describe('npm run staff -- leave', () => {
  const DAYS = ['--from', '2026-12-21', '--to', '2026-12-31']

  it('sets days and who covers, and says what to know of the cover', async () => {
    const { staff, sam } = aTerminal()
    expect((await sam('leave', ...DAYS, '--cover', 'dot@desk.example', '--hand-over', 'back')).out)
      .toBe('Sam is on leave from 2026-12-21 to 2026-12-31, covered by Dot.\n')
    expect(staff.people[0]?.leave).toEqual([{ id: expect.any(String), from: '2026-12-21', to: '2026-12-31', coverId: 'dot', handOver: 'for_the_leave', setAt: now() }])
    const { run } = aTerminal(aPerson('ann', { leave: [{ id: 'l', from: '2026-12-30', to: '2027-01-04' }] }))
    expect((await run('leave', '--email', 'dot@desk.example', ...DAYS, '--cover', 'ann@desk.example')).out)
      .toBe('Dot is on leave from 2026-12-21 to 2026-12-31, covered by Ann.\nAnn is on leave as well, from 30 December 2026 to 4 January 2027.\n')
    expect((await run('leave', '--email', 'mona@desk.example', ...DAYS)).out).toBe('Mona is on leave from 2026-12-21 to 2026-12-31. Nobody covers.\n')
  })

  it.each([['21/12/2026', '31/12/2026'], ['21 December 2026', 'Thursday 31 Dec 2026']])('takes days as people write them: %s to %s', async (from, to) => {
    expect(await aTerminal().sam('leave', '--from', from, '--to', to)).toEqual({ code: 0, out: 'Sam is on leave from 2026-12-21 to 2026-12-31. Nobody covers.\n' })
  })

  it.each([
    ['without days', [], 'Enter the first day, such as 2026-12-21 or 21 December 2026.\nEnter the last day, such as 2026-12-31 or 31 December 2026.'],
    ['a day that never was', ['--from', '2026-02-30', '--to', '2026-12-31'], 'Enter the first day, such as 2026-12-21 or 21 December 2026.'],
    ['an end before the beginning', ['--from', '2026-12-21', '--to', '2026-12-20'], 'The last day must not be before the first.'],
    ['days that are past', ['--from', '2026-11-01', '--to', '2026-11-22'], 'The last day must not be in the past.'],
    ['a wrong year', ['--from', '2026-12-21', '--to', '2036-12-31'], 'A leave lasts 400 days at most.'],
    ['the person as their own cover', [...DAYS, '--cover', 'sam@desk.example'], 'Somebody else has to stand in.'],
    ['a cover of another role', [...DAYS, '--cover', 'mona@desk.example'], 'Mona does not have the same role as Sam.'],
    ['a closed account as cover', [...DAYS, '--cover', 'gone@desk.example'], 'There is no account in use for gone@desk.example.'],
    ['a hand-over to nobody', [...DAYS, '--hand-over', 'back'], 'Select who takes over the open work.'],
    ['an unknown hand-over', [...DAYS, '--cover', 'dot@desk.example', '--hand-over', 'maybe'], 'Write --hand-over back or --hand-over for-good.'],
  ])('refuses %s in words', async (_what, more, out) => {
    const { staff, sam } = aTerminal()
    expect(await sam('leave', ...more)).toEqual({ code: 1, out: `${out}\n` })
    expect(staff.people[0]?.leave).toEqual([])
  })

  it('refuses a second leave on the same days, and ends the next one', async () => {
    const { staff, sam } = aTerminal()
    expect((await sam('leave', '--end')).out).toBe('Sam has no leave that could end.\n')
    await sam('leave', ...DAYS)
    expect((await sam('leave', '--from', '2026-12-31', '--to', '2027-01-02')).code).toBe(1)
    expect((await sam('leave', '--end')).out).toBe('The leave of Sam from 2026-12-21 to 2026-12-31 is ended.\n')
    expect(staff.ended).toEqual([`${staff.people[0]?.leave[0]?.id} 2026-11-22`])
  })
})

describe('npm run staff -- skills and limit', () => {
  it('replaces the lists that are named and keeps the others', async () => {
    const { staff, sam } = aTerminal()
    await sam('skills', '--nations', 'scotland, Wales', '--languages', 'Welsh', '--exploitation', 'criminal,online')
    expect((await sam('skills', '--languages', 'none')).out).toBe('Sam: nations Scotland, Wales; languages none; exploitation criminal, online.\n')
    expect(staff.people[0]?.skills).toEqual({ nations: ['Scotland', 'Wales'], languages: [], exploitation: ['criminal', 'online'] })
  })

  it.each([
    [['--nations', 'France'], 'There is no nation "France". There are: England, Scotland, Wales, Northern Ireland.'],
    [['--exploitation', 'all'], 'There is no kind of exploitation "all". There are: sexual, criminal, labour, domestic, benefit_fraud, organ_marriage_adoption, debt, online.'],
    [['--languages', '7'], '"7" is not a language. Write its English name, such as Welsh.'],
    [[], 'Say at least one of --nations, --languages and --exploitation.'],
  ])('refuses %j in words', async (more, out) => {
    expect(await aTerminal().sam('skills', ...more)).toEqual({ code: 1, out: `${out}\n` })
  })

  it('sets a limit, and says when it is too small for an urgent enquiry', async () => {
    const { staff, sam } = aTerminal()
    expect((await sam('limit', '--points', '20')).out).toBe('Sam carries up to 20 points.\n')
    expect((await sam('limit', '--points', '2')).out).toContain('An urgent enquiry weighs 3: with this limit Sam is given none.')
    expect((await sam('limit', '--points', '-1')).code).toBe(2)
    expect((await sam('limit', '--points', 'many')).out).toBe('Enter the limit as a whole number of points, such as 25.\n')
    expect(staff.limits).toEqual([20, 2])
  })
})

describe('how these commands are used', () => {
  it.each([[['rota']], [['leave', 'more', '--email', 'a@b.example']], [['skills', '--colour']], [['limit', '--email']]])('is shown for %j', async (line) => {
    const { run } = aTerminal()
    expect(await run(...line)).toEqual({ code: 2, out: expect.stringContaining('npm run staff -- rota') })
    expect(dutyCommandProblem(line)).toContain('npm run staff -- rota')
  })

  it('tells an account that is not in use', async () => {
    expect(await aTerminal().run('limit', '--email', 'who@desk.example', '--points', '3')).toEqual({ code: 1, out: 'There is no account in use for who@desk.example.\n' })
    expect([isDutyCommand(['rota']), isDutyCommand(['add']), isDutyCommand([])]).toEqual([true, false, false])
  })
})

describe('npm run staff -- on-call', () => {
  const christmas = ['--from', '2026-12-24 16:30', '--to', '2026-12-29 09:30'] as const

  it('puts somebody on the list in London time, shows it with their telephone, and takes them off', async () => {
    const { run, staff } = aTerminal(aPerson('ola', { phone: '+447700900123' }))
    expect(await run('on-call', '--list')).toEqual({ code: 0, out: 'Nobody is on the on-call list: what is urgent goes to whoever has a telephone.\n' })
    expect(await run('on-call', '--email', 'ola@desk.example', ...christmas, '--turn', '2')).toEqual({ code: 0, out: 'Ola is on call from 2026-12-24 16:30 to 2026-12-29 09:30.\n' })
    await run('on-call', '--email', 'ola@desk.example', '--from', '2026-11-01 09:00', '--to', '2026-12-01 9.00')
    expect(await run('on-call', '--list')).toEqual({
      code: 0, out: '2026-11-01 09:00 to 2026-12-01 09:00  first  Ola  +447700900123\n2026-12-24 16:30 to 2026-12-29 09:30  second  Ola  +447700900123\n',
    })
    expect((await run('on-call', '--email', 'ola@desk.example', '--end')).out).toBe('Ola is off the on-call list.\nNobody is on the on-call list: what is urgent goes to whoever has a telephone.\n')
    expect(staff.people.find(({ id }) => id === 'ola')?.onCallTimes).toEqual([])
  })

  it('says when nobody who can be rung is on call any more without whoever is taken off', async () => {
    const { run } = aTerminal(aPerson('ola', { phone: '+447700900123' }), aPerson('max', { phone: '+447700900124' }))
    await run('on-call', '--email', 'ola@desk.example', ...christmas)
    await run('on-call', '--email', 'max@desk.example', '--from', '2026-12-25 12:00', '--to', '2026-12-29 09:30')
    expect((await run('on-call', '--email', 'ola@desk.example', '--end')).out).toBe('Ola is off the on-call list.\nOla was on call: nobody who can be rung is now from 2026-12-24 16:30 to 2026-12-25 09:30.\n')
  })

  it('shows who may be woken at any hour before the others, and takes that back with the rest', async () => {
    const { run, staff } = aTerminal(aPerson('ola', { phone: '+447700900123' }), aPerson('max', { alwaysOnCall: true, phone: '+447700900124' }))
    await run('on-call', '--email', 'ola@desk.example', ...christmas)
    expect((await run('on-call', '--list')).out).toBe('at any hour  first  Max  +447700900124\n2026-12-24 16:30 to 2026-12-29 09:30  first  Ola  +447700900123\n')
    expect((await run('on-call', '--email', 'max@desk.example', '--end')).out).toMatch(/^Max is off the on-call list\.\nThey had said that they may be woken at any hour: that is taken back\.\nMax was on call: .* and at 5 more times\.\n$/)
    expect(staff.people.find(({ id }) => id === 'max')?.alwaysOnCall).toBe(false)
    expect((await run('on-call', '--list')).out).not.toContain('Max')
  })

  it.each([['24/12/2026 16:30', '29/12/2026 9.30am'], ['24 December 2026 4.30pm', 'Tuesday 29 December 2026, 0930']])('takes days as people write them: %s to %s', async (from, to) => {
    const { run } = aTerminal(aPerson('ola', { phone: '+447700900123' }))
    expect(await run('on-call', '--email', 'ola@desk.example', '--from', from, '--to', to)).toEqual({ code: 0, out: 'Ola is on call from 2026-12-24 16:30 to 2026-12-29 09:30.\n' })
  })

  it('keeps summer time', async () => {
    const { run, staff } = aTerminal(aPerson('ola', { phone: '+447700900123' }))
    await run('on-call', '--email', 'ola@desk.example', '--from', '2027-07-01 09:00', '--to', '2027-07-02 09:00')
    expect(staff.people.find(({ id }) => id === 'ola')?.onCallTimes).toMatchObject([{ from: new Date('2027-07-01T08:00:00Z') }])
  })

  it('refuses somebody without a telephone, unless the number to ring is given', async () => {
    const { sam, staff } = aTerminal()
    expect(await sam('on-call', ...christmas)).toEqual({ code: 1, out: 'Sam has no telephone number on record. Enter the number to ring.\n' })
    expect((await sam('on-call', ...christmas, '--phone', '12')).out).toContain('Enter a telephone number, such as 07700 900123')
    expect((await sam('on-call', ...christmas, '--phone', '07700 900123')).code).toBe(0)
    expect(staff.people[0]).toMatchObject({ phone: '+447700900123', onCallTimes: [{ turn: 1 }] })
  })

  it.each([
    [['--from', 'tonight', '--to', '2026-12-29 09:30'], 'Enter the day and time at which it begins, such as 2026-12-24 and 16:30.'],
    [['--from', '2026-12-24 half four', '--to', '2026-12-29 09:30'], 'Enter the time at which it begins, such as 16:30 or 4.30pm.'],
    [['--from', '2026-12-24 4.30pm', '--to', ' 9'], 'Enter the day on which it ends, such as 2026-12-29 or 29 December 2026.'],
    [['--from', '2026-12-29 09:30', '--to', '2026-12-24 16:30'], 'It must end after it begins.'],
    [['--from', '2025-12-24 16:30', '--to', '2025-12-29 09:30'], 'It must not be over already.'],
    [['--from', '2026-12-24 16:30', '--to', '2027-12-29 09:30'], 'A time on call lasts 92 days at most.'],
    [['--from', '2026-12-10 16:30', '--to', '2026-12-11 09:30', '--turn', '4'], 'Select in which turn they are rung.'],
    [['--from', '2026-12-20 16:30', '--to', '2026-12-24 16:31'], 'Ola is on the list for some of this time already. Take that off first.'],
    [['--from', '2027-01-01 00:00', '--to', '2027-01-02 09:00'], 'Ola is on leave from 2 January 2027 to 9 January 2027 and is not rung then. Choose another time or somebody else.'],
  ])('%j is refused', async (typed, why) => {
    const { run } = aTerminal(aPerson('ola', { phone: '+447700900123', leave: [{ id: 'l', from: '2027-01-02', to: '2027-01-09' }] }))
    await run('on-call', '--email', 'ola@desk.example', ...christmas)
    expect(await run('on-call', '--email', 'ola@desk.example', ...typed)).toEqual({ code: 1, out: `${why}\n` })
  })
})
