import type { Intake } from '../domain/intake'
import type { Organisation, Route, Routes } from '../domain/routing'
import type { Language } from '../domain/telephony'
import type { Nation } from '../domain/triage'
import { LANGUAGE_NAMES } from './words'

export interface ReplyLetter {
  readonly id: string
  readonly language: string
  /** For `lang`, so that it is read out as it should be. */
  readonly lang: Language
  readonly subject: string
  readonly text: string
  /** Opens it in the worker's own mail program, where it is looked through and sent. */
  readonly mailHref: string
}

/**
 * The reply that somebody may send, in both languages, the enquiry's first. It holds the reference and nothing else of the
 * enquiry; nothing is sent from here. Empty where a machine wrote.
 */
export function replyLetters(intake: Intake, route: Route, { organisations, closing }: Routes): readonly ReplyLetter[] {
  // A machine's message is answered by nobody.
  if (intake.channel === 'email' && intake.email.automatic !== undefined) return []
  const nation = intake.triage?.nation ?? 'unknown'
  const to = addressOf(intake)
  return languagesOf(intake).map((lang) => {
    const helpers = organisationLines(organisations, nation, lang)
    const fill = (words: string): string => words.replaceAll('{reference}', intake.reference).replaceAll('{organisations}', helpers)
    const { subject, text } = route.reply[lang]
    const letter = { subject: fill(subject), text: `${fill(text)}\n\n${closing[lang]}` }
    return { id: `reply-${lang}`, language: LANGUAGE_NAMES[lang], lang, ...letter, mailHref: mailHref(to, letter) }
  })
}

function languagesOf(intake: Intake): readonly Language[] {
  const language = intake.channel === 'phone' ? intake.telephony.language : intake.acknowledgement.language
  return language === 'cy' ? ['cy', 'en'] : ['en', 'cy']
}

const NO_NUMBER: Readonly<Record<Language, string>> = { en: 'see its own website for how to reach it', cy: 'gweler ei wefan ei hun i gysylltu' }

/** Those of the nation; of all nations, each with its own, where it is not known. */
export const organisationLines = (organisations: readonly Organisation[], nation: Nation, lang: Language): string =>
  organisations
    .filter(({ nations }) => nation === 'unknown' || nations.includes(nation))
    .map(({ name, number, nations }) => `- ${name}, ${number ?? NO_NUMBER[lang]}${nation === 'unknown' ? ` (${nations.join(', ')})` : ''}`)
    .join('\n')

/** Empty where there is none, or it is in doubt who wrote: whoever answers finds that out first. */
const addressOf = (intake: Intake): string =>
  intake.channel === 'phone' || (intake.email.senderStanding?.flags.length ?? 0) > 0 ? '' : (intake.email.from?.address ?? '')

const mailHref = (to: string, { subject, text }: { subject: string; text: string }): string =>
  `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`
