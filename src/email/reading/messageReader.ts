import type { ChildProcess } from 'node:child_process'
import type { MessageReading } from './messageReading'
import type { MessageReader } from '../readerPorts'
import { currentSettings } from './currentSettings'
import { forkReadingProcess } from './forkReadingProcess'
import { HEAD_LIMIT } from './readHead'
import type { ReadingSettings } from './readingSettings'
import { ReadingChild } from './readingChild'
import type { NotRead, Question } from './readingQuestion'

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
  /** What reading processes are told, as things stand. @defaultValue what the files of the service held at its start */
  readonly settings?: () => ReadingSettings
  /** Starts a reading process. @defaultValue a fork of ours, see readingProcess.ts */
  readonly start?: (heapLimitMb: number, settings: ReadingSettings) => ChildProcess
}

/** Messages that are with a reading process at a time, together, in bytes; a larger one is there alone. */
const BYTES_AT_A_TIME = 8 * 1024 * 1024
/** Messages with a process at a time, so that it need not wait for us: storing a batch keeps us for as long as it takes to read so many. */
const ASKED_AHEAD = 16

const FAILED: MessageReading = { headers: [], references: [], subject: '', text: '', parts: [], attachments: [] }

interface Waiting {
  readonly number: number
  readonly question: Question
  readonly answer: (answer: MessageReading | NotRead) => void
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
  private readonly heldUpMs: number
  private asked = 0
  private isClosed = false
  private lookAgain: NodeJS.Timeout | undefined

  constructor({ timeLimitMs = 20_000, heapLimitMb = 256, processes = 2, heldUpMs = 2_000, idleMs = 10_000, settings: told = currentSettings(), start = forkReadingProcess }: ReaderSettings = {}) {
    this.heldUpMs = heldUpMs
    const settings = { timeLimitMs, idleMs, told, start: (now: ReadingSettings) => start(heapLimitMb, now) }
    this.children = Array.from({ length: processes }, () => new ReadingChild(settings))
  }

  async read(bytes: Buffer): Promise<MessageReading> {
    const first = await this.ask({ bytes })
    // A process that did not start is no fault of the message: it is asked for once more.
    const whole = first === 'no_reader' ? await this.ask({ bytes }) : first
    if (typeof whole !== 'string') return whole
    const head = await this.ask({ bytes: bytes.subarray(0, HEAD_LIMIT), unreadable: whole })
    return typeof head === 'string' ? { ...FAILED, unreadable: whole } : head
  }

  getReady(): void {
    if (!this.isClosed) this.children[0]?.getReady()
  }

  /** Reads nothing more; of what is in hand it says that no reader could be had. */
  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.lookAgain)
    for (const { answer } of this.waiting.splice(0)) answer('no_reader')
    await Promise.all(this.children.map(async (child) => child.close()))
  }

  private ask(question: Question): Promise<MessageReading | NotRead> {
    return new Promise((answer) => {
      this.asked += 1
      this.await({ number: this.asked, question, answer })
    })
  }

  /** In the order in which they were asked, however often one was sent away. */
  private await(message: Waiting): void {
    if (this.isClosed) return message.answer('no_reader')
    const behind = this.waiting.findIndex(({ number }) => number > message.number)
    this.waiting.splice(behind < 0 ? this.waiting.length : behind, 0, message)
    this.beginSome()
  }

  /** As long as there is room. */
  private beginSome(): void {
    clearTimeout(this.lookAgain)
    for (const child of this.children) if (this.isHeldUp(child)) child.sendAwayWaiting()
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const child = this.childWithRoom(next.question.bytes.length)
      if (!child) break
      this.waiting.shift()
      void this.begin(child, next)
    }
    const anyWaits = this.waiting.length > 0 || this.children.some(({ isKeepingWaiting }) => isKeepingWaiting)
    if (anyWaits) this.lookAgain = setTimeout(() => this.beginSome(), this.heldUpMs)
  }

  private async begin(child: ReadingChild, message: Waiting): Promise<void> {
    const answer = await child.ask(message.question)
    if (answer === 'sent_away') return this.await(message)
    message.answer(answer)
    this.beginSome()
  }

  /** A further process is started only when those before it are held up: one reads faster than mail can be stored. */
  private childWithRoom(bytes: number): ReadingChild | undefined {
    const child = this.children.find((one) => !this.isHeldUp(one))
    if (!child || child.load >= ASKED_AHEAD) return undefined
    return child.bytes === 0 || child.bytes + bytes <= BYTES_AT_A_TIME ? child : undefined
  }

  private isHeldUp({ busyForMs }: ReadingChild): boolean {
    return busyForMs >= this.heldUpMs
  }
}
