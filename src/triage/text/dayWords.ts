import type { Misspelt } from './knownWords'

/** Words for a day that is reckoned from the day a message came. In small letters. */
export interface DayWords {
  readonly today: ReadonlySet<string>
  readonly tomorrow: ReadonlySet<string>
  /** After "this". */
  readonly partsOfThisDay: ReadonlySet<string>
}

/** @param misspelt how people miswrite words */
export const dayWords = (misspelt: Misspelt): DayWords => {
  const asWritten = (...words: readonly string[]): ReadonlySet<string> => new Set(words.flatMap((word) => [word, ...(misspelt[word] ?? [])]))
  return {
    today: asWritten('today', 'tonight', 'tonite', 'heddiw', 'heno'),
    tomorrow: asWritten('tomorrow', 'tmrw', 'tomoz', 'tomo', 'yfory', 'fory'),
    partsOfThisDay: asWritten('morning', 'afternoon', 'evening'),
  }
}
