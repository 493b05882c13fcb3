import type { HeaderLine, MessageReading } from './messageReading'

/** As many as any real thread has; a forged header may hold thousands. */
const REFERENCES_READ = 100
const LINES_KEPT = 500
/** A longer value is cut off. In characters. */
export const VALUE_LIMIT = 4_000

/** What identifies a message as RFC 5322 wants it: printable, one `@`, no spaces, and short enough for one header line. */
const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f\x41-\x7e]{1,200}@[\x21-\x3b\x3d\x3f\x41-\x7e]{1,200}>$/

export const isMessageId = (value: string): boolean => MESSAGE_ID.test(value)

type Identified = Pick<MessageReading, 'headers' | 'messageId' | 'inReplyTo' | 'references'>

/** The header lines as names and unfolded values, and the ids among them that are well formed; the others are dropped. */
export function readHeaders(lines: readonly { key: string; line: string }[]): Identified {
  const kept = lines.slice(0, LINES_KEPT)
  // From the whole lines: a long thread's newest ids stand at the end.
  const valuesOf = (name: string): string[] => kept.filter(({ key }) => key === name).map(({ line }) => unfolded(line))
  const messageId = idsIn(valuesOf('message-id')[0] ?? '', true)[0]
  const inReplyTo = valuesOf('in-reply-to').flatMap((value) => idsIn(value))[0]
  return {
    headers: kept.map(toLine),
    references: valuesOf('references').flatMap((value) => idsIn(value)).slice(-REFERENCES_READ),
    ...(messageId !== undefined && { messageId }),
    ...(inReplyTo !== undefined && { inReplyTo }),
  }
}

const toLine = ({ key, line }: { key: string; line: string }): HeaderLine => ({
  name: key.slice(0, 100),
  value: unfolded(line).slice(0, VALUE_LIMIT),
})

const unfolded = (line: string): string => line.slice(line.indexOf(':') + 1).replaceAll(/\r?\n[ \t]+/g, ' ').trim()

/** @param whole the value must be one id and nothing else */
function idsIn(value: string, whole = false): string[] {
  const candidates = whole ? [value] : value.split(/[\s,]+/)
  return candidates.filter(isMessageId)
}
