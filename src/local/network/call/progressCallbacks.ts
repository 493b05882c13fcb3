import type { ProgressEvent, ProgressFaults } from '../faults'
import type { ProgressWanted } from './callPlan'

type Params = Readonly<Record<string, string>>

/** Tells the service how an outgoing call goes on, one after the other, or with the faults asked for. */
export class ProgressCallbacks {
  private sequence = 0
  private heldBack: Params | undefined
  private delivery: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly wanted: ProgressWanted | undefined,
    private readonly faults: ProgressFaults,
    private readonly post: (url: string, params: Params) => Promise<unknown>,
  ) {}

  tell(event: ProgressEvent, params: Params, at: Date): void {
    if (!this.wanted?.events.includes(event)) return
    const all = {
      ...params, Timestamp: at.toUTCString().replace('GMT', '+0000'), SequenceNumber: String(this.sequence), CallbackSource: 'call-progress-events',
    }
    this.sequence += 1
    if (this.faults.drop?.includes(event)) return
    if (this.faults.reorder && !this.heldBack) {
      this.heldBack = all
      return
    }
    this.deliver(all)
    this.deliverHeldBack()
  }

  /** Resolves once everything told has been delivered. */
  async settle(): Promise<void> {
    this.deliverHeldBack()
    await this.delivery
  }

  private deliverHeldBack(): void {
    if (this.heldBack) this.deliver(this.heldBack)
    this.heldBack = undefined
  }

  private deliver(params: Params): void {
    const { url } = this.wanted ?? {}
    if (url === undefined) return
    for (let times = this.faults.duplicate ? 2 : 1; times > 0; times -= 1) this.delivery = this.delivery.then(async () => this.post(url, params))
  }
}
