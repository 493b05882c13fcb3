import type { ChildProcess } from 'node:child_process'
import { type Asked, AskedQuestions } from './askedQuestions'
import { keepWaitingFor } from './keepWaitingFor'
import type { MessageReading } from './messageReading'
import { Answer, type NotRead, type Question, type SentAway } from './readingQuestion'
import type { ReadingSettings } from './readingSettings'

export interface ReadingChildSettings {
  /** For one message, in milliseconds. */
  readonly timeLimitMs: number
  /** How long a process without work is kept, in milliseconds: it holds on to the memory of the largest message it read. */
  readonly idleMs: number
  /** What processes are told, as things stand: one that runs is told of another before its next question. */
  readonly told: () => ReadingSettings
  readonly start: (told: ReadingSettings) => ChildProcess
}

/**
 * One reading process at a time, asked one message after the other. The next may be sent while one is read, so that the
 * process never waits for us. One that takes too long or too much ends the process; those behind it go to the next.
 */
export class ReadingChild {
  private child: ChildProcess | undefined
  private timer: NodeJS.Timeout | undefined
  private refused: NodeJS.Immediate | undefined
  /** Why the process was killed, if it was. */
  private verdict: NotRead | undefined
  /** What the process was told. */
  private told: ReadingSettings | undefined
  private readonly asked = new AskedQuestions()
  private begunAt = 0

  constructor(private readonly settings: ReadingChildSettings) {}

  /** Messages that wait for their answer. */
  get load(): number {
    return this.asked.length
  }

  /** Of the messages that are with it, in bytes. */
  get bytes(): number {
    return this.asked.bytes
  }

  /** Whether a message waits behind the one that is being read. */
  get isKeepingWaiting(): boolean {
    return this.asked.isKeepingWaiting
  }

  /** For how long it has been reading one message, in milliseconds; 0 when it reads none. */
  get busyForMs(): number {
    return this.asked.length === 0 ? 0 : performance.now() - this.begunAt
  }

  /** Starts the process before there is anything to ask it. That it cannot be had is told to whoever asks. */
  getReady(): void {
    if (this.child || this.asked.length > 0) return
    try {
      this.child = this.startChild()
      this.rest(this.child)
    } catch {
      this.child = undefined
    }
  }

  ask(question: Question): Promise<MessageReading | NotRead | SentAway> {
    return new Promise((answer) => {
      this.send(this.asked.add(question, answer))
      if (this.asked.length === 1) this.begin()
    })
  }

  /** Lets no message wait behind the one that is being read. */
  sendAwayWaiting(): void {
    this.asked.sendAwayWaiting()
  }

  /** Ends the process; what it was asked is not read. The next question starts another. */
  async close(): Promise<void> {
    clearTimeout(this.timer)
    const { child } = this
    this.child = undefined
    for (const { answer } of this.asked.takeAll()) answer('no_reader')
    // One that never ran has no exit to wait for.
    if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  }

  private send({ number, question }: Asked): void {
    // One that was found dead takes nothing; what is asked while none can be started waits for that to be told.
    if (this.child?.connected === false) this.child = undefined
    if (this.refused) return
    try {
      this.child ??= this.startChild()
      this.tellChanges(this.child)
      // A process that ends before it has taken the message is heard of by its end.
      this.child.send({ number, ...question }, () => undefined)
    } catch {
      // After this turn, when whoever asks knows of its question.
      this.refused = setImmediate(() => {
        this.refused = undefined
        this.ended(undefined, 'no_reader')
      })
    }
  }

  private tellChanges(child: ChildProcess): void {
    const now = this.settings.told()
    if (now === this.told) return
    this.told = now
    child.send({ settings: now }, () => undefined)
  }

  private startChild(): ChildProcess {
    // Before the process: should one of them be wrong, none is left that nobody holds.
    this.told = this.settings.told()
    const child = this.settings.start(this.told)
    this.verdict = undefined
    child.on('message', (message) => {
      // An answer may be on its way while the process is killed. Taken, it would leave the verdict to the message behind it.
      if (child === this.child && this.verdict === undefined) this.heard(message)
    })
    // One that ended by itself took too much.
    child.once('exit', () => this.ended(child, this.verdict ?? 'too_large'))
    child.on('error', () => {
      // One without an id never ran, and says no more than this.
      if (child.pid === undefined) this.ended(child, 'no_reader')
    })
    return child
  }

  /** The clock of the message that is read now. */
  private begin(): void {
    clearTimeout(this.timer)
    this.begunAt = performance.now()
    if (this.child) keepWaitingFor(this.child, true)
    this.timer = setTimeout(() => this.kill('too_slow'), this.settings.timeLimitMs)
  }

  private heard(message: unknown): void {
    const answer = Answer.safeParse(message)
    if (!answer.success || answer.data.number !== this.asked.first?.number) return this.kill('too_large')
    const first = this.asked.takeFirst()
    this.next()
    first?.answer(answer.data.reading)
  }

  private next(): void {
    // What was sent away must not be read once more here: it may keep this process busy as well.
    if (this.asked.first?.isSentAway) return this.kill('too_slow')
    if (this.asked.length > 0) return this.begin()
    this.rest(this.child)
  }

  /** Nothing is asked: the process is kept for a while, in case there is more. */
  private rest(child: ChildProcess | undefined): void {
    clearTimeout(this.timer)
    if (child) keepWaitingFor(child, false)
    this.timer = setTimeout(() => void this.close(), this.settings.idleMs).unref()
  }

  private kill(verdict: NotRead): void {
    this.verdict = verdict
    this.child?.kill('SIGKILL')
  }

  /** The message that was being read gets the verdict; those behind it are asked of a new process. */
  private ended(child: ChildProcess | undefined, verdict: NotRead): void {
    if (child !== this.child) return
    this.child = undefined
    clearTimeout(this.timer)
    const first = this.asked.takeFirst()
    for (const asked of this.asked.forgetSentAway()) this.send(asked)
    if (this.asked.length > 0) this.begin()
    first?.answer(verdict)
  }
}
