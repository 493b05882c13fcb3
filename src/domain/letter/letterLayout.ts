/** How an address block such as Outlook puts above what it quotes begins, in one language: "From:", "Sent:", "To:". */
export interface AddressBlockLayout {
  readonly first: readonly string[]
  readonly date: readonly string[]
  readonly about: readonly string[]
}

/** How mail programs and people mark what is not new: plain pieces of text in small letters. Kept in config/letterLayout.json. */
export interface LetterLayout {
  /** Stand between dashes above a quoted message. */
  readonly originalMarks: readonly string[]
  readonly addressBlocks: readonly AddressBlockLayout[]
  /** "On … wrote:", in each language. */
  readonly wrote: readonly { readonly begins: string; readonly verbs: readonly string[] }[]
  readonly forwardSubjects: readonly string[]
  readonly forwardMarks: readonly string[]
  /** What a sender says who wants what stands below to be read. */
  readonly pointsBelow: readonly string[]
  readonly signOffs: readonly string[]
  readonly postscripts: readonly string[]
  /** Words about one person in particular: no signature holds them. */
  readonly aboutSomebody: readonly string[]
  /** Words that tell of something that happened; in a signature only beside a number or an address to ring or write to. */
  readonly happenings: readonly string[]
  readonly contactMarks: readonly string[]
  /** The last word of a post or of an organisation's name. */
  readonly posts: readonly string[]
  /** How the other lines of a signature begin. */
  readonly tailBeginnings: readonly string[]
  readonly banners: readonly string[]
}
