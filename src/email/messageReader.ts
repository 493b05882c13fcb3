import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type MessageReading, MessageReadingSchema } from './messageReading'
import type { MessageReader } from './ports'

interface ReaderSettings {
  /** @defaultValue 20 seconds, in milliseconds */
  readonly timeLimitMs?: number
  /** Heap of the reading thread, in megabytes. @defaultValue 256 */
  readonly heapLimitMb?: number
}

const FAILED: MessageReading = { headers: [], references: [], subject: '', text: '', attachments: [] }

/**
 * Reads messages one after the other in a thread of its own, which bounds memory by the largest message. A message that
 * takes too long or too much ends the thread; its head is then read by the next one. `read` never rejects.
 *
 * Settings are options of this class because a slow machine may need more time.
 */
export class ThreadMessageReader implements MessageReader {
  private thread: Worker | undefined
  private turn: Promise<unknown> = Promise.resolve()
  private readonly timeLimitMs: number
  private readonly heapLimitMb: number

  constructor({ timeLimitMs = 20_000, heapLimitMb = 256 }: ReaderSettings = {}) {
    this.timeLimitMs = timeLimitMs
    this.heapLimitMb = heapLimitMb
  }

  read(bytes: Buffer): Promise<MessageReading> {
    const reading = this.turn.then(() => this.readWholeOrHead(bytes))
    this.turn = reading
    return reading
  }

  async close(): Promise<void> {
    await this.turn
    await this.dropThread()
  }

  private async readWholeOrHead(bytes: Buffer): Promise<MessageReading> {
    const whole = await this.ask(bytes)
    if (typeof whole !== 'string') return whole
    const head = await this.ask(bytes, whole)
    return typeof head === 'string' ? { ...FAILED, unreadable: whole } : head
  }

  /** @returns the answer, or the code of what went wrong */
  private async ask(bytes: Buffer, unreadable?: string): Promise<MessageReading | string> {
    const thread = (this.thread ??= this.startThread())
    const copy = Uint8Array.from(bytes)
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), this.timeLimitMs)
    try {
      const answer = once(thread, 'message', { signal: limit.signal })
      thread.ref()
      thread.postMessage({ bytes: copy, ...(unreadable !== undefined && { unreadable }) }, [copy.buffer])
      const [message] = await answer
      return MessageReadingSchema.parse(message)
    } catch {
      await this.dropThread()
      return limit.signal.aborted ? 'too_slow' : 'too_large'
    } finally {
      clearTimeout(timer)
      this.thread?.unref()
    }
  }

  private startThread(): Worker {
    // From source (tests, local mode) the thread needs tsx as well; a built process has JavaScript beside it.
    const source = __filename.endsWith('.ts')
    const thread = new Worker(join(__dirname, source ? 'readingThread.ts' : 'readingThread.js'), {
      execArgv: source ? ['--require', require.resolve('tsx/cjs')] : [],
      // The thread gets none of the process's secrets.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: this.heapLimitMb },
    })
    // An idle thread that dies is replaced at the next message; one at work is heard by `ask`.
    thread.on('error', () => undefined)
    thread.on('exit', () => {
      if (this.thread === thread) this.thread = undefined
    })
    return thread
  }

  private async dropThread(): Promise<void> {
    const thread = this.thread
    this.thread = undefined
    await thread?.terminate()
  }
}
