import { DateTime } from 'luxon'
import type { Clock } from '../../domain/clock'
import { SERVICE_ZONE } from '../../domain/serviceZone'
import type { StaffFacts } from './ports'

const TURN_NAMES = { 1: 'first', 2: 'second', 3: 'third' } as const

/** Who is on call now and later, the next first, with the telephone that is rung. */
export async function listOnCall({ staff, now }: { readonly staff: Pick<StaffFacts, 'mayBeOnCall'>; readonly now: Clock }): Promise<string> {
  const at = now()
  const people = await staff.mayBeOnCall()
  const lines = people
    .flatMap(({ name, phone, onCallTimes }) => onCallTimes.filter(({ to }) => to > at).map(({ from, to, turn = 1 }) => ({ from, line: `${inLondon(from)} to ${inLondon(to)}  ${TURN_NAMES[turn]}  ${name}  ${phone ?? 'no telephone: is not rung'}` })))
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
  return lines.length === 0 ? NOBODY_ON_CALL : lines.map(({ line }) => line).join('\n')
}

export const NOBODY_ON_CALL = 'Nobody is on the on-call list: what is urgent goes to whoever has a telephone.'

export const inLondon = (at: Date): string => DateTime.fromJSDate(at, { zone: SERVICE_ZONE }).toFormat('yyyy-MM-dd HH:mm')
