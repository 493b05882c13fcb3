import type { SecondReaderMode } from './loadSecondReader'

/** What a reading is kept with where rules alone have read: the second reader failed, or was switched off. */
export const RULES_ALONE = 'rules alone'

const BY_WORDS = ' by words'

/** What a reading is kept with: what words alone have read is another reading. */
export const nameOfReader = (version: string, mode: SecondReaderMode): string => (mode === 'words' ? version + BY_WORDS : version)

export interface NamedReader {
  /** Empty where rules alone have read. */
  readonly version: string
  /** How much of what there is to read with has read: 0 rules alone, 1 words as well, 2 the language model too. */
  readonly hears: 0 | 1 | 2
}

export function readerNamed(name: string): NamedReader {
  if (name === RULES_ALONE) return { version: '', hears: 0 }
  return name.endsWith(BY_WORDS) ? { version: name.slice(0, -BY_WORDS.length), hears: 1 } : { version: name, hears: 2 }
}
