import { simpleParser } from 'mailparser'
import { parseReference } from '../domain/referenceNumber'
import { type Letter, type Letterhead, letterOf, machineHeaders } from './composeAcknowledgement'
import type { ClaimedAcknowledgement } from './ports'

/** Every header an acknowledgement may have, each once. */
const ALLOWED = new Set([
  'from', 'to', 'subject', 'date', 'message-id', 'in-reply-to', 'references', 'mime-version', 'content-type',
  'content-transfer-encoding', 'auto-submitted', 'x-auto-response-suppress', 'x-loop',
])

/** Words and times, opening-hours rules as they are set included; no markup, no address, no link, no second line. */
const PLAIN_WORDS = /^(?!.*(\/\/|www\.))[\p{L}\p{N} ,.:;'’"()[\]+/-]{1,300}$/iu
const DATE = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/
const ENCODING = /^(quoted-printable|7bit)$/
const OUR_ID = /^<ack\.[0-9a-f]{32}@[A-Za-z0-9.-]+>$/

/**
 * Reads the finished bytes as a recipient's mail program would, with another library than the one that built them, and
 * compares them with template and slots. Whatever else might get into a message is refused here, by whichever way it
 * came.
 *
 * @returns the code of the first thing that is not as it should be; undefined when all is well
 */
export async function guardAcknowledgement(head: Letterhead, owed: ClaimedAcknowledgement, raw: Buffer): Promise<string | undefined> {
  const letter = letterOf(head, owed)
  const { slots } = letter
  if (parseReference(slots.reference) !== slots.reference) return 'reference'
  if (!PLAIN_WORDS.test(slots.received)) return 'received'
  if (!PLAIN_WORDS.test(slots.hours)) return 'hours'
  return headersAmiss(head, owed, raw) ?? contentAmiss(head, owed, letter, raw)
}

function headersAmiss(head: Letterhead, owed: ClaimedAcknowledgement, raw: Buffer): string | undefined {
  const block = raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
  if (!/^[\x20-\x7e\t\r\n]*$/.test(block) || /\r(?!\n)|(?<!\r)\n/.test(block)) return 'header_bytes'
  const fields = block.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  const headers = new Map(fields)
  if (headers.size !== fields.length) return 'header_twice'
  const stranger = [...headers.keys()].some((name) => !ALLOWED.has(name))
  if (stranger) return 'header_unknown'
  if (!OUR_ID.test(owed.messageId)) return 'message_id'
  const expected = {
    'message-id': owed.messageId,
    'in-reply-to': owed.inReplyTo,
    references: owed.references.length > 0 ? owed.references.join(' ') : undefined,
    'mime-version': '1.0',
    'content-type': 'text/plain; charset=utf-8',
    ...Object.fromEntries(Object.entries(machineHeaders(head.from.address)).map(([name, value]) => [name.toLowerCase(), value])),
  }
  const wrong = Object.entries(expected).find(([name, value]) => headers.get(name) !== value)
  if (wrong) return `header_${wrong[0].replaceAll('-', '_')}`
  // These two are left to the library that builds the message, within their form.
  if (!DATE.test(headers.get('date') ?? '')) return 'header_date'
  return ENCODING.test(headers.get('content-transfer-encoding') ?? '') ? undefined : 'header_content_transfer_encoding'
}

async function contentAmiss(head: Letterhead, owed: ClaimedAcknowledgement, { subject, text }: Letter, raw: Buffer): Promise<string | undefined> {
  const mail = await simpleParser(raw, { skipTextToHtml: true })
  const [from, ...otherSenders] = mail.from?.value ?? []
  const recipients = [mail.to ?? []].flat().flatMap(({ value }) => value)
  const [to, ...otherRecipients] = recipients
  if (from?.address !== head.from.address || from.name !== head.from.name || otherSenders.length > 0) return 'from'
  if (to?.address?.toLowerCase() !== owed.to.toLowerCase() || to.name !== '' || otherRecipients.length > 0) return 'to'
  if (mail.subject !== subject) return 'subject'
  if (mail.attachments.length > 0 || mail.html) return 'not_plain'
  return mail.text?.trimEnd() === text.trimEnd() ? undefined : 'text'
}
