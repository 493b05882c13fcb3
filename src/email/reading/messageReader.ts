import type { ChildProcess } from 'node:child_process'
import type { MessageReading } from './messageReading'
import type { MessageReader } from '../ports'
import { forkReadingProcess, type NotRead, type Question, ReadingChild } from './readingChild'

interface ReaderSettings {
  /** @defaultValue 20 seconds, in milliseconds */
  readonly timeLimitMs?: number
  /** Heap of a reading process, in megabytes. @defaultValue 256 */
  readonly heapLimitMb?: number
  /** Reading processes at a time, at most. @defaultValue 2 */
  readonly processes?: number
  /** A message that takes longer, in milliseconds, keeps those behind it waiting no more. @defaultValue 2 seconds */
  readonly heldUpMs?: number
  /** How long a process without work is kept, in milliseconds. @defaultValue 10 seconds */
  readonly idleMs?: number
  /** What our mail server calls itself in Authentication-Results fields; without it, none counts. */
  readonly authservId?: string | undefined
  /** Starts a reading process. @defaultValue a fork of ours, see readingProcess.ts */
  readonly start?: (heapLimitMb: number, authservId?: string) => ChildProcess
}

/** Messages that are with the reading processes at a time, together, in bytes; a larger one is there alone. */
const BYTES_AT_A_TIME = 8 * 1024 * 1024
/** Messages that wait at a process while it reads another, so that it need not wait for us: storing a batch keeps us for as long as it takes to read so many. */
const ASKED_AHEAD = 16

const FAILED: MessageReading = { headers: [], references: [], subject: '', text: '', parts: [], attachments: [] }

interface Waiting {
  readonly question: Question
  readonly begin: (child: ReadingChild) => void
}

/**
 * Reads messages in a process of its own, or a few, which bounds memory by the largest message. A message that takes too
 * long or too much ends its process; its head is then read by the next one. `read` never rejects.
 *
 * Processes and not threads: a thread that runs out of its heap can take the whole process with it (seen on Node 24),
 * and a message made to do that must not stop the mailbox.
 */
export class IsolatedMessageReader implements MessageReader {
  private readonly children: readonly ReadingChild[]
  private readonly waiting: Waiting[] = []
  private readonly reading = new Set<Promise<unknown>>()
  private readonly heldUpMs: number
  private bytesOut = 0
  private lookAgain: NodeJS.Timeout | undefined

  constructor({ timeLimitMs = 20_000, heapLimitMb = 256, processes = 2, heldUpMs = 2_000, idleMs = 10_000, authservId, start = forkReadingProcess }: ReaderSettings = {}) {
    this.heldUpMs = heldUpMs
    const settings = { timeLimitMs, idleMs, start: () => start(heapLimitMb, authservId) }
    this.children = Array.from({ length: processes }, () => new ReadingChild(settings))
  }

  async read(bytes: Buffer): Promise<MessageReading> {
    const reading = this.readWholeOrHead(bytes)
    this.reading.add(reading)
    return reading.finally(() => this.reading.delete(reading))
  }

  async close(): Promise<void> {
    await Promise.all(this.reading)
    await Promise.all(this.children.map(async (child) => child.close()))
  }

  private async readWholeOrHead(bytes: Buffer): Promise<MessageReading> {
    const first = await this.ask({ bytes })
    // A process that did not start is no fault of the message: it is asked for once more.
    const whole = first === 'no_reader' ? await this.ask({ bytes }) : first
    if (typeof whole !== 'string') return whole
    const head = await this.ask({ bytes, unreadable: whole })
    return typeof head === 'string' ? { ...FAILED, unreadable: whole } : head
  }

  private ask(question: Question): Promise<MessageReading | NotRead> {
    return new Promise((answer) => {
      const waiting: Waiting = { question, begin: (child) => void begin(child) }
      const begin = async (child: ReadingChild): Promise<void> => {
        const answered = await child.ask(question)
        this.bytesOut -= question.bytes.length
        if (answered === 'sent_away') this.waiting.unshift(waiting)
        else answer(answered)
        this.beginSome()
      }
      this.waiting.push(waiting)
      this.beginSome()
    })
  }

  /** In their order, as long as there is room. */
  private beginSome(): void {
    clearTimeout(this.lookAgain)
    for (const child of this.children) if (child.busyForMs >= this.heldUpMs) child.sendAwayWaiting()
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const { length } = next.question.bytes
      const child = this.childWithRoom()
      if (!child || (this.bytesOut > 0 && this.bytesOut + length > BYTES_AT_A_TIME)) break
      this.waiting.shift()
      this.bytesOut += length
      next.begin(child)
    }
    const anyWaits = this.waiting.length > 0 || this.children.some(({ isKeepingWaiting }) => isKeepingWaiting)
    if (anyWaits) this.lookAgain = setTimeout(() => this.beginSome(), this.heldUpMs)
  }

  /** A further process is started only when those before it are held up: one reads faster than mail can be stored. */
  private childWithRoom(): ReadingChild | undefined {
    const child = this.children.find(({ busyForMs }) => busyForMs < this.heldUpMs)
    return child && child.load < ASKED_AHEAD ? child : undefined
  }
}
