import { SERVICE_ZONE } from '../domain/serviceZone'
import { type Language, LANGUAGES } from '../domain/telephony'
import { hoursOf, type Letterhead, usualHours } from './composeAcknowledgement'
import type { ClaimedText } from './ports'
import { TEXT_WORDS } from './textTemplate'

/** Two texts of the alphabet that every telephone shows, without what counts twice in it; no link, no second line. */
const TWO_TEXTS = /^(?!.*(\/\/|www\.))[A-Za-z0-9 .,:;'"()/+-]{1,306}$/

export const isPlainText = (body: string): boolean => TWO_TEXTS.test(body)

const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: SERVICE_ZONE, day: '2-digit', month: '2-digit', year: 'numeric' })
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: SERVICE_ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/**
 * What a text says, whoever builds or checks it: with the opening hours and the next opening, where there is room for both. Hours that
 * are set in an unusual way may be too long, or in no words: it goes without them rather than not at all.
 */
export function textOf(head: Pick<Letterhead, 'helpline' | 'hours'>, owed: Pick<ClaimedText, 'reference' | 'receivedAt' | 'language'>): string {
  const words = TEXT_WORDS[owed.language]
  const { usual, next } = hoursOf(head, owed)
  const slots = { reference: owed.reference, day: DAY.format(owed.receivedAt), time: TIME.format(owed.receivedAt) }
  const sayings = [`${usual}${next}`, usual, next.replace(/^; /, '')].filter(Boolean).map((said) => inText(owed.language, said))
  const texts = [...sayings, ''].map((hours) => words.text({ ...slots, hours }, head.helpline))
  return texts.find(isPlainText) ?? texts.at(-1) ?? ''
}

const inText = (language: Language, hours: string): string => TEXT_WORDS[language].hours(hours.replaceAll('’', "'"))

/** Every reference, day and time takes the same room. */
const SLOTS = { reference: '0000-0000', day: '00/00/0000', time: '00:00' }

/** The languages in which no text can tell the opening hours as they are set: they are too long, or in no words. */
export const withoutHours = ({ helpline, hours }: Pick<Letterhead, 'helpline' | 'hours'>): readonly Language[] =>
  LANGUAGES.filter((language) => !isPlainText(TEXT_WORDS[language].text({ ...SLOTS, hours: inText(language, usualHours({ hours }, language)) }, helpline)))
