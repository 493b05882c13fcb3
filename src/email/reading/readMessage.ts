import { separateParts } from '../../domain/letter/separateParts'
import { type AttachedWords, attachedMessages } from './attachedMessages'
import { findPortal } from './findPortal'
import { findProtection } from './findProtection'
import type { MessageReading } from './messageReading'
import { readHead } from './readHead'
import type { LetterSettings } from './readingSettings'
import { readReport } from './readReport'
import { joinedHidden } from './shownWords'
import { takeApart } from './takeApart'
import { bounded, WORDS_LIMIT } from './wordsLimit'
import { wordsOfMessage } from './wordsOfMessage'

/**
 * Reads a message as far as it can be read. Runs in the reading process (readingProcess.ts): a message made to take for
 * ever must not stop the process.
 */
export async function readMessage({ layout, portals }: LetterSettings, bytes: Buffer): Promise<MessageReading> {
  const { html, hidden: inHtml, reportParts, attached, ...content } = await takeApart(bytes)
  if (content.unreadable !== undefined && content.headers.length === 0) return readHead(bytes, content.unreadable)
  const own = await wordsOfMessage({ text: content.text, ...(html && { html }), ...(inHtml !== undefined && { hidden: inHtml }) })
  const report = readReport({ ...content, text: bounded(own.text, WORDS_LIMIT).text }, reportParts)
  // What a mail system sends back is ours.
  const more = report ? NOTHING : await attachedMessages({ ...content, reportParts, attached })
  const words = bounded(own.text + more.text, WORDS_LIMIT)
  const hidden = bounded(joinedHidden([own, more]).hidden ?? '', HIDDEN_LIMIT)
  const parts = separateParts({ from: content.from?.name ?? '', subject: content.subject, text: words.text }, layout)
  const read = { ...content, ...withHidden({ text: words.text, parts }, hidden.text) }
  const [protection, portal] = [findProtection(read), findPortal(read, portals)]
  const unreadable = content.unreadable ?? (protection === 'signed' ? undefined : protection) ?? own.unreadable
    ?? (words.cut || hidden.cut ? 'too_long' : more.all ? undefined : 'attached_message')
  return {
    ...read,
    ...(report && { report }),
    ...(protection !== undefined && { protection }), ...(portal !== undefined && { portal }), ...(unreadable !== undefined && { unreadable }),
  }
}

/** Puts what is hidden below the words, as a part that says so. */
function withHidden({ text, parts }: Pick<MessageReading, 'text' | 'parts'>, hidden: string): Pick<MessageReading, 'text' | 'parts'> {
  if (hidden === '') return { text, parts }
  const all = `${text}\n\n${hidden}`
  return { text: all, parts: [...parts, { kind: 'hidden', start: text.length, end: all.length }] }
}

/** Characters. */
const HIDDEN_LIMIT = 20_000

const NOTHING: AttachedWords = { text: '', all: true }
