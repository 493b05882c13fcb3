import { type Alarm, PLACES, type Wakeable } from './ports'

type Woken = Pick<Alarm, 'times' | 'woken'>

/**
 * The order in which people are woken. `times` says how often each was woken for this. While anybody is at work: whoever has it, another on duty, the
 * manager, who is on call, and anybody else, one of each, round and round, as its clock tells them. Otherwise round after round through everybody, and
 * whoever is on call twice before anybody else.
 */
export function whoIsWoken(people: readonly Wakeable[], woken: Woken, at: Date): readonly Wakeable[] {
  return people.some(({ place }) => place !== undefined) ? fromEachGroup(people, woken, at) : roundAfterRound(people, woken, at)
}

/** Whoever is at work or on call and was not woken for this yet comes first, then each group in its turn; where none of it can be rung, the next is. */
function fromEachGroup(people: readonly Wakeable[], { times, woken }: Woken, at: Date): readonly Wakeable[] {
  const own = people.toSorted((a, b) => timesOf(a, times) - timesOf(b, times) || Number(a.place === undefined) - Number(b.place === undefined) || inARound(a, b, at))
  const groups = GROUPS.map((group) => own.filter((one) => isOf(group, one))).filter((group) => group.length > 0)
  const turn = Object.values(times).reduce((sum, count) => sum + count, 0) % groups.length
  const anew = groups.slice(0, -1).filter((group) => group.every(({ staffId }) => !woken.includes(staffId)))
  return [...new Set([...anew, ...groups.slice(turn), ...groups.slice(0, turn)].flat())]
}

const GROUPS = [...PLACES, 'on_call', 'anybody'] as const

const groupOf = ({ place, onCall }: Wakeable): (typeof GROUPS)[number] => place ?? (onCall ? 'on_call' : 'anybody')

/** Anybody may be one of those on duty, too: of many, others have their turn between. */
const isOf = (group: (typeof GROUPS)[number], one: Wakeable): boolean => groupOf(one) === group || (group === 'anybody' && one.place === 'second_worker')

/** In a round those on call come first, in their turns, then who takes calls, then managers, and last who said that they are away. */
function roundAfterRound(people: readonly Wakeable[], { times }: Woken, at: Date): readonly Wakeable[] {
  const rounds = (one: Wakeable): number => timesOf(one, times) - (one.onCall ? 1 : 0)
  return people.toSorted((a, b) => rounds(a) - rounds(b) || inARound(a, b, at))
}

const timesOf = ({ staffId }: Wakeable, times: Woken['times']): number => times[staffId] ?? 0

/** Among equals whoever was woken longest ago, for whatever it was. */
function inARound(a: Wakeable, b: Wakeable, at: Date): number {
  const wokenAt = (one: Wakeable): number => one.wokenAt?.getTime() ?? 0
  const turnOf = ({ onCall, turn = 1 }: Wakeable): number => (onCall ? turn : 1)
  return rankOf(a, at) - rankOf(b, at) || turnOf(a) - turnOf(b) || wokenAt(a) - wokenAt(b) || (a.staffId < b.staffId ? -1 : 1)
}

/** Being on call was agreed for these hours; being away says only that callers go to others. */
function rankOf({ onCall, availability, role }: Wakeable, at: Date): number {
  if (onCall) return 0
  const isAway = availability?.kind === 'away' && (availability.until === undefined || availability.until > at)
  if (isAway) return 3
  return role === 'manager' ? 2 : 1
}
