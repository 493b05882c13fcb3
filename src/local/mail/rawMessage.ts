import type { Letter } from './letter'

const LINE = 76
/** Bytes of text in one encoded word, so that with its markers it stays within 75 characters. */
const WORD_BYTES = 42

/**
 * A letter as a mail program sends it: RFC 5322 headers, encoded words where a name or subject is not plain ASCII,
 * UTF-8 text as base64.
 * @param envelope.messageId with its angle brackets
 */
export function rawMessage(letter: Letter, envelope: { messageId: string; date: Date; to: string }): Buffer {
  const headers = [
    `From: ${phrase(letter.fromName)} <${letter.fromAddress}>`,
    `To: <${envelope.to}>`,
    `Subject: ${unstructured(letter.subject)}`,
    `Date: ${envelope.date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${envelope.messageId}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ]
  const text = Buffer.from(letter.text.replace(/\r?\n/g, '\r\n'), 'utf8').toString('base64')
  const body = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  return Buffer.from([...headers, '', ...body, ''].join('\r\n'), 'ascii')
}

const isPlain = (value: string): boolean => /^[\x20-\x7e]*$/.test(value) && value.length < 60

const unstructured = (value: string): string => (isPlain(value) && !value.includes('=?') ? value : encodedWords(value))

const phrase = (value: string): string => {
  if (/^[\w ]+$/.test(value) && isPlain(value)) return value
  return isPlain(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : encodedWords(value)
}

/** RFC 2047, never splitting a character between two words. */
function encodedWords(value: string): string {
  const words: string[] = ['']
  for (const character of value) {
    const last = words.at(-1) ?? ''
    if (Buffer.byteLength(last + character) > WORD_BYTES) words.push(character)
    else words[words.length - 1] = last + character
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`).join('\r\n ')
}
