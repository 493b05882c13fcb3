import { bankHolidays } from '../../../config/bankHolidays'
import { putHolidaysInForce } from '../../../src/compose/holidaysInForce'
import { listStandings } from '../../../src/compose/routingDesk'
import { serviceHours } from '../../../src/compose/serviceHours'

const WEDNESDAY = '2026-11-25'
const proclaimed = (): void => {
  const known = bankHolidays()
  const england = [...known.calendars['england-and-wales'], { date: WEDNESDAY, name: 'Proclaimed' }]
  putHolidaysInForce({ ...known, calendars: { ...known.calendars, 'england-and-wales': england } })
}
afterEach(() => putHolidaysInForce(bankHolidays()))

test('hours that were asked before follow the bank holidays once others are in force', () => {
  const hours = serviceHours({ SERVICE_HOURS: 'Mo-Fr 09:30-16:30; PH off', BANK_HOLIDAYS: ['england-and-wales'] })
  const answers = (): unknown[] => [hours.isOpen(new Date(`${WEDNESDAY}T10:00:00Z`)), hours.opensNext(new Date(`${WEDNESDAY}T08:00:00Z`)), hours.changesNext(new Date('2026-11-24T17:00:00Z'))]
  expect(answers()).toEqual([true, new Date(`${WEDNESDAY}T09:30:00Z`), new Date(`${WEDNESDAY}T09:30:00Z`)])
  proclaimed()
  expect(answers()).toEqual([false, new Date('2026-11-26T09:30:00Z'), new Date('2026-11-26T09:30:00Z')])
})

test('so do the days by which lists are to answer', () => {
  const standing = listStandings({ BANK_HOLIDAYS: ['england-and-wales'] })
  const dueBy = (): unknown => standing(new Date('2026-11-24T10:00:00Z'), 'media', new Date('2026-11-24T10:00:00Z'))
  const before = dueBy()
  proclaimed()
  expect(dueBy()).not.toEqual(before)
})
