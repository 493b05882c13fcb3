import type { EmailAddress } from '../domain/email'
import type { OpeningHours } from '../domain/openingHours'
import { SERVICE_ZONE } from '../domain/serviceZone'
import { LETTER_WORDS } from './acknowledgementTemplate'
import type { AcknowledgementMessage, ClaimedAcknowledgement } from './ports'
import type { AcknowledgementSlots, LetterWords } from './words/letterWords'

export interface Letterhead {
  /** The sender of acknowledgements. */
  readonly from: EmailAddress
  /** The telephone number, as people read it. */
  readonly helpline: string
  readonly hours: OpeningHours
}

/** What an acknowledgement says, whoever builds or checks it. */
export interface Letter {
  readonly slots: AcknowledgementSlots
  readonly subject: string
  readonly text: string
}

/** What is to be sent: the template with its three slots, and headers that keep machines from answering. */
export function composeAcknowledgement(head: Letterhead, owed: ClaimedAcknowledgement, date: Date): AcknowledgementMessage {
  const { subject, text } = letterOf(head, owed)
  const { to, messageId, inReplyTo, references } = owed
  return {
    from: head.from,
    to,
    subject,
    text,
    date,
    messageId,
    references,
    ...(inReplyTo !== undefined && { inReplyTo }),
    headers: machineHeaders(head.from.address),
  }
}

/** The template by the message's language and whether we were open when it arrived, with its three slots. */
export function letterOf(head: Letterhead, owed: Owed): Letter {
  const words = LETTER_WORDS[owed.language]
  const { usual, next } = hoursOf(head, owed)
  const slots = { reference: owed.reference, received: inLondon(owed.receivedAt, words), hours: `${usual}${next}` }
  return { slots, subject: words.subject(slots), text: (head.hours.isOpen(owed.receivedAt) ? words.open : words.closed)(slots, head.helpline) }
}

type Owed = Pick<ClaimedAcknowledgement, 'reference' | 'receivedAt' | 'language'>

/** The opening hours in the language of the enquiry; and, where it came in while the service was closed, when it opens next, to follow them. */
export function hoursOf({ hours }: Pick<Letterhead, 'hours'>, { receivedAt, language }: Pick<Owed, 'receivedAt' | 'language'>): { readonly usual: string; readonly next: string } {
  const words = LETTER_WORDS[language]
  const next = hours.isOpen(receivedAt) ? undefined : hours.opensNext(receivedAt)
  return { usual: usualHours({ hours }, language), next: next ? words.opensNext(inLondon(next, words)) : '' }
}

/** RFC 3834, what Exchange heeds, and a mark of our own by which a loop is seen. */
export const machineHeaders = (sender: string): Readonly<Record<string, string>> => ({
  'Auto-Submitted': 'auto-replied',
  'X-Auto-Response-Suppress': 'All',
  'X-Loop': sender,
})

export const usualHours = ({ hours }: Pick<Letterhead, 'hours'>, language: Owed['language']): string => (language === 'cy' ? hours.inWelsh : hours.inWords)

/** `09:41 on Monday 23 November 2026`. */
function inLondon(at: Date, { locale, timeJoin }: LetterWords): string {
  const time = new Intl.DateTimeFormat(locale, { timeZone: SERVICE_ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat(locale, { timeZone: SERVICE_ZONE, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return `${time.format(at)}${timeJoin}${day.format(at).replaceAll(',', '')}`
}
