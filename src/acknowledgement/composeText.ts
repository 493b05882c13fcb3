import { SERVICE_ZONE } from '../domain/serviceZone'
import { hoursOf, type Letterhead } from './composeAcknowledgement'
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
  const sayings = [`${usual}${next}`, usual, next.replace(/^; /, '')].filter(Boolean).map((said) => words.hours(said.replaceAll('’', "'")))
  const texts = [...sayings, ''].map((hours) => words.text({ ...slots, hours }, head.helpline))
  return texts.find(isPlainText) ?? texts.at(-1) ?? ''
}
