import { DateTime } from 'luxon'
import OpeningHoursRules from 'opening_hours'
import { bankHolidays } from '../../../config/bankHolidays'
import { type Calendar, CALENDARS, holidaysOf } from '../../../src/domain/bankHolidays'
import { openingHours } from '../../../src/domain/openingHours'
import { addDays, weekdayOf } from '../../../src/domain/workingDays'

const known = bankHolidays()
const hours = (rules: string, ...calendars: readonly Calendar[]) => openingHours(rules, holidaysOf(known, calendars))
const usual = hours('Mo-Fr 09:30-16:30; PH off', 'england-and-wales')

describe('the opening hours', () => {
  it.each([
    ['a winter weekday at half past nine', '2026-11-23T09:30:00Z', true],
    ['a minute before', '2026-11-23T09:29:00Z', false],
    ['a summer weekday at half past nine in London, which is half past eight in UTC', '2026-07-20T08:30:00Z', true],
    ['a summer weekday at twenty to five in London', '2026-07-20T15:40:00Z', false],
    ['a Saturday', '2026-11-28T11:00:00Z', false],
    ['Christmas Day', '2026-12-25T11:00:00Z', false],
    ['the Monday that stands in for Boxing Day', '2026-12-28T11:00:00Z', false],
    ['a Christmas Day after the list has ended, since better open than closed with nobody knowing', '2029-12-25T11:00:00Z', true],
  ])('%s', (_name, at, open) => {
    expect(usual.isOpen(new Date(at))).toBe(open)
  })

  it('can be always or never', () => {
    expect(hours('24/7', 'scotland').isOpen(new Date('2026-12-25T03:00:00Z'))).toBe(true)
    expect(hours('off', 'scotland').isOpen(new Date('2026-11-23T10:00:00Z'))).toBe(false)
  })

  it('says itself in words that a caller understands', () => {
    expect(usual.inWords).toBe('Monday to Friday, 9:30am to 4:30pm, except bank holidays')
    expect(usual.inWelsh).toBe('dydd Llun tan dydd Gwener, 9:30 y bore tan 4:30 y prynhawn, ac eithrio gwyliau banc')
    expect(hours('24/7').inWords).toBe('24 hours a day, every day')
    expect(hours('Mo-Fr 09:00-12:00,13:00-17:00').inWords).toBe('Mo-Fr 09:00-12:00,13:00-17:00')
  })

  it('refuses hours that nobody could keep', () => {
    expect(() => hours('Mo-Fx nine')).toThrow('Mo-F')
  })
})

describe('on bank holidays', () => {
  const everyDay = (see: (day: string, noon: Date) => void): void => {
    for (let day = '2025-01-01'; day <= known.until; day = addDays(day, 1)) see(day, new Date(`${day}T12:00:00Z`))
  }

  const together: readonly (readonly Calendar[])[] = [...CALENDARS.map((calendar) => [calendar]), ['scotland', 'northern-ireland'], CALENDARS]
  it.each(together.map((calendars) => ({ calendars })))(
    'the line is closed on each of those of $calendars, and on no other working day', ({ calendars }) => {
      const kept = hours('Mo-Fr 09:30-16:30; PH off', ...calendars)
      const days = holidaysOf(known, calendars)
      everyDay((day, noon) => {
        const isWeekday = weekdayOf(day) > 0 && weekdayOf(day) < 6
        if (kept.isOpen(noon) !== (isWeekday && !days.has(day))) throw new Error(`${day} is wrong`)
      })
    })

  it('Scotland’s line is closed on the day that was proclaimed for it, and England’s is open', () => {
    const noon = new Date('2026-06-15T11:00:00Z')
    expect([hours('Mo-Fr 09:30-16:30; PH off', 'scotland').isOpen(noon), usual.isOpen(noon)]).toEqual([false, true])
  })

  // The library's own list of England's days is the same as ours, so that it can say what each way of writing means.
  const library = { lat: 51.5, lon: -0.12, address: { country_code: 'gb', state: 'England' } }

  it.each([
    'Mo-Fr 09:30-16:30; PH off', 'PH off; Mo-Fr 09:30-16:30', 'Mo-Fr 09:30-16:30; PH 10:00-12:00', 'Mo-Fr,PH 09:30-16:30',
    'Mo-Fr 09:30-16:30; Sa,PH 10:00-12:00', 'Mo-Fr 09:30-16:30; PH,Su closed', 'PH 10:00-12:00', 'PH Mo-Fr 10:00-12:00',
    'Mo-Fr 09:30-16:30; PH -1 day 09:30-12:30', 'Mo-Fr 09:30-16:30; Apr-Aug PH 10:00-13:00', 'Mo-Fr 09:30-16:30; 2027 PH off',
    'Mo-Fr 09:30-16:30, PH 17:00-19:00', 'Mo-Fr 09:30-16:30 || PH 18:00-20:00', 'Mo-Fr,PH 20:00-02:00', 'Mo-Th,PH,Sa[1] 22:00-03:00',
    'Mo-Fr 09:30-16:30; PH 10:00-12:00 "short; PH, as in years before"', 'open; PH off', 'Mo-Fr 09:30-16:30; Dec 24 09:30-12:00; PH off', 'Jan PH off',
  ])('"%s" means what the library takes it to mean', (rules) => {
    const ours = hours(rules, 'england-and-wales')
    const theirs = new OpeningHoursRules(rules, library)
    for (const holiday of holidaysOf(known, ['england-and-wales'])) {
      for (const move of [-1, 0, 1]) {
        const day = addDays(holiday, move)
        for (const time of ['01:00', '11:00', '12:45', '18:30', '23:00']) {
          const said = theirs.getState(new Date(`${day}T${time}:00`))
          const inLondon = DateTime.fromISO(`${day}T${time}`, { zone: 'Europe/London' }).toJSDate()
          if (ours.isOpen(inLondon) !== said) throw new Error(`${day} ${time}: the library says ${said}`)
        }
      }
    }
  })

})
