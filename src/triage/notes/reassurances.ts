import type { Evidence, Reading } from '../../domain/triage'
import { type Contact, sentencesOf } from '../decide/message'
import { readContact, saysItIsOver } from '../readContact'
import type { Rules } from '../rules/rules'
import type { Range } from '../text/tokens'

/** What follows one of these may be no reassurance. */
const CONTRAST = /\b(?:but|however|although|though|except|unless|until|still|again|yet|not|no longer|ond)\b/i

/** The sentences of a note that say that all is well with a child, and tell of no danger beside it: whoever wrote them has looked. */
export function reassurancesIn(rules: Rules, note: Contact): readonly Range[] {
  return sentencesOf(rules, note, 'new').flatMap(({ tokens }) => {
    const [start, end] = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0]
    const alone: Contact = { ...note, text: note.text.slice(start, end) }
    const isCalm = !CONTRAST.test(alone.text) && saysItIsOver(rules, alone) && Object.keys(readContact(rules, alone).signals).length === 0
    return isCalm ? [{ start, end }] : []
  })
}

const holds = (ranges: readonly Range[], { start, end }: Evidence): boolean => ranges.some((range) => range.start <= start && end <= range.end)

/** Whether all that sentences of a note read like stands in these. */
export function isHeardOnlyIn(ranges: readonly Range[], { readsLike }: Reading): boolean {
  const evidence = (readsLike?.hits ?? []).flatMap((hit) => hit.evidence)
  return evidence.length > 0 && evidence.every((one) => holds(ranges, one))
}
