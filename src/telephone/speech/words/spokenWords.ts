import type { Language } from '../../../domain/telephony'
import { cy } from './cy'
import { en } from './en'
import type { SpokenWords } from './words'

/** What callers hear, by language. */
export const SPOKEN_WORDS: Readonly<Record<Language, SpokenWords>> = { en, cy }
