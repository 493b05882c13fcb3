import type { MessageReading } from './messageReading'
import { takeApart } from './takeApart'

/** How far the end of the headers is looked for, in bytes. */
export const HEAD_LIMIT = 4 * 1024 * 1024
/** A longer header field is left out: it is what made the message unreadable. In bytes. */
const FIELD_LIMIT = 16 * 1024
/** Fields together, in bytes: the parser refuses more than a megabyte. */
const FIELDS_LIMIT = 512 * 1024
/** What an enquiry and its acknowledgement are decided on; kept before any other. */
const WANTED = /^(from|sender|return-path|subject|message-id|in-reply-to|references|auto-submitted|precedence|list-[a-z-]+|x-auto[a-z-]*|x-loop|content-type|content-language|authentication-results):/i

/**
 * Who wrote and what about, from a message whose whole could not be read: enough for an enquiry and its acknowledgement.
 *
 * @param unreadable why the whole could not be read
 */
export async function readHead(bytes: Buffer, unreadable: string): Promise<MessageReading> {
  const block = bytes.subarray(0, HEAD_LIMIT).toString('latin1')
  const end = /\r?\n\r?\n/.exec(block)?.index ?? block.length
  const fields = block.slice(0, end).split(/\r?\n(?![ \t])/)
  const sound = fields.map(withoutLongResults).filter((field) => field.length <= FIELD_LIMIT && /^[\x21-\x39\x3b-\x7e]+:/.test(field))
  const kept = within(FIELDS_LIMIT, [...sound.filter((field) => WANTED.test(field)), ...sound.filter((field) => !WANTED.test(field))])
  const { html: _html, reportParts: _parts, attached: _attached, ...reading } = await takeApart(Buffer.from(`${kept.join('\r\n')}\r\n\r\n`, 'latin1'))
  return { ...reading, text: '', attachments: [], unreadable }
}

const RESULTS = 'authentication-results:'

/** Left out, our mail server's own results would make room for forged ones below them: the field stays, empty. */
const withoutLongResults = (field: string): string =>
  field.length > FIELD_LIMIT && field.slice(0, RESULTS.length).toLowerCase() === RESULTS ? RESULTS : field

/** As many as fit, in their order. */
function within(limit: number, fields: readonly string[]): string[] {
  let length = 0
  return fields.filter((field) => {
    length += field.length
    return length <= limit
  })
}
