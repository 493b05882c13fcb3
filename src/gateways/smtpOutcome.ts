import type { SendOutcome } from '../acknowledgement/ports'

/**
 * What a failed send means for the message. The server's own answer decides where there is one. Without an answer it
 * matters whether the message was on its way: a server that took it and never said so is seen as a timeout.
 *
 * @param begun whether any of the message was read for sending
 */
export function outcomeOfError(error: unknown, begun: boolean): SendOutcome {
  const { code, responseCode } = partsOf(error)
  if (responseCode !== undefined) {
    // About this recipient or this message. Any other refusal is of us (sign-in, greeting), which somebody will mend.
    const final = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
    return { kind: final ? 'refused' : 'not_now', code: `smtp_${responseCode}` }
  }
  // Refused by nodemailer itself before a byte was sent: an address no server takes.
  if (code === 'EENVELOPE') return { kind: 'refused', code: 'address_unusable' }
  return { kind: begun ? 'unknown' : 'not_now', code: (code ?? 'no_answer').toLowerCase() }
}

function partsOf(error: unknown): { code?: string; responseCode?: number } {
  if (typeof error !== 'object' || error === null) return {}
  return {
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('responseCode' in error && typeof error.responseCode === 'number' && { responseCode: error.responseCode }),
  }
}
