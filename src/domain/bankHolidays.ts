import { dayInWords } from './dayInWords'
import type { Nation } from './triage'
import { type Day, daysBetween, londonDay } from './workingDays'

export const CALENDARS = ['england-and-wales', 'scotland', 'northern-ireland'] as const
/** The calendars that https://www.gov.uk/bank-holidays keeps. */
export type Calendar = (typeof CALENDARS)[number]

export interface BankHoliday {
  readonly date: Day
  readonly name: string
  /** The day stands in for one at a weekend. */
  readonly substitute?: true | undefined
}

/** What is known of bank holidays, as it was on the day `taken`. */
export interface BankHolidays {
  readonly taken: Day
  /** The last day of which it is known whether it is one. */
  readonly until: Day
  readonly calendars: Readonly<Record<Calendar, readonly BankHoliday[]>>
}

/** The days on which any of these calendars has a holiday. */
export const holidaysOf = ({ calendars }: BankHolidays, kept: readonly Calendar[]): ReadonlySet<Day> =>
  new Set(kept.flatMap((calendar) => calendars[calendar].map(({ date }) => date)))

/** An unknown nation has England's holidays. */
export function calendarOf(nation: Nation): Calendar {
  switch (nation) {
    case 'Scotland':
      return 'scotland'
    case 'Northern Ireland':
      return 'northern-ireland'
    case 'England':
    case 'Wales':
    case 'unknown':
      return 'england-and-wales'
    default:
      return nation satisfies never
  }
}

/** Days still to come of which the holidays are known; negative when the list ended so many days ago. */
export const daysLeft = ({ until }: BankHolidays, now: Date): number => daysBetween(londonDay(now), until)

/** How long before the list ends it is time to renew it, in days. */
const WARN_WITHIN_DAYS = 90

/** For the people who run the service, while the list of holidays is about to end or has ended. */
export function bankHolidayNotice(known: BankHolidays, now: Date): string | undefined {
  const days = daysLeft(known, now)
  if (days > WARN_WITHIN_DAYS) return undefined
  const until = dayInWords(known.until)
  return days < 0
    ? `Bank holidays were known until ${until}: the line now keeps its ordinary hours on them, until whoever looks after the service renews the list.`
    : `Bank holidays are known until ${until}: after that day the line keeps its ordinary hours on them, unless whoever looks after the service renews the list.`
}
