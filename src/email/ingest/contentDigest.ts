import { createHash } from 'node:crypto'
import type { MessageReading } from '../reading/messageReading'

/**
 * What a message says, as one value, hex: the same for one that reached us by two ways, whose raw bytes differ by what
 * servers wrote on it. Undefined where its words are not before us, so that nothing can be compared.
 */
export function contentDigest({ subject, text, attachments, unreadable }: MessageReading): string | undefined {
  if (unreadable !== undefined) return undefined
  const files = attachments.map(({ filename, contentType, size }) => [filename, contentType, size])
  // Ends at which servers add or take away lines; what stands between is as it was sent.
  return createHash('sha256').update(JSON.stringify([subject.trim(), files])).update(text.trim()).digest('hex')
}
