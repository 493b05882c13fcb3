import { htmlToText, type HtmlToTextOptions } from 'html-to-text'
import { withoutHidden } from './hiddenHtml'

/** As deep as the parser lets HTML nest before it turns it into text. */
const DEPTH = { limits: { maxDepth: 1_000 } }

const WITH_CELLS: HtmlToTextOptions = {
  ...DEPTH,
  formatters: {
    cell: (element, walk, builder) => {
      walk(element.children, builder)
      builder.addInline(' | ', { noWordTransform: true })
    },
  },
  selectors: [
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  ],
}

/** A message's words as whoever opens it sees them, and those that its HTML hides. */
export interface ShownWords {
  readonly text: string
  readonly hidden?: string
}

/** What several of them hide, one below the other. */
export function joinedHidden(all: readonly ShownWords[]): Pick<ShownWords, 'hidden'> {
  const hidden = all.flatMap((one) => one.hidden ?? [])
  return hidden.length === 0 ? {} : { hidden: hidden.join('\n') }
}

/**
 * Corrects the words that the parser made of a message's HTML. It joins the cells of tables without a space, and a referral form in a
 * table could be read by nobody; and it reads what is hidden as if it were said. Words that did not come of the HTML stay as they are.
 */
export function shownWords(text: string, html: string): ShownWords {
  const { shown, hidden } = withoutHidden(html)
  if (hidden === '' && !/<t[dh][\s>]/i.test(html)) return { text }
  const made = htmlToText(html, DEPTH).trim()
  if (made === '' || !text.includes(made)) return { text }
  const seen = htmlToText(shown, WITH_CELLS).trim()
  return { text: text.replace(made, () => seen), ...(!isSaidIn(seen, hidden) && { hidden }) }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** The line that mail programs show beside a subject is hidden, and says again what stands in the message. */
function isSaidIn(seen: string, hidden: string): boolean {
  const words = new Set(wordsOf(seen))
  return wordsOf(hidden).every((word) => words.has(word))
}
