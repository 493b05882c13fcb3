import type { MessageReading } from './messageReading'
import { takeApart } from './takeApart'

/** How far the end of the headers is looked for, in bytes. */
const HEAD_LIMIT = 4 * 1024 * 1024
/** A longer header field is left out: it is what made the message unreadable. In bytes. */
const FIELD_LIMIT = 16 * 1024

/**
 * Who wrote and what about, from a message whose whole could not be read: enough for an enquiry and its acknowledgement.
 *
 * @param unreadable why the whole could not be read
 */
export async function readHead(bytes: Buffer, unreadable: string): Promise<MessageReading> {
  const block = bytes.subarray(0, HEAD_LIMIT).toString('latin1')
  const end = /\r?\n\r?\n/.exec(block)?.index ?? block.length
  const fields = block.slice(0, end).split(/\r?\n(?![ \t])/)
  const kept = fields.map(withoutLongResults).filter((field) => field.length <= FIELD_LIMIT && /^[\x21-\x39\x3b-\x7e]+:/.test(field))
  const { html: _html, reportParts: _parts, ...reading } = await takeApart(Buffer.from(`${kept.join('\r\n')}\r\n\r\n`, 'latin1'))
  return { ...reading, text: '', attachments: [], unreadable }
}

const RESULTS = 'authentication-results:'

/** Left out, our mail server's own results would make room for forged ones below them: the field stays, empty. */
const withoutLongResults = (field: string): string =>
  field.length > FIELD_LIMIT && field.slice(0, RESULTS.length).toLowerCase() === RESULTS ? RESULTS : field
