import type { CallChange, CallLedger, NewCall, StoredCall } from './ports'

/** Calls under way that one process remembers; beyond that the one longest untouched is forgotten. */
const MOST_REMEMBERED = 5_000

/**
 * A ledger that remembers calls under way as it last wrote or read them, so that a caller's next step needs no read.
 * What is remembered may be behind: an event is written only on the version that it was decided on, so a decision on
 * something older is refused by the store, the call is forgotten, and the next look reads it.
 */
export class RememberingLedger implements CallLedger {
  private readonly calls = new Map<string, StoredCall>()

  constructor(private readonly ledger: CallLedger) {}

  async openCall(call: NewCall): Promise<{ readonly created: boolean; readonly call: StoredCall }> {
    const opened = await this.ledger.openCall(call)
    this.remember(opened.call)
    return opened
  }

  async findCall(callSid: string): Promise<StoredCall | undefined> {
    const known = this.calls.get(callSid) ?? (await this.ledger.findCall(callSid))
    if (known) this.remember(known)
    return known
  }

  async applyEvent(callSid: string, version: number, change: CallChange): Promise<boolean> {
    const known = this.calls.get(callSid)
    this.calls.delete(callSid) // whatever becomes of this write, what was remembered is behind
    const applied = await this.ledger.applyEvent(callSid, version, change)
    if (applied && known?.version === version) {
      this.remember({ ...known, version: version + 1, situation: change.after, events: [...known.events, change.event] })
    }
    return applied
  }

  async markLate(callSid: string, key: string): Promise<void> {
    this.calls.delete(callSid)
    await this.ledger.markLate(callSid, key)
  }

  private remember(call: StoredCall): void {
    this.calls.delete(call.callSid)
    if (call.situation.endedAt) return // hardly anything comes after the end
    this.calls.set(call.callSid, call)
    const [oldest] = this.calls.keys()
    if (this.calls.size > MOST_REMEMBERED && oldest !== undefined) this.calls.delete(oldest)
  }
}
