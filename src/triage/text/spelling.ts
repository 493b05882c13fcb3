import { withoutAccents } from './withoutAccents'

const APOSTROPHES = /['’]/g
/** Most words are; and to make each small is slow. */
const PLAIN = /^[a-z0-9]+$/

/** A word of a text as it is read: in small letters, without apostrophes and accents. */
export const spelt = (written: string): string =>
  (PLAIN.test(written) ? written : withoutAccents(written.toLowerCase().replaceAll(APOSTROPHES, '')))
