import { simpleParser } from 'mailparser'

export interface Reply {
  /** The letter that it answers, by Message-ID; absent when it names none. */
  readonly inReplyTo?: string
  readonly messageId?: string
  /** The Message-IDs that it names, the oldest first. */
  readonly references: readonly string[]
  readonly subject: string
  /** The addresses that it was sent to. */
  readonly to: readonly string[]
  readonly at: Date
  /** As they stand in the message, decoded, in a reader's order. */
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly text: string
}

const SHOWN = ['From', 'To', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References', 'Auto-Submitted', 'X-Auto-Response-Suppress']

/** An outgoing message as the mail sink took it, for people to read. */
export async function readReply(message: { raw: Buffer; at: Date; to: readonly string[] }): Promise<Reply> {
  const parsed = await simpleParser(message.raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true })
  const headers = SHOWN.flatMap((name) => {
    const value = decoded(parsed.headers.get(name.toLowerCase()))
    return value === '' ? [] : [{ name, value }]
  })
  const { inReplyTo, messageId, references = [], subject = '' } = parsed
  return {
    at: message.at, to: message.to, subject, headers, text: parsed.text ?? '', references: [references].flat(),
    ...(messageId === undefined ? {} : { messageId }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
  }
}

function decoded(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toUTCString()
  if (Array.isArray(value)) return value.filter((part) => typeof part === 'string').join(' ')
  if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string') return value.text
  return ''
}
