/** Of all mailboxes together, in bytes. A message has 50 MB at most, a batch 16. */
const LIMIT = 96 * 1024 * 1024

/** Gives back so many bytes of what was taken, at most what is left of it. @defaultValue all that is left */
export type GiveBack = (bytes?: number) => void

interface Waiting {
  readonly bytes: number
  readonly begin: () => void
}

/**
 * The memory that raw messages take in this process, of whichever mailbox they are: from before they are fetched until
 * they are safe and read. Whoever finds no room waits in turn. Nobody who has some waits for more, so that it comes free.
 */
export class MailMemory {
  private held = 0
  private readonly waiting: Waiting[] = []

  constructor(private readonly limit = LIMIT) {}

  /**
   * Takes room for so many bytes; what is larger than all there is gets in alone.
   *
   * @returns what gives it back, at once or in parts; undefined when the signal came first
   */
  async hold(bytes: number, signal?: AbortSignal): Promise<GiveBack | undefined> {
    if (signal?.aborted) return undefined
    if (this.waiting.length > 0 || !this.hasRoom(bytes)) {
      if (!(await this.turn(bytes, signal))) return undefined
    } else this.held += bytes
    let left = bytes
    return (part = left) => {
      const given = Math.min(part, left)
      left -= given
      this.held -= given
      this.letIn()
    }
  }

  private turn(bytes: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(waiting), 1)
        resolve(false)
        // It may have kept out smaller ones.
        this.letIn()
      }
      const waiting = {
        bytes,
        begin: () => {
          signal?.removeEventListener('abort', leave)
          resolve(true)
        },
      }
      this.waiting.push(waiting)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  private letIn(): void {
    for (let next = this.waiting[0]; next && this.hasRoom(next.bytes); next = this.waiting[0]) {
      this.waiting.shift()
      this.held += next.bytes
      next.begin()
    }
  }

  private hasRoom(bytes: number): boolean {
    return this.held === 0 || this.held + bytes <= this.limit
  }
}
