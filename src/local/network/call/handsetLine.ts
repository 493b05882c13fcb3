import { once } from 'node:events'
import type { NetworkClock } from '../networkClock'
import type { CallerAct, CallSound, WaitsFor } from './callSounds'
import { Interrupted } from './interrupted'

/** The line between the handset and the network: sounds one way, the caller's acts the other, and whether it is up. */
export class HandsetLine {
  readonly sounds: CallSound[] = []
  private readonly listeners = new Set<(sound: CallSound) => void>()
  private readonly acts: CallerAct[] = []
  private readonly down = new AbortController()
  private interruption = new AbortController()
  private arrived = new AbortController()
  private hurrying = false
  /** What the caller may do right now, be the question still being spoken. */
  private asking: 'keys' | 'message' | undefined
  /** Nothing happens any more until the caller does something or time passes. */
  private waits: 'for_caller' | 'for_other_party' | undefined
  private readonly waitedFor: ((what: WaitsFor) => void)[] = []

  constructor(readonly clock: NetworkClock) {}

  get listensFor(): 'keys' | 'message' | undefined {
    return this.asking
  }

  get isDown(): boolean {
    return this.down.signal.aborted
  }

  /** Has no effect on a line that is down. */
  putDown(by: 'caller' | 'service' = 'caller'): void {
    if (!this.isDown) this.down.abort(by)
  }

  get putDownBy(): 'caller' | 'service' {
    return this.down.signal.reason === 'caller' ? 'caller' : 'service'
  }

  /** Whatever the line is waiting for ends with Interrupted, and so does whatever it would wait for, until `resume`. */
  interrupt(): void {
    this.interruption.abort()
  }

  resume(): void {
    this.stopListening()
    this.interruption = new AbortController()
  }

  throwIfInterrupted(): void {
    if (this.interruption.signal.aborted) throw new Interrupted()
  }

  emit(sound: CallSound): void {
    this.sounds.push(sound)
    for (const listener of this.listeners) listener(sound)
    this.tellWaiting()
  }

  /** Resolves once the line waits, with what it waits for; or with `over`. */
  async waiting(): Promise<WaitsFor> {
    return new Promise((resolve) => {
      this.waitedFor.push(resolve)
      this.tellWaiting()
    })
  }

  private tellWaiting(): void {
    const what = this.whatItWaitsFor()
    if (what) for (const tell of this.waitedFor.splice(0)) tell(what)
  }

  private whatItWaitsFor(): WaitsFor | undefined {
    if (this.sounds.at(-1)?.kind === 'ended') return 'over'
    if (this.waits === 'for_other_party') return 'talking'
    return this.waits === 'for_caller' ? this.asking : undefined
  }

  /** Tells the listener everything so far and everything to come; the function returned ends that. */
  listen(listener: (sound: CallSound) => void): () => void {
    for (const sound of [...this.sounds]) listener(sound)
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Hands in what the caller did. What nobody asks for is lost, as on a real line. */
  act(act: CallerAct): boolean {
    if (this.isDown || this.asking === undefined || (this.asking === 'keys' && act.kind !== 'key')) return false
    this.acts.push(act)
    this.waits = undefined
    this.arrived.abort()
    return true
  }

  /** Skips what is being said, up to the next question: for people who try the line out and have heard it before. */
  hurry(): void {
    if (this.asking !== undefined) return
    this.hurrying = true
    this.arrived.abort()
  }

  listenFor(what: 'keys' | 'message'): void {
    this.hurrying = false
    this.asking = what
  }

  stopListening(): void {
    this.asking = undefined
    this.waits = undefined
    this.acts.length = 0
  }

  hasAct(): boolean {
    return this.acts.length > 0
  }

  /**
   * The caller's next act; undefined after `ms` of nothing, or once the line is down.
   * @throws Interrupted
   */
  async nextAct(ms: number): Promise<CallerAct | undefined> {
    const pausing = this.pause(ms)
    this.waits = this.hasAct() ? undefined : 'for_caller'
    this.tellWaiting()
    await pausing
    this.waits = undefined
    return this.isDown ? undefined : this.acts.shift()
  }

  /**
   * Lets `ms` pass, or less when the caller does something that was asked for, or hangs up.
   * @throws Interrupted
   */
  async pause(ms: number): Promise<void> {
    this.throwIfInterrupted()
    if (this.hasAct() || this.isDown || this.hurrying) return
    this.arrived = new AbortController()
    await this.clock.wait(ms, AbortSignal.any([this.arrived.signal, this.down.signal, this.interruption.signal]))
    this.throwIfInterrupted()
  }

  /**
   * Waits for the signal, however long it takes, or until the line is down.
   * @throws Interrupted
   */
  async holdOn(until: AbortSignal): Promise<void> {
    const end = AbortSignal.any([until, this.down.signal, this.interruption.signal])
    if (!end.aborted) await once(end, 'abort')
    this.throwIfInterrupted()
  }

  /** As `holdOn`, with somebody to talk to in the meantime. */
  async talk(until: AbortSignal): Promise<void> {
    this.hurrying = false
    this.waits = 'for_other_party'
    this.tellWaiting()
    try {
      await this.holdOn(until)
    } finally {
      this.waits = undefined
    }
  }
}
