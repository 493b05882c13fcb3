import { Readable } from 'node:stream'
import { type AddressObject, MailParser, type MailParserOptions } from 'mailparser'
import { AttachmentEndsKeeper } from '../attachments/attachmentEnds'
import { sniffAttachment } from '../attachments/sniffAttachment'
import type { MessageReading } from './messageReading'
import { readHeaders } from './readHeaders'
import { isReportPart, type ReportPart } from './readReport'
import { shownWords } from './shownWords'
import { bounded, WORDS_LIMIT } from './wordsLimit'

/** Longer HTML is not turned into text: five million characters were seen to take 1.5 seconds. In characters. */
export const HTML_LIMIT = 5_000_000
/** A document of the database holds 16 MB; notes on attachments beyond these say nothing more. */
const ATTACHMENTS_NOTED = 200

/** What a mail system sends back stands at the beginning: in characters, and parts. */
const REPORT_PART_LIMIT = 64 * 1024
const REPORT_PARTS_READ = 8
/** In one field; a forged one may name thousands. */
const PEOPLE_READ = 20

export const PARSER_OPTIONS: MailParserOptions = {
  keepDeliveryStatus: true,
  maxHtmlLengthToParse: HTML_LIMIT,
  skipTextToHtml: true,
  skipImageLinks: true,
  checksumAlgo: false,
}

/** What the parser said: `text` unbounded still, `html` and parts that may be a delivery report beside it. */
export type MimeContent = MessageReading & {
  html?: string
  /** Words that its HTML hides from whoever opens it. */
  hidden?: string
  reportParts: ReportPart[]
  /** Messages attached to it, their beginnings; `whole`: all of it. */
  attached: { bytes: Buffer; whole: boolean }[]
}

/** Of an attached message, in bytes, and how many: what is beyond must be opened by hand. */
const ATTACHED_LIMIT = 2 * 1024 * 1024
const ATTACHED_HELD = 20

/**
 * Takes a message apart as far as that goes; never rejects. Attachments are noted and drained, never held, so memory
 * does not follow their size.
 */
export function takeApart(bytes: Buffer): Promise<MimeContent> {
  return new Promise((resolve) => {
    const content: MimeContent = { headers: [], references: [], subject: '', text: '', parts: [], attachments: [], reportParts: [], attached: [] }
    const parser = new MailParser(PARSER_OPTIONS)
    parser.on('headerLines', (lines) => Object.assign(content, readHeaders(lines)))
    parser.on('headers', (headers) => {
      const subject = headers.get('subject')
      content.subject = bounded(typeof subject === 'string' ? subject : '', WORDS_LIMIT).text
      const [from = [], sender = [], replyTo = [], returnPath = []] = ['from', 'sender', 'reply-to', 'return-path'].map((name) => addressesIn(headers.get(name)))
      content.addressing = { from, sender, replyTo }
      const first = [...from, ...sender, ...returnPath][0]
      if (first) content.from = first
    })
    parser.on('data', (part) => {
      if (part.type === 'text') {
        Object.assign(content, shownWords(part.text ?? '', part.html || ''))
        if (part.html) content.html = part.html
        if (part.textConversionError) content.unreadable = 'html_too_long'
        return
      }
      const told = isReportPart(part.contentType) && content.reportParts.length < REPORT_PARTS_READ ? beginningOf(part.content) : undefined
      if (/^message\/(rfc822|global)$/.test(part.contentType)) holdAttached(content.attached, part.content)
      const ends = new AttachmentEndsKeeper()
      part.content.on('data', (chunk) => ends.take(chunk))
      part.content.on('end', () => {
        if (told) content.reportParts.push({ contentType: part.contentType, content: told.read() })
        if (content.attachments.length < ATTACHMENTS_NOTED) content.attachments.push(noteOf(part, ends))
        part.release?.()
      })
    })
    parser.once('error', (error) => resolve({ ...content, unreadable: codeOf(error) }))
    parser.once('end', () => resolve(content))
    if (bytes.length <= PIECE) parser.end(bytes)
    else Readable.from(piecesOf(bytes)).pipe(parser)
  })
}

/** Of what the parser is given at a time, in bytes: given a large message whole it decodes all of it before any is drained. */
const PIECE = 64 * 1024

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}

/** An attached message, as far as it is held; beyond their number only that there is one. */
function holdAttached(attached: MimeContent['attached'], stream: NodeJS.ReadableStream): void {
  const held = { bytes: Buffer.alloc(0), whole: true }
  const limit = attached.length < ATTACHED_HELD ? ATTACHED_LIMIT : 0
  const chunks: Buffer[] = []
  let length = 0
  attached.push(held)
  stream.on('data', (chunk: Buffer) => {
    const kept = chunk.subarray(0, limit - length)
    held.whole &&= kept.length === chunk.length
    length += kept.length
    if (kept.length > 0) chunks.push(kept)
  })
  stream.on('end', () => { held.bytes = Buffer.concat(chunks) })
}

/** What flows past, up to a limit. */
function beginningOf(stream: NodeJS.ReadableStream): { read: () => string } {
  let text = ''
  stream.on('data', (chunk: Buffer) => {
    if (text.length < REPORT_PART_LIMIT) text += chunk.toString('latin1').slice(0, REPORT_PART_LIMIT - text.length)
  })
  return { read: () => text }
}

function noteOf(part: { filename?: string; contentType: string; size?: number }, { head, tail }: AttachmentEndsKeeper): MessageReading['attachments'][number] {
  const filename = bounded(part.filename ?? '', 255).text
  const contentType = bounded(part.contentType, 255).text
  const { type, warnings } = sniffAttachment({ head, tail, filename, contentType })
  return { filename, contentType, size: part.size ?? 0, type, warnings: [...warnings] }
}

/** The people named, the first of them only; members of a group count. */
function addressesIn(header: unknown): { address: string; name: string }[] {
  if (!isAddressObject(header)) return []
  const people = header.value.flatMap((entry) => entry.group ?? [entry])
  return people.filter(({ address }) => address).slice(0, PEOPLE_READ)
    .map(({ address = '', name }) => ({ address: address.slice(0, 320), name: bounded(name, 255).text }))
}

const isAddressObject = (value: unknown): value is AddressObject =>
  typeof value === 'object' && value !== null && 'value' in value && Array.isArray(value.value)

const codeOf = (error: Error): string => ('code' in error && error.code === 'EMAXLEN' ? 'too_many_parts' : 'malformed')
