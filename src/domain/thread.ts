/** Why an enquiry may belong with another; a person decides. */
export type SuggestionReason =
  /** It gives that enquiry's reference number, which anybody can know. */
  | 'reference'
  /** A note on one of the two gives the reference of the other. */
  | 'reference_in_note'
  /** It answers several acknowledgements of ours at once, of enquiries that do not belong together. */
  | 'several_threads'
  /** The same message came in by another way: Message-ID, sender and words are the same. */
  | 'same_message'
  /** Message-ID and sender are the same, and the words are not, or cannot be compared. */
  | 'same_message_id'
  /** It may be about the same child: `signs` says what tells so. */
  | 'same_child'

/** What two enquiries have in common that may tell of the same child. */
export const LINK_SIGNS = [
  'crime_reference', 'home_office_reference', 'nrm_reference', 'cad_reference',
  'name', 'name_alike', 'first_name', 'name_in_part', 'birth_date', 'birth_date_turned', 'birth_date_january', 'birth_day', 'birth_year', 'age_and_town', 'placement', 'number', 'sender',
] as const
export type LinkSign = (typeof LINK_SIGNS)[number]

/** Of each thing that tells of a child only what tells most of it is said. */
const OF_ONE_THING: readonly (readonly LinkSign[])[] = [['name', 'name_alike', 'first_name', 'name_in_part'], ['birth_date', 'birth_date_turned', 'birth_date_january', 'birth_day', 'birth_year']]

/** In the order in which they weigh: no first name is named beside the whole. */
export function weighed(signs: Iterable<LinkSign>): readonly LinkSign[] {
  const found = new Set(signs)
  return LINK_SIGNS.filter((sign) => found.has(sign) && OF_ONE_THING.every((same) => !same.includes(sign) || same.find((one) => found.has(one)) === sign))
}

/** What is right often enough to be asked, and wrong often enough to be asked last: a name or a birthday that is not quite the same, or that many have. */
const LOOSE_SIGNS: readonly LinkSign[] = ['name_alike', 'name_in_part', 'birth_date_turned', 'birth_date_january', 'birth_day', 'birth_year']
export const isLoose = (signs: readonly LinkSign[]): boolean => signs.some((sign) => LOOSE_SIGNS.includes(sign))

/** What two children of one birth have in common as well. */
export const mayBeTwins = (signs: readonly LinkSign[]): boolean => (signs.includes('name_alike') || signs.includes('name_in_part')) && !signs.includes('birth_date_turned')

/** A reference that others gave the child or the case: it tells of that one by itself. */
const REFERENCES: readonly LinkSign[] = ['crime_reference', 'home_office_reference', 'nrm_reference', 'cad_reference']
export const isByReference = (signs: readonly LinkSign[]): boolean => signs.some((sign) => REFERENCES.includes(sign))

/** These alone tell little: shown after what tells more. */
const WEAK_SIGNS: readonly LinkSign[] = ['placement', 'number']
export const isWeak = (signs: readonly LinkSign[]): boolean => signs.length > 0 && signs.every((sign) => WEAK_SIGNS.includes(sign))

export interface Suggestion {
  readonly intakeId: string
  readonly why: SuggestionReason
  /** Of `same_child` only. */
  readonly signs?: readonly LinkSign[]
}

/** What a person said of two enquiries that are not one case: another agency's about the same child, or one about a sibling. */
export const LINK_KINDS = ['same_child', 'sibling'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** A link leaves both enquiries as they are: each has its own thread and its own record. */
export interface ChildLink {
  /** The enquiry that came in before. */
  readonly intakeId: string
  readonly kind: LinkKind
  /** Staff id. */
  readonly by: string
  readonly byName: string
  readonly at: Date
}

/** What a person said of two enquiries and took back, or another for them; it stands in the history of both. */
export type TakenBackKind = 'join_taken_back' | 'link_taken_back'

/** How an enquiry hangs together with earlier ones. What it joins is never changed by it. */
export interface Thread {
  /** The first enquiry of those that belong together, when that is another. */
  readonly joinedTo?: string
  /**
   * What led there, the nearest first, where it joined none but through others that joined one in turn: when one of those
   * joins is taken back, it goes along.
   */
  readonly joinedThrough?: readonly string[]
  /** It answers our acknowledgement from another address than that went to: a person checks who wrote. */
  readonly joinedFrom?: 'other_address'
  /** Enquiries that it may belong with; absent when there is none. */
  readonly suggestions?: readonly Suggestion[]
  /** Set by people; absent when there is none. Those that lead to this one lie on the later enquiries. */
  readonly links?: readonly ChildLink[]
}
