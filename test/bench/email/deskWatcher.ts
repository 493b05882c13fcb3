import { get, type IncomingMessage } from 'node:http'
import { DeskBrowser } from '../../support/deskBrowser'

/** A page looks at most so often, in milliseconds: as src/desk/assets/liveQueue.js does. */
const LOOKS_EVERY_MS = 400

/** Somebody on duty with the queue open: listens as the page does, and loads the rows whenever something changed. */
export class DeskWatcher {
  /** When each enquiry was first there to be seen. */
  readonly seenAt = new Map<string, number>()
  private stream: IncomingMessage | undefined
  private looking: Promise<void> | undefined
  private wanted = false
  private lookedAt = 0
  private timer: NodeJS.Timeout | undefined

  private constructor(private readonly origin: string, private readonly browser: DeskBrowser) {}

  static async signIn(origin: string, email: string, password: string): Promise<DeskWatcher> {
    const browser = new DeskBrowser(origin)
    const answer = await browser.signIn(email, password)
    if (answer.status !== 303) throw new Error(`Signing in was answered with ${answer.status}.`)
    const watcher = new DeskWatcher(origin, browser)
    await watcher.listen()
    return watcher
  }

  stop(): void {
    clearTimeout(this.timer)
    this.stream?.destroy()
  }

  private async listen(): Promise<void> {
    const stream = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${this.origin}/queue/updates`, { headers: { cookie: this.browser.cookie } }, resolve).once('error', reject)
    })
    this.stream = stream
    if (stream.statusCode !== 200) throw new Error(`Listening was answered with ${stream.statusCode}.`)
    stream.on('data', (chunk: Buffer) => {
      if (chunk.includes('event: changed')) this.lookSoon()
    })
  }

  private lookSoon(): void {
    if (this.looking) {
      this.wanted = true
      return
    }
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.looking = this.look().finally(() => {
        this.looking = undefined
        if (this.wanted) this.lookSoon()
        this.wanted = false
      })
    }, Math.max(0, this.lookedAt + LOOKS_EVERY_MS - Date.now()))
  }

  /** Every page of the queue, until one is empty. */
  private async look(): Promise<void> {
    this.lookedAt = Date.now()
    for (let page = 1; ; page += 1) {
      const rows = await this.browser.agent.get(`/queue/rows?tab=waiting&page=${page}`)
      const ids = [...rows.text.matchAll(/data-intake="([0-9a-f]+)"/g)].map(([, id]) => id ?? '')
      for (const id of ids) if (!this.seenAt.has(id)) this.seenAt.set(id, Date.now())
      if (!rows.text.includes('rel="next"')) return
    }
  }
}
