import type { IndicatorHit } from '../domain/triage'

/** The first reading's indicators, then those that only the other one has. */
export function bothIndicators(first: readonly IndicatorHit[], other: readonly IndicatorHit[]): readonly IndicatorHit[] {
  const known = new Set(first.map(({ code }) => code))
  return [...first, ...other.filter(({ code }) => !known.has(code))]
}
