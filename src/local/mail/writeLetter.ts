import { randomBytes } from 'node:crypto'
import type { Clock } from '../../domain/clock'
import type { Enclosed, Letter } from './letter'
import type { SentLetter } from './letterFolder'
import { rawMessage } from './rawMessage'

export interface WriteLetterDeps {
  /** Puts a raw message into the advice line's mailbox. */
  readonly deliver: (raw: Buffer) => Promise<void>
  readonly letters: { keep(letter: SentLetter): Promise<void> }
  /** The advice line's own address. */
  readonly to: string
  readonly now: Clock
}

/**
 * Sends a letter to the advice line as mail does, into its mailbox, and remembers it.
 * @throws when the mailbox does not take it; then nothing is remembered
 */
export async function writeLetter(deps: WriteLetterDeps, letter: Letter, enclosed: Enclosed = {}): Promise<SentLetter> {
  const at = deps.now()
  const messageId = `<${randomBytes(12).toString('hex')}@${letter.fromAddress.split('@')[1] ?? 'letters.example'}>`
  await deps.deliver(rawMessage(letter, { messageId, date: at, to: deps.to, ...enclosed }))
  const names = enclosed.files?.map(({ name }) => name) ?? []
  const sent = { ...letter, messageId, at, ...(names.length > 0 && { fileNames: names }) }
  await deps.letters.keep(sent)
  return sent
}
