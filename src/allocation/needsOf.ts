import type { CaseWeights, SkillNeed } from '../domain/allocation'
import { weightOf } from '../domain/allocation'
import type { ClaimedIntake } from '../domain/claimedIntake'
import type { Intake } from '../domain/intake'
import { shownText } from '../domain/letter/shownText'
import type { ReadLanguages } from '../domain/languages'
import { latestOfEach, type RecordedFact } from '../domain/recordedFacts'
import { exploitationOf } from '../domain/skills'

/** What an enquiry asks of whoever takes it. */
export interface Needs {
  /** In points of caseload. */
  readonly weight: number
  readonly skills: readonly SkillNeed[]
  /** Of those who have an open enquiry that is, or may well be, about the same child. */
  readonly knownTo: readonly Known[]
}

export interface Known {
  readonly staffId: string
  /** By which enquiry they know the child. */
  readonly intakeId: string
}

/** What an enquiry is, with what people have written down about it. */
export type Enquiry = Pick<ClaimedIntake, 'intake' | 'notes'>

/**
 * A caller who chose Welsh, or a message in it, is served in it where somebody can; and a child in the language that a person
 * recorded of them, or else in one that the message or a note says is needed.
 */
export function needsOf({ intake, notes }: Enquiry, weights: CaseWeights, readLanguages: ReadLanguages): Omit<Needs, 'knownTo'> {
  const { triage } = intake
  const chosen = intake.channel === 'phone' ? intake.telephony.language : intake.acknowledgement.language
  const nation = triage?.nation
  const languages = new Set([...(chosen === 'cy' ? ['welsh'] : []), ...(recordedLanguages(intake) ?? readLanguages([...wordsOf(intake), ...notes.map(({ words }) => words)]))])
  return {
    weight: weightOf(weights, triage?.priority),
    skills: [
      ...[...languages].map((language) => ({ kind: 'language', language }) as const),
      ...(nation !== undefined && nation !== 'unknown' ? [{ kind: 'nation', nation } as const] : []),
      ...exploitationOf((triage?.indicators ?? []).map(({ code }) => code)).map((type) => ({ kind: 'exploitation', type }) as const),
    ],
  }
}

const wordsOf = (intake: Intake): readonly string[] => (intake.channel === 'email' ? [intake.email.subject, shownText(intake.email)] : [])

/** As a person recorded it last, of each child: none where no interpreter is needed; undefined where nobody has. */
function recordedLanguages({ facts }: Intake): readonly string[] | undefined {
  const recorded = latestOfEach(facts, 'language')
  return recorded.length === 0 ? undefined : recorded.flatMap(languagesIn)
}

const languagesIn = ({ values: { interpreter, language = '' } }: RecordedFact): readonly string[] =>
  (interpreter === 'no' ? [] : language.toLowerCase().split(/\s*(?:,|;|\/|\band\b|\bor\b)\s*/).filter((one) => one !== '' && one !== 'english'))
