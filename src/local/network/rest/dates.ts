import type { Request } from 'express'

/** `Thu, 26 Nov 2026 09:30:00 +0000`: dates as this interface writes them, to the second. */
export const rfc2822 = (date: Date): string => date.toUTCString().replace('GMT', '+0000')

/**
 * Whether a date is as the query asks for with NAME, `NAME>` and `NAME<`, the ends included. A day given to NAME alone
 * stands for all of that day.
 */
export function isWithin(request: Request, name: string, date: Date): boolean {
  const query = new URL(request.originalUrl, 'http://localhost').searchParams
  const second = Math.floor(date.getTime() / 1000) * 1000
  const limit = (suffix: string): number | undefined => {
    const value = query.get(name + suffix)
    return value === null ? undefined : new Date(value).getTime()
  }
  const [exactly, from, to] = [limit(''), limit('>'), limit('<')]
  return (exactly === undefined || new Date(exactly).toDateString() === new Date(second).toDateString()) &&
    (from === undefined || second >= from) && (to === undefined || second <= to)
}

/** Whether a field is as the query asks for with NAME, if it does. */
export function matches(request: Request, name: string, value: string): boolean {
  const asked = request.query[name]
  return typeof asked !== 'string' || asked === value
}
