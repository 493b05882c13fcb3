import { NATIONS, type Nation } from './triage'

export type KnownNation = Exclude<Nation, 'unknown'>
export const KNOWN_NATIONS: readonly KnownNation[] = NATIONS.filter((nation) => nation !== 'unknown')

/** Kinds of exploitation that workers specialise in. */
export const EXPLOITATION_TYPES = [
  'sexual', 'criminal', 'labour', 'domestic', 'benefit_fraud', 'organ_marriage_adoption', 'debt', 'online',
] as const
export type ExploitationType = (typeof EXPLOITATION_TYPES)[number]

/** What somebody knows well; preferred when an enquiry needs it, never required. */
export interface Skills {
  readonly nations: readonly KnownNation[]
  /** English names of languages other than English, in lower case: `welsh`, `vietnamese`. */
  readonly languages: readonly string[]
  readonly exploitation: readonly ExploitationType[]
}

export const NO_SKILLS: Skills = { nations: [], languages: [], exploitation: [] }

/** The indicators' groups by the letter that their codes begin with; journeys, documents and the like say nothing of the kind. */
const TYPE_OF_GROUP: Readonly<Record<string, ExploitationType>> = {
  S: 'sexual', K: 'criminal', L: 'labour', H: 'domestic', B: 'benefit_fraud', F: 'organ_marriage_adoption', X: 'debt', O: 'online',
}

/** The kinds of exploitation that these indicators point to, each once. */
export const exploitationOf = (codes: readonly string[]): readonly ExploitationType[] =>
  [...new Set(codes.flatMap((code) => TYPE_OF_GROUP[code.charAt(0)] ?? []))]
