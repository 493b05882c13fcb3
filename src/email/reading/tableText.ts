import { htmlToText, type HtmlToTextOptions } from 'html-to-text'

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

/**
 * Puts the cells of tables apart, in the words that the parser made of a message's HTML: it joins them without a space,
 * and a referral form in a table could be read by nobody. Words that did not come of the HTML stay as they are.
 */
export function withCellsApart(text: string, html: string): string {
  if (!/<t[dh][\s>]/i.test(html)) return text
  const joined = htmlToText(html, DEPTH).trim()
  return joined === '' ? text : text.replace(joined, () => htmlToText(html, WITH_CELLS).trim())
}
