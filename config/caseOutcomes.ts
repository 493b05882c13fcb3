import { z } from 'zod'
import type { CaseOutcomes } from '../src/domain/caseEnding'
import { OUTCOMES } from '../src/domain/routing'
import list from './caseOutcomes.json'

const words = z.string().trim().min(1, 'must not be empty')

const outcome = z.strictObject({
  code: z.string().regex(/^[a-z]+(?:_[a-z]+)*$/, 'must be small letters joined by _').refine((code) => !OUTCOMES.some((one) => one === code), 'is what the other lists call an end of theirs'),
  name: words,
  asks: z.strictObject({ kind: z.enum(['words', 'reference'], 'must be words or reference'), label: words }).exactOptional(),
})

const schema = z.strictObject({ about: z.string(), version: words, outcomes: z.array(outcome).min(1, 'must hold an outcome') }).superRefine(({ outcomes }, context) => {
  for (const { code } of outcomes.filter((one, place) => outcomes.findIndex((other) => other.code === one.code) !== place)) {
    context.addIssue({ code: 'custom', message: `has ${code} twice`, path: ['outcomes'] })
  }
})

export type CaseOutcomesResult =
  | { readonly ok: true; readonly outcomes: CaseOutcomes }
  /** One line each, saying where and what. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Checks how casework may end, with all mistakes at once. */
export function readCaseOutcomes(content: unknown = list): CaseOutcomesResult {
  const parsed = schema.safeParse(content)
  if (parsed.success) return { ok: true, outcomes: parsed.data }
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `config/caseOutcomes.json: ${path.join('.') || 'the file'} ${message}`) }
}

/** How casework may end: config/caseOutcomes.json. @throws when the file is not as it should be; a process that reads its settings has said so before */
export function caseOutcomes(): CaseOutcomes {
  const result = readCaseOutcomes()
  if (result.ok) return result.outcomes
  throw new Error(result.problems.join('\n'))
}
