/** What a member of staff said about being rung in service hours; a moment in `until` ends it, and the rota counts again. */
export type Availability =
  /** Nothing was said: the rota decides. */
  | { readonly kind: 'by_rota' }
  | { readonly kind: 'available'; readonly until?: Date }
  | { readonly kind: 'away'; readonly until?: Date }

/** What somebody's telephone does for the advice line at the moment. */
export type LineState =
  | { readonly kind: 'no_telephone' }
  | { readonly kind: 'free' }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'talking' }
  /** Left in peace to write the note of a conversation. */
  | { readonly kind: 'wrapping_up'; readonly until: Date }

/** Whoever asked for the next caller longer ago than this comes first no more, in milliseconds: they may have gone home. */
export const ANSWER_NEXT_LASTS_MS = 30 * 60_000
