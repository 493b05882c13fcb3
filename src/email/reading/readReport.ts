import type { BounceCause } from '../../domain/acknowledgement'
import { DELAYED, FAILED, GIVEN_UP, REPORT_SUBJECT } from './deliveryReportWords'
import { causeInWords, causeOfStatus } from './bounceCause'
import type { DeliveryReport, MessageReading } from './messageReading'

/** A part of a message in which a mail system tells, or sends back, what it is about. */
export interface ReportPart {
  readonly contentType: string
  /** Its beginning. */
  readonly content: string
}

const REPORT_PARTS = /^(message\/(global-)?delivery-status|text\/rfc822-headers|message\/rfc822|message\/global(-headers)?)$/
export const isReportPart = (contentType: string): boolean => REPORT_PARTS.test(contentType)

const OUR_ID = String.raw`ack\.[0-9a-f]{32}@[a-z0-9.-]+`
const ANY_OF_OURS = new RegExp(OUR_ID, 'gi')
// Never over the end of a line: with a text of empty lines that would be looked for from each of them to the end.
const AS_MESSAGE_ID = new RegExp(String.raw`^[>| \t]*message-id:\s*<?(${OUR_ID})`, 'gim')

type Told = Pick<MessageReading, 'headers' | 'from' | 'subject' | 'text'>

/**
 * What a mail system reports of an acknowledgement of ours; undefined for anything else, an absence note or a reader's
 * receipt too. Which acknowledgement: the one sent back, by its Message-ID, since its References name earlier ones;
 * without it, the only one named.
 */
export function readReport(message: Told, parts: readonly ReportPart[]): DeliveryReport | undefined {
  const statuses = parts.filter(({ contentType }) => /delivery-status$/.test(contentType)).map(({ content }) => content)
  // A person may send us the parts of a report that they had.
  if (!isNotice(message) && !(statuses.length > 0 && isReport(message))) return undefined
  const acknowledgement = whichOne(message, parts)
  if (acknowledgement === undefined) return undefined
  const action = statuses.length > 0 ? statedAction(statuses.join('\n')) : actionInWords(message)
  return { acknowledgement, action, ...(action === 'failed' && { cause: causeOf(message, statuses) }) }
}

/** Without the part that RFC 3464 wants: known by who sends it and how it begins. */
function isNotice({ headers, from, subject }: Told): boolean {
  const [sender = ''] = (from?.address ?? '').toLowerCase().split('@', 1)
  if (sender === 'mailer-daemon' || headers.some(({ name }) => name === 'x-failed-recipients')) return true
  // A person may begin a subject like this too, or sit at postmaster: it must be a machine's mail as well.
  const isMachines = headers.some(({ name, value }) => (name === 'return-path' && NOBODY.test(value)) || (name === 'auto-submitted' && !/^no\b/i.test(value)))
  return isMachines && (sender === 'postmaster' || REPORT_SUBJECT.test(subject.trim()))
}

const NOBODY = /^(<\s*>)?$/
const isReport = ({ headers }: Told): boolean => headers.some(({ name, value }) =>
  (name === 'content-type' && /^multipart\/report\b/i.test(value)) || (name === 'return-path' && NOBODY.test(value)))

function whichOne({ headers, text }: Told, parts: readonly ReportPart[]): string | undefined {
  const bodies = [...parts.map(({ content }) => content), text]
  const sentBack = distinct(bodies.flatMap((body) => [...body.matchAll(AS_MESSAGE_ID)].map(([, id = '']) => id)))
  if (sentBack.length > 0) return sentBack.length === 1 ? sentBack[0] : undefined
  const answered = distinct(headers.filter(({ name }) => name === 'in-reply-to').flatMap(({ value }) => value.match(ANY_OF_OURS) ?? []))
  if (answered.length === 1) return answered[0]
  const referred = headers.filter(({ name }) => name === 'references').map(({ value }) => value)
  const named = distinct([...bodies, ...referred].flatMap((body) => body.match(ANY_OF_OURS) ?? []))
  return named.length === 1 ? named[0] : undefined
}

const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids.map((id) => `<${id.toLowerCase()}>`))]

/** Of several recipients, whom a list behind the address may have, the worst. */
function statedAction(status: string): DeliveryReport['action'] {
  const actions = [...status.matchAll(/^action:\s*([a-z]+)/gim)].map(([, action = '']) => action.toLowerCase())
  if (actions.includes('failed')) return 'failed'
  return actions.includes('delayed') ? 'delayed' : 'other'
}

/** Of several recipients, that of the first who failed. What is said in words counts where no code says more. */
function causeOf({ subject, text }: Told, statuses: readonly string[]): BounceCause {
  const recipients = statuses.flatMap((status) => status.replaceAll(/\r?\n[ \t]+/g, ' ').split(/(?:\r?\n){2,}/))
  const failed = recipients.find((recipient) => /^action:\s*failed/im.test(recipient)) ?? ''
  const stated = causeOfStatus(failed)
  return stated === 'other' ? causeInWords(failed === '' ? `${subject}\n${text}` : failed) : stated
}

function actionInWords({ headers, subject, text }: Told): DeliveryReport['action'] {
  const words = `${subject}\n${text}`
  if (DELAYED.test(words) && !GIVEN_UP.test(words)) return 'delayed'
  return FAILED.test(words) || headers.some(({ name }) => name === 'x-failed-recipients') ? 'failed' : 'other'
}
