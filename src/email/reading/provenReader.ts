import type { Clock } from '../../domain/clock'
import type { MessageReader } from '../readerPorts'
import type { MessageReading } from './messageReading'
import { NoReader } from './noReader'
import type { NotRead } from './readingQuestion'

interface ProvenReaderDeps {
  readonly reader: MessageReader & { close(): Promise<void> }
  readonly now: Clock
  /** How often a reader that was away is tried, in milliseconds. @defaultValue 5 seconds */
  readonly tryEveryMs?: number
}

/** What can be no message's fault, and what may be a sick reader's: then a plain letter is asked about. */
const NO_PROCESS: NotRead = 'no_reader'
const IN_DOUBT: readonly string[] = ['too_slow', 'too_large'] satisfies NotRead[]

/** Whoever cannot read this can read nothing. */
const PLAIN_LETTER = Buffer.from('From: a@advice.example\r\nSubject: plain\r\n\r\nPlain words.\r\n')

/**
 * Believes that a message cannot be read only of a reader that reads others: one that cannot be started, or ends over
 * whatever it is given, would make every good message look bad. While it is away each message is refused at once, and
 * the reader is tried until it is back.
 */
export class ProvenReader implements MessageReader {
  private away: Date | undefined
  private proof: Promise<boolean> | undefined
  private timer: NodeJS.Timeout | undefined
  private isClosed = false

  constructor(private readonly deps: ProvenReaderDeps) {}

  /** Since when no reader can be had. */
  get awaySince(): Date | undefined {
    return this.away
  }

  getReady(): void {
    if (!this.away) this.deps.reader.getReady?.()
  }

  /** @throws NoReader when the fault is not the message's */
  async read(bytes: Buffer): Promise<MessageReading> {
    if (this.away) throw new NoReader()
    const reading = await this.deps.reader.read(bytes)
    const { unreadable = '' } = reading
    const isBelieved = unreadable !== NO_PROCESS && (!IN_DOUBT.includes(unreadable) || (await this.isProven()))
    if (isBelieved) return reading
    this.noteAway()
    throw new NoReader()
  }

  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.timer)
    await this.deps.reader.close()
  }

  /** Asked once for all who doubt at a time. */
  private async isProven(): Promise<boolean> {
    this.proof ??= this.deps.reader.read(PLAIN_LETTER)
      .then(({ unreadable }) => unreadable === undefined)
      .finally(() => { this.proof = undefined })
    return this.proof
  }

  private noteAway(): void {
    if (this.away || this.isClosed) return
    this.away = this.deps.now()
    this.tryLater()
  }

  private tryLater(): void {
    this.timer = setTimeout(() => void this.tryAgain(), this.deps.tryEveryMs ?? 5_000).unref()
  }

  private async tryAgain(): Promise<void> {
    if (await this.isProven()) this.away = undefined
    else if (!this.isClosed) this.tryLater()
  }
}
