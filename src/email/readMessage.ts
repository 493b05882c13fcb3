import { letterLayout } from '../../config/letterLayout'
import { securePortals } from '../../config/securePortals'
import { separateParts } from '../domain/letter/separateParts'
import { findPortal } from './findPortal'
import { findProtection } from './findProtection'
import type { MessageReading } from './messageReading'
import { readHead } from './readHead'
import { readReport } from './readReport'
import { takeApart } from './takeApart'
import { bounded, WORDS_LIMIT } from './wordsLimit'

/**
 * Reads a message as far as it can be read. Runs in the reading process (readingProcess.ts): a message made to take for
 * ever must not stop the process.
 */
export async function readMessage(bytes: Buffer): Promise<MessageReading> {
  const { html, reportParts, ...content } = await takeApart(bytes)
  if (content.unreadable !== undefined && content.headers.length === 0) return readHead(bytes, content.unreadable)
  // Some mailers send an empty plain part beside the words in HTML.
  const text = content.text.trim() === '' && html ? await textOf(html) : content.text
  const words = bounded(text, WORDS_LIMIT)
  const parts = separateParts({ from: content.from?.name ?? '', subject: content.subject, text: words.text }, letterLayout())
  const read = { ...content, text: words.text, parts }
  const report = readReport(read, reportParts)
  const [protection, portal] = [findProtection(read), findPortal(read, securePortals())]
  const unreadable = content.unreadable ?? (protection === 'signed' ? undefined : protection) ?? (words.cut ? 'too_long' : undefined)
  return {
    ...read,
    ...(report && { report }),
    ...(protection !== undefined && { protection }), ...(portal !== undefined && { portal }), ...(unreadable !== undefined && { unreadable }),
  }
}

async function textOf(html: string): Promise<string> {
  const head = Buffer.from('Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n')
  return (await takeApart(Buffer.concat([head, Buffer.from(html, 'utf8')]))).text
}
