import type { CallChange, CallLedger, NewCall, StoredCall } from '../../src/telephone/call/ports'
import { isSameCard, type OwedTask } from '../../src/domain/task'

interface Kept extends StoredCall {
  readonly owedTasks: readonly OwedTask[]
  readonly retriaged: number
}

/** Calls in memory, with the promises of the real ledger and a look at what was kept. */
export class LedgerInMemory implements CallLedger {
  readonly calls = new Map<string, Kept>()
  /** Runs before each write, so that a test can let another webhook overtake. */
  beforeWrite: () => Promise<void> = async () => {}
  reads = 0

  async openCall(call: NewCall): Promise<{ created: boolean; call: StoredCall }> {
    await this.beforeWrite()
    const known = this.calls.get(call.callSid)
    if (known) return { created: false, call: known }
    const { callSid, situation, event, owedTasks } = call
    const kept: Kept = { callSid, reference: 'K7QM-4TXR', version: 1, situation, nobodyTookIt: false, events: [event], owedTasks, retriaged: 0 }
    this.calls.set(callSid, kept)
    return { created: true, call: kept }
  }

  async findCall(callSid: string): Promise<StoredCall | undefined> {
    this.reads += 1
    return this.calls.get(callSid)
  }

  async applyEvent(callSid: string, version: number, change: CallChange): Promise<boolean> {
    await this.beforeWrite()
    const known = this.calls.get(callSid)
    if (!known || known.version !== version || known.events.some(({ key }) => key === change.event.key)) return false
    this.calls.set(callSid, {
      ...known,
      version: version + 1,
      situation: change.after,
      events: [...known.events, change.event],
      owedTasks: [...known.owedTasks.filter((one) => !change.noLongerOwe.some((gone) => isSameCard(one, gone))), ...change.owe],
      retriaged: known.retriaged + (change.due.triage ? 1 : 0),
    })
    return true
  }

  async markLate(callSid: string, key: string): Promise<void> {
    const known = this.calls.get(callSid)
    if (known) this.calls.set(callSid, { ...known, events: known.events.map((one) => (one.key === key ? { ...one, late: true } : one)) })
  }
}
