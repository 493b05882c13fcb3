import type { CaseWeights, SkillNeed } from '../domain/allocation'
import { weightOf } from '../domain/allocation'
import type { Intake } from '../domain/intake'
import { exploitationOf } from '../domain/skills'

/** What an enquiry asks of whoever takes it. */
export interface Needs {
  /** In points of caseload. */
  readonly weight: number
  readonly skills: readonly SkillNeed[]
  /** Staff ids of those who have an open enquiry that is, or may well be, about the same child. */
  readonly knownTo: readonly string[]
}

/** A caller who chose Welsh, or a message in it, is served in it where somebody can. */
export function needsOf({ triage, ...intake }: Intake, weights: CaseWeights): Omit<Needs, 'knownTo'> {
  const language = intake.channel === 'phone' ? intake.telephony.language : intake.acknowledgement.language
  const nation = triage?.nation
  return {
    weight: weightOf(weights, triage?.priority),
    skills: [
      ...(language === 'cy' ? [{ kind: 'language', language: 'welsh' } as const] : []),
      ...(nation !== undefined && nation !== 'unknown' ? [{ kind: 'nation', nation } as const] : []),
      ...exploitationOf((triage?.indicators ?? []).map(({ code }) => code)).map((type) => ({ kind: 'exploitation', type }) as const),
    ],
  }
}
