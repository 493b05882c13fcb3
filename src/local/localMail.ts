import type { Express } from 'express'
import type { Clock } from '../domain/clock'
import { localAssets } from './localAssets'
import { LOCAL_ADDRESS } from './localSettings'
import { localViews } from './localViews'
import { deliverByImap } from './mail/deliverByImap'
import type { Letter } from './mail/letter'
import { LetterFolder, type SentLetter } from './mail/letterFolder'
import { localMailRoutes } from './mail/mailRoutes'
import { readReply } from './mail/readReply'
import { writeLetter } from './mail/writeLetter'
import type { SmtpSink } from './parts/startSmtpSink'

export interface LocalMail {
  /** Writes to the advice line as a professional does. */
  readonly send: (letter: Letter) => Promise<SentLetter>
  readonly mount: (app: Express) => void
  /** Ends what the open pages keep open. */
  readonly close: () => void
}

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

/** The mail page with what stands behind it: the letters sent, and the mail that came back. */
export async function localMail({ imapUrl, sink, lettersDir, changes, now }: LocalMailInput): Promise<LocalMail> {
  const letters = await LetterFolder.open(lettersDir)
  const deliver = async (raw: Buffer) => deliverByImap(imapUrl, raw)
  const send = async (letter: Letter) => {
    const sent = await writeLetter({ deliver, letters, to: LOCAL_ADDRESS, now }, letter)
    changes.announce()
    return sent
  }
  const closing = new AbortController()
  const routes = localMailRoutes({
    address: LOCAL_ADDRESS,
    send,
    letters: () => letters.all(),
    replies: async () => Promise.all((sink?.messages ?? []).map(readReply)),
    onChange: changes.listen,
    closing: closing.signal,
    render: localViews(),
  })
  const mount = (app: Express) => {
    app.use('/local/assets', localAssets())
    app.use('/local/mail', routes)
  }
  return { send, mount, close: () => closing.abort() }
}
