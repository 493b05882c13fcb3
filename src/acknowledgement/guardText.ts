import { parseReference } from '../domain/referenceNumber'
import type { ClaimedText, TextMessage } from './ports'
import { TEXT_WORDS } from './textTemplate'

/** One text of the alphabet that every telephone shows; no link, no second line. */
const ONE_TEXT = /^(?!.*(\/\/|www\.))[A-Za-z0-9 .,:;'-]{1,160}$/
const NUMBER = /^\+[1-9]\d{6,14}$/

/**
 * Compares the finished text with template and slot. Whatever else might get into it is refused here, by whichever way it
 * came.
 *
 * @returns the code of the first thing that is not as it should be; undefined when all is well
 */
export function guardText({ reference, language, to }: Pick<ClaimedText, 'reference' | 'language' | 'to'>, text: TextMessage): string | undefined {
  if (parseReference(reference) !== reference) return 'reference'
  if (!NUMBER.test(text.to) || text.to !== to) return 'to'
  if (!ONE_TEXT.test(text.body)) return 'not_plain'
  return text.body === TEXT_WORDS[language](reference) ? undefined : 'text'
}
