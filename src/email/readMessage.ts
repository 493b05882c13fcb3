import { letterLayout } from '../../config/letterLayout'
import { separateParts } from '../domain/letter/separateParts'
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
  const unreadable = content.unreadable ?? encryption(content) ?? (words.cut ? 'too_long' : undefined)
  const parts = separateParts({ from: content.from?.name ?? '', subject: content.subject, text: words.text }, letterLayout())
  const report = readReport({ ...content, text: words.text }, reportParts)
  return { ...content, text: words.text, parts, ...(report && { report }), ...(unreadable !== undefined && { unreadable }) }
}

async function textOf(html: string): Promise<string> {
  const head = Buffer.from('Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n')
  return (await takeApart(Buffer.concat([head, Buffer.from(html, 'utf8')]))).text
}

/** Sealed for somebody's own key: a person must open it in the mailbox. */
function encryption({ headers }: MessageReading): string | undefined {
  const type = headers.find(({ name }) => name === 'content-type')?.value ?? ''
  const sealed = /^multipart\/encrypted/i.test(type) || (/^application\/(x-)?pkcs7-mime/i.test(type) && !/signed-data/i.test(type))
  return sealed ? 'encrypted' : undefined
}
