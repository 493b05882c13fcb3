/** Why an enquiry may belong with another; a person decides. */
export type SuggestionReason =
  /** It gives that enquiry's reference number, which anybody can know. */
  | 'reference'
  /** It answers several acknowledgements of ours at once, of enquiries that do not belong together. */
  | 'several_threads'
  /** The same message came in by another way: Message-ID, sender and words are the same. */
  | 'same_message'
  /** Message-ID and sender are the same, and the words are not, or cannot be compared. */
  | 'same_message_id'

export interface Suggestion {
  readonly intakeId: string
  readonly why: SuggestionReason
}

/** How an enquiry hangs together with earlier ones. What it joins is never changed by it. */
export interface Thread {
  /** The first enquiry of those that belong together, when that is another. */
  readonly joinedTo?: string
  /** It answers our acknowledgement from another address than that went to: a person checks who wrote. */
  readonly joinedFrom?: 'other_address'
  /** Enquiries that it may belong with; absent when there is none. */
  readonly suggestions?: readonly Suggestion[]
}
