import OpeningHoursRules from 'opening_hours'
import { bankHolidays, readBankHolidays } from '../../../config/bankHolidays'
import snapshot from '../../../config/bankHolidays.json'
import { type Calendar, CALENDARS } from '../../../src/domain/bankHolidays'
import { addDays } from '../../../src/domain/workingDays'
import { standingHolidays } from './standingRules'

const known = bankHolidays()
const years = [...new Set(known.calendars['england-and-wales'].map(({ date }) => Number(date.slice(0, 4))))]

/** Proclaimed for one year, so that neither rules nor the library know them. */
const PROCLAIMED: Readonly<Record<Calendar, readonly string[]>> = {
  'england-and-wales': [],
  // The proclamation of 3 February 2026, for Scotland's first men's World Cup since 1998.
  scotland: ['2026-06-15'],
  'northern-ireland': [],
}

const datesOf = (calendar: Calendar): string[] => known.calendars[calendar].map(({ date }) => date)

describe('the list of bank holidays', () => {
  it('covers whole years, from that in which it was taken at the latest, and at least one to come', () => {
    expect(years[0]).toBeLessThanOrEqual(Number(known.taken.slice(0, 4)))
    expect(Number(known.until.slice(0, 4))).toBe(years.at(-1))
    expect(known.until > addDays(known.taken, 365)).toBe(true)
  })

  it.each(CALENDARS)('of %s has the days of law and custom, and those that were proclaimed', (calendar) => {
    const standing = years.flatMap((year) => standingHolidays(year, calendar))
    expect(known.calendars[calendar].filter(({ date }) => !PROCLAIMED[calendar].includes(date))).toEqual(standing)
    expect(datesOf(calendar)).toEqual(expect.arrayContaining([...PROCLAIMED[calendar]]))
  })

  it.each([
    ['england-and-wales', 'England'], ['england-and-wales', 'Wales'], ['scotland', 'Scotland'], ['northern-ireland', 'Northern Ireland'],
  ] as const)('of %s agrees with the library’s own of %s, but for the days that were proclaimed', (calendar, state) => {
    const library = new OpeningHoursRules('PH 00:00-24:00', { lat: 51.5, lon: -0.12, address: { country_code: 'gb', state } })
    const theirs: string[] = []
    for (let day = `${years[0]}-01-01`; day <= known.until; day = addDays(day, 1)) {
      if (library.getState(new Date(`${day}T12:00:00`))) theirs.push(day)
    }
    expect([...theirs, ...PROCLAIMED[calendar]].toSorted()).toEqual(datesOf(calendar))
  })
})

describe('a new list of bank holidays', () => {
  const english = snapshot.calendars['england-and-wales']
  const problemsWith = (change: object): readonly string[] => {
    const result = readBankHolidays({ ...snapshot, ...change })
    return result.ok ? [] : result.problems
  }
  const problemsWithEnglish = (days: readonly object[]): readonly string[] =>
    problemsWith({ calendars: { ...snapshot.calendars, 'england-and-wales': days } })

  it('is taken when it is sound', () => expect(problemsWith({})).toEqual([]))

  it('is refused with every mistake named', () => {
    expect(problemsWith({ taken: 'today', until: '2028-06-30' })).toEqual(expect.arrayContaining([
      'bank holidays: taken must be a day such as 2028-12-25',
      'bank holidays: until must be the last day of a year: calendars are made by the year',
    ]))
    expect(problemsWithEnglish([{ date: '25 December', name: 'Christmas Day' }, ...english])[0]).toBe(
      'bank holidays: calendars.england-and-wales.0.date must be a day such as 2028-12-25')
    expect(problemsWithEnglish(english.toReversed())).toEqual(['bank holidays: calendars.england-and-wales must be in order, each day once'])
    expect(problemsWith({ until: '2027-12-31' })).toContainEqual(expect.stringMatching(/scotland has 2028-01-01, later than/))
  })

  it('is refused when a year, a calendar or the whole is missing', () => {
    expect(problemsWithEnglish(english.filter(({ date }) => !date.startsWith('2028')))).toEqual([
      'bank holidays: calendars.england-and-wales has no Good Friday in 2028',
      'bank holidays: calendars.england-and-wales has no Christmas Day in 2028',
    ])
    expect(problemsWith({ calendars: { scotland: [], 'northern-ireland': [] } })).not.toEqual([])
    expect(readBankHolidays(null)).toMatchObject({ ok: false })
  })
})
