import { newStretches } from '../../domain/letter/newStretches'
import type { Language } from '../../domain/telephony'
import { FUNCTION_WORDS } from './functionWords'
import type { MessageReading } from './messageReading'

/** A message shows its language at the beginning; what follows may be a bilingual disclaimer. In characters: some 200 words. */
const BEGINNING = 1_300
/** Fewer than so many different ones are a greeting or a name. */
const DIFFERENT_NEEDED = 5
const SHARE_NEEDED = 0.2
/** A message in both languages is answered in English. */
const TIMES_THE_ENGLISH = 4

const welsh = new Set<string>(FUNCTION_WORDS.cy)
const english = new Set<string>(FUNCTION_WORDS.en)

/** The language of the sender's new words. English whenever there is a doubt: an answer that cannot be read helps nobody. */
export function languageWritten({ text, parts }: Pick<MessageReading, 'text' | 'parts'>): Language {
  const fresh = parts.length === 0 ? text : newStretches(text, parts).join('\n')
  const words = fresh.slice(0, BEGINNING).toLowerCase().match(/\p{L}+/gu) ?? []
  const inWelsh = words.filter((word) => welsh.has(word))
  if (new Set(inWelsh).size < DIFFERENT_NEEDED || inWelsh.length < words.length * SHARE_NEEDED) return 'en'
  const inEnglish = words.filter((word) => english.has(word))
  return inWelsh.length >= inEnglish.length * TIMES_THE_ENGLISH ? 'cy' : 'en'
}
