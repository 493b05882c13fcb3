import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { loadMessages, saveMessage, type SunkMessage } from './sinkFolder'
import type { RunningPart } from './startServer'

/**
 * What the server answers to a message: `accept` 250; `busy` 451, come again; `refuse` 550, never;
 * `withhold` keeps the message and never says so, as a server does whose answer gets lost.
 */
export type SinkReply = 'accept' | 'busy' | 'refuse' | 'withhold'

export interface SmtpSinkInput {
  /** @defaultValue any free port */
  port?: number
  now?: () => Date
  /** Messages are kept here as `.eml` files with their envelope beside, and are there again at the next start. */
  dir?: string
  onMessage?: (message: SunkMessage) => void
}

export interface SmtpSink extends RunningPart {
  port: number
  /** Everything taken so far, the withheld ones too; oldest first. */
  messages: SunkMessage[]
  /** Answers for the next messages, in order; afterwards everything is accepted. */
  reply: (...replies: SinkReply[]) => void
  /** How often DATA was tried, refusals included. */
  attempts: () => number
  /** The first message, seen or to come, that fits. @throws after `timeoutMs` (@defaultValue 10 000) */
  waitFor: (fits: (message: SunkMessage) => boolean, timeoutMs?: number) => Promise<SunkMessage>
}

/** A mail server on loopback that delivers nothing and keeps everything, with faults on demand. */
export async function startSmtpSink(input: SmtpSinkInput = {}): Promise<SmtpSink> {
  const now = input.now ?? (() => new Date())
  const messages = input.dir === undefined ? [] : await loadMessages(input.dir)
  const script: SinkReply[] = []
  const listeners = new Set<(message: SunkMessage) => void>()
  let attempts = 0

  const keep = async (message: SunkMessage) => {
    if (input.dir !== undefined) await saveMessage(input.dir, message)
    messages.push(message)
    input.onMessage?.(message)
    listeners.forEach(listener => listener(message))
  }
  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession, answer: Answer) => {
    attempts += 1
    const raw = await readAll(stream)
    const reply = script.shift() ?? 'accept'
    if (reply === 'busy') return answer(failure(451, '4.3.0 Come again later'))
    if (reply === 'refuse') return answer(failure(550, '5.1.1 No such person'))
    const { mailFrom, rcptTo } = session.envelope
    const from = mailFrom === false ? '' : mailFrom.address
    await keep({ from, to: rcptTo.map(({ address }) => address), raw, at: now() })
    if (reply === 'accept') answer()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onAuth: (auth, _session, answer) => answer(null, { user: auth.username ?? 'anyone' }),
    onData: (stream, session, answer) => {
      receive(stream, session, answer).catch(error => answer(failure(451, `4.3.0 ${String(error)}`)))
    },
  })
  // A client that hangs up in the middle is what tests do; the server carries on.
  server.on('error', () => undefined)
  const port = await listen(server, input.port ?? 0)

  const waitFor = (fits: (message: SunkMessage) => boolean, timeoutMs = 10_000) =>
    new Promise<SunkMessage>((resolve, reject) => {
      const seen = messages.find(fits)
      if (seen) return resolve(seen)
      const listener = (message: SunkMessage) => fits(message) && end(() => resolve(message))
      const limit = setTimeout(() => end(() => reject(new Error('No such message reached the mail sink.'))), timeoutMs)
      const end = (settle: () => void) => {
        clearTimeout(limit)
        listeners.delete(listener)
        settle()
      }
      listeners.add(listener)
    })
  const stop = () => new Promise<void>(resolve => server.close(() => resolve()))
  const reply = (...replies: SinkReply[]) => void script.push(...replies)
  return { url: `smtp://127.0.0.1:${port}`, port, messages, reply, attempts: () => attempts, waitFor, stop }
}

type Answer = (error?: Error | null) => void

const failure = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode })

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
      else reject(new Error('The mail sink has no port.'))
    })
  })
}
