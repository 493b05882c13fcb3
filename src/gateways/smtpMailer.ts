import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { AcknowledgementMessage, Mailer, SendOutcome } from '../acknowledgement/ports'
import { outcomeOfError } from './smtpOutcome'

interface SmtpMailerSettings {
  /** `smtps://user:password@host:465`, or `smtp://`. */
  readonly url: string
  /** How long the server may be silent. @defaultValue 20 seconds, in milliseconds */
  readonly silenceMs?: number
  /** How long one send may take in all; the claim on the acknowledgement lasts longer. @defaultValue 45 seconds, in milliseconds */
  readonly sendMs?: number
}

export interface SmtpMailer extends Mailer {
  /** Whether the server answers and takes our sign-in. */
  verify(): Promise<boolean>
  close(): void
}

/** Sends through one mail server over a few kept connections. */
export function smtpMailer({ url, silenceMs = 20_000, sendMs = 45_000 }: SmtpMailerSettings): SmtpMailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    // A message of which a byte was sent is never sent again by the pool; how often it is tried is not the pool's to decide.
    maxRequeues: 1,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: silenceMs,
    dnsTimeout: 10_000,
    // Its own log holds addresses and text.
    logger: false,
    debug: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // A kept connection that the server ends is no error to anybody; the next send opens another.
  transport.on('error', () => undefined)

  // The one way to know whether the message was on its way when the connection failed: nodemailer's error does not say.
  const streams = new WeakMap<object, Readable>()
  transport.use('stream', (mail, done) => {
    const { message, data: { raw } } = mail
    const open = message.createReadStream.bind(message)
    message.createReadStream = (options) => {
      const stream = open(options)
      if (typeof raw === 'object') streams.set(raw, stream)
      return stream
    }
    done()
  })

  const send = async (to: string, raw: Buffer): Promise<SendOutcome> => {
    try {
      await transport.sendMail({ envelope: { from: '', to: [to] }, raw, signal: AbortSignal.timeout(sendMs) })
      return { kind: 'sent' }
    } catch (error) {
      return outcomeOfError(error, streams.get(raw)?.readableDidRead ?? false)
    }
  }
  const verify = async () => transport.verify().then(() => true, () => false)
  return { build: buildMessage, send, verify, close: () => transport.close() }
}

const builder = createTransport({ streamTransport: true, buffer: true, newline: 'windows', disableFileAccess: true, disableUrlAccess: true })

async function buildMessage({ headers, references, ...message }: AcknowledgementMessage): Promise<Buffer> {
  const { message: built } = await builder.sendMail({
    ...message,
    references: [...references],
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    xMailer: false,
    textEncoding: 'Q',
  })
  if (!Buffer.isBuffer(built)) throw new Error('The message was not built in memory.')
  return built
}
