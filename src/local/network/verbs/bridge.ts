import type { SimulatedCall } from '../call/simulatedCall'

/** Two calls that talk to each other once both have arrived, until one of them goes. */
export class Bridge {
  private readonly begun = new AbortController()
  private readonly over = new AbortController()
  private readonly parties: SimulatedCall[] = []
  private began = 0
  private ended = 0

  /** Whether the two ever talked. */
  get wasUsed(): boolean {
    return this.begun.signal.aborted
  }

  get isOver(): boolean {
    return this.over.signal.aborted
  }

  /** Whole seconds of talking. */
  get seconds(): number {
    return Math.round((this.ended - this.began) / 1000)
  }

  /** Nobody talks over it any more, or ever will. */
  end(): void {
    this.over.abort()
  }

  /**
   * Waits for the other party, talks until either goes, and ends the bridge.
   * @throws Interrupted when this call was sent elsewhere meanwhile
   */
  async join(call: SimulatedCall, limitSeconds?: number): Promise<void> {
    this.parties.push(call)
    if (this.parties.length === 2 && !this.isOver) this.begin(call)
    try {
      await call.line.holdOn(AbortSignal.any([this.begun.signal, this.over.signal]))
      if (!this.wasUsed || this.isOver || call.line.isDown) return
      call.line.emit({ kind: 'bridged', with: this.otherThan(call) })
      if (limitSeconds !== undefined) void call.line.clock.wait(limitSeconds * 1000, this.over.signal).then(() => this.end())
      await call.line.talk(this.over.signal)
    } finally {
      if (!this.isOver) this.ended = call.line.clock.now()
      this.end()
      if (this.wasUsed && !call.line.isDown) call.line.emit({ kind: 'parted' })
    }
  }

  private begin({ line }: SimulatedCall): void {
    this.began = this.ended = line.clock.now()
    this.begun.abort()
  }

  private otherThan(call: SimulatedCall): string {
    const other = this.parties.find((party) => party !== call)
    return other?.otherNumber ?? ''
  }
}
