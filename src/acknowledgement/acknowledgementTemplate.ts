import type { Language } from '../domain/telephony'
import { cy } from './words/cy'
import { en } from './words/en'
import type { LetterWords } from './words/letterWords'

/** All that acknowledgements say, by language. */
export const LETTER_WORDS: Readonly<Record<Language, LetterWords>> = { en, cy }
