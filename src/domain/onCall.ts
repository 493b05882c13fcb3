/** A time for which somebody is on call: told first of what cannot wait while nobody accepts it. */
export interface OnCallTime {
  readonly id: string
  readonly from: Date
  readonly to: Date
}

export const isOnCall = (times: readonly OnCallTime[], at: Date): boolean => times.some(({ from, to }) => from <= at && at < to)
