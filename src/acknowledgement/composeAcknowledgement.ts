import type { EmailAddress } from '../domain/email'
import { SERVICE_ZONE } from '../domain/openingHours'
import type { AcknowledgementSlots, AcknowledgementTemplate } from './acknowledgementTemplate'
import type { AcknowledgementMessage, ClaimedAcknowledgement } from './ports'

export interface Letterhead {
  /** The sender of acknowledgements. */
  readonly from: EmailAddress
  readonly template: AcknowledgementTemplate
  /** Opening hours in words. */
  readonly hours: string
}

/** What is to be sent: the template with its three slots, and headers that keep machines from answering. */
export function composeAcknowledgement(head: Letterhead, owed: ClaimedAcknowledgement, date: Date): AcknowledgementMessage {
  const slots = slotsOf(head, owed)
  const { to, messageId, inReplyTo, references } = owed
  return {
    from: head.from,
    to,
    subject: head.template.subject(slots),
    text: head.template.text(slots),
    date,
    messageId,
    references,
    ...(inReplyTo !== undefined && { inReplyTo }),
    headers: machineHeaders(head.from.address),
  }
}

export const slotsOf = ({ template, hours }: Letterhead, { reference, receivedAt }: ClaimedAcknowledgement): AcknowledgementSlots =>
  ({ reference, received: inLondon(receivedAt, template), hours })

/** RFC 3834, what Exchange heeds, and a mark of our own by which a loop is seen. */
export const machineHeaders = (sender: string): Readonly<Record<string, string>> => ({
  'Auto-Submitted': 'auto-replied',
  'X-Auto-Response-Suppress': 'All',
  'X-Loop': sender,
})

/** `09:41 on Monday 23 November 2026`. */
function inLondon(at: Date, { locale, timeJoin }: AcknowledgementTemplate): string {
  const time = new Intl.DateTimeFormat(locale, { timeZone: SERVICE_ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat(locale, { timeZone: SERVICE_ZONE, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return `${time.format(at)}${timeJoin}${day.format(at).replaceAll(',', '')}`
}
