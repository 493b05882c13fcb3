import type { MessageEnd, WaitsFor } from './callSounds'
import type { HandsetLine } from './handsetLine'

/** What the person at the telephone can do in a call, and notice of it. */
export class Handset {
  constructor(readonly line: HandsetLine) {}

  /** Presses keys one after another. Answers whether anybody was listening for them. */
  press(keys: string): boolean {
    return [...keys].map((key) => {
      const heard = this.line.act({ kind: 'key', key })
      if (heard) this.line.emit({ kind: 'pressed', key })
      return heard
    }).includes(true)
  }

  /** What the caller may do right now, be the question still being spoken. */
  get listensFor(): 'keys' | 'message' | undefined {
    return this.line.listensFor
  }

  /** Starts a message; before the tone it only hurries the announcement on, and answers false. */
  startSpeaking(): boolean {
    this.line.hurry()
    return this.line.act({ kind: 'speaking' })
  }

  /** Leaves a message of so many seconds, spoken in no time. @defaultValue end: hash */
  speakMessage({ seconds, end = 'hash' }: { seconds: number; end?: MessageEnd }): boolean {
    return this.line.act({ kind: 'message', seconds, end })
  }

  listen(...args: Parameters<HandsetLine['listen']>): () => void {
    return this.line.listen(...args)
  }

  /** Resolves when the network waits for the caller, with what it waits for; or with `over`. */
  async ready(): Promise<WaitsFor> {
    return this.line.waiting()
  }
}
