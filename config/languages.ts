import { z } from 'zod'
import type { LanguageWords } from '../src/domain/languages'
import list from './languages.json'

const words = z.string().trim().min(1, 'must not be empty')
const some = z.array(words).min(1, 'must hold a word')

const schema = z.strictObject({
  about: z.string(),
  version: words,
  languages: z.record(z.string().regex(/^\p{Ll}[\p{Ll} -]{1,30}$/u, 'must be an English name in small letters'), some),
  before: some,
  after: some,
  denied: some,
})

export type LanguageWordsResult =
  | { readonly ok: true; readonly words: LanguageWords }
  /** One line each, saying where and what. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Checks the words by which a text tells that a language is needed, with all their mistakes at once. */
export function readLanguageWords(content: unknown = list): LanguageWordsResult {
  const parsed = schema.safeParse(content)
  if (parsed.success) return { ok: true, words: parsed.data }
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `config/languages.json: ${path.join('.') || 'the file'} ${message}`) }
}

/** The words by which a text tells that a language is needed: config/languages.json. @throws when the file is not as it should be */
export function languageWords(): LanguageWords {
  const result = readLanguageWords()
  if (result.ok) return result.words
  throw new Error(result.problems.join('\n'))
}
