import type { Contact } from './decide/message'

/** The words that a message holds and hides from whoever opens it. */
export const hiddenIn = ({ text, parts = [] }: Pick<Contact, 'text' | 'parts'>): string =>
  parts.flatMap(({ kind, start, end }) => (kind === 'hidden' ? [text.slice(start, end).trim()] : [])).join('\n')
