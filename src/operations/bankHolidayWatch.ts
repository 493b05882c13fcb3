import { Gauge } from 'prom-client'
import type { Logger } from 'pino'
import { bankHolidayNotice, type BankHolidays, daysLeft } from '../domain/bankHolidays'
import type { Clock } from '../domain/clock'
import type { Metrics } from './metrics'
import type { Readiness } from './opsServer'
import type { Stoppable } from './stopInOrder'

interface WatchDeps {
  /** Those in force when it is asked. */
  readonly bankHolidays: () => BankHolidays
  readonly metrics: Metrics
  readonly now: Clock
  readonly log: Logger
}

export interface BankHolidayWatch extends Stoppable {
  /** The same readiness, with how the list of bank holidays is: never a reason to be unready, since calls are answered. */
  alsoIn(readiness: () => Promise<Readiness>): () => Promise<Readiness>
}

const DAY_MS = 86_400_000

/** Says when the list of bank holidays is about to end: in the log at start and once a day, in health and in metrics. */
export function watchBankHolidays({ bankHolidays, metrics, now, log }: WatchDeps): BankHolidayWatch {
  const remind = (): void => {
    const notice = bankHolidayNotice(bankHolidays(), now())
    if (notice !== undefined) log.warn({ event: 'bank_holidays_end' }, notice)
  }
  remind()
  const daily = setInterval(remind, DAY_MS).unref()
  showBankHolidays(metrics, () => daysLeft(bankHolidays(), now()))
  return {
    name: 'bank holidays',
    stop: async () => clearInterval(daily),
    alsoIn: (readiness) => async () => {
      const { ready, parts } = await readiness()
      return { ready, parts: { ...parts, bankHolidays: bankHolidayNotice(bankHolidays(), now()) ?? 'ok' } }
    },
  }
}

/** Asked at each scrape, for it changes with the day alone. */
function showBankHolidays(metrics: Metrics, days: () => number): void {
  const known: Gauge = new Gauge({
    name: 'advice_line_bank_holidays_days_left',
    help: 'Days still to come of which the bank holidays are known; negative once the list has ended',
    registers: [metrics.registry],
    collect: (): void => known.set(days()),
  })
}
