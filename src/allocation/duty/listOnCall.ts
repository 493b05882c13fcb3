import type { Clock } from '../../domain/clock'
import type { OnCallTurn } from '../../domain/onCall'
import { inLondon } from '../../domain/uncoveredInWords'
import type { StaffFacts, StaffWithLeave } from './ports'

const TURN_NAMES = { 1: 'first', 2: 'second', 3: 'third' } as const

/** Who is on call at any hour, and then who is now and later, the next first; with the telephone that is rung. */
export async function listOnCall({ staff, now }: { readonly staff: Pick<StaffFacts, 'mayBeOnCall'>; readonly now: Clock }): Promise<string> {
  const at = now()
  const people = await staff.mayBeOnCall()
  const lineOf = (when: string, turn: OnCallTurn, { name, phone }: StaffWithLeave): string => `${when}  ${TURN_NAMES[turn]}  ${name}  ${phone ?? 'no telephone: is not rung'}`
  const always = people.filter(({ alwaysOnCall }) => alwaysOnCall).map((person) => lineOf('at any hour', 1, person))
  const listed = people
    .flatMap((person) => person.onCallTimes.filter(({ to }) => to > at).map(({ from, to, turn = 1 }) => ({ from, line: lineOf(`${inLondon(from)} to ${inLondon(to)}`, turn, person) })))
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
  const lines = [...always, ...listed.map(({ line }) => line)]
  return lines.length === 0 ? NOBODY_ON_CALL : lines.join('\n')
}

export const NOBODY_ON_CALL = 'Nobody is on the on-call list: what is urgent goes to whoever has a telephone.'
