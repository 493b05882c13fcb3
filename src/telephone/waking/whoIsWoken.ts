import type { Wakeable } from './ports'

/**
 * The order in which people are woken: round after round through everybody, and whoever is on call twice before anybody
 * else. In a round those on call come first, in their turns, then who takes calls, then managers, and last who said that they are away;
 * among equals whoever was woken longest ago, for whatever it was. `times` says how often each was woken for this.
 */
export function whoIsWoken(people: readonly Wakeable[], times: Readonly<Record<string, number>>, at: Date): readonly Wakeable[] {
  const rounds = ({ staffId, onCall }: Wakeable): number => (times[staffId] ?? 0) - (onCall ? 1 : 0)
  const wokenAt = (one: Wakeable): number => one.wokenAt?.getTime() ?? 0
  const turnOf = ({ onCall, turn = 1 }: Wakeable): number => (onCall ? turn : 1)
  return people.toSorted((a, b) =>
    rounds(a) - rounds(b) || rankOf(a, at) - rankOf(b, at) || turnOf(a) - turnOf(b) || wokenAt(a) - wokenAt(b) || (a.staffId < b.staffId ? -1 : 1))
}

/** Being on call was agreed for these hours; being away says only that callers go to others. */
function rankOf({ onCall, availability, role }: Wakeable, at: Date): number {
  if (onCall) return 0
  const isAway = availability?.kind === 'away' && (availability.until === undefined || availability.until > at)
  if (isAway) return 3
  return role === 'manager' ? 2 : 1
}
