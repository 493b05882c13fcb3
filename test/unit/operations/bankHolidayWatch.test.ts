import { Writable } from 'node:stream'
import { bankHolidays } from '../../../config/bankHolidays'
import { watchBankHolidays } from '../../../src/operations/bankHolidayWatch'
import { createLogger } from '../../../src/operations/logger'
import { Metrics } from '../../../src/operations/metrics'

const DAY_MS = 86_400_000
const KNOWN = { ...bankHolidays(), until: '2028-12-31' }
const ENDING = 'Bank holidays are known until 31 December 2028: after that day the line keeps its ordinary hours on them, unless whoever looks after the service renews the list.'
const ENDED = 'Bank holidays were known until 31 December 2028: the line now keeps its ordinary hours on them, until whoever looks after the service renews the list.'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

/** The watch, its clock at a given moment and moved on with the timers. */
function watchFrom(start: string) {
  jest.setSystemTime(new Date(start))
  const lines: { level: number; msg: string }[] = []
  const sink = new Writable({ write: (chunk, _encoding, done) => { lines.push(JSON.parse(String(chunk))); done() } })
  const metrics = new Metrics()
  const watch = watchBankHolidays({ bankHolidays: () => KNOWN, metrics, now: () => new Date(Date.now()), log: createLogger('web', 'info', sink) })
  return { watch, metrics, lines }
}

describe('the list of bank holidays', () => {
  it.each([
    ['more than 90 days before its end', '2028-10-01T11:00:00Z', [], 91],
    ['90 days before', '2028-10-02T11:00:00Z', [ENDING], 90],
    ['on its last day, which ends at midnight in London', '2028-12-31T23:59:59Z', [ENDING], 0],
    ['on the day after', '2029-01-01T00:00:00Z', [ENDED], -1],
    ['half a year after', '2029-06-30T22:59:00Z', [ENDED], -181],
  ])('%s: the log, health and metrics say how it is', async (_when, at, said, left) => {
    const { watch, metrics, lines } = watchFrom(at)
    expect(lines.map(({ msg }) => msg)).toEqual(said)
    expect(lines.every(({ level }) => level === 40)).toBe(true)
    expect(await watch.alsoIn(async () => ({ ready: true, parts: { mongodb: 'ok' } }))()).toEqual({
      ready: true, parts: { mongodb: 'ok', bankHolidays: said[0] ?? 'ok' },
    })
    expect(await metrics.scrape()).toContain(`\nadvice_line_bank_holidays_days_left ${left}\n`)
    await watch.stop()
  })

  it('is told of once a day, from the day on which it is time, until the process stops', async () => {
    const { watch, lines } = watchFrom('2028-10-01T09:00:00Z')
    await jest.advanceTimersByTimeAsync(3 * DAY_MS)
    expect(lines).toHaveLength(3)
    await watch.stop()
    await jest.advanceTimersByTimeAsync(3 * DAY_MS)
    expect(lines).toHaveLength(3)
  })

  it('does not make a process ready that is not', async () => {
    const { watch } = watchFrom('2026-11-26T09:00:00Z')
    expect(await watch.alsoIn(async () => ({ ready: false, parts: {} }))()).toEqual({ ready: false, parts: { bankHolidays: 'ok' } })
    await watch.stop()
  })
})
