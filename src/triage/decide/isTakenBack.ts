import { type Hit, overlaps } from '../phrases/hits'
import type { Run } from '../phrases/runs'
import { ruleKey, unlessKey } from '../rules/rules'
import type { CueName } from '../rules/rulesSchema'

/** How far (words) a turn of phrase reaches over what it takes back. */
const NEAR = 4
const FAR = 10
const AFTER = 9

interface Found {
  readonly hits: ReadonlyMap<string, readonly Hit[]>
  readonly denying: ReadonlySet<Run>
}

const cues = ({ hits }: Pick<Found, 'hits'>, name: CueName): readonly Hit[] => hits.get(ruleKey('cue', name)) ?? []

/** The runs in which anything stands that may take a phrase back. */
export function denyingRuns(hits: Found['hits']): ReadonlySet<Run> {
  const runs = new Set<Run>()
  for (const cue of ['negationNear', 'negationFar', 'takenBack'] as const) for (const { run } of cues({ hits }, cue)) runs.add(run)
  return runs
}

function isNegatedNear(message: Found, hit: Hit): boolean {
  return cues(message, 'negationNear').some((negation) => {
    if (negation.run !== hit.run || negation.last >= hit.first || hit.first - negation.last > NEAR) return false
    // A new clause begins in between: "not answering, she is missing" denies nothing about missing.
    return !breaksBetween(message, hit, negation.last) && !commaBetween(hit, negation.last)
  })
}

const breaksBetween = (message: Found, hit: Hit, from: number): boolean =>
  cues(message, 'clauseBreak').some((mark) => mark.run === hit.run && mark.first > from && mark.first < hit.first)

/** Whether a word such as "but" stands between two places of one run, and what follows on it is the second. */
export const isContrasted = (message: Pick<Found, 'hits'>, before: Hit, hit: Hit): boolean =>
  cues(message, 'contrast').some(({ run, first }) => run === hit.run && first > before.last && first < hit.first && hit.first - first <= FAR)

/** "No history of that, she has been ..." begins anew; "I do not think she has" goes on. */
const beginsAnewBetween = (message: Found, before: Hit, hit: Hit): boolean =>
  cues(message, 'clauseBreak').some(({ run, first }) => run === hit.run && first > before.last && first < hit.first && isApart(run, first - 1))

/** Words are further apart than one space where a comma, dash or bracket stands. */
const isApart = ({ words: { starts, ends } }: Run, at: number): boolean => (starts[at + 1] ?? 0) - (ends[at] ?? 0) > 1

const commaBetween = (hit: Hit, from: number): boolean => {
  for (let at = from; at < hit.first; at += 1) if (isApart(hit.run, at)) return true
  return false
}

/** "Not cancelled" takes nothing back. */
function stands(message: Found, cue: CueName, hit: Hit): boolean {
  const unless = message.hits.get(unlessKey(ruleKey('cue', cue)))
  return !unless?.some((other) => overlaps(hit, other))
}

/** Whether the sentence that holds a phrase also denies it: "not missing", "no evidence of", "directions were cancelled". */
export function isTakenBack(message: Found, hit: Hit): boolean {
  if (!message.denying.has(hit.run)) return false
  const before = cues(message, 'negationFar').some((negation) =>
    negation.run === hit.run && negation.last < hit.first && hit.first - negation.last <= FAR
    && !isContrasted(message, negation, hit) && !beginsAnewBetween(message, negation, hit))
  const after = cues(message, 'takenBack').some((end) =>
    end.run === hit.run && end.first > hit.last && end.first - hit.last <= AFTER && stands(message, 'takenBack', end))
  const inside = !hit.phrase.denies && cues(message, 'negationNear').some(({ run, first, last }) =>
    run === hit.run && first > hit.first && last < hit.last)
  return before || after || inside || isNegatedNear(message, hit)
}
