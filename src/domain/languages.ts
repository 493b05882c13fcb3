/** Words by which a text tells that somebody needs a language other than English; config/languages.json holds them. */
export interface LanguageWords {
  /** By the English name, in small letters: how people write it. */
  readonly languages: Readonly<Record<string, readonly string[]>>
  /** What stands before the name of a language that is needed, and what stands after it. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** What takes it back when it stands just before. */
  readonly denied: readonly string[]
}

/** The languages that these texts say are needed, by their English names, each once. */
export type ReadLanguages = (texts: readonly string[]) => readonly string[]

/** Of a longer text the beginning is read: who speaks what is said early, and allocation does not wait. */
const MOST_READ = 100_000

/** Makes the patterns once. A language counts where its name stands in such words, and not where somebody is only named after it. */
export function languageReader({ languages, before, after, denied }: LanguageWords): ReadLanguages {
  const nameOf = new Map(Object.entries(languages).flatMap(([name, written]) => written.map((one) => [one.toLowerCase(), name] as const)))
  const names = either([...nameOf.keys()])
  const needed = new RegExp(`(?<!\\p{L})(?:${either(before)}\\s+(?:an?\\s+|the\\s+)?(?<first>${names})|(?<second>${names})[-\\s]+${either(after)})(?!\\p{L})`, 'giu')
  const takenBack = new RegExp(`(?<!\\p{L})${either(denied)}\\s+(?:\\p{L}+\\s+){0,3}$`, 'iu')
  const languagesIn = (text: string): readonly string[] => [...text.slice(0, MOST_READ).matchAll(needed)].flatMap(({ index, groups = {} }) => {
    const name = nameOf.get((groups['first'] ?? groups['second'] ?? '').toLowerCase())
    return name === undefined || takenBack.test(text.slice(Math.max(0, index - LOOK_BACK), index)) ? [] : [name]
  })
  return (texts) => [...new Set(texts.flatMap(languagesIn))]
}

/** Characters before a hit in which it may be taken back. */
const LOOK_BACK = 60

/** Words as one alternative, the longest first; a space is any space. */
const either = (words: readonly string[]): string =>
  `(?:${words.toSorted((a, b) => b.length - a.length).map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`).replaceAll("'", "['’]").replaceAll(' ', String.raw`\s+`)).join('|')})`
