/** What a caller is told while nothing is known of how long others waited: seconds, a place in the queue. */
const SECONDS_A_PLACE = 120
/** Minutes as people say them; a wait is rounded up to the next of these, for a promise that is kept. */
const SAID = [2, 5, 10, 15, 20, 30, 45, 60]

/** The likely wait, rounded: a caller decides by it whether to hold or to be rung back. */
export function expectedWait({ position, averageWait }: { readonly position: number; readonly averageWait?: number }): number {
  const seconds = Math.max(averageWait ?? 0, position * SECONDS_A_PLACE)
  return SAID.find((minutes) => minutes * 60 >= seconds) ?? 60
}
