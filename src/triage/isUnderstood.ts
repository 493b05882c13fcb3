import type { Contact } from './decide/message'
import { hasForeignLine, hasForeignPassage } from './decide/foreignPassage'
import { hasForeignStretch } from './decide/foreignStretch'
import { HeldWords, separateHeld } from './heldLines'
import type { Rules } from './rules/rules'
import { withoutStandingText } from './withoutStandingText'

/**
 * Whether all of a contact that nobody may have read yet is in words that are understood: the mail that we hold is not looked
 * at, nor what stands in signatures every day, nor what is hidden.
 */
export function isUnderstood({ layout, everyday }: Rules, { subject, text, parts = [], held = [] }: Contact): boolean {
  const { others } = separateHeld(text, parts, new HeldWords(held))
  const words = others.flatMap(({ kind, start, end }) => {
    const part = text.slice(start, end)
    if (kind === 'hidden') return []
    return kind === 'signature' ? withoutStandingText(part, layout) : part
  })
  return !hasForeignStretch(everyday, [subject, ...words].join('\n\n')) && !hasForeignPassage(everyday, words.join('\n')) && !hasForeignLine(everyday, subject)
}
