import type { Enclosed, Letter, LetterFile } from './letter'

const LINE = 76
/** Bytes of text in one encoded word, so that with its markers it stays within 75 characters. */
const WORD_BYTES = 42

interface Envelope extends Enclosed {
  /** With its angle brackets. */
  readonly messageId: string
  readonly date: Date
  readonly to: string
}

/**
 * A letter as a mail program sends it: RFC 5322 headers, encoded words where a name or subject is not plain ASCII,
 * UTF-8 text as base64, and files beside it.
 */
export function rawMessage(letter: Letter, { messageId, date, to, files = [], references = [] }: Envelope): Buffer {
  const headers = [
    `From: ${phrase(letter.fromName)} <${letter.fromAddress}>`,
    `To: <${to}>`,
    `Subject: ${unstructured(letter.subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId}`,
    ...(letter.inReplyTo === undefined ? [] : [`In-Reply-To: ${letter.inReplyTo}`]),
    ...(references.length === 0 ? [] : [`References: ${references.join('\r\n ')}`]),
    'MIME-Version: 1.0',
  ]
  const text = textPart(letter)
  const body = files.length === 0
    ? text
    : [
        `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`, '',
        ...[text, ...files.map(filePart)].flatMap((part) => [`--${BOUNDARY}`, ...part]),
        `--${BOUNDARY}--`,
      ]
  return Buffer.from([...headers, ...body, ''].join('\r\n'), 'ascii')
}

/** Stands in no part, for no line of base64 begins with hyphens. */
const BOUNDARY = '=_part_of_a_letter'

const textPart = ({ text, format }: Letter): readonly string[] => [
  `Content-Type: text/${format ?? 'plain'}; charset=utf-8`,
  ...base64(Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'utf8')),
]

const filePart = ({ name, type, bytes }: LetterFile): readonly string[] => [
  `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream'}`,
  `Content-Disposition: attachment;${parameter('filename', name)}`,
  ...base64(bytes),
]

const base64 = (bytes: Buffer): readonly string[] =>
  ['Content-Transfer-Encoding: base64', '', ...(bytes.toString('base64').match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [])]

/** RFC 2231: percent-encoded, in pieces that each fit on a line, and no piece ends within an encoded byte. */
function parameter(name: string, value: string): string {
  const encoded = encodeURIComponent(value).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  const pieces = encoded.match(/(?:%..|[^%]){1,18}/g) ?? ['']
  return pieces.map((piece, place) => `\r\n ${name}*${place}*=${place === 0 ? "utf-8''" : ''}${piece}`).join(';')
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
