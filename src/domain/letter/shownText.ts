import type { TextPart } from '../email'

interface Words {
  readonly text: string
  readonly parts?: readonly TextPart[] | undefined
}

/** A message's words as whoever opens it sees them: what it hides stands last. */
export const shownText = ({ text, parts = [] }: Words): string => text.slice(0, parts.find(({ kind }) => kind === 'hidden')?.start)

/** The words that it holds and hides from whoever opens it. */
export const hiddenText = ({ text, parts = [] }: Words): string =>
  parts.flatMap(({ kind, start, end }) => (kind === 'hidden' ? [text.slice(start, end).trim()] : [])).join('\n')
