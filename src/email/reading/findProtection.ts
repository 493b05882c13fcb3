import type { Protection } from '../../domain/email'
import type { MessageReading } from './messageReading'

/**
 * How a message is sealed or signed, by its own type, by a part of it (a gateway's footer may have wrapped it), or by what
 * stands in its text.
 */
export function findProtection({ headers, attachments, text }: Pick<MessageReading, 'headers' | 'attachments' | 'text'>): Protection | undefined {
  const whole = headers.find(({ name }) => name === 'content-type')?.value ?? ''
  const parts = attachments.map(({ contentType }) => contentType)
  if (/^multipart\/encrypted/i.test(whole) || parts.some((type) => /^application\/pgp-encrypted$/i.test(type))) return 'encrypted'
  if (isEnvelope(whole)) return /signed-data/i.test(whole) ? 'signed_opaque' : 'encrypted'
  // Of a part only its type is known, not whether it is sealed or signed: either way its words are not before us.
  if (parts.some(isEnvelope)) return 'encrypted'
  if (/^-----BEGIN PGP MESSAGE-----\s*$/m.test(text)) return 'encrypted'
  const isSigned = /^multipart\/signed/i.test(whole) || parts.some((type) => /^application\/(pgp-signature|(x-)?pkcs7-signature)$/i.test(type))
  return isSigned || /^-----BEGIN PGP SIGNED MESSAGE-----\s*$/m.test(text) ? 'signed' : undefined
}

const isEnvelope = (type: string): boolean => /^application\/(x-)?pkcs7-mime\b/i.test(type)
