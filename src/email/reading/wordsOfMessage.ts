import type { ShownWords } from './shownWords'
import { HTML_LIMIT, type MimeContent, takeApart } from './takeApart'

/** The HTML holds more than the plain text when so many of its different words are missing there. */
const CLEARLY_MORE = 5

interface Words extends ShownWords {
  readonly unreadable?: string
}

/**
 * The words of a message. Some mailers send nothing in the plain part, or only that a better program is needed: what the
 * HTML says beside it counts as well.
 */
export async function wordsOfMessage({ text, html, hidden }: Pick<MimeContent, 'text' | 'html' | 'hidden'>): Promise<Words> {
  const own = { text, ...(hidden !== undefined && { hidden }) }
  if (!html) return own
  const roughly = withoutTags(html)
  if (text.trim() !== '' && beginsWithLetters(text, roughly)) return own
  const known = new Set(wordsIn(text))
  if (text.trim() !== '' && missing(known, roughly) < CLEARLY_MORE) return own
  if (html.length > HTML_LIMIT) return { ...own, unreadable: 'html_too_long' }
  const { text: full, ...beside } = await wordsOfHtml(html)
  if (missing(known, full) < CLEARLY_MORE && text.trim() !== '') return own
  return { ...beside, text: missing(new Set(wordsIn(full)), text) < CLEARLY_MORE ? full : `${text.trimEnd()}\n\n${full}`.trimStart() }
}

async function wordsOfHtml(html: string): Promise<ShownWords> {
  const head = Buffer.from('Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n')
  const { text, hidden } = await takeApart(Buffer.concat([head, Buffer.from(html, 'utf8')]))
  return { text, ...(hidden !== undefined && { hidden }) }
}

/**
 * Whether a text begins with the same letters and figures as another, whatever stands between them: most mailers write the
 * same twice, and that is seen many times sooner so than word by word.
 */
function beginsWithLetters(text: string, other: string): boolean {
  let at = 0
  for (let place = 0; place < other.length; place += 1) {
    const character = other.charCodeAt(place)
    if (isBetweenLetters(character)) continue
    while (isBetweenLetters(text.charCodeAt(at))) at += 1
    if (text.charCodeAt(at) !== character) return false
    at += 1
  }
  return true
}

const BETWEEN_LETTERS = Uint8Array.from({ length: 128 }, (_, code) => (/[^a-z0-9]/i.test(String.fromCharCode(code)) ? 1 : 0))
/** Outside ASCII all count as letters: at worst a closer look is taken. */
const isBetweenLetters = (character: number): boolean => BETWEEN_LETTERS[character] === 1

const wordsIn = (text: string): string[] => text.replaceAll(/https?:\/\/\S+/gi, ' ').toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []

const missing = (known: ReadonlySet<string>, text: string): number => new Set(wordsIn(text).filter((word) => !known.has(word))).size

/** Roughly what stands in it: good enough to see that a closer look is needless. Each pattern is read once. */
function withoutTags(html: string): string {
  const words: string[] = []
  const small = html.toLowerCase()
  let at = 0
  for (let style = small.indexOf('<style'); style >= 0; style = small.indexOf('<style', at)) {
    words.push(html.slice(at, style))
    const end = small.indexOf('</style', style)
    // Without an end: what stands there is rather read than left out.
    at = end < 0 ? style + 6 : end
    if (end < 0) break
  }
  return [...words, html.slice(at)].join(' ').replaceAll(/<[^<>]*>/g, ' ').replaceAll(/&#?\w{1,10};/g, ' ')
}
