import { isAcknowledgementId } from '../domain/acknowledgement'
import type { MessageReading } from './messageReading'
import { isOutOfOffice } from './outOfOffice'

/** Who we are, as far as it makes a message our own. */
export interface OwnIdentity {
  /** The address that acknowledgements come from. */
  readonly sender: string
  /** Every other address of ours, such as the mailbox's. */
  readonly addresses: readonly string[]
}

type Filter = (message: MessageReading, own: OwnIdentity) => boolean

/**
 * The code of the first filter that takes a message for automatic, or undefined. It suppresses the acknowledgement, so
 * that two machines never write to each other for ever; it never suppresses the enquiry. After RFC 3834 and what mail
 * systems really send.
 */
export function automaticMail(message: MessageReading, own: OwnIdentity): string | undefined {
  return FILTERS.find(([, applies]) => applies(message, own))?.[0]
}

const valuesOf = (message: MessageReading, name: string): string[] =>
  message.headers.filter((line) => line.name === name).map(({ value }) => value.toLowerCase().trim())

const has = (message: MessageReading, name: string): boolean => valuesOf(message, name).length > 0

/** The word before any parameter or comment: `auto-replied; owner-email="…"`. */
const keyword = (value: string): string => value.split(/[\s;(]/, 1)[0] ?? ''

const autoSubmitted: Filter = (message) => valuesOf(message, 'auto-submitted').some((value) => keyword(value) !== 'no')

const nullReturnPath: Filter = (message) => valuesOf(message, 'return-path').some((value) => /^(<\s*>)?$/.test(value))

const deliveryReport: Filter = (message) => valuesOf(message, 'content-type').some((value) => value.startsWith('multipart/report'))

/** Mailboxes that no person reads; a plus suffix or a prefix such as `orders-noreply` changes nothing. */
const ROBOT = /^(mailer-daemon|postmaster|([^@]*[-_.+])?(no|do-?not)[-_.]?reply([-_.+=][^@]*)?)$/

const robotSender: Filter = ({ from }) => ROBOT.test((from?.address ?? '').split('@', 1)[0]?.toLowerCase() ?? '')

const mailingList: Filter = (message) => message.headers.some(({ name }) => name.startsWith('list-'))

const BULK = ['bulk', 'list', 'junk', 'auto_reply']

const bulkPrecedence: Filter = (message) => valuesOf(message, 'precedence').some((value) => BULK.includes(keyword(value)))

const suppressionAsked: Filter = (message) => valuesOf(message, 'x-auto-response-suppress').some((value) => value !== 'none')

const autoreplyHeader: Filter = (message) =>
  ['x-autoreply', 'x-autorespond'].some((name) => has(message, name) && !valuesOf(message, name).includes('no'))

const ownMessage: Filter = ({ from, ...message }, own) => {
  const addresses = [own.sender, ...own.addresses].map((address) => address.toLowerCase())
  return addresses.includes(from?.address.toLowerCase() ?? '') || isAcknowledgementId(message.messageId ?? '', own.sender)
}

const loopHeader: Filter = (message, own) => valuesOf(message, 'x-loop').some((value) => value.includes(own.sender.toLowerCase()))

const outOfOffice: Filter = ({ subject }) => isOutOfOffice(subject)

const FILTERS: readonly (readonly [code: string, applies: Filter])[] = [
  ['own_message', ownMessage],
  ['loop', loopHeader],
  ['auto_submitted', autoSubmitted],
  ['null_return_path', nullReturnPath],
  ['delivery_report', deliveryReport],
  ['robot_sender', robotSender],
  ['mailing_list', mailingList],
  ['bulk', bulkPrecedence],
  ['suppression_asked', suppressionAsked],
  ['autoreply', autoreplyHeader],
  ['out_of_office', outOfOffice],
]
