import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MailParser } from 'mailparser'
import { PARSER_OPTIONS } from '../reading/takeApart'

/**
 * Writes the bytes of one attachment, counted as `takeApart` notes them. Runs in the process that takeAttachment.ts starts.
 *
 * @returns whether the message has it
 */
export function writeAttachment(message: Buffer, index: number, out: Writable): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const parser = new MailParser({ ...PARSER_OPTIONS, skipHtmlToText: true, skipTextToHtml: true })
    let met = -1
    let written: Promise<void> | undefined
    parser.on('headers', () => undefined)
    parser.on('data', (part) => {
      if (part.type === 'text') return
      met += 1
      if (met === index) {
        written = pipeline(part.content, out)
        written.then(() => resolve(true), reject)
      } else part.content.resume()
      part.content.once('end', () => part.release?.())
    })
    parser.once('error', (error) => (written ? undefined : reject(error)))
    parser.once('end', () => (written ? undefined : resolve(false)))
    parser.end(message)
  })
}
