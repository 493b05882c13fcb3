import type { CallSound, PhoneCall } from '../network/createNetwork'

/** The calls that are under way from handsets in browsers; one that no page listens to any more is hung up. */
export class HandsetCalls {
  private readonly calls = new Map<string, { readonly call: PhoneCall; listeners: number; alone?: NodeJS.Timeout }>()

  /**
   * @param closing ends every call, so that the server can stop
   * @param aloneMs how long a call goes on with no page listening: a page may lose its connection for a moment
   */
  constructor(private readonly closing: AbortSignal, private readonly aloneMs: number) {
    closing.addEventListener('abort', () => {
      for (const { call, alone } of this.calls.values()) {
        clearTimeout(alone)
        call.hangUp()
      }
    })
  }

  add(call: PhoneCall): void {
    this.calls.set(call.callSid, { call, listeners: 0 })
    this.hangUpIfAlone(call.callSid)
    void call.done.finally(() => {
      clearTimeout(this.calls.get(call.callSid)?.alone)
      // Kept a moment longer, so that a page that asks again still hears how it ended.
      setTimeout(() => this.calls.delete(call.callSid), this.aloneMs).unref()
    })
  }

  find(id: string): PhoneCall | undefined {
    return this.calls.get(id)?.call
  }

  /** Tells the listener the sounds from number `from` on; the function returned ends that. */
  listen(id: string, from: number, listener: (sound: CallSound, index: number) => void): (() => void) | undefined {
    const entry = this.calls.get(id)
    if (!entry) return undefined
    entry.listeners += 1
    let index = 0
    const stop = entry.call.listen((sound) => {
      if (index >= from) listener(sound, index)
      index += 1
    })
    return () => {
      stop()
      entry.listeners -= 1
      this.hangUpIfAlone(id)
    }
  }

  private hangUpIfAlone(id: string): void {
    const entry = this.calls.get(id)
    if (!entry || entry.listeners > 0 || this.closing.aborted) return
    clearTimeout(entry.alone)
    entry.alone = setTimeout(() => {
      if (entry.listeners === 0) entry.call.hangUp()
    }, this.aloneMs)
  }
}
