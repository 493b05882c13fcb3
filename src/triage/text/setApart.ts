/** Added to the value of a number that is set apart behind a name, as an age is: "K (15)", "Linh, 15, went". No numeral that is read has more. */
export const SET_APART = 10_000

/** The value as it was written. */
export const saidNumber = (value: number): number => (value >= SET_APART ? value - SET_APART : value)

/** No name is longer (characters). */
const LONGEST_NAME = 30
const NAME_AND_BRACKET = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’.-]* ?[([]$/u
const NAME_AND_COMMA = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’.-]*, ?$/u
const BRACKET_ENDS = /^(?: ?[mfMF])?(?:[)\]]|[,/](?!\d))/
/** A comma between digits, a full stop or colon before one: an amount, a time. */
const ENDS = /^(?:[,.;:](?!\d)|\)| [–—-] |\s*$|[^\S\n]*\n)/

/** Whether a number is set apart behind a word with a capital. */
export function isSetApart(text: string, start: number, end: number): boolean {
  const mark = text.charAt(start - (text.charAt(start - 1) === ' ' ? 2 : 1))
  // Before most numbers there is none, which a look at one character tells.
  if (mark !== ',' && mark !== '(' && mark !== '[') return false
  const before = text.slice(Math.max(0, start - LONGEST_NAME), start)
  const after = text.slice(end, end + 3)
  return mark === ',' ? ENDS.test(after) && NAME_AND_COMMA.test(before) : BRACKET_ENDS.test(after) && NAME_AND_BRACKET.test(before)
}
