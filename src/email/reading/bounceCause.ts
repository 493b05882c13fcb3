import type { BounceCause } from '../../domain/acknowledgement'

/** By the last two numbers of an enhanced status (RFC 3463; RFC 7505 for 1.10): 4 or 5 before them says only for how long. */
const BY_STATUS: readonly (readonly [status: RegExp, cause: BounceCause])[] = [
  [/^2\.2$|^3\.1$/, 'mailbox_full'],
  [/^1\.[12346]$|^1\.10$|^2\.1$/, 'unknown_address'],
  [/^7\.\d{1,3}$/, 'refused_by_policy'],
]

const BY_WORDS: readonly (readonly [words: RegExp, cause: BounceCause])[] = [
  [/(mailbox|inbox|folder)[^.\n]{0,40}\bfull\b|over ?quota|quota[^.\n]{0,30}(exceed|full)|exceed[^.\n]{0,30}quota|insufficient (system )?storage|postfach[^.\n]{0,30}voll/i, 'mailbox_full'],
  [/(user|recipient|mailbox|address|account)[^.\n]{0,60}(unknown|not found|does(n'?t| not) exist|not exist|disabled|inactive|invalid)|(unknown|invalid|no such) (user|person|recipient|mailbox|address)|couldn'?t be found|address rejected: access denied|(host|domain)( name)? (unknown|not found)/i, 'unknown_address'],
  [/\bspam\b|\bpolic(y|ies)\b|block ?list|blacklist|\bblocked\b|reputation|\bdmarc\b|\bspf\b|\bdkim\b|not (permitted|authori[sz]ed|allowed)|access denied/i, 'refused_by_policy'],
]

/** @param recipient what a delivery report says of one recipient, its lines unfolded */
export function causeOfStatus(recipient: string): BounceCause {
  const [, status = ''] = /^status:\s*[245]\.(\d{1,3}\.\d{1,3})\b/im.exec(recipient) ?? []
  // A gateway may report a bare failure and leave what was said to it in the diagnosis. Not in the midst of an IP address.
  const [, diagnosed = ''] = /^diagnostic-code:[^\n]{0,200}?(?<![\d.])[45]\.(\d{1,3}\.\d{1,3})(?![\d.]*\d)/im.exec(recipient) ?? []
  return causeBy(BY_STATUS, status) ?? causeBy(BY_STATUS, diagnosed) ?? 'other'
}

/** What is said stands at the beginning; further down is what was sent back. In characters. */
const WORDS_READ = 4_000

export const causeInWords = (words: string): BounceCause => causeBy(BY_WORDS, words.slice(0, WORDS_READ)) ?? 'other'

const causeBy = (known: readonly (readonly [RegExp, BounceCause])[], said: string): BounceCause | undefined =>
  known.find(([pattern]) => pattern.test(said))?.[1]
