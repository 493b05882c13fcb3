import type { TextPart } from '../email'

/** A message's words as whoever opens it sees them: what it hides stands last. */
export const shownText = ({ text, parts = [] }: { readonly text: string; readonly parts?: readonly TextPart[] | undefined }): string =>
  text.slice(0, parts.find(({ kind }) => kind === 'hidden')?.start)
