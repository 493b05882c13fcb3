import { parseReference } from '../domain/referenceNumber'
import type { Letterhead } from './composeAcknowledgement'
import { isPlainText, textOf } from './composeText'
import type { ClaimedText, TextMessage } from './ports'

const NUMBER = /^\+[1-9]\d{6,14}$/

/**
 * Compares the finished text with template and slot. Whatever else might get into it is refused here, by whichever way it
 * came.
 *
 * @returns the code of the first thing that is not as it should be; undefined when all is well
 */
export function guardText(head: Pick<Letterhead, 'helpline' | 'hours'>, owed: Pick<ClaimedText, 'reference' | 'receivedAt' | 'language' | 'to'>, text: TextMessage): string | undefined {
  const { reference, to } = owed
  if (parseReference(reference) !== reference) return 'reference'
  if (!NUMBER.test(text.to) || text.to !== to) return 'to'
  if (!isPlainText(text.body)) return 'not_plain'
  return text.body === textOf(head, owed) ? undefined : 'text'
}
