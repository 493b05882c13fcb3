import type { CallerAct, CallSound } from './callSounds'
import type { NetworkClock } from './networkClock'

/** The line between the handset and the network: sounds one way, the caller's acts the other, and whether it is up. */
export class HandsetLine {
  readonly sounds: CallSound[] = []
  private readonly listeners = new Set<(sound: CallSound) => void>()
  private readonly acts: CallerAct[] = []
  private readonly down = new AbortController()
  private arrived = new AbortController()
  private hurrying = false
  /** What the caller may do right now, be the question still being spoken. */
  private asking: 'keys' | 'message' | undefined
  /** Nothing happens any more until the caller does something or time passes. */
  private isWaiting = false
  private readonly waitedFor: ((what: 'keys' | 'message' | 'over') => void)[] = []

  constructor(readonly clock: NetworkClock) {}

  get listensFor(): 'keys' | 'message' | undefined {
    return this.asking
  }

  get isDown(): boolean {
    return this.down.signal.aborted
  }

  putDown(): void {
    this.down.abort()
  }

  emit(sound: CallSound): void {
    this.sounds.push(sound)
    for (const listener of this.listeners) listener(sound)
    this.tellWaiting()
  }

  /** Resolves once the line waits for the caller, with what it waits for; or with `over`. */
  async waiting(): Promise<'keys' | 'message' | 'over'> {
    return new Promise((resolve) => {
      this.waitedFor.push(resolve)
      this.tellWaiting()
    })
  }

  private tellWaiting(): void {
    const what = this.sounds.at(-1)?.kind === 'ended' ? 'over' : this.isWaiting ? this.asking : undefined
    if (what) for (const tell of this.waitedFor.splice(0)) tell(what)
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
    this.isWaiting = false
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
    this.isWaiting = false
    this.acts.length = 0
  }

  hasAct(): boolean {
    return this.acts.length > 0
  }

  /** The caller's next act; undefined after `ms` of nothing, or once the line is down. */
  async nextAct(ms: number): Promise<CallerAct | undefined> {
    const pausing = this.pause(ms)
    this.isWaiting = !this.hasAct()
    this.tellWaiting()
    await pausing
    this.isWaiting = false
    return this.isDown ? undefined : this.acts.shift()
  }

  /** Lets `ms` pass, or less when the caller does something that was asked for, or hangs up. */
  async pause(ms: number): Promise<void> {
    if (this.hasAct() || this.isDown || this.hurrying) return
    this.arrived = new AbortController()
    await this.clock.wait(ms, AbortSignal.any([this.arrived.signal, this.down.signal]))
  }
}
