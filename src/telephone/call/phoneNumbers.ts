import { parsePhoneNumberFromString } from 'libphonenumber-js'

/**
 * What Twilio sends in place of a number that the caller withheld: words, or the same words spelt on a keypad
 * (266696687 is "anonymous").
 */
const WITHHELD = new Set([
  'anonymous', 'restricted', 'unavailable', 'unknown', 'private', '266696687', '7378742833', '86282452253', '2562533', '8656696',
])

export interface CallerId {
  /** E.164, or as received when it is not a telephone number (a SIP address); absent when withheld. */
  readonly from?: string
  readonly withheld: boolean
}

export function readCallerId(from: string | undefined): CallerId {
  const received = (from ?? '').trim()
  const bare = received.replace(/^\+/, '').toLowerCase()
  return bare === '' || WITHHELD.has(bare) ? { withheld: true } : { from: received, withheld: false }
}

/** The area code included: what is short enough to be dialled within a town only reaches nobody from elsewhere. */
const BRITISH = /^[1-9]\d{8,9}$/

/**
 * A number that a worker may ring, in E.164; undefined when it cannot be one. Read as a British number unless it says
 * otherwise. Its length decides, not the lists of ranges in use: those lag behind, and a refused number strands a caller.
 * Premium-rate numbers are refused: a stranger must not make the service pay.
 */
export function ringableNumber(text: string): string | undefined {
  // One webhook asks several times after the same number, and reading one costs more than all the rest of a decision.
  if (text !== lastRead.text) lastRead = { text, number: readNumber(text) }
  return lastRead.number
}

let lastRead: { readonly text: string; readonly number: string | undefined } = { text: '', number: undefined }

function readNumber(text: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text.replace(/^00/, '+'), 'GB')
  if (!parsed?.isPossible() || parsed.getType() === 'PREMIUM_RATE') return undefined
  const british = parsed.countryCallingCode === '44'
  return british && !BRITISH.test(parsed.nationalNumber) ? undefined : parsed.number
}
