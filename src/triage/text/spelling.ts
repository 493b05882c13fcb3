import { withoutAccents } from './withoutAccents'

const APOSTROPHES = /['’]/g
/** Most words are; and to make each small is slow. */
const PLAIN = /^[a-z0-9]+$/
const NOT_ASCII = /[\u0080-\uffff]/
/** What nobody sees: where a word may be broken, which way it runs, nothing at all. */
const UNSEEN = /\p{Cf}/gu
const LATIN = /\p{Script=Latin}/u
/** Letters of other alphabets, each before the one of ours that it looks like. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  ['аa', 'еe', 'оo', 'рp', 'сc', 'хx', 'уy', 'іi', 'ѕs', 'јj', 'кk', 'мm', 'тt', 'вb', 'нh', 'ԁd', 'αa', 'οo', 'νv', 'ιi', 'ρp', 'τt', 'υu'].map(([sign = '', like = '']) => [sign, like]),
)

/** A word as whoever reads it sees it: letters that only look like ours are ours in a word that has others of them. */
function asSeen(word: string): string {
  const seen = word.normalize('NFKC').replaceAll(UNSEEN, '').toLowerCase()
  return LATIN.test(seen) ? Array.from(seen, (sign) => LOOK_ALIKES.get(sign) ?? sign).join('') : seen
}

/** A word of a text as it is read: in small letters, without apostrophes and accents. */
export function spelt(written: string): string {
  if (PLAIN.test(written)) return written
  const small = written.toLowerCase().replaceAll(APOSTROPHES, '')
  return NOT_ASCII.test(small) ? withoutAccents(asSeen(small)) : small
}
