import { bankHolidays } from '../../../config/bankHolidays'
import { calendarOf, holidaysOf } from '../../../src/domain/bankHolidays'
import type { Nation } from '../../../src/domain/triage'
import { isWithinOneWorkingDay, isWorkingDay, londonDay, nextWorkingDay } from '../../../src/domain/workingDays'

const holidays = (nation: Nation): ReadonlySet<string> => holidaysOf(bankHolidays(), [calendarOf(nation)])

test.each([
  ['England', '2026-11-27', '2026-11-30'], ['Scotland', '2026-11-27', '2026-12-01'], ['England', '2026-12-24', '2026-12-29'],
  ['Scotland', '2026-12-31', '2027-01-05'], ['Northern Ireland', '2027-03-16', '2027-03-18'], ['Wales', '2027-03-25', '2027-03-30'],
  ['Scotland', '2027-03-25', '2027-03-29'], ['England', '2027-04-30', '2027-05-04'], ['unknown', '2027-08-27', '2027-08-31'],
  ['Scotland', '2026-06-12', '2026-06-16'], ['England', '2026-06-12', '2026-06-15'],
] as const)('in %s the working day after %s is %s', (nation, day, next) => {
  expect(nextWorkingDay(day, holidays(nation))).toBe(next)
})

test('a weekend is no working day', () => expect(isWorkingDay('2026-11-28', holidays('England'))).toBe(false))
test('yesterday is not within one working day', () => expect(isWithinOneWorkingDay('2026-11-23', '2026-11-24', holidays('England'))).toBe(false))
test('the day is London’s, summer time included', () => expect(londonDay(new Date('2026-07-01T23:30:00Z'))).toBe('2026-07-02'))
