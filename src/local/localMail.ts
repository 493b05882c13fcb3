import type { Clock } from '../domain/clock'
import { LOCAL_ADDRESS } from './localSettings'
import { deliverByImap } from './mail/deliverByImap'
import { LetterFolder } from './mail/letterFolder'
import type { MailPageDeps } from './mail/mailRoutes'
import { readReply } from './mail/readReply'
import { writeLetter } from './mail/writeLetter'
import type { SmtpSink } from './parts/startSmtpSink'

/** Tells whoever listens that something changed; the pages that are open, say. */
export class Announcer {
  private readonly listeners = new Set<() => void>()

  readonly announce = (): void => this.listeners.forEach((listener) => listener())

  /** The function returned ends it. */
  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

export interface LocalMailInput {
  readonly imapUrl: string
  /** What came back is read from here; absent when outgoing mail goes elsewhere. */
  readonly sink: SmtpSink | undefined
  readonly lettersDir: string
  readonly changes: Announcer
  readonly now: Clock
}

/** What stands behind the mail page: the letters sent, and the mail that came back. */
export async function localMail({ imapUrl, sink, lettersDir, changes, now }: LocalMailInput): Promise<Omit<MailPageDeps, 'closing' | 'render'>> {
  const letters = await LetterFolder.open(lettersDir)
  const deliver = async (raw: Buffer) => deliverByImap(imapUrl, raw)
  return {
    address: LOCAL_ADDRESS,
    send: async (letter, enclosed) => {
      const sent = await writeLetter({ deliver, letters, to: LOCAL_ADDRESS, now }, letter, enclosed)
      changes.announce()
      return sent
    },
    letters: () => letters.all(),
    replies: async () => Promise.all((sink?.messages ?? []).map(readReply)),
    onChange: changes.listen,
  }
}
