/** The longest text that is kept with an enquiry; the whole stays in the raw message. In UTF-16 units. */
export const WORDS_LIMIT = 500_000

/** The beginning of a text, never ending in half a character; halves of characters that came in are replaced. */
export function bounded(text: string, limit: number): { text: string; cut: boolean } {
  const cut = text.length > limit
  const head = cut ? text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '') : text
  return { text: head.replaceAll(/\p{Surrogate}/gu, '\uFFFD'), cut }
}
