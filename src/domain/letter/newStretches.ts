import type { TextPart } from '../email'

/** What of a text its sender wrote for us now, stretch by stretch. */
export const newStretches = (text: string, parts: readonly TextPart[]): readonly string[] =>
  parts.filter(({ kind }) => kind === 'new').map(({ start, end }) => text.slice(start, end))
